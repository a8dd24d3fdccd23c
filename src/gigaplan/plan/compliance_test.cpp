// Every rule of the compliance list: fulfilled by the plan, reported broken by a plan that breaks it.
#include <gmock/gmock.h>

#include <functional>
#include <set>

#include "gigaplan/plan/flat_test.hpp"

namespace gigaplan::plan {
namespace {

// A plan with every rule there is. Lyon is allowed by no rule.
Plan with_all_rules(const std::string& matching) {
  const std::string text =
      head + horizon +
      "[power]\ndefault_plants = false\ncarbon_free = \"70 %\"\ncarbon_cap = \"9e9 t/yr\"\nmatching = \"" + matching +
      "\"\n" + chat + "latency = \"9 ms\"\n" + h100 + berlin + "water_most = \"9e6 m3/yr\"\n" +
      "[[site]]\nid = \"lyon\"\nname = \"Lyon\"\ncountry = \"FR\"\nlocation = [4.8, 40]\ngrid = \"200 MW\"\n" +
      "[[service]]\nid = \"far\"\nreach = \"0.1 %\"\nresidency = \"anywhere\"\nlatency = \"9 ms\"\n" +
      "[[plant]]\nid = \"wind\"\ntechnology = \"onshore wind\"\ncontract = \"purchase\"\nprice = \"70 "
      "USD_2025/MWh\"\n" +
      "from = 2030\n";
  return plan_of(flat(text));
}

std::vector<std::string> broken(Plan plan, const std::function<void(Plan&)>& doctor) {
  doctor(plan);
  plan.compliance.clear();
  check_compliance(plan);
  std::vector<std::string> rules;
  for (const auto& row : plan.compliance)
    if (!row.fulfilled) rules.push_back(row.rule);
  return rules;
}

using testing::ElementsAre;
using testing::HasSubstr;

TEST(Compliance, EveryRuleCanBeBroken) {
  const auto plan = with_all_rules("hourly");
  ASSERT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  EXPECT_THAT(broken(plan, [](Plan&) {}), ElementsAre());
  // far is served from Lyon in place of Berlin, chat as well: two laws.
  const auto to_lyon = [](int service) {
    return [service](Plan& p) {
      for (auto& row : p.tokens)
        if (row.service == service) row.site = 1;
    };
  };
  EXPECT_THAT(broken(plan, to_lyon(0)), ElementsAre("data stay in the country"));
  EXPECT_THAT(broken(plan, to_lyon(1)), ElementsAre("at most 9 ms there and back"));
  EXPECT_THAT(broken(plan, [](Plan& p) { p.tokens[0].requests *= 0.999; }), ElementsAre(HasSubstr("every request")));
  EXPECT_THAT(broken(plan, [](Plan& p) { p.sites[0].grid = 0.9 * p.sites[0].peak; }),
              ElementsAre(HasSubstr("grid connection")));
  EXPECT_THAT(broken(plan, [](Plan& p) { p.sites[0].used_it_power = 1.01 * p.sites[0].it_power; }),
              ElementsAre("accelerators fit the halls"));
  EXPECT_THAT(broken(plan, [](Plan& p) { p.sites[0].it_power = 151; }), ElementsAre("accelerators fit the halls"));
  EXPECT_THAT(broken(plan, [](Plan& p) { p.sites[0].it_power = 0; }), ElementsAre("accelerators fit the halls"));
  EXPECT_THAT(broken(plan, [](Plan& p) { p.sites[0].water = 9.1e6; }), ElementsAre(HasSubstr("water")));
  EXPECT_THAT(broken(plan, [](Plan& p) { p.carbon_free[0] = 0.699; }), ElementsAre(HasSubstr("carbon-free energy")));
  EXPECT_THAT(broken(plan, [](Plan& p) { p.carbon_market[0] = 9.1e9; }), ElementsAre("carbon within its cap"));
  // Eight kinds of rule, each broken above.
  std::set<std::string> rules;
  for (const auto& row : plan.compliance) rules.insert(row.rule);
  EXPECT_EQ(rules.size(), 8U) << testing::PrintToString(rules);
}

TEST(Compliance, AnnualMatchingCountsTheYear) {
  const auto plan = with_all_rules("annual");
  ASSERT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  EXPECT_THAT(broken(plan, [](Plan&) {}), ElementsAre());
  EXPECT_NEAR(plan.carbon_free_annual[0], std::max(0.7, plan.carbon_free_annual[0]), 1e-9);
  EXPECT_GE(plan.carbon_free_annual[0], plan.carbon_free[0] - 1e-12);
  EXPECT_THAT(broken(plan, [](Plan& p) { p.carbon_free[0] = 0.1; }), ElementsAre());
  EXPECT_THAT(broken(plan, [](Plan& p) { p.carbon_free_annual[0] = 0.69; }),
              ElementsAre(HasSubstr("carbon-free energy")));
}

}  // namespace
}  // namespace gigaplan::plan
