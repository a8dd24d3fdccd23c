// Long storage over representative days: calendar day D runs like representative day d(D). The level in snapshot h of
// day D is keep^(hours since the day began) · E[D] + e[h], with E the level at the day's start and e relative to it
// (rows/store.cpp with e = 0 before the day). [unit of level]
//
//     E[D] = keep^day E[D−1] + e[last h of d(D−1)]           E[0] from the last day (cyclic), the period before or
//     `initial` highest[d] ≥ e[h],   lowest[d] ≤ e[h]                  for the snapshots h of d; highest ≥ 0 ≥ lowest
//     E[D] + highest[d(D)] ≤ level_upper · L                 keep^day E[D] + lowest[d(D)] ≥ level_lower · L
//
// keep^day share of the level left after a whole day. The two limits are safe: E fades within the day, the upper one
// takes its largest value and the lower one its smallest. Where level_upper or level_lower vary within the day, the
// tightest of the day counts.
#include <algorithm>

#include "gigaplan/formulate/levels.hpp"

namespace gigaplan::formulate {
namespace {

using program::infinity;

struct Days {
  Frame& frame;
  std::size_t k, s;
  const network::Store& store = nth(frame.network.stores, k);
  const network::Slice& slice = frame.slices()[s];
  int hours = slice.calendar.snapshots_per_day;
  int count = slice.count / hours;                                    ///< representative days
  int calendar = static_cast<int>(slice.calendar.day.size());         ///< calendar days
  std::int32_t start = frame.layout.day_level[k][s];                  ///< E
  std::int32_t highest = start + calendar, lowest = highest + count;  ///< by representative day
  std::int32_t level = frame.layout.level[k][s];                      ///< e
  std::string member = linked_member(frame, k, s);

  [[nodiscard]] double keep_day(int d) const {
    double left = 1;
    for (int h = slice.first + d * hours; h < slice.first + (d + 1) * hours; ++h)
      left *= keep(store, h, frame.snapshot(h).elapsed);
    return left;
  }
};

/// Enters −(level at the end of calendar day D).
void enter_end(const Days& days, int D) {
  const int d = days.slice.calendar.day[at(D)];
  days.frame.builder.entry(days.start + D, -days.keep_day(d));
  days.frame.builder.entry(days.level + (d + 1) * days.hours - 1, -1);
}

void chain_rows(const Days& days) {
  auto& builder = days.frame.builder;
  builder.begin_rows(days.frame.family(Row::day_chain, days.store.unit), days.member, program::Axis::single, 0,
                     days.calendar);
  for (int D = 0; D < days.calendar; ++D) {
    builder.entry(days.start + D, 1);
    if (D > 0) {
      enter_end(days, D - 1);
      builder.row(0, 0);
      continue;
    }
    const int source = source_slice(days.frame, days.k, days.s);
    if (source < 0) {
      const double level = days.store.before(days.frame.slices()[days.s].scenario);
      builder.row(level, level);
      continue;
    }
    const Days before{days.frame, days.k, at(source)};
    enter_end(before, before.calendar - 1);
    builder.row(0, 0);
  }
}

/// highest[d] − e[h] ≥ 0 and lowest[d] − e[h] ≤ 0.
void extreme_rows(const Days& days, Row kind, std::int32_t extreme, double lower, double upper) {
  auto& builder = days.frame.builder;
  builder.begin_rows(days.frame.family(kind, days.store.unit), days.store.name, program::Axis::snapshot,
                     days.slice.first, days.slice.count);
  for (int i = 0; i < days.slice.count; ++i) {
    builder.entry(extreme + i / days.hours, 1);
    builder.entry(days.level + i, -1);
    builder.row(lower, upper);
  }
}

void limit_day_rows(const Days& days) {
  auto& builder = days.frame.builder;
  const auto capacity = days.frame.capacity(days.store.level, 0, days.slice.period);
  const auto& store = days.store;
  const auto tightest = [&](int d, const network::Series& share, auto pick) {
    struct Limit {
      double share, fixed;
    } limit{share.at(at(days.slice.first + d * days.hours)), 0};
    limit.fixed = times(limit.share, store.level_rating.at(at(days.slice.first + d * days.hours)));
    for (int h = days.slice.first + d * days.hours; h < days.slice.first + (d + 1) * days.hours; ++h) {
      limit.share = pick(limit.share, share.at(at(h)));
      limit.fixed = pick(limit.fixed, times(share.at(at(h)), store.level_rating.at(at(h))));
    }
    limit.fixed += times(limit.share, capacity.constant);
    return limit;
  };
  const auto less = [](double a, double b) { return std::min(a, b); };
  const auto more = [](double a, double b) { return std::max(a, b); };
  builder.begin_rows(days.frame.family(Row::day_upper, store.unit), days.member, program::Axis::single, 0,
                     days.calendar);
  for (int D = 0; D < days.calendar; ++D) {
    const int d = days.slice.calendar.day[at(D)];
    const auto limit = tightest(d, store.level_upper, less);
    builder.entry(days.start + D, 1);
    builder.entry(days.highest + d, 1);
    if (limit.fixed < infinity) capacity.enter(builder, -limit.share);
    builder.row(-infinity, limit.fixed);
  }
  builder.begin_rows(days.frame.family(Row::day_lower, store.unit), days.member, program::Axis::single, 0,
                     days.calendar);
  for (int D = 0; D < days.calendar; ++D) {
    const int d = days.slice.calendar.day[at(D)];
    const auto limit = tightest(d, store.level_lower, more);
    builder.entry(days.start + D, days.keep_day(d));
    builder.entry(days.lowest + d, 1);
    capacity.enter(builder, -limit.share);
    builder.row(limit.fixed, infinity);
  }
}

}  // namespace

void rows::linked_days(Frame& frame) {
  for (std::size_t k = 0; k < frame.network.stores.size(); ++k)
    for (std::size_t s = 0; s < frame.slices().size(); ++s) {
      if (frame.layout.level[k][s] == nowhere || !linked_in(nth(frame.network.stores, k), frame.slices()[s])) continue;
      const Days days{frame, k, s};
      chain_rows(days);
      extreme_rows(days, Row::day_highest, days.highest, 0, infinity);
      extreme_rows(days, Row::day_lowest, days.lowest, -infinity, 0);
      limit_day_rows(days);
    }
}

}  // namespace gigaplan::formulate
