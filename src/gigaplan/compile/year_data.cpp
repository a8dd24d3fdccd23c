// Whole-year series of everything that varies: weather at the sites, output of the plants, markets, use of the
// services.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "gigaplan/compile/burnt.hpp"
#include "gigaplan/compile/work.hpp"

namespace gigaplan::compile {
namespace {

constexpr int hours = weather::hours_per_year;
constexpr int first_weekday = 4;  // the computed year starts on a Friday

// Day of the year (0 …) of the n-th Sunday of a month, counted from the end when n < 0.
int sunday_of(int month, int n) {
  constexpr std::array<int, 13> starts{0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};
  std::vector<int> sundays;
  for (int d = starts[static_cast<std::size_t>(month)]; d < starts[static_cast<std::size_t>(month) + 1]; ++d)
    if ((first_weekday + d) % 7 == 6) sundays.push_back(d);
  return n < 0 ? sundays[sundays.size() - static_cast<std::size_t>(-n)] : sundays[static_cast<std::size_t>(n - 1)];
}

// Summer time by rule: "eu" last Sundays of March and October, "us" second of March and first of November, "au" first
// of October to first of April, "cl" first of September to first of April.
bool summer_time(const std::string& rule, int day) {
  if (rule == "eu") return day >= sunday_of(2, -1) && day < sunday_of(9, -1);
  if (rule == "us") return day >= sunday_of(2, 2) && day < sunday_of(10, 1);
  if (rule == "au") return day >= sunday_of(9, 1) || day < sunday_of(3, 1);
  if (rule == "cl") return day >= sunday_of(8, 1) || day < sunday_of(3, 1);
  return false;
}

// Requests of every UTC hour relative to the mean, from 168 local weights (Monday 0:00 first).
std::vector<double> profile_of(const scenario::Service& service, const Country& country, Figures& figures) {
  const double offset = figures.note(country.utc_offset);
  std::vector<double> values(hours);
  double sum = 0;
  for (int h = 0; h < hours; ++h) {
    const double local = h + offset + (summer_time(country.daylight_saving, h / 24) ? 1 : 0) + 24 * first_weekday;
    const auto at = static_cast<std::size_t>(std::fmod(local + 168 * 2, 168.0));
    values[static_cast<std::size_t>(h)] = service.profile[at];
    sum += service.profile[at];
  }
  for (auto& v : values) v *= hours / sum;
  return values;
}

std::vector<double> output_of(const scenario::Plant& plant, const Catalogue& catalogue, const weather::World& world,
                              Figures& figures) {
  if (plant.output) return plant.output->values;
  const auto& technology = catalogue.technology(plant.technology);
  const auto& country = catalogue.country(plant.country);
  const auto climate = climate_of(country, figures);
  const weather::Climate place{plant.lon, plant.lat, climate.mean_temperature, climate.warmest_month};
  const auto& name = technology.id;
  if (name.find("solar") != std::string::npos) return world.solar(place, figures.note(country.solar_cf));
  if (name.find("offwind") != std::string::npos || name.find("Offshore") != std::string::npos)
    return world.wind(place, country.offshore_cf ? figures.note(*country.offshore_cf) : figures.note(country.wind_cf));
  if (name.find("wind") != std::string::npos || name.find("Wind") != std::string::npos)
    return world.wind(place, figures.note(country.wind_cf));
  return {};
}

// What burns in an hour is k times the country's share of it, at most all, so that the mean over the load is 1 − `share`.
void move_share(Market& market, double share) {
  std::vector<double> burnt(market.load.size());
  for (std::size_t h = 0; h < burnt.size(); ++h) burnt[h] = market.load[h] * (1 - market.carbon_free[h]);
  const double k = scale_of(burnt, market.load, 1, 1 - share);
  for (double& clean : market.carbon_free) clean = 1 - std::min(1.0, k * (1 - clean));
}

// The country's market at the level of the region's price, with its carbon and carbon-free share where they are known:
// carbon goes with what burns.
void move_to_region(Market& market, const Region& region, const Country& country, Figures& figures) {
  const double factor =
      figures.take(region.industrial_price, "money/MWh") / figures.take(country.industrial_price, "money/MWh");
  for (double& price : market.price) price *= factor;
  market.network *= factor;
  if (region.carbon_free_share) {
    const double country_burns = 1 - figures.take(country.carbon_free_share, "1");
    const double share = figures.take(*region.carbon_free_share, "1");
    const auto before = market.carbon_free;
    if (country_burns > 0 && share < 1) {
      move_share(market, share);
      for (std::size_t h = 0; h < before.size(); ++h)
        market.carbon[h] *=
            before[h] < 1 ? (1 - market.carbon_free[h]) / (1 - before[h]) * country_burns / (1 - share) : 1;
    }
  }
  if (!region.carbon_intensity) return;
  const double carbon = figures.note(*region.carbon_intensity) / figures.note(country.carbon_intensity);
  for (double& each : market.carbon) each *= carbon;
}

}  // namespace

std::size_t YearData::zone_of_site(const std::string& country, const std::string& region) const {
  return static_cast<std::size_t>(std::ranges::find(zones, Zone{country, region, true}) - zones.begin());
}

std::size_t YearData::zone_of_plants(const std::string& country) const {
  const auto apart = std::ranges::find(zones, Zone{country, "", false});
  return apart == zones.end() ? zone_of_site(country, "") : static_cast<std::size_t>(apart - zones.begin());
}

std::string market_region(const scenario::Scenario& scenario, const scenario::Site& site) {
  return scenario.power.bought_at_prices() ? site.region : "";
}

YearData year_data(const scenario::Scenario& scenario, Figures& figures) {
  const auto& catalogue = figures.catalogue();
  const weather::World world(scenario.seed);
  YearData data;
  std::map<std::string, Market> national;  // of a country once, for all its regions
  const auto add_zone = [&](const std::string& country, const std::string& region, bool buys) {
    const YearData::Zone zone{country, region, buys};
    if (std::ranges::find(data.zones, zone) != data.zones.end()) return;
    data.zones.push_back(zone);
    auto [known, fresh] = national.try_emplace(country);
    if (fresh) known->second = market_of(catalogue.country(country), world, figures);
    auto market = known->second;
    if (!region.empty()) move_to_region(market, catalogue.region(region), catalogue.country(country), figures);
    if (scenario.power.price) market.price = scenario.power.price->values;
    if (scenario.power.carbon) {
      for (int h = 0; h < hours; ++h)
        market.carbon[static_cast<std::size_t>(h)] = scenario.power.carbon->values[static_cast<std::size_t>(h)] / 1000;
    }
    data.markets.push_back(std::move(market));
  };
  const auto in_regions = [&](const std::string& country) {
    return std::ranges::any_of(data.zones, [&](const auto& z) { return z.country == country && !z.region.empty(); });
  };
  for (const auto& site : scenario.sites) {
    add_zone(site.country, market_region(scenario, site), true);
    data.temperature.push_back(
        site.temperature ? site.temperature->values
                         : world.temperature({.lon = site.lon,
                                              .lat = site.lat,
                                              .mean_temperature = site.mean_temperature,
                                              .warmest_month = site.mean_temperature + site.temperature_amplitude}));
  }
  for (const auto& service : scenario.services)
    data.profile.push_back(profile_of(service, catalogue.country(service.country), figures));
  for (const auto& plant : scenario.plants) {
    if (plant.site.empty()) add_zone(plant.country, "", !in_regions(plant.country));
    data.output.push_back(output_of(plant, catalogue, world, figures));
  }
  for (const auto& line : scenario.interconnectors) add_zone(line.from, "", true), add_zone(line.to, "", true);
  return data;
}

}  // namespace gigaplan::compile
