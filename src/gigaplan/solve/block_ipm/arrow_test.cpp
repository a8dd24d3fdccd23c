#include "gigaplan/solve/block_ipm/arrow.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "gigaplan/solve/block_ipm/dense_reference.hpp"
#include "gigaplan/solve/block_ipm/random_program_test.hpp"

namespace gigaplan::block_ipm {
namespace {

struct System {
  StandardForm form;
  Vector theta, f, r;
};

System random_system(unsigned seed) {
  std::mt19937 random(seed);
  auto what = RandomProgram::draw(random);
  what.hours = std::min(what.hours, 10);
  what.sites = std::min(what.sites, 2);
  System s;
  s.form = standard_form(presolve(random_program(what, seed), false).reduced);
  scale(s.form);
  const auto fill = [&](Vector& v, std::size_t size, auto&& draw) {
    v.resize(size);
    for (double& x : v) x = draw();
  };
  std::normal_distribution<double> normal;
  fill(s.theta, s.form.h.size(), [&] { return std::exp(2 * normal(random)); });
  fill(s.f, s.form.c.size(), [&] { return normal(random); });
  fill(s.r, s.form.b.size(), [&] { return normal(random); });
  return s;
}

TEST(Arrow, SolvesWhatTheDenseReferenceSolves) {
  for (unsigned seed = 0; seed < 30; ++seed) {
    const auto s = random_system(seed);
    if (s.form.columns + s.form.rows > 900) continue;
    SCOPED_TRACE(testing::Message() << "seed " << seed << ": " << s.form.columns << " columns, " << s.form.rows
                                    << " rows");
    const Crew crew(1);
    Arrow arrow(s.form, crew);
    arrow.factor(s.theta, 1e-4, 1e-4);
    EXPECT_EQ(arrow.dropped_pivots(), 0);
    Vector dx(s.f.size()), dy(s.r.size());
    arrow.solve(s.f, s.r, dx, dy);
    Vector expected_x(s.f.size()), expected_y(s.r.size());
    solve_dense(s.form, s.theta, 1e-4, 1e-4, s.f, s.r, expected_x, expected_y);
    double size = 0;
    for (const double v : expected_x) size = std::max(size, std::abs(v));
    for (const double v : expected_y) size = std::max(size, std::abs(v));
    EXPECT_THAT(dx, testing::Pointwise(testing::DoubleNear(1e-8 * size), expected_x));
    EXPECT_THAT(dy, testing::Pointwise(testing::DoubleNear(1e-8 * size), expected_y));
  }
}

TEST(Arrow, ChainsMeetInTheirMiddleOnce) {
  const auto s = random_system(3);
  const auto plan = plan_arrow(s.form);
  Index hours = 0;
  for (const auto& chain : plan.chains) {
    EXPECT_EQ(next_hour(chain, chain.middle), chain.middle);
    for (Index t = chain.first; t < chain.last; ++t) {
      Index at = t;
      for (Index steps = 0; steps < chain.last - chain.first; ++steps) at = next_hour(chain, at);
      EXPECT_EQ(at, chain.middle);
      ++hours;
    }
  }
  EXPECT_EQ(hours, s.form.hours);
}

}  // namespace
}  // namespace gigaplan::block_ipm
