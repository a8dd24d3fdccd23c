#include "gigaplan/solve/block_ipm/block_ipm.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "gigaplan/solve/block_ipm/accuracy.hpp"
#include "gigaplan/solve/block_ipm/interior_point.hpp"

namespace gigaplan::block_ipm {
namespace {

struct Answer {
  Vector x, y;
  Accuracy accuracy;
  InteriorPointResult run;
  bool conflict = false;  // found by the presolve
  bool broke_ignored_bound = false;
};

// The method, step by step, on the program as given.
Answer solve_once(const program::Program& program, bool keep_huge_bounds, const BlockIpmOptions& options,
                  const Context& context) {
  Answer answer;
  const auto presolved = presolve(program, keep_huge_bounds);
  if (presolved.conflict) {
    answer.conflict = true;
    return answer;
  }
  auto form = standard_form(presolved.reduced);
  scale(form);
  InteriorPointOptions inner;
  inner.gap_tolerance = options.tolerance;
  inner.primal_tolerance = options.tolerance / 100;
  inner.max_iterations = options.max_iterations;
  inner.max_correctors = options.max_correctors;
  inner.objective_offset = presolved.reduced.constant * form.cost_scale * form.right_scale;
  const Crew crew(context.threads);
  answer.run = interior_point(form, inner, crew, context);

  const auto& best = answer.run.best;
  Vector reduced_x, reduced_y;
  leave_standard_form(form, presolved.reduced, best.x, best.y, best.z, reduced_x, reduced_y);
  recover(program, presolved.postsolve, reduced_x, reduced_y, answer.x, answer.y);
  for (Index j = 0; j < program.columns(); ++j) {
    const double inside = std::clamp(answer.x[j], program.lower[j], program.upper[j]);
    if (presolved.ignored_bounds && std::abs(inside - answer.x[j]) > 1e-6 * std::abs(inside)) {
      answer.broke_ignored_bound = true;
    }
    answer.x[j] = inside;
  }
  answer.accuracy = measure_accuracy(program, answer.x, answer.y);
  return answer;
}

program::Solution finished(const program::Program& program, Answer&& answer) {
  program::Solution s;
  s.solver = "block-ipm";
  s.iterations = answer.run.iterations;
  s.primal = std::move(answer.x);
  s.row_dual = std::move(answer.y);
  s.reduced_cost = std::move(answer.accuracy.reduced_cost);
  if (program.maximise) {
    for (auto* duals : {&s.row_dual, &s.reduced_cost}) {
      for (double& d : *duals) d = -d;
    }
  }
  s.objective = answer.accuracy.objective;
  s.solver_bound = answer.accuracy.dual_objective;
  s.has_solver_bound = true;
  s.message = fmt::format("{} iterations, gap {:.1e}, rows within {:.1e}, duals within {:.1e}", s.iterations,
                          answer.accuracy.gap, answer.accuracy.primal, answer.accuracy.dual);
  return s;
}

}  // namespace

program::Solution solve_block_ipm(const program::Program& program, const BlockIpmOptions& options,
                                  const Context& context) {
  std::string why_not;
  if (!fits_block_ipm(program, &why_not)) throw std::invalid_argument("the block solver cannot take this: " + why_not);
  auto answer = solve_once(program, false, options, context);
  if (answer.broke_ignored_bound) answer = solve_once(program, true, options, context);
  const double worst = answer.accuracy.worst();
  const auto ending = answer.run.ending;
  auto solution = finished(program, std::move(answer));
  solution.status = worst <= options.acceptable ? program::Status::optimal
                    : ending == Ending::time    ? program::Status::limit
                    : ending == Ending::stopped ? program::Status::interrupted
                                                : program::Status::numerical;
  return solution;
}

}  // namespace gigaplan::block_ipm
