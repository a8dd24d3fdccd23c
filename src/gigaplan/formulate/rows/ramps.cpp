// How fast an activity may change between consecutive snapshots, [unit of k]:
//
//     x[h] − x[h−1] ≤ up[h] τ C            x[h−1] − x[h] ≤ down[h] τ C                          without commitment
//     x[h] − x[h−1] ≤ up[h] τ C u[h−1] + start C (u[h] − u[h−1])                                with, C a number
//     x[h−1] − x[h] ≤ down[h] τ C u[h] + stop C (u[h−1] − u[h])                                 several units: unit for
//     C x[h] − x[h−1] ≤ up[h] τ C + M (1 − u[h−1])     ≤ start C + M (1 − v[h])                   with, C decided
//     x[h−1] − x[h] ≤ down[h] τ C + M (1 − u[h])     ≤ stop C + M (1 − w[h])
//
// τ = elapsed[h−1] [h]; up, down per unit of capacity and hour, start, stop per unit of capacity, 1 where only the
// other one of a pair is given; C as in variables/activity.cpp; u, v, w status, start and stop; M the largest C. Before
// the first snapshot x and u are what the unit brings along, without row where that is not known. Periods and
// representative days begin anew: no row in their first snapshot.
#include <cmath>

#include "gigaplan/formulate/units.hpp"

namespace gigaplan::formulate {
namespace {

using program::infinity;

/// One process in one slice, in one direction: rise (sign +1) or fall (−1).
struct Direction {
  Frame& frame;
  std::size_t k, s;
  double sign;
  const network::Process& process = nth(frame.network.processes, k);
  const network::Slice& slice = frame.slices()[s];
  Band band = activity_band(frame, k, s);
  const network::Series& rate = sign > 0 ? process.ramp->up : process.ramp->down;
  double edge = sign > 0 ? process.ramp->start : process.ramp->stop;  ///< limit next to a start or stop
  bool first_known = slice.calendar.day.empty() && opens_chain(frame, k, s) && !std::isnan(activity_before(process));

  /// Largest change between i − 1 and i per unit of capacity.
  [[nodiscard]] double limit(int i) const {
    const double limit = rate.at(at(slice.first + i)) * (i > 0 ? frame.snapshot(slice.first + i - 1).elapsed : 1);
    return std::isfinite(limit) ? limit : infinity;
  }
  [[nodiscard]] bool exists(int i) const {
    if (i == 0) return first_known;
    return slice.calendar.day.empty() || i % slice.calendar.snapshots_per_day != 0;
  }
  /// Enters sign · (x[i] − x[i−1]) and returns the number that belongs to the right-hand side.
  double enter_change(int i) const {
    frame.builder.entry(band.first + i, sign);
    if (i == 0) return sign * activity_before(process);
    frame.builder.entry(band.first + i - 1, -sign);
    return 0;
  }
  /// Enters factor · u[i]; before the first snapshot the number is returned instead, for the right-hand side.
  double enter_status(int i, double factor) const {
    if (i < 0) return on_before(*process.commitment) ? -factor : 0;
    frame.builder.entry(frame.layout.status[k][s] + i, factor);
    return 0;
  }
  template <class Needed, class Fill>
  void write(Row kind, Needed needed, Fill fill) const {
    for_stretches(
        slice.count, [&](int i) { return exists(i) && needed(i); },
        [&](int from, int length) {
          frame.builder.begin_rows(frame.family(kind, process.unit), process.name, program::Axis::snapshot,
                                   slice.first + from, length);
          for (int i = from; i < from + length; ++i) {
            const double right = fill(i);
            frame.builder.row(-infinity, right);
          }
        });
  }
};

void plain(const Direction& d, Row kind) {
  d.write(
      kind, [&](int i) { return std::isfinite(d.limit(i)) && std::isfinite(d.band.constant(i)); },
      [&](int i) {
        d.band.capacity.enter(d.frame.builder, -d.limit(i));
        return d.limit(i) * d.band.constant(i) + d.enter_change(i);
      });
}

void committed(const Direction& d, Row kind) {
  const double edge = std::isfinite(d.edge) ? d.edge : 1;
  d.write(
      kind, [&](int i) { return std::isfinite(d.limit(i)) || std::isfinite(d.edge); },
      [&](int i) {
        const double unit = d.process.commitment->unit, size = unit > 0 ? unit : d.band.constant(i);
        const double rate = (std::isfinite(d.limit(i)) ? d.limit(i) : 1) * size;
        const int running = d.sign > 0 ? i - 1 : i, other = d.sign > 0 ? i : i - 1;
        double right = d.enter_change(i);
        right += d.enter_status(running, -rate + edge * size);
        right += d.enter_status(other, -edge * size);
        return right;
      });
}

void committed_decided(const Direction& d, Row run, Row switched) {
  const double largest = largest_capacity(d.frame, d.process.capacity, d.slice.period);
  const auto big = [&](int i) { return formulate::big(*d.process.commitment, d.band, largest, i, d.band.high(i)); };
  d.write(
      run, [&](int i) { return std::isfinite(d.limit(i)); },
      [&](int i) {
        d.band.capacity.enter(d.frame.builder, -d.limit(i));
        double right = d.limit(i) * d.band.constant(i) + big(i) + d.enter_change(i);
        right += d.enter_status(d.sign > 0 ? i - 1 : i, big(i));
        return right;
      });
  d.write(
      switched, [&](int) { return std::isfinite(d.edge); },
      [&](int i) {
        d.band.capacity.enter(d.frame.builder, -d.edge);
        d.frame.builder.entry((d.sign > 0 ? d.frame.layout.start : d.frame.layout.stop)[d.k][d.s] + i, big(i));
        return d.edge * d.band.constant(i) + big(i) + d.enter_change(i);
      });
}

}  // namespace

void rows::ramps(Frame& frame) {
  for (std::size_t k = 0; k < frame.network.processes.size(); ++k) {
    const auto& process = nth(frame.network.processes, k);
    if (!process.ramp || process.yearly) continue;
    for (std::size_t s = 0; s < frame.slices().size(); ++s) {
      if (frame.layout.activity[k][s] == nowhere) continue;
      for (const double sign : {1.0, -1.0}) {
        const Direction direction{frame, k, s, sign};
        const auto kind = sign > 0 ? Row::ramp_up : Row::ramp_down;
        if (!process.commitment)
          plain(direction, kind);
        else if (direction.band.capacity.fixed() || process.commitment->unit > 0)
          committed(direction, kind);
        else
          committed_decided(direction, kind, sign > 0 ? Row::ramp_start : Row::ramp_stop);
      }
    }
  }
}

}  // namespace gigaplan::formulate
