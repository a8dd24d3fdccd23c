#include "gigaplan/finance/tax.hpp"

#include <algorithm>

namespace gigaplan::finance {

Years tax_without_memory(std::span<const double> rate, std::span<const double> income) {
  Years out(income.size(), 0.0);
  for (std::size_t t = 0; t < out.size(); ++t) out[t] = -rate[t] * income[t];
  return out;
}

CarriedTax tax_with_carried_losses(double rate, std::span<const double> income, double usable) {
  const int last = static_cast<int>(income.size()) - 1;
  CarriedTax out{zeros(last), zeros(last), zeros(last)};
  double pool = 0;
  for (int t = 0; t <= last; ++t) {
    const double profit = std::max(0.0, income[t]);
    out.used[t] = std::min(pool, usable * profit);
    pool += std::max(0.0, -income[t]) - out.used[t];
    out.pool[t] = pool;
    out.tax[t] = -rate * (profit - out.used[t]);
  }
  return out;
}

}  // namespace gigaplan::finance
