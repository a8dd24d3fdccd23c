#include "gigaplan/weather/weather.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "gigaplan/weather/sun.hpp"

namespace gigaplan::weather {
namespace {

constexpr double two_pi = 2 * std::numbers::pi;

double normal_cdf(double z) { return 0.5 * std::erfc(-z / std::numbers::sqrt2); }

// +1 at the end of July in the north, at the end of January in the south; fades towards the equator.
double summer(int hour, double lat) {
  const double wave = std::cos(two_pi * (hour / 24.0 - 205) / 365);
  return wave * std::clamp(lat / 20, -1.0, 1.0);
}

double mean(const std::vector<double>& v) {
  return std::accumulate(v.begin(), v.end(), 0.0) / static_cast<double>(v.size());
}

// The scale at which `series(scale)` has the wanted mean; the mean grows with the scale.
template <class MeanOf>
double bisect(double low, double high, double wanted, const MeanOf& mean_of) {
  for (int i = 0; i < 40; ++i) {
    const double middle = 0.5 * (low + high);
    (mean_of(middle) < wanted ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

}  // namespace

World::World(std::uint64_t seed)
    : wind_(3 * seed + 1, 1000, {}),
      cloud_(3 * seed + 2, 500,
             {.smooth = 0.3, .smooth_hours = 6, .rough = 0.5, .rough_hours = 20, .slow = 0.2, .slow_hours = 120}),
      heat_(3 * seed + 3, 1000,
            {.smooth = 0.3, .smooth_hours = 20, .rough = 0.3, .rough_hours = 50, .slow = 0.4, .slow_hours = 160}) {}

// T(h) = mean + A · summer(h) + D(season) · cos(2π (local − 15) / 24) + σ(A) · z(h),   A = warmest month − mean
std::vector<double> World::temperature(const Climate& climate) const {
  const double amplitude = climate.warmest_month - climate.mean_temperature;
  const double swing = climate.lat == 0 ? 0 : amplitude / std::clamp(std::abs(climate.lat) / 20, 0.05, 1.0);
  const double weather = 1.0 + 0.25 * std::min(amplitude, 12.0);
  auto t = heat_.at(climate.lon, climate.lat);
  for (int h = 0; h < hours_per_year; ++h) {
    const double local = std::fmod(h + climate.lon / 15 + 48, 24.0);
    const double daily = (4.2 + 1.2 * summer(h, climate.lat)) * std::cos(two_pi * (local - 15) / 24);
    auto& value = t[static_cast<std::size_t>(h)];
    value = climate.mean_temperature + swing * summer(h, climate.lat) + daily + weather * value;
  }
  return t;
}

// v(h) = c · season(h) · (−ln(1 − Φ(z(h))))^{1/2.4};   cf = 0.95 / (1 + exp(−(v − 14) / 3.6)) − cf(0);   c so that the
// mean fits
std::vector<double> World::wind(const Climate& climate, double mean_capacity_factor) const {
  const auto z = wind_.at(climate.lon, climate.lat);
  std::vector<double> shape(z.size());
  for (std::size_t h = 0; h < z.size(); ++h) {
    const double season = 1 - 0.18 * summer(static_cast<int>(h), climate.lat);
    shape[h] = season * std::pow(-std::log(std::max(1e-12, 1 - normal_cdf(z[h]))), 1 / 2.4);
  }
  const double calm = 0.95 / (1 + std::exp(14.0 / 3.6));
  const auto curve = [&](double v) { return std::max(0.0, 0.95 / (1 + std::exp(-(v - 14.0) / 3.6)) - calm); };
  const auto series = [&](double c) {
    auto cf = shape;
    for (auto& v : cf) v = curve(c * v);
    return cf;
  };
  return series(bisect(0.5, 60, mean_capacity_factor, [&](double c) { return mean(series(c)); }));
}

// clear(h) = beam · cos(incidence) + diffuse;   cf = min(0.95, c · clear(h) · clearness(z));   c so that the mean fits
std::vector<double> World::solar(const Climate& climate, double mean_capacity_factor) const {
  const auto z = cloud_.at(climate.lon, climate.lat);
  std::vector<double> shape(z.size(), 0.0);
  for (int h = 0; h < hours_per_year; ++h) {
    const auto sun = sun_at(h, climate.lon, climate.lat);
    if (sun.sin_elevation <= 0.01) continue;
    const double global = 1.098 * std::exp(-0.059 / sun.sin_elevation) * sun.sin_elevation;  // Haurwitz, kW/m²
    const double winter = -summer(h, climate.lat);
    const double clearness = 0.28 + 0.72 * normal_cdf(1.1 * z[static_cast<std::size_t>(h)] - 0.35 * winter + 0.3);
    const double diffuse_share = 1 - 0.8 * clearness * clearness;
    const double tilt = std::clamp(sun.cos_incidence / std::max(sun.sin_elevation, 0.1), 0.0, 3.0);
    shape[static_cast<std::size_t>(h)] = global * clearness * (diffuse_share + (1 - diffuse_share) * tilt);
  }
  const auto series = [&](double c) {
    auto cf = shape;
    for (auto& v : cf) v = std::min(0.95, c * v);
    return cf;
  };
  return series(bisect(0, 20, mean_capacity_factor, [&](double c) { return mean(series(c)); }));
}

}  // namespace gigaplan::weather
