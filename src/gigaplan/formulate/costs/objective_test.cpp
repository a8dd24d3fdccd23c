// Golden objectives, goals in their order, and the tail of the costs, worked by hand.
#include <gtest/gtest.h>

#include "gigaplan/formulate/golden.hpp"

namespace gigaplan::formulate {
namespace {

using network::Network;
using network::NodeId;

/// Two scenarios (30 %, 70 %) of one snapshot that stands for 100 h of costs and 200 h of energy; weight of the
/// period 4.
Network two_scenarios() {
  Network network;
  network.currency = "EUR_2025";
  network.horizon.periods = {{.first_year = 2027, .weight = 4, .label = "2027"}};
  network.horizon.scenarios = {{"wet", 0.3}, {"dry", 0.7}};
  network.horizon.snapshots = {{1, 100, 200, "a"}, {1, 100, 200, "b"}};
  network.horizon.slices = {{.scenario = 0, .first = 0, .count = 1}, {.scenario = 1, .first = 1, .count = 1}};
  network.nodes.add({.name = "bus", .unit = "MW"});
  const auto plant = network.assets.add(
      {.name = "plant", .unit = "MW", .vintages = {{.annual_cost = {10}}}, .stock = {2}, .constant_cost = 5});
  network.processes.add({.name = "gas",
                         .unit = "MW",
                         .ports = {{NodeId{0}}},
                         .capacity = {{plant, 1}},
                         .cost = golden::values({2, 3}),
                         .quadratic = golden::values({0, 0.5})});
  network.constant_cost = 7;
  return network;
}

/// Build 4 · 10; running 4 · 0.3 · 100 · 2 = 240 and 4 · 0.7 · 100 · 3 = 840, squares 4 · 0.7 · 100 · 0.5 = 140; paid
/// in any case 7 + 4 · 5 = 27.
TEST(Objective, WeightsAndConstants) {
  const auto program = formulate(two_scenarios()).program;
  EXPECT_EQ(golden::objective(program),
            "min 27 + 40 build[plant,2027] + 240 activity[gas,a] + 840 activity[gas,b] + 140 activity[gas,b]^2\n");
  EXPECT_EQ(program.constant, 27);
}

/// Half expected cost, half the mean of the worst 20 %: 0.5 of the running costs above; tail: 0.5 t + 0.5 · π / 0.2 z.
/// The rows hold z + t − (running cost of the scenario) ≥ 0, without probabilities.
TEST(Tail, HalfOfTheWorstFifth) {
  auto network = two_scenarios();
  network.processes.begin()->quadratic = 0.0;
  network.risk = network::Risk{.weight = 0.5, .level = 0.8};
  const auto program = formulate(network).program;
  EXPECT_EQ(golden::columns(program, "tail_start"), "tail_start[cost] free\n");
  EXPECT_EQ(golden::columns(program, "tail_excess"), "tail_excess[wet] >= 0\ntail_excess[dry] >= 0\n");
  EXPECT_EQ(golden::objective(program),
            "min 27 + 40 build[plant,2027] + 0.5 tail_start[cost] + 0.75 tail_excess[wet] + 1.75 tail_excess[dry] + "
            "120 activity[gas,a] + 420 activity[gas,b]\n");
  EXPECT_EQ(golden::rows(program, "tail"),
            "tail[wet]: tail_start[cost] + tail_excess[wet] - 800 activity[gas,a] >= 0\n"
            "tail[dry]: tail_start[cost] + tail_excess[dry] - 1200 activity[gas,b] >= 0\n");
}

/// First the most of 2 · cap + activity (200 h, expected), then the least cost: the amount of 500 reached may sink by
/// 1 %, and the 2 · 2 of the stock moves to the right: 495 − 4.
TEST(Goals, MostThenCheapest) {
  auto network = two_scenarios();
  network.processes.begin()->quadratic = 0.0;
  network.goals = {{.name = "most",
                    .unit = "MWh",
                    .least_cost = false,
                    .capacity = {{network::AssetId{0}, 0, 2}},
                    .activity = {{network::ProcessId{0}, 0, 1}},
                    .slack = 0.01},
                   {.name = "cheap", .unit = "EUR_2025", .slack = 0.1}};
  EXPECT_EQ(golden::objective(formulate(network, 0).program),
            "max 4 + 2 build[plant,2027] + 60 activity[gas,a] + 140 activity[gas,b]\n");
  const auto second = formulate(network, 1, {500}).program;
  EXPECT_EQ(golden::objective(second), "min 27 + 40 build[plant,2027] + 240 activity[gas,a] + 840 activity[gas,b]\n");
  EXPECT_EQ(golden::rows(second, "earlier_goal"),
            "earlier_goal[most]: 2 build[plant,2027] + 60 activity[gas,a] + 140 activity[gas,b] >= 491\n");
  std::swap(network.goals[0], network.goals[1]);
  EXPECT_EQ(golden::rows(formulate(network, 1, {1000}).program, "earlier_goal"),
            "earlier_goal[cheap]: 40 build[plant,2027] + 240 activity[gas,a] + 840 activity[gas,b] <= 1073\n");
}

}  // namespace
}  // namespace gigaplan::formulate
