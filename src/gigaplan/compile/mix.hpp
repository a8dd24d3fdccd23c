// A country's own power system: what stands there, what it must serve, what may be added.
#pragma once
#include <vector>

#include "gigaplan/compile/work.hpp"

namespace gigaplan::compile {

/// The fleet that stands in a country, from a year's generation by kind; powers in MW, 8,760 values a series.
struct PowerFleet {
  std::vector<double> load;
  std::vector<double> wind, solar;  ///< capacity factors
  double wind_capacity = 0, solar_capacity = 0;
  double nuclear = 0, even = 0;                ///< yearly mean power of nuclear and of biomass, waste and the like
  double river = 0;                            ///< hydro that runs evenly
  double reservoir = 0, reservoir_energy = 0;  ///< hydro that may choose its hours [MW], and its yearly energy [MWh]
  double coal = 0, oil = 0, gas = 0,
         reserve = 0;  ///< combined-cycle gas; open-cycle gas that meets the rest of the peak
};

/// From generation G of the year [MWh] and typical capacity factors φ (catalogue, building/national_mix):
///   load[h] = G_all / 8760 · shape[h];  capacity of coal, oil, gas, dams = G / (8760 φ);  wind, solar = G / Σ_h factor
///   other generation counts as carbon-free as far as the country's carbon-free share says so, the rest as oil
///   reserve = max(0, max_h ((1 + margin) load[h] − wind − solar) − all firm power)
[[nodiscard]] PowerFleet fleet_of(const Country& country, const weather::World& world, Figures& figures);

/// Builds the power system of every zone (kind "mix"); adds a ZoneRef with its grid part for each.
void build_mix(Work& work);

}  // namespace gigaplan::compile
