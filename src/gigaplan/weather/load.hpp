// The load of a country by the hour.
#pragma once
#include <vector>

namespace gigaplan::weather {

/// Load relative to its yearly mean (mean 1): local hour of day, weekend, and heating or cooling with the temperature.
///   shape(h) = day(local hour) · week(weekday) · (1 + 0.011 max(0, 14 − T₂₄) + 0.013 max(0, T₂₄ − 21)),  T₂₄ daily
///   mean [degC]
/// `temperature` has 8,760 values; 1 January is a Friday (as in 2016) unless `first_weekday` (0 = Monday) says else.
[[nodiscard]] std::vector<double> national_load(const std::vector<double>& temperature, double lon,
                                                int first_weekday = 4);

}  // namespace gigaplan::weather
