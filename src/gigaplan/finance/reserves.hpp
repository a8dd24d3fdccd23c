// Money put aside: for working capital, receivables, debt service, and major equipment.
#pragma once
#include <span>

#include "gigaplan/finance/years.hpp"

namespace gigaplan::finance {

/// An account that stands at `balance`, is paid into by `funding` (negative: released while it goes on) and emptied by
/// `disbursement` (negative). balance(t) = balance(t−1) + funding(t) + disbursement(t).
struct Reserve {
  Years balance, funding, disbursement;
  /// Effect on cash:  −funding − disbursement.
  [[nodiscard]] Years cash() const;
};

/// A reserve that holds `share` of next year's need and is released in the last year of the project:
///     balance(t) = share · need(t+1), t = 0 … N−1.
/// `balance` of year N is left at zero. Used for working capital (need: operating expenses) and receivables (revenue).
[[nodiscard]] Reserve coming_year_reserve(std::span<const double> need, double share);

/// A reserve that holds `share` of next year's debt service and is released in the last year of the loan, `tenor`;
/// a loan that outlives the project is never released. `pays_in_first_year` false: a loan of one year keeps its reserve
/// (the fixed-share loans of SAM do that).
[[nodiscard]] Reserve debt_service_reserve(std::span<const double> service, double share, int tenor,
                                           bool released_after_one_year);

/// Replacement every `every` years at `cost` of today's money, saved in equal yearly parts before:
///     paid(k·every) = cost · (1 + inflation)^(k·every − 1),   funding(t) = paid at the end of t's cycle / every.
/// Nothing is saved for a cycle that ends after the project. every = 0: none.
[[nodiscard]] Reserve equipment_reserve(double cost, int every, double inflation, int operating_years);

}  // namespace gigaplan::finance
