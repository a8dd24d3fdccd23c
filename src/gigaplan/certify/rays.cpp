// Proofs that no optimal answer exists.
//
// Infeasible (Farkas): some y with   Σ_i (y_i > 0 ? y_i row_lower_i : y_i row_upper_i)  >  max { (Aᵀy) x : x in its box
// } since the left is at most y·(A x) for every x that keeps the rows, and the right at least that.
//
// Unbounded: some r with A r and r free of every finite limit, Q r = 0 and s · cost · r < 0.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gigaplan/certify/checks.hpp"

namespace gigaplan::certify {
namespace {

constexpr double nothing = 1e-9;  // relative to the largest term of the sum it came from

// A program that misses feasibility by less than this, relative to the largest term of every row of the proof, is one
// that the tolerance on rows calls feasible: no proof.
constexpr double least_margin = 1e-7;

bool crossed(const program::Program& program, Certificate& certificate) {
  for (std::int32_t i = 0; i < program.rows(); ++i) {
    const auto k = static_cast<std::size_t>(i);
    if (program.row_lower[k] <= program.row_upper[k]) continue;
    certificate.reason = fmt::format("{} must be at least {} and at most {}", program.row_name(i), program.row_lower[k],
                                     program.row_upper[k]);
    return true;
  }
  for (std::int32_t j = 0; j < program.columns(); ++j) {
    const auto k = static_cast<std::size_t>(j);
    if (program.lower[k] <= program.upper[k]) continue;
    certificate.reason = fmt::format("{} must be at least {} and at most {}", program.column_name(j), program.lower[k],
                                     program.upper[k]);
    return true;
  }
  return false;
}

}  // namespace

void check_infeasible(const program::Program& program, const program::Solution& solution, Certificate& certificate) {
  if (crossed(program, certificate)) {
    certificate.accepted = true;
    return;
  }
  if (!solution.ray || solution.row_dual.size() != static_cast<std::size_t>(program.rows())) {
    certificate.reason = "the solver says infeasible and gives no proof";
    return;
  }
  Sum margin;
  double scale = 0, weighted = 0, largest_limit = 1;
  auto y = solution.row_dual;
  for (std::size_t i = 0; i < y.size(); ++i) {
    const double limit = y[i] > 0 ? program.row_lower[i] : program.row_upper[i];
    if (std::isinf(limit)) y[i] = 0;  // a price towards a limit that is not there proves nothing
    if (y[i] == 0) continue;
    margin.add_product(y[i], limit);
    scale = std::max(scale, std::abs(y[i] * limit));
    weighted += std::abs(y[i]) * std::max(1.0, std::abs(limit));
    largest_limit = std::max(largest_limit, std::abs(limit));
  }
  const std::vector<double> no_objective(static_cast<std::size_t>(program.columns()), 0.0);
  const auto minus_g = reduced(program, no_objective, y);
  const auto box = implied_bounds(program);
  double left_out = 0;  // what columns without a limit could add, if they were as large as the largest limit
  for (std::size_t j = 0; j < no_objective.size(); ++j) {
    const double g = -minus_g.value[j];
    if (g == 0) continue;
    const double limit = g > 0 ? box.upper[j] : box.lower[j];
    if (!std::isinf(limit)) {
      margin.add_product(-g, limit);
      scale = std::max(scale, std::abs(g * limit));
    } else if (std::abs(g) > nothing * minus_g.largest_term[j]) {
      certificate.reason = fmt::format("the proof of infeasibility leans on a limit that {} does not have",
                                       program.column_name(static_cast<std::int32_t>(j)));
      return;
    } else {
      left_out += std::abs(g) * 10 * largest_limit;
    }
  }
  certificate.accepted = margin.value() > std::max({nothing * scale, least_margin * weighted, 2 * left_out});
  certificate.reason = certificate.accepted ? "a sum of the rows contradicts the bounds: no point keeps all limits"
                                            : "the proof of infeasibility does not hold";
}

void check_unbounded(const program::Program& program, const program::Solution& solution, Certificate& certificate) {
  const auto& r = solution.primal;
  if (!solution.ray || r.size() != static_cast<std::size_t>(program.columns())) {
    certificate.reason = "the solver says unbounded and gives no direction";
    return;
  }
  const auto blocked = [](double move, double lower, double upper, double small) {
    return (move < -small && std::isfinite(lower)) || (move > small && std::isfinite(upper));
  };
  double largest = 0;  // of the columns that the objective counts: a long way beside them allows nothing
  for (std::size_t j = 0; j < r.size(); ++j)
    if (program.cost[j] != 0) largest = std::max(largest, std::abs(r[j]));
  const auto move = activity(program, r);
  for (std::int32_t i = 0; i < program.rows(); ++i) {
    const auto k = static_cast<std::size_t>(i);
    double coefficient = 0;
    for (auto e = static_cast<std::size_t>(program.start[k]); e < static_cast<std::size_t>(program.start[k + 1]); ++e)
      coefficient = std::max(coefficient, std::abs(program.value[e]));
    const double small = nothing * coefficient * largest;
    if (!blocked(move.value[k], program.row_lower[k], program.row_upper[k], small)) continue;
    certificate.reason = fmt::format("the direction runs into a limit of {}", program.row_name(i));
    return;
  }
  Sum gain;
  double scale = 0;
  for (std::int32_t j = 0; j < program.columns(); ++j) {
    const auto k = static_cast<std::size_t>(j);
    const bool curved = !program.quadratic.empty() && program.quadratic[k] * std::abs(r[k]) > nothing * largest;
    if (curved || blocked(r[k], program.lower[k], program.upper[k], nothing * largest)) {
      certificate.reason = fmt::format("the direction runs into a limit of {}", program.column_name(j));
      return;
    }
    gain.add_product(program.maximise ? program.cost[k] : -program.cost[k], r[k]);
    scale = std::max(scale, std::abs(program.cost[k] * r[k]));
  }
  certificate.accepted = gain.value() > least_margin * scale;
  certificate.reason = certificate.accepted
                           ? "a direction along which the objective improves without end and no limit is met"
                           : "the direction does not improve the objective";
}

}  // namespace gigaplan::certify
