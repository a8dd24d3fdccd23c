#include "gigaplan/formulate/arms.hpp"

namespace gigaplan::formulate {

Arms::Arms(const network::Network& network) : nodes_(network.nodes.size()) {
  const auto of = [&](network::NodeId node) -> NodeArms& { return nodes_[static_cast<std::size_t>(node.index)]; };
  int k = 0;
  for (const auto& process : network.processes) {
    for (int i = 0; i < static_cast<int>(process.ports.size()); ++i)
      of(process.ports[static_cast<std::size_t>(i)].node).processes.push_back({k, i});
    ++k;
  }
  k = 0;
  for (const auto& store : network.stores) {
    of(store.node).charging.push_back(k);
    of(store.discharge_node.valid() ? store.discharge_node : store.node).discharging.push_back(k);
    for (int i = 0; i < static_cast<int>(store.depletion.size()); ++i)
      of(store.depletion[static_cast<std::size_t>(i)].node).depletions.push_back({k, i});
    ++k;
  }
  k = 0;
  for (const auto& line : network.lines) {
    of(line.from).leaving.push_back(k);
    of(line.to).entering.push_back(k);
    ++k;
  }
  k = 0;
  for (const auto& asset : network.assets) {
    for (int i = 0; i < static_cast<int>(asset.holds.size()); ++i)
      of(asset.holds[static_cast<std::size_t>(i)].node).holds.push_back({k, i});
    for (int i = 0; i < static_cast<int>(asset.draws.size()); ++i)
      of(asset.draws[static_cast<std::size_t>(i)].node).draws.push_back({k, i});
    ++k;
  }
}

}  // namespace gigaplan::formulate
