#include "gigaplan/solve/block_ipm/presolve.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gigaplan/program/builder.hpp"
#include "gigaplan/solve/block_ipm/structure.hpp"
#include "gigaplan/solve/block_ipm/verdict.hpp"

namespace gigaplan::block_ipm {
namespace {

using program::Axis;
using program::infinity;
using testing::ElementsAre;

struct Line {
  double lower, upper;
  std::vector<std::pair<Index, double>> entries;
};

// Columns of hour 0, then of hour 1; every row is written as given.
program::Program make(int per_hour, const std::vector<Line>& lines, double lower = 0, double upper = infinity) {
  program::Builder b;
  const auto c = b.column_family({"x", "", ""});
  const auto r = b.row_family({"row", "", ""});
  for (const int hour : {0, 1}) {
    for (int k = 0; k < per_hour; ++k) b.add_columns(c, "x", Axis::snapshot, hour, 1, lower, upper);
  }
  for (const auto& line : lines) {
    b.begin_rows(r, "r", Axis::single, 0, 1);
    for (const auto& [j, a] : line.entries) b.entry(j, a);
    b.row(line.lower, line.upper);
  }
  auto program = b.finish();
  program.chain_of_block = {0, 0};
  return program;
}

TEST(Presolve, ZeroAvailabilityTakesTheColumnAndItsRowsOut) {
  // x0 ≤ 0, so x0 = 0, so 2 x0 + x1 ≥ 3 becomes x1 ≥ 3.
  const auto program = make(1, {{-infinity, 0, {{0, 1.0}}}, {3, infinity, {{0, 2.0}, {1, 1.0}}}});
  const auto p = presolve(program, false);
  EXPECT_THAT(p.postsolve.columns, ElementsAre(1));
  EXPECT_THAT(p.reduced.lower, ElementsAre(3));
  EXPECT_EQ(p.reduced.rows.count(), 0);
}

TEST(Presolve, RowsThatBecameBoundsGetTheirPriceBack) {
  // min x0 + 4 x1 with x0 ≤ 0 and 2 x0 + x1 ≥ 3: the price of the second row is 4; that of the first 1 − 2 · 4 = −7.
  auto program = make(1, {{-infinity, 0, {{0, 1.0}}}, {3, infinity, {{0, 2.0}, {1, 1.0}}}});
  program.cost = {1, 4};
  const auto p = presolve(program, false);
  Vector x, y;
  recover(program, p.postsolve, {3.0}, {}, Cost::own, x, y);
  EXPECT_THAT(x, ElementsAre(0, 3));
  EXPECT_THAT(y, ElementsAre(-7, 4));
}

TEST(Presolve, AFreeColumnIsSubstitutedAndItsRowPriced) {
  // p = x0 − x1 in hour 0 (columns x0, x1, p), p + level = 5: one row x0 − x1 + level = 5 is left.
  auto program = make(4, {{0, 0, {{0, 1.0}, {1, -1.0}, {2, -1.0}}}, {5, 5, {{2, 1.0}, {3, 1.0}}}});
  program.lower[2] = -infinity;
  program.cost = {0, 0, 2, 0, 0, 0, 0, 0};
  const auto p = presolve(program, false);
  ASSERT_EQ(p.reduced.rows.count(), 1);
  EXPECT_EQ(p.reduced.columns(), 7);
  Vector x, y;
  Vector reduced_x(7, 0.0);
  reduced_x[0] = 4;
  reduced_x[1] = 1;
  reduced_x[2] = 2;
  recover(program, p.postsolve, reduced_x, {0.5}, Cost::own, x, y);
  EXPECT_DOUBLE_EQ(x[2], 3);
  // The reduced cost of a free column is zero: 2 − (−1) y0 − 1 · y1 = 0.
  EXPECT_NEAR(2 + y[0] - y[1], 0, 1e-15);
}

TEST(Presolve, ConflictsProveThemselves) {
  // x0 ≤ 0 and x0 + x1 ≥ 3 and x1 ≤ 2.
  const auto program =
      make(1, {{-infinity, 0, {{0, 1.0}}}, {3, infinity, {{0, 1.0}, {1, 1.0}}}, {-infinity, 2, {{1, 1.0}}}});
  const auto p = presolve(program, false);
  ASSERT_TRUE(p.conflict);
  auto y = conflict_proof(program, p);
  EXPECT_TRUE(proves_infeasible(program, y));
}

TEST(Presolve, HugeBoundsAreAbsentUnlessMeant) {
  auto program = make(1, {{1, infinity, {{0, 1.0}, {1, 1.0}}}});
  program.upper = {1e10, 1e25};
  EXPECT_TRUE(presolve(program, false).ignored_bounds);
  EXPECT_THAT(presolve(program, false).reduced.upper, ElementsAre(infinity, infinity));
  EXPECT_THAT(presolve(program, true).reduced.upper, ElementsAre(1e10, infinity));
}

TEST(Structure, RowsThatReachFarGoToTheBorder) {
  const Rows rows{{0, 2, 4, 6, 7}, {0, 1, 0, 2, 2, 3, 3}, {1, 1, 1, 1, 1, 1, 1}};
  const auto s = analyse(rows, {0, 1, 2, 3}, {0, 0, 0, 1});
  // Hours 0 and 1: in hour 1. Hours 0 and 2: far. Hours 2 and 3: neighbours, but of two chains.
  EXPECT_THAT(s.row_block, ElementsAre(1, program::border, program::border, 3));
}

TEST(Structure, AColumnThatReachesFarAgainAndAgainGoesThereInstead) {
  const Rows rows{{0, 2, 4, 6}, {0, 2, 0, 3, 0, 4}, {1, 1, 1, 1, 1, 1}};
  const auto s = analyse(rows, {0, 1, 2, 3, 4}, {0, 0, 0, 0, 0});
  EXPECT_EQ(s.column_block[0], program::border);
  EXPECT_THAT(s.row_block, ElementsAre(2, 3, 4));
}

}  // namespace
}  // namespace gigaplan::block_ipm
