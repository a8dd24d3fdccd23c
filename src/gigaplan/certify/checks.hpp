// The checks, one file each; certify() calls them in this order.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "gigaplan/certify/certify.hpp"
#include "gigaplan/certify/passes.hpp"
#include "gigaplan/program/program.hpp"
#include "gigaplan/program/solution.hpp"

namespace gigaplan::certify {

/// Rows by family, bounds, whole numbers, and the objective at `solution.primal`. Fills `primal`, `integrality`,
/// `objective`, `families` and `feasible` of the certificate.
void check_primal(const program::Program& program, const program::Solution& solution, const CertifyOptions& options,
                  const Activity& ax, Certificate& certificate, WorstList& worst);

/// The dual side as a minimisation: y [rows], cut to the sign its limits allow, and d [columns].
struct Prices {
  double sense = 1;               ///< +1 min, −1 max
  std::vector<double> objective;  ///< sense · (cost + quadratic x) [columns]
  double offset = 0;              ///< sense · constant − ½ xᵀQx (in the minimisation)
  std::vector<double> y;          ///< sense · row_dual, 0 where its sign points to a limit that is not there
  Reduced d;                      ///< objective − Aᵀ y
};
[[nodiscard]] Prices prices(const program::Program& program, const program::Solution& solution);

/// Residuals of the prices, complementarity and the gap. Whole columns count as fixed where they are. Fills `dual`,
/// `complementarity` and returns the relative gap.
[[nodiscard]] double check_dual(const program::Program& program, const program::Solution& solution,
                                const CertifyOptions& options, const Activity& ax, const Prices& prices,
                                Certificate& certificate, WorstList& worst);

/// The bound that y alone proves, in the program's own sense; lines of what it takes on trust go to `assumes`.
[[nodiscard]] std::optional<double> safe_dual_bound(const program::Program& program, std::span<const double> x,
                                                    const Prices& prices, std::vector<std::string>& assumes);

/// Bounds of columns as the rows imply them: every infinite bound that a row and the other columns' bounds make finite,
/// in a few sweeps. Valid for every feasible point.
struct Box {
  std::vector<double> lower, upper;
};
[[nodiscard]] Box implied_bounds(const program::Program& program);

/// Proofs that no optimal answer exists; they fill `accepted` and `reason`.
void check_infeasible(const program::Program& program, const program::Solution& solution, Certificate& certificate);
void check_unbounded(const program::Program& program, const program::Solution& solution, Certificate& certificate);

}  // namespace gigaplan::certify
