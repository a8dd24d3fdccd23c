// Golden programs of what is built, stands and is closed, worked by hand.
#include <gtest/gtest.h>

#include "gigaplan/formulate/golden.hpp"
#include "gigaplan/formulate/vintages.hpp"

namespace gigaplan::formulate {
namespace {

using network::Asset;
using network::Horizon;
using network::Network;

/// Two periods, 2027 (3 years, weight 2.5) and 2030 (5 years, weight 4); one snapshot each.
Network two_periods() {
  Network network;
  network.horizon.periods = {{.first_year = 2027, .years = 3, .weight = 2.5, .label = "2027"},
                             {.first_year = 2030, .years = 5, .weight = 4, .label = "2030"}};
  network.horizon.snapshots = {{.elapsed = 1, .cost = 1, .energy = 1, .label = "a"},
                               {.elapsed = 1, .cost = 1, .energy = 1, .label = "b"}};
  network.horizon.slices = {{.period = 0, .first = 0, .count = 1}, {.period = 1, .first = 1, .count = 1}};
  return network;
}

/// One vintage in each period: in 2027 cap is the build itself plus 5 of stock, in 2030 it has two terms and so a
/// column. Costs: 2.5 · 10 + 4 · 12 = 73 for the first, 4 · 9 = 36 for the second.
TEST(Build, VintagesAndCapacity) {
  auto network = two_periods();
  network.assets.add({.name = "farm",
                      .unit = "MW",
                      .vintages = {{.period = 0, .upper = 50, .annual_cost = {10, 12}},
                                   {.period = 1, .lower = 1, .upper = 60, .annual_cost = {0, 9}}},
                      .stock = {5, 3},
                      .cap_lower = {0, 20},
                      .cap_upper = {40, 80}});
  const auto [program, layout] = formulate(network);
  EXPECT_EQ(golden::objective(program), "min 73 build[farm,2027] + 36 build[farm,2030]\n");
  EXPECT_EQ(golden::columns(program),
            "build[farm,2027] in [0, 50]\n"
            "build[farm,2030] in [1, 60]\n"
            "capacity[farm,2030] >= 0\n");
  EXPECT_EQ(golden::rows(program),
            "capacity[farm,2030]: -build[farm,2027] - build[farm,2030] + capacity[farm,2030] = 3\n"
            "capacity_limit[farm,2027]: build[farm,2027] <= 35\n"
            "capacity_limit[farm,2030]: capacity[farm,2030] in [20, 80]\n");
  EXPECT_EQ(layout.capacity[0][0], -1);
  EXPECT_EQ(layout.capacity[0][1], 2);
}

/// Whole halls of 20 MW; a committed one of 7 MW counts as a number wherever its capacity is meant.
TEST(Build, BlocksAndCommitted) {
  auto network = two_periods();
  const auto hall = network.assets.add(
      {.name = "hall",
       .unit = "MW",
       .vintages = {{.period = 0, .committed = 7, .annual_cost = {1, 1}}, {.period = 1, .block = 20, .whole = true}}});
  const auto node = network.nodes.add({.name = "it", .unit = "MW"});
  network.processes.add({.name = "use", .unit = "MW", .ports = {{node}}, .capacity = {{hall, 1}}});
  const auto program = formulate(network).program;
  EXPECT_EQ(golden::columns(program),
            "build[hall,2027] = 7\n"
            "build[hall,2030] >= 0\n"
            "blocks[hall,2030] >= 0 whole\n"
            "activity[use,a] in [0, 7]\n"
            "activity[use,b] >= 0\n");
  EXPECT_EQ(golden::rows(program, "blocks"), "blocks[hall,2030]: build[hall,2030] - 20 blocks[hall,2030] = 0\n");
  EXPECT_EQ(golden::rows(program, "activity_upper"),
            "activity_upper[use,b]: -build[hall,2030] + activity[use,b] <= 7\n");
}

/// What closes in 2027 is missing in both periods; closing saves 3 a year: 3 · (2.5 + 4) = 19.5, and 3 · 4 = 12.
TEST(Retirement, ClosedEarly) {
  auto network = two_periods();
  network.assets.add({.name = "coal",
                      .unit = "MW",
                      .vintages = {{.period = 0, .committed = 100, .annual_cost = {4, 4}}},
                      .may_retire = true,
                      .fixed_share_saved = 3});
  const auto [program, layout] = formulate(network);
  EXPECT_EQ(golden::objective(program), "min 26 build[coal,2027] - 19.5 retired[coal,2027] - 12 retired[coal,2030]\n");
  EXPECT_EQ(golden::columns(program),
            "build[coal,2027] = 100\n"
            "retired[coal,2027] >= 0\n"
            "retired[coal,2030] >= 0\n"
            "capacity[coal,2030] >= 0\n");
  EXPECT_EQ(golden::rows(program),
            "retired[coal,2027]: -build[coal,2027] + retired[coal,2027] + retired[coal,2030] <= 0\n"
            "capacity[coal,2030]: retired[coal,2027] + retired[coal,2030] + capacity[coal,2030] = 100\n");
  EXPECT_EQ(layout.retired[0], (std::vector<std::int32_t>{1, 2}));
}

/// A limit over two assets: cap of one (with 5 of stock, which moves to the right), build of the other.
TEST(CapacityLimits, OverSeveralAssets) {
  auto network = two_periods();
  const auto wind = network.assets.add({.name = "wind", .unit = "MW", .vintages = {{.period = 0}}, .stock = {5, 5}});
  const auto sun = network.assets.add({.name = "sun", .unit = "MW", .vintages = {{.period = 1}}});
  network.limits.push_back(
      {.name = "land", .unit = "km2", .terms = {{wind, 1, -1, 0.5}, {sun, 0, 0, 0.1}}, .lower = 1, .upper = 30});
  const auto [program, layout] = formulate(network);
  EXPECT_EQ(golden::rows(program), "limit[land]: 0.5 build[wind,2027] + 0.1 build[sun,2030] in [-1.5, 27.5]\n");
  EXPECT_EQ(layout.limit[0], 0);
}

TEST(Draws, FallIntoThePeriodThatContainsThem) {
  const auto network = two_periods();
  Asset asset{.name = "fleet", .unit = "1", .vintages = {{.period = 1}}};
  const auto draw = [](double lead) { return network::Draw{network::NodeId{0}, 1, lead}; };
  EXPECT_EQ(draw_period(network.horizon, asset.vintages[0], draw(0)), 1);
  EXPECT_EQ(draw_period(network.horizon, asset.vintages[0], draw(0.5)), 0);
  EXPECT_EQ(draw_period(network.horizon, asset.vintages[0], draw(3)), 0);
  EXPECT_EQ(draw_period(network.horizon, asset.vintages[0], draw(3.5)), -1);
}

}  // namespace
}  // namespace gigaplan::formulate
