#include "gigaplan/solve/block_ipm/block_ipm.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "gigaplan/certify/certify.hpp"
#include "gigaplan/solve/block_ipm/random_program_test.hpp"

namespace gigaplan::block_ipm {
namespace {

using program::Axis;
using program::infinity;
using program::Program;
using program::Status;

// How many random programs each test draws: few by default, hundreds in the long run.
unsigned how_many(unsigned usual) {
  const char* asked = std::getenv("GIGAPLAN_RANDOM_PROGRAMS");
  return asked == nullptr ? usual : static_cast<unsigned>(std::atoi(asked));
}

Program draw_program(unsigned seed, RandomProgram* drawn = nullptr) {
  std::mt19937 random(seed);
  const auto what = RandomProgram::draw(random);
  if (drawn != nullptr) *drawn = what;
  return random_program(what, seed);
}

// The same status as HiGHS, a certificate for it, and the same objective. HiGHS's own failures prove nothing.
void expect_as_highs(const Program& program, unsigned seed) {
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  const auto answer = solve_block_ipm(program, {}, {});
  const auto certificate = certify::certify(program, answer);
  EXPECT_TRUE(certificate.accepted) << certificate.reason << "; " << answer.message;
  if (program.has_quadratic()) return;  // the certificate is a proof; HiGHS's active-set method often gives none
  const auto highs = highs_answer(program);
  if (highs.status == Status::numerical) return;
  EXPECT_STREQ(word(answer.status), word(highs.status)) << answer.message;
  if (answer.status != Status::optimal) return;
  EXPECT_NEAR(answer.objective, highs.objective, 1e-6 * std::max(1.0, std::abs(highs.objective)));
}

TEST(BlockIpm, SolvesRandomProgramsAsHighsDoes) {
  for (unsigned seed = 0; seed < how_many(40); ++seed) expect_as_highs(draw_program(seed), seed);
}

TEST(BlockIpm, SolvesProgramsInWatts) {
  for (unsigned seed = 1000; seed < 1000 + how_many(10); ++seed) {
    RandomProgram what;
    (void)draw_program(seed, &what);
    what.unit = 1e6;
    expect_as_highs(random_program(what, seed), seed);
  }
}

TEST(BlockIpm, ProvesInfeasible) {
  int found = 0;
  for (unsigned seed = 2000; seed < 2000 + how_many(15); ++seed) {
    RandomProgram what;
    (void)draw_program(seed, &what);
    what.shedding = what.expansion = what.quadratic = false;
    what.hours = std::min(what.hours, 24);
    const auto program = random_program(what, seed);
    expect_as_highs(program, seed);
    found += solve_block_ipm(program, {}, {}).status == Status::infeasible ? 1 : 0;
  }
  EXPECT_GE(found, 3);
}

// A random program in which up to three columns without an upper limit earn money.
Program earns_without_end(unsigned seed) {
  RandomProgram what;
  (void)draw_program(seed, &what);
  what.quadratic = what.nuisances = false;
  auto program = random_program(what, seed);
  std::mt19937 random(seed);
  for (int mutation = 0; mutation < 3; ++mutation) {
    const auto j = static_cast<std::size_t>(random() % static_cast<unsigned>(program.columns()));
    if (std::isinf(program.upper[j])) program.cost[j] = program.maximise ? 5000 : -5000;
  }
  return program;
}

TEST(BlockIpm, ProvesUnbounded) {
  int found = 0;
  for (unsigned seed = 3000; seed < 3000 + how_many(15); ++seed) {
    const auto program = earns_without_end(seed);
    expect_as_highs(program, seed);
    found += solve_block_ipm(program, {}, {}).status == Status::unbounded ? 1 : 0;
  }
  EXPECT_GE(found, 3);
}

// Its iterates grow until sums of them are no numbers any more (on some processors), which must not read as converged.
TEST(BlockIpm, SaysUnboundedWhereIteratesOverflow) { expect_as_highs(earns_without_end(3121), 3121); }

TEST(BlockIpm, GivesTheSameBitsForAnyNumberOfThreads) {
  for (const unsigned seed : {4u, 11u, 23u}) {
    RandomProgram what;
    (void)draw_program(seed, &what);
    what.hours = 400;
    what.sites = 3;
    const auto program = random_program(what, seed);
    Context context;
    const auto one = solve_block_ipm(program, {}, context);
    const auto again = solve_block_ipm(program, {}, context);
    context.threads = 2;
    const auto two = solve_block_ipm(program, {}, context);
    context.threads = 5;
    const auto five = solve_block_ipm(program, {}, context);
    EXPECT_EQ(one.status, Status::optimal);
    for (const auto* other : {&again, &two, &five}) {
      EXPECT_EQ(one.primal, other->primal);
      EXPECT_EQ(one.row_dual, other->row_dual);
      EXPECT_EQ(one.iterations, other->iterations);
    }
  }
}

TEST(BlockIpm, SolvesOneHour) {
  RandomProgram what;
  what.hours = 1;
  expect_as_highs(random_program(what, 7), 7);
  what.sites = 1;
  what.storage = what.links = what.budget = what.ramps = what.expansion = what.nuisances = false;
  expect_as_highs(random_program(what, 8), 8);
}

TEST(BlockIpm, SolvesALeapYear) {
  RandomProgram what;
  what.sites = 1;
  what.hours = 8784;
  expect_as_highs(random_program(what, 13), 13);
}

TEST(BlockIpm, SolvesWithoutStorageOrYearlyColumns) {
  RandomProgram what;
  what.storage = what.ramps = false;
  expect_as_highs(random_program(what, 9), 9);
  what.expansion = what.budget = false;
  expect_as_highs(random_program(what, 10), 10);
}

// min x with x + y ≥ 1 in one hour, x and y shared: everything is worked by hand.
Program tiny() {
  program::Builder b;
  const auto c = b.column_family({"x", "MW", ""});
  const auto r = b.row_family({"need", "MW", ""});
  const auto x = b.add_columns(c, "dear", Axis::snapshot, 0, 2);
  const auto cheap = b.add_columns(c, "cheap", Axis::snapshot, 0, 2);
  const auto build = b.add_columns(c, "build", Axis::single, 0, 1);
  for (int t = 0; t < 2; ++t) {
    b.add_cost(x + t, 5);
    b.add_cost(cheap + t, 1);
  }
  b.add_cost(build, 6);
  b.begin_rows(r, "balance", Axis::snapshot, 0, 2);
  for (int t = 0; t < 2; ++t) {
    b.entry(x + t, 1);
    b.entry(cheap + t, 1);
    b.row(10, infinity);
  }
  b.begin_rows(r, "capacity", Axis::snapshot, 0, 2);
  for (int t = 0; t < 2; ++t) {
    b.entry(cheap + t, 1);
    b.entry(build, -1);
    b.row(-infinity, 0);
  }
  auto program = b.finish();
  program.chain_of_block = {0, 0};
  return program;
}

TEST(BlockIpm, GivesTheAnswerAndThePricesOfAnExampleByHand) {
  // Building costs 6 and saves 2 · (5 − 1): build 10. The rent of capacity sums to 6 over both hours.
  const auto s = solve_block_ipm(tiny(), {}, {});
  ASSERT_EQ(s.status, Status::optimal);
  EXPECT_EQ(s.solver, "block-ipm");
  EXPECT_NEAR(s.objective, 2 * 10 * 1 + 6 * 10, 1e-6);
  EXPECT_NEAR(s.primal[4], 10, 1e-6);
  EXPECT_NEAR(s.row_dual[2] + s.row_dual[3], -6, 1e-6);
  EXPECT_NEAR(s.row_dual[0] + s.row_dual[1], 8, 1e-6);
}

TEST(BlockIpm, SignsOfAMaximisationAreDerivatives) {
  auto program = tiny();
  program.maximise = true;
  for (double& c : program.cost) c = -c;
  const auto s = solve_block_ipm(program, {}, {});
  ASSERT_EQ(s.status, Status::optimal);
  EXPECT_NEAR(s.objective, -80, 1e-6);
  EXPECT_NEAR(s.row_dual[2] + s.row_dual[3], 6, 1e-6);
  EXPECT_TRUE(certify::certify(program, s).accepted);
}

TEST(BlockIpm, RefusesByNameWhatItIsNotMadeFor) {
  std::string why;
  auto program = tiny();
  EXPECT_TRUE(fits_block_ipm(program, &why));
  program.integer.assign(program.cost.size(), 1);
  EXPECT_FALSE(fits_block_ipm(program, &why));
  EXPECT_THAT(why, testing::HasSubstr("whole-number"));
  EXPECT_THROW((void)solve_block_ipm(program, {}, {}), std::invalid_argument);
  program.integer.clear();
  program.quadratic.assign(program.cost.size(), -1);
  EXPECT_FALSE(fits_block_ipm(program, &why));
  EXPECT_THAT(why, testing::HasSubstr("convex"));
  program.quadratic.clear();
  for (auto& run : program.column_runs) run.axis = Axis::single;
  program.chain_of_block.clear();
  EXPECT_FALSE(fits_block_ipm(program, &why));
  EXPECT_THAT(why, testing::HasSubstr("blocks"));
}

// Four hours of demand 10 under a yearly capacity: the sum of groups of 30 parts of at most 1 that cost 1, 2, 3, …
Program many_parts(int groups) {
  constexpr int size = 30;
  program::Builder b;
  const auto column = b.column_family({"column", "MW", ""});
  const auto row = b.row_family({"row", "MW", ""});
  constexpr int hours = 4;
  const auto power = b.add_columns(column, "power", Axis::snapshot, 0, hours, 10, infinity);
  const auto capacity = b.add_columns(column, "capacity", Axis::single, 0, 1, 0, infinity);
  const auto group = b.add_columns(column, "group", Axis::single, 0, groups, 0, infinity);
  const auto part = b.add_columns(column, "part", Axis::single, 0, groups * size, 0, 1);
  for (int k = 0; k < groups * size; ++k) b.add_cost(part + k, k + 1);
  for (int t = 0; t < hours; ++t) {
    b.begin_rows(row, "limit", Axis::snapshot, t, 1);
    b.entry(power + t, 1);
    b.entry(capacity, -1);
    b.row(-infinity, 0);
  }
  b.begin_rows(row, "sum", Axis::single, 0, 1);
  b.entry(capacity, 1);
  for (int g = 0; g < groups; ++g) b.entry(group + g, -1);
  b.row(0, 0);
  for (int g = 0; g < groups; ++g) {
    b.begin_rows(row, "group", Axis::single, 0, 1);
    b.entry(group + g, 1);
    for (int k = 0; k < size; ++k) b.entry(part + g * size + k, -1);
    b.row(0, 0);
  }
  auto program = b.finish();
  program.chain_of_block.assign(hours, 0);
  return program;
}

TEST(BlockIpm, YearlyColumnsThatNoHourMeetsAreNotPartOfTheDenseBorder) {
  const auto program = many_parts(140);
  const auto answer = solve_block_ipm(program, {}, {});
  EXPECT_EQ(answer.status, Status::optimal) << answer.message;
  EXPECT_NEAR(answer.objective, 55, 55e-6);
  std::string why;
  EXPECT_FALSE(fits_block_ipm(many_parts(200), &why));
  EXPECT_THAT(why, testing::HasSubstr("6401 columns and rows have no hour"));
}

TEST(BlockIpm, ABoundOf1e10ThatIsMeantIsKept) {
  auto program = tiny();
  program.cost[4] = -1;  // building earns: the bound is the answer
  program.upper[4] = 1e10;
  const auto s = solve_block_ipm(program, {}, {});
  ASSERT_EQ(s.status, Status::optimal) << s.message;
  EXPECT_NEAR(s.primal[4], 1e10, 1);
}

TEST(BlockIpm, TellsItsIterationGapResidualsAndTimeToGo) {
  std::vector<std::string> notes;
  Context context;
  context.progress = [&](const Progress& p) { notes.push_back(p.note); };
  ASSERT_EQ(solve_block_ipm(draw_program(12), {}, context).status, Status::optimal);
  ASSERT_GT(notes.size(), 3U);
  EXPECT_THAT(notes.front(), testing::StartsWith("iteration 0, gap "));
  EXPECT_THAT(notes, testing::Contains(testing::ContainsRegex(
                         "iteration [0-9]+, gap .*, residuals .* and .*, about [0-9]+ (s|min) to go")));
}

TEST(BlockIpm, StopsWhenAsked) {
  const auto program = draw_program(12);
  std::atomic<bool> stop = true;
  Context context;
  context.stop = &stop;
  EXPECT_EQ(solve_block_ipm(program, {}, context).status, Status::interrupted);
  context.stop = nullptr;
  context.time_limit = 0;
  EXPECT_EQ(solve_block_ipm(program, {}, context).status, Status::limit);
}

}  // namespace
}  // namespace gigaplan::block_ipm
