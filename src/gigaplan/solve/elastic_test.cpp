// A town wants power over six hours; a grid connection (rows), a plant (bounds), a yearly carbon budget and halls in
// whole blocks can each be the limit that is in the way.
#include "gigaplan/solve/elastic.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "gigaplan/base/fault.hpp"
#include "gigaplan/certify/certify.hpp"
#include "gigaplan/program/builder.hpp"
#include "gigaplan/solve/elastic_program.hpp"

namespace gigaplan::solve {
namespace {

using program::Axis;
using program::Builder;
using program::infinity;
using program::Program;
using program::Status;
using ::testing::SizeIs;

constexpr int hours = 6;

/// Demand 10 but 14 in hours 2 and 3 and 12 in hour 5; grid at most 8, plant at most `plant`, carbon 1 t/MWh of plant.
Program town(double plant, double carbon) {
  Builder b;
  const auto flow = b.column_family({"flow", "MW", ""});
  const auto grid = b.add_columns(flow, "grid", Axis::snapshot, 0, hours);
  const auto gas = b.add_columns(flow, "gas", Axis::snapshot, 0, hours, 0, plant);
  const auto demand = b.row_family({"balance", "MW", ""});
  b.begin_rows(demand, "town", Axis::snapshot, 0, hours);
  for (int h = 0; h < hours; ++h) {
    b.entry(grid + h, 1);
    b.entry(gas + h, 1);
    const double wanted = h == 2 || h == 3 ? 14 : h == 5 ? 12 : 10;
    b.row(wanted, wanted);
  }
  b.begin_rows(b.row_family({"connection", "MW", ""}), "town", Axis::snapshot, 0, hours);
  for (int h = 0; h < hours; ++h) {
    b.entry(grid + h, 1);
    b.row(-infinity, 8);
  }
  b.begin_rows(b.row_family({"carbon", "t", ""}), "country", Axis::single, 0, 1);
  for (int h = 0; h < hours; ++h) b.entry(gas + h, 1);
  b.row(-infinity, carbon);
  auto program = b.finish();
  program.chain_of_block.assign(hours, 0);
  return program;
}

Repair repair(const Program& program, const std::vector<Relaxable>& relaxable) {
  const auto found = find_repair(program, relaxable, {}, {});
  EXPECT_EQ(found.status, Status::optimal) << found.message;
  return found;
}

TEST(Elastic, NothingToRepair) {
  const auto found = repair(town(10, 100), {});
  EXPECT_EQ(found.total, 0);
  EXPECT_THAT(found.items, SizeIs(0));
}

// The plant gives 3 MW: 14 − 8 − 3 = 3 are missing in hours 2 and 3, 1 in hour 5. Two groups of hours.
TEST(Elastic, HoursAreGrouped) {
  const auto found = repair(town(3, 100), {{.family = "connection", .weight = 1}});
  EXPECT_NEAR(found.total, 7, 1e-6);
  ASSERT_THAT(found.items, SizeIs(2));
  const auto& peak = found.items[0];
  EXPECT_EQ(peak.family, "connection");
  EXPECT_EQ(peak.member, "town");
  EXPECT_EQ(peak.unit, "MW");
  EXPECT_TRUE(peak.upper);
  EXPECT_EQ(peak.from, 2);
  EXPECT_EQ(peak.count, 2);
  EXPECT_EQ(peak.limit, 8);
  EXPECT_NEAR(peak.largest, 3, 1e-6);
  EXPECT_NEAR(peak.sum, 6, 1e-6);
  EXPECT_EQ(found.items[1].from, 5);
  EXPECT_NEAR(found.items[1].largest, 1, 1e-6);
}

// One bigger connection for all hours: 3 MW.
// What is short in periods that follow each other is no group: each has its own amount.
TEST(Elastic, EveryPeriodIsToldForItself) {
  Builder b;
  const auto bought = b.add_columns(b.column_family({"build", "pieces", ""}), "chips", Axis::period, 0, 3);
  const std::vector<double> needed{2, 3, 5};
  for (int p = 0; p < 3; ++p) b.set_bounds(bought + p, needed[static_cast<std::size_t>(p)], infinity);
  b.begin_rows(b.row_family({"deliveries", "pieces", ""}), "maker", Axis::period, 0, 3);
  for (int p = 0; p < 3; ++p) {
    b.entry(bought + p, 1);
    b.row(-infinity, 1);
  }
  auto found = repair(b.finish(), {{.family = "deliveries"}});
  ASSERT_THAT(found.items, SizeIs(3));
  std::ranges::sort(found.items, {}, &RepairItem::from);
  for (std::size_t p = 0; p < 3; ++p) {
    EXPECT_EQ(found.items[p].from, static_cast<int>(p));
    EXPECT_EQ(found.items[p].count, 1);
    EXPECT_NEAR(found.items[p].sum, needed[p] - 1, 1e-9);
    EXPECT_NEAR(found.items[p].largest, needed[p] - 1, 1e-9);
  }
}

TEST(Elastic, TogetherIsOneAmount) {
  const auto found = repair(town(3, 100), {{.family = "connection", .together = true}});
  ASSERT_THAT(found.items, SizeIs(1));
  EXPECT_NEAR(found.items[0].largest, 3, 1e-6);
  EXPECT_NEAR(found.items[0].sum, 3, 1e-6);
  EXPECT_EQ(found.items[0].count, hours);
  EXPECT_EQ(found.items[0].limit, 8);
  EXPECT_NEAR(found.total, 3.0 / 8, 1e-6);
}

// The demand of 70 MWh less 48 from the grid leaves 22 t; a budget of 15 t misses 7.
TEST(Elastic, AYearlyBudget) {
  const auto found = repair(town(10, 15), {{.family = "carbon"}});
  ASSERT_THAT(found.items, SizeIs(1));
  EXPECT_EQ(found.items[0].member, "country");
  EXPECT_EQ(found.items[0].axis, Axis::single);
  EXPECT_NEAR(found.items[0].largest, 7, 1e-6);
  EXPECT_NEAR(found.total, 7.0 / 15, 1e-6);
}

TEST(Elastic, ABoundOfAColumn) {
  const auto found = repair(town(3, 100), {{.column = true, .family = "flow", .member = "gas", .together = true}});
  ASSERT_THAT(found.items, SizeIs(1));
  EXPECT_TRUE(found.items[0].column);
  EXPECT_TRUE(found.items[0].upper);
  EXPECT_NEAR(found.items[0].largest, 3, 1e-6);
  EXPECT_EQ(found.items[0].limit, 3);
}

// A demand that gives way falls: its lower side.
TEST(Elastic, ALowerSide) {
  const auto found = repair(town(3, 100), {{.family = "balance", .side = Side::lower, .weight = 1}});
  EXPECT_NEAR(found.total, 7, 1e-6);
  for (const auto& item : found.items) EXPECT_FALSE(item.upper);
}

// The cheaper limit gives way; a higher priority only where nothing else helps.
TEST(Elastic, WeightsAndPriorities) {
  const auto by_weight =
      repair(town(3, 15), {{.family = "connection", .weight = 1}, {.family = "carbon", .weight = 10}});
  for (const auto& item : by_weight.items) EXPECT_EQ(item.family, "connection");
  EXPECT_NEAR(by_weight.total, 7, 1e-6);  // the same 7 MW spare 7 t
  const auto by_priority =
      repair(town(3, 15), {{.column = true, .family = "flow", .member = "gas", .weight = 1e-3, .priority = 2},
                           {.family = "connection", .weight = 1000}});
  for (const auto& item : by_priority.items) EXPECT_EQ(item.family, "connection");
  EXPECT_NEAR(by_priority.total, 7000, 1e-2);
  const auto both = repair(town(3, 5), {{.family = "carbon", .weight = 1, .priority = 1},
                                        {.family = "connection", .weight = 1, .together = true}});
  for (const auto& item : both.items) EXPECT_EQ(item.family, "connection");
}

TEST(Elastic, HigherPrioritiesGiveWayWhereTheyMust) {
  const auto found = repair(town(3, 100), {{.family = "carbon", .weight = 1},
                                           {.family = "connection", .weight = 1, .priority = 5, .together = true}});
  ASSERT_THAT(found.items, SizeIs(1));
  EXPECT_EQ(found.items[0].family, "connection");
  EXPECT_NEAR(found.items[0].largest, 3, 1e-6);
}

TEST(Elastic, NoRepairWithinWhatMayGiveWay) {
  const auto found = find_repair(town(3, 100), {{.family = "carbon"}}, {}, {});
  EXPECT_EQ(found.status, Status::infeasible);
  EXPECT_THAT(found.items, SizeIs(0));
}

TEST(Elastic, EverythingMayGiveWayByDefault) {
  const auto found = repair(town(3, 15), {});
  EXPECT_GT(found.total, 0);
  for (const auto& item : found.items) EXPECT_FALSE(item.column) << "bounds have the higher priority";
}

// Grid 8 and plant 3 give 11 of the 14 MW in the busiest hours: three fourteenths less in every hour.
TEST(Elastic, AllHoursGiveWayInProportion) {
  const auto found = repair(town(3, 100), {{.family = "balance", .side = Side::lower, .in_proportion = true}});
  ASSERT_THAT(found.items, SizeIs(1));
  EXPECT_NEAR(found.items[0].largest, 3.0 / 14, 1e-7);
  EXPECT_EQ(found.items[0].count, hours);
  EXPECT_NEAR(found.total, 3.0 / 14, 1e-7);
}

// Halls of 5 MW in whole blocks, at most 2, for 12 MW: half a block does not exist, so 1 block more.
TEST(Elastic, WholeNumbersStayWhole) {
  Builder b;
  const auto halls = b.add_columns(b.column_family({"halls", "blocks", ""}), "north", Axis::single, 0, 1, 0, 2);
  b.set_integer(halls);
  b.begin_rows(b.row_family({"room", "MW", ""}), "north", Axis::single, 0, 1);
  b.entry(halls, 5);
  b.row(12, infinity);
  const auto found = repair(b.finish(), {{.column = true, .family = "halls", .weight = 1}});
  ASSERT_THAT(found.items, SizeIs(1));
  EXPECT_NEAR(found.items[0].largest, 1, 1e-6);
  EXPECT_NEAR(found.primal[0], 3, 1e-6);
}

// What the repair says is enough: with the limits moved, the program is feasible.
TEST(Elastic, TheRepairedProgramIsFeasible) {
  auto program = town(3, 15);
  const auto found = repair(program, {});
  for (const auto& item : found.items) {
    auto& limits = item.upper ? program.row_upper : program.row_lower;
    for (std::int32_t k = 0; k < item.count; ++k)
      limits[static_cast<std::size_t>(item.first + k)] += (item.upper ? 1 : -1) * item.largest;
  }
  EXPECT_EQ(solve(program, {}, {}).status, Status::optimal);
}

// The prices of the least total violation are a combination of rows that proves the program infeasible: what solve()
// falls back on where a solver leaves no proof.
TEST(Elastic, ItsPricesAreAProof) {
  const auto program = town(3, 15);
  auto elastic = elastic_copy(program, {{.column = false}});
  for (const auto& slacks : elastic.slacks)
    for (std::int32_t k = 0; k < slacks.count; ++k)
      elastic.program.cost[static_cast<std::size_t>(slacks.first + k)] = slacks.weight;
  for (const auto choice : {Choice::simplex, Choice::ipx}) {
    const auto least = solve(elastic.program, {.solver = choice}, {});
    ASSERT_EQ(least.status, Status::optimal);
    program::Solution proof;
    proof.status = Status::infeasible;
    proof.ray = true;
    proof.row_dual = least.row_dual;
    EXPECT_TRUE(certify::certify(program, proof).accepted) << certify::certify(program, proof).reason;
    EXPECT_FALSE(certify::certify(town(10, 100), proof).accepted) << "the feasible town";
  }
}

TEST(Elastic, UnknownNamesAreRefused) {
  EXPECT_THROW((void)find_repair(town(3, 15), {{.family = "conection"}}, {}, {}), UsageTrouble);
  EXPECT_THROW((void)find_repair(town(3, 15), {{.family = "connection", .side = Side::lower}}, {}, {}), UsageTrouble);
}

}  // namespace
}  // namespace gigaplan::solve
