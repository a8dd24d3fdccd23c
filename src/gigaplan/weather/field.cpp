#include "gigaplan/weather/field.hpp"

#include <array>
#include <cmath>
#include <numbers>

namespace gigaplan::weather {
namespace {

// Counter-based random numbers: the same on every machine and for every order of asking.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15ULL + 0xD1B54A32D192ED03ULL) {}
  double uniform() {  // splitmix64, in (0, 1)
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    z ^= z >> 31;
    return (static_cast<double>(z >> 11) + 0.5) / 9007199254740992.0;
  }
  double normal() {  // Box and Muller
    if (have_) return have_ = false, spare_;
    const double r = std::sqrt(-2 * std::log(uniform()));
    const double angle = 2 * std::numbers::pi * uniform();
    spare_ = r * std::sin(angle);
    have_ = true;
    return r * std::cos(angle);
  }

 private:
  std::uint64_t state_;
  double spare_ = 0;
  bool have_ = false;
};

// One unit process with the given memory. The smooth part is an autoregression of order 2 with the double root
// φ = exp(−1/T): x_t = 2φ x_{t−1} − φ² x_{t−2} + noise, whose variance is (1 + φ²) / (1 − φ²)³ of the noise's.
std::vector<float> process(Random& random, const Memory& memory) {
  const double p = std::exp(-1 / memory.smooth_hours);
  const double smooth_noise = std::sqrt(std::pow(1 - p * p, 3) / (1 + p * p));
  const double q = std::exp(-1 / memory.rough_hours), rough_noise = std::sqrt(1 - q * q);
  const double s = std::exp(-1 / memory.slow_hours), slow_noise = std::sqrt(1 - s * s);
  double x1 = 0, x2 = 0, rough = random.normal(), slow = random.normal();
  const int warm_up = 6 * static_cast<int>(memory.smooth_hours) + 48;
  std::vector<float> out(hours_per_year);
  for (int t = -warm_up; t < hours_per_year; ++t) {
    const double x = 2 * p * x1 - p * p * x2 + smooth_noise * random.normal();
    x2 = x1, x1 = x;
    rough = q * rough + rough_noise * random.normal();
    slow = s * slow + slow_noise * random.normal();
    if (t >= 0) {
      out[static_cast<std::size_t>(t)] = static_cast<float>(
          std::sqrt(memory.smooth) * x + std::sqrt(memory.rough) * rough + std::sqrt(memory.slow) * slow);
    }
  }
  return out;
}

std::array<double, 3> on_sphere(double lon, double lat) {
  constexpr double radius = 6371;  // km
  const double l = lon * std::numbers::pi / 180, b = lat * std::numbers::pi / 180;
  return {radius * std::cos(b) * std::cos(l), radius * std::cos(b) * std::sin(l), radius * std::sin(b)};
}

}  // namespace

Field::Field(std::uint64_t seed, double length, Memory memory) {
  Random random(seed);
  for (int k = 0; k < modes; ++k) {
    // Gaussian wave vectors with a spread of scales: their mixture falls off like an exponential, not like a bell.
    const double scale = length * std::exp(0.6 * random.normal()) / std::numbers::sqrt2;
    for (int i = 0; i < 3; ++i) wave_.push_back(random.normal() / scale);
    a_.push_back(process(random, memory));
    b_.push_back(process(random, memory));
  }
}

std::vector<double> Field::at(double lon, double lat) const {
  const auto r = on_sphere(lon, lat);
  std::vector<double> z(hours_per_year, 0.0);
  for (std::size_t k = 0; k < a_.size(); ++k) {
    const double phase = wave_[3 * k] * r[0] + wave_[3 * k + 1] * r[1] + wave_[3 * k + 2] * r[2];
    const double c = std::cos(phase) / std::sqrt(modes), s = std::sin(phase) / std::sqrt(modes);
    for (std::size_t t = 0; t < z.size(); ++t)
      z[t] += c * static_cast<double>(a_[k][t]) + s * static_cast<double>(b_[k][t]);
  }
  return z;
}

}  // namespace gigaplan::weather
