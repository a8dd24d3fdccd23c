// Taxes on income.
#pragma once
#include <span>

#include "gigaplan/finance/years.hpp"

namespace gigaplan::finance {

/// State tax is deductible from federal income:  e = s + (1 − s) · f.  Rates [1].
[[nodiscard]] inline double effective_rate(double state, double federal) { return state + (1 - state) * federal; }

/// A tax whose losses are used elsewhere at once:  tax(t) = −rate(t) · income(t); negative is money paid.
[[nodiscard]] Years tax_without_memory(std::span<const double> rate, std::span<const double> income);

/// A tax that carries losses forward: in a year of profit the losses of before reduce at most `usable` [1] of it,
///     used(t) = min(pool(t−1), usable · max(0, income(t))),   pool(t) = pool(t−1) − used(t) + max(0, −income(t)),
///     tax(t) = −rate · (max(0, income(t)) − used(t)).
/// usable is 1 in most countries, 0.8 in the United States since 2018, 0.7 above 1 million euro in Germany.
struct CarriedTax {
  Years tax, used, pool;
};
[[nodiscard]] CarriedTax tax_with_carried_losses(double rate, std::span<const double> income, double usable);

}  // namespace gigaplan::finance
