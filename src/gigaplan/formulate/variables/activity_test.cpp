// Golden programs of activities and their limits, worked by hand.
#include <gtest/gtest.h>

#include <cmath>

#include "gigaplan/formulate/golden.hpp"

namespace gigaplan::formulate {
namespace {

using network::Horizon;
using network::Network;

/// A link between two nodes runs from −30 % to 80 % of a size to be decided, on top of 10 MW that stand: with C = 2
/// build + 10,  x − 1.6 build ≤ 8  and  x + 0.6 build ≥ −3.
TEST(Activity, BothWaysWithDecidedCapacity) {
  Network network;
  network.horizon = Horizon::hours(1);
  const auto a = network.nodes.add({.name = "a", .unit = "MW"});
  const auto b = network.nodes.add({.name = "b", .unit = "MW"});
  const auto cable = network.assets.add({.name = "cable", .unit = "MW", .vintages = {{}}});
  network.processes.add({.name = "link",
                         .unit = "MW",
                         .ports = {{a, -1.0}, {b, 0.9}},
                         .capacity = {{cable, 2}},
                         .rating = 10.0,
                         .lower = -0.3,
                         .upper = 0.8});
  const auto program = formulate(network).program;
  EXPECT_EQ(golden::columns(program, "activity"), "activity[link,h0] free\n");
  EXPECT_EQ(golden::rows(program, "activity_upper"),
            "activity_upper[link,h0]: -1.6 build[cable,0] + activity[link,h0] <= 8\n");
  EXPECT_EQ(golden::rows(program, "activity_lower"),
            "activity_lower[link,h0]: 0.6 build[cable,0] + activity[link,h0] >= -3\n");
}

/// The same with 10 MW alone is a pair of bounds; the given activity is a row in the hour that has one.
TEST(Activity, ConstantCapacityAndGivenActivity) {
  Network network;
  network.horizon = Horizon::hours(2);
  const auto a = network.nodes.add({.name = "a", .unit = "MW"});
  network.processes.add({.name = "must",
                         .unit = "MW",
                         .ports = {{a}},
                         .rating = golden::values({10, 20}),
                         .lower = golden::values({-0.3, 0.2}),
                         .upper = 0.8,
                         .fixed = golden::values({std::nan(""), 5})});
  const auto program = formulate(network).program;
  EXPECT_EQ(golden::columns(program),
            "activity[must,h0] in [-3, 8]\n"
            "activity[must,h1] in [4, 16]\n");
  EXPECT_EQ(golden::rows(program, "fixed_activity"), "fixed_activity[must,h1]: activity[must,h1] = 5\n");
}

/// A yearly process has one activity a period, with bounds by period; it does not exist in the second one.
TEST(Activity, YearlyProcess) {
  Network network;
  network.horizon = Horizon::hours(1);
  network.horizon.periods = {{.first_year = 2027, .weight = 2, .label = "2027"}, {.first_year = 2030, .label = "2030"}};
  const auto staff = network.nodes.add({.name = "staff", .unit = "FTE", .speed = network::Speed::rate});
  network.processes.add({.name = "school",
                         .unit = "people",
                         .yearly = true,
                         .ports = {{staff, 0.5}},
                         .rating = golden::values({100, 200}),
                         .cost = golden::values({7, 8}),
                         .active = {true, false}});
  const auto program = formulate(network).program;
  EXPECT_EQ(golden::columns(program),
            "activity[school,2027] in [0, 100]\n"
            "activity[school,2030] = 0\n");
  EXPECT_EQ(golden::objective(program), "min 14 activity[school,2027] + 8 activity[school,2030]\n");
  EXPECT_EQ(golden::rows(program),
            "rate_balance[staff,2027]: 0.5 activity[school,2027] = 0\n"
            "rate_balance[staff,2030]: 0 = 0\n");
}

}  // namespace
}  // namespace gigaplan::formulate
