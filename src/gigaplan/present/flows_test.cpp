#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "gigaplan/present/present.hpp"
#include "gigaplan/scenario/read.hpp"

namespace gigaplan::present {
namespace {

const Catalogue& catalogue() {
  static const Catalogue loaded = load_catalogue(std::filesystem::path(GIGAPLAN_SOURCE_DIR) / "catalogue");
  return loaded;
}

const std::string berlin = R"(schema_version = 1
country = "DE"
currency = "EUR"
price_year = 2025
hours = "typical:1"
[horizon]
periods = [2030]
end = 2035
[[service]]
id = "chat"
model = "llama3.1-70b"
reach = "1 %"
[[site]]
id = "berlin"
grid = "200 MW"
[accelerators]
candidates = ["H100 SXM"]
[power]
default_plants = false
)";

// 500 accelerators over the five years of the period; the second chip's package is not in the catalogue.
TEST(Flows, ChipsComeFromWhereTheyArePackaged) {
  plan::Plan plan;
  plan.scenario = scenario::read_with(catalogue(), berlin, "berlin.toml").front();
  plan.scenario.accelerators = {"H100 SXM", "L40S"};
  plan.scenario.power.kind = scenario::PowerKind::network;  // no flows of power
  plan.builds = {{.kind = "fleet", .what = "H100 SXM", .site = 0, .accelerator = 0, .period = 0, .amount = 500},
                 {.kind = "fleet", .what = "L40S", .site = 0, .accelerator = 1, .period = 0, .amount = 70}};
  report::Document d;
  add_flows(d, plan, catalogue());
  ASSERT_EQ(d.flows.size(), 1U);
  EXPECT_EQ(d.flows[0].kind, "chips");
  EXPECT_EQ(d.flows[0].from, "packaging-TWN");
  EXPECT_EQ(d.flows[0].to, "berlin");
  EXPECT_EQ(d.flows[0].amount, 100);
  ASSERT_EQ(d.places.size(), 1U);
  EXPECT_TRUE(d.places[0].supplier);
  ASSERT_EQ(d.captions.size(), 1U);
  EXPECT_NE(d.captions[0].sentence.find("not in the catalogue: L40S."), std::string::npos);
}

// Without plants a site draws from the market what it uses; with a purchase of 10 kW of wind beside it the two add up
// to that.
TEST(Flows, PowerToASiteIsWhatItDraws) {
  const std::string wind =
      "[[plant]]\nid = \"north\"\ntechnology = \"onshore wind\"\ncountry = \"DE\"\nlocation = [9.0, 54.0]\n"
      "contract = \"purchase\"\nprice = \"40 EUR_2025/MWh\"\nleast = \"0.01 MW\"\nmost = \"0.01 MW\"\nfrom = 2030\n";
  for (const auto& text : {berlin, berlin + wind}) {
    const auto s = scenario::read_with(catalogue(), text, "berlin.toml").front();
    const auto plan = plan::make_plan(s, catalogue(), {.measured_limits = 0}, {});
    ASSERT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
    const auto d = document_of(plan, catalogue(), {});
    double gwh = 0;
    int sources = 0;
    for (const auto& flow : d.flows)
      if (flow.kind == "power") gwh += flow.amount.value_or(0), ++sources;
    EXPECT_NEAR(gwh, plan.sites.at(0).energy / 1000, 1e-6 * gwh);
    EXPECT_EQ(sources, text == berlin ? 1 : 2);
    EXPECT_NO_THROW(static_cast<void>(report::render(d)));
  }
}

// Wind of the country reaches two states; each draws the rest from the market.
TEST(Flows, PlantsOfACountryReachItsRegions) {
  auto text = berlin.substr(0, berlin.find("[[site]]"));
  text.replace(text.find("\"DE\""), 4, "\"US\"");
  for (const char* state : {"US-TX", "US-NM"})
    text += std::string("[[site]]\nid = \"") + state + "\"\nregion = \"" + state +
            "\"\nlocation = [-105, 33]\ngrid = \"200 MW\"\nhalls_most = \"" +
            (std::string(state) == "US-NM" ? "0.2" : "90") + " MW_it\"\n";
  text +=
      "[[plant]]\nid = \"wind\"\ntechnology = \"onwind\"\ncountry = \"US\"\ncontract = \"purchase\"\nprice = \"20 "
      "USD_2025/MWh\"\n" +
      std::string("least = \"0.1 MW\"\nmost = \"0.1 MW\"\nfrom = 2030\n") +
      berlin.substr(berlin.find("[accelerators]"));
  const auto s = scenario::read_with(catalogue(), text, "states.toml").front();
  const auto plan = plan::make_plan(s, catalogue(), {.measured_limits = 0}, {});
  ASSERT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  const auto d = document_of(plan, catalogue(), {});
  double wind = 0, all = 0, energy = 0;
  for (const auto& year : plan.sites) energy += year.energy / 1000;
  for (const auto& flow : d.flows) {
    if (flow.kind != "power") continue;
    all += flow.amount.value_or(0);
    wind += flow.from == "plant-wind" ? flow.amount.value_or(0) : 0;
  }
  const auto made = std::ranges::find(plan.energy, "wind", &plan::EnergyRow::kind);
  ASSERT_NE(made, plan.energy.end());
  EXPECT_NEAR(all, energy, 1e-6 * energy);
  EXPECT_NEAR(wind, made->mwh / 1000, 1e-6 * energy);
  EXPECT_GT(wind, 0);
}

// What is bought in Norway, which has no site, comes from there.
TEST(Flows, PowerComesFromWhereItWasBought) {
  const auto s = scenario::read_with(catalogue(),
                                     berlin +
                                         "[[interconnector]]\nid = \"cable\"\nbetween = [\"NO\", \"DE\"]\npower = "
                                         "\"500 MW\"\nloss = \"3 %\"\n",
                                     "berlin.toml")
                     .front();
  const auto plan = plan::make_plan(s, catalogue(), {.measured_limits = 0}, {});
  ASSERT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  const auto d = document_of(plan, catalogue(), {});
  double norwegian = 0, all = 0;
  for (const auto& flow : d.flows) {
    if (flow.kind != "power") continue;
    all += flow.amount.value_or(0);
    norwegian += flow.from == "grid-NOR" ? flow.amount.value_or(0) : 0;
  }
  EXPECT_GT(norwegian, 0);
  EXPECT_NEAR(norwegian, plan.trade.at(0).received / 1000, 1e-6 * all);
  EXPECT_NEAR(all, plan.sites.at(0).energy / 1000, 1e-6 * all);
  const auto row = std::ranges::find(d.balances, "power between countries", &report::BalanceRow::topic);
  ASSERT_NE(row, d.balances.end());
  EXPECT_EQ(row->value, plan.trade.at(0).received);
}

}  // namespace
}  // namespace gigaplan::present
