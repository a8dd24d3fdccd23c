// What each goal of a lexicographic plan came to: its best value, what later goals took of it, what it gained.
//
//     planned   Σ amount_j x_j + constant, in the last program the activity of the goal's row
//     price     |dual of that row|: what giving up one unit of the goal would gain of the last one
#include <cmath>

#include "gigaplan/base/index.hpp"
#include "gigaplan/plan/steps.hpp"

namespace gigaplan::plan {

double value_at(const program::Program& program, const std::vector<double>& x) {
  double sum = program.constant;
  for (std::size_t j = 0; j < program.cost.size(); ++j) {
    sum += program.cost[j] * x[j];
    if (!program.quadratic.empty()) sum += 0.5 * program.quadratic[j] * x[j] * x[j];
  }
  return sum;
}

void note_goal(Plan& plan, const program::Program& program, const std::vector<double>& before) {
  const std::size_t g = plan.goals.size();
  const auto& goal = plan.compiled.network.goals[g];
  GoalRow row{.name = goal.name, .unit = goal.unit, .least = goal.least_cost};
  row.tolerance = g + 1 < plan.compiled.network.goals.size() ? goal.slack : 0;
  row.best = row.planned = plan.solution.objective;
  row.constant = program.constant;
  if (before.size() == program.cost.size()) row.before = value_at(program, before);
  row.certified = plan.certificate.accepted;
  plan.goals.push_back(std::move(row));
}

void read_goals(Plan& plan, const program::Program& last) {
  std::size_t g = 0;
  for (const auto& run : last.row_runs) {
    if (last.row_families[at(run.family)].name != "earlier_goal" || g >= plan.goals.size()) continue;
    auto& row = plan.goals[g++];
    row.planned = row.constant;
    for (auto k = at(last.start[at(run.first)]); k < at(last.start[at(run.first) + 1]); ++k)
      row.planned += last.value[k] * plan.solution.primal[at(last.column[k])];
    if (!plan.solution.row_dual.empty()) row.price = std::abs(plan.solution.row_dual[at(run.first)]);
  }
}

}  // namespace gigaplan::plan
