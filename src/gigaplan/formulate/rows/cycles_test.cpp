// Golden programs of lines: flows, limits, the voltage law; and the cycle basis, worked by hand.
#include "gigaplan/formulate/cycles.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <set>

#include "gigaplan/formulate/golden.hpp"

namespace gigaplan::formulate {
namespace {

using network::Horizon;
using network::Network;

Network three_buses() {
  Network network;
  network.horizon = Horizon::hours(1);
  for (const auto* name : {"a", "b", "c"}) network.nodes.add({.name = name, .unit = "MW"});
  return network;
}

network::Line line(const char* name, int from, int to, double reactance) {
  return {.name = name, .from = network::NodeId{from}, .to = network::NodeId{to}, .reactance = reactance, .rating = 10};
}

/// A triangle: the cycle walks ab, bc and back against ac. The transformer's shift moves to the right.
TEST(Cycles, Triangle) {
  auto network = three_buses();
  network.lines.add(line("ab", 0, 1, 0.1));
  network.lines.add(line("bc", 1, 2, 0.2));
  network.lines.add(line("ac", 0, 2, 0.3));
  network.lines.add(line("arc", 0, 2, 0));
  std::next(network.lines.begin())->shift = 0.05;
  const auto program = formulate(network).program;
  EXPECT_EQ(golden::rows(program, "cycle"),
            "cycle[bc,h0]: 0.1 flow[ab,h0] + 0.2 flow[bc,h0] - 0.3 flow[ac,h0] = 0.05\n");
  EXPECT_EQ(golden::rows(program, "hourly_balance"),
            "hourly_balance[a,h0]: -flow[ab,h0] - flow[ac,h0] - flow[arc,h0] = 0\n"
            "hourly_balance[b,h0]: flow[ab,h0] - flow[bc,h0] = 0\n"
            "hourly_balance[c,h0]: flow[bc,h0] + flow[ac,h0] + flow[arc,h0] = 0\n");
  EXPECT_EQ(golden::columns(program),
            "flow[ab,h0] in [-10, 10]\n"
            "flow[bc,h0] in [-10, 10]\n"
            "flow[ac,h0] in [-10, 10]\n"
            "flow[arc,h0] in [-10, 10]\n");
}

/// A stiff line closes a cycle without reactance of its own; a shift in a range is a column of the cycle; the angle
/// between the ends of a line has a limit, around its own shift.
TEST(Cycles, StiffLinesDecidedShiftsAndAngles) {
  auto network = three_buses();
  network.lines.add(line("one", 0, 1, 0.1));
  network.lines.add(line("two", 0, 1, 0.2));
  network.lines.add(line("stiff", 0, 1, 0));
  auto& one = *network.lines.begin();
  one.shift = 0.03;
  one.angle = 0.5;
  auto& two = *std::next(network.lines.begin());
  two.shift_lower = -0.2;
  two.shift_upper = 0.1;
  two.angle = 0.4;
  std::next(network.lines.begin(), 2)->stiff = true;
  const auto program = formulate(network).program;
  EXPECT_EQ(golden::columns(program, "shift"), "shift[two,h0] in [-0.2, 0.1]\n");
  EXPECT_EQ(golden::rows(program, "cycle"),
            "cycle[two,h0]: -0.1 flow[one,h0] + 0.2 flow[two,h0] - shift[two,h0] = -0.03\n"
            "cycle[stiff,h0]: -0.1 flow[one,h0] = -0.03\n");
  EXPECT_EQ(golden::rows(program, "angle_upper"),
            "angle_upper[one,h0]: 0.1 flow[one,h0] <= 0.53\n"
            "angle_upper[two,h0]: 0.2 flow[two,h0] - shift[two,h0] <= 0.4\n");
  EXPECT_EQ(golden::rows(program, "angle_lower"),
            "angle_lower[one,h0]: 0.1 flow[one,h0] >= -0.47\n"
            "angle_lower[two,h0]: 0.2 flow[two,h0] - shift[two,h0] >= -0.4\n");
}

/// Two parallel lines, one of a size to be decided, and one that comes only in the second period: a cycle of two lines,
/// then two cycles.
TEST(Cycles, ParallelLinesThatComeLater) {
  auto network = three_buses();
  network.horizon = Horizon::hours(2);
  network.horizon.periods = {{}, {}};
  network.horizon.slices = {{.period = 0, .first = 0, .count = 1}, {.period = 1, .first = 1, .count = 1}};
  const auto size = network.assets.add({.name = "wire", .unit = "MW", .vintages = {{}}});
  network.lines.add(line("one", 0, 1, 0.1));
  network.lines.add(line("two", 1, 0, 0.2));
  network.lines.add(line("three", 0, 1, 0.4));
  auto& two = *std::next(network.lines.begin());
  two.rating = 3;
  two.capacity = {{size, 1}};
  two.upper = 0.7;
  two.fixed = golden::values({std::nan(""), 1});
  std::next(network.lines.begin(), 2)->active = {false, true};
  const auto program = formulate(network).program;
  EXPECT_EQ(golden::rows(program, "cycle"),
            "cycle[two,h0]: 0.1 flow[one,h0] + 0.2 flow[two,h0] = 0\n"
            "cycle[two,h1]: 0.1 flow[one,h1] + 0.2 flow[two,h1] = 0\n"
            "cycle[three,h1]: -0.1 flow[one,h1] + 0.4 flow[three,h1] = 0\n");
  EXPECT_EQ(golden::rows(program, "flow_upper"),
            "flow_upper[two,h0]: -0.7 build[wire,0] + flow[two,h0] <= 2.1\n"
            "flow_upper[two,h1]: -0.7 build[wire,0] + flow[two,h1] <= 2.1\n");
  EXPECT_EQ(golden::rows(program, "flow_lower"),
            "flow_lower[two,h0]: 0.7 build[wire,0] + flow[two,h0] >= -2.1\n"
            "flow_lower[two,h1]: 0.7 build[wire,0] + flow[two,h1] >= -2.1\n");
  EXPECT_EQ(golden::rows(program, "fixed_flow"), "fixed_flow[two,h1]: flow[two,h1] = 1\n");
}

/// Every cycle closes (at every vertex as many steps arrive as leave) and holds an edge that no cycle before it has,
/// and there are edges − vertices + parts of them: so they are a basis.
TEST(Cycles, BasisOfRandomGraphs) {
  std::mt19937 random(7);
  for (int round = 0; round < 50; ++round) {
    const int vertices = 1 + static_cast<int>(random() % 12), count = static_cast<int>(random() % 25);
    std::vector<Edge> edges;
    const auto any = [&] { return static_cast<int>(random() % static_cast<unsigned>(vertices)); };
    for (int e = 0; e < count; ++e) edges.push_back({any(), any()});
    std::vector<int> part(static_cast<std::size_t>(vertices));
    for (int v = 0; v < vertices; ++v) part[static_cast<std::size_t>(v)] = v;
    int parts = vertices;
    for (const auto& edge : edges) {
      const int a = part[static_cast<std::size_t>(edge.from)], b = part[static_cast<std::size_t>(edge.to)];
      if (a == b) continue;
      --parts;
      for (auto& p : part)
        if (p == b) p = a;
    }
    const auto cycles = cycle_basis(vertices, edges);
    ASSERT_EQ(static_cast<int>(cycles.size()), count - vertices + parts);
    std::set<int> seen;
    for (const auto& cycle : cycles) {
      std::vector<int> surplus(static_cast<std::size_t>(vertices));
      bool fresh = false;
      for (const auto& step : cycle) {
        const auto& edge = edges[static_cast<std::size_t>(step.edge)];
        surplus[static_cast<std::size_t>(edge.to)] += step.sign;
        surplus[static_cast<std::size_t>(edge.from)] -= step.sign;
      }
      fresh = !seen.contains(cycle.front().edge);
      for (const auto& step : cycle) seen.insert(step.edge);
      EXPECT_TRUE(fresh);
      for (int s : surplus) EXPECT_EQ(s, 0);
    }
  }
}

/// A ladder of squares: a basis of short cycles has only squares, while a tree alone would give long ones.
TEST(Cycles, ShortOnes) {
  std::vector<Edge> edges;
  const int rungs = 30;
  for (int i = 0; i < rungs; ++i) {
    edges.push_back({2 * i, 2 * i + 1});
    if (i == 0) continue;
    edges.push_back({2 * i - 2, 2 * i});
    edges.push_back({2 * i - 1, 2 * i + 1});
  }
  const auto cycles = cycle_basis(2 * rungs, edges);
  ASSERT_EQ(cycles.size(), 29U);
  for (const auto& cycle : cycles) EXPECT_EQ(cycle.size(), 4U);
}

}  // namespace
}  // namespace gigaplan::formulate
