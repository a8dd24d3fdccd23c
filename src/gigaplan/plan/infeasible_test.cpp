// Scenarios without a plan: the words and the amount of the smallest change, worked out by hand.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <cmath>

#include "gigaplan/plan/flat_test.hpp"

namespace gigaplan::plan {
namespace {

using testing::HasSubstr;

// What 1 % of Germany needs in the flat scenario.
struct Need {
  double pieces = 0, it_mw = 0, peak_mw = 0, energy = 0, capital = 0;  // MW, MWh a year, money
  Need() {
    const auto plan = plan_of(flat(head + horizon + market + chat + h100 + berlin));
    const auto& site = plan.sites.at(0);
    pieces = site.accelerators, it_mw = site.it_power, peak_mw = site.peak, energy = site.energy;
    for (const auto& b : plan.builds) capital += b.overnight;
  }
};

const Need& need() {
  static const Need amounts;
  return amounts;
}

std::string with(std::string text, const std::string& old, const std::string& fresh) {
  const auto found = text.find(old);
  EXPECT_NE(found, std::string::npos) << old;
  return text.replace(found, old.size(), fresh);
}

Plan infeasible(const std::string& text) {
  auto plan = plan_of(flat(text));
  EXPECT_EQ(plan.solution.status, program::Status::infeasible);
  EXPECT_FALSE(plan.has_answer());
  EXPECT_FALSE(plan.repair.empty());
  const auto words = answer_in_words(plan);
  EXPECT_EQ(words.at(0), "No plan meets all limits of this scenario.");
  if (plan.repair.empty()) plan.repair.push_back({});
  return plan;
}

TEST(Infeasible, PowerNamesTheConnection) {
  const double half = std::round(1000 * need().peak_mw / 2) / 1000;
  const auto plan =
      infeasible(head + horizon + market + chat + h100 + with(berlin, "200 MW", std::to_string(half) + " MW"));
  ASSERT_EQ(plan.repair.size(), 1U);
  EXPECT_THAT(plan.repair[0].sentence, HasSubstr("grid connection at Berlin in 2030:"));
  EXPECT_NEAR(plan.repair[0].amount, need().peak_mw - half, 1e-5 * need().peak_mw);
  EXPECT_EQ(plan.repair[0].unit, "MW");
}

TEST(Infeasible, HallSpaceNamesThePermit) {
  const double half = std::round(1000 * need().it_mw / 2) / 1000;
  const auto plan =
      infeasible(head + horizon + market + chat + h100 + with(berlin, "150 MW_it", std::to_string(half) + " MW_it"));
  ASSERT_EQ(plan.repair.size(), 1U);
  EXPECT_THAT(plan.repair[0].sentence, HasSubstr("hall space at Berlin in 2030:"));
  EXPECT_THAT(plan.repair[0].sentence, HasSubstr("permitted"));
  EXPECT_NEAR(plan.repair[0].amount, need().it_mw - half, 1e-5 * need().it_mw);
}

TEST(Infeasible, HallsBeforeTheirLeadTimesNameTheFirstYear) {
  // A hall for half of the need stands; the next one can open in 2032, the plan starts in 2030.
  const double half = std::round(1000 * need().it_mw / 2) / 1000;
  const auto plan =
      infeasible(head + "[horizon]\nperiods = [2030, 2032]\nend = 2035\n" + market + chat + h100 + berlin +
                 "hall_from = 2032\n[[built]]\nkind = \"hall\"\nsite = \"berlin\"\nyear = 2030\namount = \"" +
                 std::to_string(half) + " MW_it\"\n");
  ASSERT_EQ(plan.repair.size(), 1U);
  EXPECT_THAT(plan.repair[0].sentence, HasSubstr("halls at Berlin in 2030: none can open before 2032"));
  EXPECT_NEAR(plan.repair[0].amount, need().it_mw - half, 1e-5 * need().it_mw);
  EXPECT_EQ(plan.repair[0].unit, "MW_it");
}

TEST(Infeasible, ChipsNameTheDeliveries) {
  const double each = std::floor(need().pieces / 10);  // a year: half of the need in five years
  const auto plan =
      infeasible(head + horizon + market + chat + h100 + berlin +
                 "[[supply]]\naccelerator = \"H100 SXM\"\nmost = " + std::to_string(static_cast<int>(each)) + "\n");
  ASSERT_EQ(plan.repair.size(), 1U);
  EXPECT_THAT(plan.repair[0].sentence, HasSubstr("deliveries of H100 SXM in 2030-2034:"));
  EXPECT_NEAR(plan.repair[0].amount, need().pieces - 5 * each, 1e-5 * need().pieces);
}

TEST(Infeasible, CapitalNamesTheMissingMoney) {
  const double half = std::round(need().capital / 2);
  const auto plan = infeasible(head + horizon + market + chat + h100 + berlin + "[money]\nbudget = \"" +
                               std::to_string(static_cast<long>(half)) + " USD_2025\"\n");
  ASSERT_EQ(plan.repair.size(), 1U);
  EXPECT_THAT(plan.repair[0].sentence, HasSubstr("capital for 2030-2034:"));
  EXPECT_NEAR(plan.repair[0].amount, need().capital - half, 1e-5 * need().capital);
  EXPECT_EQ(plan.repair[0].unit, "USD");
}

TEST(Infeasible, CarbonFreeShareNamesWhatIsWithinReach) {
  auto s = flat(head + horizon + "[power]\ndefault_plants = false\ncarbon_free = \"100 %\"\n" + chat + h100 + berlin);
  const auto plan = plan_of(s);
  ASSERT_EQ(plan.solution.status, program::Status::infeasible);
  ASSERT_EQ(plan.repair.size(), 1U);
  const double share = plan.compiled.meaning.zones[0].carbon_free.at(0);
  double clean = 0;
  for (std::size_t h = 0; h < 24; ++h) clean += plan.compiled.meaning.zones[0].carbon_free.at(h) / 24;
  ASSERT_LT(share, 1);
  EXPECT_THAT(
      plan.repair[0].sentence,
      testing::StartsWith(fmt::format("carbon-free energy in 2030: 100 % asked, {:.4g} % within reach", 100 * clean)));
  EXPECT_NEAR(plan.repair[0].amount, need().energy * (1 - clean), 1e-5 * need().energy);
}

TEST(Infeasible, CarbonCapNamesWhatIsNeeded) {
  const double needed = need().energy * grid_carbon / 1000, cap = std::round(needed / 3);
  const auto plan = infeasible(head + horizon + "[power]\ndefault_plants = false\ncarbon_cap = \"" +
                               std::to_string(cap) + " t/yr\"\n" + chat + h100 + berlin);
  ASSERT_EQ(plan.repair.size(), 1U);
  EXPECT_THAT(plan.repair[0].sentence, HasSubstr("carbon cap of 2030:"));
  EXPECT_NEAR(plan.repair[0].amount, needed - cap, 1e-5 * needed);
}

TEST(Infeasible, ResidencyOffersTheOtherCountry) {
  const double half = std::round(1000 * need().peak_mw / 2) / 1000;
  const std::string lyon =
      "[[site]]\nid = \"lyon\"\nname = \"Lyon\"\ncountry = \"FR\"\ngrid = \"200 MW\"\ncooling = \"air\"\n";
  const auto plan =
      infeasible(head + horizon + market + chat + h100 + with(berlin, "200 MW", std::to_string(half) + " MW") + lyon);
  ASSERT_EQ(plan.repair.size(), 2U);
  EXPECT_THAT(plan.repair[0].sentence, HasSubstr("grid connection at Berlin"));
  EXPECT_TRUE(plan.repair[1].alternative);
  EXPECT_THAT(plan.repair[1].sentence, testing::AllOf(HasSubstr("residency"), HasSubstr("Chat"), HasSubstr("Lyon")));
  EXPECT_NEAR(plan.repair[1].amount, 100 * (1 - half / need().peak_mw), 1e-4);
}

TEST(Infeasible, HoursAreNamedWhereOnlyDemandCanGiveWay) {
  // Nobody sells accelerators before the period: the demand itself gives way, in every hour.
  const auto plan = infeasible(head + "[horizon]\nperiods = [2026, 2027]\nend = 2035\n" + market + chat +
                               "[accelerators]\ncandidates = [\"Rubin\"]\n" + berlin +
                               "[[built]]\nkind = \"hall\"\nsite = \"berlin\"\nyear = 2026\namount = \"100 MW_it\"\n");
  EXPECT_THAT(plan.repair[0].sentence, testing::AllOf(HasSubstr("Chat in 2026"), HasSubstr("cannot be served"),
                                                      HasSubstr("24 hours from 2026-")));
  EXPECT_EQ(plan.repair[0].unit, "requests/h");
}

}  // namespace
}  // namespace gigaplan::plan
