// A grid of the user's, as a PyPSA network, put on the plan's hours and periods.
#pragma once
#include "gigaplan/compile/work.hpp"

namespace gigaplan::compile {

/// Puts every series of `network` (one period, one scenario) on the snapshots of `horizon`: snapshot i of the plan
/// takes the value of snapshot from[i]. Capacities may be built in every period and live to the end; limits hold in
/// each.
[[nodiscard]] network::Network on_horizon(const network::Network& network, const network::Horizon& horizon,
                                          const std::vector<std::size_t>& from);

/// Builds the grid of kind "network": its parts into the plan's network, a ZoneRef for each bus that a site or a plant
/// is attached to (by name, else the nearest by longitude and latitude). Throws FileTrouble, or InputInvalid for a file
/// that is no network (GP32xx), one that does not fit the plan's hours or cannot be priced (GP1609), and a bus that
/// does not exist (GP1610).
void build_grid_network(Work& work);

}  // namespace gigaplan::compile
