// Programs started from the way to a neighbour's optimum: the same answers, in fewer iterations where the neighbour is
// near.
#include "gigaplan/solve/block_ipm/neighbour.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "gigaplan/certify/certify.hpp"
#include "gigaplan/solve/block_ipm/block_ipm.hpp"
#include "gigaplan/solve/block_ipm/random_program_test.hpp"

namespace gigaplan::block_ipm {
namespace {

using program::Program;
using program::Solution;
using program::Status;

RandomProgram some(unsigned seed) {
  RandomProgram what;
  what.hours = 48 + static_cast<int>(seed % 5) * 24;
  what.sites = 1 + static_cast<int>(seed % 3);
  what.ramps = seed % 2 == 0;
  what.quadratic = seed % 4 == 3;
  what.nuisances = false;
  return what;
}

Solution kept(const Program& program) {
  BlockIpmOptions options;
  options.keep_interior = true;
  return solve_block_ipm(program, options, {});
}

Solution started(const Program& program, const Solution& neighbour, int threads = 1) {
  BlockIpmOptions options;
  options.start = neighbour.interior.get();
  Context context;
  context.threads = threads;
  return solve_block_ipm(program, options, context);
}

void expect_same_answer(const Program& program, const Solution& usual, const Solution& answer) {
  ASSERT_STREQ(word(usual.status), word(answer.status)) << answer.message;
  const auto certificate = certify::certify(program, answer);
  EXPECT_TRUE(certificate.accepted) << certificate.reason << "; " << answer.message;
  if (usual.status != Status::optimal) return;
  EXPECT_NEAR(answer.objective, usual.objective, 1e-6 * std::max(1.0, std::abs(usual.objective)));
}

// Costs and right-hand sides a few percent up and down.
Program nudged(Program program, unsigned seed, double share) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> factor(1 - share, 1 + share);
  for (double& cost : program.cost) cost *= factor(random);
  for (std::size_t i = 0; i < program.row_lower.size(); ++i) {
    const double both = factor(random);
    program.row_lower[i] *= both;
    program.row_upper[i] *= both;
  }
  return program;
}

TEST(Neighbour, AProgramStartedFromItsOwnWayTakesUpWhereThePointWasKept) {
  for (unsigned seed = 0; seed < 8; ++seed) {
    SCOPED_TRACE(seed);
    const auto program = random_program(some(seed), seed);
    const auto usual = kept(program);
    ASSERT_TRUE(usual.interior);
    const auto again = started(program, usual);
    expect_same_answer(program, usual, again);
    EXPECT_LT(again.iterations, usual.iterations);
  }
}

TEST(Neighbour, NudgedProgramsHaveTheirOwnAnswersInFewerIterations) {
  std::int64_t from_neighbours = 0, alone = 0;
  for (unsigned seed = 0; seed < 16; ++seed) {
    SCOPED_TRACE(seed);
    const auto program = random_program(some(seed), seed);
    const auto near = nudged(program, seed, 0.003);
    const auto usual = solve_block_ipm(near, {}, {});
    const auto answer = started(near, kept(program));
    expect_same_answer(near, usual, answer);
    from_neighbours += answer.iterations, alone += usual.iterations;
  }
  EXPECT_LT(from_neighbours, alone);
}

TEST(Neighbour, ProgramsOfAnotherShapeFindWhatIsTheirs) {
  for (unsigned seed = 0; seed < 8; ++seed) {
    SCOPED_TRACE(seed);
    auto what = some(seed);
    const auto wide = kept(random_program(what, seed));
    what.budget = what.ramps = what.links = false;
    const auto narrow = kept(random_program(what, seed));
    const auto program = random_program(what, seed);
    expect_same_answer(program, narrow, started(program, wide));
    const auto other = random_program(some(seed), seed);
    expect_same_answer(other, wide, started(other, narrow));
  }
}

TEST(Neighbour, AStrangersPointCostsOneIterationAtMost) {
  for (unsigned seed = 0; seed < 8; ++seed) {
    SCOPED_TRACE(seed);
    const auto program = random_program(some(seed), seed);
    auto stranger = kept(program);
    auto point = *stranger.interior;
    for (auto* sides : {&point.columns, &point.rows}) {
      for (double& slack : sides->lower_slack) slack *= 1e-9;
      for (double& price : sides->upper_price) price *= 1e-9;
    }
    stranger.interior = std::make_shared<const program::Interior>(std::move(point));
    const auto usual = solve_block_ipm(program, {}, {});
    const auto answer = started(program, stranger);
    expect_same_answer(program, usual, answer);
    EXPECT_LE(answer.iterations, usual.iterations + 1);
  }
}

TEST(Neighbour, NothingIsKeptUnasked) { EXPECT_FALSE(solve_block_ipm(random_program(some(1), 1), {}, {}).interior); }

TEST(Neighbour, GivesTheSameBitsForAnyNumberOfThreads) {
  auto what = some(2);
  what.hours = 400;
  const auto program = random_program(what, 2);
  const auto neighbour = kept(nudged(program, 2, 0.003));
  const auto one = started(program, neighbour, 1);
  const auto two = started(program, neighbour, 2);
  EXPECT_EQ(one.primal, two.primal);
  EXPECT_EQ(one.row_dual, two.row_dual);
  EXPECT_EQ(one.iterations, two.iterations);
}

}  // namespace
}  // namespace gigaplan::block_ipm
