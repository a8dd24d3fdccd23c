#include "gigaplan/compile/load.hpp"

#include <algorithm>

#include "gigaplan/base/index.hpp"

namespace gigaplan::compile {

network::Series by_snapshot(const Work& work, const std::function<double(std::size_t h, std::size_t period)>& value) {
  std::vector<double> values(work.network.snapshots());
  for (const auto& slice : work.network.horizon.slices)
    for (int i = slice.first; i < slice.first + slice.count; ++i) values[at(i)] = value(at(i), at(slice.period));
  return values;
}

Load add_load(Work& work, network::NodeId id, const std::vector<double>& weight,
              const std::function<bool(int site)>& counts) {
  auto& net = work.network;
  Load load;
  const auto enter = [&](network::ProcessId process, int site) {
    if (!counts(site)) return;
    auto& list = net.processes[process].ports;
    const auto node = work.meaning.sites[at(site)].power;
    const auto drawn = std::ranges::find(list, node, &network::Port::node)->coefficient;
    const auto power = by_snapshot(work, [&](std::size_t h, std::size_t) { return -drawn.at(h); });
    load.ports.push_back({process, list.size(), power});
    list.push_back({id, by_snapshot(work, [&](std::size_t h, std::size_t p) { return weight[p] * power.at(h); })});
  };
  for (const auto& serve : work.meaning.serves) enter(serve.process, serve.site);
  for (const auto& train : work.meaning.trains) enter(train.process, train.site);
  for (const auto& fleet : work.meaning.fleets) {
    if (!counts(fleet.site)) continue;
    auto& holds = net.assets[fleet.asset].holds;
    const auto node = work.meaning.sites[at(fleet.site)].power;
    const auto idle = std::ranges::find(holds, node, &network::Hold::node)->amount;
    std::vector<double> energy, amount;
    for (std::size_t p = 0; p < work.periods(); ++p) {
      energy.push_back(work.yearly_sum(idle, p));
      amount.push_back(-weight[p] * energy[p]);
    }
    load.idle.push_back({fleet.asset, holds.size(), energy});
    holds.push_back({.node = id, .amount = amount});
  }
  return load;
}

}  // namespace gigaplan::compile
