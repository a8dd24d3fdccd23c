// Laws that bind, worked out on paper on one site in Berlin: what they make the plan do, what that costs, and how it is
// told where it cannot be done.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "gigaplan/plan/hand_test.hpp"
#include "gigaplan/plan/rules.hpp"

namespace gigaplan::plan {
namespace {

using testing::HasSubstr;

const std::string base = head + horizon + market + chat + h100;

std::string law(const std::string& measure, double limit) {
  return fmt::format("[[law]]\nid = \"l\"\nname = \"The bill\"\nmeasure = \"{}\"\nlimit = {}\nbinds = true\n", measure,
                     limit);
}

Plan bound(const std::string& text) {
  const auto plan = plan_of(flat(text));
  EXPECT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  return plan;
}

const Compliance& row_of(const Plan& plan) { return *std::ranges::find(plan.compliance, "The bill", &Compliance::law); }

// Heat that nobody pays for is delivered all the same, as much as the law asks: e of it is electricity.
TEST(BindingLaws, HeatIsHandedOn) {
  const std::string heat = "heat = { most = \"5 MW\", price = \"0 USD_2025/MWh\", electricity = 0.25 }\n";
  const auto free = bound(base + berlin + heat), plan = bound(base + berlin + heat + law("heat-reuse", 0.2));
  EXPECT_NEAR(free.sites[0].heat, 0, 1e-9);
  EXPECT_NEAR((1 - 0.25) * plan.sites[0].heat, 0.2 * plan.sites[0].energy, 1e-6 * plan.sites[0].energy);
  EXPECT_TRUE(row_of(plan).fulfilled);
  EXPECT_FALSE(row_of(plan).left_to_operators) << row_of(plan).evidence;
  // What the law costs: station and electricity.
  double station = 0;
  for (const auto& row : plan.costs)
    if (row.category == "heat stations") station += row.per_year;
  const double cost = (station + 0.25 * plan.sites[0].heat * power_price) * five_years();
  EXPECT_NEAR(plan.present_cost - free.present_cost, cost, 1e-6 * plan.present_cost);
  const auto rules = rules_of(plan.scenario, {});
  const auto rule = std::ranges::find(rules, "law", &Rule::kind);
  ASSERT_NE(rule, rules.end());
  auto without = plan.scenario;
  rule->drop(without);
  EXPECT_NEAR(plan_of(without).present_cost, free.present_cost, 1e-9 * free.present_cost);
}

// A tenth of a connection of 200 MW stands behind the meter as turbines.
TEST(BindingLaws, FirmPowerIsBuilt) {
  const auto plan =
      bound(base + berlin + "[[plant]]\nid = \"gas\"\ntechnology = \"OCGT\"\nsite = \"berlin\"\nfrom = 2030\n" +
            law("firm-power", 0.1));
  EXPECT_NEAR(plan.view().capacity(plan.compiled.meaning.plants[0].asset, 0), 20, 1e-6);
  EXPECT_EQ(row_of(plan).fulfilled_by, "plants of the plan");
}

// Half of the energy is bought from the sun, which costs twice the market.
TEST(BindingLaws, RenewableEnergyIsBought) {
  auto s = flat(base + berlin +
                "[[plant]]\nid = \"sun\"\ntechnology = \"solar-utility\"\ncountry = \"DE\"\ncontract = \"purchase\"\n"
                "price = \"160 USD_2025/MWh\"\nfrom = 2030\n" +
                law("renewable", 0.5));
  s.plants.at(0).output.emplace().values.assign(8760, 1.0);
  const auto plan = plan_of(s);
  ASSERT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  double made = 0;
  for (const auto& row : plan.energy)
    if (row.kind == "solar") made += row.mwh;
  EXPECT_NEAR(made, 0.5 * plan.sites[0].energy, 1e-6 * made);
  EXPECT_FALSE(row_of(plan).left_to_operators);
}

// Before it holds, and for sites that cannot be as large, it asks for nothing.
TEST(BindingLaws, HoldFromTheirYearAndForTheirSites) {
  const std::string gas = "[[plant]]\nid = \"gas\"\ntechnology = \"OCGT\"\nsite = \"berlin\"\nfrom = 2030\n";
  for (const auto* more : {"from = 2036\n", "least_it_power = \"151 MW_it\"\n", "opened_before = 2020\n",
                           "countries = [\"DE\"]\nuntil = 2029\n"}) {
    const auto plan = bound(base + berlin + gas + law("firm-power", 0.1) + more);
    EXPECT_NEAR(plan.view().capacity(plan.compiled.meaning.plants[0].asset, 0), 0, 1e-9) << more;
  }
}

TEST(BindingLaws, OfTheCatalogueAreNamedByTheirId) {
  const auto s = flat(base + berlin + "[[law]]\nid = \"DE-EnEfG-heat-2026\"\nbinds = true\n");
  ASSERT_EQ(s.laws.size(), 1U);
  const auto known = std::ranges::find(catalogue().laws(), "DE-EnEfG-heat-2026", &Law::id);
  ASSERT_NE(known, catalogue().laws().end());
  EXPECT_EQ(s.laws[0].measure, LawMeasure::heat_reuse);
  EXPECT_DOUBLE_EQ(s.laws[0].limit, known->limit->value);
  EXPECT_EQ(s.laws[0].name, known->name);
  EXPECT_EQ(s.laws[0].countries, std::vector<std::string>{"DEU"});
  EXPECT_EQ(s.laws[0].opened_from.has_value(), known->opened_from.has_value());
  EXPECT_TRUE(s.laws[0].binds);
}

TEST(BindingLaws, ThatCannotBeKeptAreNamed) {
  const auto plan = plan_of(flat(base + berlin + law("firm-power", 0.1)));
  EXPECT_EQ(plan.solution.status, program::Status::infeasible);
  ASSERT_FALSE(plan.repair.empty());
  EXPECT_THAT(plan.repair[0].sentence, HasSubstr("law The bill at Berlin in 2030"));
  EXPECT_THAT(plan.repair[0].sentence, HasSubstr("20 MW short of the 10 % that it asks for"));
}

}  // namespace
}  // namespace gigaplan::plan
