// Units that are on or off: u[k,h] status, v[k,h] start, w[k,h] stop; u is 0 or 1, v and w in [0, 1] follow. Of several
// equal units u, v, w count units, up to N = C / unit.
//
//     lower[h] C u[h]  ≤  x[h]  ≤  upper[h] C u[h]                                              C a number, [unit of k]
//     x[h] ≤ upper[h] C,   x[h] ≤ M u[h],   x[h] ≥ lower[h] C − M' (1 − u[h])                   C decided, lower > 0
//     x[h] ≥ lower[h] C,   x[h] ≥ M' u[h]                                                       C decided, lower < 0
//     lower[h] unit u[h]  ≤  x[h]  ≤  upper[h] unit u[h],   unit u[h] ≤ C                       several units
//     u[h] − u[h−1] − v[h] + w[h] = 0
//     Σ_{h−U < i ≤ h} v[i] ≤ u[h]          Σ_{h−D < i ≤ h} w[i] ≤ N − u[h]                      N = 1 of a single unit
//
// M = upper[h] · largest C, M' = lower[h] · largest C, or ± the reach of the unit where C has no largest value; U, D
// the shortest times on and off in snapshots, at least 1. Before the first snapshot the unit has been off for
// `down_before` snapshots or, when that is 0, on for `up_before`: a start or stop that lies that far back counts in the
// windows as a number. Periods follow each other in one chain; a representative day follows itself, whatever was before
// the first one, and its windows are no longer than itself.
#include <algorithm>
#include <cmath>

#include "gigaplan/formulate/units.hpp"

