// Finds the fitted efficiencies from measurements, and says how well they carry over to an accelerator not seen.
#pragma once
#include <string>
#include <vector>

#include "gigaplan/base/context.hpp"
#include "gigaplan/roofline/benchmark.hpp"

namespace gigaplan {

/// Mean over the rows of √(0.01 + ε²) − 0.1 + min(|ε|, 1)²/10, ε = ln(predicted / measured), plus 0.02 times the mean
/// square of ln(x / start) over the six fitted efficiencies x: large for no single hopeless row, smooth at zero.
[[nodiscard]] double fit_loss(const std::vector<BenchmarkRow>& rows, const Efficiencies& efficiencies);

/// Least fit_loss over gemm, amd, attention, link, activation and layer_seconds by Nelder-Mead in their logarithms from
/// fixed starts; deterministic. `keep_amd` leaves Efficiencies::amd as in `start` (rows without the maker cannot tell).
[[nodiscard]] Efficiencies fit_efficiencies(const std::vector<BenchmarkRow>& rows, const Efficiencies& start,
                                            bool keep_amd = false);

/// Where every fit starts: round values, not fitted.
[[nodiscard]] Efficiencies fit_start();

/// One row predicted by efficiencies that were fitted without it and its like.
struct UnseenRow {
  BenchmarkRow row;
  double error = 0;  ///< predicted / measured − 1
};

/// What is held back together.
enum class LeftOut { accelerator, model, rule };

/// Holds back the fitted rows of one accelerator (model, rule) after the other and predicts them by the fit of the
/// rest. The factor of a maker whose rows are all held back stays as `fitted` has it: no other row tells it. Rows that
/// are not part of the fit are predicted by `fitted` and come last.
[[nodiscard]] std::vector<UnseenRow> leave_one_out(const std::vector<BenchmarkRow>& rows, const Efficiencies& fitted,
                                                   const Context& context, LeftOut by = LeftOut::accelerator);

}  // namespace gigaplan
