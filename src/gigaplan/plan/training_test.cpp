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

}  // namespace
}  // namespace gigaplan::plan
