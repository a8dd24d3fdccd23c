#include "gigaplan/finance/operating_cost.hpp"

#include <algorithm>

namespace gigaplan::finance {

Years assessed_value(double assessed, double decline, int operating_years) {
  Years out = zeros(operating_years);
  for (int t = 1; t <= operating_years; ++t) out[t] = assessed * std::max(0.0, 1 - (t - 1) * decline);
  return out;
}

Years growing_expense(double first, double growth, int operating_years) {
  Years out = zeros(operating_years);
  for (int t = 1; t <= operating_years; ++t) out[t] = first * std::pow(1 + growth, t - 1);
  return out;
}

}  // namespace gigaplan::finance
