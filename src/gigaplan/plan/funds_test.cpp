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
double hall_in_berlin() { return Hand(flat(head + horizon + places + chat), "H100").busy_kw / 1000 * 10e6; }
double in_lyon() { return in_berlin() + hall_in_berlin(); }
double one_h100() { return in_berlin() - hall_in_berlin(); }

Plan most(const std::string& money, const std::string& years = horizon, const std::string& where = places) {
  auto plan = plan_of(flat(head + "objective = \"most-compute\"\n" + years + where + money), 4);
  EXPECT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  for (const auto& row : plan.compliance)
    EXPECT_TRUE(row.fulfilled || row.rule.starts_with("PUE")) << row.rule << ": " << row.evidence;
  return plan;
}
/// Money that a fund gives, by the order of the scenario.
double given(const Plan& plan, int fund) {
  double sum = 0;
  for (const auto& row : plan.funds) sum += row.fund == fund ? row.given : 0;
  return sum;
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
  EXPECT_EQ(plan.compiled.meaning.accounts.at(0).country, "FRA");
  EXPECT_THAT(plan.compiled.meaning.accounts[0].kinds, testing::ElementsAre("hall", "fleet"));
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

TEST(Funds, OfAnythingAreNotKeptInTheBudget) {
  // Nothing opens anywhere before 2032, and the money of 2030 may not be kept.
  const auto built = [&](const std::string& carry) {
    return most(
        "hall_from = 2032\n[[fund]]\nid = \"lender\"\namount = [{ year = 2030, amount = \"100 M USD_2025\" }]\n" +
            carry,
        "[horizon]\nperiods = [2030, 2032]\nend = 2035\n", market + h100 + berlin);
  };
  EXPECT_NEAR(pieces(built(""), 0), 100e6 / in_berlin(), 1e-4 * 100e6 / in_berlin());
  EXPECT_NEAR(pieces(built("carry = false\n"), 0), 0, 1e-4);
}

TEST(Funds, OfHallsPayForNoAccelerators) {
  // At Lyon the budget pays for the accelerator alone, until the fund is spent.
  const auto plan = most(own + french + "kinds = [\"hall\"]\namount = \"100 M USD_2025\"\n");
  const double there = 100e6 / (2 * hall_in_berlin());
  EXPECT_NEAR(pieces(plan, 1), there, 1e-5 * there);
  const double here = (200e6 - there * one_h100()) / in_berlin();
  EXPECT_NEAR(pieces(plan, 0), here, 1e-5 * here);
  EXPECT_THAT(answer_in_words(plan), testing::Contains(HasSubstr("France pays 100 M USD of its 100 M USD for halls.")));
  // Without the budget there is nobody to pay for accelerators.
  const auto alone = most(french + "kinds = [\"hall\"]\namount = \"100 M USD_2025\"\n");
  EXPECT_NEAR(pieces(alone, 0) + pieces(alone, 1), 0, 1e-6);
}

TEST(Funds, OfHallsGiveNoMoreThanHallsCost) {
  const auto plan = most(own + french + "kinds = [\"hall\"]\namount = \"1 bn USD_2025\"\n");
  const double there = 200e6 / one_h100();
  EXPECT_NEAR(pieces(plan, 1), there, 1e-5 * there);
  EXPECT_NEAR(pieces(plan, 0), 0, 1e-3);
  EXPECT_NEAR(given(plan, 0), there * 2 * hall_in_berlin(), 1e-5 * given(plan, 0));
}

TEST(Funds, OfKindsPayTheirShareOfThemOnly) {
  // 75 % of the halls at Lyon: the budget pays the accelerator and a quarter of a hall that costs twice as much.
  const auto plan = most(own + french + "kinds = [\"hall\"]\namount = \"1 bn USD_2025\"\nshare = \"75 %\"\n");
  const double there = 200e6 / (one_h100() + hall_in_berlin() / 2);
  EXPECT_NEAR(pieces(plan, 1), there, 1e-5 * there);
  EXPECT_NEAR(given(plan, 0), there * 1.5 * hall_in_berlin(), 1e-5 * given(plan, 0));
}

TEST(Funds, OfTwoKindsBuildTogether) {
  const std::string chips =
      "[[fund]]\nid = \"chips\"\ncountries = [\"FR\"]\nkinds = [\"fleet\"]\namount = \"1 bn USD_2025\"\n";
  const auto plan = most(french + "kinds = [\"hall\"]\namount = \"50 M USD_2025\"\n" + chips);
  const double there = 50e6 / (2 * hall_in_berlin());
  EXPECT_NEAR(pieces(plan, 1), there, 1e-5 * there);
  EXPECT_NEAR(pieces(plan, 0), 0, 1e-3);
  EXPECT_NEAR(given(plan, 0), 50e6, 1e-5 * 50e6);
  EXPECT_NEAR(given(plan, 1), there * one_h100(), 1e-5 * given(plan, 1));
}

TEST(Funds, PayForNoHallTwice) {
  // One has more than all halls cost, the other pays for anything: its money goes to accelerators.
  const auto plan = most(french + "kinds = [\"hall\"]\namount = \"1 bn USD_2025\"\n" +
                         "[[fund]]\nid = \"state\"\ncountries = [\"FR\"]\namount = \"100 M USD_2025\"\n");
  const double there = 100e6 / one_h100();
  EXPECT_NEAR(pieces(plan, 1), there, 1e-5 * there);
  EXPECT_NEAR(given(plan, 0) + given(plan, 1), there * in_lyon(), 1e-5 * there * in_lyon());
  EXPECT_EQ(plan.compiled.meaning.accounts.size(), 2U);
}

TEST(Funds, OfKindsPayForThemAnywhere) {
  const auto plan = most(own + "[[fund]]\nid = \"lender\"\nkinds = [\"fleet\"]\namount = \"1 bn USD_2025\"\n");
  EXPECT_NEAR(pieces(plan, 0), 200e6 / hall_in_berlin(), 1e-5 * 200e6 / hall_in_berlin());
  EXPECT_NEAR(given(plan, 0), 200e6 / hall_in_berlin() * one_h100(), 1e-5 * given(plan, 0));
  // Of a kind that the plan has none of it pays nothing.
  const auto none = most(own + "[[fund]]\nid = \"lender\"\nkinds = [\"factory\"]\namount = \"1 bn USD_2025\"\n");
  EXPECT_NEAR(pieces(none, 0), 200e6 / in_berlin(), 1e-5 * 200e6 / in_berlin());
  EXPECT_TRUE(none.funds.empty());
}

TEST(Funds, PayForWhatStandsNowhere) {
  // Stacks of memory, some of them paid ahead, and the lender's fee: budget and loan pay for the rest.
  const auto plan = most(own +
                         "[loan]\nincome = \"20 USD_2025/h\"\nfee = \"1 %\"\nlimit = \"50 M USD_2025\"\n"
                         "[[contract]]\nid = \"ahead\"\nstage = \"HBM3\"\nvolume = 20000\nprice = \"500 USD_2025\"\n"
                         "take_or_pay = \"10 %\"\nprepaid = \"40 %\"\nprepaid_in = 2030\n"
                         "[[fund]]\nid = \"parts\"\nkinds = [\"parts\"]\namount = \"1 bn USD_2025\"\n"
                         "[[fund]]\nid = \"fees\"\nkinds = [\"loan\"]\namount = \"1 bn USD_2025\"\n");
  const double stacks = 5 / figure("supply/packaging/yield");
  const double each = in_berlin() - stacks * in_usd("supply/stage/HBM3/price");
  EXPECT_NEAR(pieces(plan, 0), 250e6 / each, 1e-5 * 250e6 / each);
  EXPECT_NEAR(plan.loans.at(0).lent, 50e6, 1e-6 * 50e6);
  EXPECT_NEAR(given(plan, 0), stacks * 500 * pieces(plan, 0), 1e-5 * given(plan, 0));
  EXPECT_NEAR(given(plan, 1), 0.01 * 50e6, 1e-5 * given(plan, 1));
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

TEST(Funds, WhatNobodyPaysForIsNamed) {
  const auto text = head + horizon + market + chat + h100 + berlin;
  const double chips = plan_of(flat(text)).sites.at(0).accelerators * one_h100();
  const auto plan = plan_of(flat(text + "[[fund]]\nid = \"state\"\nkinds = [\"hall\"]\namount = \"10 bn USD_2025\"\n"));
  ASSERT_EQ(plan.solution.status, program::Status::infeasible);
  EXPECT_THAT(plan.repair.at(0).sentence, HasSubstr("capital for 2030-2034: "));
  EXPECT_NEAR(plan.repair[0].amount, chips, 1e-4 * chips);
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
