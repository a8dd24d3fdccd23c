// Network → tables of a PyPSA network whose least-cost plan costs the same.
#pragma once
#include "gigaplan/exchange/pypsa/tables.hpp"
#include "gigaplan/network/network.hpp"

namespace gigaplan::exchange::pypsa {

/// Maps a network of one scenario and one goal, least cost. Several periods become investment periods (years as the
/// network has them), to be solved with n.optimize(multi_investment_periods=True); one period becomes a plain network,
/// its discount factors in the costs. n.objective is then the network's least cost. The mapping is told in
/// docs/decisions/plans-as-pypsa-networks.md. Throws InputInvalid with everything that it cannot carry over exactly,
/// each by name (GP3216).
[[nodiscard]] Tables export_network(const network::Network& network);

}  // namespace gigaplan::exchange::pypsa
