// Laws on data centres, measured on one site in Berlin: the catalogue's of Germany, and the scenario's own.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "gigaplan/plan/flat_test.hpp"
#include "gigaplan/plan/words.hpp"

namespace gigaplan::plan {
namespace {

using testing::HasSubstr;

// Ten times the users of other tests: laws begin at 0.3 MW.
std::string many_users() {
  auto service = chat;
  service.replace(service.find("1 %"), 3, "10 %");
  return service;
}

const std::string base = head + horizon + market + many_users() + h100;

// Rows of the list that a law put there.
std::vector<Compliance> rows_of(const Plan& plan, const std::string& rule) {
  std::vector<Compliance> rows;
  for (const auto& row : plan.compliance)
    if (row.rule.find(rule) != std::string::npos) rows.push_back(row);
  return rows;
}

std::string last_sentence(const Plan& plan) { return answer_in_words(plan).back(); }

TEST(Laws, AirCooledHallsBreakTheGermanLawAndLiquidCooledOnesKeepIt) {
  const auto air = plan_of(flat(base + berlin));
  const auto broken = rows_of(air, "PUE of a new data centre");
  ASSERT_EQ(broken.size(), 1);
  EXPECT_FALSE(broken[0].fulfilled);
  EXPECT_THAT(broken[0].source, HasSubstr("Data Center Group"));
  EXPECT_EQ(broken[0].subject, "Berlin");
  const double pue = air.sites[0].energy / air.sites[0].it_energy;
  EXPECT_NEAR(pue, catalogue().figure("cooling/air-cooled/pue_base").value, 1e-9);  // 5 degrees outside
  EXPECT_THAT(broken[0].evidence, HasSubstr("PUE 1.576 over the year, 1.2 allowed; direct-to-chip liquid"));
  EXPECT_THAT(last_sentence(air), HasSubstr("1 of "));

  auto site = berlin;
  site.replace(site.find("\"air\""), 5, "\"liquid\"");
  const auto liquid = plan_of(flat(base + site));
  const auto kept = rows_of(liquid, "PUE of a new data centre");
  ASSERT_EQ(kept.size(), 1);
  EXPECT_TRUE(kept[0].fulfilled);
  EXPECT_THAT(last_sentence(liquid), HasSubstr("are fulfilled; laws ask "));
}

TEST(Laws, OfTheScenarioTakeThePlaceOfTheCataloguesOfTheirId) {
  const auto plan = plan_of(flat(base + berlin +
                                 "[[law]]\nid = \"DE-EnEfG-PUE\"\nname = \"the bill\"\ncountries = [\"DE\"]\n"
                                 "measure = \"pue\"\nlimit = 1.6\nasks = \"PUE of a new data centre at most 1.6\"\n"
                                 "source = \"a newspaper\"\n"));
  const auto rows = rows_of(plan, "PUE of a new data centre");
  ASSERT_EQ(rows.size(), 1);
  EXPECT_EQ(rows[0].law, "the bill");
  EXPECT_EQ(rows[0].source, "a newspaper");
  EXPECT_TRUE(rows[0].fulfilled);
}

TEST(Laws, HeatAndPowerThatNoPlanDecidesAreLeftToTheOperatorWithTheirAmounts) {
  const auto plan = plan_of(flat(base + berlin));
  const auto heat = rows_of(plan, "handed on as heat");
  ASSERT_EQ(heat.size(), 1);  // 20 % of what opens from 2028 on, and not the 10 and 15 % of before
  EXPECT_TRUE(heat[0].left_to_operators);
  const double energy = plan.sites[0].energy;
  EXPECT_THAT(heat[0].evidence, HasSubstr(amount(0.2 * energy, "MWh")));
  const auto power = rows_of(plan, "All power is renewable");
  ASSERT_EQ(power.size(), 1);
  EXPECT_TRUE(power[0].left_to_operators);
  EXPECT_THAT(power[0].evidence, HasSubstr(amount(energy, "MWh") + " to be contracted"));
}

TEST(Laws, APlanMakesItsRenewableShareItself) {
  const std::string wind =
      "[[plant]]\nid = \"wind\"\ntechnology = \"onshore wind\"\ncontract = \"purchase\"\nprice = \"10 USD_2025/MWh\"\n"
      "most = \"1 MW\"\n";
  const std::string law =
      "[[law]]\nid = \"third\"\nmeasure = \"renewable\"\nlimit = 0.05\nasks = \"A twentieth is renewable\"\n";
  const auto rows = rows_of(plan_of(flat(base + berlin + wind + law)), "A twentieth");
  ASSERT_EQ(rows.size(), 1);
  EXPECT_TRUE(rows[0].fulfilled);
  EXPECT_FALSE(rows[0].left_to_operators);
}

TEST(Laws, FirmPowerIsThatOfTheSitesOwnPlants) {
  const std::string law =
      "[[law]]\nid = \"firm\"\nmeasure = \"firm-power\"\nlimit = 1\nasks = \"Firm power for all\"\n";
  const auto gas = [](const char* built) {
    return fmt::format(
        "[[plant]]\nid = \"gas\"\ntechnology = \"CCGT\"\nsite = \"berlin\"\ncontract = \"own\"\nmost = \"1 GW\"\n"
        "[[built]]\nkind = \"plant\"\nplant = \"gas\"\nyear = 2029\namount = \"{}\"\n",
        built);
  };
  const auto lacking = plan_of(flat(base + berlin + law));
  const double grid = lacking.sites[0].grid;
  const auto left = rows_of(lacking, "Firm power for all");
  ASSERT_EQ(left.size(), 1);
  EXPECT_TRUE(left[0].left_to_operators);
  EXPECT_THAT(left[0].evidence, HasSubstr(amount(grid, "MW") + " to be contracted"));
  const auto enough =
      rows_of(plan_of(flat(base + berlin + law + gas(fmt::format("{} MW", grid).c_str()))), "Firm power for all");
  ASSERT_EQ(enough.size(), 1);
  EXPECT_FALSE(enough[0].left_to_operators) << enough[0].evidence;
  EXPECT_TRUE(enough[0].fulfilled);
}

TEST(Laws, HoldOnlyWhereAndWhenTheySay) {
  const std::string law = "[[law]]\nid = \"own\"\nmeasure = \"report\"\nasks = \"A report of our own\"\n";
  const auto listed = [&](const std::string& more) {
    return rows_of(plan_of(flat(base + berlin + law + more)), "A report of our own").size();
  };
  EXPECT_EQ(listed(""), 1);
  EXPECT_EQ(listed("least_it_power = \"100 MW_it\"\n"), 0);
  EXPECT_EQ(listed("from = 2031\n"), 0);  // after the first year of the period
  EXPECT_EQ(listed("until = 2030\n"), 0);
  EXPECT_EQ(listed("opened_before = 2030\n"), 0);
  EXPECT_EQ(listed("opened_from = 2030\n"), 1);
  const auto french = plan_of(flat(base + berlin + lyon + law + "countries = [\"FR\"]\n"));
  EXPECT_TRUE(rows_of(french, "A report of our own").empty());  // nothing is built in Lyon
}

TEST(Laws, ALargeTrainingRunIsAMatterForTheCommission) {
  const auto told = [](const char* flop) {
    return rows_of(
        plan_of(flat(base + berlin + "[[training]]\nid = \"model\"\nflop = \"" + flop + " FLOP\"\ndeadline = 2034\n")),
        "The Commission is told");
  };
  ASSERT_EQ(told("1e25").size(), 1);
  EXPECT_TRUE(told("1e25")[0].left_to_operators);
  EXPECT_TRUE(told("9e24").empty());
}

}  // namespace
}  // namespace gigaplan::plan
