// Instants as seconds since 1970-01-01 00:00:00, in texts and in netCDF's "hours since …".
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gigaplan::exchange::pypsa {

/// "2015-01-01 00:00:00".
[[nodiscard]] std::string text_of_instant(std::int64_t seconds);

/// Reads "2015-01-01", "2015-01-01 00:00", "2015-01-01T00:00:00", with a fraction of zeros, "Z" or "+00:00".
[[nodiscard]] std::optional<std::int64_t> instant_of_text(std::string_view text);

/// A time axis "<unit> since <instant>": instant of `value`.
struct TimeAxis {
  std::int64_t nanoseconds = 0;  ///< of one step
  std::int64_t origin = 0;       ///< seconds since 1970-01-01 00:00:00
  /// Nothing where the instant is no whole second or out of range.
  [[nodiscard]] std::optional<std::int64_t> at(std::int64_t value) const;
};
[[nodiscard]] std::optional<TimeAxis> time_axis_of(std::string_view units);

}  // namespace gigaplan::exchange::pypsa
