// constant + Σ coefficient · column: how a capacity looks from the rows that it limits.
#pragma once
#include <cstdint>
#include <vector>

#include "gigaplan/program/builder.hpp"

namespace gigaplan::formulate {

struct Term {
  std::int32_t column = 0;
  double coefficient = 0;
};

struct Expression {
  std::vector<Term> terms;
  double constant = 0;

  [[nodiscard]] bool fixed() const { return terms.empty(); }
  void add(const Expression& other, double factor) {
    if (factor == 0) return;
    constant += factor * other.constant;
    for (const auto& term : other.terms) terms.push_back({term.column, factor * term.coefficient});
  }
  /// Puts factor · (the variable part) into the row that is being filled.
  void enter(program::Builder& builder, double factor) const {
    for (const auto& term : terms) builder.entry(term.column, factor * term.coefficient);
  }
};

/// a · b where nothing of something unlimited is nothing.
[[nodiscard]] inline double times(double a, double b) { return a == 0 || b == 0 ? 0 : a * b; }

}  // namespace gigaplan::formulate
