// The network: commodities moving between nodes through processes, stores and lines, limited by assets.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "gigaplan/base/fault.hpp"
#include "gigaplan/network/horizon.hpp"
#include "gigaplan/network/parts.hpp"

namespace gigaplan::network {

struct Network {
  std::string name;
  std::string currency;  ///< of all money, with its price year, e.g. "EUR_2025"
  Horizon horizon;
  Table<Node, NodeId> nodes;
  Table<Process, ProcessId> processes;
  Table<Store, StoreId> stores;
  Table<Line, LineId> lines;
  Table<Asset, AssetId> assets;
  std::vector<CapacityLimit> limits;
  std::vector<Goal> goals;  ///< empty: least cost
  std::optional<Risk> risk;
  double constant_cost = 0;  ///< money added to the objective

  [[nodiscard]] std::size_t snapshots() const { return horizon.snapshots.size(); }
  [[nodiscard]] std::size_t periods() const { return horizon.periods.size(); }
};

/// Everything that is wrong with the data, all at once: ids out of range, series of the wrong length, NaN and infinite
/// values where a number must be, lower above upper, duplicate names, slices that do not cover the snapshots, a stock
/// flow into an hourly node, … Codes GP31xx; the place's file is the network's name. Empty: the network is sound.
[[nodiscard]] std::vector<Fault> validate(const Network& network);

}  // namespace gigaplan::network
