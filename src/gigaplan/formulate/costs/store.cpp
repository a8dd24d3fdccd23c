// What running a store costs in one scenario:
//
//     Σ_p δ_p Σ_{h of p} ω_h ( charge_cost in + discharge_cost out + level_cost e + spill_cost spill )
//
// all [money / unit / h]. A free store has no in and out: discharge_cost counts what it gives, negative where it takes.
#include "gigaplan/formulate/power.hpp"

namespace gigaplan::formulate {

void costs::store(const Frame& frame, int scenario, double weight, Costs& costs) {
  const auto& network = frame.network;
  for (std::size_t k = 0; k < network.stores.size(); ++k) {
    const auto& store = nth(network.stores, k);
    for (std::size_t s = 0; s < frame.slices().size(); ++s) {
      const auto& slice = frame.slices()[s];
      if (slice.scenario != scenario || frame.layout.level[k][s] == nowhere) continue;
      const double delta = weight * network.horizon.periods[at(slice.period)].weight;
      const auto add = [&](std::int32_t first, const network::Series& cost) {
        if (first == nowhere || cost.is(0)) return;
        for (int i = 0; i < slice.count; ++i)
          costs.add(first + i, delta * frame.snapshot(slice.first + i).cost * cost.at(at(slice.first + i)));
      };
      add(frame.layout.charge[k][s], store.charge_cost);
      add(frame.layout.discharge[k][s], store.discharge_cost);
      add(frame.layout.level[k][s], store.level_cost);
      add(frame.layout.spill[k][s], store.spill_cost);
      if (!store.free || store.discharge_cost.is(0)) continue;
      for (int i = 0; i < slice.count; ++i)
        costs.constant += free_power(
            frame, k, s, i, delta * frame.snapshot(slice.first + i).cost * store.discharge_cost.at(at(slice.first + i)),
            [&](std::int32_t column, double cost) { costs.add(column, cost); });
    }
  }
}

}  // namespace gigaplan::formulate
