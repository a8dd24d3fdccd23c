// Size and ranges of a program, family by family, for people who ask why a solver struggles.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "gigaplan/program/program.hpp"

namespace gigaplan::program {

/// Smallest and largest absolute value of the finite, non-zero numbers seen; both 0 when there were none.
struct Range {
  double least = 0, most = 0;
  void see(double value);
  void see(const Range& other);
};

struct FamilySummary {
  std::string name, unit;
  std::int64_t count = 0;     ///< columns or rows
  std::int64_t entries = 0;   ///< entries of the matrix in them
  std::int64_t integers = 0;  ///< columns only
  Range coefficients;         ///< |a_ij|
  Range limits;               ///< |bound| or |row limit|
  Range costs;                ///< columns only: |cost_j|, |quadratic_j|
};

struct Summary {
  std::int64_t columns = 0, rows = 0, entries = 0, integers = 0, blocks = 0;
  std::vector<FamilySummary> column_families, row_families;  ///< those that have members, in the program's order
  Range coefficients, limits, costs;
};

[[nodiscard]] Summary summarise(const Program& program);

/// A table of one line a family, with a head and a line for the whole.
[[nodiscard]] std::string describe(const Summary& summary);

}  // namespace gigaplan::program
