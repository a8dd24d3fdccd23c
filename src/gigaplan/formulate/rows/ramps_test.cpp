// Golden programs of ramps, worked by hand.
#include <gtest/gtest.h>

#include "gigaplan/formulate/golden.hpp"

namespace gigaplan::formulate {
namespace {

using network::Horizon;
using network::Network;
using network::Process;

Network plant(const Process& process) {
  Network network;
  network.horizon = Horizon::hours(2);
  network.horizon.snapshots[0].elapsed = 2;
  network.nodes.add({.name = "bus", .unit = "MW"});
  network.processes.add(process);
  return network;
}

/// 100 MW, up 10 % an hour over 2 hours: 20 MW; down 5 % at h1: 10 MW; before the first snapshot it ran at 60 MW (one
/// hour before: up 10 MW, down 3 MW).
TEST(Ramps, ConstantCapacity) {
  const auto network = plant({.name = "coal",
                              .unit = "MW",
                              .ports = {{network::NodeId{0}}},
                              .rating = 100.0,
                              .ramp = network::Ramp{.up = 0.1, .down = golden::values({0.03, 0.05}), .before = 60}});
  EXPECT_EQ(golden::rows(formulate(network).program, "ramp_up"),
            "ramp_up[coal,h0]: activity[coal,h0] <= 70\n"
            "ramp_up[coal,h1]: -activity[coal,h0] + activity[coal,h1] <= 20\n");
  EXPECT_EQ(golden::rows(formulate(network).program, "ramp_down"),
            "ramp_down[coal,h0]: -activity[coal,h0] <= -57\n"
            "ramp_down[coal,h1]: activity[coal,h0] - activity[coal,h1] <= 10\n");
}

/// A size to be decided stands in the row; nothing is known of the time before, so the first snapshot has none.
TEST(Ramps, DecidedCapacity) {
  auto network =
      plant({.name = "coal", .unit = "MW", .ports = {{network::NodeId{0}}}, .ramp = network::Ramp{.up = 0.1}});
  const auto asset = network.assets.add({.name = "plant", .unit = "MW", .vintages = {{}}});
  network.processes.begin()->capacity = {{asset, 1}};
  const auto program = formulate(network).program;
  EXPECT_EQ(golden::rows(program, "ramp_up"),
            "ramp_up[coal,h1]: -0.2 build[plant,0] - activity[coal,h0] + activity[coal,h1] <= 0\n");
  EXPECT_EQ(golden::rows(program, "ramp_down"), "");
}

/// A unit of 100 MW that was off: it may start with 50 MW, and once on rises by 2 · 10 MW:
/// x1 − x0 ≤ 20 u0 + 50 (u1 − u0); from 0, x0 ≤ 50 u0. It falls to a stop from 30 MW at most (down: no limit, so 100).
TEST(Ramps, CommittedUnit) {
  const auto network = plant({.name = "coal",
                              .unit = "MW",
                              .ports = {{network::NodeId{0}}},
                              .rating = 100.0,
                              .ramp = network::Ramp{.up = 0.1, .start = 0.5, .stop = 0.3},
                              .commitment = network::Commitment{.up_before = 0, .down_before = 1}});
  const auto program = formulate(network).program;
  EXPECT_EQ(
      golden::rows(program, "ramp_up"),
      "ramp_up[coal,h0]: activity[coal,h0] - 50 status[coal,h0] <= 0\n"
      "ramp_up[coal,h1]: -activity[coal,h0] + activity[coal,h1] + 30 status[coal,h0] - 50 status[coal,h1] <= 0\n");
  EXPECT_EQ(
      golden::rows(program, "ramp_down"),
      "ramp_down[coal,h0]: -activity[coal,h0] - 70 status[coal,h0] <= 0\n"
      "ramp_down[coal,h1]: activity[coal,h0] - activity[coal,h1] - 30 status[coal,h0] - 70 status[coal,h1] <= 0\n");
}

/// Two units of 50 MW: each that runs rises by 2 h · 10 % of 50 MW, each that starts begins with 25 MW at most.
TEST(Ramps, SeveralUnits) {
  const auto network = plant({.name = "coal",
                              .unit = "MW",
                              .ports = {{network::NodeId{0}}},
                              .rating = 100.0,
                              .ramp = network::Ramp{.up = 0.1, .start = 0.5},
                              .commitment = network::Commitment{.unit = 50}});
  EXPECT_EQ(
      golden::rows(formulate(network).program, "ramp_up"),
      "ramp_up[coal,h1]: -activity[coal,h0] + activity[coal,h1] + 15 status[coal,h0] - 25 status[coal,h1] <= 0\n");
}

/// The same with a size of up to 200 MW to be decided: M = 200; it ran at 40 MW before.
TEST(Ramps, CommittedUnitOfDecidedSize) {
  auto network = plant({.name = "coal",
                        .unit = "MW",
                        .ports = {{network::NodeId{0}}},
                        .ramp = network::Ramp{.up = 0.1, .start = 0.5, .before = 40},
                        .commitment = network::Commitment{}});
  const auto asset = network.assets.add({.name = "plant", .unit = "MW", .vintages = {{.upper = 200}}});
  network.processes.begin()->capacity = {{asset, 1}};
  const auto program = formulate(network).program;
  EXPECT_EQ(
      golden::rows(program, "ramp_up"),
      "ramp_up[coal,h0]: -0.1 build[plant,0] + activity[coal,h0] <= 40\n"
      "ramp_up[coal,h1]: -0.2 build[plant,0] - activity[coal,h0] + activity[coal,h1] + 200 status[coal,h0] <= 200\n");
  EXPECT_EQ(golden::rows(program, "ramp_start"),
            "ramp_start[coal,h0]: -0.5 build[plant,0] + activity[coal,h0] + 200 start[coal,h0] <= 240\n"
            "ramp_start[coal,h1]: -0.5 build[plant,0] - activity[coal,h0] + activity[coal,h1] + 200 start[coal,h1] <= "
            "200\n");
  EXPECT_EQ(golden::rows(program, "ramp_stop"), "");
  network.processes.begin()->ramp->stop = 0.25;
  EXPECT_EQ(golden::rows(formulate(network).program, "ramp_stop"),
            "ramp_stop[coal,h0]: -0.25 build[plant,0] - activity[coal,h0] + 200 stop[coal,h0] <= 160\n"
            "ramp_stop[coal,h1]: -0.25 build[plant,0] + activity[coal,h0] - activity[coal,h1] + 200 stop[coal,h1] <= "
            "200\n");
}

}  // namespace
}  // namespace gigaplan::formulate
