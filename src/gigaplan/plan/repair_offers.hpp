// Which limits of an infeasible plan may give way, and what a unit of each is worth.
#pragma once
#include <string>
#include <vector>

#include "gigaplan/plan/plan.hpp"
#include "gigaplan/solve/elastic.hpp"

namespace gigaplan::plan {

/// One limit that may give way: a subject's rows or bounds.
struct Offer {
  solve::Relaxable limit;  ///< weighted by one over its usual size
  std::string kind;        ///< what alternatives leave out together: "grid", "hall", "contract hbm-2027", …
  double price = 0;        ///< overnight money of one unit; 0: nobody sells it, or its price is not known
};

/// Every limit of `program` that a decision can move. Priority 0: what others could give; priority 1: the demand
/// itself, services and training runs.
[[nodiscard]] std::vector<Offer> offers_of(const Plan& plan, const program::Program& program,
                                           const Catalogue& catalogue);

/// The demand of services as shares of their users, the same in every hour of a period; nothing where people may go
/// unserved anyway.
[[nodiscard]] std::vector<solve::Relaxable> reach_of(const Plan& plan);

}  // namespace gigaplan::plan
