// Golden programs of stores, worked by hand.
#include <gtest/gtest.h>

#include <cmath>

#include "gigaplan/formulate/golden.hpp"

namespace gigaplan::formulate {
namespace {

using network::Horizon;
using network::Network;

/// Two snapshots of 2 hours.
Network two_snapshots() {
  Network network;
  network.horizon = Horizon::hours(2);
  for (auto& snapshot : network.horizon.snapshots) snapshot = {2, 2, 2, snapshot.label};
  network.nodes.add({.name = "bus", .unit = "MW"});
  return network;
}

/// Charges at 90 %, gives at 80 %, loses 10 % an hour: keep = 0.9² = 0.81; in counts 2 · 0.9 = 1.8, out 2 / 0.8 = 2.5.
/// Cyclic: before the first snapshot lies the last. 4 MW of power, 4 · 3 h = 12 MWh of level.
TEST(Store, CyclicBattery) {
  auto network = two_snapshots();
  const auto pack = network.assets.add({.name = "pack", .unit = "MW", .stock = {4}});
  network.stores.add({.name = "battery",
                      .unit = "MWh",
                      .node = network::NodeId{0},
                      .power = {{pack, 1}},
                      .level = {{pack, 3}},
                      .charge_efficiency = 0.9,
                      .discharge_efficiency = 0.8,
                      .loss = 0.1,
                      .discharge_cost = 5.0,
                      .level_cost = 0.5});
  const auto program = formulate(network).program;
  EXPECT_EQ(golden::columns(program),
            "charge[battery,h0] in [0, 4]\n"
            "charge[battery,h1] in [0, 4]\n"
            "discharge[battery,h0] in [0, 4]\n"
            "discharge[battery,h1] in [0, 4]\n"
            "level[battery,h0] in [0, 12]\n"
            "level[battery,h1] in [0, 12]\n");
  EXPECT_EQ(golden::rows(program),
            "hourly_balance[bus,h0]: -charge[battery,h0] + discharge[battery,h0] = 0\n"
            "hourly_balance[bus,h1]: -charge[battery,h1] + discharge[battery,h1] = 0\n"
            "store[battery,h0]: -1.8 charge[battery,h0] + 2.5 discharge[battery,h0] + level[battery,h0] - 0.81 "
            "level[battery,h1] = 0\n"
            "store[battery,h1]: -1.8 charge[battery,h1] + 2.5 discharge[battery,h1] - 0.81 level[battery,h0] + "
            "level[battery,h1] = 0\n");
  EXPECT_EQ(golden::objective(program),
            "min 10 discharge[battery,h0] + 10 discharge[battery,h1] + level[battery,h0] + level[battery,h1]\n");
}

/// A dam of a power and a room to be decided: inflow 3 and 0 MW, spill up to it, 7 MWh at the beginning, of which
/// nothing is lost: e[0] − 7 = 2 (−in − ... ) gives 2 · 3 + 7 = 13 on the right.
TEST(Store, DamWithInflowAndSpill) {
  auto network = two_snapshots();
  const auto turbine = network.assets.add({.name = "turbine", .unit = "MW", .vintages = {{}}});
  const auto lake = network.assets.add({.name = "lake", .unit = "MWh", .vintages = {{}}});
  network.stores.add({.name = "dam",
                      .unit = "MWh",
                      .node = network::NodeId{0},
                      .power = {{turbine, 1}},
                      .charge_upper = 0.0,
                      .discharge_upper = golden::values({1, 0.5}),
                      .level = {{lake, 1}},
                      .level_lower = 0.1,
                      .inflow = golden::values({3, 0}),
                      .may_spill = true,
                      .spill_cost = 1.0,
                      .fixed_level = golden::values({std::nan(""), 4}),
                      .fixed_power = golden::values({2, std::nan("")}),
                      .cyclic = false,
                      .initial = 7});
  const auto program = formulate(network).program;
  EXPECT_EQ(golden::columns(program),
            "build[turbine,0] >= 0\n"
            "build[lake,0] >= 0\n"
            "charge[dam,h0] = 0\n"
            "charge[dam,h1] = 0\n"
            "discharge[dam,h0] >= 0\n"
            "discharge[dam,h1] >= 0\n"
            "level[dam,h0] >= 0\n"
            "level[dam,h1] >= 0\n"
            "spill[dam,h0] in [0, 3]\n"
            "spill[dam,h1] = 0\n");
  EXPECT_EQ(golden::rows(program, "store"),
            "store[dam,h0]: -2 charge[dam,h0] + 2 discharge[dam,h0] + level[dam,h0] + 2 spill[dam,h0] = 13\n"
            "store[dam,h1]: -2 charge[dam,h1] + 2 discharge[dam,h1] - level[dam,h0] + level[dam,h1] + 2 "
            "spill[dam,h1] = 0\n");
  EXPECT_EQ(golden::rows(program, "discharge_upper"),
            "discharge_upper[dam,h0]: -build[turbine,0] + discharge[dam,h0] <= 0\n"
            "discharge_upper[dam,h1]: -0.5 build[turbine,0] + discharge[dam,h1] <= 0\n");
  EXPECT_EQ(golden::rows(program, "level_upper"),
            "level_upper[dam,h0]: -build[lake,0] + level[dam,h0] <= 0\n"
            "level_upper[dam,h1]: -build[lake,0] + level[dam,h1] <= 0\n");
  EXPECT_EQ(golden::rows(program, "level_lower"),
            "level_lower[dam,h0]: -0.1 build[lake,0] + level[dam,h0] >= 0\n"
            "level_lower[dam,h1]: -0.1 build[lake,0] + level[dam,h1] >= 0\n");
  EXPECT_EQ(golden::rows(program, "fixed_level"), "fixed_level[dam,h1]: level[dam,h1] = 4\n");
  EXPECT_EQ(golden::rows(program, "fixed_power"), "fixed_power[dam,h0]: -charge[dam,h0] + discharge[dam,h0] = 2\n");
}

/// Charging power to be decided.
TEST(Store, ChargeLimit) {
  auto network = two_snapshots();
  const auto pack = network.assets.add({.name = "pack", .unit = "MW", .vintages = {{}}});
  network.stores.add({.name = "b",
                      .unit = "MWh",
                      .node = network::NodeId{0},
                      .power = {{pack, 1}},
                      .charge_upper = golden::values({0, 1}),
                      .level_rating = 9.0});
  EXPECT_EQ(golden::rows(formulate(network).program, "charge_upper"),
            "charge_upper[b,h1]: -build[pack,0] + charge[b,h1] <= 0\n");
}

/// A free store gives (e[h−1] − e[h]) / τ: with 8 at the beginning, 4 stand on the left and the demand sinks by as
/// much. Its power costs 3 · 2 h: 6 · (e[h−1] − e[h]) / 2.
TEST(Store, FreeStore) {
  auto network = two_snapshots();
  network.stores.add({.name = "tank",
                      .unit = "MWh",
                      .node = network::NodeId{0},
                      .free = true,
                      .level_rating = golden::values({10, 20}),
                      .discharge_cost = 3.0,
                      .fixed_power = golden::values({std::nan(""), 1}),
                      .cyclic = false,
                      .initial = 8});
  const auto program = formulate(network).program;
  EXPECT_EQ(golden::columns(program),
            "level[tank,h0] in [0, 10]\n"
            "level[tank,h1] in [0, 20]\n");
  EXPECT_EQ(golden::rows(program),
            "hourly_balance[bus,h0]: -0.5 level[tank,h0] = -4\n"
            "hourly_balance[bus,h1]: 0.5 level[tank,h0] - 0.5 level[tank,h1] = 0\n"
            "fixed_power[tank,h1]: 0.5 level[tank,h0] - 0.5 level[tank,h1] = 1\n");
  EXPECT_EQ(golden::objective(program), "min 24 - 3 level[tank,h1]\n");
}

/// Two periods of one snapshot: a store that is not cyclic by period hands its level on; cyclic over both, the first
/// period begins with the end of the last.
TEST(Store, CarriedFromPeriodToPeriod) {
  Network network;
  network.horizon = Horizon::hours(2);
  network.horizon.periods = {{}, {}};
  network.horizon.slices = {{.period = 0, .first = 0, .count = 1}, {.period = 1, .first = 1, .count = 1}};
  network.nodes.add({.name = "bus", .unit = "MW"});
  network.stores.add({.name = "s", .unit = "MWh", .node = network::NodeId{0}, .free = true, .per_period = false});
  EXPECT_EQ(golden::rows(formulate(network).program),
            "hourly_balance[bus,h0]: -level[s,h0] + level[s,h1] = 0\n"
            "hourly_balance[bus,h1]: level[s,h0] - level[s,h1] = 0\n");
  network.stores.begin()->cyclic = false;
  network.stores.begin()->initial = 5;
  EXPECT_EQ(golden::rows(formulate(network).program),
            "hourly_balance[bus,h0]: -level[s,h0] = -5\n"
            "hourly_balance[bus,h1]: level[s,h0] - level[s,h1] = 0\n");
  network.stores.begin()->per_period = true;
  EXPECT_EQ(golden::rows(formulate(network).program),
            "hourly_balance[bus,h0]: -level[s,h0] = -5\n"
            "hourly_balance[bus,h1]: -level[s,h1] = -5\n");
}

}  // namespace
}  // namespace gigaplan::formulate
