#include "gigaplan/formulate/band.hpp"

#include <algorithm>
#include <cmath>

namespace gigaplan::formulate {
using program::infinity;

void bound_columns(Frame& frame, const Band& band) {
  for (int i = 0; i < band.count; ++i) {
    const double low = band.low(i), high = band.high(i), fixed = band.constant(i);
    if (band.capacity.fixed() || std::isinf(fixed)) {
      const double rest = 1 - band.away_share;
      frame.builder.set_bounds(band.first + i, std::min(times(low, fixed), times(low * rest, fixed)),
                               std::max(times(high, fixed), times(high * rest, fixed)));
    } else {
      frame.builder.set_bounds(band.first + i, low >= 0 ? 0 : -infinity, high <= 0 ? 0 : infinity);
    }
  }
}

void limit_rows(Frame& frame, const Band& band, Row upper, Row lower, const std::string& member,
                const std::string& unit) {
  if (band.capacity.fixed() && band.away == nowhere) return;
  auto& builder = frame.builder;
  // x[i] − limit[i] · (Σ share · cap − away)  (≤ or ≥)  limit[i] · fixed part
  const auto row = [&](int i, double limit) {
    builder.entry(band.first + i, 1);
    band.capacity.enter(builder, -limit);
    band.enter_away(builder, i, limit);
    return limit * band.constant(i);
  };
  const auto says = [&](int i, double limit) {
    return limit != 0 && std::isfinite(limit) && std::isfinite(band.constant(i));
  };
  for_stretches(
      band.count, [&](int i) { return says(i, band.high(i)); },
      [&](int start, int length) {
        builder.begin_rows(frame.family(upper, unit), member, band.axis, band.from + start, length);
        for (int i = start; i < start + length; ++i) {
          const double bound = row(i, band.high(i));
          builder.row(-infinity, bound);
        }
      });
  for_stretches(
      band.count, [&](int i) { return says(i, band.low(i)); },
      [&](int start, int length) {
        builder.begin_rows(frame.family(lower, unit), member, band.axis, band.from + start, length);
        for (int i = start; i < start + length; ++i) {
          const double bound = row(i, band.low(i));
          builder.row(bound, infinity);
        }
      });
}

void fix_rows(Frame& frame, std::int32_t first, int from, int count, program::Axis axis, const network::Series& given,
              Row kind, const std::string& member, const std::string& unit) {
  for_stretches(
      count, [&](int i) { return !std::isnan(given.at(at(from + i))); },
      [&](int start, int length) {
        frame.builder.begin_rows(frame.family(kind, unit), member, axis, from + start, length);
        for (int i = start; i < start + length; ++i) {
          frame.builder.entry(first + i, 1);
          frame.builder.row(given.at(at(from + i)), given.at(at(from + i)));
        }
      });
}

}  // namespace gigaplan::formulate
