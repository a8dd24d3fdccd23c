// The same linear system, slow and plain: what the arrow is tested against.
#pragma once
#include "gigaplan/solve/block_ipm/standard_form.hpp"

namespace gigaplan::block_ipm {

/// Solves the system of arrow.hpp as one dense matrix with full pivoting. For tests: O((columns + rows)³).
void solve_dense(const StandardForm& form, const Vector& theta, double rho, double delta, const Vector& f,
                 const Vector& r, Vector& dx, Vector& dy);

}  // namespace gigaplan::block_ipm
