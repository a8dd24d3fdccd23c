// A country's electricity market by the hour, without the programme: price, carbon-free share, carbon.
#pragma once
#include <vector>

#include "gigaplan/compile/figures.hpp"
#include "gigaplan/weather/weather.hpp"

namespace gigaplan::compile {

struct Market {
  std::vector<double> price;        ///< delivered to a large consumer [money/MWh]
  std::vector<double> carbon_free;  ///< share of the energy, [0, 1]
  std::vector<double> carbon;       ///< [t CO2/MWh]
  std::vector<double> load;         ///< of the country, relative to its mean
  double network = 0;               ///< charge for the wires, in the price already [money/MWh]
};

/// From the country's load, yearly generation by kind and synthetic weather (8,760 values each):
///
///     thermal[h] = max(0, load[h] − wind[h] − solar[h] − nuclear − other − hydro[h])
///
///     carbon_free[h] = 1 − min(1, s · thermal[h] / load[h])
///
///     carbon[h] = mean carbon · (1 − carbon_free[h]) / (1 − mean carbon-free share)
///
///     price[h] = network + wholesale · (0.4 + 0.6 · scarcity[h])
///
/// hydro: 60 % even, 40 % follows the load; s so that the energy-weighted mean of carbon_free is the country's figure;
/// scarcity: (thermal + 0.1 load)^1.5, scaled to mean 1;
/// with wholesale the country's day-ahead mean, network = industrial price − wholesale (at least a fifth of the
/// former). Where no wholesale figure exists, 60 % of the industrial price.
[[nodiscard]] Market market_of(const Country& country, const weather::World& world, Figures& figures);

/// Where the country's weather is computed: its centre and climate.
[[nodiscard]] weather::Climate climate_of(const Country& country, Figures& figures);

}  // namespace gigaplan::compile
