// Proofs that no optimal answer exists, and the two helper programs that find them.
#pragma once
#include "gigaplan/program/program.hpp"
#include "gigaplan/solve/block_ipm/presolve.hpp"

namespace gigaplan::block_ipm {

/// Farkas: Σ_i y_i · (the side of row i that y_i prices) exceeds the most that (Aᵀy) · x can be within the columns'
/// bounds. y in minimisation signs; on success it holds the proof, scaled to 1 and without what was only rounding.
[[nodiscard]] bool proves_infeasible(const program::Program& program, Vector& y);

/// A direction along which no limit is met and the objective improves without end. Parts below 1e-9 count as rounding.
[[nodiscard]] bool proves_unbounded(const program::Program& program, const Vector& direction);

/// min Σ of what rows give way by, over the columns' own bounds; always feasible. Rows that hold when every column is
/// as near to zero as its bounds allow need not give way. Its optimum is above zero if and only if `program` is
/// infeasible, and then its row duals prove it.
[[nodiscard]] program::Program elastic_program(const program::Program& program);

/// min cost · d over the directions d of size at most 1 that meet no limit: below zero if and only if `program`, once
/// feasible, is unbounded.
[[nodiscard]] program::Program ray_program(const program::Program& program);

}  // namespace gigaplan::block_ipm
