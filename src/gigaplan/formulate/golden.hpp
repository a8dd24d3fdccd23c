// Programs as text that a reader can check against the formula, for golden tests.
#pragma once
#include <fmt/format.h>

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "gigaplan/formulate/formulate.hpp"

namespace gigaplan::formulate::golden {

/// One value a snapshot (or period).
inline network::Series values(std::initializer_list<double> list) { return std::vector<double>(list); }

/// "2 x[a] − x[b]" with at most ten digits; "0" when there is nothing.
class Sum {
 public:
  void add(double coefficient, const std::string& name) {
    const double size = coefficient < 0 ? -coefficient : coefficient;
    text_ += text_.empty() ? (coefficient < 0 ? "-" : "") : (coefficient < 0 ? " - " : " + ");
    text_ += name.empty() ? fmt::format("{:.10g}", size) : size == 1 ? name : fmt::format("{:.10g} {}", size, name);
  }
  [[nodiscard]] std::string text() const { return text_.empty() ? "0" : text_; }

 private:
  std::string text_;
};

inline std::string range(double lower, double upper) {
  if (lower == upper) return fmt::format(" = {:.10g}", lower);
  if (lower == -program::infinity) return upper == program::infinity ? " free" : fmt::format(" <= {:.10g}", upper);
  return upper == program::infinity ? fmt::format(" >= {:.10g}", lower)
                                    : fmt::format(" in [{:.10g}, {:.10g}]", lower, upper);
}

/// One line: the objective, with halves of squares written out as "3 x^2".
inline std::string objective(const program::Program& program) {
  Sum sum;
  if (program.constant != 0) sum.add(program.constant, "");
  for (std::int32_t j = 0; j < program.columns(); ++j) {
    if (program.cost[static_cast<std::size_t>(j)] != 0)
      sum.add(program.cost[static_cast<std::size_t>(j)], program.column_name(j));
    if (!program.quadratic.empty() && program.quadratic[static_cast<std::size_t>(j)] != 0)
      sum.add(program.quadratic[static_cast<std::size_t>(j)] / 2, program.column_name(j) + "^2");
  }
  return (program.maximise ? "max " : "min ") + sum.text() + "\n";
}

/// One line a column of the families whose name begins with `family`: "x[a] in [0, 5]", " whole" where it is.
inline std::string columns(const program::Program& program, std::string_view family = {}) {
  std::string text;
  for (std::int32_t j = 0; j < program.columns(); ++j) {
    const auto i = static_cast<std::size_t>(j);
    const auto& name = program.column_families[static_cast<std::size_t>(program.column_run(j).family)].name;
    if (!family.empty() && name != family) continue;
    text += program.column_name(j) + range(program.lower[i], program.upper[i]);
    text += !program.integer.empty() && program.integer[i] != 0 ? " whole\n" : "\n";
  }
  return text;
}

/// One line a row of the family (all, when empty): "balance[de,h0]: x[a] - x[b] = 5".
inline std::string rows(const program::Program& program, std::string_view family = {}) {
  std::string text;
  for (std::int32_t i = 0; i < program.rows(); ++i) {
    const auto r = static_cast<std::size_t>(i);
    const auto& name = program.row_families[static_cast<std::size_t>(program.row_run(i).family)].name;
    if (!family.empty() && name != family) continue;
    Sum sum;
    for (auto e = program.start[r]; e < program.start[r + 1]; ++e)
      sum.add(program.value[static_cast<std::size_t>(e)],
              program.column_name(program.column[static_cast<std::size_t>(e)]));
    text += program.row_name(i) + ": " + sum.text() + range(program.row_lower[r], program.row_upper[r]) + "\n";
  }
  return text;
}

}  // namespace gigaplan::formulate::golden
