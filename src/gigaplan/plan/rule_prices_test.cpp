// What rules cost, worked out on paper: one site in Germany beside one in France whose halls cost twice as much.
#include <gmock/gmock.h>

#include "gigaplan/plan/hand_test.hpp"
#include "gigaplan/plan/rules.hpp"

namespace gigaplan::plan {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

constexpr double digits = 1e-6;  // relative

const std::string anywhere = head + horizon + market + chat + "residency = \"anywhere\"\n" + h100 + berlin + lyon;

Plan priced(const std::string& text, int rules = 10, double seconds = 1e9) {
  PlanOptions options;
  options.solver.solver = solve::Choice::simplex;
  options.measured_limits = 0;
  options.priced_rules = rules, options.rule_seconds = seconds;
  return make_plan(flat(text), catalogue(), options, {});
}

const RulePrice& price(const Plan& plan, const std::string& word) {
  for (const auto& p : plan.rule_prices)
    if (p.rule.find(word) != std::string::npos) return p;
  throw std::logic_error("no rule with " + word);
}

// Pieces that chat needs, and what each costs more a year in a hall that costs 10 USD/W more.
double all_of_it() { return catalogue().country("DEU").population.value * 0.01; }
double dearer(const scenario::Scenario& s) {
  const Hand hand(s, "H100");
  return all_of_it() * hand.per_user / hand.requests * hand.busy_kw / 1000 * 10e6 * annuity(s.hall_life);
}

TEST(RulePrices, ResidencyThatForcesTheDearCountryCostsItsDearerHalls) {
  auto text = anywhere;
  text.replace(text.find("\"anywhere\""), 10, "\"in-country\"");
  text.replace(text.find("reach ="), 0, "country = \"FR\"\n");  // the users sit in France now: 1 % of its people
  const auto plan = priced(text);
  ASSERT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  ASSERT_EQ(plan.rule_prices.size(), 1U);
  const auto& p = plan.rule_prices[0];
  const Hand hand(plan.scenario, "H100");
  const double pieces = catalogue().country("FRA").population.value * 0.01 * hand.per_user / hand.requests;
  const double more = pieces * hand.busy_kw / 1000 * 10e6 * annuity(plan.scenario.hall_life);
  ASSERT_TRUE(p.worth);
  EXPECT_NEAR(*p.worth, more, digits * more);
  EXPECT_NEAR(p.share, more * five_years() / plan.present_cost, digits);
  EXPECT_THAT(p.sentence, StartsWith("Residency of Chat (in-country) costs "));
  EXPECT_THAT(p.sentence, HasSubstr(" USD a year ("));
}

TEST(RulePrices, ATargetThatKeepsHalfOfItInTheDearCountryCostsHalf) {
  const auto plan = priced(anywhere +
                           "[[target]]\nid = \"half\"\nname = \"half\"\ncountries = [\"FR\"]\ncompute_share = "
                           "[{ year = 2030, share = \"50 %\" }]\n");
  ASSERT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  const auto& p = price(plan, "Target \"half\" (50 % of the compute in 2030)");
  const double more = dearer(plan.scenario) / 2;
  ASSERT_TRUE(p.worth);
  EXPECT_NEAR(*p.worth, more, digits * more);
}

TEST(RulePrices, WhatBindsNothingCostsNothing) {
  auto text = anywhere;
  text.replace(text.find("\"anywhere\""), 10, "\"region\"");
  const auto plan = priced(text + "[[licence]]\nid = \"wide\"\ncountries = [\"DE\"]\nmost = 1_000_000\n");
  ASSERT_EQ(plan.rule_prices.size(), 2U);
  for (const auto& p : plan.rule_prices) {
    EXPECT_EQ(p.worth, 0.0) << p.sentence;
    EXPECT_THAT(p.sentence, testing::EndsWith(" costs nothing."));
  }
}

TEST(RulePrices, InMostComputeTheyAreCompute) {
  // 100 licensed H100s a year; the budget of 40 M USD buys more of them.
  auto text = "objective = \"most-compute\"\n" + head + horizon + market + h100 + berlin +
              "[money]\nbudget = \"40 M USD_2025\"\n[[licence]]\nid = \"few\"\ncountries = [\"DE\"]\nmost = 100\n";
  const auto plan = priced(text);
  ASSERT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  const auto& p = price(plan, "Few");
  const Hand hand(plan.scenario, "H100");
  const double bought = 40e6 / (hand.cost + hand.busy_kw / 1000 * 10e6);
  ASSERT_TRUE(p.worth);
  EXPECT_NEAR(plan.objective, 500, digits * 500);
  EXPECT_NEAR(*p.worth, bought - 500, digits * bought);
  EXPECT_THAT(p.sentence, HasSubstr(" H100 equivalents ("));
  EXPECT_LT(p.cost_per_year, 0);
}

TEST(RulePrices, WhatTimeOrTheNumberAskedForLeavesOutIsTold) {
  const auto licence = "[[licence]]\nid = \"quota\"\ncountries = [\"DE\"]\ntpp = 126_656\n";
  const auto few = priced(anywhere + licence, 0);
  EXPECT_TRUE(few.rule_prices.empty());
  EXPECT_TRUE(few.rule_note.empty());
  const auto late = priced(anywhere + licence, 10, 0);
  EXPECT_TRUE(late.rule_prices.empty());
  EXPECT_THAT(late.rule_note, StartsWith("Without a price: 1 of 1 rules"));
}

TEST(RulePrices, WholeNumbersAreLeftOut) {
  auto text = anywhere + "[[licence]]\nid = \"quota\"\ncountries = [\"DE\"]\ntpp = 126_656\n";
  text.replace(text.find("halls_most"), 0, "whole_blocks = true\nhall_block = \"1 MW_it\"\n");
  PlanOptions options;
  options.measured_limits = 0, options.priced_rules = 10;
  const auto plan = make_plan(flat(text), catalogue(), options, {});
  EXPECT_TRUE(plan.rule_prices.empty());
  EXPECT_THAT(plan.rule_note, HasSubstr("whole numbers"));
}

TEST(Rules, WithoutATargetOfUsersServedNobodyNeedBe) {
  const auto s = flat(anywhere + "[[target]]\nid = \"most\"\nserved = \"80 %\"\n");
  const auto rules = rules_of(s, {});
  ASSERT_EQ(rules.size(), 1U);
  auto without = s;
  rules[0].drop(without);
  EXPECT_TRUE(without.may_leave_unserved());
  EXPECT_EQ(without.targets.at(0).served.step(2030), 0);
}

}  // namespace
}  // namespace gigaplan::plan
