#include "gigaplan/finance/revenue.hpp"

#include <algorithm>

namespace gigaplan::finance {

Years remaining_output(std::span<const double> loss, int operating_years) {
  Years out = zeros(operating_years);
  for (int t = 1; t <= operating_years; ++t) {
    if (loss.size() == 1) out[t] = std::pow(1 - loss[0], t - 1);
    if (loss.size() > 1 && t <= static_cast<int>(loss.size())) out[t] = 1 - loss[t - 1];
  }
  return out;
}

Years take_or_pay_revenue(std::span<const double> price, std::span<const double> taken,
                          std::span<const double> committed, double share) {
  Years out(price.size(), 0.0);
  for (std::size_t t = 0; t < out.size(); ++t) out[t] = price[t] * std::max(taken[t], share * committed[t]);
  return out;
}

Years prepayment_earned(double prepaid, int years, int operating_years) {
  Years out = zeros(operating_years);
  const int span = std::min(years, operating_years);
  for (int t = 1; t <= span; ++t) out[t] = prepaid / span;
  return out;
}

}  // namespace gigaplan::finance
