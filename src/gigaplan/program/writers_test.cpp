// min 10 x + 3 build + x² − 7;  0 ≤ x ≤ 4 in two hours, build whole;  5 ≤ x₀ + 2 build, x₁ − build ≤ 0, −1 ≤ x₀ ≤ 8.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "gigaplan/program/builder.hpp"
#include "gigaplan/program/lp_writer.hpp"
#include "gigaplan/program/mps_writer.hpp"
#include "gigaplan/program/summary.hpp"
#include "gigaplan/program/writer_names.hpp"

namespace gigaplan::program {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Program small() {
  Builder b;
  const auto flow = b.column_family({"flow", "MW", ""});
  const auto x = b.add_columns(flow, "gas turbine", Axis::snapshot, 0, 2, 0, 4);
  const auto build = b.add_columns(b.column_family({"build", "blocks", ""}), "hall", Axis::single, 0, 1);
  b.set_integer(build);
  b.add_cost(x, 10);
  b.add_cost(build, 3);
  b.add_quadratic(x, 2);
  const auto need = b.row_family({"need", "MW", ""});
  b.begin_rows(need, "town", Axis::snapshot, 0, 1);
  b.entry(x, 1);
  b.entry(build, 2);
  b.row(5, infinity);
  b.begin_rows(b.row_family({"room", "MW", ""}), "hall", Axis::snapshot, 1, 1);
  b.entry(x + 1, 1);
  b.entry(build, -1);
  b.row(-infinity, 0);
  b.begin_rows(need, "range", Axis::snapshot, 0, 1);
  b.entry(x, 1);
  b.row(-1, 8);
  b.program().snapshot_labels = {"2030-01-01 00:00", "2030-01-01 01:00"};
  b.program().chain_of_block = {0, 0};
  b.program().constant = -7;
  return b.finish();
}

TEST(Names, AreReadableAndEachOnce) {
  auto program = small();
  EXPECT_THAT(column_file_names(program),
              ElementsAre("flow(gas_turbine,2030_01_01_00.00)", "flow(gas_turbine,2030_01_01_01.00)", "build(hall)"));
  program.snapshot_labels = {"same", "same"};
  EXPECT_THAT(column_file_names(program),
              ElementsAre("flow(gas_turbine,same)", "flow(gas_turbine,same)~1", "build(hall)"));
  program.column_families[0].name = "e5";
  EXPECT_EQ(column_file_names(program)[0], "_e5(gas_turbine,same)");
}

TEST(LpWriter, ByHand) {
  auto program = small();
  program.snapshot_labels = {"0", "1"};
  program.column_runs[0].member = "gas";
  std::ostringstream out;
  write_lp(program, out);
  EXPECT_EQ(out.str(), R"(minimize
 obj: + 10 flow(gas,0) + 0 flow(gas,1) + 3 build(hall) + [ + 2 flow(gas,0) ^2 ] / 2 - 7
subject to
 need(town,0): + 1 flow(gas,0) + 2 build(hall) >= 5
 room(hall,1): + 1 flow(gas,1) - 1 build(hall) <= 0
 need(range,0): + 1 flow(gas,0) >= -1
 need(range,0)~upper: + 1 flow(gas,0) <= 8
bounds
 0 <= flow(gas,0) <= 4
 0 <= flow(gas,1) <= 4
general
 build(hall)
end
)");
}

TEST(MpsWriter, ByHand) {
  auto program = small();
  program.snapshot_labels = {"0", "1"};
  program.column_runs[0].member = "gas";
  std::ostringstream out;
  write_mps(program, out);
  EXPECT_EQ(out.str(), R"(NAME gigaplan
ROWS
 N obj
 G need(town,0)
 L room(hall,1)
 L need(range,0)
COLUMNS
    flow(gas,0) obj 10
    flow(gas,0) need(town,0) 1
    flow(gas,0) need(range,0) 1
    flow(gas,1) room(hall,1) 1
    MARKER 'MARKER' 'INTORG'
    build(hall) obj 3
    build(hall) need(town,0) 2
    build(hall) room(hall,1) -1
    MARKER 'MARKER' 'INTEND'
RHS
    RHS obj 7
    RHS need(town,0) 5
    RHS need(range,0) 8
RANGES
    RANGE need(range,0) 9
BOUNDS
 UP BOUND flow(gas,0) 4
 UP BOUND flow(gas,1) 4
 LO BOUND build(hall) 0
 PL BOUND build(hall)
QUADOBJ
    flow(gas,0) flow(gas,0) 2
ENDATA
)");
}

TEST(Summary, CountsAndRanges) {
  const auto summary = summarise(small());
  EXPECT_EQ(summary.columns, 3);
  EXPECT_EQ(summary.rows, 3);
  EXPECT_EQ(summary.entries, 5);
  EXPECT_EQ(summary.integers, 1);
  EXPECT_EQ(summary.blocks, 2);
  ASSERT_EQ(summary.row_families.size(), 2U);
  const auto& need = summary.row_families[0];
  EXPECT_EQ(need.name, "need");
  EXPECT_EQ(need.count, 2);
  EXPECT_EQ(need.entries, 3);
  EXPECT_EQ(need.coefficients.least, 1);
  EXPECT_EQ(need.coefficients.most, 2);
  EXPECT_EQ(need.limits.least, 1);
  EXPECT_EQ(need.limits.most, 8);
  const auto& flow = summary.column_families[0];
  EXPECT_EQ(flow.count, 2);
  EXPECT_EQ(flow.costs.least, 2);
  EXPECT_EQ(flow.costs.most, 10);
  EXPECT_EQ(flow.limits.most, 4);
  EXPECT_THAT(describe(summary), HasSubstr("3 columns (1 whole), 3 rows, 5 entries, 2 time blocks"));
  EXPECT_THAT(describe(summary), HasSubstr("1 .. 8"));
}

}  // namespace
}  // namespace gigaplan::program
