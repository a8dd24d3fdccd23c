// Promises over whole programs: which blocks a row touches, which units meet, cycles against angles.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <random>
#include <set>

#include "gigaplan/formulate/golden.hpp"
#include "gigaplan/program/builder.hpp"
#include "gigaplan/solve/solve.hpp"

namespace gigaplan::formulate {
namespace {

using golden::values;
using network::Horizon;
using network::Network;
using network::NodeId;
using network::Speed;

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

/// One of nearly everything over two periods of three hours, with a unit of its own for each kind of thing.
Network rich() {
  Network network;
  network.currency = "EUR_2025";
  network.horizon = Horizon::hours(6);
  network.horizon.periods = {{.first_year = 2027}, {.first_year = 2030}};
  network.horizon.slices = {{.period = 0, .first = 0, .count = 3}, {.period = 1, .first = 3, .count = 3}};
  const auto bus = network.nodes.add({.name = "bus", .unit = "MW", .demand = 5.0});
  const auto co2 = network.nodes.add(
      {.name = "co2", .unit = "t", .speed = Speed::rate, .sense = network::Sense::at_most, .limit = {9, 9}});
  const auto chips =
      network.nodes.add({.name = "chips", .unit = "piece", .speed = Speed::stock, .limit = {9, 9}, .keep = 1});
  const auto plant =
      network.assets.add({.name = "plant",
                          .unit = "MW",
                          .vintages = {{.period = 0, .upper = 9, .block = 3, .whole = true}, {.period = 1, .upper = 9}},
                          .cap_upper = {9, 9},
                          .may_retire = true,
                          .draws = {{chips, 1, 0}},
                          .holds = {{bus, 0.1}, {co2, 0.1}}});
  const auto tank = network.assets.add({.name = "tank", .unit = "MWh", .vintages = {{.upper = 9}}});
  network.processes.add({.name = "gas",
                         .unit = "MW",
                         .ports = {{bus}, {co2, 0.2}},
                         .capacity = {{plant}},
                         .lower = 0.1,
                         .cost = 1.0,
                         .fixed = values({1, NAN, NAN, NAN, NAN, NAN}),
                         .ramp = network::Ramp{.up = 0.5, .down = 0.5},
                         .energy_max = 99});
  network.stores.add({.name = "battery",
                      .unit = "MWh",
                      .node = bus,
                      .power = {{plant}},
                      .level = {{tank}},
                      .level_lower = 0.1,
                      .inflow = 1.0,
                      .may_spill = true,
                      .cyclic = false});
  network.stores.add({.name = "free", .unit = "MWh", .node = bus, .free = true, .level = {{tank}}, .cyclic = false});
  network.lines.add({.name = "loop", .from = bus, .to = bus, .reactance = 1, .capacity = {{plant}}});
  return network;
}

/// A row of snapshot h touches columns of h, of h − 1 in the same chain, and of the border; nothing else.
TEST(Structure, RowsTouchTheirHourTheHourBeforeAndTheBorder) {
  const auto program = formulate(rich()).program;
  const auto column_block = program.column_blocks(), row_block = program.row_blocks();
  EXPECT_THAT(program.chain_of_block, ::testing::ElementsAre(0, 0, 0, 1, 1, 1));
  int touching_before = 0;
  for (std::int32_t i = 0; i < program.rows(); ++i) {
    const auto block = row_block[at(i)];
    if (block == program::border) continue;
    for (auto e = program.start[at(i)]; e < program.start[at(i + 1)]; ++e) {
      const auto other = column_block[at(program.column[at(e)])];
      const bool before = other != program::border && other == block - 1 &&
                          program.chain_of_block[at(block)] == program.chain_of_block[at(other)];
      touching_before += before ? 1 : 0;
      EXPECT_TRUE(other == program::border || other == block || before) << program.row_name(i);
    }
  }
  EXPECT_GT(touching_before, 0);
}

/// The whole wrap of a cyclic store belongs to its hour: row of the first hour, column of the last.
TEST(Structure, CyclicRowBelongsToTheFirstHour) {
  auto network = rich();
  network.stores.begin()->cyclic = true;
  const auto [program, layout] = formulate(network);
  const auto row = layout.store[0][1];
  EXPECT_EQ(program.row_blocks()[at(row)], 3);
  std::set<std::int32_t> touched;
  for (auto e = program.start[at(row)]; e < program.start[at(row + 1)]; ++e)
    touched.insert(program.column_blocks()[at(program.column[at(e)])]);
  EXPECT_TRUE(touched.contains(5));
}

/// In these families the leading column stands with ±1: its unit is the row's unit. In a level row the level does, and
/// power times hours, [unit/h] · [h], gives the same.
TEST(Structure, UnitsOfRowsFollowFromTheirColumns) {
  const auto program = formulate(rich()).program;
  const std::set<std::string> led = {"blocks",         "retired",        "capacity",        "capacity_limit",
                                     "activity_upper", "activity_lower", "fixed_activity",  "ramp_up",
                                     "ramp_down",      "charge_upper",   "discharge_upper", "level_upper",
                                     "level_lower",    "store",          "flow_upper",      "flow_lower"};
  std::set<std::string> met;
  for (std::int32_t i = 0; i < program.rows(); ++i) {
    const auto& family = program.row_families[at(program.row_run(i).family)];
    if (!led.contains(family.name)) continue;
    met.insert(family.name);
    bool leads = false;
    for (auto e = program.start[at(i)]; e < program.start[at(i + 1)]; ++e) {
      const auto& column = program.column_families[at(program.column_run(program.column[at(e)]).family)];
      leads = leads || (std::abs(program.value[at(e)]) == 1 && column.unit == family.unit);
      const bool power = family.name == "store" && column.name != "level";
      EXPECT_EQ(power, column.unit == family.unit + "/h") << column.name;
    }
    EXPECT_TRUE(leads) << program.row_name(i);
  }
  EXPECT_EQ(met, led);
}

TEST(Structure, UnitsOfBalances) {
  const auto program = formulate(rich()).program;
  std::map<std::string, std::string> units;
  for (const auto& family : program.row_families) units[family.name] = family.unit;
  EXPECT_EQ(units["rate_balance"], "t/year");
  EXPECT_EQ(units["stock_balance"], "piece");
  EXPECT_EQ(units["hourly_balance"], "MW");
  EXPECT_EQ(units["energy"], "MW*h");
}

/// A random meshed grid: 6 buses, 10 lines with shifts, generation and demand everywhere.
Network random_grid(unsigned seed) {
  std::mt19937 random(seed);
  const auto draw = [&](double low, double high) {
    return low + (high - low) * static_cast<double>(random() % 1000) / 1000;
  };
  Network network;
  network.horizon = Horizon::hours(1);
  for (int n = 0; n < 6; ++n) {
    const auto name = std::to_string(n);
    network.nodes.add({.name = "n" + name, .unit = "MW", .demand = draw(10, 50)});
    network.processes.add(
        {.name = "g" + name, .unit = "MW", .ports = {{NodeId{n}}}, .rating = 100.0, .cost = draw(1, 100)});
  }
  for (int l = 0; l < 10; ++l) {
    const int from = static_cast<int>(random() % 6);
    network.lines.add({.name = "l" + std::to_string(l),
                       .from = {from},
                       .to = {(from + 1 + static_cast<int>(random() % 5)) % 6},
                       .reactance = draw(0.1, 1),
                       .shift = random() % 4 == 0 ? draw(-3, 3) : 0.0,
                       .rating = draw(5, 20)});
  }
  return network;
}

/// The same grid with an angle at every bus instead of cycles: reactance · flow = angle[from] − angle[to] + shift.
program::Program with_angles(Network network) {
  std::vector<network::Line> lines(network.lines.begin(), network.lines.end());
  for (auto& line : network.lines) line.reactance = 0;
  auto [program, layout] = formulate(network);
  program::Builder builder;
  builder.program() = std::move(program);
  const auto angles =
      builder.add_columns(builder.column_family({"angle", "rad", ""}), "grid", program::Axis::single, 0,
                          static_cast<std::int32_t>(network.nodes.size()), -program::infinity, program::infinity);
  builder.begin_rows(builder.row_family({"angle", "rad", ""}), "grid", program::Axis::single, 0,
                     static_cast<std::int32_t>(lines.size()));
  for (std::size_t l = 0; l < lines.size(); ++l) {
    builder.entry(layout.flow[l][0], lines[l].reactance);
    builder.entry(angles + lines[l].from.index, -1);
    builder.entry(angles + lines[l].to.index, 1);
    builder.row(lines[l].shift.at(0), lines[l].shift.at(0));
  }
  return builder.finish();
}

TEST(Structure, CyclesSayTheSameAsAngles) {
  int feasible = 0;
  for (unsigned seed = 1; seed <= 25; ++seed) {
    const auto network = random_grid(seed);
    auto cycles = formulate(network).program;
    auto angles = with_angles(network);
    const auto a = solve::solve(cycles, {}, {}), b = solve::solve(angles, {}, {});
    ASSERT_EQ(a.status, b.status) << seed;
    if (a.status != program::Status::optimal) continue;
    ++feasible;
    EXPECT_NEAR(a.objective, b.objective, 1e-6 * (1 + std::abs(b.objective))) << seed;
  }
  EXPECT_GT(feasible, 10);
}

}  // namespace
}  // namespace gigaplan::formulate
