// Sites that buy in regions of their country: at the level of the region's price, with what the country's plants
// deliver.
#include <gtest/gtest.h>

#include <algorithm>

#include "gigaplan/compile/work.hpp"
#include "gigaplan/plan/hand_test.hpp"
#include "gigaplan/plan/trade.hpp"

namespace gigaplan::plan {
namespace {

// The same two halls, in Texas and in California; nothing but the price of power tells them apart.
std::string site(const std::string& id, const std::string& region, const std::string& more = "") {
  return "[[site]]\nid = \"" + id + "\"\n" + region + "location = [-100, 35]\ngrid = \"200 MW\"\nhall_cost = " +
         "\"10 USD_2025/W_it\"\ncooling = \"air\"\npermit = \"1 yr\"\nconstruction = \"1 yr\"\n" + more;
}
const std::string texas = "region = \"Texas\"\n", california = "region = \"US-CA\"\n";

scenario::Scenario american(const std::string& sites, const std::string& power = market) {
  auto text = head + horizon + power + chat + h100 + sites;
  text.replace(text.find("\"DE\""), 4, "\"US\"");
  return scenario::read_with(catalogue(), text, "states.toml").front();
}

const compile::ZoneRef& zone(const Plan& plan, const std::string& name) {
  return *std::ranges::find(plan.compiled.meaning.zones, name, &compile::ZoneRef::name);
}

TEST(Regions, ASiteBuysAtTheLevelOfItsState) {
  const auto plan = plan_of(american(site("west", california) + site("south", texas)));
  const auto mean = plan_of(american(site("west", "") + site("south", "")));
  ASSERT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  const auto& prices = mean.compiled.meaning.zones.at(0).price;
  for (const std::size_t h : {0U, 7U, 18U}) {
    EXPECT_NEAR(zone(plan, "US-TX").price.at(h), prices.at(h) * 0.0612 / 0.0813, 1e-9 * prices.at(h));
    EXPECT_NEAR(zone(plan, "US-CA").price.at(h), prices.at(h) * 0.2153 / 0.0813, 1e-9 * prices.at(h));
  }
  const double national = catalogue().figure("countries/USA/carbon_intensity").value;
  const auto& carbon = mean.compiled.meaning.zones.at(0).carbon;
  for (const std::size_t h : {0U, 7U, 18U}) {
    EXPECT_NEAR(zone(plan, "US-TX").carbon.at(h), carbon.at(h) * 349.8 / national, 1e-9);
    EXPECT_NEAR(zone(plan, "US-CA").carbon.at(h), carbon.at(h) * 179.1 / national, 1e-9);
  }
  EXPECT_EQ(plan.compiled.meaning.hours.days, mean.compiled.meaning.hours.days);
  for (const auto& year : plan.sites)
    EXPECT_EQ(year.accelerators > 0, plan.scenario.sites[static_cast<std::size_t>(year.site)].id == "south");
  const double saved = 1 - 0.0612 / 0.0813;
  double paid = 0, now = 0;
  for (const auto& row : mean.costs) paid += row.category == "market power" ? row.per_year : 0;
  for (const auto& row : plan.costs) now += row.category == "market power" ? row.per_year : 0;
  EXPECT_NEAR(now, paid * (1 - saved), 1e-6 * paid);
  EXPECT_NEAR(mean.present_cost - plan.present_cost, saved * paid * five_years(), 1e-6 * mean.present_cost);
}

// Over the year and the load: what is generated in the state, however dirty the country's hours are.
TEST(Regions, TheCarbonFreeShareIsThatOfTheState) {
  compile::Figures figures(catalogue(), {"USD", 2025});
  const auto s = american(site("south", texas) + site("west", california) + site("coal", "region = \"US-WV\"\n"));
  const auto data = compile::year_data(s, figures);
  for (const auto& [region, share, carbon] :
       {std::tuple{"US-TX", 36.05, 349.8}, {"US-CA", 57.07, 179.1}, {"US-WV", 7.02, 0.0}}) {
    const auto& market = data.markets.at(data.zone_of_site("USA", region));
    double clean = 0, mass = 0, load = 0;
    for (std::size_t h = 0; h < 8760; ++h) {
      EXPECT_GE(market.carbon_free[h], 0);
      EXPECT_LE(market.carbon_free[h], 1);
      clean += market.load[h] * market.carbon_free[h], mass += market.load[h] * market.carbon[h];
      load += market.load[h];
    }
    EXPECT_NEAR(clean / load, share / 100, 1e-9) << region;
    if (carbon > 0) {
      EXPECT_NEAR(mass / load, carbon / 1000, 1e-9) << region;
    }
  }
}

// Wind in the country, half as dear as power in Texas: 20 kW of it are used in both states, and never more than is made.
TEST(Regions, WhatPlantsDeliverReachesThemAll) {
  const std::string wind =
      "[[plant]]\nid = \"wind\"\ntechnology = \"onwind\"\ncountry = \"US\"\ncontract = \"purchase\"\nprice = \"20 "
      "USD_2025/MWh\"\nleast = \"0.02 MW\"\nmost = \"0.02 MW\"\nfrom = 2030\n";
  const std::string small = "halls_most = \"0.05 MW_it\"\n";
  const auto plan = plan_of(american(site("south", texas, small) + site("west", california) + wind));
  ASSERT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  const auto view = plan.view();
  const auto& meaning = plan.compiled.meaning;
  EXPECT_FALSE(zone(plan, "plants of USA").market);
  ASSERT_EQ(meaning.deliveries.size(), 2U);
  const auto yearly = [&](network::ProcessId process) {
    return view.yearly(0, [&](std::size_t h) { return view.activity(process, h); });
  };
  const double made = yearly(meaning.plants.at(0).process);
  EXPECT_GT(made, 1);
  EXPECT_NEAR(yearly(meaning.deliveries[0].process) + yearly(meaning.deliveries[1].process), made, 1e-6 * made);
  EXPECT_NEAR(yearly(zone(plan, "plants of USA").buy), 0, 1e-9);
  double rows = 0, drawn = 0, supplied = 0;
  for (const auto& row : plan.costs) rows += five_years() * row.per_year;
  EXPECT_NEAR(rows, plan.present_cost, 1e-6 * plan.present_cost);
  for (const auto& year : plan.sites) drawn += year.energy;
  for (const auto& row : plan.energy) supplied += row.kind == "load" ? 0 : row.mwh;
  EXPECT_NEAR(drawn, supplied, 1e-6 * drawn);
  EXPECT_TRUE(std::ranges::all_of(plan.sites, [](const SiteYear& year) { return year.accelerators > 0; }));
}

TEST(Regions, ChangeNothingWhereTheCountrysSystemIsPlanned) {
  const std::string mix = "[power]\nkind = \"mix\"\ndefault_plants = false\n";
  const auto with = plan_of(american(site("south", texas), mix)), without = plan_of(american(site("south", ""), mix));
  EXPECT_NEAR(with.present_cost, without.present_cost, 1e-9 * without.present_cost);
}

}  // namespace
}  // namespace gigaplan::plan
