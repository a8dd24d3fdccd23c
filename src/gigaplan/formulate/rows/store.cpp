// The level of store s at the end of snapshot h:
//
//     e[h] − keep^τ e[h−1] − τ η_in in[h] + τ out[h] / η_out + τ spill[h]  =  τ inflow[h]          [unit of level]
//
// keep = 1 − loss per hour, τ [h] elapsed, η efficiencies in (0, 1], inflow [unit/h]. e[−1] is what `cyclic`, `initial`
// and `per_period` say (levels.hpp). Only for stores with power of their own: a free store's level stands in the
// balance of its node. The dual is the price of the level with its sign: what one unit put in would change.
//
//     e[h] = fixed_level[h]          out[h] − in[h] = fixed_power[h]          where given
#include <cmath>

#include "gigaplan/formulate/band.hpp"
#include "gigaplan/formulate/levels.hpp"
#include "gigaplan/formulate/power.hpp"

namespace gigaplan::formulate {
namespace {

void level_rows(Frame& frame, std::size_t k, std::size_t s) {
  auto& builder = frame.builder;
  const auto& store = nth(frame.network.stores, k);
  const auto& slice = frame.slices()[s];
  const auto level = frame.layout.level[k][s], charge = frame.layout.charge[k][s],
             discharge = frame.layout.discharge[k][s], spill = frame.layout.spill[k][s];
  frame.layout.store[k][s] = builder.program().rows();
  builder.begin_rows(frame.family(Row::store, store.unit), store.name, program::Axis::snapshot, slice.first,
                     slice.count);
  for (int i = 0; i < slice.count; ++i) {
    const int h = slice.first + i;
    const double tau = frame.snapshot(h).elapsed;
    builder.entry(charge + i, -tau * store.charge_efficiency.at(at(h)));
    builder.entry(discharge + i, tau / store.discharge_efficiency.at(at(h)));
    const auto before = level_before(frame, k, s, i);
    const double left = keep(store, h, tau);
    if (before.column != nowhere) builder.entry(before.column, -left);
    builder.entry(level + i, 1);
    if (spill != nowhere) builder.entry(spill + i, tau);
    const double given = tau * store.inflow.at(at(h)) + left * before.level;
    builder.row(given, given);
  }
}

void fixed_power_rows(Frame& frame, std::size_t k, std::size_t s) {
  auto& builder = frame.builder;
  const auto& store = nth(frame.network.stores, k);
  const auto& slice = frame.slices()[s];
  for_stretches(
      slice.count, [&](int i) { return !std::isnan(store.fixed_power->at(at(slice.first + i))); },
      [&](int start, int length) {
        builder.begin_rows(frame.family(Row::fixed_power, store.unit + "/h"), store.name, program::Axis::snapshot,
                           slice.first + start, length);
        for (int i = start; i < start + length; ++i) {
          const double given = store.fixed_power->at(at(slice.first + i)) - enter_net_power(frame, k, s, i, 1);
          builder.row(given, given);
        }
      });
}

}  // namespace

void rows::store(Frame& frame) {
  for (std::size_t k = 0; k < frame.network.stores.size(); ++k) {
    const auto& store = nth(frame.network.stores, k);
    for (std::size_t s = 0; s < frame.slices().size(); ++s) {
      const auto level = frame.layout.level[k][s];
      if (level == nowhere) continue;
      const auto& slice = frame.slices()[s];
      if (!store.free) level_rows(frame, k, s);
      if (store.fixed_level)
        fix_rows(frame, level, slice.first, slice.count, program::Axis::snapshot, *store.fixed_level, Row::fixed_level,
                 store.name, store.unit);
      if (store.fixed_power) fixed_power_rows(frame, k, s);
    }
  }
}

}  // namespace gigaplan::formulate
