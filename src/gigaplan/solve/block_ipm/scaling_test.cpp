#include <gtest/gtest.h>

#include "gigaplan/solve/block_ipm/random_program_test.hpp"
#include "gigaplan/solve/block_ipm/standard_form.hpp"

namespace gigaplan::block_ipm {
namespace {

double largest(const StandardForm& form) {
  double most = 0;
  for (const auto* v : {&form.b, &form.h}) {
    for (const double x : *v) most = std::max(most, std::abs(x));
  }
  return most;
}

// A budget in money beside megawatts: what is usual stays what it was, though the scaled numbers become small.
TEST(Scaling, OneFarLimitDoesNotMoveWhatIsUsual) {
  std::mt19937 random(7);
  auto what = RandomProgram::draw(random);
  what.sites = 3, what.hours = 24, what.expansion = true;
  auto near = standard_form(presolve(random_program(what, 7), false).reduced);
  ASSERT_LT(near.hourly_pairs(), near.pairs);
  auto far = near;
  far.h[far.pairs - 1] = -1e7 * largest(near);
  scale(near);
  scale(far);
  EXPECT_LT(far.usual_right, 1e-4 * largest(far));
  EXPECT_NEAR(far.usual_right / far.right_scale, near.usual_right / near.right_scale,
              0.1 * near.usual_right / near.right_scale);
}

}  // namespace
}  // namespace gigaplan::block_ipm
