// A Gaussian random field over the globe and the hours of a year.
#pragma once
#include <cstdint>
#include <vector>

namespace gigaplan::weather {

inline constexpr int hours_per_year = 8760;

/// Time behaviour of a field: correlation at lag t [h]
///     smooth · (1 + t/T₁) exp(−t/T₁) + rough · exp(−t/T₂) + slow · exp(−t/T₃),   smooth + rough + slow = 1
struct Memory {
  double smooth = 0.5, smooth_hours = 14;
  double rough = 0.3, rough_hours = 18;
  double slow = 0.2, slow_hours = 200;
};

/// Field value z(place, hour), standard normal at every place and hour:
///     z(s, t) = Σ_k √(1/K) [a_k(t) cos(ω_k · r(s)) + b_k(t) sin(ω_k · r(s))]
/// K   number of modes; ω_k fixed wave vectors [1/km], drawn so that the correlation falls to 1/e near `length` km;
/// r   place on the sphere [km]; a_k, b_k independent unit processes with the given Memory.
/// The value at a place does not depend on which other places are asked for. `length` [km] > 0.
class Field {
 public:
  Field(std::uint64_t seed, double length, Memory memory);
  /// 8,760 values, hour 0 = 1 January 00:00 UTC.
  [[nodiscard]] std::vector<double> at(double lon, double lat) const;

 private:
  static constexpr int modes = 72;
  std::vector<double> wave_;               // 3 per mode
  std::vector<std::vector<float>> a_, b_;  // per mode, 8,760 each
};

}  // namespace gigaplan::weather
