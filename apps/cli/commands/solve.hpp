// `gigaplan solve NETWORK`: a PyPSA network in, its least-cost plan out.
#pragma once
#include <string>

#include "apps/cli/console.hpp"

namespace gigaplan::cli {

struct SolveCommand {
  std::string network;          ///< netCDF file or CSV folder of PyPSA
  std::string output;           ///< `.nc`: a netCDF file; any other name: a CSV folder; empty: nothing is written
  bool force = false;           ///< overwrite what is there
  std::string solver = "auto";  ///< auto | simplex | hipo | hipo-unscaled | ipx | mip | block-ipm
  double mip_gap = 1e-9;        ///< relative gap at which the tree search stops
  bool duals = false;           ///< write the duals of single limits too
  double cvar_alpha = 0.95;     ///< level of the conditional value at risk
  double cvar_omega = 0;        ///< its weight in [0, 1]; 0: expected cost alone
  Common common;
};

/// Reads, formulates, solves, certifies, writes; prints the result on stdout (one JSON object with --json). Returns the
/// exit code: 0 optimal, 4 infeasible or unbounded, 5 limit, 6 numerical, 130 interrupted. Throws InputInvalid,
/// FileTrouble, UsageTrouble.
int run_solve(const SolveCommand& command, const Context& context);

}  // namespace gigaplan::cli
