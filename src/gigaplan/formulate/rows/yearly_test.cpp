// Golden programs of yearly nodes and limits over the year, worked by hand.
#include <gtest/gtest.h>

#include "gigaplan/formulate/golden.hpp"

namespace gigaplan::formulate {
namespace {

using network::Network;
using network::NodeId;
using network::Sense;
using network::Speed;

/// Two periods of one snapshot each, 2027 (3 years) and 2030 (5 years); a snapshot stands for 8 760 h of flows.
Network two_periods() {
  Network network;
  network.horizon.periods = {{.first_year = 2027, .years = 3, .label = "2027"},
                             {.first_year = 2030, .years = 5, .label = "2030"}};
  network.horizon.snapshots = {{1, 8760, 8760, "a"}, {1, 8760, 8760, "b"}};
  network.horizon.slices = {{.period = 0, .first = 0, .count = 1}, {.period = 1, .first = 1, .count = 1}};
  network.nodes.add({.name = "bus", .unit = "MW"});
  return network;
}

/// Gas burns 0.2 t/MWh: 8 760 · 0.2 = 1 752 t a year per MW. A factory emits 3 t a unit; every MW of halls (10 in
/// stock, more to come) saves 1 t a year: 10 t move to the right. In 2030 nothing limits the node.
TEST(RateBalance, EmissionsOfTheYear) {
  auto network = two_periods();
  const auto co2 = network.nodes.add(
      {.name = "co2", .unit = "t", .speed = Speed::rate, .sense = Sense::at_most, .limit = {500, network::unlimited}});
  network.processes.add({.name = "gas", .unit = "MW", .ports = {{NodeId{0}}, {co2, 0.2}}, .rating = 9.0});
  network.processes.add(
      {.name = "factory", .unit = "1", .yearly = true, .ports = {{co2, golden::values({3, 4})}}, .rating = 1.0});
  network.assets.add({.name = "hall", .unit = "MW", .vintages = {{}}, .stock = {10, 10}, .holds = {{co2, 1.0}}});
  const auto [program, layout] = formulate(network);
  EXPECT_EQ(golden::rows(program, "rate_balance"),
            "rate_balance[co2,2027]: -build[hall,2027] + 1752 activity[gas,a] + 3 activity[factory,2027] <= 510\n");
  EXPECT_EQ(layout.yearly[1][0], 2);
  EXPECT_EQ(layout.yearly[1][1], -1);
}

/// One row for the whole horizon: 3 years of the first period, 5 of the second, and what the lake has lost meanwhile.
TEST(RateBalance, WholeHorizonAndDepletion) {
  auto network = two_periods();
  const auto gas = network.nodes.add({.name = "fuel",
                                      .unit = "MWh",
                                      .speed = Speed::rate,
                                      .sense = Sense::at_most,
                                      .limit = {1e6},
                                      .whole_horizon = true});
  network.processes.add({.name = "gas", .unit = "MW", .ports = {{NodeId{0}}, {gas, 2.0}}, .rating = 9.0});
  network.stores.add({.name = "lake",
                      .unit = "MWh",
                      .node = NodeId{0},
                      .power_rating = 1,
                      .level_rating = 9.0,
                      .cyclic = false,
                      .initial = 7,
                      .depletion = {{gas, 0.5}}});
  const auto [program, layout] = formulate(network);
  EXPECT_EQ(golden::rows(program, "rate_balance"),
            "rate_balance[fuel]: 52560 activity[gas,a] + 87600 activity[gas,b] - 1.5 level[lake,a] - 2.5 level[lake,b] "
            "<= 999972\n");
  EXPECT_EQ(layout.yearly[1], (std::vector<std::int32_t>{4, 4}));
}

/// Two scenarios: the hourly node has its own row in each, the node of yearly things alone shares one.
TEST(RateBalance, Scenarios) {
  auto network = two_periods();
  network.horizon.periods.resize(1);
  network.horizon.scenarios = {{"wet", 0.5}, {"dry", 0.5}};
  network.horizon.slices = {{.scenario = 0, .first = 0, .count = 1}, {.scenario = 1, .first = 1, .count = 1}};
  const auto co2 = network.nodes.add({.name = "co2", .unit = "t", .speed = Speed::rate, .sense = Sense::at_most});
  const auto staff = network.nodes.add({.name = "staff", .unit = "FTE", .speed = Speed::rate, .limit = {4}});
  network.processes.add({.name = "gas", .unit = "MW", .ports = {{NodeId{0}}, {co2, 0.2}}, .rating = 9.0});
  network.processes.add({.name = "hire", .unit = "FTE", .yearly = true, .ports = {{staff}}, .rating = 9.0});
  const auto [program, layout] = formulate(network);
  EXPECT_EQ(golden::rows(program, "rate_balance"),
            "rate_balance[co2,wet,2027]: 1752 activity[gas,a] <= 0\n"
            "rate_balance[co2,dry,2027]: 1752 activity[gas,b] <= 0\n"
            "rate_balance[staff,2027]: activity[hire,2027] = 4\n");
  EXPECT_EQ(layout.yearly[1], (std::vector<std::int32_t>{2, 3}));
  EXPECT_EQ(layout.yearly[2], (std::vector<std::int32_t>{4, 4}));
}

/// Chips: 100 are given in each period, a factory makes up to 50 a year; a fleet draws 2 each a year before its first
/// one, so the fleet of 2030 draws in 2027 and the fleet of 2027 cannot be built at all. 90 % of what is left is
/// carried.
TEST(StockBalance, DrawsWithLeadAndCarry) {
  auto network = two_periods();
  const auto chips =
      network.nodes.add({.name = "chips", .unit = "1", .speed = Speed::stock, .limit = {100, 100}, .keep = 0.9});
  network.processes.add({.name = "fab", .unit = "1", .yearly = true, .ports = {{chips}}, .rating = 50.0});
  network.assets.add(
      {.name = "fleet", .unit = "1", .vintages = {{.period = 0}, {.period = 1}}, .draws = {{chips, 2, 1}}});
  network.assets.add({.name = "hall",
                      .unit = "MW",
                      .vintages = {{.period = 0, .committed = 5}, {.period = 1, .committed = 6}},
                      .draws = {{chips, 3, 1}, {chips, 4, 0}}});
  const auto [program, layout] = formulate(network);
  EXPECT_EQ(golden::columns(program),
            "build[fleet,2027] = 0\n"
            "build[fleet,2030] >= 0\n"
            "build[hall,2027] = 5\n"
            "build[hall,2030] = 6\n"
            "carry[chips,2027] >= 0\n"
            "carry[chips,2030] >= 0\n"
            "activity[fab,2027] in [0, 50]\n"
            "activity[fab,2030] in [0, 50]\n");
  EXPECT_EQ(golden::rows(program),
            "stock_balance[chips,2027]: -2 build[fleet,2030] - 4 build[hall,2027] - 3 build[hall,2030] - "
            "carry[chips,2027] + 3 activity[fab,2027] = -100\n"
            "stock_balance[chips,2030]: -4 build[hall,2030] + 0.9 carry[chips,2027] - carry[chips,2030] + 5 "
            "activity[fab,2030] = -100\n");
  EXPECT_EQ(layout.yearly[1], (std::vector<std::int32_t>{0, 1}));
  EXPECT_EQ(layout.carry[1], 4);
}

/// Licences from 2030 on: what is built in 2027 draws none, and needs none a year before the horizon either.
TEST(StockBalance, DrawsBeginWithAPeriod) {
  auto network = two_periods();
  const auto licences = network.nodes.add({.name = "licences", .unit = "1", .speed = Speed::stock, .limit = {0, 100}});
  network.assets.add({.name = "fleet",
                      .unit = "1",
                      .vintages = {{.period = 0}, {.period = 1}},
                      .draws = {{licences, 2, 0, 1}, {licences, 3, 1, 1}}});
  const auto [program, layout] = formulate(network);
  EXPECT_EQ(program.upper[static_cast<std::size_t>(layout.build[0][0])], program::infinity);
  EXPECT_EQ(golden::rows(program, "stock_balance"),
            "stock_balance[licences,2027]: -3 build[fleet,2030] = 0\n"
            "stock_balance[licences,2030]: -2 build[fleet,2030] = -100\n");
}

/// Hourly flows into a stock: a snapshot stands for 8 760 h of each of the 3 years; the hall's stock of 10 holds 1 a
/// year.
TEST(StockBalance, HourlyFlows) {
  auto network = two_periods();
  const auto water = network.nodes.add(
      {.name = "water", .unit = "m3", .speed = Speed::stock, .sense = Sense::at_least, .limit = {500, 0}});
  network.processes.add({.name = "cool", .unit = "MW", .ports = {{NodeId{0}}, {water, -0.5}}, .rating = 9.0});
  const auto [program, layout] = formulate(network);
  EXPECT_EQ(golden::rows(program, "stock_balance"),
            "stock_balance[water,2027]: -13140 activity[cool,a] >= -500\n"
            "stock_balance[water,2030]: -21900 activity[cool,b] >= 0\n");
  EXPECT_EQ(layout.carry[1], -1);
}

/// At least 17 520 MWh and at most 26 280 MWh over both periods.
TEST(Energy, OverTheHorizon) {
  auto network = two_periods();
  network.processes.add(
      {.name = "hydro", .unit = "MW", .ports = {{NodeId{0}}}, .rating = 9.0, .energy_min = 17520, .energy_max = 26280});
  EXPECT_EQ(golden::rows(formulate(network).program, "energy"),
            "energy[hydro]: 8760 activity[hydro,a] + 8760 activity[hydro,b] in [17520, 26280]\n");
}

}  // namespace
}  // namespace gigaplan::formulate
