// The elastic copy of a program: its slack columns, and where each belongs.
#pragma once
#include <cstdint>
#include <vector>

#include "gigaplan/program/program.hpp"
#include "gigaplan/solve/elastic.hpp"

namespace gigaplan::solve {

/// The slack columns of one side of one run: `count` of them from column `first` on, or one for all (`together`).
struct Slacks {
  bool column = false;   ///< of bounds of columns, else of rows
  std::int32_t run = 0;  ///< index in column_runs or row_runs of the original
  bool upper = false;
  bool together = false;
  bool in_proportion = false;
  std::int32_t first = 0;
  std::int32_t count = 0;
  double weight = 1;
  int priority = 0;
};

struct Elastic {
  program::Program program;  ///< the original's columns first, then slacks; its rows first, then relaxed bounds
  std::vector<Slacks> slacks;
};

/// Costs are zero everywhere: the caller prices the slacks. Throws UsageTrouble when a Relaxable meets nothing.
[[nodiscard]] Elastic elastic_copy(const program::Program& program, const std::vector<Relaxable>& relaxable);

}  // namespace gigaplan::solve
