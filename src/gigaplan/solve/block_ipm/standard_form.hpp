// The form the interior point works on, in the order of the hours.
//
//     min c · x + ½ x · Q x     subject to     A x = b,     G x − w = h,     w ≥ 0,     x free
//
// Every bound and every side of an inequality is a *pair*: a row of G with its own slack w and dual z. A pair holds at
// most one hourly column (its `pivot`) and any number of border columns (its `tail`): x ≤ a · capacity is one. A row
// with several hourly columns (a ramp, a budget), or with several columns all of the border, gets a slack column s:
// a · x − s = 0, and the sides of s are pairs.
//
// Order: columns by hour, border last; rows by hour (within an hour those that touch no neighbouring hour first, then
// the coupled ones), border last; pairs by their hourly column, those of the border alone last.
// Scaling: x = column_scale · x̂ / right_scale and likewise for the duals; all numbers here are the scaled ones.
#pragma once
#include "gigaplan/solve/block_ipm/structure.hpp"

namespace gigaplan::block_ipm {

/// Where a pair came from: row `row` of the reduced program or, when −1, a bound of `column`. `sign` is +1 for the
/// lower side and −1 for the upper one.
struct PairSource {
  Index row = -1;
  Index column = -1;
  double sign = 1;
  bool through_slack = false;  ///< the row has a slack column, on which the pair hangs
};

struct StandardForm {
  Index hours = 0;
  std::vector<Index> chain_of_hour;
  // first column, row, coupled row and pair of every hour; entry `hours` is the first of the border
  std::vector<Index> column_start, row_start, coupled_start, pair_start_of_hour;
  Index columns = 0, rows = 0, pairs = 0;

  Vector c, q, b, h;
  Rows a_by_column;  ///< entries of each column (with row numbers in `column`)
  Rows a_by_row;
  std::vector<Index> pair_start;  ///< of every hourly column; its last entry is the first pair of the border alone
  Vector pivot;                   ///< coefficient on the pair's hourly column; unused for pairs of the border alone
  Rows tail;                      ///< border columns of every pair (column numbers of this form)

  // the way back to the reduced program
  std::vector<Index> column_source;  ///< reduced column, or −1 for a slack
  std::vector<Index> row_source;     ///< reduced row
  std::vector<PairSource> pair_source;
  Vector column_scale, row_scale, pair_scale;
  double right_scale = 1, cost_scale = 1;
  double usual_right = 1;  ///< of b and h; the largest may be a single limit, 10,000 times as large

  [[nodiscard]] Index hourly_columns() const { return column_start[hours]; }
  [[nodiscard]] Index hourly_rows() const { return row_start[hours]; }
  [[nodiscard]] Index hourly_pairs() const { return pair_start_of_hour[hours]; }
  [[nodiscard]] Index border_columns() const { return columns - hourly_columns(); }
  [[nodiscard]] Index border_rows() const { return rows - hourly_rows(); }
  [[nodiscard]] Index border_size() const { return border_columns() + border_rows(); }
};

/// The unscaled form (all scales 1).
[[nodiscard]] StandardForm standard_form(const Reduced& reduced);

/// Geometric equilibration by powers of two, then one factor for the right-hand side and one for the cost.
void scale(StandardForm& form);

/// x and y of the reduced program (y of an inequality is z of its lower less z of its upper side).
void leave_standard_form(const StandardForm& form, const Reduced& reduced, const Vector& x, const Vector& y,
                         const Vector& z, Vector& reduced_x, Vector& reduced_y);

}  // namespace gigaplan::block_ipm
