// Spare units: what they cost and what failures they cover.
#pragma once
#include <string>

#include "gigaplan/compile/work.hpp"

namespace gigaplan::compile {

/// Units installed over units needed: 1, (n + 1) / n, 2.
[[nodiscard]] double installed(scenario::Redundancy redundancy, int units);

/// Probability that fewer than n units work. `unit`: that one does not; `common`: share of its failures that take the
/// whole path with them.
[[nodiscard]] double unavailability(scenario::Redundancy redundancy, int units, double unit, double common);

/// Hours a year without power of `outages` a year that last `mean` hours on average (exponential), when backup carries
/// `covered` hours and fails with probability `failing`.
[[nodiscard]] double hours_without_power(double outages, double mean, double covered, double failing);

/// Cost of a hall with the site's redundancy over the cost that `hall_cost` means.
[[nodiscard]] double hall_cost_factor(Work& work, const scenario::Standby& standby);

/// Lets the fleets of a site hold `per_mw` from `node` for each MW of the site that they draw at most: all busy, at the
/// highest PUE of the year.
void peak_draw_holds(Work& work, const SiteRef& site, network::NodeId node, double per_mw);

/// Share of a technology's capacity that counts as firm, `hours` of a battery. Throws InputInvalid (GP1611) where the
/// catalogue has none.
[[nodiscard]] double capacity_credit(Work& work, const std::string& technology, double hours);

}  // namespace gigaplan::compile
