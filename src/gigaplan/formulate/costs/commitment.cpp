// What being on and switching costs in one scenario:
//
//     Σ_p δ_p Σ_{h of p} ( ω_h standby_cost[h] u[h] + ω_h / τ_h ( start_cost[h] v[h] + stop_cost[h] w[h] ) )
//
// standby_cost [money / h], start_cost and stop_cost [money each]; a snapshot of τ_h hours that stands for ω_h hours of
// the year happens ω_h / τ_h times a year, and so do its starts and stops.
#include "gigaplan/formulate/families.hpp"

namespace gigaplan::formulate {

void costs::commitment(const Frame& frame, int scenario, double weight, Costs& costs) {
  const auto& network = frame.network;
  for (std::size_t k = 0; k < network.processes.size(); ++k) {
    const auto& process = nth(network.processes, k);
    if (!process.commitment) continue;
    for (std::size_t s = 0; s < frame.slices().size(); ++s) {
      const auto& slice = frame.slices()[s];
      if (slice.scenario != scenario || frame.layout.status[k][s] == nowhere) continue;
      const double delta = weight * network.horizon.periods[at(slice.period)].weight;
      for (int i = 0; i < slice.count; ++i) {
        const int h = slice.first + i;
        const double hours = delta * frame.snapshot(h).cost, times = hours / frame.snapshot(h).elapsed;
        costs.add(frame.layout.status[k][s] + i, hours * process.commitment->standby_cost.at(at(h)));
        costs.add(frame.layout.start[k][s] + i, times * process.commitment->start_cost.at(at(h)));
        costs.add(frame.layout.stop[k][s] + i, times * process.commitment->stop_cost.at(at(h)));
      }
    }
  }
}

}  // namespace gigaplan::formulate
