// What flows into a yearly node in one period, per year: shared by rate and stock balances.
#pragma once
#include "gigaplan/formulate/families.hpp"

namespace gigaplan::formulate {

/// Enters factor · [ Σ_k coefficient · y[k,p] + Σ_h energy_h Σ_k coefficient[k,h] x[k,h] − Σ_a hold · cap[a,p]
///                   + Σ_s coefficient · (level at the start − level at the end of the slice) ]
/// of node n into the open row, for one scenario and period; returns the constant part.
double enter_yearly_flows(Frame& frame, std::size_t node, int scenario, int period, double factor);

/// True where anything that differs between scenarios flows into the node.
[[nodiscard]] bool fed_hourly(const Frame& frame, std::size_t node);

}  // namespace gigaplan::formulate
