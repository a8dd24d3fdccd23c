// Where the sun stands.
#pragma once

namespace gigaplan::weather {

/// Position of the sun in the middle of hour `hour` (0 … 8,759, UTC) of a year without leap day.
struct Sun {
  double sin_elevation = 0;  ///< < 0 at night
  double cos_incidence = 0;  ///< on a plane tilted by |latitude| · 0.7 towards the equator; < 0 behind the plane
};

/// Declination by Cooper (1969), δ = 23.45° sin(360° (284 + day) / 365); hour angle from UTC and longitude with the
/// equation of time by Spencer (1971). Degrees; lat in [−90, 90].
[[nodiscard]] Sun sun_at(int hour, double lon, double lat);

}  // namespace gigaplan::weather
