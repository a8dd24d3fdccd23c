// Geometric equilibration: each pass divides a column (row, pair) by the square root of the product of its largest and
// smallest coefficient. Factors are powers of two, so scaling rounds nothing. Pairs of one coefficient (bounds) do not
// take part. Afterwards every pair gets coefficient ±1 on its hourly column (or, when it is a bound, on its column), so
// that slacks are in the units of columns, which the floors of the starting point rely on.
#include <algorithm>
#include <cmath>

#include "gigaplan/solve/block_ipm/standard_form.hpp"

namespace gigaplan::block_ipm {
namespace {

constexpr int passes = 6;
constexpr double largest_wanted = 100;  // of right-hand sides, once scaled
constexpr double usual = 0.9;           // share of costs or right-hand sides that are no larger than the usual one

double power_of_two(double x) { return std::exp2(std::round(std::log2(x))); }

struct Range {
  double least = 1e300;
  double most = 0;
  void see(double a) {
    least = std::min(least, a);
    most = std::max(most, a);
  }
  [[nodiscard]] double factor() const { return most > 0 ? 1 / std::sqrt(std::sqrt(most * least)) : 1.0; }
};

bool is_bound(const StandardForm& f, Index k, bool hangs) {
  return f.tail.start[k + 1] - f.tail.start[k] + (hangs ? 1 : 0) <= 1;
}

// Calls visit(pair, column or −1, coefficient) for every coefficient of every pair.
template <class Visit>
void each_pair_entry(const StandardForm& f, bool bounds_too, Visit&& visit) {
  const Index hourly = f.hourly_columns();
  for (Index j = 0; j <= hourly; ++j) {
    const Index last = j < hourly ? f.pair_start[j + 1] : f.pairs;
    for (Index k = f.pair_start[j]; k < last; ++k) {
      if (!bounds_too && is_bound(f, k, j < hourly)) continue;
      if (j < hourly) visit(k, j, std::abs(f.pivot[k]));
      for (Index q = f.tail.start[k]; q < f.tail.start[k + 1]; ++q) {
        visit(k, f.tail.column[q], std::abs(f.tail.value[q]));
      }
    }
  }
}

void equilibrate(StandardForm& f) {
  std::vector<Range> columns, rows, pairs;
  for (int pass = 0; pass < passes; ++pass) {
    columns.assign(f.c.size(), {});
    rows.assign(f.b.size(), {});
    pairs.assign(f.h.size(), {});
    for (Index i = 0; i < f.rows; ++i) {
      for (Index q = f.a_by_row.start[i]; q < f.a_by_row.start[i + 1]; ++q) {
        const Index j = f.a_by_row.column[q];
        const double a = std::abs(f.a_by_row.value[q]) * f.column_scale[j] * f.row_scale[i];
        columns[j].see(a);
        rows[i].see(a);
      }
    }
    each_pair_entry(f, false, [&](Index k, Index j, double g) {
      const double a = g * f.column_scale[j] * f.pair_scale[k];
      columns[j].see(a);
      pairs[k].see(a);
    });
    for (Index j = 0; j < f.columns; ++j) f.column_scale[j] *= columns[j].factor();
    for (Index i = 0; i < f.rows; ++i) f.row_scale[i] *= rows[i].factor();
    for (Index k = 0; k < f.pairs; ++k) f.pair_scale[k] *= pairs[k].factor();
  }
  for (auto* factors : {&f.column_scale, &f.row_scale, &f.pair_scale}) {
    for (double& s : *factors) s = power_of_two(s);
  }
  const Index hourly = f.hourly_columns();
  for (Index j = 0; j <= hourly; ++j) {
    const Index last = j < hourly ? f.pair_start[j + 1] : f.pairs;
    for (Index k = f.pair_start[j]; k < last; ++k) {
      if (j == hourly && !is_bound(f, k, false)) continue;
      const Index column = j < hourly ? j : f.tail.column[f.tail.start[k]];
      const double a = j < hourly ? f.pivot[k] : f.tail.value[f.tail.start[k]];
      f.pair_scale[k] = 1 / (std::abs(a) * f.column_scale[column]);
    }
  }
}

void apply(StandardForm& f) {
  for (Index j = 0; j < f.columns; ++j) {
    f.c[j] *= f.column_scale[j];
    f.q[j] *= f.column_scale[j] * f.column_scale[j];
    for (Index q = f.a_by_column.start[j]; q < f.a_by_column.start[j + 1]; ++q) {
      f.a_by_column.value[q] *= f.column_scale[j] * f.row_scale[f.a_by_column.column[q]];
    }
  }
  for (Index i = 0; i < f.rows; ++i) {
    f.b[i] *= f.row_scale[i];
    for (Index q = f.a_by_row.start[i]; q < f.a_by_row.start[i + 1]; ++q) {
      f.a_by_row.value[q] *= f.row_scale[i] * f.column_scale[f.a_by_row.column[q]];
    }
  }
  const Index hourly = f.hourly_columns();
  for (Index j = 0; j < hourly; ++j) {
    for (Index k = f.pair_start[j]; k < f.pair_start[j + 1]; ++k) f.pivot[k] *= f.column_scale[j] * f.pair_scale[k];
  }
  for (Index k = 0; k < f.pairs; ++k) {
    f.h[k] *= f.pair_scale[k];
    for (Index q = f.tail.start[k]; q < f.tail.start[k + 1]; ++q) {
      f.tail.value[q] *= f.pair_scale[k] * f.column_scale[f.tail.column[q]];
    }
  }
}

double largest(const Vector& v) {
  double most = 0;
  for (const double x : v) most = std::max(most, std::abs(x));
  return most;
}

// The size below which `usual` of the nonzero numbers lie.
double usual_size(std::initializer_list<const Vector*> vectors) {
  Vector sizes;
  for (const auto* v : vectors) {
    for (const double x : *v) {
      if (x != 0) sizes.push_back(std::abs(x));
    }
  }
  if (sizes.empty()) return 0;
  const auto at = sizes.begin() + static_cast<std::ptrdiff_t>(usual * static_cast<double>(sizes.size() - 1));
  std::ranges::nth_element(sizes, at);
  return *at;
}

}  // namespace

void scale(StandardForm& f) {
  equilibrate(f);
  apply(f);
  const double right = std::max(largest(f.b), largest(f.h));
  f.right_scale = right > 0 ? power_of_two(largest_wanted / right) : 1;
  // Usual costs as large as usual right-hand sides, so that z / w is about one. The largest cost may be that of a
  // single column (what is not served); all others would vanish beside the regularisation.
  const double rows = usual_size({&f.b}) * f.right_scale;
  const double cost = usual_size({&f.c});
  f.cost_scale = cost > 0 ? power_of_two((rows > 0 ? rows : 1) / cost) : 1;
  for (auto* v : {&f.b, &f.h}) {
    for (double& x : *v) x *= f.right_scale;
  }
  if (right > 0) f.usual_right = usual_size({&f.b, &f.h});
  for (double& x : f.c) x *= f.cost_scale;
  for (double& x : f.q) x *= f.cost_scale / f.right_scale;
}

}  // namespace gigaplan::block_ipm
