// A solution read in the network's terms: capacities, activities, levels, prices.
#pragma once
#include <cstdint>
#include <map>
#include <string>

#include "gigaplan/formulate/formulate.hpp"
#include "gigaplan/network/network.hpp"
#include "gigaplan/program/solution.hpp"

namespace gigaplan::plan {

/// Looks only; the three things must live as long as the view and belong together. h is a snapshot of the horizon, p a
/// period. Where a thing does not exist (inactive, never built) its amount is 0. Prices need duals: 0 without them.
class View {
 public:
  View(const network::Network& network, const formulate::Layout& layout, const program::Solution& solution);

  [[nodiscard]] double built(network::AssetId asset, std::size_t vintage) const;    ///< [unit of the asset]
  [[nodiscard]] double capacity(network::AssetId asset, std::size_t period) const;  ///< [unit of the asset]
  /// False for what an interior-point answer leaves of nothing: less than a millionth of the largest capacity that any
  /// asset of the same unit has. Tables, counts and the report leave it out; sums of money and energy keep it.
  [[nodiscard]] bool counts(network::AssetId asset, double amount) const;
  [[nodiscard]] double activity(network::ProcessId process, std::size_t h) const;  ///< [unit of the process]
  /// Units of a process with commitment that start in snapshot h.
  [[nodiscard]] double starts(network::ProcessId process, std::size_t h) const;
  [[nodiscard]] double charge(network::StoreId store, std::size_t h) const;     ///< [power]
  [[nodiscard]] double discharge(network::StoreId store, std::size_t h) const;  ///< [power]
  [[nodiscard]] double level(network::StoreId store, std::size_t h) const;      ///< [level]

  [[nodiscard]] double flow(network::LineId line, std::size_t h) const;  ///< from its first node [power]

  /// What one unit more of demand at an hourly node costs in that hour, in money of that hour (not discounted).
  [[nodiscard]] double price(network::NodeId node, std::size_t h) const;
  /// ∂objective/∂(right-hand side) of a yearly node's row in period p, as the program has it.
  [[nodiscard]] double yearly_dual(network::NodeId node, std::size_t period) const;

  /// Σ of energy hours · value(h) over the snapshots of one period: a yearly amount.
  template <class Value>
  [[nodiscard]] double yearly(std::size_t period, const Value& value) const {
    double sum = 0;
    for (const auto& slice : network_.horizon.slices) {
      if (slice.period != static_cast<int>(period)) continue;
      const double probability = network_.horizon.scenarios[static_cast<std::size_t>(slice.scenario)].probability;
      for (int i = slice.first; i < slice.first + slice.count; ++i) {
        const auto h = static_cast<std::size_t>(i);
        sum += probability * network_.horizon.snapshots[h].energy * value(h);
      }
    }
    return sum;
  }
  [[nodiscard]] const network::Network& network() const { return network_; }

 private:
  [[nodiscard]] double at(const std::vector<std::vector<std::int32_t>>& table, std::int32_t thing, std::size_t h) const;
  [[nodiscard]] double column(std::int32_t j) const {
    return j < 0 ? 0.0 : solution_.primal[static_cast<std::size_t>(j)];
  }

  const network::Network& network_;
  const formulate::Layout& layout_;
  const program::Solution& solution_;
  std::vector<int> slice_of_;
  std::map<std::string, double> largest_;  ///< capacity by unit
};

}  // namespace gigaplan::plan
