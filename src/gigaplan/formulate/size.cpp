#include "gigaplan/formulate/size.hpp"

#include <string>

namespace gigaplan::formulate {

void label(Frame& frame) {
  auto& program = frame.builder.program();
  const auto& horizon = frame.network.horizon;
  program.snapshot_labels.reserve(horizon.snapshots.size());
  for (const auto& snapshot : horizon.snapshots) program.snapshot_labels.push_back(snapshot.label);
  for (const auto& period : horizon.periods)
    program.period_labels.push_back(period.label.empty() ? std::to_string(period.first_year) : period.label);
  program.chain_of_block = {};
  const auto chains = horizon.slice_of_snapshot();
  program.chain_of_block.assign(chains.begin(), chains.end());
}

void reserve(Frame& frame) {
  const auto& network = frame.network;
  std::size_t columns = 0, rows = network.nodes.size(), entries = 0;  // a snapshot
  for (const auto& process : network.processes) {
    const std::size_t limits = process.yearly || process.capacity.empty() ? 0 : 1;
    columns += process.yearly ? 0 : 1;
    rows += limits;
    entries += process.ports.size() + limits * (1 + process.capacity.size());
  }
  for (const auto& store : network.stores) {
    const std::size_t powers = store.free ? 0 : 2;
    columns += 1 + powers;
    rows += powers / 2 + (store.power.empty() ? 0 : powers) + (store.level.empty() ? 0 : 1);
    entries += 4 + powers + powers * (store.power.empty() ? 0 : 1 + store.power.size()) +
               (store.level.empty() ? 0 : 1 + store.level.size());
  }
  for (const auto& line : network.lines) {
    const std::size_t limits = line.capacity.empty() ? 0 : 2;
    columns += 1;
    rows += limits + (line.reactance > 0 ? 1 : 0);
    entries += 2 + limits * (1 + line.capacity.size()) + (line.reactance > 0 ? 3 : 0);
  }
  for (const auto& asset : network.assets) entries += asset.holds.size();
  const auto snapshots = network.snapshots();
  auto& program = frame.builder.program();
  program.cost.reserve(columns * snapshots + 1024);
  program.lower.reserve(columns * snapshots + 1024);
  program.upper.reserve(columns * snapshots + 1024);
  program.row_lower.reserve(rows * snapshots + 1024);
  program.row_upper.reserve(rows * snapshots + 1024);
  program.start.reserve(rows * snapshots + 1024);
  program.column.reserve(entries * snapshots + 1024);
  program.value.reserve(entries * snapshots + 1024);
}

}  // namespace gigaplan::formulate
