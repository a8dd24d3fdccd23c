// Steps of the main path that have a file of their own.
#pragma once
#include <vector>

#include "gigaplan/plan/plan.hpp"

namespace gigaplan::plan {

/// bottlenecks.cpp: every limit priced by the duals, the largest ones measured by solving again. `program` is that
/// of the last goal.
[[nodiscard]] std::vector<Bottleneck> price_limits(const Plan& plan, const program::Program& program,
                                                   const PlanOptions& options, const Context& context);

/// repair.cpp: the smallest repair of an infeasible plan, in the user's words; never empty, but where no limit needs to
/// give way: then the plan's status becomes numerical.
[[nodiscard]] std::vector<RepairLine> repair_in_words(Plan& plan, const Catalogue& catalogue,
                                                      const program::Program& program, const PlanOptions& options,
                                                      const Context& context);

// The parts of read_results(), each filling its own members.
void read_builds(Plan& plan, const View& view);                             ///< builds.cpp
void read_sites(Plan& plan, const View& view, const Catalogue& catalogue);  ///< sites.cpp: sites, fleet, tokens
void read_energy(Plan& plan, const View& view);                             ///< energy.cpp: energy, carbon
void read_costs(Plan& plan, const View& view);                              ///< costs.cpp
void check_compliance(Plan& plan);                                          ///< compliance.cpp
void check_law(Plan& plan, const Catalogue& catalogue);  ///< compliance_law.cpp: licences, targets, labour
void meet_claims(Plan& plan);                            ///< claims.cpp

}  // namespace gigaplan::plan
