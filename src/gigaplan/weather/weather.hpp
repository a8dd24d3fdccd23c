// Temperature, wind and solar output by the hour, computed from a place's climate.
#pragma once
#include <cstdint>
#include <vector>

#include "gigaplan/weather/field.hpp"

namespace gigaplan::weather {

/// What a place is like over the year.
struct Climate {
  double lon = 0, lat = 0;       ///< [deg]
  double mean_temperature = 10;  ///< [degC]
  double warmest_month = 19;     ///< mean of the warmest month [degC]
};

/// One world's weather: three fields that all places share. Every value is a function of (seed, place, climate) alone.
class World {
 public:
  explicit World(std::uint64_t seed);

  /// Outdoor temperature [degC]: yearly wave (warmest end of July, north; January, south) + daily wave (warmest at 15 h
  /// local time) + weather of some days.
  [[nodiscard]] std::vector<double> temperature(const Climate& climate) const;

  /// Capacity factor of a wind fleet around the place, in [0, 0.95], with the given yearly mean in (0, 0.7): Weibull
  /// winds (k = 2.4), stronger in winter, through the power curve of a spread fleet.
  [[nodiscard]] std::vector<double> wind(const Climate& climate, double mean_capacity_factor) const;

  /// Capacity factor of fixed, equator-facing panels, in [0, 0.95], with the given yearly mean in (0, 0.4): clear-sky
  /// beam and diffuse light (Haurwitz 1945, Erbs et al. 1982 in spirit) times a clearness from the cloud field.
  [[nodiscard]] std::vector<double> solar(const Climate& climate, double mean_capacity_factor) const;

 private:
  Field wind_, cloud_, heat_;
};

}  // namespace gigaplan::weather
