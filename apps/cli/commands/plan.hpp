// `gigaplan plan SCENARIO`: a scenario in, a certified plan and its report out.
#pragma once
#include <string>

#include "apps/cli/console.hpp"

namespace gigaplan::cli {

struct PlanCommand {
  std::string scenario;
  std::string output;  ///< folder; empty: runs/<name of the scenario>-<hash>
  bool force = false;
  std::string hours;  ///< "full" or "typical:N"; empty: what the scenario says
  std::string solver = "auto";
  double mip_gap = 1e-4;
  int measured_limits = 10;  ///< bottlenecks that are solved again with their step taken
  int priced_rules = 10;     ///< rules that are priced by planning without them
  bool rules_asked = false;  ///< --rules was given: however long it takes
  std::string version;
  Common common;
};

/// Plans the scenario and every variant of it; writes a folder for each; prints the answer (one JSON object with
/// --json). Returns the worst exit code: 0 optimal, 4 infeasible or unbounded, 5 limit, 6 numerical, 130 interrupted.
/// Throws InputInvalid, FileTrouble, UsageTrouble.
int run_plan(const PlanCommand& command, const Context& context);

/// "full", "typical:12" → Hours; throws UsageTrouble.
struct HoursChoice {
  bool full = false;
  int typical_days = 0;
};
[[nodiscard]] HoursChoice parse_hours(const std::string& text);

}  // namespace gigaplan::cli
