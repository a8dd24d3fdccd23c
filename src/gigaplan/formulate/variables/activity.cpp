// x[k,h]: activity of process k in snapshot h, [unit of k]; y[k,p]: of a yearly process, a year, [unit of k/year].
//
//     lower[k,h] · C ≤ x[k,h] ≤ upper[k,h] · C,   C = Σ share · cap[asset,p(h)] + rating
//     x[k,h] = fixed[k,h]                                      where an activity is given
//
// Units with commitment have their limits in rows/commitment.cpp; planned outages (rows/outages.cpp) take share · z
// from C.
#include "gigaplan/formulate/activities.hpp"

namespace gigaplan::formulate {

Band activity_band(const Frame& frame, std::size_t k, std::size_t s) {
  const auto& process = nth(frame.network.processes, k);
  const auto& slice = frame.slices()[s];
  Band band;
  band.first = frame.layout.activity[k][s];
  band.from = slice.first;
  band.count = slice.count;
  band.capacity = frame.capacity(process.capacity, 0, slice.period);
  band.rating = &process.rating;
  band.rating_at = process.rating_by_period ? slice.period : -1;
  band.lower = &process.lower;
  band.upper = &process.upper;
  if (process.outage) {
    band.away_whole = frame.layout.away[k][s] == nowhere;
    band.away = band.away_whole ? frame.layout.outage[k][s] : frame.layout.away[k][s];
    band.away_share = process.outage->share;
  }
  return band;
}

Band yearly_band(const Frame& frame, std::size_t k, int period) {
  const auto& process = nth(frame.network.processes, k);
  Band band;
  band.first = frame.layout.activity[k][0] + period;
  band.from = period;
  band.count = 1;
  band.axis = program::Axis::period;
  band.capacity = frame.capacity(process.capacity, 0, period);
  band.rating = &process.rating;
  band.lower = &process.lower;
  band.upper = &process.upper;
  return band;
}

void variables::activity(Frame& frame) {
  for (std::size_t k = 0; k < frame.network.processes.size(); ++k) {
    const auto& process = nth(frame.network.processes, k);
    const auto family = frame.family(Column::activity, process.unit);
    if (process.yearly) {
      frame.layout.activity[k][0] =
          frame.builder.add_columns(family, process.name, program::Axis::period, 0, frame.periods(), 0, 0);
      for (int p = 0; p < frame.periods(); ++p)
        if (active(process.active, p)) bound_columns(frame, yearly_band(frame, k, p));
      continue;
    }
    for (std::size_t s = 0; s < frame.slices().size(); ++s) {
      const auto& slice = frame.slices()[s];
      if (!active(process.active, slice.period)) continue;
      frame.layout.activity[k][s] =
          frame.builder.add_columns(family, process.name, program::Axis::snapshot, slice.first, slice.count);
      if (!process.commitment) bound_columns(frame, activity_band(frame, k, s));
    }
  }
}

void rows::activity_limits(Frame& frame) {
  for (std::size_t k = 0; k < frame.network.processes.size(); ++k) {
    const auto& process = nth(frame.network.processes, k);
    const auto limit = [&](const Band& band) {
      limit_rows(frame, band, Row::activity_upper, Row::activity_lower, process.name, process.unit);
    };
    const auto fix = [&](std::int32_t first, int from, int count, program::Axis axis) {
      if (process.fixed)
        fix_rows(frame, first, from, count, axis, *process.fixed, Row::fixed_activity, process.name, process.unit);
    };
    if (process.yearly) {
      for (int p = 0; p < frame.periods(); ++p) {
        if (!active(process.active, p)) continue;
        limit(yearly_band(frame, k, p));
        fix(frame.layout.activity[k][0] + p, p, 1, program::Axis::period);
      }
      continue;
    }
    for (std::size_t s = 0; s < frame.slices().size(); ++s) {
      const auto first = frame.layout.activity[k][s];
      if (first == nowhere) continue;
      if (!process.commitment) limit(activity_band(frame, k, s));
      fix(first, frame.slices()[s].first, frame.slices()[s].count, program::Axis::snapshot);
    }
  }
}

}  // namespace gigaplan::formulate
