// Golden programs of pieces that fill up in order, worked by hand.
#include <gtest/gtest.h>

#include "gigaplan/formulate/golden.hpp"

namespace gigaplan::formulate {
namespace {

using network::Horizon;
using network::Network;

/// 10 MW, then 20 MW.
TEST(Filling, PiecesOfAnActivity) {
  Network network;
  network.horizon = Horizon::hours(1);
  const auto first = network.processes.add({.name = "first", .unit = "MW", .rating = 10.0});
  network.processes.add({.name = "second", .unit = "MW", .rating = 20.0, .after = first});
  EXPECT_TRUE(network::validate(network).empty());
  const auto program = formulate(network).program;
  EXPECT_EQ(golden::columns(program, "filled"), "filled[second,h0] in [0, 1] whole\n");
  EXPECT_EQ(golden::rows(program, "fill_before"),
            "fill_before[second,h0]: activity[first,h0] - 10 filled[second,h0] >= 0\n");
  EXPECT_EQ(golden::rows(program, "fill_after"),
            "fill_after[second,h0]: activity[second,h0] - 20 filled[second,h0] <= 0\n");
}

/// 5 MW, then up to 15 MW more.
TEST(Filling, PiecesOfACapacity) {
  Network network;
  network.horizon = Horizon::hours(1);
  network.assets.add({.name = "plant", .unit = "MW", .vintages = {{.upper = 5}, {.upper = 15, .after = 0}}});
  EXPECT_TRUE(network::validate(network).empty());
  const auto program = formulate(network).program;
  EXPECT_EQ(golden::columns(program, "begun"), "begun[plant,0] in [0, 1] whole\n");
  EXPECT_EQ(golden::rows(program, "begin_before"), "begin_before[plant,0]: build[plant,0] - 5 begun[plant,0] >= 0\n");
  EXPECT_EQ(golden::rows(program, "begin_after"), "begin_after[plant,0]: build[plant,0] - 15 begun[plant,0] <= 0\n");
}

}  // namespace
}  // namespace gigaplan::formulate
