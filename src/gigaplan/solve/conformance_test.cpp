// The same cases for every backend, worked by hand. What a backend does not promise is declared in its row below.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "gigaplan/base/fault.hpp"
#include "gigaplan/certify/certify.hpp"
#include "gigaplan/solve/highs/highs.hpp"
#include "gigaplan/solve/reference/reference.hpp"
#include "gigaplan/solve/solve.hpp"
#include "gigaplan/solve/tiny_test.hpp"

namespace gigaplan::solve {
namespace {

using program::infinity;
using program::Program;
using program::Solution;
using program::Status;

struct Backend {
  std::string name;
  std::function<Solution(Program&)> solve;
  bool integers = false;   ///< keeps whole numbers
  bool quadratic = false;  ///< takes quadratic costs
  bool bad_units = true;   ///< prices below its absolute tolerance of 1e-7 still steer it

  friend std::ostream& operator<<(std::ostream& out, const Backend& backend) { return out << backend.name; }
};

Backend by_choice(const std::string& name, Choice choice, bool integers, bool quadratic, bool bad_units = true) {
  return {name,
          [choice](Program& program) {
            return solve(program, {.solver = choice, .mip_gap = 1e-9, .keep_going = false}, {});
          },
          integers, quadratic, bad_units};
}

std::vector<Backend> backends() {
  return {{"reference", [](Program& program) { return solve_reference(program); }, true, false},
          by_choice("automatic", Choice::automatic, true, true),
          by_choice("simplex", Choice::simplex, false, true),
          by_choice("hipo", Choice::hipo, false, false, false),
          by_choice("ipx", Choice::ipx, false, false, false),
          by_choice("mip", Choice::mip, true, false)};
}

class Conformance : public ::testing::TestWithParam<Backend> {
 protected:
  void SetUp() override {
    if (GetParam().name == "hipo" && !hipo_available()) GTEST_SKIP() << "HiPO is not installed";
  }
  /// Solves and certifies; whatever the backend, the program comes back as it was.
  Solution run(Program program, bool certified = true) {
    const auto [start, column, value] = std::tuple{program.start, program.column, program.value};
    auto solution = GetParam().solve(program);
    EXPECT_EQ(program.start, start);
    EXPECT_EQ(program.column, column);
    EXPECT_EQ(program.value, value);
    if (certified) {
      const auto certificate = certify::certify(program, solution, {.mip_gap = 1e-9});
      EXPECT_TRUE(certificate.accepted) << certificate.reason << " | " << solution.message;
    }
    return solution;
  }
};

class ConformanceWithIntegers : public Conformance {};
class ConformanceQuadratic : public Conformance {};
class ConformanceBadUnits : public Conformance {};

std::vector<Backend> backends_that(bool Backend::*can) {
  auto list = backends();
  std::erase_if(list, [can](const Backend& backend) { return !(backend.*can); });
  return list;
}

const auto by_name = [](const auto& tested) { return tested.param.name; };
INSTANTIATE_TEST_SUITE_P(Backends, Conformance, ::testing::ValuesIn(backends()), by_name);
INSTANTIATE_TEST_SUITE_P(Backends, ConformanceWithIntegers, ::testing::ValuesIn(backends_that(&Backend::integers)),
                         by_name);
INSTANTIATE_TEST_SUITE_P(Backends, ConformanceBadUnits, ::testing::ValuesIn(backends_that(&Backend::bad_units)),
                         by_name);
INSTANTIATE_TEST_SUITE_P(Backends, ConformanceQuadratic, ::testing::ValuesIn(backends_that(&Backend::quadratic)),
                         by_name);

constexpr double near = 1e-6;
#define EXPECT_POINT(solution, ...) \
  EXPECT_THAT((solution).primal, ::testing::Pointwise(::testing::DoubleNear(near), std::vector<double>{__VA_ARGS__}))
#define EXPECT_PRICES(solution, ...) \
  EXPECT_THAT((solution).row_dual, ::testing::Pointwise(::testing::DoubleNear(near), std::vector<double>{__VA_ARGS__}))
#define EXPECT_REDUCED(solution, ...)  \
  EXPECT_THAT((solution).reduced_cost, \
              ::testing::Pointwise(::testing::DoubleNear(near), std::vector<double>{__VA_ARGS__}))

// Merit order: 4 MW from a plant of 3 MW at 10 and one of 5 MW at 30. The dear one sets the price of 30; another MW of
// the cheap one would save 20.
TEST_P(Conformance, Optimal) {
  const auto s = run(tiny().column("cheap", 10, 0, 3).column("dear", 30, 0, 5).row("balance", {1, 1}, 4, 4).finish());
  ASSERT_EQ(s.status, Status::optimal);
  EXPECT_POINT(s, 3, 1);
  EXPECT_NEAR(s.objective, 60, near);
  EXPECT_PRICES(s, 30);
  EXPECT_REDUCED(s, -20, 0);
}

// Each sign rule of Solution, as the derivative of the objective.
TEST_P(Conformance, SignsOfAMinimisation) {
  // x ≥ 2 by a row: one more costs 3. Only the lower limit binds: ≥ 0.
  EXPECT_PRICES(run(tiny().column("x", 3, -10, 10).row("least", {1}, 2, infinity).finish()), 3);
  // x ≤ 2 by a row with gain 3: one more gains 3. Only the upper limit binds: ≤ 0.
  EXPECT_PRICES(run(tiny().column("x", -3, -10, 10).row("most", {1}, -infinity, 2).finish()), -3);
  // At its lower bound a column's reduced cost is ≥ 0, at its upper bound ≤ 0.
  EXPECT_REDUCED(run(tiny().column("x", 3, 1, 4).row("slack", {1}, -100, 100).finish()), 3);
  EXPECT_REDUCED(run(tiny().column("x", -3, 1, 4).row("slack", {1}, -100, 100).finish()), -3);
}

TEST_P(Conformance, SignsOfAMaximisation) {
  EXPECT_PRICES(run(tiny().column("x", 3, -10, 10).maximise().row("most", {1}, -infinity, 2).finish()), 3);
  EXPECT_PRICES(run(tiny().column("x", -3, -10, 10).maximise().row("least", {1}, 2, infinity).finish()), -3);
  EXPECT_REDUCED(run(tiny().column("x", 3, 1, 4).maximise().row("slack", {1}, -100, 100).finish()), 3);
  EXPECT_REDUCED(run(tiny().column("x", -3, 1, 4).maximise().row("slack", {1}, -100, 100).finish()), -3);
}

// max 3x + 2y, x + y ≤ 4, x + 3y ≤ 6, x ≤ 3: corner (3, 1), 11; from y's cost the first row is worth 2, and x's
// bound 1.
TEST_P(Conformance, Maximise) {
  const auto s = run(tiny()
                         .column("x", 3, 0, 3)
                         .column("y", 2)
                         .maximise()
                         .constant(100)
                         .row("a", {1, 1}, -infinity, 4)
                         .row("b", {1, 3}, -infinity, 7)
                         .finish());
  ASSERT_EQ(s.status, Status::optimal);
  EXPECT_POINT(s, 3, 1);
  EXPECT_NEAR(s.objective, 111, near);
  EXPECT_PRICES(s, 2, 0);
  EXPECT_REDUCED(s, 1, 0);
}

// Three rows meet in the corner (1, 1) of two columns, so prices are not unique: the certificate is the test.
TEST_P(Conformance, Degenerate) {
  const auto s = run(tiny()
                         .column("x", -1)
                         .column("y", -1)
                         .row("a", {1, 0}, -infinity, 1)
                         .row("b", {0, 1}, -infinity, 1)
                         .row("c", {1, 1}, -infinity, 2)
                         .row("d", {2, 1}, -infinity, 3)
                         .finish());
  ASSERT_EQ(s.status, Status::optimal);
  EXPECT_POINT(s, 1, 1);
  EXPECT_NEAR(s.objective, -2, near);
}

TEST_P(Conformance, Infeasible) {
  const auto s = run(tiny()
                         .column("x", 1, 0, 3)
                         .column("y", 1, 0, 3)
                         .row("much", {1, 1}, 7, infinity)
                         .row("other", {1, -1}, -1, 1)
                         .finish());
  EXPECT_EQ(s.status, Status::infeasible);
  EXPECT_TRUE(s.ray);
}

TEST_P(Conformance, InfeasibleRowsAgainstEachOther) {
  for (const bool maximise : {false, true}) {
    auto program = tiny()
                       .column("x", 1, -infinity, infinity)
                       .column("y", 1, -infinity, infinity)
                       .row("least", {1, 2}, 5, infinity)
                       .row("most", {-2, -4}, -9, infinity)
                       .finish();
    program.maximise = maximise;
    EXPECT_EQ(run(program).status, Status::infeasible);
  }
}

TEST_P(Conformance, CrossedLimits) {
  const auto row = run(tiny().column("x", 1, 0, 3).row("crossed", {1}, 2, 1).finish());
  EXPECT_EQ(row.status, Status::infeasible);
  const auto bound = run(tiny().column("x", 1, 3, 2).column("y", 1).row("a", {1, 1}, 0, 9).finish());
  EXPECT_EQ(bound.status, Status::infeasible);
}

TEST_P(Conformance, Unbounded) {
  const auto s = run(tiny()
                         .column("x", -1)
                         .column("y", 1, 0, 5)
                         .row("gap", {1, -1}, 0, infinity)
                         .row("c", {-1, 3}, -infinity, 9)
                         .finish());
  EXPECT_EQ(s.status, Status::unbounded);
  EXPECT_TRUE(s.ray);
  const auto up = run(tiny().column("x", 1).column("y", 0).maximise().row("gap", {1, -1}, 0, 1).finish());
  EXPECT_EQ(up.status, Status::unbounded);
}

// Kirchhoff: a free flow between two buses; 2 MW wanted at b, where local power costs 5, at a it costs 3.
TEST_P(Conformance, FreeColumns) {
  const auto s = run(tiny()
                         .column("at_a", 3)
                         .column("at_b", 5)
                         .column("flow", 0, -infinity, infinity)
                         .row("a", {1, 0, -1}, 1, 1)
                         .row("b", {0, 1, 1}, 2, 2)
                         .finish());
  EXPECT_POINT(s, 3, 0, 2);
  EXPECT_PRICES(s, 3, 3);
  EXPECT_REDUCED(s, 0, 2, 0);
}

TEST_P(Conformance, FixedColumns) {
  const auto s = run(tiny().column("committed", 7, 2, 2).column("x", 1).row("balance", {1, 1}, 5, 5).finish());
  EXPECT_POINT(s, 2, 3);
  EXPECT_NEAR(s.objective, 17, near);
  EXPECT_REDUCED(s, 6, 0);
}

TEST_P(Conformance, RangedRows) {
  const auto low = run(tiny().column("x", 2).row("range", {2}, 3, 8).finish());
  EXPECT_POINT(low, 1.5);
  EXPECT_PRICES(low, 1);
  const auto high = run(tiny().column("x", -2).row("range", {2}, 3, 8).finish());
  EXPECT_POINT(high, 4);
  EXPECT_PRICES(high, -1);
}

TEST_P(Conformance, EmptyRowsAndColumns) {
  const auto s = run(tiny()
                         .column("unused", 4, -1, 1)
                         .column("x", 1)
                         .column("idle", 0, 0, 9)
                         .row("nothing", {}, -1, 1)
                         .row("least", {0, 1}, 2, infinity)
                         .row("free", {0, 1}, -infinity, infinity)
                         .finish());
  ASSERT_EQ(s.status, Status::optimal);
  EXPECT_NEAR(s.primal[0], -1, near);
  EXPECT_NEAR(s.primal[1], 2, near);
  EXPECT_NEAR(s.objective, -2, near);
  EXPECT_EQ(run(tiny().column("x", 1).row("nothing", {}, 1, 2).finish()).status, Status::infeasible);
}

TEST_P(Conformance, NoRows) {
  const auto s = run(tiny().column("x", 1, 2, 3).column("y", -1, 2, 3).constant(0.5).finish());
  ASSERT_EQ(s.status, Status::optimal);
  EXPECT_POINT(s, 2, 3);
  EXPECT_NEAR(s.objective, -0.5, near);
  EXPECT_EQ(run(tiny().column("x", -1).finish()).status, Status::unbounded);
}

// Coefficients from 1e-13, which HiGHS would drop, to 1e6: the program must come back untouched.
TEST_P(Conformance, TinyCoefficients) {
  const auto s = run(tiny().column("x", 1, 0, 10).column("y", 1, 0, 10).row("a", {1e6, 1e-13}, 1e6, infinity).finish());
  EXPECT_NEAR(s.objective, 1, near);
}

// Watts for gigawatts and bounds of 1e10: the merit order of Optimal in other units.
TEST_P(ConformanceBadUnits, WattsForGigawatts) {
  const auto s = run(tiny()
                         .column("cheap", 1e-8, 0, 3e9)
                         .column("dear", 3e-8, 0, 1e10)
                         .column("flow", 0, -1e10, 1e10)
                         .row("here", {1, 0, -1}, 1e9, 1e9)
                         .row("there", {0, 1, 1}, 3e9, 3e9)
                         .finish());
  ASSERT_EQ(s.status, Status::optimal);
  EXPECT_NEAR(s.objective, 60, 60 * near);
  EXPECT_NEAR(s.primal[0], 3e9, 3e9 * near);
}

// The same row twice, and a loop of two flows that costs nothing.
TEST_P(Conformance, DuplicatesAndFreeLoops) {
  const auto s = run(tiny()
                         .column("plant", 4)
                         .column("there", 0)
                         .column("back", 0)
                         .row("a", {1, -1, 1}, 0, 0)
                         .row("b", {0, 1, -1}, 2, 2)
                         .row("again", {0, 1, -1}, 2, 2)
                         .row("twice", {0, 2, -2}, 4, 4)
                         .finish());
  ASSERT_EQ(s.status, Status::optimal);
  EXPECT_NEAR(s.objective, 8, 8 * near);
}

// Blocks of 3 MW at 5 each, or single MW at 2: 7 MW are cheapest by two blocks and one MW (12), not by 2⅓ blocks.
TEST_P(ConformanceWithIntegers, Blocks) {
  const auto s = run(tiny().column("blocks", 5).whole().column("x", 2).row("least", {3, 1}, 7, infinity).finish(),
                     GetParam().name != "reference");
  ASSERT_EQ(s.status, Status::optimal);
  EXPECT_POINT(s, 2, 1);
  EXPECT_NEAR(s.objective, 12, near);
  EXPECT_TRUE(s.has_solver_bound);
  if (GetParam().name == "reference") return;
  EXPECT_TRUE(s.duals_with_integers_fixed);
  EXPECT_PRICES(s, 2);
}

// Two blocks of 1 M and 2 M of x at most, for 7.5 M: there is no answer, and the program comes back as it was.
TEST_P(ConformanceWithIntegers, NoAnswerInLargeNumbers) {
  const auto s = run(tiny()
                         .column("blocks", 3e6, 0, 2)
                         .whole()
                         .column("x", 2e6, 0, 2e6)
                         .row("least", {1e6, 1}, 7.5e6, infinity)
                         .row("both", {1e6, -1}, -1e7, 1e7)
                         .finish(),
                     false);
  EXPECT_EQ(s.status, Status::infeasible);
}

// Money: whole blocks of 1 M for 3 M each, or 2 M for every half unit; 7.5 M are asked, 1 M is spent in any case.
TEST_P(ConformanceWithIntegers, LargeNumbers) {
  const auto s = run(tiny()
                         .constant(1e6)
                         .column("blocks", 3e6)
                         .whole()
                         .column("x", 2e6, 0, 1e9)
                         .row("least", {1e6, 0.5}, 7.5e6, infinity)
                         .finish(),
                     GetParam().name != "reference");
  ASSERT_EQ(s.status, Status::optimal);
  EXPECT_POINT(s, 8, 0);
  EXPECT_NEAR(s.objective, 25e6, near);
  EXPECT_NEAR(s.solver_bound, 25e6, 1e-4 * 25e6) << "in the money of the program, whatever the solver scales";
  EXPECT_LE(s.solver_bound, 25e6 * (1 + 1e-9));
}

TEST_P(ConformanceWithIntegers, InfeasibleOnlyByWholeNumbers) {
  auto program = tiny().column("x", 1, 0, 5).whole().column("y", 1, 0, 5).whole().row("odd", {2, 2}, 3, 3).finish();
  EXPECT_EQ(run(program, false).status, Status::infeasible);
}

// min 10 x + x² + 14 y, x + y = 5: marginal costs meet at 10 + 2x = 14, x = 2.
TEST_P(ConformanceQuadratic, MarginalCostsMeet) {
  const auto s =
      run(tiny().column("x", 10).quadratic(2).column("y", 14).constant(1).row("balance", {1, 1}, 5, 5).finish());
  ASSERT_EQ(s.status, Status::optimal);
  EXPECT_POINT(s, 2, 3);
  EXPECT_NEAR(s.objective, 67, near);
  EXPECT_PRICES(s, 14);
  EXPECT_REDUCED(s, 0, 0);
}

TEST_P(ConformanceQuadratic, Infeasible) {
  EXPECT_EQ(run(tiny().column("x", 1, 0, 1).quadratic(2).row("much", {1}, 5, 5).finish()).status, Status::infeasible);
}

}  // namespace
}  // namespace gigaplan::solve
