// Phase B of the presolve: free columns that equality rows define.
#pragma once
#include "gigaplan/solve/block_ipm/presolve.hpp"

namespace gigaplan::block_ipm {

/// Substitutes every free column without quadratic cost that lies in at most three rows, all of them equalities, when
/// the rows that result reach over no more hours than before:
///
///     p x_f + Σ e_j x_j = b   →   x_f = (b − Σ e_j x_j) / p
///
/// (a store's power in PyPSA: the balance of its node becomes the storage row). Appends to `out.postsolve`.
void substitute_free_columns(Presolved& out);

}  // namespace gigaplan::block_ipm
