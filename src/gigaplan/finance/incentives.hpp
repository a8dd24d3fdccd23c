// What the state and others add: grants on cost or capacity, payments and tax credits on production.
#pragma once
#include <span>

#include "gigaplan/finance/years.hpp"

namespace gigaplan::finance {

/// min(offered, ceiling): a grant on cost (share · cost) or on capacity (amount per unit · units) with its ceiling.
[[nodiscard]] double capped(double offered, double ceiling);

/// Payment on output: one rate that grows for `term` years, or a list of rates:
///     p(t) = rate · output(t) · (1 + growth)^(t−1), t <= term     or     p(t) = rate_t · output(t).
/// rates [money/kWh], output [kWh/yr], growth [1/yr].
[[nodiscard]] Years production_payment(std::span<const double> rates, std::span<const double> output, int term,
                                       double growth);

/// Tax credit on output: as production_payment(), but the rate of a year is rounded to whole money per 1000 units, half
/// away from zero (IRS Notice 2010-37):  p(t) = output(t) / 1000 · round(1000 · rate · (1 + growth)^(t−1)).
[[nodiscard]] Years production_credit(std::span<const double> rates, std::span<const double> output, int term,
                                      double growth);

}  // namespace gigaplan::finance
