// What is sold and for how much.
#pragma once
#include <span>

#include "gigaplan/finance/years.hpp"

namespace gigaplan::finance {

/// Share [1] of the first year's output that is left in year t:
///     one figure:  d(t) = (1 − loss)^(t−1)        a list:  d(t) = 1 − loss_t  (0 after its end)
/// loss [1/yr]; d(0) = 0.
[[nodiscard]] Years remaining_output(std::span<const double> loss, int operating_years);

/// What a customer under take-or-pay pays:  r(t) = price(t) · max(taken(t), share · committed(t)).
/// price [money/unit], taken and committed [unit/yr], share [1].
[[nodiscard]] Years take_or_pay_revenue(std::span<const double> price, std::span<const double> taken,
                                        std::span<const double> committed, double share);

/// A prepayment is earned as the goods are delivered: a straight part of it in each of `years` years from year 1.
[[nodiscard]] Years prepayment_earned(double prepaid, int years, int operating_years);

}  // namespace gigaplan::finance
