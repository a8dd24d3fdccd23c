// From a Program to a Solution: which solver, what next when its answer does not hold, what to say when none does.
#pragma once
#include <cstdint>
#include <limits>
#include <string_view>

#include "gigaplan/base/context.hpp"
#include "gigaplan/program/program.hpp"
#include "gigaplan/program/solution.hpp"

namespace gigaplan::solve {

/// `automatic`: mip for integers, simplex for small programs and first where presolve leaves little, block_ipm where
/// the program has the time structure (and for quadratic costs that have it), hipo for the rest. `hipo_unscaled` leaves
/// limits and costs in the program's own units, where `hipo` scales large ones down.
enum class Choice : std::uint8_t { automatic, simplex, hipo, hipo_unscaled, ipx, mip, block_ipm };

/// "auto|simplex|hipo|hipo-unscaled|ipx|mip|block-ipm"; any other word throws UsageTrouble that names the nearest.
[[nodiscard]] Choice choice_of(std::string_view word);
[[nodiscard]] const char* word(Choice choice);

struct SolveOptions {
  Choice solver = Choice::automatic;
  int threads = 0;                                              ///< 0: as many as Context::threads says
  double time_limit = std::numeric_limits<double>::infinity();  ///< [s]; the smaller of this and Context::time_limit
  double mip_gap = 1e-4;                                        ///< relative gap at which the tree search stops
  double tolerance = 1e-7;  ///< feasibility and optimality, absolute, in the program's units, in [1e-10, 1e-3]
  /// Solution of a program much like this one: simplex starts from its basis (where the shape is the same), the block
  /// interior point from its `interior`.
  const program::Solution* start = nullptr;
  bool keep_interior = false;  ///< the block interior point's answer carries its `interior`
  int simplex_iterations = std::numeric_limits<int>::max();  ///< after so many simplex gives up: Status::limit
  bool keep_going = true;  ///< when an answer is not certified: try the next solver; false: the first one decides
};

/// Solves `program`. The matrix is moved into the solver and lies in `program` again, bit for bit, when this returns or
/// throws; nothing else of `program` changes.
///
/// The answer's status is `optimal` if and only if certify() accepts it with the gap asked for, whatever word the
/// solver has for it. `limit` and `interrupted` carry the best point known, if any, in `primal`. `numerical` carries
/// the last point, which does not hold. `tried` lists every solver that was left, with the reason.
///
/// Refused by name with UsageTrouble: a solver that is not installed or does not fit the program (quadratic with
/// integers, quadratic with hipo, integers with simplex, block_ipm without its structure), options out of range.
/// std::invalid_argument: a program that is not one (NaN, infinite cost, negative quadratic, lower = +inf, …).
[[nodiscard]] program::Solution solve(program::Program& program, const SolveOptions& options, const Context& context);

}  // namespace gigaplan::solve
