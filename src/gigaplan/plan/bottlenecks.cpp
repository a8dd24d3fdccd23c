// What holds the plan back, and what a step is worth.
//
// A limit's price is the first-order change of the optimum when its data change by one unit. With the program before
// and after (c, A, b → c', A', b') and the optimal x, y, d:
//     Δobjective ≈ (c' − c)·x + Σ_i y_i (b'_i − b_i) + Σ_j d_j (bound'_j − bound_j) − y·(A' − A) x
// where b and bound are the sides that the signs of y and d name. A whole step saves at most that much. At a corner
// with many prices even the first unit may save less, or nothing: the largest ones are solved again with the step
// taken, and those that save nothing are dropped.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gigaplan/plan/steps.hpp"
#include "gigaplan/plan/words.hpp"

namespace gigaplan::plan {
namespace {

double side(double dual, double lower, double upper) {
  const double value = dual > 0 ? lower : upper;
  return std::isfinite(value) ? value : 0.0;
}

// Objective change by the formula above, or nothing when the two programs are not shaped alike.
std::optional<double> first_order(const program::Program& before, const program::Program& after,
                                  const program::Solution& s) {
  if (before.columns() != after.columns() || before.rows() != after.rows() || s.row_dual.empty()) return std::nullopt;
  double change = 0;
  for (std::size_t j = 0; j < before.cost.size(); ++j) {
    change += (after.cost[j] - before.cost[j]) * s.primal[j];
    const double d = s.reduced_cost[j];
    change += d * (side(d, after.lower[j], after.upper[j]) - side(d, before.lower[j], before.upper[j]));
  }
  const auto product = [&](const program::Program& p, std::size_t i) {
    double sum = 0;
    for (auto k = static_cast<std::size_t>(p.start[i]); k < static_cast<std::size_t>(p.start[i + 1]); ++k)
      sum += p.value[k] * s.primal[static_cast<std::size_t>(p.column[k])];
    return sum;
  };
  for (std::size_t i = 0; i < before.row_lower.size(); ++i) {
    const double y = s.row_dual[i];
    if (y == 0) continue;
    change += y * (side(y, after.row_lower[i], after.row_upper[i]) - side(y, before.row_lower[i], before.row_upper[i]));
    change -= y * (product(after, i) - product(before, i));
  }
  return change;
}

// Years of the plan from the start of a period on, weighted by their discount factors.
double weight_from(const network::Horizon& horizon, int period) {
  double sum = 0;
  for (std::size_t p = static_cast<std::size_t>(period); p < horizon.periods.size(); ++p)
    sum += horizon.periods[p].weight;
  return sum;
}

}  // namespace

std::vector<Bottleneck> price_limits(const Plan& plan, const program::Program& program, const PlanOptions& options,
                                     const Context& context) {
  const auto& network = plan.compiled.network;
  const std::size_t goal = network.goals.size() - 1;
  const std::vector<double> earlier(
      plan.reached.begin(), plan.reached.begin() + static_cast<std::ptrdiff_t>(std::min(goal, plan.reached.size())));
  const auto& limits = plan.compiled.meaning.limits;
  const double worth_telling = 1e-6 * std::abs(plan.present_cost);
  struct Candidate {
    std::size_t limit;
    double saving;
  };
  std::vector<Candidate> candidates;
  for (std::size_t i = 0; i < limits.size(); ++i) {
    network::Network relaxed = network;
    limits[i].relax(relaxed, limits[i].step);
    const auto change = first_order(program, formulate::formulate(relaxed, goal, earlier).program, plan.solution);
    if (change && -*change > worth_telling) candidates.push_back({i, -*change});
  }
  std::ranges::stable_sort(candidates, std::greater<>{}, &Candidate::saving);
  std::vector<Bottleneck> found;
  auto how = options.solver;
  if (!plan.solution.column_basis.empty() && !program.has_integers())
    how.solver = solve::Choice::simplex, how.start = &plan.solution;
  int solved = 0;
  double least_measured = program::infinity;
  for (const auto& [i, estimate] : candidates) {
    const auto& limit = limits[i];
    Bottleneck b{.kind = limit.kind, .sentence = {}, .site = limit.site, .period = limit.period};
    b.price = estimate / limit.step, b.step = limit.step, b.unit = limit.unit, b.saving = estimate;
    if (solved < options.measured_limits && !context.stopped()) {
      context.report("bottlenecks", static_cast<double>(solved++) / options.measured_limits, limit.subject);
      network::Network relaxed = network;
      limit.relax(relaxed, limit.step);
      auto again = formulate::formulate(relaxed, goal, earlier).program;
      const auto solution = solve::solve(
          again, how, {.threads = context.threads, .time_limit = context.time_limit, .stop = context.stop});
      if (solution.status == program::Status::optimal) {
        b.saving = plan.present_cost - solution.objective, b.measured = true;
        if (b.saving <= worth_telling) continue;  // its price held for no whole step: one of many prices of a corner
        least_measured = std::min(least_measured, b.saving);
      }
    }
    // What is only estimated stands behind what is known: one above the least measured saving proves nothing, nor does
    // the price of a limit of zero, where nothing is used yet.
    const bool above_known = solved > 0 && (!std::isfinite(least_measured) || estimate >= least_measured);
    if (!b.measured && (limit.amount == 0 || above_known)) continue;
    b.saving_per_year = b.saving / weight_from(network.horizon, b.period);
    const std::string step = fmt::format("{}", amount(b.step, b.unit));
    auto words = limit.sentence;
    words.replace(words.find("{step}"), 6, step);
    words[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(words[0])));
    b.sentence = fmt::format("{} saves {}{} a year.", words, b.measured ? "" : "at most ",
                             money(b.saving_per_year, plan.scenario.currency));
    found.push_back(std::move(b));
  }
  std::ranges::stable_sort(found, [](const Bottleneck& a, const Bottleneck& b) {
    return std::pair(a.measured, a.saving) > std::pair(b.measured, b.saving);
  });
  return found;
}

}  // namespace gigaplan::plan
