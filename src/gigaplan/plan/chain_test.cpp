// The supply chain worked out on paper: what a memory stack is worth where chips are starved of it, contracts that are
// paid in any case, factories that pay for themselves.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <cmath>

#include "gigaplan/plan/chain_rows.hpp"
#include "gigaplan/plan/hand_test.hpp"

namespace gigaplan::plan {
namespace {

constexpr double digits = 1e-9;  // relative
double stacks_of_h100() { return 5 / figure("supply/packaging/yield"); }

const std::string many = [] {
  auto text = chat;
  return text.replace(text.find("1 %"), 3, "10 %");
}();
const std::string two_chips = "[accelerators]\ncandidates = [\"H100 SXM\", \"A100 SXM 80GB\"]\n";
const std::string hynix =
    "[[maker]]\nid = \"hynix\"\nname = \"SK hynix\"\nstage = \"HBM3\"\ncapacity = 1000\nshare = \"10 %\"\n";

// What one HBM3 stack more is worth: a fifth of an H100, which saves the A100s that would do its work.
double worth_of_a_stack(const scenario::Scenario& s) {
  const Hand good(s, "H100"), old(s, "A100");
  return (good.requests / old.requests * old.yearly_busy() - good.yearly_busy()) * five_years() / stacks_of_h100();
}

double needed(double reach) { return figure("countries/DEU/population") * reach * 12 / 24; }

TEST(SupplyChain, AScarceStackIsWorthItsShareOfWhatItsChipReplaces) {
  const auto s = flat(head + horizon + market + many + berlin + two_chips + hynix);
  const double worth = worth_of_a_stack(s);
  ASSERT_GT(worth, 0);
  const auto plan = plan_of(s, 3);
  ASSERT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  for (const auto& row : plan.fleet)
    if (row.accelerator == 0) {
      EXPECT_NEAR(row.pieces, 1000 * 0.1 * 5 / stacks_of_h100(), digits * row.pieces);
    }
  const auto rows = chain_rows(plan);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].pieces, "HBM3 stacks");
  EXPECT_NEAR(rows[0].market, 500, digits * 500);
  EXPECT_NEAR(rows[0].used, 500, digits * 500);
  EXPECT_EQ(rows[0].left, 0);
  EXPECT_NEAR(rows[0].price, worth, 1e-7 * worth);
  EXPECT_TRUE(rows[0].bottleneck);
  ASSERT_FALSE(plan.bottlenecks.empty());
  const auto& first = plan.bottlenecks[0];
  EXPECT_EQ(first.kind, "chips");
  EXPECT_NEAR(first.price, worth, 1e-7 * worth);
  EXPECT_NEAR(first.saving, 100 * worth, 1e-6 * first.saving);
  EXPECT_THAT(first.sentence, testing::StartsWith("100 HBM3 stacks more from SK hynix in 2030-2034 saves"));
}

TEST(SupplyChain, PartsAtTheirPricesCostWhatTheAcceleratorCosts) {
  const auto without = plan_of(flat(head + horizon + market + chat + h100 + berlin));
  const std::string all =
      "[[maker]]\nid = \"a\"\nstage = \"HBM3\"\ncapacity = 1000000\n"
      "[[maker]]\nid = \"b\"\nstage = \"logic-5nm\"\ncapacity = 1000000\n"
      "[[maker]]\nid = \"c\"\nstage = \"packaging\"\ncapacity = 1000000\n"
      "[[maker]]\nid = \"d\"\nstage = \"servers\"\ncapacity = 1000000\n";
  const auto with = plan_of(flat(head + horizon + market + chat + h100 + berlin + all));
  ASSERT_TRUE(with.certificate.accepted);
  EXPECT_NEAR(with.present_cost, without.present_cost, digits * without.present_cost);
  const double pieces = with.sites[0].accelerators;
  ASSERT_EQ(chain_rows(with).size(), 4U);
  for (const auto& row : chain_rows(with)) {
    const double each = row.stage == "servers"     ? 1
                        : row.stage == "HBM3"      ? 5 / 0.95
                        : row.stage == "packaging" ? 1 / (29 * 0.95)
                                                   : 1 / (62 * 0.75 * 0.95);
    EXPECT_NEAR(row.used, pieces * each, digits * row.used) << row.stage;
    EXPECT_FALSE(row.bottleneck);
  }
}

// Half of the servers that are needed, and assembly lines of 670 USD for one a year: the rest is made on them.
TEST(SupplyChain, AssemblyOfServersIsAStageThatLinesMakeWider) {
  const auto text = head + horizon + market + chat + h100 + berlin;
  const auto without = plan_of(flat(text));
  const double half = without.sites[0].accelerators / 2;
  const std::string maker =
      fmt::format("[[maker]]\nid = \"racks\"\nstage = \"servers\"\ncapacity = {:.12f}\n", half / 5);
  const auto scarce = plan_of(flat(text + maker));
  ASSERT_EQ(scarce.solution.status, program::Status::infeasible);
  ASSERT_FALSE(scarce.repair.empty());
  EXPECT_THAT(scarce.repair[0].sentence, testing::StartsWith("accelerators in servers from Racks in 2030-2034: "));
  const auto with =
      plan_of(flat(text + maker + "[[factory]]\nid = \"lines\"\nstage = \"servers\"\nfrom = 2030\nlife = \"5 yr\"\n"));
  ASSERT_TRUE(with.certificate.accepted);
  const double cost = catalogue().figure("supply/stage/servers/factory_cost").value * half / 5;
  EXPECT_NEAR(with.present_cost - without.present_cost, cost * annuity(5) * five_years(), 1e-3 * cost);
  const auto row = chain_rows(with).at(0);
  EXPECT_NEAR(row.factory, half, 1e-6 * half);
  EXPECT_NEAR(row.left, 0, 1e-6 * half);
}

