#include "gigaplan/finance/root.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace gigaplan::finance {

Root brent(const std::function<double(double)>& f, double low, double high, double tolerance) {
  Root root{.low = low, .high = high, .value_low = f(low), .value_high = f(high), .evaluations = 2};
  double a = low, fa = root.value_low, b = high, fb = root.value_high;
  root.bracketed = std::isfinite(fa) && std::isfinite(fb) && (fa <= 0) != (fb < 0);
  if (fa == 0 || fb == 0) {
    root.bracketed = true;
    root.at = fa == 0 ? a : b;
    return root;
  }
  if (!root.bracketed) return root;
  double c = a, fc = fa, step = b - a, before = step;
  for (int round = 0; round < 300; ++round) {
    if ((fb > 0) == (fc > 0)) c = a, fc = fa, step = before = b - a;
    if (std::abs(fc) < std::abs(fb)) a = b, b = c, c = a, fa = fb, fb = fc, fc = fa;
    const double near = 2 * std::numeric_limits<double>::epsilon() * std::abs(b) + tolerance / 2;
    const double half = (c - b) / 2;
    if (std::abs(half) <= near || fb == 0) break;
    if (std::abs(before) < near || std::abs(fa) <= std::abs(fb)) {
      step = before = half;  // bisection
    } else {
      const double s = fb / fa;
      double p = 2 * half * s, q = 1 - s;  // secant
      if (a != c) {                        // inverse quadratic interpolation through a, b, c
        const double u = fa / fc, r = fb / fc;
        p = s * (2 * half * u * (u - r) - (b - a) * (r - 1));
        q = (u - 1) * (r - 1) * (s - 1);
      }
      if (p > 0) q = -q;
      p = std::abs(p);
      const bool good = 2 * p < std::min(3 * half * q - std::abs(near * q), std::abs(before * q));
      before = good ? step : half;
      step = good ? p / q : half;
    }
    a = b, fa = fb;
    b += std::abs(step) > near ? step : std::copysign(near, half);
    fb = f(b);
    ++root.evaluations;
  }
  root.at = b;
  root.value = fb;
  return root;
}

Root bracket_and_solve(const std::function<double(double)>& f, double low, double step, double limit,
                       double tolerance) {
  double at = low, value = f(low);
  int evaluations = 1;
  while (at < limit) {
    const double next = std::min(limit, at + step);
    const double next_value = f(next);
    ++evaluations;
    if ((value <= 0) != (next_value < 0) || next_value == 0) {
      Root root = brent(f, at, next, tolerance);
      root.evaluations += evaluations;
      return root;
    }
    at = next;
    value = next_value;
    step *= 1.6;
  }
  return {.low = low, .high = limit, .evaluations = evaluations};
}

}  // namespace gigaplan::finance
