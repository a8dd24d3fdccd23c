// How much of their time the fleets work, and what for.
#pragma once
#include "gigaplan/plan/plan.hpp"

namespace gigaplan::plan {

struct FleetUse {
  double busy = 0;     ///< share of the year, mean of all accelerators
  double serving = 0;  ///< the same with tokens alone
  double most = 0;     ///< what availability and peak use allow
  /// Whether the fleet's cost is mostly that of tokens: half of the time that it may be busy serves them.
  [[nodiscard]] bool serves_mostly() const { return serving >= 0.5 * most; }
};

/// Of one period: Σ_fleets busy accelerators · hours / (8760 Σ_fleets accelerators). Nothing is busy without a fleet.
[[nodiscard]] FleetUse fleet_use(const Plan& plan, std::size_t period);

}  // namespace gigaplan::plan
