// What accelerators and their cooling draw at the sites, as terms of a yearly row.
#pragma once
#include <functional>
#include <vector>

#include "gigaplan/compile/work.hpp"

namespace gigaplan::compile {

/// A series that has value(h, its period) at each snapshot h.
[[nodiscard]] network::Series by_snapshot(const Work& work,
                                          const std::function<double(std::size_t h, std::size_t period)>& value);

/// One term of the load: what a port or a fleet's idle power takes from its site [MW per unit].
struct LoadPort {
  network::ProcessId process;
  std::size_t port;  ///< the row's port of that process
  network::Series power;
};
struct IdleHold {
  network::AssetId asset;
  std::size_t hold;
  std::vector<double> energy;  ///< by period [MWh/yr per unit]
};
struct Load {
  std::vector<LoadPort> ports;
  std::vector<IdleHold> idle;
};

/// Enters the load of serving, training and idle accelerators into row `id`, times `weight` by period, of the sites for
/// which `counts` says so (an index into Scenario::sites).
Load add_load(
    Work& work, network::NodeId id, const std::vector<double>& weight,
    const std::function<bool(int site)>& counts = [](int) { return true; });

}  // namespace gigaplan::compile
