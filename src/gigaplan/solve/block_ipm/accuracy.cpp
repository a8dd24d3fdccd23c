#include "gigaplan/solve/block_ipm/accuracy.hpp"

#include <algorithm>
#include <cmath>

namespace gigaplan::block_ipm {
namespace {

constexpr double absent = 1e20;        // limits of this size are not there
constexpr double family_floor = 1e-3;  // a run's peak is at least this share of its family's
constexpr double unit_floor = 0.1;

// The largest violation relative to the peak of the row's run.
double worst_row(const program::Program& p, const Vector& violation, const Vector& peak) {
  Vector family_peak(p.row_families.size(), 0.0);
  Vector run_peak;
  for (const auto& run : p.row_runs) {
    double most = 0;
    for (Index i = run.first; i < run.first + run.count; ++i) most = std::max(most, peak[i]);
    run_peak.push_back(most);
    family_peak[run.family] = std::max(family_peak[run.family], most);
  }
  double worst = 0;
  for (std::size_t r = 0; r < p.row_runs.size(); ++r) {
    const auto& run = p.row_runs[r];
    const double scale = std::max({run_peak[r], family_floor * family_peak[run.family], unit_floor});
    for (Index i = run.first; i < run.first + run.count; ++i) worst = std::max(worst, violation[i] / scale);
  }
  return worst;
}

}  // namespace

double Accuracy::worst() const {
  const double most = std::max({primal, dual, gap});
  return std::isnan(primal + dual + gap) ? 1e300 : most;
}

Accuracy measure_accuracy(const program::Program& p, const Vector& x, const Vector& y) {
  Accuracy a;
  const double sign = p.maximise ? -1 : 1;
  a.reduced_cost.resize(p.cost.size());
  Vector size(p.cost.size());
  double cost = 0;
  double quadratic = 0;
  for (Index j = 0; j < p.columns(); ++j) {
    const double q = p.quadratic.empty() ? 0.0 : p.quadratic[j];
    cost += p.cost[j] * x[j];
    quadratic += q * x[j] * x[j] / 2;
    a.reduced_cost[j] = sign * (p.cost[j] + q * x[j]);
    size[j] = std::abs(a.reduced_cost[j]);
  }
  a.objective = p.constant + cost + quadratic;
  double dual = 0;
  Vector violation(p.row_lower.size());
  Vector peak(p.row_lower.size());
  for (Index i = 0; i < p.rows(); ++i) {
    double activity = 0;
    double largest = 0;
    for (Index q = p.start[i]; q < p.start[i + 1]; ++q) {
      const Index j = p.column[q];
      const double term = p.value[q] * x[j];
      activity += term;
      largest = std::max(largest, std::abs(term));
      a.reduced_cost[j] -= p.value[q] * y[i];
      size[j] = std::max(size[j], std::abs(p.value[q] * y[i]));
    }
    for (const double side : {p.row_lower[i], p.row_upper[i]}) {
      if (std::abs(side) < absent) largest = std::max(largest, std::abs(side));
    }
    violation[i] = std::max({0.0, p.row_lower[i] - activity, activity - p.row_upper[i]});
    peak[i] = largest;
    const double priced = y[i] > 0 ? p.row_lower[i] : p.row_upper[i];
    if (y[i] == 0) continue;
    if (std::isfinite(priced) && std::abs(priced) < absent) {
      dual += y[i] * priced;
    } else {
      // No side to price: the dual should be zero, and counts as what it does to the reduced costs of the row.
      double reach = 0;
      for (Index q = p.start[i]; q < p.start[i + 1]; ++q) reach = std::max(reach, std::abs(p.value[q]));
      a.dual = std::max(a.dual, std::abs(y[i]) * reach / (1 + std::abs(y[i]) * reach));
    }
  }
  a.primal = worst_row(p, violation, peak);
  for (Index j = 0; j < p.columns(); ++j) {
    const double d = a.reduced_cost[j];
    const double bound = d > 0 ? p.lower[j] : p.upper[j];
    if (std::isfinite(bound) && std::abs(bound) < absent) {
      dual += d * bound;
    } else {
      // No bound takes it: an error of the dual; the gap counts what it is worth at x.
      a.dual = std::max(a.dual, std::abs(d) / (1 + size[j]));
      dual += d * x[j];
    }
  }
  a.dual_objective = p.constant + sign * dual - quadratic;
  a.gap = std::abs(a.objective - a.dual_objective) / std::max(1.0, std::abs(a.objective));
  return a;
}

}  // namespace gigaplan::block_ipm
