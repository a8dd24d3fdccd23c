// How good an answer is, measured on the program as it was given.
#pragma once
#include "gigaplan/program/program.hpp"
#include "gigaplan/solve/block_ipm/presolve.hpp"

namespace gigaplan::block_ipm {

struct Accuracy {
  double objective = 0;       ///< primal, with the program's constant
  double dual_objective = 0;  ///< Σ of the duals times the sides they price, with the constant
  double primal = 0;          ///< largest row violation, relative to the largest limit or term of the row's run
  double dual = 0;  ///< largest reduced cost no bound takes, relative to 1 + |cost| + the largest |entry · y|
  double gap = 0;   ///< |objective − dual objective| / max(1, |objective|)
  Vector reduced_cost;
  [[nodiscard]] double worst() const;
};

/// x within its bounds; y with the signs of a minimisation whatever the program's sense.
[[nodiscard]] Accuracy measure_accuracy(const program::Program& program, const Vector& x, const Vector& y);

}  // namespace gigaplan::block_ipm
