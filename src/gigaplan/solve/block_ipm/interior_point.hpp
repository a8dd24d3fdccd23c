// The interior point: Mehrotra's predictor-corrector with Gondzio's centrality correctors on the standard form.
#pragma once
#include <functional>
#include <string>

#include "gigaplan/base/context.hpp"
#include "gigaplan/solve/block_ipm/newton.hpp"

namespace gigaplan::block_ipm {

struct InteriorPointOptions {
  double gap_tolerance = 1e-8;      ///< relative gap, dual residual and both products of residuals and duals
  double primal_tolerance = 1e-10;  ///< scaled primal residual
  double price_tolerance = 1e-7;    ///< dual residual of each column, unscaled, relative to 1 + |its cost|
  int max_iterations = 400;
  int max_correctors = 3;
  double objective_offset = 0;  ///< scaled cost of what is not in the form: the gap is relative to the whole
  /// Asked once the scaled errors are small (`price_tolerance` aside): how far is this point from an answer to the program
  /// as given? At most 1: it is one.
  std::function<double(const Point&)> answers;
  /// Moves the usual start to a neighbour's point; false: there is none.
  std::function<bool(Point&)> neighbour;
  /// Given the first iterate from which a neighbour might start.
  std::function<void(const Point&)> keep;
};

/// Where an iterate stands, in scaled units; errors are relative.
struct Standing {
  double primal_objective = 0, dual_objective = 0;
  double gap = 1e300, primal_error = 1e300, dual_error = 1e300, product_error = 1e300, price_error = 1e300, mu = 1e300;
  /// Largest of the errors, each in units of its tolerance: at most 1 means converged.
  double distance = 1e300;
};

enum class Ending : std::uint8_t { converged, stalled, diverged, iterations, time, stopped };

struct InteriorPointResult {
  Point best;
  Standing standing;  ///< of `best`
  Ending ending = Ending::stalled;
  int iterations = 0;
  long solves = 0;
  int changes = 0;  ///< times the regularisation was changed and the system factorised again
};

[[nodiscard]] InteriorPointResult interior_point(const StandardForm& form, const InteriorPointOptions& options,
                                                 const Crew& crew, const Context& context);

}  // namespace gigaplan::block_ipm
