// The plan as tables: what summary.csv and results.xlsx hold.
#pragma once
#include <string>
#include <variant>
#include <vector>

#include "gigaplan/plan/plan.hpp"

namespace gigaplan::results {

using Cell = std::variant<std::string, double>;

struct Column {
  std::string title, unit;  ///< unit empty for words
};

struct Sheet {
  std::string name;
  std::vector<Column> columns;
  std::vector<std::vector<Cell>> rows;  ///< each as long as `columns`
  std::string item{};                   ///< title of the column whose word names a row; empty: none does
};

/// Answer, builds, sites, fleet, tokens, costs, energy, carbon, supply chain, bottlenecks, compliance, claims, sources:
/// every table that has rows.
[[nodiscard]] std::vector<Sheet> tables_of(const plan::Plan& plan);

}  // namespace gigaplan::results
