// A limit on what a process does over the whole horizon of a scenario:
//
//     energy_min ≤ Σ_h energy_h x[k,h] ≤ energy_max                                             [unit of k · h]
//
// energy_h hours of the year that snapshot h stands for. The dual is the price of one unit more of the limit.
#include "gigaplan/formulate/families.hpp"

namespace gigaplan::formulate {

void rows::energy(Frame& frame) {
  using program::infinity;
  const auto& network = frame.network;
  for (std::size_t k = 0; k < network.processes.size(); ++k) {
    const auto& process = nth(network.processes, k);
    if (process.yearly || (process.energy_min == -infinity && process.energy_max == infinity)) continue;
    for (int c = 0; c < frame.scenarios(); ++c) {
      const auto& scenario = network.horizon.scenarios[at(c)].name;
      frame.builder.begin_rows(frame.family(Row::energy, process.unit + "*h"),
                               frame.scenarios() == 1 ? process.name : process.name + "," + scenario,
                               program::Axis::single, 0, 1);
      for (std::size_t s = 0; s < frame.slices().size(); ++s) {
        const auto& slice = frame.slices()[s];
        const auto first = frame.layout.activity[k][s];
        if (slice.scenario != c || first == nowhere) continue;
        for (int i = 0; i < slice.count; ++i) frame.builder.entry(first + i, frame.snapshot(slice.first + i).energy);
      }
      frame.builder.row(process.energy_min, process.energy_max);
    }
  }
}

}  // namespace gigaplan::formulate
