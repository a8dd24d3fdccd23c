// The power of a site runs all its accelerators at once, worked out on paper.
#include <gtest/gtest.h>

#include "gigaplan/plan/hand_test.hpp"

namespace gigaplan::plan {
namespace {

const std::string small =
    "[[site]]\nid = \"berlin\"\ngrid = \"0.1 MW\"\nhalls_most = \"150 MW_it\"\nhall_cost = \"10 USD_2025/W_it\"\n"
    "cooling = \"air\"\n";
const std::string most = head + "objective = \"most-compute\"\n" + horizon + market + h100 + "full_power = true\n" +
                         small + "[money]\nbudget = \"1 bn USD_2025\"\n";

double pieces(const std::string& more) {
  const auto plan = plan_of(flat(most + more));
  EXPECT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  return plan.sites.at(0).accelerators;
}

TEST(FullPower, AConnectionCarriesAllAcceleratorsAtOnce) {
  const Hand hand(flat(most), "H100");
  const double each = hand.busy_kw / 1000 * figure("cooling/air-cooled/pue_base");
  EXPECT_NEAR(pieces(""), 0.1 / each, 1e-6 * 0.1 / each) << "idle they would fit several times";
  const std::string plant = "site = \"berlin\"\ncontract = \"own\"\nmost = \"0.05 MW\"\nfrom = 2030\n";
  EXPECT_NEAR(pieces("[[plant]]\nid = \"gas\"\ntechnology = \"CCGT\"\n" + plant), 0.15 / each, 1e-6 * 0.15 / each);
  EXPECT_NEAR(pieces("[[plant]]\nid = \"sun\"\ntechnology = \"solar-utility\"\n" + plant), 0.1 / each,
              1e-6 * 0.1 / each)
      << "the sun sets";
}

// One day of the year is hot, and one is without wind: two typical days hold neither, and the row counts both.
TEST(FullPower, HottestAndDarkestHourAreThoseOfTheWholeYear) {
  const std::string wind =
      "[[plant]]\nid = \"wind\"\ntechnology = \"onwind\"\nsite = \"berlin\"\ncontract = \"own\"\nmost = \"0.05 MW\"\n"
      "from = 2030\n";
  auto s = flat(most + wind);
  s.hours = {.full = false, .typical_days = 2};
  scenario::UserSeries heat, breeze;
  for (int h = 0; h < 8760; ++h) {
    heat.values.push_back(h == 5000 ? 40.0 : 5.0);
    breeze.values.push_back(h == 6000 ? 0.1 : 0.5);
  }
  s.sites[0].temperature = heat;
  s.plants[0].output = breeze;
  const double limit = figure("cooling/air-cooled/free_cooling_below");
  const double hottest =
      figure("cooling/air-cooled/pue_base") + figure("cooling/air-cooled/pue_per_degree") * (40 - limit);
  const auto plan = plan_of(s);
  ASSERT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  const double each = Hand(s, "H100").busy_kw / 1000 * hottest;
  EXPECT_NEAR(plan.sites.at(0).accelerators, (0.1 + 0.1 * 0.05) / each, 1e-6 * 0.1 / each);
}

}  // namespace
}  // namespace gigaplan::plan
