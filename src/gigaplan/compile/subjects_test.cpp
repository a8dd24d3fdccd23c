// Law, markets, halls, demand, supply and what is refused: each figure worked out beside the builder.
#include <gmock/gmock.h>

#include <cmath>
#include <numeric>

#include "gigaplan/compile/compile.hpp"
#include "gigaplan/compile/law.hpp"
#include "gigaplan/compile/market.hpp"
#include "gigaplan/scenario/read.hpp"
#include "gigaplan/weather/load.hpp"

namespace gigaplan::compile {
namespace {

using scenario::Residency;
using testing::HasSubstr;

const Catalogue& catalogue() {
  static const Catalogue loaded = load_catalogue(std::filesystem::path(GIGAPLAN_SOURCE_DIR) / "catalogue");
  return loaded;
}

Figures figures_in_usd() { return {catalogue(), MoneyYear{"USD", 2025}}; }

double mean(const std::vector<double>& v) {
  return std::accumulate(v.begin(), v.end(), 0.0) / static_cast<double>(v.size());
}

scenario::Service service_of(const std::string& country, Residency residency) {
  return {.id = "chat", .name = "Chat", .country = country, .residency = residency};
}
scenario::Site site_of(const std::string& country, double lon = 10, double lat = 50) {
  return {.id = "place", .name = "Place", .country = country, .lon = lon, .lat = lat};
}

TEST(Law, EveryRuleAllowsAndRefusesWithItsReason) {
  auto figures = figures_in_usd();
  const auto rule = [&](const char* users, Residency residency, const char* host) {
    const auto no = refusal(service_of(users, residency), site_of(host), figures);
    EXPECT_THAT(no ? no->reason : "Chat", HasSubstr("Chat"));
    return no ? no->rule : std::string("allowed");
  };
  EXPECT_EQ(rule("DEU", Residency::in_country, "DEU"), "allowed");
  EXPECT_EQ(rule("DEU", Residency::in_country, "FRA"), "residency: in-country");
  EXPECT_EQ(rule("DEU", Residency::region, "NOR"), "allowed");  // EEA, not EU
  EXPECT_EQ(rule("DEU", Residency::region, "CHE"), "residency: region");
  EXPECT_EQ(rule("KOR", Residency::region, "KOR"), "allowed");
  EXPECT_EQ(rule("KOR", Residency::region, "DEU"), "residency: region");
  EXPECT_EQ(rule("DEU", Residency::adequacy, "JPN"), "allowed");
  EXPECT_EQ(rule("DEU", Residency::adequacy, "IND"), "residency: adequacy");
  EXPECT_EQ(rule("DEU", Residency::anywhere, "IND"), "allowed");
}

TEST(Law, LatencyCountsTheWayThereAndBackThroughFibre) {
  EXPECT_NEAR(distance_km(0, 0, 90, 0), 6371 * std::acos(-1.0) / 2, 1e-9);
  EXPECT_NEAR(distance_km(8.68, 50.11, 13.40, 52.52), 424, 2);  // Frankfurt to Berlin, as the crow flies
  auto figures = figures_in_usd();
  auto service = service_of("DEU", Residency::anywhere);
  const auto& home = catalogue().country("DEU");
  const auto site = site_of("DEU", home.longitude.value, home.latitude.value + 9);
  // 9 degrees of latitude are 1,000.75 km; times 2, 1.5 of route and 1/200 ms per km: 15.01 ms
  service.latency_ms = 15.1;
  EXPECT_FALSE(refusal(service, site, figures));
  service.latency_ms = 14.9;
  const auto no = refusal(service, site, figures);
  ASSERT_TRUE(no);
  EXPECT_EQ(no->rule, "latency");
  EXPECT_EQ(no->reason, "15 ms there and back over 1001 km; Chat allows 15 ms");
}

TEST(Market, KeepsTheSourcedMeansOfEveryCountry) {
  const weather::World world(1);
  for (const auto& country : catalogue().countries()) {
    auto figures = figures_in_usd();
    const auto market = market_of(country, world, figures);
    const auto load = weather::national_load(world.temperature(climate_of(country, figures)), country.longitude.value);
    double clean = 0, carbon = 0, total = 0;
    for (std::size_t h = 0; h < load.size(); ++h) {
      clean += load[h] * market.carbon_free[h], carbon += load[h] * market.carbon[h], total += load[h];
      ASSERT_GE(market.carbon_free[h], 0) << country.id;
      ASSERT_LE(market.carbon_free[h], 1) << country.id;
    }
    const double share = figures.take(country.carbon_free_share, "1");
    EXPECT_NEAR(clean / total, share, 1e-9) << country.id;
    EXPECT_NEAR(carbon / total, country.carbon_intensity.value / 1000, 1e-9) << country.id;
    const double industrial = figures.take(country.industrial_price, "money/MWh");
    const double wholesale = country.wholesale_price
                                 ? figures.take(country.wholesale_price->by_year.rbegin()->second, "money/MWh")
                                 : 0.6 * industrial;
    const double expected = std::max(industrial, wholesale + 0.2 * industrial);
    EXPECT_NEAR(mean(market.price), expected, 1e-9 * expected) << country.id;
  }
}

const std::string head = R"(schema_version = 1
country = "DE"
currency = "USD"
price_year = 2025
discount_rate = "5 %"
hours = "typical:1"
[horizon]
periods = [2030, 2033]
end = 2040
[power]
default_plants = false
[[service]]
id = "chat"
model = "llama3.1-70b"
reach = [{ year = 2030, share = "1 %" }, { year = 2034, share = "5 %" }]
requests_per_user_per_day = 12
profile = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
[accelerators]
candidates = ["H100 SXM"]
)";
const std::string berlin = "[[site]]\nid = \"berlin\"\ngrid = \"90 MW\"\ncooling = \"air\"\n";

scenario::Scenario read(const std::string& text) { return scenario::read_with(catalogue(), text, "my.toml").front(); }

Compiled compiled(const std::string& text) { return compile(read(text), catalogue(), {}); }

TEST(Demand, IsPeopleTimesReachTimesRequests) {
  const auto c = compiled(head + berlin);
  const double people = catalogue().country("DEU").population.value;
  const auto& requests = c.meaning.services[0].requests;
  EXPECT_NEAR(requests.at(0), people * 0.01 * 12 / 24, 1e-6);
  EXPECT_NEAR(requests.at(24), people * 0.04 * 12 / 24, 1e-6);  // 2033: three quarters of the way from 1 % to 5 %
}

TEST(Halls, OverheadFollowsTheOutdoorTemperature) {
  auto s = read(head + berlin);
  scenario::UserSeries series;
  for (int h = 0; h < 8760; ++h) series.values.push_back(h % 24 < 12 ? 5.0 : 22.0);
  s.sites[0].temperature = series;
  const auto c = compile(s, catalogue(), {});
  const double limit = catalogue().figure("cooling/air-cooled/free_cooling_below").value;
  const double base = catalogue().figure("cooling/air-cooled/pue_base").value;
  const double slope = catalogue().figure("cooling/air-cooled/pue_per_degree").value;
  ASSERT_LT(limit, 22);
  ASSERT_GT(limit, 5);
  EXPECT_DOUBLE_EQ(c.meaning.sites[0].pue.at(3), base);
  EXPECT_DOUBLE_EQ(c.meaning.sites[0].pue.at(15), base + slope * (22 - limit));
}

// Batteries get cheaper: each of their vintages takes from the budget what it costs then, and from the fund's share too.
TEST(Budget, IsDrawnAtTheCostOfThePeriod) {
  auto later = head;
  later.replace(later.find("[2030, 2033]\nend = 2040"), 23, "[2030, 2035]\nend = 2040");
  const auto c = compiled(later + berlin +
                          "[[plant]]\nid = \"cells\"\ntechnology = \"battery storage\"\nsite = \"berlin\"\n"
                          "[money]\nbudget = \"1 bn EUR_2025\"\n[[fund]]\nid = \"state\"\nshare = \"40 %\"\namount = "
                          "\"1 bn EUR_2025\"\n");
  const auto drawn = [](const network::Asset& asset, const network::Vintage& vintage, network::NodeId node) {
    double sum = 0;
    for (const auto& draw : asset.draws) sum += draw.node == node && draw.counts(vintage) ? draw.amount : 0;
    return sum;
  };
  bool falls = false;
  for (const auto& asset : c.network.assets)
    for (const auto& vintage : asset.vintages) {
      if (vintage.overnight_cost <= 0 || asset.carrier == "fund") continue;
      falls = falls || vintage.overnight_cost < asset.vintages.front().overnight_cost;
      EXPECT_NEAR(drawn(asset, vintage, c.meaning.budget), vintage.overnight_cost, 1e-9 * vintage.overnight_cost)
          << asset.name;
      EXPECT_NEAR(drawn(asset, vintage, c.meaning.funds.at(0).part), -0.4 * vintage.overnight_cost,
                  1e-9 * vintage.overnight_cost)
          << asset.name;
    }
  EXPECT_TRUE(falls);
}

TEST(Supply, CountsThePiecesOfAllYearsOfAPeriod) {
  const auto c = compiled(head + berlin +
                          "[[supply]]\naccelerator = \"H100 SXM\"\nmost = [{ year = 2030, count = 100 }, "
                          "{ year = 2032, count = 1000 }, { year = 2035, count = 7 }]\n");
  ASSERT_EQ(c.meaning.supplies.size(), 1U);
  // 2030, 2031: 100; 2032: 1,000 | 2033, 2034: 1,000; 2035 … 2039: 7
  EXPECT_THAT(c.network.nodes[c.meaning.supplies[0].node].limit, testing::ElementsAre(1200, 2035));
}

TEST(Built, EntersAsCommittedInTheFirstPeriodThatBeginsWhenItStands) {
  const auto c = compiled(head + berlin +
                          "[[built]]\nkind = \"hall\"\nsite = \"berlin\"\nyear = 2032\namount = \"8 MW_it\"\n"
                          "[[built]]\nkind = \"grid\"\nsite = \"berlin\"\nyear = 2033\namount = \"11 MW\"\n"
                          "[[built]]\nkind = \"fleet\"\nsite = \"berlin\"\naccelerator = \"H100\"\nyear = 2030\n"
                          "amount = \"64\"\n");
  const auto committed = [&](network::AssetId id) {
    std::vector<std::pair<int, double>> list;
    for (const auto& v : c.network.assets[id].vintages)
      if (v.committed) list.emplace_back(v.period, *v.committed);
    return list;
  };
  EXPECT_THAT(committed(c.meaning.sites[0].hall), testing::ElementsAre(std::pair(1, 8.0)));
  EXPECT_THAT(committed(c.meaning.fleets[0].asset), testing::ElementsAre(std::pair(0, 64.0)));
  EXPECT_THAT(c.network.assets[c.meaning.sites[0].grid].stock, testing::ElementsAre(90, 101));
}

std::string fault_of(const std::string& text) {
  try {
    static_cast<void>(compiled(text));
  } catch (const InputInvalid& invalid) {
    return invalid.faults().front().code + " " + invalid.faults().front().message;
  }
  return "no fault";
}

TEST(Refused, PriceBesideAGridThatMakesItsOwn) {
  auto mix = head;
  mix.replace(mix.find("[power]"), 7, "[power]\nkind = \"mix\"");
  auto s = read(mix + berlin);
  s.power.price = scenario::UserSeries{.file = {}, .column = {}, .values = std::vector<double>(8760, 80.0)};
  try {
    static_cast<void>(compile(s, catalogue(), {}));
    FAIL() << "compiled";
  } catch (const InputInvalid& invalid) {
    EXPECT_EQ(invalid.faults().front().code, "GP1605");
  }
}

TEST(Refused, AServiceThatCanRunNowhereSaysWhy) {
  auto late = head;
  late.replace(late.find("requests_per"), 0, "latency = \"1 ms\"\n");
  EXPECT_THAT(fault_of(late + berlin + "location = [13.4, 54.5]\n"),
              testing::AllOf(HasSubstr("GP1601"), HasSubstr("latency:"), HasSubstr("Chat allows 1 ms")));
}

}  // namespace
}  // namespace gigaplan::compile
