// Limits of power and level where the capacity is decided (band.hpp); otherwise they are column bounds.
//
//     in[h] ≤ charge_upper[h] · P          out[h] ≤ discharge_upper[h] · P          [unit of level/h]
//     level_lower[h] · L ≤ e[h] ≤ level_upper[h] · L                                [unit of level]
#include "gigaplan/formulate/levels.hpp"
#include "gigaplan/formulate/stores.hpp"

namespace gigaplan::formulate {

void rows::store_limits(Frame& frame) {
  for (std::size_t k = 0; k < frame.network.stores.size(); ++k) {
    const auto& store = nth(frame.network.stores, k);
    for (std::size_t s = 0; s < frame.slices().size(); ++s) {
      if (frame.layout.level[k][s] == nowhere) continue;
      if (!store.free) {
        limit_rows(frame, power_band(frame, k, s, true), Row::charge_upper, Row::charge_upper, store.name,
                   store.unit + "/h");
        limit_rows(frame, power_band(frame, k, s, false), Row::discharge_upper, Row::discharge_upper, store.name,
                   store.unit + "/h");
      }
      if (!linked_in(store, frame.slices()[s]))
        limit_rows(frame, level_band(frame, k, s), Row::level_upper, Row::level_lower, store.name, store.unit);
    }
  }
}

}  // namespace gigaplan::formulate
