#include <algorithm>
#include <cmath>

#include "gigaplan/certify/checks.hpp"

namespace gigaplan::certify {
namespace {

// A row's violation is compared with the peak of its run: the largest finite limit or single term |a_ij x_j| over all
// positions of the run (the peak of a balance, the size of a store, the amount of a budget). Two floors keep unused
// members from being judged against nothing: a thousandth of the family's peak, and a tenth of a unit.
constexpr double family_floor = 1e-3;
constexpr double unit_floor = 0.1;

double peak_of(const program::Program& program, const program::Run& run, const Activity& ax) {
  double peak = 0;
  for (std::int32_t k = 0; k < run.count; ++k) {
    const auto i = static_cast<std::size_t>(run.first + k);
    peak = std::max(peak, ax.largest_term[i]);
    if (std::isfinite(program.row_lower[i])) peak = std::max(peak, std::abs(program.row_lower[i]));
    if (std::isfinite(program.row_upper[i])) peak = std::max(peak, std::abs(program.row_upper[i]));
  }
  return peak;
}

double check_rows(const program::Program& program, const CertifyOptions& options, const Activity& ax,
                  Certificate& certificate, WorstList& worst) {
  const auto families = program.row_families.size();
  std::vector<double> run_peak, family_peak(families, 0.0);
  for (const auto& run : program.row_runs) {
    run_peak.push_back(peak_of(program, run, ax));
    auto& peak = family_peak[static_cast<std::size_t>(run.family)];
    peak = std::max(peak, run_peak.back());
  }
  std::vector<FamilyCheck> checks(families);
  std::vector<std::int32_t> worst_row(families, -1);
  for (std::size_t r = 0; r < program.row_runs.size(); ++r) {
    const auto& run = program.row_runs[r];
    const auto f = static_cast<std::size_t>(run.family);
    const double scale = std::max({run_peak[r], family_floor * family_peak[f], unit_floor});
    checks[f].rows += run.count;
    checks[f].scale = std::max(checks[f].scale, scale);
    for (std::int32_t k = 0; k < run.count; ++k) {
      const auto i = static_cast<std::size_t>(run.first + k);
      const double violation = outside(ax.value[i], program.row_lower[i], program.row_upper[i]);
      if (violation == 0) continue;
      worst.note({Kind::row, run.first + k, violation, violation / scale, options.tolerance});
      if (violation / scale <= checks[f].relative) continue;
      worst_row[f] = run.first + k;
      checks[f].violation = violation;
      checks[f].relative = violation / scale;
    }
  }
  double largest = 0;
  for (std::size_t f = 0; f < families; ++f) {
    if (checks[f].rows == 0) continue;
    if (worst_row[f] >= 0) {
      checks[f].worst = program.row_name(worst_row[f]);
      checks[f].scale = checks[f].violation / checks[f].relative;
    }
    checks[f].family = program.row_families[f].name;
    checks[f].unit = program.row_families[f].unit;
    largest = std::max(largest, checks[f].relative);
    certificate.families.push_back(checks[f]);
  }
  return largest;
}

double check_bounds(const program::Program& program, const std::vector<double>& x, const CertifyOptions& options,
                    WorstList& worst) {
  double largest = 0;
  for (std::int32_t j = 0; j < program.columns(); ++j) {
    const auto k = static_cast<std::size_t>(j);
    const double violation = outside(x[k], program.lower[k], program.upper[k]);
    if (violation == 0) continue;
    const double limit = x[k] < program.lower[k] ? program.lower[k] : program.upper[k];
    const double relative = violation / std::max(1.0, std::abs(limit));
    worst.note({Kind::bound, j, violation, relative, options.bound_tolerance});
    largest = std::max(largest, relative);
  }
  return largest;
}

double check_integers(const program::Program& program, const std::vector<double>& x, const CertifyOptions& options,
                      WorstList& worst) {
  double largest = 0;
  for (std::size_t j = 0; j < program.integer.size(); ++j) {
    if (program.integer[j] == 0) continue;
    const double distance = std::abs(x[j] - std::round(x[j]));
    worst.note({Kind::integrality, static_cast<std::int32_t>(j), distance, distance, options.tolerance});
    largest = std::max(largest, distance);
  }
  return largest;
}

/// constant + Σ cost x + ½ Σ quadratic x², and the reported value against it: relative to the largest single term,
/// since cancelling terms leave no more than that.
double check_objective(const program::Program& program, const program::Solution& solution, Certificate& certificate,
                       WorstList& worst) {
  Sum sum;
  double largest = std::max(1.0, std::abs(program.constant));
  sum.add(program.constant);
  const auto& x = solution.primal;
  for (std::size_t j = 0; j < x.size(); ++j) {
    sum.add_product(program.cost[j], x[j]);
    largest = std::max(largest, std::abs(program.cost[j] * x[j]));
    if (!program.quadratic.empty()) sum.add_product(0.5 * program.quadratic[j] * x[j], x[j]);
  }
  certificate.objective = sum.value();
  const double scale = std::max(largest, std::abs(certificate.objective));
  double difference = std::abs(solution.objective - certificate.objective);
  if (std::isnan(difference)) difference = program::infinity;
  constexpr double tolerance = 1e-9;
  worst.note({Kind::objective, -1, difference, difference / scale, tolerance});
  return difference / scale;
}

}  // namespace

void check_primal(const program::Program& program, const program::Solution& solution, const CertifyOptions& options,
                  const Activity& ax, Certificate& certificate, WorstList& worst) {
  const double rows = check_rows(program, options, ax, certificate, worst);
  const double bounds = check_bounds(program, solution.primal, options, worst);
  certificate.integrality = check_integers(program, solution.primal, options, worst);
  const double objective = check_objective(program, solution, certificate, worst);
  certificate.primal = std::max(rows, bounds);
  certificate.feasible = rows <= options.tolerance && bounds <= options.bound_tolerance &&
                         certificate.integrality <= options.tolerance && objective <= 1e-9;
}

}  // namespace gigaplan::certify