TEST(SupplyChain, TakeOrPayIsPaidWhetherUsedOrNot) {
  const auto text = head + horizon + market + chat + h100 + berlin;
  const auto without = plan_of(flat(text));
  const auto s = flat(text +
                      "[[contract]]\nid = \"unused\"\nstage = \"HBM4\"\nvolume = 1000\nprice = \"500 USD_2025\"\n"
                      "take_or_pay = \"80 %\"\n");
  const auto with = plan_of(s);
  ASSERT_TRUE(with.certificate.accepted);
  // 800 stacks a year over five years, each spread over the life of an accelerator.
  const double paid = 800 * 5 * 500 * annuity(s.accelerator_life) * five_years();
  EXPECT_NEAR(with.present_cost - without.present_cost, paid, 1e-7 * paid);
  const auto rows = chain_rows(with);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_NEAR(rows[0].left, 4000, digits * 4000);
  EXPECT_EQ(rows[0].used, 0);
}

TEST(SupplyChain, WhatIsPaidAheadLeavesTheBudgetEarlierAndCostsItsTime) {
  const auto text = head + "[horizon]\nperiods = [2030, 2032]\nend = 2037\n" + market + chat + h100 + berlin;
  const auto s = flat(text + "[money]\nbudget = \"3 bn USD_2025\"\ncarry = true\n" +
                      "[[contract]]\nid = \"ahead\"\nstage = \"HBM4\"\nvolume = [{ year = 2032, count = 1000 }]\n"
                      "price = \"500 USD_2025\"\ntake_or_pay = \"100 %\"\nprepaid = \"40 %\"\nprepaid_in = 2030\n");
  const auto without = plan_of(flat(text)), with = plan_of(s);
  ASSERT_TRUE(with.certificate.accepted);
  const auto& budget = with.compiled.network.nodes[with.compiled.meaning.budget];
  EXPECT_NEAR(budget.limit[0], 3e9 - 0.4 * 5000 * 500, 1e-3);
  // 2032 to 2036 in money of 2030, and two years' interest on what was paid ahead.
  const double paid =
      5000 * 500 * (0.6 + 0.4 * 1.05 * 1.05) * annuity(s.accelerator_life) * five_years() / (1.05 * 1.05);
  EXPECT_NEAR(with.present_cost - without.present_cost, paid, 1e-7 * paid);
}

TEST(SupplyChain, AFactoryIsBuiltWhereItsAnnuityIsBelowTheScarcityPrice) {
  const auto text = head + horizon + market + many + berlin + two_chips + hynix;
  const auto s = flat(text);
  const double price = in_usd("supply/stage/HBM3/price");
  // A capacity of one stack a year gives five in the five years of the period; making one costs what buying one does.
  const double worth = 5 * worth_of_a_stack(s) / (annuity(10) * five_years());
  const auto planned = [&](double cost) {
    return plan_of(flat(text + fmt::format("[[factory]]\nid = \"own\"\nstage = \"HBM3\"\ncost = \"{:.9f} USD_2025\"\n"
                                           "running = \"{:.12f} USD_2025\"\nlife = \"10 yr\"\nfrom = 2030\n",
                                           cost, price)));
  };
  const auto dear = planned(1.001 * worth), cheap = planned(0.999 * worth);
  ASSERT_TRUE(dear.certificate.accepted && cheap.certificate.accepted);
  EXPECT_EQ(chain_rows(dear)[0].factory, 0);
  const Hand good(s, "H100");
  const double stacks = needed(0.1) / good.requests * stacks_of_h100();
  EXPECT_NEAR(chain_rows(cheap)[0].factory, stacks - 500, 1e-7 * stacks) << "all H100, none of the A100";
  EXPECT_EQ(cheap.fleet.size(), 1U);
}

TEST(SupplyChain, AFactoryThatRampsGivesLessInItsFirstYears) {
  // Half in the first year, three quarters in the second, then all: 4.25 years' output in the five years of the period.
  const auto text = head + horizon + market + many + berlin + h100 + hynix;
  const auto capacity = [&](const std::string& ramp) {
    const auto plan = plan_of(flat(text + "[[factory]]\nid = \"own\"\nstage = \"HBM3\"\nfrom = 2030\n" + ramp));
    EXPECT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
    return plan.view().capacity(plan.compiled.meaning.chain.stages[0].sources[1].factory, 0);
  };
  const Hand good(flat(text), "H100");
  const double stacks = needed(0.1) / good.requests * stacks_of_h100();  // all of it: making one costs half its price
  EXPECT_NEAR(capacity(""), stacks / 5, 1e-7 * stacks);
  EXPECT_NEAR(capacity("ramp = [\"50 %\", \"75 %\"]\n"), stacks / 4.25, 1e-7 * stacks);
}

