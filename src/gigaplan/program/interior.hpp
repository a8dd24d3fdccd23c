// A point on an interior point's way to the optimum, from which it may start on a program much like this one.
#pragma once
#include "gigaplan/program/program.hpp"

namespace gigaplan::program {

/// Distance to a limit and the limit's price, both above zero; NaN where there is no such limit.
struct Sides {
  std::vector<double> lower_slack, lower_price, upper_slack, upper_price;
};

/// In the program's units, prices with the signs of a minimisation; NaN for what the presolve took out. Families and
/// runs say which column and row each number belongs to, so that a program of another shape finds its own.
struct Interior {
  std::vector<Family> column_families, row_families;
  std::vector<Run> column_runs, row_runs;
  std::vector<double> primal, row_dual;
  Sides columns, rows;
};

}  // namespace gigaplan::program
