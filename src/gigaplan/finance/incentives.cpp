#include "gigaplan/finance/incentives.hpp"

#include <algorithm>

namespace gigaplan::finance {
namespace {

template <class Rate>
Years paid_on(std::span<const double> rates, std::span<const double> output, int term, const Rate& rate_of) {
  Years out(output.size(), 0.0);
  for (int t = 1; t < static_cast<int>(out.size()); ++t) {
    if (rates.size() == 1 && t <= term) out[t] = rate_of(output[t], t);
    if (rates.size() > 1 && t <= static_cast<int>(rates.size())) out[t] = rates[t - 1] * output[t];
  }
  return out;
}

}  // namespace

double capped(double offered, double ceiling) { return std::min(offered, ceiling); }

Years production_payment(std::span<const double> rates, std::span<const double> output, int term, double growth) {
  return paid_on(rates, output, term,
                 [&](double sold, int t) { return rates[0] * sold * std::pow(1 + growth, t - 1); });
}

Years production_credit(std::span<const double> rates, std::span<const double> output, int term, double growth) {
  return paid_on(rates, output, term, [&](double sold, int t) {
    return sold / 1000 * std::round(1000 * rates[0] * std::pow(1 + growth, t - 1));
  });
}

}  // namespace gigaplan::finance
