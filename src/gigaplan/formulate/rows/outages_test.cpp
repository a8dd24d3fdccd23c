// Golden programs of planned outages, worked by hand.
#include <gtest/gtest.h>

#include "gigaplan/formulate/golden.hpp"

namespace gigaplan::formulate {
namespace {

using network::Horizon;
using network::Network;
using network::Outage;

/// Three hours; an outage of two hours of half the capacity, which may begin in the first two.
Network plant() {
  Network network;
  network.horizon = Horizon::hours(3);
  const auto bus = network.nodes.add({.name = "bus", .unit = "MW"});
  network.processes.add({.name = "gas",
                         .unit = "MW",
                         .ports = {{bus}},
                         .rating = 100.0,
                         .lower = 0.4,
                         .outage = Outage{.share = 0.5, .last = {1, 2, -1}}});
  return network;
}

/// 40 to 100 MW, half of it during the outage.
TEST(Outages, OfACapacityThatStands) {
  const auto network = plant();
  EXPECT_TRUE(network::validate(network).empty());
  const auto program = formulate(network).program;
  EXPECT_EQ(golden::columns(program, "activity"),
            "activity[gas,h0] in [20, 100]\n"
            "activity[gas,h1] in [20, 100]\n"
            "activity[gas,h2] in [20, 100]\n");
  EXPECT_EQ(golden::columns(program, "outage_start"),
            "outage_start[gas,h0] in [0, 1] whole\n"
            "outage_start[gas,h1] in [0, 1] whole\n"
            "outage_start[gas,h2] = 0 whole\n");
  EXPECT_EQ(golden::columns(program, "outage"),
            "outage[gas,h0] in [0, 1]\n"
            "outage[gas,h1] in [0, 1]\n"
            "outage[gas,h2] in [0, 1]\n");
  EXPECT_EQ(golden::columns(program, "away"), "");
  EXPECT_EQ(golden::rows(program, "outage_count"),
            "outage_count[gas]: outage_start[gas,h0] + outage_start[gas,h1] + outage_start[gas,h2] = 1\n");
  EXPECT_EQ(golden::rows(program, "outage"),
            "outage[gas,h0]: -outage_start[gas,h0] + outage[gas,h0] = 0\n"
            "outage[gas,h1]: -outage_start[gas,h0] - outage_start[gas,h1] + outage[gas,h1] = 0\n"
            "outage[gas,h2]: -outage_start[gas,h1] + outage[gas,h2] = 0\n");
  EXPECT_EQ(golden::rows(program, "activity_upper"),
            "activity_upper[gas,h0]: activity[gas,h0] + 50 outage[gas,h0] <= 100\n"
            "activity_upper[gas,h1]: activity[gas,h1] + 50 outage[gas,h1] <= 100\n"
            "activity_upper[gas,h2]: activity[gas,h2] + 50 outage[gas,h2] <= 100\n");
  EXPECT_EQ(golden::rows(program, "activity_lower"),
            "activity_lower[gas,h0]: activity[gas,h0] + 20 outage[gas,h0] >= 40\n"
            "activity_lower[gas,h1]: activity[gas,h1] + 20 outage[gas,h1] >= 40\n"
            "activity_lower[gas,h2]: activity[gas,h2] + 20 outage[gas,h2] >= 40\n");
}

Network one_hour() {
  auto network = plant();
  network.horizon = Horizon::hours(1);
  network.processes.begin()->outage->last = {0};
  return network;
}

/// Up to 200 MW may be built: z = build · outage.
TEST(Outages, OfACapacityToBeBuilt) {
  auto network = one_hour();
  const auto asset = network.assets.add({.name = "plant", .unit = "MW", .vintages = {{.upper = 200}}});
  network.processes.begin()->capacity = {{asset, 1}};
  network.processes.begin()->rating = 0.0;
  const auto program = formulate(network).program;
  EXPECT_EQ(golden::columns(program, "away"), "away[gas,h0] >= 0\n");
  EXPECT_EQ(golden::rows(program, "away_size"), "away_size[gas,h0]: -build[plant,0] + away[gas,h0] <= 0\n");
  EXPECT_EQ(golden::rows(program, "away_most"), "away_most[gas,h0]: -200 outage[gas,h0] + away[gas,h0] <= 0\n");
  EXPECT_EQ(golden::rows(program, "away_least"),
            "away_least[gas,h0]: -build[plant,0] - 200 outage[gas,h0] + away[gas,h0] >= -200\n");
  EXPECT_EQ(golden::rows(program, "activity_upper"),
            "activity_upper[gas,h0]: -build[plant,0] + activity[gas,h0] + 0.5 away[gas,h0] <= 0\n");
  EXPECT_EQ(golden::rows(program, "activity_lower"),
            "activity_lower[gas,h0]: -0.4 build[plant,0] + activity[gas,h0] + 0.2 away[gas,h0] >= 0\n");
}

/// A unit that switches: what is away is 100 u · outage.
TEST(Outages, OfAUnitThatSwitches) {
  auto network = one_hour();
  network.processes.begin()->commitment = network::Commitment{};
  const auto program = formulate(network).program;
  EXPECT_EQ(golden::rows(program, "away_size"), "away_size[gas,h0]: -100 status[gas,h0] + away[gas,h0] <= 0\n");
  EXPECT_EQ(golden::rows(program, "away_least"),
            "away_least[gas,h0]: -100 status[gas,h0] - 100 outage[gas,h0] + away[gas,h0] >= -100\n");
  EXPECT_EQ(golden::rows(program, "running_upper"),
            "running_upper[gas,h0]: activity[gas,h0] - 100 status[gas,h0] + 0.5 away[gas,h0] <= 0\n");
  EXPECT_EQ(golden::rows(program, "running_lower"),
            "running_lower[gas,h0]: activity[gas,h0] - 40 status[gas,h0] + 0.2 away[gas,h0] >= 0\n");
}

}  // namespace
}  // namespace gigaplan::formulate
