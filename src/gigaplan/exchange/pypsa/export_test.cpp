// Networks written for PyPSA, read back as any PyPSA network is, and solved: the least cost must be the same.
#include "gigaplan/exchange/pypsa/export.hpp"

#include <gtest/gtest.h>

#include "gigaplan/exchange/pypsa/helpers_test.hpp"

namespace gigaplan::exchange::pypsa {
namespace {

double least_cost(const network::Network& network) {
  auto formulated = formulate::formulate(network);
  const auto solution = solve::solve(formulated.program, {}, {});
  EXPECT_EQ(solution.status, program::Status::optimal);
  return solution.objective;
}

double least_cost_when_exported(const network::Network& network) {
  static int number = 0;
  testing::Scratch scratch;
  const auto path = scratch / ("exported" + std::to_string(++number) + ".nc");
  write_netcdf(export_network(network), path);
  const auto solved = testing::solve_network(path);
  EXPECT_EQ(solved.solution.status, program::Status::optimal);
  return solved.solution.objective;
}

/// Two hours that stand for 3 and 5 hours of the year, two periods of weights 4 and 2; one bus with a demand of 10 and
/// 20 MW; a plant of any size at 7 money a year and MW, running at 1 money a MWh, that takes 2 t a MWh from a yearly
/// budget of carbon; a clean source at 9 money a MWh.
network::Network two_periods() {
  network::Network net;
  net.name = "two periods";
  net.horizon.periods = {{2030, 5, 4, "2030"}, {2035, 5, 2, "2035"}};
  net.horizon.snapshots = {{1, 3, 3, "a"}, {1, 5, 5, "b"}, {1, 3, 3, "c"}, {1, 5, 5, "d"}};
  net.horizon.slices = {{0, 0, 0, 2, {}}, {1, 0, 2, 2, {}}};
  const auto bus = net.nodes.add({.name = "bus", .unit = "MW", .demand = std::vector<double>{10, 20, 10, 20}});
  const auto carbon = net.nodes.add({.name = "carbon",
                                     .unit = "t/yr",
                                     .speed = network::Speed::rate,
                                     .sense = network::Sense::at_least,
                                     .limit = {-100, -60}});
  network::Asset plant{.name = "plant", .unit = "MW"};
  plant.vintages.push_back({.period = 0, .alive = {true, true}, .annual_cost = {7, 7}});
  const auto asset = net.assets.add(plant);
  network::Process run{.name = "run", .unit = "MW", .capacity = {{asset, 1.0}}, .cost = 1.0};
  run.ports = {{bus, 1.0}, {carbon, -2.0}};
  net.processes.add(run);
  network::Process clean{.name = "clean", .unit = "MW", .rating = network::unlimited, .cost = 9.0};
  clean.ports = {{bus, 1.0}};
  net.processes.add(clean);
  return net;
}

// In 2030 carbon allows 50 MWh, in 2035 30 MWh of the cheap plant. A MW of it costs (4 + 2) · 7 = 42 and saves 8 a MWh:
// with 6.25 MW both hours of 2030 run (50 MWh) and 30 MWh of 2035; a MW up to 3.75 serves 8 h in both periods and saves
// 4 · 64 + 2 · 64, up to 6.25 still 4 · 64 > 42, above nothing. All clean: 9 · (30 + 100) · 6 = 7020. Least cost:
// 7020 + 6.25 · 42 − 8 · (4 · 50 + 2 · 30) = 5202.5.
TEST(Export, AYearlyLimitIsAnAccountThatMustBeEmpty) {
  const auto net = two_periods();
  EXPECT_NEAR(least_cost(net), 5202.5, 1e-6);
  EXPECT_NEAR(least_cost_when_exported(net), 5202.5, 1e-6);
}

// As before, and building draws 2 units a MW from 8 that are given in 2030: at most 4 MW. In 2030 32 MWh, in 2035 30.
TEST(Export, AStockIsDrawnOnceByBuilding) {
  auto net = two_periods();
  const auto stock = net.nodes.add({.name = "chips",
                                    .unit = "pieces",
                                    .speed = network::Speed::stock,
                                    .sense = network::Sense::at_least,
                                    .limit = {8, 0}});
  net.assets[network::AssetId{0}].draws.push_back({stock, 2, 0});
  EXPECT_NEAR(least_cost(net), 7020 + 4 * 42 - 8 * (4 * 32 + 2 * 30), 1e-6);
  EXPECT_NEAR(least_cost_when_exported(net), 7020 + 4 * 42 - 8 * (4 * 32 + 2 * 30), 1e-6);
}

// A stock whose rest is kept at 50 % into 2035, where a second vintage wants 2 pieces a MW.
TEST(Export, WhatIsKeptLosesItsShare) {
  auto net = two_periods();
  const auto stock = net.nodes.add({.name = "chips",
                                    .unit = "pieces",
                                    .speed = network::Speed::stock,
                                    .sense = network::Sense::at_least,
                                    .limit = {8, 1},
                                    .keep = 0.5});
  auto& plant = net.assets[network::AssetId{0}];
  plant.draws.push_back({stock, 2, 0});
  plant.vintages.front().alive = {true, false};
  plant.vintages.push_back({.period = 1, .alive = {false, true}, .annual_cost = {0, 7}});
  EXPECT_NEAR(least_cost_when_exported(net), least_cost(net), 1e-6);
}

// Carbon may be bought, at most 40 t a year at 3 money (2 t make a MWh and save 8, so 1 MWh gains 8 − 6 = 2): with it
// 70 MWh may run in 2030 and 50 in 2035. A MW costs 42 and serves 8 h in both years, gaining 2 · 6 · 8 = 96 at least.
// 8.75 MW run 70 MWh in 2030 and 50 in 2035; the last MW gains 4 · 8 · 2 = 64 > 42 in 2030 alone.
// 7020 + 8.75 · 42 − 8 · (4 · 70 + 2 · 50) + 3 · 40 · (4 + 2).
TEST(Export, AYearlyActivityHappensInTheFirstSnapshot) {
  auto net = two_periods();
  network::Process bought{.name = "bought", .unit = "t/yr", .yearly = true, .rating = 40.0, .cost = 3.0};
  bought.ports = {{network::NodeId{1}, 1.0}};
  net.processes.add(bought);
  const double cost = 7020 + 8.75 * 42 - 8 * (4 * 70 + 2 * 50) + 3 * 40 * 6;
  EXPECT_NEAR(least_cost(net), cost, 1e-6);
  EXPECT_NEAR(least_cost_when_exported(net), cost, 1e-6);
}

/// Two representative days of two hours, a battery sized by an asset with a limit on the capacity of two vintages, its
/// hours of level, losses by the hour, room held in a yearly node; sun in the first hour only.
network::Network battery(double loss, int periods) {
  network::Network net;
  net.name = "battery";
  net.horizon.periods.clear();
  for (int p = 0; p < periods; ++p) {
    net.horizon.periods.push_back({2030 + 5 * p, 5, 4.0 - p, std::to_string(2030 + 5 * p)});
    network::Slice slice{p, 0, 4 * p, 4, {2, {0, 1, 1, 0}}};
    net.horizon.slices.push_back(slice);
    for (int h = 0; h < 4; ++h) net.horizon.snapshots.push_back({1, 90.0 + h, 90.0 + h, "h" + std::to_string(h)});
  }
  std::vector<double> demand, sun;
  for (int p = 0; p < periods; ++p) {
    for (const double d : {5.0, 9.0, 4.0, 12.0 + p}) demand.push_back(d);
    for (const double s : {1.0, 0.0, 0.8, 0.1}) sun.push_back(s);
  }
  const auto bus = net.nodes.add({.name = "bus", .unit = "MW", .demand = demand});
  const auto land =
      net.nodes.add({.name = "land", .unit = "ha", .speed = network::Speed::rate, .sense = network::Sense::at_least});
  net.nodes[land].limit.assign(static_cast<std::size_t>(periods), -30.0);
  const auto n = static_cast<std::size_t>(periods);
  network::Asset field{.name = "field", .unit = "MW"}, cells{.name = "cells", .unit = "MW"};
  for (int p = 0; p < periods; ++p) {
    std::vector<bool> alive(n);
    for (std::size_t q = static_cast<std::size_t>(p); q < n; ++q) alive[q] = true;
    field.vintages.push_back({.period = p, .alive = alive, .annual_cost = std::vector<double>(n, 300.0)});
    cells.vintages.push_back({.period = p, .alive = alive, .annual_cost = std::vector<double>(n, 100.0)});
  }
  cells.cap_upper.assign(n, 6.5);
  cells.stock.assign(n, 0.5);
  cells.holds.push_back({land, 2.0});
  field.holds.push_back({land, 1.0});
  const auto a = net.assets.add(field), b = net.assets.add(cells);
  network::Process shine{.name = "shine", .unit = "MW", .capacity = {{a, 1.0}}, .upper = sun};
  shine.ports = {{bus, 1.0}};
  net.processes.add(shine);
  network::Process dear{.name = "dear", .unit = "MW", .rating = network::unlimited, .cost = 50.0};
  dear.ports = {{bus, 1.0}};
  net.processes.add(dear);
  network::Store store{.name = "battery", .unit = "MWh", .node = bus};
  store.power = {{b, 1.0}};
  store.level = {{b, 1.25}};
  store.charge_efficiency = 0.9;
  store.discharge_efficiency = 0.95;
  store.loss = loss;
  net.stores.add(store);
  return net;
}

TEST(Export, ABatterySizedByAnAssetGoesRoundEveryDay) {
  for (const double loss : {0.0, 0.05}) {
    for (const int periods : {1, 2}) {
      const auto net = battery(loss, periods);
      auto without = net;
      without.assets[network::AssetId{1}].cap_upper.assign(static_cast<std::size_t>(periods), 0.5);
      const double cost = least_cost(net);
      EXPECT_LT(cost, 0.999 * least_cost(without)) << "the battery must matter";
      EXPECT_NEAR(least_cost_when_exported(net), cost, 1e-7 * cost) << "loss " << loss << ", periods " << periods;
    }
  }
}

// Work that may wait: 6 arrive in the first hour, 0 in the second, of each day; at most 4 wait.
TEST(Export, ABacklogIsAStoreWithLimitsByTheHour) {
  network::Network net;
  net.name = "backlog";
  net.horizon.snapshots = {{1, 1, 1, "a"}, {1, 1, 1, "b"}, {1, 1, 1, "c"}, {1, 1, 1, "d"}};
  net.horizon.slices = {{0, 0, 0, 4, {2, {0, 1}}}};
  const auto work = net.nodes.add({.name = "work", .demand = std::vector<double>{-6, 0, -6, 0}});
  network::Store backlog{.name = "waiting", .node = work};
  backlog.free = true;
  backlog.level_rating = std::vector<double>{4, 4, 4, 4};
  net.stores.add(backlog);
  network::Process serve{.name = "serve", .rating = network::unlimited, .cost = std::vector<double>{10, 1, 10, 1}};
  serve.ports = {{work, -1.0}};
  net.processes.add(serve);
  EXPECT_NEAR(least_cost(net), 2 * (2 * 10 + 4 * 1), 1e-7);
  EXPECT_NEAR(least_cost_when_exported(net), 48, 1e-7);
}

TEST(Export, WholeBlocksAndStandingCosts) {
  auto net = two_periods();
  auto& plant = net.assets[network::AssetId{0}];
  plant.vintages.front().block = 4;
  plant.vintages.front().whole = true;
  plant.constant_cost = 11;
  net.constant_cost = 5;
  const double cost = least_cost(net);
  EXPECT_NEAR(cost, 7020 + 8 * 42 - 8 * (4 * 50 + 2 * 30) + 6 * 11 + 5, 1e-5);
  EXPECT_NEAR(least_cost_when_exported(net), cost, 1e-5);
}

/// Three buses in a ring: 60 MW at bus 0 for 1, dear power at the others for 9 and 7; loads of 10 to 40 MW. Line 01 may
/// grow at 2 money a MW, 12 is given, 02 shifts by 0.02 rad; a transport arc from 0 to 1 takes what an asset allows.
network::Network ring(bool decided_shift) {
  network::Network net;
  net.name = "ring";
  net.horizon.snapshots = {{1, 1, 1, "a"}, {1, 2, 2, "b"}};
  net.horizon.slices = {{0, 0, 0, 2, {}}};
  std::vector<network::NodeId> bus;
  for (int b = 0; b < 3; ++b)
    bus.push_back(net.nodes.add({.name = "bus " + std::to_string(b),
                                 .commodity = "AC",
                                 .unit = "MW",
                                 .demand = std::vector<double>{10.0 * b, 40.0 - 5 * b}}));
  const auto source = [&](const char* name, int at, double rating, double cost) {
    network::Process made{.name = name, .unit = "MW", .rating = rating, .cost = cost};
    made.ports = {{bus[static_cast<std::size_t>(at)], 1.0}};
    net.processes.add(made);
  };
  source("cheap", 0, 200, 1), source("dear", 1, 90, 9), source("other", 2, 90, 7);
  const auto asset = [&](const char* name, double upper, double cost) {
    network::Asset made{.name = name, .unit = "MW", .cap_upper = {upper}};
    made.vintages.push_back({.period = 0, .lower = 3, .upper = 99, .annual_cost = {cost}});
    return net.assets.add(made);
  };
  net.lines.add({.name = "01",
                 .from = bus[0],
                 .to = bus[1],
                 .reactance = 0.002,
                 .angle = 0.07,
                 .capacity = {{asset("wire", 33, 2), 1}},
                 .upper = std::vector<double>{0.8, 1}});
  net.lines.add({.name = "12", .from = bus[1], .to = bus[2], .reactance = 0.003, .rating = 9});
  net.lines.add({.name = "02", .from = bus[0], .to = bus[2], .reactance = 0.001, .shift = 0.02, .rating = 12});
  if (decided_shift) {
    auto& shifter = *(net.lines.begin() + 2);
    shifter.shift = 0.0;
    shifter.shift_lower = -0.01, shifter.shift_upper = 0.05;
  }
  net.lines.add({.name = "arc", .from = bus[0], .to = bus[1], .capacity = {{asset("cable", 4, 1), 1}}});
  return net;
}

TEST(Export, LinesObeyTheVoltageLaw) {
  for (const bool decided : {false, true}) {
    const auto net = ring(decided);
    auto lawless = net;
    for (auto& line : lawless.lines) line.reactance = 0, line.shift = 0.0, line.shift_lower = line.shift_upper = 0;
    const double cost = least_cost(net);
    EXPECT_GT(cost, 1.001 * least_cost(lawless)) << "the law must matter";
    EXPECT_NEAR(least_cost_when_exported(net), cost, 1e-7 * cost) << decided;
  }
}

TEST(Export, ALineWhoseCapacityIsDecidedTwiceIsRefused) {
  auto net = ring(false);
  auto& wire = net.assets[network::AssetId{0}];
  wire.vintages.push_back(wire.vintages.front());
  EXPECT_THROW((void)export_network(net), InputInvalid);
}

TEST(Export, WhatHasNoExactCounterpartIsRefusedByName) {
  auto net = two_periods();
  net.assets[network::AssetId{0}].may_retire = true;
  net.processes[network::ProcessId{0}].quadratic = 1.0;
  net.goals = {{.name = "compute", .least_cost = false}};
  try {
    (void)export_network(net);
    FAIL() << "must be refused";
  } catch (const InputInvalid& invalid) {
    ASSERT_EQ(invalid.faults().size(), 3U);
    for (const auto& fault : invalid.faults()) EXPECT_EQ(fault.code, "GP3216");
    const std::string all = invalid.what();
    for (const char* name : {"\"plant\"", "\"run\"", "\"compute\""}) EXPECT_NE(all.find(name), std::string::npos);
  }
}

}  // namespace
}  // namespace gigaplan::exchange::pypsa
