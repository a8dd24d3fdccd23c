// What every family builder is handed: the network, the program under construction, where things lie in it.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "gigaplan/formulate/arms.hpp"
#include "gigaplan/formulate/cards.hpp"
#include "gigaplan/formulate/expression.hpp"
#include "gigaplan/formulate/formulate.hpp"
#include "gigaplan/network/network.hpp"
#include "gigaplan/program/builder.hpp"

namespace gigaplan::formulate {

inline constexpr std::int32_t nowhere = -1;

/// Position of a non-negative number.
template <class Number>
[[nodiscard]] constexpr std::size_t at(Number i) {
  return static_cast<std::size_t>(i);
}

/// The i-th thing of a table.
template <class T, class IdType, class Number>
[[nodiscard]] const T& nth(const Table<T, IdType>& table, Number i) {
  return table[IdType{static_cast<std::int32_t>(i)}];
}

/// One formulation in the making. Builders add columns first, then rows; `caps` is filled by variables::capacity.
class Frame {
 public:
  explicit Frame(const network::Network& net);

  const network::Network& network;
  const Arms arms;  ///< node → everything that touches it
  program::Builder builder;
  Layout layout;
  std::vector<Expression> caps;           ///< [asset · periods + period]
  std::vector<std::int32_t> tail_excess;  ///< [scenario]
  std::int32_t tail_start = nowhere;

  [[nodiscard]] int periods() const { return static_cast<int>(network.periods()); }
  [[nodiscard]] int scenarios() const { return static_cast<int>(network.horizon.scenarios.size()); }
  [[nodiscard]] const std::vector<network::Slice>& slices() const { return network.horizon.slices; }
  [[nodiscard]] const network::Snapshot& snapshot(int h) const { return network.horizon.snapshots[at(h)]; }

  /// cap[asset, period] as the rows see it.
  [[nodiscard]] const Expression& cap(network::AssetId asset, int period) const {
    return caps[at(asset.index) * network.periods() + at(period)];
  }
  /// Σ share · cap[asset, period] + rating.
  [[nodiscard]] Expression capacity(const std::vector<network::Share>& shares, double rating, int period) const;

  /// The family of this kind whose members have this unit; made on first use.
  [[nodiscard]] std::int16_t family(Column kind, const std::string& unit) {
    return family(column_numbers_, kind, unit);
  }
  [[nodiscard]] std::int16_t family(Row kind, const std::string& unit) { return family(row_numbers_, kind, unit); }

 private:
  struct Number {
    std::string unit;
    std::int16_t family;
  };
  std::vector<std::vector<Number>> column_numbers_{at(Column::count)}, row_numbers_{at(Row::count)};

  template <class Kind>
  std::int16_t family(std::vector<std::vector<Number>>& numbers, Kind kind, const std::string& unit);
};

/// Is the vintage alive in period p; is the thing there in period p (empty: always)?
[[nodiscard]] bool alive(const network::Vintage& vintage, int period);
[[nodiscard]] inline bool active(const std::vector<bool>& by_period, int period) {
  return by_period.empty() || by_period[at(period)];
}
/// Value by period of a vector that may be empty (then `otherwise`).
[[nodiscard]] inline double by_period(const std::vector<double>& values, int period, double otherwise) {
  return values.empty() ? otherwise : values[at(period)];
}

}  // namespace gigaplan::formulate
