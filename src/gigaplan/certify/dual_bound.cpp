// The safe dual bound (Neumaier, Shcherbina 2004, "Safe bounds in linear and mixed-integer linear programming").
//
// For every y and every feasible x of the minimisation
//     objective(x)  ≥  offset + Σ_i (y_i > 0 ? y_i row_lower_i : y_i row_upper_i)
//                             + Σ_j min { d_j x_j : x_j in its box }
// so that any box known to hold gives a bound, however rough y is. (With Q the objective is replaced by its tangent at
// the given x, which lies below it.) Boxes: the column's own bounds; where d_j points to an infinite one, what the rows
// imply; where they imply nothing, ±10 times the largest |x_j| of the answer, which is said.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gigaplan/certify/checks.hpp"

namespace gigaplan::certify {
namespace {

constexpr int sweeps = 4;
constexpr double largest_useful = 1e15;  // an implied bound beyond this helps nobody

/// Smallest (largest) activity of a row: the finite part and how many columns make it infinite.
struct Reach {
  Sum finite;
  int infinite = 0;
  void add(double coefficient, double bound) {
    if (std::isinf(bound)) {
      ++infinite;
    } else {
      finite.add_product(coefficient, bound);
    }
  }
  /// The finite part without the term coefficient · bound; NaN when others are infinite.
  [[nodiscard]] double without(double coefficient, double bound) const {
    if (infinite - (std::isinf(bound) ? 1 : 0) > 0) return std::nan("");
    Sum rest = finite;
    if (!std::isinf(bound)) rest.add_product(-coefficient, bound);
    return rest.value();
  }
};

/// Moves a derived bound outwards by far more than its rounding error.
double outwards(double bound, double direction) { return bound + direction * 1e-9 * (1 + std::abs(bound)); }

class Sweep {
 public:
  Sweep(const program::Program& program, Box& box) : program_(program), box_(box) {}

  bool run(bool forward) {
    changed_ = false;
    const auto rows = static_cast<std::size_t>(program_.rows());
    for (std::size_t r = 0; r < rows; ++r) row(forward ? r : rows - 1 - r);
    return changed_;
  }

 private:
  void row(std::size_t i) {
    const auto begin = static_cast<std::size_t>(program_.start[i]);
    const auto end = static_cast<std::size_t>(program_.start[i + 1]);
    Reach least, most;
    for (auto k = begin; k < end; ++k) {
      const auto j = static_cast<std::size_t>(program_.column[k]);
      const double a = program_.value[k];
      least.add(a, a > 0 ? box_.lower[j] : box_.upper[j]);
      most.add(a, a > 0 ? box_.upper[j] : box_.lower[j]);
    }
    if (least.infinite > 1 && most.infinite > 1) return;
    if (least.infinite + most.infinite == 0) return;
    for (auto k = begin; k < end; ++k) {
      const auto j = static_cast<std::size_t>(program_.column[k]);
      const double a = program_.value[k];
      const double at_least = a > 0 ? box_.lower[j] : box_.upper[j];
      const double at_most = a > 0 ? box_.upper[j] : box_.lower[j];
      // a x_j ≤ row_upper − (least of the others), a x_j ≥ row_lower − (most of the others)
      if (std::isinf(at_most)) take(j, a, (program_.row_upper[i] - least.without(a, at_least)) / a, a > 0);
      if (std::isinf(at_least)) take(j, a, (program_.row_lower[i] - most.without(a, at_most)) / a, a < 0);
    }
  }

  void take(std::size_t j, double a, double bound, bool upper) {
    if (!(std::abs(bound) < largest_useful) || std::abs(a) < 1e-9) return;
    if (upper) {
      box_.upper[j] = outwards(bound, 1);
    } else {
      box_.lower[j] = outwards(bound, -1);
    }
    changed_ = true;
  }

  const program::Program& program_;
  Box& box_;
  bool changed_ = false;
};

}  // namespace

Box implied_bounds(const program::Program& program) {
  Box box{program.lower, program.upper};
  Sweep sweep(program, box);
  for (int s = 0; s < sweeps; ++s)
    if (!sweep.run(s % 2 == 0)) break;
  return box;
}

std::optional<double> safe_dual_bound(const program::Program& program, std::span<const double> x, const Prices& prices,
                                      std::vector<std::string>& assumes) {
  Sum bound;
  bound.add(prices.offset);
  for (std::size_t i = 0; i < prices.y.size(); ++i)
    if (prices.y[i] != 0) bound.add_product(prices.y[i], prices.y[i] > 0 ? program.row_lower[i] : program.row_upper[i]);

  Box box{program.lower, program.upper};
  const auto open = [&](std::size_t j) {
    const double d = prices.d.value[j];
    return d != 0 && std::isinf(d > 0 ? box.lower[j] : box.upper[j]);
  };
  bool any_open = false;
  for (std::size_t j = 0; j < prices.objective.size() && !any_open; ++j) any_open = open(j);
  if (any_open) box = implied_bounds(program);

  double largest = 1;
  for (const double value : x) largest = std::max(largest, std::abs(value));
  std::vector<std::int64_t> boxed(program.column_families.size(), 0);
  std::vector<std::int32_t> example(boxed.size(), -1);
  for (const auto& run : program.column_runs) {
    for (std::int32_t k = 0; k < run.count; ++k) {
      const auto j = static_cast<std::size_t>(run.first + k);
      const double d = prices.d.value[j];
      if (d == 0) continue;
      double limit = d > 0 ? box.lower[j] : box.upper[j];
      if (std::isinf(limit)) {
        limit = d > 0 ? -10 * largest : 10 * largest;
        const auto f = static_cast<std::size_t>(run.family);
        if (boxed[f]++ == 0) example[f] = run.first + k;
      }
      bound.add_product(d, limit);
    }
  }
  for (std::size_t f = 0; f < boxed.size(); ++f) {
    if (boxed[f] == 0) continue;
    const auto& family = program.column_families[f];
    assumes.push_back(fmt::format("|{}| ≤ {:.6g} {} in {} columns without a limit, such as {}", family.name,
                                  10 * largest, family.unit, boxed[f], program.column_name(example[f])));
  }
  const double value = prices.sense * bound.value();
  if (!std::isfinite(value)) return std::nullopt;
  return value;
}

}  // namespace gigaplan::certify
