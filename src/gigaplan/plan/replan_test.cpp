// What is built already: kept by the next plan, alive in the years of its life, and no burden on what the plan has.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>

#include "gigaplan/plan/hand_test.hpp"

namespace gigaplan::plan {
namespace {

// What a first plan built, written under [[built]], is kept by the next one, which adds only what is new.
TEST(Replanning, KeepsWhatIsBuilt) {
  const auto base = head + horizon + market + h100 + berlin;
  const auto first = plan_of(flat(base + chat));
  std::string built;
  for (const auto& b : first.builds) {
    if (b.kind == "hall")
      built += "[[built]]\nkind = \"hall\"\nsite = \"berlin\"\nyear = 2030\namount = \"" + std::to_string(b.amount) +
               " MW_it\"\n";
    if (b.kind == "fleet")
      built += "[[built]]\nkind = \"fleet\"\nsite = \"berlin\"\naccelerator = \"H100 SXM\"\nyear = 2030\namount = \"" +
               std::to_string(b.amount) + "\"\n";
  }
  const auto again = plan_of(flat(base + chat + built));
  ASSERT_TRUE(again.certificate.accepted);
  EXPECT_NEAR(again.present_cost, first.present_cost, 1e-5 * first.present_cost);
  double fresh = 0;
  for (const auto& b : again.builds) fresh += b.committed ? 0 : b.overnight;
  EXPECT_LT(fresh, 1e-4 * first.present_cost);
  // Twice the people: exactly as much again on top.
  auto twice = chat;
  twice.replace(twice.find("1 %"), 3, "2 %");
  const auto more = plan_of(flat(base + twice + built));
  double added = 0, kept = 0;
  for (const auto& b : more.builds)
    if (b.kind == "fleet") (b.committed ? kept : added) += b.amount;
  EXPECT_NEAR(added, kept, 1e-5 * kept);
}

std::string built(const std::string& kind, int year, double amount, const std::string& unit) {
  const std::string chip = kind == "fleet" ? "accelerator = \"H100 SXM\"\n" : "";
  return fmt::format("[[built]]\nkind = \"{}\"\nsite = \"berlin\"\n{}year = {}\namount = \"{:.9g}{}\"\n", kind, chip,
                     year, amount, unit);
}

// Halls and chips of 2027 serve 2030 without a dollar of the plan; the chips, of five years, are gone in 2033 and their
// successors take all of the budget and of the deliveries of the second period.
TEST(Replanning, WhatStoodBeforeTakesNeitherMoneyNorDeliveries) {
  const auto base = head + "[horizon]\nperiods = [2030, 2033]\nend = 2036\n" + market + h100 + berlin + chat;
  const Hand hand(flat(base), "H100");
  const double pieces = hand.pieces_for(0.01 * figure("countries/DEU/population")),
               halls = pieces * hand.busy_kw / 1000;
  const auto stood = built("hall", 2027, halls * (1 + 1e-7), " MW_it") + built("fleet", 2027, pieces * (1 + 1e-7), "");
  const auto limits = fmt::format(
      "[money]\nbudget = [{{ year = 2033, amount = \"{:.0f} USD_2025\" }}]\n"
      "[[supply]]\naccelerator = \"H100 SXM\"\nmost = [{{ year = 2030, count = 0 }}, {{ year = 2033, count = {:.0f} "
      "}}]\n",
      1.0001 * pieces * hand.cost, std::ceil(pieces / 3) + 1);
  const auto plan = plan_of(flat(base + stood + limits));
  ASSERT_TRUE(plan.has_answer()) << (plan.repair.empty() ? "" : plan.repair[0].sentence);
  ASSERT_TRUE(plan.certificate.accepted);
  double money = 0;
  for (const auto& b : plan.builds) {
    EXPECT_EQ(b.stood, b.year == 2027) << b.kind;
    EXPECT_TRUE(b.stood || (b.kind == "fleet" && b.year == 2033)) << b.kind << " " << b.year;
    EXPECT_EQ(b.overnight == 0, b.stood);
    money += b.overnight;
  }
  EXPECT_NEAR(money, pieces * hand.cost, 1e-6 * money);
  ASSERT_EQ(plan.fleet.size(), 2U);
  EXPECT_EQ(plan.fleet[0].vintage_year, 2027);
  EXPECT_EQ(plan.fleet[1].vintage_year, 2033);
  // Its annuity is a cost of the years it serves all the same.
  double yearly = 0;
  for (const auto& row : plan.costs) yearly += row.period == 0 ? row.per_year : 0;
  EXPECT_NEAR(yearly, pieces * hand.yearly_busy(), 1e-6 * yearly);
}

// Without what stood, nothing can serve 2030: the test above leans on it.
TEST(Replanning, WhatIsDecidedForAYearWithinAPeriodWaitsForTheNext) {
  const auto base = head + "[horizon]\nperiods = [2030, 2033]\nend = 2036\n" + market + h100 + berlin + chat;
  const auto plan = plan_of(flat(base + built("hall", 2031, 20, " MW_it") + built("grid", 2032, 50, " MW")));
  ASSERT_TRUE(plan.certificate.accepted);
  EXPECT_TRUE(std::ranges::none_of(plan.builds, [](const BuildItem& b) { return b.committed && b.year != 2033; }));
  EXPECT_NEAR(plan.sites[0].grid, 200, 1e-9);
  EXPECT_NEAR(plan.sites[1].grid, 250, 1e-9);
}

}  // namespace
}  // namespace gigaplan::plan
