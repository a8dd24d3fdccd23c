// What running costs in one scenario:
//
//     Σ_p δ_p [ Σ_k cost[k,p] y[k,p] + Σ_{h of p} ω_h Σ_k ( cost[k,h] x[k,h] + quadratic[k,h] x[k,h]² ) + … ]
//
// δ_p discount weight of the period, ω_h hours of the year the snapshot's costs stand for, cost [money / unit / h]
// (yearly processes: [money / unit]). Stores and commitment add their own terms (costs/store.cpp,
// costs/commitment.cpp).
#include "gigaplan/formulate/families.hpp"

namespace gigaplan::formulate {

void costs::activity(const Frame& frame, int scenario, double weight, Costs& costs) {
  const auto& network = frame.network;
  const auto add = [&](const network::Process& process, std::int32_t column, std::size_t i, double factor) {
    costs.add(column, factor * process.cost.at(i));
    const double quadratic = process.quadratic.at(i);
    if (quadratic == 0) return;
    costs.quadratic.resize(costs.linear.size());
    costs.quadratic[at(column)] += factor * quadratic;
  };
  for (std::size_t k = 0; k < network.processes.size(); ++k) {
    const auto& process = nth(network.processes, k);
    if (process.cost.is(0) && process.quadratic.is(0)) continue;
    const auto& first = frame.layout.activity[k];
    if (process.yearly) {
      for (int p = 0; p < frame.periods(); ++p)
        add(process, first[0] + p, at(p), weight * network.horizon.periods[at(p)].weight);
      continue;
    }
    for (std::size_t s = 0; s < frame.slices().size(); ++s) {
      const auto& slice = frame.slices()[s];
      if (slice.scenario != scenario || first[s] == nowhere) continue;
      const double delta = weight * network.horizon.periods[at(slice.period)].weight;
      for (int i = 0; i < slice.count; ++i)
        add(process, first[s] + i, at(slice.first + i), delta * frame.snapshot(slice.first + i).cost);
    }
  }
}

void costs::operation(const Frame& frame, int scenario, double weight, Costs& costs) {
  activity(frame, scenario, weight, costs);
  commitment(frame, scenario, weight, costs);
  store(frame, scenario, weight, costs);
}

}  // namespace gigaplan::formulate
