// Golden programs of the balances in every snapshot, worked by hand.
#include <gtest/gtest.h>

#include "gigaplan/formulate/golden.hpp"

namespace gigaplan::formulate {
namespace {

using network::Horizon;
using network::Network;

/// A plant of 100 MW at 40 EUR/MWh and wind of a size to be decided (cost 60 000 a year) meet 50 and 80 MW. There is no
/// wind in the second hour, so its column is nailed to zero and it has no limit row there.
TEST(HourlyBalance, PlantAndWind) {
  Network network;
  network.horizon = Horizon::hours(2);
  const auto de = network.nodes.add({.name = "de", .unit = "MW", .demand = golden::values({50, 80})});
  network.processes.add({.name = "gas", .unit = "MW", .ports = {{de}}, .rating = 100.0, .cost = 40.0});
  const auto farm =
      network.assets.add({.name = "farm", .unit = "MW", .vintages = {{.upper = 500, .annual_cost = {60000}}}});
  network.processes.add(
      {.name = "wind", .unit = "MW", .ports = {{de}}, .capacity = {{farm, 1}}, .upper = golden::values({0.5, 0})});
  const auto [program, layout] = formulate(network);
  EXPECT_EQ(golden::objective(program), "min 60000 build[farm,0] + 40 activity[gas,h0] + 40 activity[gas,h1]\n");
  EXPECT_EQ(golden::columns(program),
            "build[farm,0] in [0, 500]\n"
            "activity[gas,h0] in [0, 100]\n"
            "activity[gas,h1] in [0, 100]\n"
            "activity[wind,h0] >= 0\n"
            "activity[wind,h1] = 0\n");
  EXPECT_EQ(golden::rows(program),
            "hourly_balance[de,h0]: activity[gas,h0] + activity[wind,h0] = 50\n"
            "hourly_balance[de,h1]: activity[gas,h1] + activity[wind,h1] = 80\n"
            "activity_upper[wind,h0]: -0.5 build[farm,0] + activity[wind,h0] <= 0\n");
  EXPECT_EQ(layout.balance[0][0], 0);
  EXPECT_EQ(layout.build[0][0], 0);
  EXPECT_EQ(layout.activity[1][0], 3);
}

/// A heat pump takes 1 MW of power and gives 3 or 2 MW of heat; a hall of 10 MW holds 0.5 MW of power; the heat node
/// accepts surplus (at least 6 MW).
TEST(HourlyBalance, CoefficientsHoldsAndSenses) {
  Network network;
  network.horizon = Horizon::hours(2);
  const auto power = network.nodes.add({.name = "power", .unit = "MW"});
  const auto heat = network.nodes.add({.name = "heat", .unit = "MW", .sense = network::Sense::at_least, .demand = 6.0});
  network.processes.add({.name = "grid", .unit = "MW", .ports = {{power}}, .rating = network::unlimited});
  network.processes.add(
      {.name = "pump", .unit = "MW", .ports = {{power, -1.0}, {heat, golden::values({3, 2})}}, .rating = 4.0});
  network.assets.add({.name = "hall", .unit = "MW", .stock = {10}, .holds = {{power, 0.05}}});
  const auto program = formulate(network).program;
  EXPECT_EQ(golden::rows(program),
            "hourly_balance[power,h0]: activity[grid,h0] - activity[pump,h0] = 0.5\n"
            "hourly_balance[power,h1]: activity[grid,h1] - activity[pump,h1] = 0.5\n"
            "hourly_balance[heat,h0]: 3 activity[pump,h0] >= 6\n"
            "hourly_balance[heat,h1]: 2 activity[pump,h1] >= 6\n");
  EXPECT_EQ(golden::columns(program, "activity"),
            "activity[grid,h0] >= 0\n"
            "activity[grid,h1] >= 0\n"
            "activity[pump,h0] in [0, 4]\n"
            "activity[pump,h1] in [0, 4]\n");
}

/// A node that nothing touches and that wants nothing has no rows; one that wants something keeps them, and the program
/// is infeasible.
TEST(HourlyBalance, LonelyNodes) {
  Network network;
  network.horizon = Horizon::hours(2);
  network.nodes.add({.name = "quiet", .unit = "MW"});
  network.nodes.add({.name = "hungry", .unit = "MW", .demand = golden::values({0, 1})});
  const auto [program, layout] = formulate(network);
  EXPECT_EQ(golden::rows(program),
            "hourly_balance[hungry,h0]: 0 = 0\n"
            "hourly_balance[hungry,h1]: 0 = 1\n");
  EXPECT_EQ(layout.balance[0][0], -1);
  EXPECT_EQ(layout.balance[1][0], 0);
}

/// A pipe delivers an hour late, nine tenths, then eight: nothing arrives in the first hour.
TEST(HourlyBalance, GoodsOnTheirWay) {
  Network network;
  network.horizon = Horizon::hours(3);
  const auto well = network.nodes.add({.name = "well", .unit = "MW"});
  const auto town = network.nodes.add({.name = "town", .unit = "MW", .demand = golden::values({1, 2, 3})});
  network.processes.add({.name = "pipe",
                         .unit = "MW",
                         .ports = {{well, -1.0}, {town, golden::values({1, 0.9, 0.8}), {-1, 0, 1}}},
                         .rating = 9.0});
  EXPECT_TRUE(network::validate(network).empty());
  EXPECT_EQ(golden::rows(formulate(network).program, "hourly_balance"),
            "hourly_balance[well,h0]: -activity[pipe,h0] = 0\n"
            "hourly_balance[well,h1]: -activity[pipe,h1] = 0\n"
            "hourly_balance[well,h2]: -activity[pipe,h2] = 0\n"
            "hourly_balance[town,h0]: 0 = 1\n"
            "hourly_balance[town,h1]: 0.9 activity[pipe,h0] = 2\n"
            "hourly_balance[town,h2]: 0.8 activity[pipe,h1] = 3\n");
}

}  // namespace
}  // namespace gigaplan::formulate
