// Voltage angles of the buses, [rad]: along a line (transformer) with a reactance
//
//     θ[from] − θ[to] = reactance · f − shift
//
// and the mean over the buses of a sub-network is 0, as in what PyPSA's optimisation gives. The voltage law holds
// around every cycle, so any tree gives the same. On direct current the same numbers are deviations of the voltage, per
// unit. Each period has its own sub-networks.
#include "gigaplan/exchange/pypsa/results_parts.hpp"

namespace gigaplan::exchange::pypsa {
namespace {

struct Branch {
  std::int32_t line = 0, to = 0;
  double sign = 1;
};

}  // namespace

void Results::angles() {
  Component* component = table("buses");
  if (component == nullptr || net_.lines.size() == 0) return;
  const std::size_t buses = component->names.size();
  std::vector<Numbers> angle(buses, Numbers(horizon_, 0.0));
  for (std::size_t s = 0; s < net_.horizon.slices.size(); ++s) {
    const network::Slice& slice = net_.horizon.slices[s];
    std::vector<std::vector<Branch>> around(buses);
    for (std::size_t l = 0; l < net_.lines.size(); ++l) {
      const network::Line& line = net_.lines[net_.lines.id(l)];
      if ((line.reactance == 0 && !line.stiff) || layout_.flow[l][s] < 0) continue;
      const auto id = static_cast<std::int32_t>(l);
      around[at(line.from.index)].push_back({id, line.to.index, -1});
      around[at(line.to.index)].push_back({id, line.from.index, 1});
    }
    std::vector<bool> seen(buses, false);
    for (std::size_t root = 0; root < buses; ++root) {
      if (seen[root]) continue;
      seen[root] = true;
      std::vector<std::int32_t> queue{static_cast<std::int32_t>(root)};
      for (std::size_t head = 0; head < queue.size(); ++head)
        for (const Branch& branch : around[at(queue[head])]) {
          if (seen[at(branch.to)]) continue;
          seen[at(branch.to)] = true;
          queue.push_back(branch.to);
          const network::Line& line = net_.lines[net_.lines.id(at(branch.line))];
          const std::int32_t flow = layout_.flow[at(branch.line)][s], shift = layout_.shift[at(branch.line)][s];
          for (int i = 0; i < slice.count; ++i) {
            const std::size_t h = at(slice.first + i);
            const double shifted = shift < 0 ? line.shift.at(h) : solution_.primal[at(shift + i)];
            angle[at(branch.to)][h] =
                angle[at(queue[head])][h] + branch.sign * (line.reactance * solution_.primal[at(flow + i)] - shifted);
          }
        }
      for (int i = 0; i < slice.count; ++i) {
        const std::size_t h = at(slice.first + i);
        double mean = 0;
        for (const std::int32_t b : queue) mean += angle[at(b)][h] / static_cast<double>(queue.size());
        for (const std::int32_t b : queue) angle[at(b)][h] -= mean;
      }
    }
  }
  component->ensure_series("v_ang");
  for (std::size_t b = 0; b < buses; ++b) store(*component, "v_ang", b, std::move(angle[b]));
}

}  // namespace gigaplan::exchange::pypsa
