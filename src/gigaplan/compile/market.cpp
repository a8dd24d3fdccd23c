#include "gigaplan/compile/market.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "gigaplan/compile/burnt.hpp"
#include "gigaplan/weather/load.hpp"

namespace gigaplan::compile {
namespace {

constexpr double hours = weather::hours_per_year;

double mean(const std::vector<double>& v) {
  return std::accumulate(v.begin(), v.end(), 0.0) / static_cast<double>(v.size());
}

// Yearly mean power of one kind of generation [MW].
double mean_power(const Country& country, const std::string& kind, Figures& figures) {
  const auto found = country.generation.find(kind);
  return found == country.generation.end() ? 0.0 : figures.take(found->second, "MWh") / hours;
}

}  // namespace

double scale_of(const std::vector<double>& thermal, const std::vector<double>& shape, double total, double wanted) {
  const double load_sum = total * std::accumulate(shape.begin(), shape.end(), 0.0);
  const auto dirty = [&](double s) {
    double sum = 0;
    for (std::size_t h = 0; h < thermal.size(); ++h) sum += std::min(total * shape[h], s * thermal[h]);
    return sum;
  };
  double low = 0, high = 1;
  while (dirty(high) < wanted * load_sum && high < 1e6) low = high, high *= 2;
  for (int i = 0; i < 60; ++i) {
    const double middle = 0.5 * (low + high);
    (dirty(middle) < wanted * load_sum ? low : high) = middle;
  }
  return high;
}

weather::Climate climate_of(const Country& country, Figures& figures) {
  return {.lon = figures.note(country.longitude),
          .lat = figures.note(country.latitude),
          .mean_temperature = figures.note(country.mean_temperature),
          .warmest_month = figures.note(country.warmest_month)};
}

Market market_of(const Country& country, const weather::World& world, Figures& figures) {
  const auto climate = climate_of(country, figures);
  const auto load_shape = weather::national_load(world.temperature(climate), climate.lon);
  const auto wind = world.wind(climate, figures.note(country.wind_cf));
  const auto solar = world.solar(climate, figures.note(country.solar_cf));
  const double total = figures.take(country.electricity, "MWh") / hours;
  const double wind_mean = mean_power(country, "wind", figures), solar_mean = mean_power(country, "solar", figures);
  const double hydro = mean_power(country, "hydro", figures);
  const double even = mean_power(country, "nuclear", figures) + mean_power(country, "other", figures) + 0.6 * hydro;
  const double wind_factor = wind_mean / mean(wind), solar_factor = solar_mean / mean(solar);

  const auto n = static_cast<std::size_t>(weather::hours_per_year);
  std::vector<double> thermal(n), scarcity(n);
  double thermal_sum = 0;
  for (std::size_t h = 0; h < n; ++h) {
    const double load = total * load_shape[h];
    thermal[h] =
        std::max(0.0, load - wind_factor * wind[h] - solar_factor * solar[h] - even - 0.4 * hydro * load_shape[h]);
    scarcity[h] = std::pow(thermal[h] + 0.1 * load, 1.5);
    thermal_sum += thermal[h];
  }
  const double wanted_dirty = 1 - figures.take(country.carbon_free_share, "1");
  const double scale = scale_of(thermal, load_shape, total, wanted_dirty);
  const double mean_carbon = figures.note(country.carbon_intensity) / 1000;  // g/kWh → t/MWh
  const double industrial = figures.take(country.industrial_price, "money/MWh");
  const double wholesale = country.wholesale_price
                               ? figures.take(country.wholesale_price->by_year.rbegin()->second, "money/MWh")
                               : 0.6 * industrial;
  const double network = std::max(industrial - wholesale, 0.2 * industrial);
  const double scarcity_mean = mean(scarcity);

  Market market{std::vector<double>(n), std::vector<double>(n), std::vector<double>(n), load_shape, network};
  for (std::size_t h = 0; h < n; ++h) {
    const double load = total * load_shape[h];
    const double dirty = thermal_sum > 0 ? std::clamp(scale * thermal[h] / load, 0.0, 1.0) : wanted_dirty;
    market.carbon_free[h] = 1 - dirty;
    market.carbon[h] = wanted_dirty > 0 ? mean_carbon * dirty / wanted_dirty : mean_carbon;
    market.price[h] = network + wholesale * (0.4 + 0.6 * scarcity[h] / scarcity_mean);
  }
  return market;
}

}  // namespace gigaplan::compile
