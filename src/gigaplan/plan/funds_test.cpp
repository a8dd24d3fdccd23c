// Funds that pay in their own countries, worked out on paper: halls at Lyon cost twice what they cost in Berlin.
#include <gmock/gmock.h>

#include <cmath>

#include "gigaplan/plan/hand_test.hpp"

namespace gigaplan::plan {
namespace {

using testing::HasSubstr;

const std::string places = market + h100 + berlin + lyon;
const std::string own = "[money]\nbudget = \"200 M USD_2025\"\n";
const std::string french = "[[fund]]\nid = \"france\"\nname = \"France\"\ncountries = [\"FR\"]\n";

// Overnight money of one H100 with its hall at 10, at 20 USD/W.
double in_berlin() { return Hand(flat(head + horizon + places + chat), "H100").capital(); }
double in_lyon() { return in_berlin() + Hand(flat(head + horizon + places + chat), "H100").busy_kw / 1000 * 10e6; }

Plan most(const std::string& money, const std::string& years = horizon) {
  auto plan = plan_of(flat(head + "objective = \"most-compute\"\n" + years + places + money), 4);
  EXPECT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  for (const auto& row : plan.compliance) EXPECT_TRUE(row.fulfilled) << row.rule << ": " << row.evidence;
  return plan;
}
double pieces(const Plan& plan, int site) {
  for (const auto& y : plan.sites)
    if (y.site == site && y.period + 1 == static_cast<int>(plan.scenario.periods.size())) return y.accelerators;
  return 0;
}

TEST(Funds, OfACountryBuyWhatStandsThere) {
  const auto plan = most(own + french + "amount = \"100 M USD_2025\"\n");
  EXPECT_NEAR(pieces(plan, 0), 200e6 / in_berlin(), 1e-5 * 200e6 / in_berlin());
  EXPECT_NEAR(pieces(plan, 1), 100e6 / in_lyon(), 1e-5 * 100e6 / in_lyon());
  ASSERT_EQ(plan.funds.size(), 1U);
  EXPECT_EQ(plan.funds[0].country, "FRA");
  EXPECT_NEAR(plan.funds[0].given, 100e6, 1e-6 * 100e6);
  EXPECT_THAT(answer_in_words(plan), testing::Contains(HasSubstr("France pays 100 M USD of its 100 M USD.")));
  // A tenth more of it buys a tenth more there.
  const auto of_france = std::ranges::find_if(
      plan.bottlenecks, [](const auto& b) { return b.sentence.find("more money of France") != std::string::npos; });
  ASSERT_NE(of_france, plan.bottlenecks.end());
  EXPECT_NEAR(of_france->gain, 10e6 / in_lyon(), 1e-4 * 10e6 / in_lyon());
}

TEST(Funds, PayNoMoreThanTheirShare) {
  // Half of what stands at Lyon: the budget pays the other half, where that brings more than Berlin does.
  const double each = in_lyon() / 2;
  ASSERT_LT(each, in_berlin());
  const auto plan = most(own + french + "amount = \"100 M USD_2025\"\nshare = \"50 %\"\n");
  EXPECT_NEAR(pieces(plan, 1), 100e6 / each, 1e-5 * 100e6 / each);
  EXPECT_NEAR(pieces(plan, 0), 100e6 / in_berlin(), 1e-5 * 100e6 / in_berlin());
  // A hundredth is not worth the dearer halls.
  const auto little = most(own + french + "amount = \"100 M USD_2025\"\nshare = \"1 %\"\n");
  EXPECT_NEAR(pieces(little, 0), 200e6 / in_berlin(), 1e-5 * 200e6 / in_berlin());
  EXPECT_TRUE(little.funds.empty());
}

TEST(Funds, WithoutCountriesAreBudget) {
  const auto plan = most("[[fund]]\nid = \"lender\"\namount = \"300 M USD_2025\"\n");
  EXPECT_NEAR(pieces(plan, 0), 300e6 / in_berlin(), 1e-5 * 300e6 / in_berlin());
  EXPECT_NEAR(pieces(plan, 1), 0, 1e-6);
}

TEST(Funds, WaitForWhatOpensLaterWhereTheyMay) {
  // Nothing opens at Lyon before 2032.
  const auto built = [&](const std::string& carry) {
    return plan_of(flat(head + "objective = \"most-compute\"\n[horizon]\nperiods = [2030, 2032]\nend = 2035\n" +
                        places + "hall_from = 2032\n" + own + french + "amount = \"100 M USD_2025\"\n" + carry));
  };
  EXPECT_NEAR(pieces(built(""), 1), 100e6 / in_lyon(), 1e-4 * 100e6 / in_lyon());
  EXPECT_NEAR(pieces(built("carry = false\n"), 1), 0, 1e-4);
}

TEST(Funds, ThatAreShortAreNamed) {
  const auto need = plan_of(flat(head + horizon + market + chat + h100 + berlin));
  double capital = 0;
  for (const auto& b : need.builds) capital += b.overnight;
  const auto plan = plan_of(flat(head + horizon + market + chat + h100 + berlin +
                                 "[[fund]]\nid = \"state\"\nname = \"The state\"\ncountries = [\"DE\"]\namount = \"" +
                                 std::to_string(0.75 * capital) + " USD_2025\"\n"));
  ASSERT_EQ(plan.solution.status, program::Status::infeasible);
  EXPECT_THAT(plan.repair.at(0).sentence, HasSubstr("money of The state for 2030-2034: "));
  EXPECT_NEAR(plan.repair[0].amount, 0.25 * capital, 1e-4 * capital);
}

TEST(Funds, ThatPayForAnothersSitesAreFoundOut) {
  auto plan = most(own + french + "amount = \"100 M USD_2025\"\n");
  plan.funds[0].given = 102e6;
  plan.compliance.clear();
  check_funds(plan);
  EXPECT_EQ(std::ranges::count(plan.compliance, false, &Compliance::fulfilled), 2);
}

}  // namespace
}  // namespace gigaplan::plan
