// The chain of solvers: choices, refusals, limits, and random programs against the reference.
#include "gigaplan/solve/solve.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <random>
#include <stdexcept>
#include <string>
#include <thread>

#include "gigaplan/base/fault.hpp"
#include "gigaplan/base/index.hpp"
#include "gigaplan/certify/certify.hpp"
#include "gigaplan/solve/backends.hpp"
#include "gigaplan/solve/highs/highs.hpp"
#include "gigaplan/solve/reference/reference.hpp"
#include "gigaplan/solve/tiny_test.hpp"

namespace gigaplan::solve {
namespace {

using program::infinity;
using program::Program;
using program::Status;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string refusal(Program program, const SolveOptions& options) {
  try {
    (void)solve(program, options, {});
  } catch (const UsageTrouble& trouble) {
    return trouble.what();
  }
  return "nothing was refused";
}

std::string misuse(Program program) {
  try {
    (void)solve(program, {}, {});
  } catch (const std::invalid_argument& trouble) {
    return trouble.what();
  }
  return "nothing was refused";
}

Tiny one_row() { return tiny().column("x", 1).row("least", {1}, 2, infinity); }

TEST(Choice, WordsGoBothWays) {
  for (const auto* known : {"auto", "simplex", "hipo", "ipx", "mip", "block-ipm"})
    EXPECT_STREQ(word(choice_of(known)), known);
  try {
    (void)choice_of("simplx");
    FAIL();
  } catch (const UsageTrouble& trouble) {
    EXPECT_THAT(trouble.what(), HasSubstr("did you mean simplex?"));
  }
}

TEST(Choice, WhatDoesNotFitIsRefusedByName) {
  EXPECT_THAT(refusal(tiny().column("x", 1).whole().quadratic(2).finish(), {}), HasSubstr("whole numbers"));
  EXPECT_THAT(refusal(tiny().column("x", 1).whole().finish(), {.solver = Choice::simplex}),
              HasSubstr("use --solver=mip"));
  EXPECT_THAT(refusal(tiny().column("x", 1).quadratic(2).finish(), {.solver = Choice::hipo}),
              HasSubstr("--solver=hipo"));
  EXPECT_THAT(refusal(tiny().column("x", 1).quadratic(2).maximise().finish(), {}), HasSubstr("maximised"));
  EXPECT_THAT(refusal(one_row().finish(), {.solver = Choice::block_ipm}), HasSubstr("--solver=block-ipm: "));
  EXPECT_THAT(refusal(one_row().finish(), {.threads = -1}), HasSubstr("--threads"));
  EXPECT_THAT(refusal(one_row().finish(), {.time_limit = -1}), HasSubstr("--time-limit"));
  EXPECT_THAT(refusal(one_row().finish(), {.mip_gap = std::nan("")}), HasSubstr("--mip-gap"));
  EXPECT_THAT(refusal(one_row().finish(), {.tolerance = 1}), HasSubstr("tolerance"));
}

TEST(Choice, WhatIsNoProgramIsRefusedByName) {
  const double nan = std::nan("");
  EXPECT_THAT(misuse(tiny().column("x", nan).finish()), HasSubstr("x[x]: the cost"));
  EXPECT_THAT(misuse(tiny().column("x", 1, nan).finish()), HasSubstr("x[x]: a limit is not a number"));
  EXPECT_THAT(misuse(tiny().column("x", 1, infinity).finish()), HasSubstr("lower limit is +infinity"));
  EXPECT_THAT(misuse(tiny().column("x", 1, 0, 1e30).finish()), HasSubstr("1e20"));
  EXPECT_THAT(misuse(tiny().column("x", 1).quadratic(-2).finish()), HasSubstr("quadratic"));
  EXPECT_THAT(misuse(tiny().column("x", 1).row("r", {nan}, 0, 1).finish()), HasSubstr("row[r]: a coefficient"));
}

TEST(Highs, SaysWhatItIs) {
  EXPECT_THAT(highs_version(), ::testing::StartsWith("1."));
  testing::internal::CaptureStdout();
  (void)hipo_available();
  auto program = one_row().finish();
  (void)solve(program, {}, {});
  EXPECT_THAT(testing::internal::GetCapturedStdout(), IsEmpty());
}

// An interior point whose tolerance swallows the prices is left for simplex, and says so.
TEST(Chain, GoesOnWhereAnAnswerDoesNotHold) {
  auto program = tiny()
                     .column("cheap", 1e-8, 0, 3e9)
                     .column("dear", 3e-8, 0, 1e10)
                     .column("flow", 0, -1e10, 1e10)
                     .row("here", {1, 0, -1}, 1e9, 1e9)
                     .row("there", {0, 1, 1}, 3e9, 3e9)
                     .finish();
  const auto first_only = solve(program, {.solver = Choice::ipx, .keep_going = false}, {});
  EXPECT_NE(first_only.status, Status::optimal);
  EXPECT_THAT(first_only.tried, ::testing::SizeIs(1));
  const auto s = solve(program, {.solver = Choice::ipx}, {});
  EXPECT_EQ(s.status, Status::optimal) << s.message;
  EXPECT_NEAR(s.objective, 60, 1e-6);
  ASSERT_THAT(s.tried, ::testing::Not(IsEmpty()));
  EXPECT_THAT(s.tried[0], ::testing::StartsWith("highs-ipx: "));
}

/// A knapsack with one equality over many whole columns: easy to state, endless to prove.
Program endless() {
  auto t = tiny();
  std::mt19937_64 random(3);
  std::vector<double> weights;
  for (int j = 0; j < 60; ++j) {
    weights.push_back(static_cast<double>(1'000'000 + random() % 9'000'000));
    t.column("item" + std::to_string(j), weights.back() + static_cast<double>(random() % 1000), 0, 1).whole();
  }
  std::vector<double> second;
  for (int j = 0; j < 60; ++j) second.push_back(static_cast<double>(random() % 1'000'000));
  t.row("weight", weights, 1.5e8, infinity).row("second", second, 1.2e7, infinity);
  return t.finish();
}

TEST(Limits, TimeGivesTheBestPoint) {
  auto program = endless();
  const auto s = solve(program, {.time_limit = 0.5, .mip_gap = 0}, {});
  EXPECT_EQ(s.status, Status::limit) << s.message;
  ASSERT_EQ(s.primal.size(), 60U);
  const auto c = certify::certify(program, s);
  EXPECT_TRUE(c.feasible) << c.reason;
  EXPECT_FALSE(c.accepted);
  EXPECT_TRUE(s.has_solver_bound);
  EXPECT_LE(s.solver_bound, s.objective);
}

TEST(Limits, NoTimeAtAll) {
  auto program = one_row().finish();
  const auto s = solve(program, {.time_limit = 0}, {});
  EXPECT_TRUE(s.status == Status::limit || s.status == Status::optimal) << s.message;
}

TEST(Limits, CtrlCKeepsTheBestPoint) {
  auto program = endless();
  std::atomic<bool> stop = false;
  Context context;
  context.stop = &stop;
  int reports = 0;
  context.progress = [&](const Progress& progress) {
    EXPECT_EQ(progress.stage, "solve");
    if (++reports == 4) stop = true;
  };
  const auto s = solve(program, {.time_limit = 60, .mip_gap = 0}, context);
  EXPECT_EQ(s.status, Status::interrupted) << s.message;
  ASSERT_EQ(s.primal.size(), 60U);
  EXPECT_TRUE(certify::certify(program, s).feasible);
  EXPECT_GE(reports, 4);
}

TEST(Limits, CtrlCBeforeTheStart) {
  std::atomic<bool> stop = true;
  Context context;
  context.stop = &stop;
  auto program = endless();
  EXPECT_EQ(solve(program, {}, context).status, Status::interrupted);
}

/// The least Σ x of x ≥ 0 with Σ_j value(i, j) · x[(i + j) mod columns] ≥ 1 in every row i, j < width.
template <class Value>
Program covering(std::int32_t rows, std::int32_t columns, std::int32_t width, Value value) {
  Program program;
  program.cost.assign(at(columns), 1);
  program.lower.assign(at(columns), 0);
  program.upper.assign(at(columns), infinity);
  program.row_lower.assign(at(rows), 1);
  program.row_upper.assign(at(rows), infinity);
  program.start = {0};
  for (std::int32_t i = 0; i < rows; ++i) {
    for (std::int32_t j = 0; j < width; ++j) {
      program.column.push_back((i + j) % columns);
      program.value.push_back(value(i, j));
    }
    program.start.push_back(static_cast<std::int32_t>(program.column.size()));
  }
  return program;
}

// 30,000 rows x_i = x_i+1 with x_0 ≥ 3: presolve takes them all away, so simplex goes first, and every x is 3. 250 rows
// of 250 random entries stay as they are: those are left for an interior point.
TEST(Chain, SimplexFirstWherePresolveLeavesLittle) {
  auto chained = covering(30'000, 30'001, 2, [](std::int32_t, std::int32_t j) { return j == 0 ? 1.0 : -1.0; });
  for (auto* limits : {&chained.row_lower, &chained.row_upper}) std::ranges::fill(*limits, 0);
  chained.lower[0] = 3;
  EXPECT_EQ(steps_for(chained, {}, 1).front().name, "highs-simplex");
  EXPECT_GT(steps_for(chained, {}, 1).size(), 2U) << "the rest of the chain stays behind it";
  EXPECT_EQ(solve(chained, {}, {}).objective, 3 * 30'001);
  std::mt19937_64 random(5);
  auto dense = covering(250, 250, 250,
                        [&](std::int32_t, std::int32_t) { return 1 + 1e-3 * static_cast<double>(random() % 1000); });
  EXPECT_NE(steps_for(dense, {}, 1).front().name, "highs-simplex");
  EXPECT_EQ(dense.value.size(), 62'500U) << "the matrix is back";
}

/// Random bounded and unbounded, feasible and infeasible programs with few distinct numbers, so that ties abound.
Program random_program(std::mt19937_64& random, bool integers) {
  const auto pick = [&](std::initializer_list<double> values) { return *(values.begin() + random() % values.size()); };
  auto t = tiny();
  const auto columns = 1 + static_cast<int>(random() % 7);
  const auto rows = static_cast<int>(random() % 7);
  for (int j = 0; j < columns; ++j) {
    const double lower = integers ? pick({0, -1}) : pick({0, 0, 0, -1, 1, -infinity});
    const double upper = integers ? pick({3, 5}) : pick({infinity, infinity, 3, 5, 1});
    t.column("c" + std::to_string(j), pick({-2, -1, 0, 1, 2, 3.5}), lower, upper);
    if (integers && random() % 2 == 0) t.whole();
  }
  for (int i = 0; i < rows; ++i) {
    std::vector<double> coefficients;
    for (int j = 0; j < columns; ++j) coefficients.push_back(pick({0, 0, 1, 1, -1, 2, 0.5, -3}));
    const double b = pick({0, 1, 2, 4, 7});
    switch (random() % 4) {
      case 0:
        t.row("r" + std::to_string(i), coefficients, b, b);
        break;
      case 1:
        t.row("r" + std::to_string(i), coefficients, -infinity, b);
        break;
      case 2:
        t.row("r" + std::to_string(i), coefficients, b - 3, infinity);
        break;
      default:
        t.row("r" + std::to_string(i), coefficients, b - 4, b);
    }
  }
  if (random() % 3 == 0) t.maximise();
  return t.constant(pick({0, 10})).finish();
}

/// "unbounded" where the reference says so, "infeasible" where it says so, the same objective where there is one.
void expect_the_same(Program& program, Choice choice, int seed) {
  const auto truth = solve_reference(program);
  if (!program.has_integers()) {
    EXPECT_TRUE(certify::certify(program, truth).accepted) << seed << ": " << certify::certify(program, truth).reason;
  }
  const auto answer = solve(program, {.solver = choice, .mip_gap = 1e-9}, {});
  EXPECT_EQ(answer.status, truth.status) << seed << " " << answer.message;
  if (truth.status == Status::infeasible && program.has_integers()) return;
  const auto c = certify::certify(program, answer);
  EXPECT_TRUE(c.accepted) << seed << " " << c.reason << " | " << answer.message;
  if (truth.status != Status::optimal) return;
  EXPECT_NEAR(answer.objective, truth.objective, 1e-6 * (1 + std::abs(truth.objective))) << seed;
  if (c.dual_bound && c.dual_bound_assumes.empty()) {
    const double worse = program.maximise ? truth.objective - *c.dual_bound : *c.dual_bound - truth.objective;
    EXPECT_LE(worse, 1e-7 * (1 + std::abs(truth.objective))) << seed << " a bound beyond the optimum";
  }
}

class Random : public ::testing::TestWithParam<Choice> {};
INSTANTIATE_TEST_SUITE_P(Programs, Random, ::testing::Values(Choice::simplex, Choice::hipo, Choice::ipx),
                         [](const auto& tested) { return std::string(word(tested.param)); });

TEST_P(Random, AgreesWithTheReference) {
  if (GetParam() == Choice::hipo && !hipo_available()) GTEST_SKIP() << "HiPO is not installed";
  for (int seed = 0; seed < 300; ++seed) {
    std::mt19937_64 random(static_cast<std::uint64_t>(seed));
    auto program = random_program(random, false);
    expect_the_same(program, GetParam(), seed);
  }
}

TEST(RandomPrograms, WholeNumbersAgreeWithTheReference) {
  for (int seed = 0; seed < 200; ++seed) {
    std::mt19937_64 random(static_cast<std::uint64_t>(seed) + 1000);
    auto program = random_program(random, true);
    expect_the_same(program, Choice::automatic, seed);
  }
}

// One number of a good answer changed by a tenth of its size (or by 0.1): refused, unless it stays a best answer.
TEST(RandomPrograms, CorruptedAnswersAreRefused) {
  int spoilt = 0;
  for (int seed = 0; seed < 100; ++seed) {
    std::mt19937_64 random(static_cast<std::uint64_t>(seed));
    auto program = random_program(random, false);
    const auto good = solve(program, {}, {});
    if (good.status != Status::optimal) continue;
    const auto change = [](double& value) { value += 0.1 * std::max(1.0, std::abs(value)); };
    const auto expect_refused = [&](const program::Solution& bad, const char* what) {
      ++spoilt;
      EXPECT_FALSE(certify::certify(program, bad).accepted) << seed << " " << what;
    };
    for (std::size_t j = 0; j < good.primal.size(); ++j) {
      auto bad = good;
      change(bad.primal[j]);
      if (program.cost[j] != 0) expect_refused(bad, "one column, objective not told");
      bad = good;
      change(bad.reduced_cost[j]);
      expect_refused(bad, "one reduced cost");
    }
    for (std::size_t i = 0; i < good.row_dual.size(); ++i) {
      auto bad = good;
      change(bad.row_dual[i]);
      const bool empty = program.start[i] == program.start[i + 1];
      if (!empty) expect_refused(bad, "one price");
    }
    auto bad = good;
    change(bad.objective);
    expect_refused(bad, "the objective");
  }
  EXPECT_GT(spoilt, 300);
}

TEST(Determinism, TheSameAnswerEachTimeAndOnTwoThreads) {
  for (const bool integers : {false, true}) {
    std::mt19937_64 random(42);
    for (int i = 0; i < 10; ++i) {
      auto program = random_program(random, integers);
      const auto first = solve(program, {.threads = 1}, {});
      const auto again = solve(program, {.threads = 1}, {});
      const auto wide = solve(program, {.threads = 2}, {});
      EXPECT_EQ(first.primal, again.primal);
      EXPECT_EQ(first.row_dual, again.row_dual);
      EXPECT_EQ(first.objective, wide.objective);
    }
  }
}

}  // namespace
}  // namespace gigaplan::solve
