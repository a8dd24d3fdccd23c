// Lexicographic goals and people served, worked out on paper.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>

#include "gigaplan/plan/flat_test.hpp"
#include "gigaplan/plan/hand_test.hpp"

namespace gigaplan::plan {
namespace {

using testing::Contains;
using testing::HasSubstr;

constexpr double digits = 1e-7;  // relative

std::string aims(const std::string& objective, const std::string& more = "") {
  return "objective = " + objective + "\n" + more;
}

TEST(MostServed, TheBudgetServesAsManyAsItBuysFor) {
  const auto s = flat(head + aims("\"most-served\"") + horizon + market + chat + h100 + berlin +
                      "[money]\nbudget = \"1 M USD_2025\"\n");
  const Hand hand(s, "H100");
  const auto plan = plan_of(s);
  ASSERT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  const double users = figure("countries/DEU/population") * 0.01;
  const double share = 1e6 / hand.capital() / hand.pieces_for(users);
  ASSERT_LT(share, 1);
  EXPECT_NEAR(plan.objective, share * users, digits * share * users) << "people in the mean year";
  EXPECT_NEAR(plan.sites[0].requests, share * users * 12 * 365, digits * share * users * 12 * 365);
  EXPECT_THAT(answer_in_words(plan), Contains(HasSubstr("of the users are served")));
  EXPECT_THAT(plan.compliance, Contains(testing::Field(&Compliance::fulfilled, true)));
  for (const auto& row : plan.compliance) EXPECT_TRUE(row.fulfilled) << row.rule << row.evidence;
}

TEST(MostServed, WithMoneyForAllItIsTheLeastCostPlan) {
  const auto text = horizon + market + chat + h100 + berlin;
  const auto least = plan_of(flat(head + text));
  const auto all = plan_of(flat(head + aims("\"most-served\"") + text));
  ASSERT_TRUE(all.certificate.accepted) << all.certificate.reason;
  EXPECT_NEAR(all.present_cost, least.present_cost, 1e-6 * least.present_cost);
}

TEST(MostServed, DeferrableWorkIsLeftAloneInTheSameShare) {
  auto text = head + aims("\"most-served\"") + horizon + market + chat + h100 + berlin;
  text.replace(text.find("language_factor"), 0, "class = \"deferrable\"\nwithin = \"6 h\"\n");
  const auto all = plan_of(flat(text)), some = plan_of(flat(text + "[money]\nbudget = \"1 M USD_2025\"\n"));
  ASSERT_TRUE(some.certificate.accepted) << some.certificate.reason;
  const double users = figure("countries/DEU/population") * 0.01;
  double capital = 0;
  for (const auto& b : all.builds) capital += b.overnight;
  const double share = 1e6 / capital;
  EXPECT_NEAR(all.objective, users, digits * users);
  EXPECT_NEAR(some.objective, share * users, digits * share * users) << "an even day leaves nothing to move";
}

TEST(MostServed, WeightsSayWhoComesFirst) {
  // A user of the second service asks twice as much and counts `weight`: above two he comes first.
  auto second = chat;
  second.replace(second.find("\"chat\""), 6, "\"deep\"");
  second.replace(second.find("day = 12"), 8, "day = 24");
  const auto shares = [&](const std::string& weight) {
    const auto plan =
        plan_of(flat(head + aims("\"most-served\"") + horizon + market + chat + second + "weight = " + weight + "\n" +
                     h100 + berlin + "[money]\nbudget = \"1 M USD_2025\"\n"));
    EXPECT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
    const auto view = plan.view();
    return std::pair(view.capacity(plan.compiled.meaning.services[0].share, 0),
                     view.capacity(plan.compiled.meaning.services[1].share, 0));
  };
  const auto light = shares("1.9"), heavy = shares("2.1");
  EXPECT_GT(light.first, 0.01);
  EXPECT_NEAR(light.second, 0, 1e-9);
  EXPECT_NEAR(heavy.first, 0, 1e-9);
  EXPECT_NEAR(heavy.second, light.first / 2, digits);
}

const std::string hundred = "[[supply]]\naccelerator = \"H100 SXM\"\nmost = 20\n[money]\nbudget = \"1 bn USD_2025\"\n";

TEST(Goals, AfterTheMostComputeTheLeastCostChoosesThePlace) {
  // A hundred chips whatever they cost; then they stand in Berlin, whose halls cost half.
  const auto s =
      flat(head + aims("[\"most-compute\", \"least-cost\"]") + horizon + market + h100 + lyon + berlin + hundred);
  const Hand hand(s, "H100");
  const auto plan = plan_of(s);
  ASSERT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  ASSERT_EQ(plan.goals.size(), 2U);
  EXPECT_NEAR(plan.goals[0].best, 100, digits * 100);
  EXPECT_NEAR(plan.goals[0].planned, 100, 1e-6 * 100);
  EXPECT_TRUE(plan.goals[0].certified && plan.goals[1].certified);
  const double cost = 100 * hand.yearly_idle() * five_years();
  EXPECT_NEAR(plan.goals[1].planned, cost, 1e-6 * cost);
  ASSERT_TRUE(plan.goals[1].before);
  EXPECT_GE(*plan.goals[1].before, cost * (1 - 1e-6)) << "the first best plan is no cheaper";
  // The last H100 costs what an idle one costs.
  ASSERT_TRUE(plan.goals[0].price);
  EXPECT_NEAR(*plan.goals[0].price, cost / 100, 1e-6 * cost / 100);
  EXPECT_THAT(answer_in_words(plan), Contains(HasSubstr("Goal 1, most compute: 100 H100 equivalents")));
}

TEST(Goals, WhatHoldsTheComputeBackIsWorthCompute) {
  // A hundred chips and no more: a hundred more, which the budget pays for, are a hundred H100 equivalents.
  const auto s = flat(head + aims("\"most-compute\"") + horizon + market + h100 + berlin + hundred);
  const auto plan = plan_of(s, 3);
  ASSERT_FALSE(plan.bottlenecks.empty());
  const auto& first = plan.bottlenecks.front();
  EXPECT_EQ(first.kind, "chips");
  EXPECT_TRUE(first.measured);
  EXPECT_NEAR(first.gain, 100, 1e-4);
  EXPECT_EQ(first.gain_unit, "H100 equivalents");
  EXPECT_THAT(first.sentence, testing::EndsWith("delivered in 2030-2034 gives 100 H100 equivalents more."));
  // Money that is short is worth what it buys: a chip with its hall.
  const auto poor =
      flat(head + aims("\"most-compute\"") + horizon + market + h100 + berlin + "[money]\nbudget = \"2 M USD_2025\"\n");
  const auto bought = plan_of(poor, 3);
  ASSERT_FALSE(bought.bottlenecks.empty());
  const auto& money = bought.bottlenecks.front();
  EXPECT_EQ(money.kind, "budget");
  const double more = 1e6 / Hand(poor, "H100").capital();
  EXPECT_NEAR(money.gain, more, 1e-5 * more) << "the step is a million";
  EXPECT_THAT(money.sentence, testing::StartsWith("1 M USD more capital in 2030 gives "));
}

TEST(Goals, WhatOnlySavesMoneyDoesSoAtTheSameCompute) {
  // Berlin's halls hold half of the hundred chips; the others stand in Lyon, whose halls cost 10 USD/W more.
  const auto text = head + aims("\"most-compute\"") + horizon + market + h100 + lyon;
  const Hand hand(flat(text + berlin + hundred), "H100");
  auto small = berlin;
  const double half = std::round(1e6 * 50 * hand.busy_kw / 1000) / 1e6;
  small.replace(small.find("150 MW_it"), 9, fmt::format("{:.6f} MW_it", half));
  const auto s = flat(text + small + hundred);
  const auto plan = plan_of(s, 3);
  const auto hall = std::ranges::find(plan.bottlenecks, "hall", &Bottleneck::kind);
  ASSERT_NE(hall, plan.bottlenecks.end());
  EXPECT_EQ(hall->gain, 0);
  EXPECT_TRUE(hall->measured);
  EXPECT_THAT(hall->sentence, testing::EndsWith(" a year at the same compute."));
  const double saved = (100 * hand.busy_kw / 1000 - half) * 10e6 * annuity(s.hall_life);
  EXPECT_NEAR(hall->saving_per_year, saved, 1e-4 * saved);
}

TEST(Goals, ATolerableLossIsTakenByTheNextGoal) {
  const auto s = flat(head + aims("[\"most-compute\", \"least-cost\"]", "goal_tolerance = \"10 %\"\n") + horizon +
                      market + h100 + berlin + hundred);
  const Hand hand(s, "H100");
  const auto plan = plan_of(s);
  ASSERT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  EXPECT_NEAR(plan.goals[0].best, 100, digits * 100);
  EXPECT_NEAR(plan.goals[0].planned, 90, digits * 90);
  EXPECT_NEAR(plan.present_cost, 90 * hand.yearly_idle() * five_years(), digits * plan.present_cost);
  EXPECT_THAT(answer_in_words(plan), Contains(HasSubstr("of its best 100 H100 equivalents later goals took 10 %")));
}

TEST(Goals, ATenthMoreThanTheLeastCostBuysWhatStandsIdle) {
  const auto s = flat(head + aims("[\"least-cost\", \"most-compute\"]", "goal_tolerance = \"10 %\"\n") + horizon +
                      market + chat + h100 + berlin);
  const Hand hand(s, "H100");
  const auto plan = plan_of(s);
  ASSERT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  ASSERT_EQ(plan.goals.size(), 3U) << "least cost ends every list";
  const double need = hand.pieces_for(figure("countries/DEU/population") * 0.01);
  const double least = need * hand.yearly_busy() * five_years();
  EXPECT_NEAR(plan.goals[0].best, least, digits * least);
  const double most = need + 0.1 * least / (hand.yearly_idle() * five_years());
  EXPECT_NEAR(plan.goals[1].best, most, 1e-6 * most);
  // The last goal may give up a tenth of the compute again: what the users need must stand.
  EXPECT_NEAR(plan.goals[1].planned, std::max(0.9 * most, need), 1e-6 * most);
}

TEST(Goals, AStageWithoutAPlanIsInfeasible) {
  const auto plan = plan_of(flat(head + aims("[\"most-compute\", \"least-cost\"]") + horizon + market + chat + h100 +
                                 berlin + "[money]\nbudget = \"1 M USD_2025\"\n"));
  EXPECT_EQ(plan.solution.status, program::Status::infeasible);
  ASSERT_FALSE(plan.repair.empty());
  EXPECT_THAT(plan.repair[0].sentence, HasSubstr("capital for 2030-2034"));
}

}  // namespace
}  // namespace gigaplan::plan
