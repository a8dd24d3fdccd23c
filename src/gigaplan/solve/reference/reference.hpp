// The slow, plain reference: a dense bounded simplex in long double with Bland's rule, and branch and bound around it.
//
// With z = (x, r), M = [A, −I]:  min sense · costᵀx  subject to  M z = 0,  (lower, row_lower) ≤ z ≤ (upper, row_upper).
// Each iteration factors the basis anew. Phase one minimises the sum of the basic variables' distances to their limits.
#pragma once
#include "gigaplan/program/program.hpp"
#include "gigaplan/program/solution.hpp"

namespace gigaplan::solve {

inline constexpr std::int32_t reference_columns = 200;

/// Solves tiny programs: at most 200 columns and 200 rows, no quadratic cost; std::invalid_argument beyond. Infeasible
/// and unbounded answers carry their ray (not with integers). Integers: depth first, no duals.
[[nodiscard]] program::Solution solve_reference(const program::Program& program);

}  // namespace gigaplan::solve
