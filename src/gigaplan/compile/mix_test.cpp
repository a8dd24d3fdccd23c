// A country's own power system: its fleet worked out from a year's generation, and what its plants cost to run.
#include "gigaplan/compile/mix.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "gigaplan/scenario/read.hpp"

namespace gigaplan::compile {
namespace {

const Catalogue& catalogue() {
  static const Catalogue loaded = load_catalogue(std::filesystem::path(GIGAPLAN_SOURCE_DIR) / "catalogue");
  return loaded;
}

double sum(const std::vector<double>& v) { return std::accumulate(v.begin(), v.end(), 0.0); }

PowerFleet fleet_in(const char* country) {
  Figures figures(catalogue(), {"EUR", 2025});
  return fleet_of(catalogue().country(country), weather::World(1), figures);
}

scenario::Scenario mix_scenario(const std::string& power) {
  const std::string text = R"(schema_version = 1
country = "DE"
currency = "EUR"
price_year = 2025
discount_rate = "5 %"
hours = "typical:2"
[horizon]
periods = [2030]
end = 2035
[[service]]
id = "chat"
reach = "1 %"
[power]
kind = "mix"
default_plants = false
)" + power;
  return scenario::read_with(catalogue(), text, "mix.toml").front();
}

TEST(Mix, GermanysFleetByHand) {
  const auto fleet = fleet_in("DEU");
  EXPECT_NEAR(sum(fleet.load), 504.79e6, 1);
  EXPECT_NEAR(fleet.coal, 135.35e6 / (8760 * 0.45), 1e-6);
  EXPECT_NEAR(fleet.gas, 76e6 / (8760 * 0.35), 1e-6);
  EXPECT_NEAR(fleet.nuclear, 8.75e6 / 8760, 1e-6);
  EXPECT_NEAR(fleet.river, 0.6 * 19.48e6 / 8760, 1e-6);
  EXPECT_NEAR(fleet.reservoir_energy, 0.4 * 19.48e6, 1e-3);
  EXPECT_NEAR(fleet.reservoir, 0.4 * 19.48e6 / (8760 * 0.35), 1e-6);
  // 64 % of 504.79 TWh are carbon-free; nuclear, hydro, wind and sun make 227.08, so that all other kinds are clean
  EXPECT_NEAR(fleet.even, 66.36e6 / 8760, 1e-6);
  EXPECT_EQ(fleet.oil, 0);
  EXPECT_NEAR(fleet.wind_capacity * sum(fleet.wind), 137.29e6, 1);
  EXPECT_NEAR(fleet.solar_capacity * sum(fleet.solar), 61.56e6, 1);
}

TEST(Mix, CountriesMeetTheirPeakWithTheMarginAndNoMore) {
  for (const char* country : {"DEU", "FRA", "NOR", "SAU", "USA", "KOR"}) {
    const auto f = fleet_in(country);
    double short_of = -1e300;
    const double firm = f.nuclear + f.even + f.river + f.reservoir + f.oil + f.coal + f.gas + f.reserve;
    for (std::size_t h = 0; h < f.load.size(); ++h)
      short_of =
          std::max(short_of, 1.05 * f.load[h] - f.wind_capacity * f.wind[h] - f.solar_capacity * f.solar[h] - firm);
    EXPECT_LE(short_of, 1e-6) << country;
    if (f.reserve > 0) {
      EXPECT_NEAR(short_of, 0, 1e-6) << country;
    }
    for (const double part : {f.even, f.oil, f.coal, f.gas, f.reservoir, f.wind_capacity, f.solar_capacity})
      EXPECT_TRUE(std::isfinite(part) && part >= 0) << country;
  }
}

// The running cost of combined-cycle gas grows by carbon price · 0.198 t/MWh of fuel / 0.58.
TEST(Mix, CarbonPriceEntersByTheFuelBurnt) {
  const auto cost = [](const char* price) {
    const auto grid = compile_grid(mix_scenario(price), catalogue(), {});
    const auto& sources = grid.meaning.zones.front().sources;
    const auto gas = std::ranges::find(sources, "gas, combined cycle", &GridSource::kind);
    EXPECT_NEAR(gas->carbon.at(0), 0.198 / 0.58, 1e-12);
    return grid.network.processes[gas->process].cost.at(0);
  };
  EXPECT_NEAR(cost("carbon_price = \"100 EUR_2025/t\"") - cost("carbon_price = \"0 EUR_2025/t\""), 100 * 0.198 / 0.58,
              1e-9);
}

// Four years from now at 5 % of the peak a year, of each kind.
TEST(Mix, GrowsNoFasterThanItsRate) {
  const auto s = mix_scenario("");
  const auto grid = compile_grid(s, catalogue(), {});
  const auto load = fleet_in("DEU").load;
  for (const auto& asset : grid.network.assets)
    EXPECT_NEAR(asset.cap_upper.at(0), 0.05 * *std::ranges::max_element(load) * (2030 - s.now), 1e-6) << asset.name;
  EXPECT_EQ(grid.network.assets.size(), 5U);  // wind, sun, two kinds of gas, batteries
  EXPECT_TRUE(network::validate(grid.network).empty());
}

TEST(Mix, AnOwnPriceBesideTheMixIsRefused) {
  auto s = mix_scenario("");
  s.power.price = scenario::UserSeries{.file = "p.csv", .column = "p", .values = std::vector<double>(8760, 50)};
  try {
    (void)compile_grid(s, catalogue(), {});
    FAIL() << "compiled";
  } catch (const InputInvalid& e) {
    EXPECT_EQ(e.faults().front().code, "GP1605");
  }
}

}  // namespace
}  // namespace gigaplan::compile
