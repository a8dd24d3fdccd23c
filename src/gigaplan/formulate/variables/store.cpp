// in[s,h], out[s,h]: power into and out of store s, [unit of level/h], ≥ 0; spill[s,h] ≥ 0; e[s,h]: level at the end of
// snapshot h, [unit of level].
//
//     0 ≤ in  ≤ charge_upper[h]    · P,    P = Σ share · cap[asset,p] + power_rating
//     0 ≤ out ≤ discharge_upper[h] · P
//     level_lower[h] · L ≤ e[h] ≤ level_upper[h] · L,    L = Σ share · cap[asset,p] + level_rating[h]
//     0 ≤ spill ≤ max(0, inflow[h])
//
// A free store has no in and out. On linked representative days e is relative to the day's start and free;
// rows/linked_days.cpp holds its limits and E[s,D], the level at the start of calendar day D.
#include <algorithm>

#include "gigaplan/formulate/levels.hpp"
#include "gigaplan/formulate/stores.hpp"

namespace gigaplan::formulate {

using program::Axis;
using program::infinity;

Band power_band(const Frame& frame, std::size_t store, std::size_t s, bool charging) {
  const auto& thing = nth(frame.network.stores, store);
  const auto& slice = frame.slices()[s];
  Band band;
  band.first = (charging ? frame.layout.charge : frame.layout.discharge)[store][s];
  band.from = slice.first;
  band.count = slice.count;
  band.capacity = frame.capacity(thing.power, thing.power_rating, slice.period);
  band.upper = charging ? &thing.charge_upper : &thing.discharge_upper;
  return band;
}

Band level_band(const Frame& frame, std::size_t store, std::size_t s) {
  const auto& thing = nth(frame.network.stores, store);
  const auto& slice = frame.slices()[s];
  Band band;
  band.first = frame.layout.level[store][s];
  band.from = slice.first;
  band.count = slice.count;
  band.capacity = frame.capacity(thing.level, 0, slice.period);
  band.rating = &thing.level_rating;
  band.lower = &thing.level_lower;
  band.upper = &thing.level_upper;
  return band;
}

void variables::store(Frame& frame) {
  auto& builder = frame.builder;
  auto& layout = frame.layout;
  for (std::size_t k = 0; k < frame.network.stores.size(); ++k) {
    const auto& store = nth(frame.network.stores, k);
    const auto power = frame.family(Column::charge, store.unit + "/h");
    for (std::size_t s = 0; s < frame.slices().size(); ++s) {
      const auto& slice = frame.slices()[s];
      if (!active(store.active, slice.period)) continue;
      const auto run = [&](std::int16_t family) {
        return builder.add_columns(family, store.name, Axis::snapshot, slice.first, slice.count);
      };
      if (!store.free) {
        layout.charge[k][s] = run(power);
        bound_columns(frame, power_band(frame, k, s, true));
        layout.discharge[k][s] = run(frame.family(Column::discharge, store.unit + "/h"));
        bound_columns(frame, power_band(frame, k, s, false));
      }
      layout.level[k][s] = run(frame.family(Column::level, store.unit));
      if (linked_in(store, slice)) {
        for (int i = 0; i < slice.count; ++i) builder.set_bounds(layout.level[k][s] + i, -infinity, infinity);
        const auto calendar = static_cast<std::int32_t>(slice.calendar.day.size());
        const auto days = slice.count / slice.calendar.snapshots_per_day;
        const auto member = linked_member(frame, k, s);
        const auto yearly = [&](Column kind, std::int32_t count, double lower, double upper) {
          return builder.add_columns(frame.family(kind, store.unit), member, Axis::single, 0, count, lower, upper);
        };
        layout.day_level[k][s] = yearly(Column::day_level, calendar, 0, infinity);
        yearly(Column::day_highest, days, 0, infinity);
        yearly(Column::day_lowest, days, -infinity, 0);
      } else {
        bound_columns(frame, level_band(frame, k, s));
      }
      if (!store.may_spill) continue;
      layout.spill[k][s] = run(frame.family(Column::spill, store.unit + "/h"));
      for (int i = 0; i < slice.count; ++i)
        builder.set_bounds(layout.spill[k][s] + i, 0, std::max(0.0, store.inflow.at(at(slice.first + i))));
    }
  }
}

}  // namespace gigaplan::formulate
