// `gigaplan estimate`: what an accelerator serves, and how right that is.
#pragma once
#include <string>

#include "apps/cli/console.hpp"

namespace gigaplan::cli {

struct EstimateCommand {
  std::string model, accelerator;  ///< catalogue names
  std::string workload;            ///< "mlperf/llama2-70b/offline": predictions beside measurements
  double input_tokens = 1000, output_tokens = 500;
  double context = 0;       ///< mean context while decoding; 0: input + output / 2
  std::string first_token;  ///< p99 limit, "2s"; empty: none
  std::string per_token;    ///< p99 limit, "50ms"; empty: none
  std::string precision;    ///< "fp4", "fp8", "bf16"; empty: the chip's own
  bool fit = false;         ///< find the efficiencies anew from the measurements and print them
  std::string overlay;      ///< catalogue file of the user's own
  Common common;
};

/// With a model and an accelerator: one estimate. With a workload: its rows, or the one of `accelerator` (measured or
/// not). With nothing: every measured row with its residual, and the errors of accelerators left out of the fit. Prints
/// tables, or one JSON object with --json. Throws UsageTrouble, InputInvalid, FileTrouble.
int run_estimate(const EstimateCommand& command, const Context& context);

}  // namespace gigaplan::cli
