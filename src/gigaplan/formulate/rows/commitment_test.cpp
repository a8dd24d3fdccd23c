// Golden programs of units that are on or off, worked by hand.
#include <gtest/gtest.h>

#include "gigaplan/formulate/golden.hpp"

namespace gigaplan::formulate {
namespace {

using network::Commitment;
using network::Horizon;
using network::Network;

Network unit(int hours, const Commitment& commitment) {
  Network network;
  network.horizon = Horizon::hours(hours);
  const auto bus = network.nodes.add({.name = "bus", .unit = "MW"});
  network.processes.add(
      {.name = "gas", .unit = "MW", .ports = {{bus}}, .rating = 100.0, .lower = 0.4, .commitment = commitment});
  return network;
}

/// 40 to 100 MW while on. On for one snapshot before; it must stay on for three, so the windows of the first two
/// snapshots hold a start that lies before them.
TEST(Commitment, LimitsSwitchesAndShortestTimes) {
  const auto program =
      formulate(unit(3, {.min_up = 3, .min_down = 2, .start_cost = 9.0, .stop_cost = 4.0, .standby_cost = 2.0}))
          .program;
  EXPECT_EQ(golden::columns(program, "activity"),
            "activity[gas,h0] in [0, 100]\n"
            "activity[gas,h1] in [0, 100]\n"
            "activity[gas,h2] in [0, 100]\n");
  EXPECT_EQ(golden::columns(program, "status"),
            "status[gas,h0] in [0, 1] whole\n"
            "status[gas,h1] in [0, 1] whole\n"
            "status[gas,h2] in [0, 1] whole\n");
  EXPECT_EQ(golden::columns(program, "start"),
            "start[gas,h0] in [0, 1]\n"
            "start[gas,h1] in [0, 1]\n"
            "start[gas,h2] in [0, 1]\n");
  EXPECT_EQ(golden::columns(program, "stop"),
            "stop[gas,h0] in [0, 1]\n"
            "stop[gas,h1] in [0, 1]\n"
            "stop[gas,h2] in [0, 1]\n");
  EXPECT_EQ(golden::rows(program, "running_upper"),
            "running_upper[gas,h0]: activity[gas,h0] - 100 status[gas,h0] <= 0\n"
            "running_upper[gas,h1]: activity[gas,h1] - 100 status[gas,h1] <= 0\n"
            "running_upper[gas,h2]: activity[gas,h2] - 100 status[gas,h2] <= 0\n");
  EXPECT_EQ(golden::rows(program, "running_lower"),
            "running_lower[gas,h0]: activity[gas,h0] - 40 status[gas,h0] >= 0\n"
            "running_lower[gas,h1]: activity[gas,h1] - 40 status[gas,h1] >= 0\n"
            "running_lower[gas,h2]: activity[gas,h2] - 40 status[gas,h2] >= 0\n");
  EXPECT_EQ(golden::rows(program, "switching"),
            "switching[gas,h0]: status[gas,h0] - start[gas,h0] + stop[gas,h0] = 1\n"
            "switching[gas,h1]: -status[gas,h0] + status[gas,h1] - start[gas,h1] + stop[gas,h1] = 0\n"
            "switching[gas,h2]: -status[gas,h1] + status[gas,h2] - start[gas,h2] + stop[gas,h2] = 0\n");
  EXPECT_EQ(golden::rows(program, "least_up"),
            "least_up[gas,h0]: -status[gas,h0] + start[gas,h0] <= -1\n"
            "least_up[gas,h1]: -status[gas,h1] + start[gas,h0] + start[gas,h1] <= -1\n"
            "least_up[gas,h2]: -status[gas,h2] + start[gas,h0] + start[gas,h1] + start[gas,h2] <= 0\n");
  EXPECT_EQ(golden::rows(program, "least_down"),
            "least_down[gas,h0]: status[gas,h0] + stop[gas,h0] <= 1\n"
            "least_down[gas,h1]: status[gas,h1] + stop[gas,h0] + stop[gas,h1] <= 1\n"
            "least_down[gas,h2]: status[gas,h2] + stop[gas,h1] + stop[gas,h2] <= 1\n");
  EXPECT_EQ(golden::objective(program),
            "min 2 status[gas,h0] + 2 status[gas,h1] + 2 status[gas,h2] + 9 start[gas,h0] + 9 start[gas,h1] + 9 "
            "start[gas,h2] + 4 stop[gas,h0] + 4 stop[gas,h1] + 4 stop[gas,h2]\n");
}

/// Off for one snapshot before, shortest time off 2: still off in the first.
TEST(Commitment, OffBefore) {
  const auto program = formulate(unit(2, {.min_down = 2, .up_before = 0, .down_before = 1})).program;
  EXPECT_EQ(golden::rows(program, "switching"),
            "switching[gas,h0]: status[gas,h0] - start[gas,h0] + stop[gas,h0] = 0\n"
            "switching[gas,h1]: -status[gas,h0] + status[gas,h1] - start[gas,h1] + stop[gas,h1] = 0\n");
  EXPECT_EQ(golden::rows(program, "least_down"),
            "least_down[gas,h0]: status[gas,h0] + stop[gas,h0] <= 0\n"
            "least_down[gas,h1]: status[gas,h1] + stop[gas,h0] + stop[gas,h1] <= 1\n");
}

/// Each of two representative days of two snapshots follows itself, whatever was before; its windows are a day long.
TEST(Commitment, RepresentativeDaysFollowThemselves) {
  auto network = unit(4, {.min_up = 3, .up_before = 0, .down_before = 1});
  network.horizon.slices[0].calendar = {.snapshots_per_day = 2, .day = {0, 1, 0}};
  const auto program = formulate(network).program;
  EXPECT_EQ(golden::rows(program, "switching"),
            "switching[gas,h0]: status[gas,h0] - status[gas,h1] - start[gas,h0] + stop[gas,h0] = 0\n"
            "switching[gas,h1]: -status[gas,h0] + status[gas,h1] - start[gas,h1] + stop[gas,h1] = 0\n"
            "switching[gas,h2]: status[gas,h2] - status[gas,h3] - start[gas,h2] + stop[gas,h2] = 0\n"
            "switching[gas,h3]: -status[gas,h2] + status[gas,h3] - start[gas,h3] + stop[gas,h3] = 0\n");
  EXPECT_EQ(golden::rows(program, "least_up"),
            "least_up[gas,h0]: -status[gas,h0] + start[gas,h0] + start[gas,h1] <= 0\n"
            "least_up[gas,h1]: -status[gas,h1] + start[gas,h0] + start[gas,h1] <= 0\n"
            "least_up[gas,h2]: -status[gas,h2] + start[gas,h2] + start[gas,h3] <= 0\n"
            "least_up[gas,h3]: -status[gas,h3] + start[gas,h2] + start[gas,h3] <= 0\n");
}

/// A size of up to 200 MW to be decided: on, 0.4 C ≤ x ≤ C; off, x = 0. M = 200, M' = 80.
TEST(Commitment, DecidedSize) {
  auto network = unit(1, {});
  const auto asset = network.assets.add({.name = "plant", .unit = "MW", .vintages = {{.upper = 200}}});
  auto& gas = *network.processes.begin();
  gas.capacity = {{asset, 1}};
  gas.rating = 0.0;
  const auto program = formulate(network).program;
  EXPECT_EQ(golden::rows(program, "running_upper"),
            "running_upper[gas,h0]: activity[gas,h0] - 200 status[gas,h0] <= 0\n");
  EXPECT_EQ(golden::rows(program, "running_lower"),
            "running_lower[gas,h0]: -0.4 build[plant,0] + activity[gas,h0] - 80 status[gas,h0] >= -80\n");
  EXPECT_EQ(golden::rows(program, "activity_upper"),
            "activity_upper[gas,h0]: -build[plant,0] + activity[gas,h0] <= 0\n");
  EXPECT_EQ(golden::rows(program, "activity_lower"), "");
}

/// A size without limit: on, the activity reaches up to 500 MW, M = M' = 500.
TEST(Commitment, DecidedSizeWithoutLimit) {
  auto network = unit(1, {.reach = 500.0});
  const auto asset = network.assets.add({.name = "plant", .unit = "MW", .vintages = {{}}});
  auto& gas = *network.processes.begin();
  gas.capacity = {{asset, 1}};
  gas.rating = 0.0;
  EXPECT_TRUE(network::validate(network).empty());
  const auto program = formulate(network).program;
  EXPECT_EQ(golden::columns(program, "activity"), "activity[gas,h0] in [0, 500]\n");
  EXPECT_EQ(golden::rows(program, "running_upper"),
            "running_upper[gas,h0]: activity[gas,h0] - 500 status[gas,h0] <= 0\n");
  EXPECT_EQ(golden::rows(program, "running_lower"),
            "running_lower[gas,h0]: -0.4 build[plant,0] + activity[gas,h0] - 500 status[gas,h0] >= -500\n");
  EXPECT_EQ(golden::rows(program, "activity_upper"),
            "activity_upper[gas,h0]: -build[plant,0] + activity[gas,h0] <= 0\n");
}

/// Three units of 40 MW in 120 MW that stand, one of them on before: the status counts units.
TEST(Commitment, SeveralUnits) {
  auto network = unit(1, {.unit = 40});
  network.processes.begin()->rating = 120.0;
  const auto program = formulate(network).program;
  EXPECT_EQ(golden::columns(program, "activity"), "activity[gas,h0] in [0, 120]\n");
  EXPECT_EQ(golden::columns(program, "status"), "status[gas,h0] in [0, 3] whole\n");
  EXPECT_EQ(golden::columns(program, "start"), "start[gas,h0] in [0, 3]\n");
  EXPECT_EQ(golden::rows(program, "running_upper"),
            "running_upper[gas,h0]: activity[gas,h0] - 40 status[gas,h0] <= 0\n");
  EXPECT_EQ(golden::rows(program, "running_lower"),
            "running_lower[gas,h0]: activity[gas,h0] - 16 status[gas,h0] >= 0\n");
  EXPECT_EQ(golden::rows(program, "running_units"), "");
  EXPECT_EQ(golden::rows(program, "switching"),
            "switching[gas,h0]: status[gas,h0] - start[gas,h0] + stop[gas,h0] = 1\n");
  EXPECT_EQ(golden::rows(program, "least_down"), "least_down[gas,h0]: status[gas,h0] + stop[gas,h0] <= 3\n");
}

/// Units of 40 MW of which up to 200 MW may be built, whole ones only: 40 u ≤ build.
TEST(Commitment, SeveralUnitsToBeBuilt) {
  auto network = unit(1, {.unit = 40, .up_before = 0, .down_before = 1});
  const auto asset =
      network.assets.add({.name = "plant", .unit = "MW", .vintages = {{.upper = 200, .block = 40, .whole = true}}});
  auto& gas = *network.processes.begin();
  gas.capacity = {{asset, 1}};
  gas.rating = 0.0;
  EXPECT_TRUE(network::validate(network).empty());
  const auto program = formulate(network).program;
  EXPECT_EQ(golden::columns(program, "status"), "status[gas,h0] in [0, 5] whole\n");
  EXPECT_EQ(golden::rows(program, "running_upper"),
            "running_upper[gas,h0]: activity[gas,h0] - 40 status[gas,h0] <= 0\n");
  EXPECT_EQ(golden::rows(program, "running_lower"),
            "running_lower[gas,h0]: activity[gas,h0] - 16 status[gas,h0] >= 0\n");
  EXPECT_EQ(golden::rows(program, "running_units"),
            "running_units[gas,h0]: -build[plant,0] + 40 status[gas,h0] <= 0\n");
  EXPECT_EQ(golden::rows(program, "least_down"),
            "least_down[gas,h0]: -0.025 build[plant,0] + status[gas,h0] + stop[gas,h0] <= 0\n");
  EXPECT_EQ(golden::rows(program, "activity_upper"), "");
}

}  // namespace
}  // namespace gigaplan::formulate