TEST(SupplyChain, ARampGoesOnWithTheAgeOfEachFactory) {
  // Periods of two years: what opens in 2030 gives 2 · (0 + 0.5) / 2 = 0.5 and then 2 years' output, what opens in 2032
  // its own 0.5.
  auto text = head + "[horizon]\nperiods = [2030, 2032]\nend = 2034\n" + market + many + berlin + h100 + hynix;
  text.replace(text.find("\"10 %\""), 6, "[{ year = 2030, share = \"1 %\" }, { year = 2032, share = \"10 %\" }]");
  const auto plan =
      plan_of(flat(text + "[[factory]]\nid = \"own\"\nstage = \"HBM3\"\nfrom = 2030\nramp = [\"0 %\", \"50 %\"]\n"));
  ASSERT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  const auto view = plan.view();
  const auto factory = plan.compiled.meaning.chain.stages[0].sources[1].factory;
  const double early = view.built(factory, 0), later = view.built(factory, 1);
  double made = 0;
  for (const auto bought : plan.compiled.meaning.chain.stages[0].sources[1].bought)
    made += view.built(bought, 0) + view.built(bought, 1);
  EXPECT_GT(made, 1);
  EXPECT_LE(made, (0.5 * early + 2 * early + 0.5 * later) * (1 + 1e-7));
  EXPECT_NEAR(made, 0.5 * early + 2 * early + 0.5 * later, 1e-6 * made) << "nobody builds more than he needs";
}

TEST(SupplyChain, WhatAFactoryHasKeptIsOnOfferLater) {
  // A factory that makes a quarter of all stacks a year fills its store in 2030 and 2031 for the rush of 2032.
  auto text = head + "[horizon]\nperiods = [2030, 2032]\nend = 2034\n" + market + many + berlin + h100;
  text.replace(text.find("\"10 %\""), 6, "[{ year = 2030, share = \"1 %\" }, { year = 2032, share = \"10 %\" }]");
  const Hand good(flat(text), "H100");
  const double early = needed(0.01) / good.requests * stacks_of_h100(),
               all = needed(0.1) / good.requests * stacks_of_h100();
  const double most = std::ceil(all / 4);
  const auto plan = plan_of(
      flat(text + fmt::format("[[factory]]\nid = \"own\"\nstage = \"HBM3\"\nfrom = 2030\nmost = {:.0f}\n", most)));
  ASSERT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  const auto rows = chain_rows(plan);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_NEAR(rows[0].used, early, 1e-6 * all);
  EXPECT_NEAR(rows[1].used, all - early, 1e-6 * all);
  ASSERT_GT(rows[1].used, 1.5 * rows[1].factory) << "far more than it makes in that time";
  EXPECT_GE(rows[1].kept, rows[1].used - rows[1].factory - 1e-6 * all);
  EXPECT_LE(rows[1].used, rows[1].offered() * (1 + 1e-6));
  EXPECT_NEAR(rows[0].left, rows[1].kept, 1e-6 * all);
}

TEST(SupplyChain, AStageWithADearerSourceLeftIsNoBottleneck) {
  const double price = in_usd("supply/stage/HBM3/price");
  const auto s = flat(head + horizon + market + many + berlin + h100 + hynix +
                      fmt::format("[[contract]]\nid = \"dear\"\nstage = \"HBM3\"\nvolume = 1000\n"
                                  "price = \"{:.9f} USD_2025\"\n",
                                  price + 100));
  const auto plan = plan_of(s);
  ASSERT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  const auto rows = chain_rows(plan);
  ASSERT_EQ(rows.size(), 1U);
  // One stack more on the market saves one of the contract, 100 USD dearer.
  const double worth = 100 * annuity(s.accelerator_life) * five_years();
  EXPECT_NEAR(rows[0].price, worth, 1e-5 * worth);
  EXPECT_LT(rows[0].used, 0.7 * rows[0].offered());
  EXPECT_FALSE(rows[0].exhausted());
  EXPECT_FALSE(rows[0].bottleneck);
}

TEST(SupplyChain, WithoutEnoughOfAStageItIsNamed) {
  const auto plan = plan_of(flat(head + horizon + market + many + berlin + h100 + hynix));
  ASSERT_EQ(plan.solution.status, program::Status::infeasible);
  const Hand good(plan.scenario, "H100");
  const double lacking = needed(0.1) / good.requests * stacks_of_h100() - 500;
  ASSERT_FALSE(plan.repair.empty());
  EXPECT_THAT(plan.repair[0].sentence, testing::StartsWith("HBM3 stacks from SK hynix in 2030-2034: "));
  EXPECT_NEAR(plan.repair[0].amount, lacking, 1e-6 * lacking);
}

}  // namespace
}  // namespace gigaplan::plan
