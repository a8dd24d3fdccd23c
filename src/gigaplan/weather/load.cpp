#include "gigaplan/weather/load.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numeric>

namespace gigaplan::weather {

std::vector<double> national_load(const std::vector<double>& temperature, double lon, int first_weekday) {
  // Typical working day of European transmission systems, by local hour (own smoothing, mean near 1).
  constexpr std::array<double, 24> day{0.80, 0.77, 0.75, 0.75, 0.77, 0.83, 0.94, 1.04, 1.10, 1.12, 1.12, 1.12,
                                       1.11, 1.09, 1.07, 1.06, 1.07, 1.11, 1.13, 1.12, 1.07, 1.01, 0.95, 0.87};
  constexpr std::array<double, 7> week{1.03, 1.045, 1.045, 1.045, 1.03, 0.93, 0.875};
  std::vector<double> load(temperature.size());
  for (std::size_t h = 0; h < load.size(); ++h) {
    const double local = std::fmod(static_cast<double>(h) + lon / 15 + 48, 24.0);
    const auto hour = static_cast<std::size_t>(local) % 24;
    const double between = local - std::floor(local);
    const auto weekday = static_cast<std::size_t>(first_weekday + static_cast<int>(h / 24)) % 7;
    const auto midnight = (h / 24) * 24, end = std::min(midnight + 24, load.size());
    const double daily_mean = std::accumulate(temperature.begin() + static_cast<std::ptrdiff_t>(midnight),
                                              temperature.begin() + static_cast<std::ptrdiff_t>(end), 0.0) /
                              static_cast<double>(end - midnight);
    const double climate = 1 + 0.011 * std::max(0.0, 14 - daily_mean) + 0.013 * std::max(0.0, daily_mean - 21);
    load[h] = (day[hour] * (1 - between) + day[(hour + 1) % 24] * between) * week[weekday] * climate;
  }
  const double mean = std::accumulate(load.begin(), load.end(), 0.0) / static_cast<double>(load.size());
  for (auto& value : load) value /= mean;
  return load;
}

}  // namespace gigaplan::weather
