#include "gigaplan/plan/view.hpp"

#include <algorithm>

namespace gigaplan::plan {
namespace {

std::size_t index(std::int32_t i) { return static_cast<std::size_t>(i); }

}  // namespace

View::View(const network::Network& network, const formulate::Layout& layout, const program::Solution& solution)
    : network_(network), layout_(layout), solution_(solution), slice_of_(network.horizon.slice_of_snapshot()) {
  if (solution.primal.empty()) return;
  for (std::size_t a = 0; a < network.assets.size(); ++a) {
    const network::AssetId id{static_cast<std::int32_t>(a)};
    auto& largest = largest_[network.assets[id].unit];
    for (std::size_t p = 0; p < network.periods(); ++p) largest = std::max(largest, capacity(id, p));
  }
}

bool View::counts(network::AssetId asset, double amount) const {
  const auto found = largest_.find(network_.assets[asset].unit);
  return amount > 0 && (found == largest_.end() || amount > 1e-6 * found->second);
}

double View::at(const std::vector<std::vector<std::int32_t>>& table, std::int32_t thing, std::size_t h) const {
  const auto s = index(slice_of_[h]);
  const auto first = table[index(thing)][s];
  return first < 0 ? 0.0 : column(first + static_cast<std::int32_t>(h) - network_.horizon.slices[s].first);
}

double View::built(network::AssetId asset, std::size_t vintage) const {
  const auto& v = network_.assets[asset].vintages[vintage];
  const auto j = layout_.build[index(asset.index)][vintage];
  return j < 0 ? v.committed.value_or(0.0) : column(j);
}

double View::capacity(network::AssetId asset, std::size_t period) const {
  const auto& a = network_.assets[asset];
  double cap = a.stock.empty() ? 0.0 : a.stock[period];
  for (std::size_t v = 0; v < a.vintages.size(); ++v) {
    const auto& vintage = a.vintages[v];
    const bool alive = vintage.alive.empty() ? static_cast<int>(period) >= vintage.period : vintage.alive[period];
    if (!alive) continue;
    cap += built(asset, v);
    if (!a.may_retire) continue;
    for (std::size_t q = 0; q <= period; ++q)
      cap -= column(layout_.retired[index(asset.index)][v * network_.periods() + q]);
  }
  return cap;
}

double View::activity(network::ProcessId process, std::size_t h) const {
  if (network_.processes[process].yearly)
    return column(layout_.activity[index(process.index)][0] + static_cast<std::int32_t>(h));
  return at(layout_.activity, process.index, h);
}
double View::starts(network::ProcessId process, std::size_t h) const { return at(layout_.start, process.index, h); }
double View::charge(network::StoreId store, std::size_t h) const { return at(layout_.charge, store.index, h); }
double View::discharge(network::StoreId store, std::size_t h) const { return at(layout_.discharge, store.index, h); }
double View::level(network::StoreId store, std::size_t h) const { return at(layout_.level, store.index, h); }

double View::flow(network::LineId line, std::size_t h) const { return at(layout_.flow, line.index, h); }

double View::price(network::NodeId node, std::size_t h) const {
  if (solution_.row_dual.empty()) return 0;
  const auto s = index(slice_of_[h]);
  const auto& slice = network_.horizon.slices[s];
  const auto first = layout_.balance[index(node.index)][s];
  if (first < 0) return 0;
  const double dual = solution_.row_dual[index(first) + h - index(slice.first)];
  const double weight = network_.horizon.periods[index(slice.period)].weight * network_.horizon.snapshots[h].cost *
                        network_.horizon.scenarios[index(slice.scenario)].probability;
  return weight > 0 ? dual / weight : 0;
}

double View::yearly_dual(network::NodeId node, std::size_t period) const {
  if (solution_.row_dual.empty()) return 0;
  const auto row = layout_.yearly[index(node.index)][period];
  return row < 0 ? 0.0 : solution_.row_dual[index(row)];
}

}  // namespace gigaplan::plan
