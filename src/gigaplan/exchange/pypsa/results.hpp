// A solution, brought back to PyPSA's tables.
#pragma once
#include "gigaplan/exchange/pypsa/import.hpp"
#include "gigaplan/formulate/formulate.hpp"
#include "gigaplan/program/solution.hpp"

namespace gigaplan::exchange::pypsa {

/// Adds to `tables` (those that `import` was made from) what n.optimize() leaves in a network: capacities (`p_nom_opt`
/// …), dispatch and flows (`p`, `p0` …), levels, spill, commitment, `marginal_price` of the buses, `mu` of the global
/// constraints, and the network's `objective` and `objective_constant`. Prices only where the solution has duals.
/// Signs and units are PyPSA's: prices per MWh, that is row duals over the objective weighting of snapshot and period.
/// `duals`: those of single limits too (`mu_upper`, `mu_lower` …), where nothing is a whole number.
void add_results(Tables& tables, const Import& import, const formulate::Formulated& formulated,
                 const program::Solution& solution, bool duals = false);

}  // namespace gigaplan::exchange::pypsa
