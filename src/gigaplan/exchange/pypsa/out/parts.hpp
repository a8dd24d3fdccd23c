// How a network is written as PyPSA's members: nodes, assets, activities and stores, one file each.
//
// Everything that must be decided once and felt in many places is a member that runs at its capacity in every snapshot:
// its ports carry `amount · capacity` to the buses that feel it.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gigaplan/base/fault.hpp"
#include "gigaplan/exchange/pypsa/tables.hpp"
#include "gigaplan/network/network.hpp"

namespace gigaplan::exchange::pypsa::out {

using Numbers = std::vector<double>;

/// One member before it becomes a row of a table. Attributes that are not named keep PyPSA's default.
struct Row {
  std::string name;
  std::map<std::string, std::string> texts;
  std::map<std::string, double> numbers;
  std::map<std::string, Numbers> series;  ///< by snapshot; constant ones become numbers
};

/// A port of a member: what flows into `bus` per unit of activity, by snapshot.
struct Leg {
  std::string bus;
  Numbers rate;
};

/// A run of snapshots at whose end a store is as full as before it: a slice, or a representative day.
struct Block {
  std::size_t first = 0, last = 0;
};

/// A member that runs between shares of its capacity.
struct Unit {
  std::string name, carrier;
  std::vector<Leg> legs;
  std::map<std::string, double> numbers;  ///< p_nom, p_nom_extendable, capital_cost …
  Numbers lower, upper, cost;             ///< p_min_pu, p_max_pu, marginal_cost by snapshot; empty: the default
};

/// What an activity may do: `lower` to `upper` times the shares of assets and a fixed rating.
struct Band {
  const network::Series *lower = nullptr, *upper = nullptr;  ///< lower null: 0
  std::vector<network::Share> shares;
  network::Series rating = 0.0;
  bool rating_by_period = false;
};

class Exporting {
 public:
  explicit Exporting(const network::Network& network);
  /// The tables; throws InputInvalid.
  Tables tables();

 private:
  // refuse.cpp
  void refuse_what_pypsa_lacks();
  void refuse(const std::string& what, const std::string& why);
  // nodes.cpp
  void nodes();
  void node(std::size_t n);
  void yearly_node(std::size_t n, const std::string& bus, double scale);
  // activities.cpp
  void processes();
  void yearly_process(const network::Process& process);
  void activity(Unit unit, const Band& band, const std::vector<bool>& active);
  // lines.cpp
  void lines();
  void branch(const network::Line& line);
  /// Why a line cannot be carried over; empty when it can.
  [[nodiscard]] std::string trouble_of(const network::Line& line) const;
  /// The asset is the capacity of one line alone, and written as that line.
  [[nodiscard]] bool is_line(network::AssetId id) const;
  // stores.cpp
  void stores();
  void store(const network::Store& store);
  void store_powers(const network::Store& store, const std::string& inside, const std::string& space);
  // assets.cpp
  void assets();
  void asset(std::size_t a);
  [[nodiscard]] std::vector<Leg> legs_of(network::AssetId id, const std::vector<bool>& alive) const;
  void standing_costs();
  // members.cpp
  Row& row(const std::string& list, const std::string& name);
  std::string bus(const std::string& name, const std::string& carrier, const std::string& unit);
  void load(const std::string& bus, Numbers demand);
  /// What may vanish at a bus (sign −1) or come from nowhere (sign 1), free of cost, in the snapshots of `open`.
  void slack(const std::string& bus, double sign, Numbers open);
  void unit(Unit unit);
  void put(Row& row, const std::string& attribute, Numbers values);
  Component component(const std::string& list) const;
  void horizon(Tables& tables) const;

  [[nodiscard]] std::size_t count() const { return net_.snapshots(); }
  [[nodiscard]] Numbers none() const { return Numbers(count(), 0.0); }
  [[nodiscard]] Numbers all(double value) const { return Numbers(count(), value); }
  [[nodiscard]] double tau(std::size_t h) const { return net_.horizon.snapshots[h].elapsed; }
  /// The port of a thing at a node: coefficient by snapshot, in the units of the node's bus.
  [[nodiscard]] Leg leg(network::NodeId node, const network::Series& coefficient) const;

  const network::Network& net_;
  Faults faults_;
  std::map<std::string, std::vector<Row>> rows_;
  std::map<std::string, std::map<std::string, int>> taken_;  ///< names by list
  std::vector<std::size_t> period_;                          ///< of every snapshot
  std::vector<Block> slices_, blocks_;                       ///< by period; whole slices or representative days
  std::vector<double> factor_;                               ///< discount factors of each period in the objective
  bool many_periods_ = false;
  std::vector<std::string> buses_;                   ///< of the nodes
  std::vector<double> scale_;                        ///< units of the bus per unit of the node
  std::map<std::int32_t, std::vector<Leg>> claims_;  ///< by asset: what a unit of capacity gives, while it is alive
};

}  // namespace gigaplan::exchange::pypsa::out
