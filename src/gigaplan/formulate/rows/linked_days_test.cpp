// A golden program of long storage over representative days, worked by hand.
#include <gtest/gtest.h>

#include "gigaplan/formulate/golden.hpp"

namespace gigaplan::formulate {
namespace {

using network::Network;

/// Two representative days of two snapshots stand for three calendar days: 0, 1, 0.
Network three_days(bool linked) {
  Network network;
  for (const auto* label : {"a0", "a1", "b0", "b1"}) network.horizon.snapshots.push_back({1, 1, 1, label});
  network.horizon.slices = {{.first = 0, .count = 4, .calendar = {.snapshots_per_day = 2, .day = {0, 1, 0}}}};
  const auto bus = network.nodes.add({.name = "bus", .unit = "MW"});
  const auto cave = network.assets.add({.name = "cave", .unit = "MWh", .vintages = {{}}});
  network.stores.add({.name = "h2",
                      .unit = "MWh",
                      .node = bus,
                      .power_rating = 5,
                      .level = {{cave, 1}},
                      .level_rating = 2.0,
                      .level_lower = 0.1,
                      .loss = 0.5,
                      .linked = linked});
  return network;
}

/// Each day starts from a relative level of 0 and keeps a half an hour, a quarter over a day.
TEST(LinkedDays, CyclicOverTheCalendar) {
  const auto [program, layout] = formulate(three_days(true));
  EXPECT_EQ(golden::columns(program, "level"),
            "level[h2,a0] free\n"
            "level[h2,a1] free\n"
            "level[h2,b0] free\n"
            "level[h2,b1] free\n");
  EXPECT_EQ(golden::columns(program, "day_level"),
            "day_level[h2,0] >= 0\n"
            "day_level[h2,1] >= 0\n"
            "day_level[h2,2] >= 0\n");
  EXPECT_EQ(golden::columns(program, "day_highest"), "day_highest[h2,0] >= 0\nday_highest[h2,1] >= 0\n");
  EXPECT_EQ(golden::columns(program, "day_lowest"), "day_lowest[h2,0] <= 0\nday_lowest[h2,1] <= 0\n");
  EXPECT_EQ(golden::rows(program, "store"),
            "store[h2,a0]: -charge[h2,a0] + discharge[h2,a0] + level[h2,a0] = 0\n"
            "store[h2,a1]: -charge[h2,a1] + discharge[h2,a1] - 0.5 level[h2,a0] + level[h2,a1] = 0\n"
            "store[h2,b0]: -charge[h2,b0] + discharge[h2,b0] + level[h2,b0] = 0\n"
            "store[h2,b1]: -charge[h2,b1] + discharge[h2,b1] - 0.5 level[h2,b0] + level[h2,b1] = 0\n");
  EXPECT_EQ(golden::rows(program, "day_chain"),
            "day_chain[h2,0]: -level[h2,a1] + day_level[h2,0] - 0.25 day_level[h2,2] = 0\n"
            "day_chain[h2,1]: -level[h2,a1] - 0.25 day_level[h2,0] + day_level[h2,1] = 0\n"
            "day_chain[h2,2]: -level[h2,b1] - 0.25 day_level[h2,1] + day_level[h2,2] = 0\n");
  EXPECT_EQ(golden::rows(program, "day_highest"),
            "day_highest[h2,a0]: -level[h2,a0] + day_highest[h2,0] >= 0\n"
            "day_highest[h2,a1]: -level[h2,a1] + day_highest[h2,0] >= 0\n"
            "day_highest[h2,b0]: -level[h2,b0] + day_highest[h2,1] >= 0\n"
            "day_highest[h2,b1]: -level[h2,b1] + day_highest[h2,1] >= 0\n");
  EXPECT_EQ(golden::rows(program, "day_lowest"),
            "day_lowest[h2,a0]: -level[h2,a0] + day_lowest[h2,0] <= 0\n"
            "day_lowest[h2,a1]: -level[h2,a1] + day_lowest[h2,0] <= 0\n"
            "day_lowest[h2,b0]: -level[h2,b0] + day_lowest[h2,1] <= 0\n"
            "day_lowest[h2,b1]: -level[h2,b1] + day_lowest[h2,1] <= 0\n");
  EXPECT_EQ(golden::rows(program, "day_upper"),
            "day_upper[h2,0]: -build[cave,0] + day_level[h2,0] + day_highest[h2,0] <= 2\n"
            "day_upper[h2,1]: -build[cave,0] + day_level[h2,1] + day_highest[h2,1] <= 2\n"
            "day_upper[h2,2]: -build[cave,0] + day_level[h2,2] + day_highest[h2,0] <= 2\n");
  EXPECT_EQ(golden::rows(program, "day_lower"),
            "day_lower[h2,0]: -0.1 build[cave,0] + 0.25 day_level[h2,0] + day_lowest[h2,0] >= 0.2\n"
            "day_lower[h2,1]: -0.1 build[cave,0] + 0.25 day_level[h2,1] + day_lowest[h2,1] >= 0.2\n"
            "day_lower[h2,2]: -0.1 build[cave,0] + 0.25 day_level[h2,2] + day_lowest[h2,0] >= 0.2\n");
  EXPECT_EQ(golden::rows(program, "level_upper"), "");
  EXPECT_EQ(program.column_name(layout.day_level[0][0]), "day_level[h2,0]");
}

TEST(LinkedDays, FromAGivenLevel) {
  auto network = three_days(true);
  network.stores.begin()->cyclic = false;
  network.stores.begin()->initial = 1.5;
  EXPECT_EQ(golden::rows(formulate(network).program, "day_chain"),
            "day_chain[h2,0]: day_level[h2,0] = 1.5\n"
            "day_chain[h2,1]: -level[h2,a1] - 0.25 day_level[h2,0] + day_level[h2,1] = 0\n"
            "day_chain[h2,2]: -level[h2,b1] - 0.25 day_level[h2,1] + day_level[h2,2] = 0\n");
}

/// A store that is not linked ends every representative day as it began it.
TEST(LinkedDays, NotLinked) {
  EXPECT_EQ(golden::rows(formulate(three_days(false)).program, "store"),
            "store[h2,a0]: -charge[h2,a0] + discharge[h2,a0] + level[h2,a0] - 0.5 level[h2,a1] = 0\n"
            "store[h2,a1]: -charge[h2,a1] + discharge[h2,a1] - 0.5 level[h2,a0] + level[h2,a1] = 0\n"
            "store[h2,b0]: -charge[h2,b0] + discharge[h2,b0] + level[h2,b0] - 0.5 level[h2,b1] = 0\n"
            "store[h2,b1]: -charge[h2,b1] + discharge[h2,b1] - 0.5 level[h2,b0] + level[h2,b1] = 0\n");
}

}  // namespace
}  // namespace gigaplan::formulate
