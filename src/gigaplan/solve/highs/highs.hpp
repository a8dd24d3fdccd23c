// HiGHS as a backend: one run of one of its solvers. No file of HiGHS is seen outside this folder.
#pragma once
#include <cstdint>
#include <limits>
#include <string>

#include "gigaplan/base/context.hpp"
#include "gigaplan/program/program.hpp"
#include "gigaplan/program/solution.hpp"

namespace gigaplan::solve {

enum class HighsMethod : std::uint8_t { simplex, hipo, ipx, mip, quadratic };

struct HighsJob {
  HighsMethod method = HighsMethod::simplex;
  int threads = 1;
  double time_limit = std::numeric_limits<double>::infinity();  ///< [s]
  double mip_gap = 1e-4;                                        ///< relative
  double tolerance = 1e-7;                                      ///< primal and dual feasibility, absolute
  bool crossover = false;                                       ///< interior points only: go on to a basis
  const program::Solution* start = nullptr;  ///< simplex: start from this solution's basis, if it has one that fits
  int iterations = std::numeric_limits<int>::max();  ///< simplex: most iterations
  int user_scale = 0;  ///< bounds and objective times 2^user_scale inside HiGHS (its user_bound_scale)
};

/// Runs HiGHS once on `program`; the word in `status` is HiGHS's own, nothing is checked here except that the point is
/// put back inside its bounds where it lies outside by rounding (at most 1e-6, said in `message`).
///
/// Memory: the matrix of `program` is moved into HiGHS, which turns it column by column; when the run is over it is
/// turned back into `program`, and a fingerprint over all entries makes sure that it is the same to the last bit. While
/// HiGHS works there is one matrix outside its presolve. (Where an entry is so small that HiGHS drops it, at most
/// 1e-12, a copy is lent instead.) Column and row vectors are copied.
///
/// Integers: after the tree search the integers are fixed and the LP is solved again for prices. Infeasible, unbounded:
/// a ray is asked for by simplex without presolve, within the time limit. Ctrl-C (Context::stop) and the time limit
/// return the best point that HiGHS has.
[[nodiscard]] program::Solution solve_highs(program::Program& program, const HighsJob& job, const Context& context);

/// Entries that HiGHS's presolve leaves of `program` (its matrix lent as above): 0 where presolve settles everything.
[[nodiscard]] std::int64_t presolved_nonzeros(program::Program& program, int threads);

/// True when HiPO does solve here: HiGHS finds its libhighs_extras and takes HiPO iterations on a two-column program.
[[nodiscard]] bool hipo_available();

/// Version of the HiGHS library that is loaded, "1.15.1".
[[nodiscard]] std::string highs_version();

}  // namespace gigaplan::solve
