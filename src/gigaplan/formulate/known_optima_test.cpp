// Networks whose best plan and prices follow by hand, planned through a solver.
#include <gtest/gtest.h>

#include <random>

#include "gigaplan/formulate/golden.hpp"
#include "gigaplan/solve/solve.hpp"

namespace gigaplan::formulate {
namespace {

using golden::values;
using network::AssetId;
using network::Horizon;
using network::Network;
using network::NodeId;
using network::Speed;

struct Solved {
  Formulated formulated;
  program::Solution solution;
  [[nodiscard]] double x(std::int32_t column) const { return solution.primal[static_cast<std::size_t>(column)]; }
  [[nodiscard]] double dual(std::int32_t row) const { return solution.row_dual[static_cast<std::size_t>(row)]; }
};

Solved plan(const Network& network, std::size_t goal = 0, const std::vector<double>& earlier = {}) {
  EXPECT_TRUE(network::validate(network).empty());
  Solved solved{formulate(network, goal, earlier), {}};
  solve::SolveOptions options;
  options.mip_gap = 1e-9;
  solved.solution = solve::solve(solved.formulated.program, options, {});
  EXPECT_EQ(solved.solution.status, program::Status::optimal) << solved.solution.message;
  return solved;
}

/// Hours at one bus with a demand.
Network bus(std::vector<double> demand) {
  Network network;
  network.horizon = Horizon::hours(static_cast<int>(demand.size()));
  network.nodes.add({.name = "bus", .unit = "MW", .demand = std::move(demand)});
  return network;
}

network::Process supply(const char* name, double rating, network::Series cost, NodeId at = {0}) {
  return {.name = name, .unit = "MW", .ports = {{at}}, .rating = rating, .cost = std::move(cost)};
}

/// 60 MW at 20 and 100 MW at 50 meet 50 and 100 MW: prices 20 and 50, cost 50 · 20 + 60 · 20 + 40 · 50 = 4 200.
TEST(KnownOptima, MeritOrder) {
  auto network = bus({50, 100});
  network.processes.add(supply("cheap", 60, 20));
  network.processes.add(supply("dear", 100, 50));
  const auto best = plan(network);
  EXPECT_NEAR(best.solution.objective, 4200, 1e-6);
  EXPECT_NEAR(best.dual(best.formulated.layout.balance[0][0]), 20, 1e-6);
  EXPECT_NEAR(best.dual(best.formulated.layout.balance[0][0] + 1), 50, 1e-6);
}

/// 10 then 50 a MWh; 5 MW in at 80 %, so 4 MWh come out again: 15 · 10 + 6 · 50 = 450. One MW more of power would have
/// saved 0.8 · 50 − 10 = 30.
TEST(KnownOptima, StorageArbitrage) {
  auto network = bus({10, 10});
  network.processes.add(supply("grid", 100, values({10, 50})));
  const auto pack = network.assets.add({.name = "pack", .unit = "MW", .vintages = {{.upper = 5, .annual_cost = {1}}}});
  network.stores.add({.name = "battery",
                      .unit = "MWh",
                      .node = {0},
                      .power = {{pack}},
                      .level_rating = 100.0,
                      .charge_efficiency = 0.8});
  const auto best = plan(network);
  EXPECT_NEAR(best.solution.objective, 450 + 5, 1e-6);
  EXPECT_NEAR(best.solution.reduced_cost[0], 1 - 30, 1e-6);
}

/// A unit of 40 to 100 MW at 10, off so far, against a backup at 20; what is too much is let go. For 80, 10, 10 MW it
/// would run one hour: 800 + 20 · 20 = 1 200. Three hours at least: 800 + 400 + 400 = 1 600; never: 2 000.
TEST(KnownOptima, ShortestTimeOn) {
  auto network = bus({80, 10, 10});
  network.nodes.begin()->sense = network::Sense::at_least;
  auto unit = supply("unit", 100, 10);
  unit.lower = 0.4;
  unit.commitment = network::Commitment{.min_up = 1, .up_before = 0, .down_before = 9};
  network.processes.add(unit);
  network.processes.add(supply("backup", 100, 20));
  EXPECT_NEAR(plan(network).solution.objective, 1200, 1e-6);
  network.processes.begin()->commitment->min_up = 3;
  EXPECT_NEAR(plan(network).solution.objective, 1600, 1e-6);
  network.processes.begin()->commitment->start_cost = 401.0;
  EXPECT_NEAR(plan(network).solution.objective, 2000, 1e-6);
  network.processes.begin()->commitment->down_before = 1;
  network.processes.begin()->commitment->min_down = 2;
  network.processes.begin()->commitment->start_cost = 0.0;  // off in the first hour: 1 600 there, 200 + 200 after
  EXPECT_NEAR(plan(network).solution.objective, 2000, 1e-6);
}

/// The same unit, 60 to 120 MW to be built at 1: C = 80 in the first hour; on for three, 0.4 · 80 = 32 MW in the
/// others.
TEST(KnownOptima, CommittedSize) {
  auto network = bus({80, 10, 10});
  network.nodes.begin()->sense = network::Sense::at_least;
  auto unit = supply("unit", 0, 10);
  unit.lower = 0.4;
  unit.capacity = {{network.assets.add(
      {.name = "plant", .unit = "MW", .vintages = {{.lower = 60, .upper = 120, .annual_cost = {1}}}})}};
  unit.commitment = network::Commitment{.min_up = 3, .up_before = 0, .down_before = 9};
  network.processes.add(unit);
  network.processes.add(supply("backup", 100, 20));
  const auto best = plan(network);
  EXPECT_NEAR(best.x(best.formulated.layout.build[0][0]), 80, 1e-6);
  EXPECT_NEAR(best.solution.objective, 80 + 800 + 320 + 320, 1e-6);
}

/// Up 20 MW an hour from 10: 10, 30, 50 against 10, 60, 60 wanted; the rest at 100.
TEST(KnownOptima, Ramp) {
  auto network = bus({10, 60, 60});
  auto slow = supply("slow", 100, 1);
  slow.ramp = network::Ramp{.up = 0.2};
  network.processes.add(slow);
  network.processes.add(supply("fast", 100, 100));
  EXPECT_NEAR(plan(network).solution.objective, 90 + 30 * 100 + 10 * 100, 1e-6);
}

/// Two lines side by side, reactance 1 to 3, share a flow 3 to 1; 30 MW on the first make 40 in all. 60 MW at b: 40
/// from a at 10, 20 at 50.
TEST(KnownOptima, ParallelLines) {
  auto network = bus({0});
  network.nodes.add({.name = "b", .unit = "MW", .demand = 60.0});
  network.processes.add(supply("cheap", 100, 10));
  network.processes.add(supply("dear", 100, 50, NodeId{1}));
  network.lines.add({.name = "one", .from = {0}, .to = {1}, .reactance = 0.1, .rating = 30});
  network.lines.add({.name = "two", .from = {1}, .to = {0}, .reactance = 0.3, .rating = 30});
  const auto best = plan(network);
  EXPECT_NEAR(best.solution.objective, 400 + 1000, 1e-6);
  EXPECT_NEAR(best.x(best.formulated.layout.flow[0][0]), 30, 1e-6);
  EXPECT_NEAR(best.x(best.formulated.layout.flow[1][0]), -10, 1e-6);
  EXPECT_NEAR(best.dual(best.formulated.layout.balance[1][0]), 50, 1e-6);
}

/// 100 MW from coal (1 t, 10) and gas (0.2 t, 20) with 60 t: half and half. A tonne is worth 10 / 0.8 = 12.5, a
/// MWh 22.5.
TEST(KnownOptima, CarbonPrice) {
  auto network = bus({100});
  const auto co2 = network.nodes.add(
      {.name = "co2", .unit = "t", .speed = Speed::rate, .sense = network::Sense::at_most, .limit = {60}});
  for (const auto& [name, tonnes, cost] : {std::tuple{"coal", 1.0, 10.0}, std::tuple{"gas", 0.2, 20.0}}) {
    auto plant = supply(name, 100, cost);
    plant.ports.push_back({co2, tonnes});
    network.processes.add(plant);
  }
  const auto best = plan(network);
  EXPECT_NEAR(best.solution.objective, 500 + 1000, 1e-6);
  EXPECT_NEAR(best.dual(best.formulated.layout.yearly[1][0]), -12.5, 1e-6);
  EXPECT_NEAR(best.dual(best.formulated.layout.balance[0][0]), 22.5, 1e-6);
}

/// 100 chips in each period and 50 a year from a fab (3 and 5 years), 2 for each of the fleet of 2030, a year ahead:
/// only the 100 + 150 of the first period count, so 125. A chip of the first period is worth half a fleet unit, one of
/// the second nothing.
TEST(KnownOptima, StockWithDrawLead) {
  Network network;
  network.horizon = Horizon::hours(2);
  network.horizon.periods = {{.first_year = 2027, .years = 3}, {.first_year = 2030, .years = 5}};
  network.horizon.slices = {{.period = 0, .first = 0, .count = 1}, {.period = 1, .first = 1, .count = 1}};
  const auto chips =
      network.nodes.add({.name = "chips", .unit = "1", .speed = Speed::stock, .limit = {100, 100}, .keep = 1});
  network.processes.add({.name = "fab", .unit = "1", .yearly = true, .ports = {{chips}}, .rating = 50.0});
  const auto fleet = network.assets.add(
      {.name = "fleet", .unit = "1", .vintages = {{.period = 0}, {.period = 1}}, .draws = {{chips, 2, 1}}});
  network.goals = {{.name = "most", .least_cost = false, .capacity = {{fleet, 1, 1}}}};
  const auto best = plan(network);
  EXPECT_NEAR(best.solution.objective, 125, 1e-6);
  EXPECT_NEAR(best.x(best.formulated.layout.build[0][0]), 0, 1e-9);
  EXPECT_NEAR(best.dual(best.formulated.layout.yearly[0][0]), -0.5, 1e-6);
  EXPECT_NEAR(best.dual(best.formulated.layout.yearly[0][1]), 0, 1e-6);
}

/// A plant at 10 a MW, or 15 for each MWh missing in the dry one of two years. On average it saves 7.5 and is not
/// built; who looks only at the worse half builds 10 MW: 100 instead of 150. At a weight of 1/4 it saves 9.375: still
/// not; at 1/2, 11.25.
TEST(KnownOptima, TailOfTheCosts) {
  auto network = bus({0, 10});
  network.horizon.scenarios = {{"wet", 0.5}, {"dry", 0.5}};
  network.horizon.slices = {{.scenario = 0, .first = 0, .count = 1}, {.scenario = 1, .first = 1, .count = 1}};
  auto plant = supply("plant", 0, 0);
  plant.capacity = {{network.assets.add({.name = "plant", .unit = "MW", .vintages = {{.annual_cost = {10}}}})}};
  network.processes.add(plant);
  network.processes.add(supply("missing", 100, 15));
  EXPECT_NEAR(plan(network).solution.objective, 75, 1e-6);
  network.risk = network::Risk{.weight = 1, .level = 0.5};
  EXPECT_NEAR(plan(network).solution.objective, 100, 1e-6);
  network.risk->weight = 0.25;
  EXPECT_NEAR(plan(network).solution.objective, 0.75 * 75 + 0.25 * 150, 1e-6);
  network.risk->weight = 0.5;
  EXPECT_NEAR(plan(network).solution.objective, 100, 1e-6);
}

/// 10 x + x² against 30 a MWh for 25 MWh: x = 10 where 10 + 2 x = 30; cost 100 + 100 + 15 · 30.
TEST(KnownOptima, QuadraticCost) {
  auto network = bus({25});
  auto steep = supply("steep", 100, 10);
  steep.quadratic = 1.0;
  network.processes.add(steep);
  network.processes.add(supply("flat", 100, 30));
  const auto best = plan(network);
  EXPECT_NEAR(best.solution.objective, 650, 1e-4);
  EXPECT_NEAR(best.x(best.formulated.layout.activity[0][0]), 10, 1e-4);
}

/// 25 MW from blocks of 20: two of them. Most halls first (3 blocks at most), then the cheapest way to have them.
TEST(KnownOptima, WholeBlocksAndGoals) {
  auto network = bus({25});
  const auto hall = network.assets.add(
      {.name = "hall", .unit = "MW", .vintages = {{.upper = 70, .block = 20, .whole = true, .annual_cost = {2}}}});
  auto use = supply("use", 0, 1);
  use.capacity = {{hall}};
  network.processes.add(use);
  const auto best = plan(network);
  EXPECT_NEAR(best.solution.objective, 40 * 2 + 25, 1e-6);
  EXPECT_NEAR(best.x(best.formulated.layout.build[0][0]), 40, 1e-6);
  network.goals = {{.name = "most", .least_cost = false, .capacity = {{hall, 0, 1}}, .slack = 0}, {.name = "cheap"}};
  const auto most = plan(network, 0);
  EXPECT_NEAR(most.solution.objective, 60, 1e-6);
  EXPECT_NEAR(plan(network, 1, {most.solution.objective}).solution.objective, 60 * 2 + 25, 1e-6);
}

/// 100 MW stand and cost 3 a year; 100 are needed in the first period and 30 in the second, so 70 close: they save
/// 70 · 3 · 4, the weight of the second period.
TEST(KnownOptima, EarlyRetirement) {
  auto network = bus({100, 30});
  network.horizon.periods = {{.first_year = 2027, .weight = 2}, {.first_year = 2030, .weight = 4}};
  network.horizon.slices = {{.period = 0, .first = 0, .count = 1}, {.period = 1, .first = 1, .count = 1}};
  const auto coal = network.assets.add({.name = "coal",
                                        .unit = "MW",
                                        .vintages = {{.committed = 100, .annual_cost = {3, 3}}},
                                        .may_retire = true,
                                        .fixed_share_saved = 3});
  auto plant = supply("plant", 0, 0);
  plant.capacity = {{coal}};
  network.processes.add(plant);
  const auto best = plan(network);
  EXPECT_NEAR(best.solution.objective, 100 * 3 * 6 - 70 * 3 * 4, 1e-6);
  EXPECT_NEAR(best.x(best.formulated.layout.retired[0][1]), 70, 1e-6);
}

/// Sun on two days, then two days without: 10 MW wanted in the dark have to be put away before. The cave needs 20 MWh
/// whether the days are written out or stand as two representative ones; not linked, nothing can be moved at all.
TEST(KnownOptima, LongStorage) {
  Network days;
  days.horizon = Horizon::hours(4);
  const auto with = [](Network network, std::vector<double> sun, std::vector<double> demand, bool linked) {
    network.nodes.add({.name = "bus", .unit = "MW", .demand = std::move(demand)});
    network.processes.add(supply("sun", 10, 0));
    network.processes.begin()->upper = std::move(sun);
    network.processes.add(supply("missing", 100, 1000));
    const auto cave = network.assets.add({.name = "cave", .unit = "MWh", .vintages = {{.annual_cost = {1}}}});
    network.stores.add(
        {.name = "h2", .unit = "MWh", .node = {0}, .power_rating = 100, .level = {{cave}}, .linked = linked});
    return plan(network).solution.objective;
  };
  EXPECT_NEAR(with(days, {1, 1, 0, 0}, {0, 0, 10, 10}, false), 20, 1e-6);
  Network typical;
  typical.horizon = Horizon::hours(2);
  for (auto& snapshot : typical.horizon.snapshots) snapshot.cost = snapshot.energy = 2;
  typical.horizon.slices[0].calendar = {.snapshots_per_day = 1, .day = {0, 0, 1, 1}};
  EXPECT_NEAR(with(typical, {1, 0}, {0, 10}, true), 20, 1e-6);
  EXPECT_NEAR(with(typical, {1, 0}, {0, 10}, false), 20000, 1e-6);
}

/// When every day of the year stands for itself, the calendar says the same as the chronological hours: exactly without
/// losses, and never less than the truth with them, as the limits are safe.
TEST(KnownOptima, EveryDayForItself) {
  std::mt19937 random(3);
  for (const double loss : {0.0, 0.02}) {
    const int hours = 24;
    std::vector<double> demand(hours), sun(hours), price(hours);
    for (int h = 0; h < hours; ++h) {
      demand[static_cast<std::size_t>(h)] = static_cast<double>(random() % 20);
      sun[static_cast<std::size_t>(h)] = static_cast<double>(random() % 10) / 10;
      price[static_cast<std::size_t>(h)] = static_cast<double>(20 + random() % 80);
    }
    auto network = bus(demand);
    auto field = supply("sun", 30, 0);
    field.upper = sun;
    network.processes.add(field);
    network.processes.add(supply("grid", 30, price));
    const auto pack = network.assets.add({.name = "pack", .unit = "MWh", .vintages = {{.annual_cost = {3}}}});
    network.stores.add({.name = "store",
                        .unit = "MWh",
                        .node = {0},
                        .power_rating = 5,
                        .level = {{pack}},
                        .level_lower = 0.1,
                        .charge_efficiency = 0.9,
                        .loss = loss,
                        .linked = true});
    const double full = plan(network).solution.objective;
    network.horizon.slices[0].calendar = {.snapshots_per_day = 6, .day = {0, 1, 2, 3}};
    const double by_days = plan(network).solution.objective;
    EXPECT_GT(by_days, full * (1 - 1e-7));
    EXPECT_LT(by_days, full * (loss == 0 ? 1 + 1e-7 : 1.02));
  }
}

/// More wanted than there is: the word is infeasible.
TEST(KnownOptima, Infeasible) {
  auto network = bus({50});
  network.processes.add(supply("small", 10, 1));
  auto formulated = formulate(network);
  EXPECT_EQ(solve::solve(formulated.program, {}, {}).status, program::Status::infeasible);
}

}  // namespace
}  // namespace gigaplan::formulate
