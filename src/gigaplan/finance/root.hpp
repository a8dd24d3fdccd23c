// One equation in one unknown: Brent's method on a bracket that is shown to hold a root.
#pragma once
#include <functional>
#include <string_view>

namespace gigaplan::finance {

inline constexpr std::string_view root_method = "Brent (bisection, secant, inverse quadratic) on a proven bracket";

/// What a root search found and the proof: f(low) and f(high) differ in sign, so a continuous f has a root between.
struct Root {
  bool bracketed = false;                ///< false: no change of sign in the given range; `at` means nothing then
  double at = 0;                         ///< the root
  double value = 0;                      ///< f(at)
  double low = 0, high = 0;              ///< the bracket
  double value_low = 0, value_high = 0;  ///< f at its ends
  int evaluations = 0;
};

/// The root of `f` in [low, high] to `tolerance` (absolute, in x). Source: R. P. Brent, Algorithms for Minimization
/// without Derivatives, 1973, chapter 4. Promises: `at` lies in the bracket; it never diverges.
[[nodiscard]] Root brent(const std::function<double(double)>& f, double low, double high, double tolerance = 1e-12);

/// Steps up from `low` by growing steps until the sign changes (at most to `limit`), then brent().
[[nodiscard]] Root bracket_and_solve(const std::function<double(double)>& f, double low, double step, double limit,
                                     double tolerance = 1e-12);

}  // namespace gigaplan::finance
