// Yearly vectors, the one shape of this room: entry 0 is financial closing (the end of construction), entry t the end
// of operating year t. A vector of a project with N operating years has N + 1 entries.
#pragma once
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

namespace gigaplan::finance {

using Years = std::vector<double>;

/// N + 1 zeros. `operating_years` >= 0.
[[nodiscard]] inline Years zeros(int operating_years) {
  return Years(static_cast<std::size_t>(operating_years) + 1, 0.0);
}

/// a(t) + b(t). Both of the same length.
[[nodiscard]] Years sum(std::span<const double> a, std::span<const double> b);

/// a(t) · factor.
[[nodiscard]] Years scaled(std::span<const double> a, double factor);

/// Σ_t a(t).
[[nodiscard]] double total(std::span<const double> a);

/// One value that grows, or a list that is taken as it stands:
///     v(t) = scale · v_1 · (1 + growth)^(t−1)     one value
///     v(t) = scale · v_t                          a list; 0 after its end
/// v(0) = 0. `growth` [1/yr] has inflation in it already.
[[nodiscard]] Years grown_or_listed(std::span<const double> values, double growth, double scale, int operating_years);

/// One value for every year, or a list (0 after its end). v(0) = 0.
[[nodiscard]] Years level_or_listed(std::span<const double> values, double scale, int operating_years);

}  // namespace gigaplan::finance
