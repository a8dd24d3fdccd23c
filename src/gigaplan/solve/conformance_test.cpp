#include <gtest/gtest.h>

#include "gigaplan/certify/certify.hpp"
#include "gigaplan/solve/solve.hpp"
#include "gigaplan/solve/tiny_test.hpp"

namespace gigaplan::solve {
namespace {
TEST(Smoke, Simplex) {
  auto program = tiny().column("x", 1).column("y", 2).row("r", {1, 1}, 2, program::infinity).finish();
  const auto s = solve(program, {}, {});
  EXPECT_EQ(s.status, program::Status::optimal) << s.message;
  EXPECT_DOUBLE_EQ(s.objective, 2);
}
}  // namespace
}  // namespace gigaplan::solve
