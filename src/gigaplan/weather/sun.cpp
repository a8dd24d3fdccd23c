#include "gigaplan/weather/sun.hpp"

#include <cmath>
#include <numbers>

namespace gigaplan::weather {

Sun sun_at(int hour, double lon, double lat) {
  constexpr double rad = std::numbers::pi / 180;
  const int day_of_year = hour / 24 + 1;
  const double day = day_of_year;
  const double declination = 23.45 * rad * std::sin(360.0 * rad * (284 + day) / 365);
  const double b = 2 * std::numbers::pi * (day - 1) / 365;
  const double equation_minutes = 229.18 * (0.000075 + 0.001868 * std::cos(b) - 0.032077 * std::sin(b) -
                                            0.014615 * std::cos(2 * b) - 0.040849 * std::sin(2 * b));
  const double solar_time = hour % 24 + 0.5 + lon / 15 + equation_minutes / 60;
  const double angle = (solar_time - 12) * 15 * rad;
  const double phi = lat * rad;
  const double tilted = phi - 0.7 * phi;  // latitude at which a horizontal plane is parallel to the tilted one
  const auto cosine = [&](double at) {
    return std::sin(declination) * std::sin(at) + std::cos(declination) * std::cos(at) * std::cos(angle);
  };
  return {.sin_elevation = cosine(phi), .cos_incidence = cosine(tilted)};
}

}  // namespace gigaplan::weather
