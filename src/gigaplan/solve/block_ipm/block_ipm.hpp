// The block interior point: linear programs (and those with a diagonal convex quadratic cost) whose hours form chains
// joined by a small border of yearly columns and rows.
#pragma once
#include <string>

#include "gigaplan/base/context.hpp"
#include "gigaplan/program/interior.hpp"
#include "gigaplan/program/program.hpp"
#include "gigaplan/program/solution.hpp"

namespace gigaplan::block_ipm {

struct BlockIpmOptions {
  double tolerance = 1e-8;   ///< relative gap and dual residual asked for
  double acceptable = 1e-6;  ///< what may still be called optimal, measured on the program as it was given
  int max_iterations = 400;
  int max_correctors = 3;
  const program::Interior* start = nullptr;  ///< of a program much like this one; not owned
  bool keep_interior = false;                ///< the answer carries a point for neighbours to start from
};

/// True if the program has the structure and size that this solver is made for; otherwise `why_not` (when given) says
/// in one line what is missing. Takes time linear in the entries.
[[nodiscard]] bool fits_block_ipm(const program::Program& program, std::string* why_not = nullptr);

/// Solves the program. The answer is bitwise the same for any `context.threads` and from run to run on one machine.
/// Status::optimal only when the answer, measured on the program as given, keeps `acceptable`; infeasible and unbounded
/// only with a direction that proves it (`ray`: in row_dual or in primal); otherwise numerical, limit or interrupted
/// with the best point found. Throws std::invalid_argument when fits_block_ipm is false for the structure.
[[nodiscard]] program::Solution solve_block_ipm(const program::Program& program, const BlockIpmOptions& options,
                                                const Context& context);

}  // namespace gigaplan::block_ipm
