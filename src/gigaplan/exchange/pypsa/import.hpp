// Tables of a PyPSA network → Network, with the exact meaning that PyPSA 1.4 gives them in n.optimize().
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "gigaplan/exchange/pypsa/tables.hpp"
#include "gigaplan/network/network.hpp"

namespace gigaplan::exchange::pypsa {

/// Where one member of a PyPSA table lies in the Network; invalid ids where it has no such part.
struct Member {
  network::ProcessId process;
  std::vector<network::ProcessId> pieces;                ///< of a piecewise cost: the activity is their sum
  std::map<int, std::vector<network::ProcessId>> along;  ///< of a piecewise efficiency or rate, by port
  network::ProcessId charging, discharging;              ///< powers of a store that stands behind processes of its own
  network::StoreId store;
  network::LineId line;
  network::AssetId asset;
  bool active = true;
  bool extendable = false;
  std::optional<double> rated;  ///< existing capacity that a standard type gives [MVA]
};

/// One global constraint: the row that it became.
struct Constraint {
  network::NodeId node;  ///< of a limit on flows …
  int limit = -1;        ///< … or index of a limit on capacities; neither: nothing is limited by it
};

/// From PyPSA's members to the Network's parts, to bring a solution back.
struct Trace {
  std::map<std::string, std::vector<Member>, std::less<>> members;  ///< by list name, as the tables have them
  std::vector<network::NodeId> buses;
  std::vector<Constraint> constraints;
  double objective_constant = 0;  ///< Σ capital cost · existing capacity of extendable members
};

/// A risk preference, as n.set_risk_preference(alpha, omega) takes it.
struct RiskPreference {
  double alpha = 0.95, omega = 0;
};

struct Import {
  network::Network network;
  Trace trace;
  std::vector<std::string> notes;
};

/// Maps checked tables. Throws InputInvalid with all faults of check() and of the mapping (GP3206 not modelled, GP3207
/// no such bus, GP3212 no such standard type, GP3213 a global constraint that cannot be understood, GP3215 values that
/// contradict each other).
[[nodiscard]] Import import_network(const Tables& tables, std::optional<RiskPreference> risk = {});

}  // namespace gigaplan::exchange::pypsa
