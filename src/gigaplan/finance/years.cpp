#include "gigaplan/finance/years.hpp"

#include <algorithm>

namespace gigaplan::finance {

Years sum(std::span<const double> a, std::span<const double> b) {
  Years out(a.begin(), a.end());
  for (std::size_t t = 0; t < std::min(a.size(), b.size()); ++t) out[t] += b[t];
  return out;
}

Years scaled(std::span<const double> a, double factor) {
  Years out(a.begin(), a.end());
  for (double& value : out) value *= factor;
  return out;
}

double total(std::span<const double> a) {
  double out = 0;
  for (const double value : a) out += value;
  return out;
}

Years grown_or_listed(std::span<const double> values, double growth, double scale, int operating_years) {
  Years out = zeros(operating_years);
  for (int t = 1; t <= operating_years; ++t) {
    if (values.size() == 1) out[t] = values[0] * scale * std::pow(1 + growth, t - 1);
    if (values.size() > 1 && t <= static_cast<int>(values.size())) out[t] = values[t - 1] * scale;
  }
  return out;
}

Years level_or_listed(std::span<const double> values, double scale, int operating_years) {
  return grown_or_listed(values, 0.0, scale, operating_years);
}

}  // namespace gigaplan::finance
