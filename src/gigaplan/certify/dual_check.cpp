#include <algorithm>
#include <cmath>

#include "gigaplan/certify/checks.hpp"

namespace gigaplan::certify {
namespace {

double wrong_sign(double price, double lower, double upper) {
  if (price > 0 && std::isinf(lower)) return price;
  if (price < 0 && std::isinf(upper)) return -price;
  return 0;
}

/// Adds price · limit to the dual objective and notes the slack on the side that the price speaks of.
class Complementarity {
 public:
  Complementarity(double scale, double tolerance) : scale_(scale), tolerance_(tolerance) {}
  double largest = 0;
  Sum dual_objective;

  void take(Kind kind, double price, double value, double lower, double upper, std::int32_t index, WorstList& worst) {
    if (price == 0) return;
    const double limit = price > 0 ? lower : upper;
    if (std::isinf(limit)) return;  // the dual residual speaks of these
    dual_objective.add_product(price, limit);
    const double product = std::abs(price * (value - limit));
    worst.note({kind, index, product, product / scale_, tolerance_});
    largest = std::max(largest, product / scale_);
  }

 private:
  double scale_, tolerance_;
};

}  // namespace

Prices prices(const program::Program& program, const program::Solution& solution) {
  Prices result;
  result.sense = program.maximise ? -1 : 1;
  const auto columns = static_cast<std::size_t>(program.columns());
  result.objective.resize(columns);
  Sum offset;
  offset.add(result.sense * program.constant);
  for (std::size_t j = 0; j < columns; ++j) {
    result.objective[j] = result.sense * program.cost[j];
    if (program.quadratic.empty() || program.quadratic[j] == 0) continue;
    const double x = solution.primal.empty() ? 0 : solution.primal[j];
    result.objective[j] += result.sense * program.quadratic[j] * x;
    offset.add_product(-0.5 * result.sense * program.quadratic[j] * x, x);
  }
  result.offset = offset.value();
  result.y.resize(static_cast<std::size_t>(program.rows()));
  for (std::size_t i = 0; i < result.y.size(); ++i) {
    const double y = result.sense * solution.row_dual[i];
    result.y[i] = wrong_sign(y, program.row_lower[i], program.row_upper[i]) > 0 ? 0 : y;
  }
  result.d = reduced(program, result.objective, result.y);
  return result;
}

double check_dual(const program::Program& program, const program::Solution& solution, const CertifyOptions& options,
                  const Activity& ax, const Prices& prices, Certificate& certificate, WorstList& worst) {
  const double scale = std::max(1.0, std::abs(certificate.objective));
  Complementarity complementarity(scale, options.tolerance);
  complementarity.dual_objective.add(prices.offset);
  const auto residual = [&](Kind kind, std::int32_t index, double amount, double relative) {
    worst.note({kind, index, amount, relative, options.tolerance});
    certificate.dual = std::max(certificate.dual, relative);
  };

  // Rows: the sign that the missing limit forbids, relative to the largest price of the run.
  for (const auto& run : program.row_runs) {
    double largest = 0;
    for (std::int32_t k = 0; k < run.count; ++k)
      largest = std::max(largest, std::abs(solution.row_dual[static_cast<std::size_t>(run.first + k)]));
    for (std::int32_t k = 0; k < run.count; ++k) {
      const auto i = static_cast<std::size_t>(run.first + k);
      const double reported = prices.sense * solution.row_dual[i];
      const double wrong = wrong_sign(reported, program.row_lower[i], program.row_upper[i]);
      if (wrong > 0) residual(Kind::row_dual, run.first + k, wrong, wrong / (1 + largest));
      complementarity.take(Kind::row_slack, prices.y[i], ax.value[i], program.row_lower[i], program.row_upper[i],
                           run.first + k, worst);
    }
  }

  // Columns: the sign, and the reported reduced cost; relative to the largest term of cost − Aᵀy in the run.
  for (const auto& run : program.column_runs) {
    double largest = 0;
    for (std::int32_t k = 0; k < run.count; ++k)
      largest = std::max(largest, prices.d.largest_term[static_cast<std::size_t>(run.first + k)]);
    for (std::int32_t k = 0; k < run.count; ++k) {
      const auto j = static_cast<std::size_t>(run.first + k);
      const bool whole = !program.integer.empty() && program.integer[j] != 0;
      const double lower = whole ? solution.primal[j] : program.lower[j];
      const double upper = whole ? solution.primal[j] : program.upper[j];
      const double d = prices.d.value[j];
      double wrong = wrong_sign(d, lower, upper);
      if (!solution.reduced_cost.empty())
        wrong = std::max(wrong, std::abs(prices.sense * solution.reduced_cost[j] - d));
      if (wrong > 0) residual(Kind::reduced_cost, run.first + k, wrong, wrong / (1 + largest));
      complementarity.take(Kind::bound_slack, d, solution.primal[j], lower, upper, run.first + k, worst);
    }
  }
  certificate.complementarity = complementarity.largest;
  const double dual_objective = prices.sense * complementarity.dual_objective.value();
  return std::abs(certificate.objective - dual_objective) / scale;
}

}  // namespace gigaplan::certify
