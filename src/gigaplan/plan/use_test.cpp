// A fleet that is asked for evenly over the day is as busy as availability and peak use allow; one bought for compute
// alone hardly serves.
#include "gigaplan/plan/use.hpp"

#include <gmock/gmock.h>

#include "gigaplan/plan/hand_test.hpp"
#include "gigaplan/plan/words.hpp"

namespace gigaplan::plan {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

TEST(FleetUse, AnEvenServiceKeepsItsFleetAsBusyAsItMayBe) {
  const auto plan = plan_of(flat(head + horizon + market + chat + h100 + berlin));
  const auto use = fleet_use(plan, 0);
  EXPECT_NEAR(use.most, plan.scenario.availability * plan.scenario.peak_utilisation, 1e-12);
  EXPECT_NEAR(use.serving, use.most, 1e-6);
  EXPECT_NEAR(use.busy, use.serving, 1e-12);
  EXPECT_TRUE(use.serves_mostly());
  EXPECT_THAT(answer_in_words(plan), Contains(HasSubstr("per million output tokens")));
}

TEST(FleetUse, ComputeThatServesNothingHasNoCostPerToken) {
  const auto served = plan_of(flat(head + horizon + market + chat + h100 + berlin));
  const double pieces = served.sites.at(0).accelerators;
  const auto asked = std::to_string(10 * pieces);
  const auto plan = plan_of(flat(head + horizon + market + chat + h100 + berlin +
                                 "[[target]]\nid = \"ten\"\ncompute = [{ year = 2030, count = " + asked + " }]\n"));
  const auto use = fleet_use(plan, 0);
  EXPECT_NEAR(use.serving, use.most / 10, 1e-6);  // an H100 is one H100 equivalent
  EXPECT_FALSE(use.serves_mostly());
  const auto words = answer_in_words(plan);
  EXPECT_THAT(words, Not(Contains(HasSubstr("per million output tokens"))));
  EXPECT_THAT(words, Contains(HasSubstr(", busy " + number(10 * use.most, 2) + " % of the time")));
  EXPECT_THAT(words, Contains(HasSubstr("No cost per token is given for 2030")));
}

}  // namespace
}  // namespace gigaplan::plan
