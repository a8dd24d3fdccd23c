// A training run beside a service whose use changes by the hour, worked out on paper.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "gigaplan/plan/flat_test.hpp"

namespace gigaplan::plan {
namespace {

// By day three times the use of the night.
const std::string uneven = [] {
  std::string text = chat;
  const auto from = text.find("profile = ");
  return text.substr(0, from) + "profile = [1, 1, 1, 1, 1, 1, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 1, 1, 1, 1, 1, 1]\n";
}();
const std::string all_of_them = h100 + "availability = \"100 %\"\npeak_utilisation = \"100 %\"\n";

double accelerators(const std::string& more) {
  const auto plan = plan_of(flat(head + horizon + uneven + berlin + all_of_them + market + more));
  EXPECT_TRUE(plan.certificate.accepted);
  double sum = 0;
  for (const auto& site : plan.sites) sum += site.accelerators;
  return sum;
}

std::string run_of(double busy, const std::string& how) {
  // flop = busy accelerators · 5 years · 8,760 h · 3,600 s · 989.4e12 FLOP/s (H100 SXM, dense BF16) · 40 %
  return fmt::format("[[training]]\nid = \"run\"\nflop = \"{:.17g} FLOP\"\ndeadline = 2034\nutilisation = \"40 %\"\n{}",
                     busy * 5 * 8760 * 3600 * 989.4e12 * 0.4, how);
}

TEST(Training, ARunThatMayNotPauseComesOnTopOfThePeak) {
  const double alone = accelerators("");
  ASSERT_GT(alone, 10);
  // A tenth of the fleet, all the time: the night has room for it, the busiest hour has none.
  const double level = 0.1 * alone;
  EXPECT_NEAR(accelerators(run_of(level, "")), alone, 1e-6 * alone);
  EXPECT_NEAR(accelerators(run_of(level, "interruptible = false\n")), alone + level, 1e-6 * alone);
}

TEST(Training, OnlyTheYearsUpToItsDeadlineCount) {
  // Two of the five years of the period: what keeps 50 busy for five years keeps 125 busy in two.
  const auto plan = plan_of(flat(head + horizon + berlin + all_of_them + market +
                                 fmt::format("[[training]]\nid = \"run\"\nflop = \"{:.17g} FLOP\"\nstart = 2031\n"
                                             "deadline = 2032\nutilisation = \"40 %\"\n",
                                             50.0 * 5 * 8760 * 3600 * 989.4e12 * 0.4)));
  ASSERT_EQ(plan.sites.size(), 1U);
  EXPECT_NEAR(plan.sites[0].accelerators, 125, 1e-4);
}

TEST(Training, ItsWaterCountsAgainstTheLimitOfTheSite) {
  // At 2 L/kWh of IT in an even climate: m3 a year = 2 · MWh of the accelerators, all of them busy all the time.
  std::string wet = berlin;
  wet.replace(wet.find("\"air\""), 5, "\"evaporative\"\nwater_most = \"1000 m3/yr\"");
  const auto text = head + horizon + wet + all_of_them + market;
  const auto& chip = catalogue().accelerator("H100 SXM");
  const double kw = chip.server_power.value * catalogue().figure("building/compute/it_overhead").value / 1000;
  const double most = 1000 / (2 * kw * 8.76);  // accelerators that the water cools
  EXPECT_EQ(plan_of(flat(text + run_of(0.99 * most, ""))).solution.status, program::Status::optimal);
  EXPECT_EQ(plan_of(flat(text + run_of(1.01 * most, ""))).solution.status, program::Status::infeasible);
}

}  // namespace
}  // namespace gigaplan::plan