namespace gigaplan::formulate {
namespace {

using program::infinity;

/// x between its limits while on, 0 while off.
void running(Frame& frame, std::size_t k, std::size_t s) {
  auto& builder = frame.builder;
  const auto& process = nth(frame.network.processes, k);
  const auto band = activity_band(frame, k, s);
  const double largest = largest_capacity(frame, process.capacity, frame.slices()[s].period);
  const auto status = frame.layout.status[k][s];
  const double unit = process.commitment->unit;
  const bool single_decided = unit == 0 && !band.capacity.fixed();
  // What a unit that is on may do at most, in the direction of `limit`.
  const auto on = [&](int i, double limit) {
    if (!single_decided) return limit * (unit > 0 ? unit : band.constant(i));
    return std::copysign(big(*process.commitment, band, largest, i, limit), limit);
  };
  builder.begin_rows(frame.family(Row::running_upper, process.unit), process.name, band.axis, band.from, band.count);
  for (int i = 0; i < band.count; ++i) {
    builder.entry(band.first + i, 1);
    builder.entry(status + i, -on(i, band.high(i)));
    if (!single_decided) band.enter_away(builder, i, band.high(i));
    builder.row(-infinity, 0);
  }
  for_stretches(
      band.count, [&](int i) { return band.low(i) != 0; },
      [&](int from, int length) {
        builder.begin_rows(frame.family(Row::running_lower, process.unit), process.name, band.axis, band.from + from,
                           length);
        for (int i = from; i < from + length; ++i) {
          const double low = band.low(i);
          builder.entry(band.first + i, 1);
          builder.entry(status + i, -on(i, low));
          if (!single_decided || low > 0) band.enter_away(builder, i, low);
          double right = 0;
          if (single_decided && low > 0) {
            band.capacity.enter(builder, -low);
            right = low * band.constant(i) - on(i, low);
          }
          builder.row(right, infinity);
        }
      });
  if (band.capacity.fixed()) return;
  if (unit > 0) {
    builder.begin_rows(frame.family(Row::running_units, process.unit), process.name, band.axis, band.from, band.count);
    for (int i = 0; i < band.count; ++i) {
      builder.entry(status + i, unit);
      band.capacity.enter(builder, -1);
      builder.row(-infinity, band.constant(i));
    }
    return;
  }
  std::vector<double> negative(frame.network.snapshots());
  for (std::size_t h = 0; h < negative.size(); ++h) negative[h] = std::min(0.0, process.lower.at(h));
  const network::Series backwards = std::move(negative);
  Band outer = band;
  outer.lower = &backwards;
  limit_rows(frame, outer, Row::activity_upper, Row::activity_lower, process.name, process.unit);
}

/// Calls fill(i, slice, position in it) for every snapshot i of the scenario's chain, one run of rows a slice.
template <class Fill>
void along(Frame& frame, std::size_t k, int scenario, Row kind, Fill fill) {
  int i = 0;
  for (std::size_t s = 0; s < frame.slices().size(); ++s) {
    const auto& slice = frame.slices()[s];
    if (slice.scenario != scenario || frame.layout.status[k][s] == nowhere) continue;
    frame.builder.begin_rows(frame.family(kind, "1"), nth(frame.network.processes, k).name, program::Axis::snapshot,
                             slice.first, slice.count);
    for (int j = 0; j < slice.count; ++j) fill(i++, s, j);
  }
}

/// −N: its decided part is entered, the number is returned for the right-hand side.
double enter_units(Frame& frame, std::size_t k, std::size_t s, int position) {
  const double unit = nth(frame.network.processes, k).commitment->unit;
  if (unit == 0) return 1;
  const auto band = activity_band(frame, k, s);
  band.capacity.enter(frame.builder, -1 / unit);
  return band.constant(position) / unit;
}

/// The snapshot `back` before number i of the chain, which is number j of its slice; below 0: before the chain begins.
/// On a representative day `back` is at most its length.
int earlier(const network::Slice& slice, int i, int j, int back) {
  if (slice.calendar.day.empty()) return i - back;
  const int hours = slice.calendar.snapshots_per_day, hour = j % hours;
  return i - hour + (hour + hours - back) % hours;
}

void switching(Frame& frame, std::size_t k, int scenario) {
  auto& builder = frame.builder;
  const auto& commitment = *nth(frame.network.processes, k).commitment;
  const auto u = chain(frame, frame.layout.status[k], scenario), v = chain(frame, frame.layout.start[k], scenario),
             w = chain(frame, frame.layout.stop[k], scenario);
  along(frame, k, scenario, Row::switching, [&](int i, std::size_t s, int j) {
    const int last = earlier(frame.slices()[s], i, j, 1);
    if (last != i) builder.entry(u[at(i)], 1);
    if (last >= 0 && last != i) builder.entry(u[at(last)], -1);
    builder.entry(v[at(i)], -1);
    builder.entry(w[at(i)], 1);
    const double before = last < 0 && on_before(commitment) ? 1 : 0;
    builder.row(before, before);
  });
  // Σ of the starts (stops) of the last `least` snapshots ≤ the units that run (do not run).
  const auto window = [&](Row kind, const std::vector<std::int32_t>& switches, int least, int ago, bool up) {
    along(frame, k, scenario, kind, [&](int i, std::size_t s, int position) {
      const auto& slice = frame.slices()[s];
      const int reach = slice.calendar.day.empty() ? least : std::min(least, slice.calendar.snapshots_per_day);
      for (int back = reach - 1; back >= 0; --back)
        if (const int j = earlier(slice, i, position, back); j >= 0) builder.entry(switches[at(j)], 1);
      builder.entry(u[at(i)], up ? -1 : 1);
      const double units = up ? 0 : enter_units(frame, k, s, position);
      const bool counts = slice.calendar.day.empty() && ago > 0 && i + ago < least;
      builder.row(-infinity, units - (counts ? 1 : 0));
    });
  };
  const bool on = on_before(commitment);
  window(Row::least_up, v, std::max(1, commitment.min_up), on ? commitment.up_before : 0, true);
  window(Row::least_down, w, std::max(1, commitment.min_down), on ? 0 : commitment.down_before, false);
}

}  // namespace

void variables::commitment(Frame& frame) {
  auto& builder = frame.builder;
  for (std::size_t k = 0; k < frame.network.processes.size(); ++k) {
    const auto& process = nth(frame.network.processes, k);
    if (!process.commitment) continue;
    for (std::size_t s = 0; s < frame.slices().size(); ++s) {
      const auto& slice = frame.slices()[s];
      if (frame.layout.activity[k][s] == nowhere) continue;
      const auto band = activity_band(frame, k, s);
      const double largest = largest_capacity(frame, process.capacity, slice.period);
      for (int i = 0; i < slice.count; ++i) {
        const double low = std::min(0.0, band.low(i)), high = band.high(i);
        if (band.capacity.fixed())
          builder.set_bounds(band.first + i, times(low, band.constant(i)), times(high, band.constant(i)));
        else
          builder.set_bounds(band.first + i, low < 0 ? -big(*process.commitment, band, largest, i, low) : 0,
                             high > 0 ? big(*process.commitment, band, largest, i, high) : 0);
      }
      const double unit = process.commitment->unit;
      const auto run = [&](Column kind) {
        const auto first = builder.add_columns(frame.family(kind, "1"), process.name, program::Axis::snapshot,
                                               slice.first, slice.count, 0, 1);
        for (int i = 0; unit > 0 && i < slice.count; ++i)
          builder.set_bounds(first + i, 0,
                             std::round((band.constant(i) + (band.capacity.fixed() ? 0 : largest)) / unit));
        return first;
      };
      frame.layout.status[k][s] = run(Column::status);
      for (int i = 0; i < slice.count; ++i) builder.set_integer(frame.layout.status[k][s] + i);
      frame.layout.start[k][s] = run(Column::start);
      frame.layout.stop[k][s] = run(Column::stop);
    }
  }
}

void rows::commitment(Frame& frame) {
  for (std::size_t k = 0; k < frame.network.processes.size(); ++k) {
    if (!nth(frame.network.processes, k).commitment) continue;
    for (std::size_t s = 0; s < frame.slices().size(); ++s)
      if (frame.layout.status[k][s] != nowhere) running(frame, k, s);
    for (int c = 0; c < frame.scenarios(); ++c) switching(frame, k, c);
  }
}

}  // namespace gigaplan::formulate
