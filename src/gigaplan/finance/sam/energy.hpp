// From the power of each time step to yearly energy, by month and by period of the day.
#pragma once
#include <array>

#include "gigaplan/finance/sam/single_owner.hpp"

namespace gigaplan::finance::sam {

inline constexpr std::size_t periods_of_day = 9;

/// All rows in kWh/yr, entry 0 is 0. "Value" is energy times the price factor of its hour.
struct Energy {
  Years remaining;  ///< share of the first year's output that is left
  Years net, sales, purchases, without_battery;
  Years curtailed;  ///< what could have been produced less what was
  std::array<Years, 12> month, month_value;
  std::array<Years, periods_of_day> period;  ///< empty when factors come by time step
  std::array<std::array<double, periods_of_day>, 12> first_year_month_period{};
  Years value;           ///< Σ sales · factor
  Years purchase_value;  ///< Σ purchases · factor, positive
};

/// Sales are the positive part of `gen`, purchases the negative; the weekend is day 6 and 7, the year begins on a
/// Monday and has 8760 hours.
[[nodiscard]] Energy energy_of(const SingleOwner& in);

/// The price factor of each hour of a year, or of each step where the factors come by time step.
[[nodiscard]] std::vector<double> step_factors(const SingleOwner& in);

}  // namespace gigaplan::finance::sam
