// A plant (100 a MW, 10 a MWh) serves 3 MW and then 5 MW; unserved energy costs 1000. By hand: 5 MW are built, the
// first hour's price is 10, the second hour pays for the capacity too: 110. Objective 7 (constant) + 500 + 80 = 587.
//
//     min 7 + 100 cap + Σ_h (10 g_h + 1000 u_h)   balance: g_h + u_h = demand_h   limit: g_h − cap ≤ 0
#include "gigaplan/certify/certify.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <random>

#include "gigaplan/program/builder.hpp"

namespace gigaplan::certify {
namespace {

using program::Axis;
using program::Builder;
using program::infinity;
using program::Program;
using program::Solution;
using program::Status;
using ::testing::HasSubstr;

enum Column { cap, g0, g1, u0, u1 };
enum Row { balance0, balance1, limit0, limit1 };

Program plant(double cap_upper = 50) {
  Builder b;
  const auto build = b.column_family({"build", "MW", ""});
  const auto flow = b.column_family({"flow", "MW", ""});
  const auto balance = b.row_family({"balance", "MW", "price of a MWh"});
  const auto limit = b.row_family({"limit", "MW", "rent of a MW"});
  b.add_columns(build, "gas", Axis::single, 0, 1, 0, cap_upper);
  b.add_columns(flow, "gas", Axis::snapshot, 0, 2);
  b.add_columns(flow, "unserved", Axis::snapshot, 0, 2);
  b.begin_rows(balance, "town", Axis::snapshot, 0, 2);
  for (int h = 0; h < 2; ++h) {
    b.entry(g0 + h, 1);
    b.entry(u0 + h, 1);
    b.row(h == 0 ? 3 : 5, h == 0 ? 3 : 5);
  }
  b.begin_rows(limit, "gas", Axis::snapshot, 0, 2);
  for (int h = 0; h < 2; ++h) {
    b.entry(g0 + h, 1);
    b.entry(cap, -1);
    b.row(-infinity, 0);
  }
  auto program = b.finish();
  program.cost = {100, 10, 10, 1000, 1000};
  program.constant = 7;
  program.snapshot_labels = {"h0", "h1"};
  program.chain_of_block = {0, 0};
  return program;
}

Solution by_hand() {
  Solution s;
  s.status = Status::optimal;
  s.primal = {5, 3, 5, 0, 0};
  s.row_dual = {10, 110, 0, -100};
  s.reduced_cost = {0, 0, 0, 990, 890};
  s.objective = 587;
  s.solver = "by hand";
  return s;
}

/// The same plan as a maximisation of the negative cost.
Program mirrored(Program program) {
  for (double& cost : program.cost) cost = -cost;
  program.constant = -program.constant;
  program.maximise = true;
  return program;
}

Solution mirrored(Solution s) {
  for (double& y : s.row_dual) y = -y;
  for (double& d : s.reduced_cost) d = -d;
  s.objective = -s.objective;
  return s;
}

TEST(Certify, AcceptsTheAnswerByHand) {
  const auto c = certify(plant(), by_hand());
  EXPECT_TRUE(c.accepted) << c.reason;
  EXPECT_TRUE(c.feasible);
  EXPECT_EQ(c.primal, 0);
  EXPECT_EQ(c.dual, 0);
  EXPECT_EQ(c.complementarity, 0);
  EXPECT_EQ(c.gap, 0);
  EXPECT_EQ(c.objective, 587);
  ASSERT_TRUE(c.dual_bound);
  EXPECT_EQ(*c.dual_bound, 587);
  EXPECT_TRUE(c.dual_bound_assumes.empty());
  ASSERT_EQ(c.families.size(), 2U);
  EXPECT_EQ(c.families[0].family, "balance");
  EXPECT_EQ(c.families[0].rows, 2);
  EXPECT_EQ(c.families[0].scale, 5);
}

TEST(Certify, AcceptsTheSameAsAMaximisation) {
  const auto c = certify(mirrored(plant()), mirrored(by_hand()));
  EXPECT_TRUE(c.accepted) << c.reason;
  EXPECT_EQ(c.objective, -587);
  EXPECT_EQ(c.dual_bound, -587);
}

struct Corruption {
  std::string name;
  std::function<void(Solution&)> spoil;
  Kind kind;          ///< what must come first
  std::string worst;  ///< and where
};

void PrintTo(const Corruption& corruption, std::ostream* out) { *out << corruption.name; }

class Corrupted : public ::testing::TestWithParam<Corruption> {};

const std::vector<Corruption> corruptions = {
    {"OneFlow", [](Solution& s) { s.primal[g0] += 1e-3; }, Kind::row, "balance[town,h0]"},
    {"TooLittleBuilt", [](Solution& s) { s.primal[cap] = 4.999; }, Kind::row, "limit[gas,h1]"},
    {"TooMuchBuilt",
     [](Solution& s) {
       s.primal[cap] = 5.01;
       s.objective += 1;
     },
     Kind::row_slack, "limit[gas,h1]"},
    {"NegativeFlow",
     [](Solution& s) {
       s.primal[u0] = -1e-6;
       s.primal[g0] = 3.000001;
       s.objective += 1e-5 - 1e-3;
     },
     Kind::bound, "flow[unserved,h0]"},
    {"OnePrice", [](Solution& s) { s.row_dual[balance1] = 111; }, Kind::reduced_cost, "flow[gas,h1]"},
    {"OneRent", [](Solution& s) { s.row_dual[limit1] = -90; }, Kind::reduced_cost, "build[gas]"},
    {"PriceOfTheWrongSign", [](Solution& s) { s.row_dual[limit0] = 5; }, Kind::row_dual, "limit[gas,h0]"},
    {"SwappedSigns",
     [](Solution& s) {
       for (double& y : s.row_dual) y = -y;
     },
     Kind::row_dual, "limit[gas,h1]"},
    {"OneReducedCost", [](Solution& s) { s.reduced_cost[u1] = 0; }, Kind::reduced_cost, "flow[unserved,h1]"},
    {"Objective", [](Solution& s) { s.objective = 588; }, Kind::objective, "objective"},
    {"ObjectiveWithoutConstant", [](Solution& s) { s.objective = 580; }, Kind::objective, "objective"},
    {"NotANumberAsObjective", [](Solution& s) { s.objective = std::nan(""); }, Kind::objective, "objective"},
};

INSTANTIATE_TEST_SUITE_P(Answers, Corrupted, ::testing::ValuesIn(corruptions),
                         [](const auto& tested) { return tested.param.name; });

TEST_P(Corrupted, IsRefusedByName) {
  auto s = by_hand();
  GetParam().spoil(s);
  for (const bool maximise : {false, true}) {
    const auto c = maximise ? certify(mirrored(plant()), mirrored(s)) : certify(plant(), s);
    EXPECT_FALSE(c.accepted);
    ASSERT_FALSE(c.worst.empty());
    EXPECT_EQ(c.worst[0].kind, GetParam().kind) << c.worst[0].name;
    EXPECT_EQ(c.worst[0].name, GetParam().worst);
    EXPECT_GT(c.worst[0].relative, c.worst[0].tolerance);
    EXPECT_THAT(c.reason, HasSubstr(GetParam().worst));
  }
}

TEST(Certify, RefusesAnotherProgramsAnswer) {
  auto tightened = plant(4);  // one bound changed under the answer
  const auto c = certify(tightened, by_hand());
  EXPECT_FALSE(c.accepted);
  EXPECT_EQ(c.worst[0].kind, Kind::bound);
  EXPECT_EQ(c.worst[0].name, "build[gas]");
  EXPECT_EQ(c.worst[0].amount, 1);
  EXPECT_EQ(c.worst[0].unit, "MW");
}

TEST(Certify, RefusesWhatCannotBeRead) {
  auto s = by_hand();
  s.primal.pop_back();
  EXPECT_THAT(certify(plant(), s).reason, HasSubstr("4 columns"));
  s = by_hand();
  s.row_dual[0] = std::nan("");
  EXPECT_THAT(certify(plant(), s).reason, HasSubstr("not a number"));
  s = by_hand();
  s.primal.clear();
  EXPECT_FALSE(certify(plant(), s).accepted);
  s = by_hand();
  s.row_dual.clear();
  const auto c = certify(plant(), s);
  EXPECT_FALSE(c.accepted);
  EXPECT_TRUE(c.feasible);
  EXPECT_FALSE(c.dual_bound);
  EXPECT_THAT(c.reason, HasSubstr("nothing proves"));
}

TEST(Certify, AllowsRoundingOfThePeakOnly) {
  auto s = by_hand();
  s.primal[g0] += 4e-6;  // 4 W of 5 MW: 0.8e-6 of the peak
  s.objective += 4e-5;
  EXPECT_TRUE(certify(plant(), s).accepted) << certify(plant(), s).reason;
  s.primal[g0] += 2e-6;
  s.objective += 2e-5;
  EXPECT_FALSE(certify(plant(), s).accepted);
}

TEST(Certify, ALimitIsFeasibleButNotProved) {
  auto s = by_hand();
  s.status = Status::limit;
  s.primal = {6, 3, 5, 0, 0};
  s.objective = 687;
  const auto c = certify(plant(), s);
  EXPECT_FALSE(c.accepted);
  EXPECT_TRUE(c.feasible);
  EXPECT_NEAR(c.gap, 100.0 / 687, 1e-12);
  EXPECT_EQ(c.dual_bound, 587);
}

// The bound must lie below the optimum for every price, however bad, and say when it leans on a box.
TEST(DualBound, HoldsForAnyPrices) {
  std::mt19937 random(7);
  std::normal_distribution<double> noise(0, 50);
  for (int i = 0; i < 500; ++i) {
    auto s = by_hand();
    for (double& y : s.row_dual) y += noise(random);
    const auto c = certify(plant(), s);
    ASSERT_TRUE(c.dual_bound);
    EXPECT_LE(*c.dual_bound, 587 + 1e-9);
    EXPECT_TRUE(c.dual_bound_assumes.empty()) << c.dual_bound_assumes[0];
    const auto m = certify(mirrored(plant()), mirrored(s));
    EXPECT_EQ(*m.dual_bound, -*c.dual_bound);
  }
}

TEST(DualBound, UsesWhatTheRowsImplyAndSaysItsBoxes) {
  auto s = by_hand();
  s.row_dual[balance0] = 20;  // g0 now gains 10 a MW and has no limit of its own; the balance keeps it under 3
  auto c = certify(plant(), s);
  EXPECT_TRUE(c.dual_bound_assumes.empty());
  EXPECT_NEAR(*c.dual_bound, 7 + 60 + 550 - 30, 1e-6);
  s = by_hand();
  s.row_dual[limit1] = -100.001;  // cap now gains 0.001 a MW, and nothing limits it
  c = certify(plant(infinity), s);
  ASSERT_EQ(c.dual_bound_assumes.size(), 1U);
  EXPECT_THAT(c.dual_bound_assumes[0], HasSubstr("|build| ≤ 50 MW in 1 columns"));
  EXPECT_THAT(c.dual_bound_assumes[0], HasSubstr("build[gas]"));
  EXPECT_NEAR(*c.dual_bound, 587 - 0.001 * 50, 1e-6);
}

// Blocks of 2 MW: three of them, 6 MW.
TEST(Integers, TheTreesBoundIsMarked) {
  auto program = plant();
  program.integer = {1, 0, 0, 0, 0};
  program.cost[cap] = 200;
  program.value[4] = program.value[6] = -2;
  ASSERT_EQ(program.column[4], cap);
  auto s = by_hand();
  s.primal = {3, 3, 5, 0, 0};
  s.objective = 687;
  s.row_dual = {10, 10, 0, 0};
  s.reduced_cost = {200, 0, 0, 990, 990};
  s.duals_with_integers_fixed = true;
  s.solver = "highs-mip";
  auto c = certify(program, s);
  EXPECT_FALSE(c.accepted) << "no bound, no proof";
  s.has_solver_bound = true;
  s.solver_bound = 687 * (1 - 5e-5);
  c = certify(program, s);
  EXPECT_TRUE(c.accepted) << c.reason;
  EXPECT_TRUE(c.bound_is_solvers);
  EXPECT_TRUE(c.prices_from_fixed_integers);
  EXPECT_EQ(c.dual_bound, s.solver_bound);
  EXPECT_THAT(c.dual_bound_assumes[0], HasSubstr("highs-mip"));
  s.solver_bound = 600;
  EXPECT_FALSE(certify(program, s).accepted);
  s.solver_bound = 700;
  EXPECT_FALSE(certify(program, s).accepted) << "a lower bound above the answer";
  s.solver_bound = 687;
  s.primal[cap] = 2.5;
  s.objective = 587;
  c = certify(program, s);
  EXPECT_FALSE(c.accepted);
  EXPECT_EQ(c.worst[0].kind, Kind::integrality);
  EXPECT_EQ(c.integrality, 0.5);
}

// ½ · 2 x² + x, x ≥ 3: price of the bound 7.
TEST(Quadratic, TheTangentGivesTheBound) {
  Builder b;
  b.add_columns(b.column_family({"x", "MW", ""}), "x", Axis::single, 0, 1, 0, 100);
  b.begin_rows(b.row_family({"least", "MW", ""}), "x", Axis::single, 0, 1);
  b.entry(0, 1);
  b.row(3, infinity);
  b.add_cost(0, 1);
  b.add_quadratic(0, 2);
  const auto program = b.finish();
  Solution s;
  s.status = Status::optimal;
  s.primal = {3};
  s.row_dual = {7};
  s.reduced_cost = {0};
  s.objective = 12;
  const auto c = certify(program, s);
  EXPECT_TRUE(c.accepted) << c.reason;
  EXPECT_EQ(c.dual_bound, 12);
  s.row_dual = {6};
  EXPECT_FALSE(certify(program, s).accepted);
}

TEST(Infeasible, OnlyAProofIsAccepted) {
  auto program = plant(4);
  program.upper[u1] = 0.5;  // 5 MW are wanted, 4 can be built, half a MW may stay unserved
  Solution s;
  s.status = Status::infeasible;
  EXPECT_FALSE(certify(program, s).accepted);
  s.ray = true;
  s.row_dual = {0, 1, 0, -1};  // g1 + u1 = 5 less g1 − cap ≤ 0: u1 + cap ≥ 5 > 4.5
  EXPECT_TRUE(certify(program, s).accepted) << certify(program, s).reason;
  s.row_dual = {0, 1, 0, 1};
  EXPECT_FALSE(certify(program, s).accepted);
  s.row_dual = {0, -1, 0, -1};
  EXPECT_FALSE(certify(program, s).accepted);
  s.row_dual = {0, 1, 0, -1};
  EXPECT_FALSE(certify(plant(), s).accepted) << "the feasible program";
}

TEST(Infeasible, CrossedLimitsSpeakForThemselves) {
  auto program = plant();
  program.upper[cap] = -1;
  Solution s;
  s.status = Status::infeasible;
  const auto c = certify(program, s);
  EXPECT_TRUE(c.accepted);
  EXPECT_THAT(c.reason, HasSubstr("build[gas]"));
}

TEST(Unbounded, OnlyADirectionIsAccepted) {
  auto program = plant(infinity);
  program.cost[cap] = -1;
  Solution s;
  s.status = Status::unbounded;
  EXPECT_FALSE(certify(program, s).accepted);
  s.ray = true;
  s.primal = {1, 0, 0, 0, 0};
  EXPECT_TRUE(certify(program, s).accepted) << certify(program, s).reason;
  s.primal = {1, 1, 0, 0, 0};
  EXPECT_THAT(certify(program, s).reason, HasSubstr("balance[town,h0]"));
  s.primal = {-1, 0, 0, 0, 0};
  EXPECT_FALSE(certify(program, s).accepted);
  EXPECT_FALSE(certify(plant(infinity), s).accepted);
}

// Money without a limit and without a price, beside compute that a row limits: a little compute is no rounding of much money.
TEST(Unbounded, ALongWayBesideTheObjectiveAllowsNothing) {
  Builder b;
  const auto column = b.column_family({"column", "", ""});
  const auto row = b.row_family({"row", "", ""});
  b.add_columns(column, "compute", Axis::single, 0, 1);
  b.add_columns(column, "money", Axis::single, 0, 1);
  b.begin_rows(row, "chips", Axis::single, 0, 1);
  b.entry(0, 1);
  b.row(-infinity, 5);
  auto program = b.finish();
  program.cost = {1, 0};
  program.maximise = true;
  Solution s;
  s.status = Status::unbounded;
  s.ray = true;
  s.primal = {1e-10, 1};
  EXPECT_THAT(certify(program, s).reason, HasSubstr("the direction runs into a limit of row[chips]"));
  EXPECT_FALSE(certify(program, s).accepted);
}

}  // namespace
}  // namespace gigaplan::certify
