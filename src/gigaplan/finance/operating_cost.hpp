// What it costs to run.
#pragma once
#include "gigaplan/finance/years.hpp"

namespace gigaplan::finance {

/// Value on which property tax is due:  v(t) = assessed · max(0, 1 − decline · (t − 1)).
/// assessed [money], decline [1/yr, share of the first value].
[[nodiscard]] Years assessed_value(double assessed, double decline, int operating_years);

/// An expense that grows:  e(t) = first · (1 + growth)^(t−1), as insurance does with inflation.
[[nodiscard]] Years growing_expense(double first, double growth, int operating_years);

}  // namespace gigaplan::finance
