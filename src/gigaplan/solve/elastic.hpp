// Elastic repair: which limits of an infeasible program must give way, where and by how much, at least.
//
//     min  Σ_r weight_r s_r     subject to   row_lower − s ≤ A x ≤ row_upper + s  (relaxable rows),
//                                            lower − s ≤ x ≤ upper + s            (relaxable columns),   s ≥ 0
//
// with one s for each side of each relaxed row or column, or one for a whole run (`together`: what all hours need;
// `in_proportion`: a share s ≤ 1 of the limit itself, so that all hours give way alike).
// Priorities are lexicographic: the limits of the lowest priority give way first; those of the highest only where
// nothing else helps.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "gigaplan/program/program.hpp"
#include "gigaplan/program/solution.hpp"
#include "gigaplan/solve/solve.hpp"

namespace gigaplan::solve {

/// Which side of a limit may give way.
enum class Side : std::uint8_t { both, lower, upper };

/// Names limits that may give way: all rows (or the bounds of all columns) of a family, or of one member of it.
struct Relaxable {
  bool column = false;  ///< false: rows; true: bounds of columns
  std::string family{};
  std::string member{};  ///< empty: every member of the family
  Side side = Side::both;
  double weight = 0;  ///< price of one unit (> 0); 0: one over the run's largest finite limit, so that shares compare
  int priority = 0;   ///< lexicographic: limits of lower priority give way first
  bool together = false;  ///< one amount for the whole run (a bigger connection) instead of one for each position
  /// One share in [0, 1] of every limit of the run (fewer people, in all hours); `weight` is the price of all of it.
  bool in_proportion = false;
};

/// One limit that gives way, over consecutive positions of its run.
struct RepairItem {
  bool column = false;
  std::string family, member, unit;
  program::Axis axis = program::Axis::single;
  std::int32_t run = 0;    ///< index in column_runs or row_runs
  std::int32_t first = 0;  ///< column or row index of the first position
  std::int32_t from = 0;   ///< first position on the axis (snapshot or period)
  std::int32_t count = 1;  ///< consecutive positions
  bool upper = false;      ///< true: the upper limit must rise; false: the lower limit must fall
  double limit = 0;        ///< the limit at the position of the largest amount, as it stands [unit]
  double largest = 0;      ///< the largest amount over the positions [unit]; of limits in proportion: the share
  double sum = 0;          ///< sum of the amounts over the positions [unit]
  double weighted = 0;     ///< its share of `Repair::total`
};

struct Repair {
  /// optimal: `items` is a smallest repair (empty: the program is feasible as it is); infeasible: no repair within what
  /// may give way; others as in Solution.
  program::Status status = program::Status::numerical;
  double total = 0;               ///< Σ weight · amount
  std::vector<RepairItem> items;  ///< largest share first
  std::vector<double> primal;     ///< columns of `program` after the repair
  std::string message;
};

/// The smallest repair of `program`, by any solver. An empty list means: every row and every bound may give way, the
/// bounds at priority 1. Throws UsageTrouble when a Relaxable meets no row or column. Costs and quadratic terms play no
/// part; integers stay whole.
[[nodiscard]] Repair find_repair(const program::Program& program, const std::vector<Relaxable>& relaxable,
                                 const SolveOptions& options, const Context& context);

}  // namespace gigaplan::solve
