// Steps of the main path that have a file of their own.
#pragma once
#include <string>
#include <vector>

#include "gigaplan/plan/plan.hpp"

namespace gigaplan::plan {

/// How many programs like this one are solved side by side: all threads for small ones; large ones use the threads
/// themselves, and two of them would be large beside the machine.
[[nodiscard]] inline int side_by_side_threads(const program::Program& program, const Context& context) {
  constexpr std::int64_t large = 500'000;  // entries
  return program.nonzeros() < large ? context.threads : 1;
}

/// bottlenecks.cpp: every limit priced by the duals, the largest ones measured by solving again. `program` is that
/// of the last goal, `first` the answer to the first goal where that is an amount, else null.
[[nodiscard]] std::vector<Bottleneck> price_limits(const Plan& plan, const program::Program& program,
                                                   const program::Solution* first, const PlanOptions& options,
                                                   const Context& context);

/// rule_prices.cpp: plans again without one rule at a time. `program` is that of the last goal.
void price_rules(Plan& plan, const Catalogue& catalogue, const program::Program& program, const PlanOptions& options,
                 const Context& context);

/// repair.cpp: the smallest repair of an infeasible plan, in the user's words; never empty, but where no limit needs to
/// give way: then the plan's status becomes numerical.
[[nodiscard]] std::vector<RepairLine> repair_in_words(Plan& plan, const Catalogue& catalogue,
                                                      const program::Program& program, const PlanOptions& options,
                                                      const Context& context);

// goal_rows.cpp
/// A program's objective at a point.
[[nodiscard]] double value_at(const program::Program& program, const std::vector<double>& x);
/// Adds the row of the goal that `program` was solved for; `before`: the answer to the goal before it, or nothing.
void note_goal(Plan& plan, const program::Program& program, const std::vector<double>& before);
/// What the last program's answer leaves of every earlier goal.
void read_goals(Plan& plan, const program::Program& last);

// goal_words.cpp
[[nodiscard]] std::vector<std::string> goals_in_words(const Plan& plan);
[[nodiscard]] std::vector<std::string> own_chips_in_words(const Plan& plan);

/// Share of a service's users that is served in period p; 1 where none may be left unserved.
[[nodiscard]] inline double share_served(const compile::ServiceRef& ref, const View& view, std::size_t p) {
  return ref.share.valid() ? view.capacity(ref.share, p) : 1;
}

/// Σ_p δ_p: years of the plan from the start of period `first` on, weighted by their discount factors.
[[nodiscard]] inline double discounted_years(const network::Horizon& horizon, std::size_t first = 0) {
  double sum = 0;
  for (std::size_t p = first; p < horizon.periods.size(); ++p) sum += horizon.periods[p].weight;
  return sum;
}

// The parts of read_results(), each filling its own members.
void read_builds(Plan& plan, const View& view);  ///< builds.cpp
/// Where a build stands; empty: in no country, at no site. builds.cpp
[[nodiscard]] std::string country_of(const scenario::Scenario& scenario, const BuildItem& build);
[[nodiscard]] std::string site_of(const scenario::Scenario& scenario, const BuildItem& build);
void read_sites(Plan& plan, const View& view, const Catalogue& catalogue);  ///< sites.cpp: sites, fleet, tokens
void read_energy(Plan& plan, const View& view);                             ///< energy.cpp: energy, carbon
void read_costs(Plan& plan, const View& view);                              ///< costs.cpp
void read_loans(Plan& plan, const View& view, const Catalogue& catalogue);  ///< loans.cpp: after builds and costs
void read_funds(Plan& plan, const View& view);                              ///< funds.cpp
[[nodiscard]] std::vector<std::string> funds_in_words(const Plan& plan);    ///< funds.cpp
void check_compliance(Plan& plan);                                          ///< compliance.cpp
void check_funds(Plan& plan);                                               ///< funds.cpp
void check_laws(Plan& plan, const Catalogue& catalogue);                    ///< laws.cpp
void check_training(Plan& plan);                                            ///< compliance_training.cpp
void check_law(Plan& plan, const Catalogue& catalogue);  ///< compliance_law.cpp: licences, targets, labour
void meet_claims(Plan& plan);                            ///< claims.cpp

}  // namespace gigaplan::plan
