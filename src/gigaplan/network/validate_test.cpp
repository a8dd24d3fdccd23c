// A sound network has no faults; every way of breaking it has its own, told with the thing's name.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "gigaplan/network/network.hpp"

namespace gigaplan::network {
namespace {

using ::testing::HasSubstr;

const double nan = std::nan("");

/// One of each kind, two periods of two snapshots.
Network sound() {
  Network network;
  network.name = "test";
  network.horizon = Horizon::hours(4);
  network.horizon.periods = {{.first_year = 2027, .years = 3}, {.first_year = 2030, .years = 5}};
  network.horizon.slices = {{.period = 0, .first = 0, .count = 2}, {.period = 1, .first = 2, .count = 2}};
  const auto bus = network.nodes.add({.name = "bus", .unit = "MW"});
  const auto co2 = network.nodes.add({.name = "co2", .unit = "t", .speed = Speed::rate, .limit = {1, unlimited}});
  const auto chips = network.nodes.add({.name = "chips", .unit = "1", .speed = Speed::stock, .keep = 1});
  const auto plant = network.assets.add({.name = "plant",
                                         .unit = "MW",
                                         .vintages = {{.period = 1, .upper = 9, .annual_cost = {0, 5}}},
                                         .draws = {{chips, 1, 2}},
                                         .holds = {{bus, 0.1}, {co2, 0.1}}});
  network.processes.add({.name = "gas",
                         .unit = "MW",
                         .ports = {{bus}, {co2, 0.2}},
                         .capacity = {{plant}},
                         .fixed = std::vector<double>{nan, nan, nan, 1},
                         .ramp = Ramp{.up = 0.5},
                         .commitment = Commitment{}});
  network.processes.add({.name = "fab", .unit = "1", .yearly = true, .ports = {{chips}}, .rating = 1.0});
  network.stores.add({.name = "tank", .unit = "MWh", .node = bus, .power_rating = 1, .level_rating = 1.0});
  network.lines.add({.name = "loop", .from = bus, .to = bus, .reactance = 0.1, .rating = 5});
  network.limits.push_back({.name = "cap", .terms = {{plant, 1, -1, 1}, {plant, 0, 0, 1}}, .upper = 9});
  network.goals = {{.name = "most", .least_cost = false, .capacity = {{plant, 1, 1}}}, {.name = "cheap"}};
  return network;
}

TEST(Validate, SoundNetwork) { EXPECT_TRUE(validate(sound()).empty()); }

struct Case {
  const char* code;
  const char* says;
  std::function<void(Network&)> breaks;
};

class Broken : public ::testing::TestWithParam<Case> {};

TEST_P(Broken, IsToldWithCodeAndName) {
  auto network = sound();
  GetParam().breaks(network);
  const auto faults = validate(network);
  ASSERT_FALSE(faults.empty());
  EXPECT_EQ(faults[0].code, GetParam().code);
  EXPECT_THAT(faults[0].message, HasSubstr(GetParam().says));
  EXPECT_EQ(faults[0].place.file, "test");
}

Process& gas(Network& n) { return *n.processes.begin(); }
Process& fab(Network& n) { return *std::next(n.processes.begin()); }
Store& tank(Network& n) { return *n.stores.begin(); }
Line& loop(Network& n) { return *n.lines.begin(); }
Asset& plant(Network& n) { return *n.assets.begin(); }
Node& node(Network& n, int i) { return n.nodes[NodeId{i}]; }

void make_calendar(Network& n) {
  gas(n).commitment.reset();
  for (auto& slice : n.horizon.slices) slice.calendar = {.snapshots_per_day = 1, .day = {0, 1, 0}};
}

const Case cases[] = {
    {"GP3101", "no period", [](Network& n) { n.horizon.periods.clear(); }},
    {"GP3101", "before the one before", [](Network& n) { n.horizon.periods[1].first_year = 2020; }},
    {"GP3105", "weight of a period is not a number", [](Network& n) { n.horizon.periods[0].weight = nan; }},
    {"GP3101", "no scenario", [](Network& n) { n.horizon.scenarios.clear(); }},
    {"GP3101", "add up to 0.5", [](Network& n) { n.horizon.scenarios[0].probability = 0.5; }},
    {"GP3101", "cover 4 snapshots, there are 5", [](Network& n) { n.horizon.snapshots.emplace_back(); }},
    {"GP3101", "expected to begin at 2", [](Network& n) { n.horizon.slices[1].first = 1; }},
    {"GP3101", "does not exist", [](Network& n) { n.horizon.slices[1].period = 2; }},
    {"GP3101", "out of order", [](Network& n) { n.horizon.slices[1].period = 0; }},
    {"GP3101", "not whole days",
     [](Network& n) { n.horizon.slices[0].calendar = {.snapshots_per_day = 3, .day = {0}}; }},
    {"GP3101", "representative day 2",
     [](Network& n) { n.horizon.slices[0].calendar = {.snapshots_per_day = 1, .day = {2}}; }},
    {"GP3101", "lasts 0 h", [](Network& n) { n.horizon.snapshots[3].elapsed = 0; }},
    {"GP3102", "process \"gas\": there is more than one", [](Network& n) { fab(n).name = "gas"; }},
    {"GP3102", "has no name", [](Network& n) { loop(n).name.clear(); }},
    {"GP3104", "node \"bus\": demand has 3 values, the horizon has 4 snapshots",
     [](Network& n) {
       node(n, 0).demand = std::vector<double>{1, 2, 3};
     }},
    {"GP3105", "demand at position 1 is not a number",
     [](Network& n) {
       node(n, 0).demand = std::vector<double>{1, nan, 3, 4};
     }},
    {"GP3105", "demand is infinite", [](Network& n) { node(n, 0).demand = unlimited; }},
    {"GP3104", "limit has 1 values, the horizon has 2 periods", [](Network& n) { node(n, 1).limit = {1}; }},
    {"GP3105", "limit is infinite",
     [](Network& n) {
       node(n, 2).limit = {1, unlimited};
     }},
    {"GP3104", "for every scenario",
     [](Network& n) {
       n.stores.begin()->initial_of = {1, 2};
     }},
    {"GP3104", "one limit for the whole horizon", [](Network& n) { node(n, 1).whole_horizon = true; }},
    {"GP3107", "only a rate node", [](Network& n) { node(n, 0).whole_horizon = true; }},
    {"GP3107", "only a stock node", [](Network& n) { node(n, 0).keep = 1; }},
    {"GP3106", "share kept is 2", [](Network& n) { node(n, 2).keep = 2; }},
    {"GP3103", "node number 7", [](Network& n) { gas(n).ports[0].node = NodeId{7}; }},
    {"GP3103", "node number -1", [](Network& n) { gas(n).ports[0].node = {}; }},
    {"GP3103", "capacity number 3", [](Network& n) { gas(n).capacity[0].asset = AssetId{3}; }},
    {"GP3106", "power share is -1",
     [](Network& n) {
       tank(n).power = {{AssetId{0}, -1}};
     }},
    {"GP3107", "which is an hourly node", [](Network& n) { fab(n).ports[0].node = NodeId{0}; }},
    {"GP3104", "2 periods",
     [](Network& n) {
       fab(n).cost = std::vector<double>{1, 2, 3, 4};
     }},
    {"GP3106", "lower 2 is above upper 1", [](Network& n) { gas(n).lower = 2.0; }},
    {"GP3106", "activity at position 2: lower 2 is above upper 1",
     [](Network& n) {
       gas(n).lower = std::vector<double>{0, 0, 2, 3};
     }},
    {"GP3106", "quadratic cost is -1", [](Network& n) { gas(n).quadratic = -1.0; }},
    {"GP3106", "ramp up is -1", [](Network& n) { gas(n).ramp->up = -1.0; }},
    {"GP3109", "yearly process has no ramp", [](Network& n) { fab(n).ramp = Ramp{}; }},
    {"GP3109", "cannot be switched", [](Network& n) { fab(n).commitment = Commitment{}; }},
    {"GP3109", "nothing limits its capacity", [](Network& n) { plant(n).vintages[0].upper = unlimited; }},
    {"GP3109", "upper limit is negative", [](Network& n) { gas(n).upper = -0.5, gas(n).lower = -1.0; }},
    {"GP3109", "time on or off is negative", [](Network& n) { gas(n).commitment->min_up = -1; }},
    {"GP3109", "do not end in a later snapshot",
     [](Network& n) {
       gas(n).outage = Outage{.last = {1, 0, 3, 3}};
     }},
    {"GP3109", "loses no share",
     [](Network& n) {
       gas(n).outage = Outage{.share = 2, .last = {0, 1, 2, 3}};
     }},
    {"GP3109", "has outages, but its capacity",
     [](Network& n) {
       n.processes.add({.name = "open", .unit = "MW", .rating = unlimited, .outage = Outage{.last = {0, 1, 2, 3}}});
     }},
    {"GP3109", "is a piece",
     [](Network& n) { n.processes.add({.name = "piece", .unit = "MW", .rating = 1.0, .after = ProcessId{0}}); }},
    {"GP3111", "is built after a vintage", [](Network& n) { plant(n).vintages[0].after = 3; }},
    {"GP3109", "no whole number of them", [](Network& n) { gas(n).commitment->unit = 7; }},
    {"GP3109", "delivers late",
     [](Network& n) {
       gas(n).ports[0].left = {0, 0};
     }},
    {"GP3109", "representative days",
     [](Network& n) {
       make_calendar(n);
       gas(n).outage = Outage{.last = {0, 1, 2, 3}};
     }},
    {"GP3106", "energy: lower 2 is above upper 1", [](Network& n) { gas(n).energy_min = 2, gas(n).energy_max = 1; }},
    {"GP3109", "no limit on energy", [](Network& n) { fab(n).energy_max = 1; }},
    {"GP3104", "active has 3 values",
     [](Network& n) {
       gas(n).active = {true, true, true};
     }},
    {"GP3107", "which is a rate node", [](Network& n) { tank(n).node = NodeId{1}; }},
    {"GP3108", "efficiency of charging is 0", [](Network& n) { tank(n).charge_efficiency = 0.0; }},
    {"GP3108", "loses more", [](Network& n) { tank(n).loss = 1.5; }},
    {"GP3106", "level: lower 0.9 is above upper 0.5",
     [](Network& n) { tank(n).level_lower = 0.9, tank(n).level_upper = 0.5; }},
    {"GP3114", "has no power of its own", [](Network& n) { tank(n).free = true, tank(n).charge_efficiency = 0.9; }},
    {"GP3114", "neither a cost", [](Network& n) { make_calendar(n), tank(n).linked = true, tank(n).level_cost = 1.0; }},
    {"GP3106", "share of an unlimited rating",
     [](Network& n) { tank(n).level_rating = unlimited, tank(n).level_lower = 0.1; }},
    {"GP3114", "would begin every day with it",
     [](Network& n) { make_calendar(n), tank(n).cyclic = false, tank(n).initial = 1; }},
    {"GP3114", "not linked", [](Network& n) { make_calendar(n), tank(n).per_period = false; }},
    {"GP3107", "what depletion feeds", [](Network& n) { tank(n).depletion = {{NodeId{0}}}; }},
    {"GP3105", "reactance is not a number", [](Network& n) { loop(n).reactance = nan; }},
    {"GP3107", "the line meets node \"co2\"", [](Network& n) { loop(n).to = NodeId{1}; }},
    {"GP3107", "a draw meets node \"bus\"", [](Network& n) { plant(n).draws[0].node = NodeId{0}; }},
    {"GP3107", "a hold meets node \"chips\", which is a stock node",
     [](Network& n) { plant(n).holds[0].node = NodeId{2}; }},
    {"GP3111", "period number 2", [](Network& n) { plant(n).vintages[0].period = 2; }},
    {"GP3106", "smallest build is -1", [](Network& n) { plant(n).vintages[0].lower = -1; }},
    {"GP3106", "build: lower 12 is above upper 9", [](Network& n) { plant(n).vintages[0].lower = 12; }},
    {"GP3111", "whole blocks of no size", [](Network& n) { plant(n).vintages[0].whole = true; }},
    {"GP3111", "before the first period",
     [](Network& n) { plant(n).vintages[0].lower = 1, plant(n).draws[0].lead_years = 4; }},
    {"GP3104", "annual cost has 1 values", [](Network& n) { plant(n).vintages[0].annual_cost = {1}; }},
    {"GP3106", "stock is -1",
     [](Network& n) {
       plant(n).stock = {-1, 0};
     }},
    {"GP3106", "capacity: lower 2 is above upper 1",
     [](Network& n) {
       plant(n).cap_lower = {0, 2}, plant(n).cap_upper = {1, 1};
     }},
    {"GP3103", "has no vintage number 1", [](Network& n) { n.limits[0].terms[1].vintage = 1; }},
    {"GP3103", "period number 5", [](Network& n) { n.goals[0].capacity[0].period = 5; }},
    {"GP3112", "the most of nothing", [](Network& n) { n.goals[0].capacity.clear(); }},
    {"GP3112", "no terms of its own", [](Network& n) { n.goals[0].least_cost = true; }},
    {"GP3113", "not below 1", [](Network& n) { n.risk = Risk{.weight = 0.5, .level = 1}; }},
    {"GP3113", "more than 1", [](Network& n) { n.risk = Risk{.weight = 1.5}; }},
    {"GP3110", "whole numbers", [](Network& n) { gas(n).quadratic = 1.0; }},
    {"GP3110", "risk measure",
     [](Network& n) { gas(n).quadratic = 1.0, gas(n).commitment.reset(), n.risk = Risk{.weight = 0.5}; }},
    {"GP3110", "later goal",
     [](Network& n) {
       gas(n).quadratic = 1.0, gas(n).commitment.reset();
       std::swap(n.goals[0], n.goals[1]);
     }},
};

INSTANTIATE_TEST_SUITE_P(Network, Broken, ::testing::ValuesIn(cases));

TEST(Validate, TellsEverythingAtOnce) {
  auto network = sound();
  gas(network).cost = nan;
  tank(network).initial = nan;
  plant(network).stock = {1};
  EXPECT_EQ(validate(network).size(), 3U);
}

TEST(Horizon, PeriodOfAYear) {
  const auto horizon = sound().horizon;
  EXPECT_EQ(horizon.period_of(2026.9), -1);
  EXPECT_EQ(horizon.period_of(2027), 0);
  EXPECT_EQ(horizon.period_of(2029.99), 0);
  EXPECT_EQ(horizon.period_of(2045), 1);
  EXPECT_EQ(horizon.slice_of_snapshot(), (std::vector<int>{0, 0, 1, 1}));
}

}  // namespace
}  // namespace gigaplan::network
