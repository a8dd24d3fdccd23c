// What a change of a scenario is worth.
#pragma once
#include <optional>
#include <string>

#include "gigaplan/plan/plan.hpp"

namespace gigaplan::plan {

/// Main figures of one run; nothing where it has no plan. Capacities and shares are those of the last period.
struct RunFigures {
  std::optional<double> present_cost, capital;                     ///< money
  std::optional<double> it_power, accelerators, h100_equivalents;  ///< halls [MW_it]; pieces
  std::optional<double> energy, carbon_free;                       ///< [MWh/yr]; share by the hour
};
[[nodiscard]] RunFigures run_figures(const Plan& plan);

/// One sentence: what `variant` costs and installs, by country in its last period, against `base`. Both have the same
/// periods, currency and discount rate; where one has no answer the sentence says so.
[[nodiscard]] std::string difference_in_words(const Plan& base, const Plan& variant);

}  // namespace gigaplan::plan
