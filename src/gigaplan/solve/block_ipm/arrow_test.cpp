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
  Vector theta, phi, columns, r;
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
  fill(s.phi, s.form.h.size(), [&] { return normal(random); });
  fill(s.columns, s.form.c.size(), [&] { return normal(random); });
  fill(s.r, s.form.b.size(), [&] { return normal(random); });
  return s;
}

// G x, and Gᵀ v, entry by entry.
Vector times_pairs(const StandardForm& form, const Vector& x) {
  Vector product(form.h.size(), 0.0);
  for (Index j = 0; j < form.hourly_columns(); ++j) {
    for (Index k = form.pair_start[j]; k < form.pair_start[j + 1]; ++k) product[k] = form.pivot[k] * x[j];
  }
  for (Index k = 0; k < form.pairs; ++k) {
    for (Index q = form.tail.start[k]; q < form.tail.start[k + 1]; ++q) {
      product[k] += form.tail.value[q] * x[form.tail.column[q]];
    }
  }
  return product;
}

Vector transposed_times_pairs(const StandardForm& form, const Vector& v) {
  Vector product(form.c.size(), 0.0);
  for (Index j = 0; j < form.hourly_columns(); ++j) {
    for (Index k = form.pair_start[j]; k < form.pair_start[j + 1]; ++k) product[j] += form.pivot[k] * v[k];
  }
  for (Index k = 0; k < form.pairs; ++k) {
    for (Index q = form.tail.start[k]; q < form.tail.start[k + 1]; ++q) {
      product[form.tail.column[q]] += form.tail.value[q] * v[k];
    }
  }
  return product;
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
    Vector dx(s.columns.size()), dy(s.r.size()), gdx(s.phi.size());
    Vector phi(s.phi.size());  // handed over piece by piece
    std::vector<int> seen(s.phi.size(), 0);
    PairWork work;
    work.before = [&](Index first, Index last) {
      std::copy(s.phi.begin() + first, s.phi.begin() + last, phi.begin() + first);
    };
    work.after = [&](Index first, Index last) {
      for (Index k = first; k < last; ++k) ++seen[k];
    };
    arrow.solve(phi, s.columns, s.r, dx, dy, gdx, work);
    auto f = transposed_times_pairs(s.form, s.phi);
    for (std::size_t j = 0; j < f.size(); ++j) f[j] -= s.columns[j];
    Vector expected_x(f.size()), expected_y(s.r.size());
    solve_dense(s.form, s.theta, 1e-4, 1e-4, f, s.r, expected_x, expected_y);
    double size = 0;
    for (const double v : expected_x) size = std::max(size, std::abs(v));
    for (const double v : expected_y) size = std::max(size, std::abs(v));
    EXPECT_THAT(dx, testing::Pointwise(testing::DoubleNear(1e-8 * size), expected_x));
    EXPECT_THAT(dy, testing::Pointwise(testing::DoubleNear(1e-8 * size), expected_y));
    EXPECT_THAT(gdx, testing::Pointwise(testing::DoubleNear(1e-7 * size), times_pairs(s.form, expected_x)));
    EXPECT_THAT(seen, testing::Each(1));
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
