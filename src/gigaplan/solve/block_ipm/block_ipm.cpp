#include "gigaplan/solve/block_ipm/block_ipm.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <stdexcept>

#include "gigaplan/solve/block_ipm/accuracy.hpp"
#include "gigaplan/solve/block_ipm/interior_point.hpp"
#include "gigaplan/solve/block_ipm/neighbour.hpp"
#include "gigaplan/solve/block_ipm/verdict.hpp"

namespace gigaplan::block_ipm {
namespace {

using program::Program;
using program::Solution;
using program::Status;

// Within this distance of an optimum there is no doubt that one exists, whatever keeps the iteration from reaching it.
constexpr double nearly_there = 1e4;

// Rows and prices of an answer that may end the iteration keep this share of what is acceptable.
constexpr double share_of_acceptable = 0.1;

struct Answer {
  Vector x, y;
  Vector proof;  // prices that may prove the program infeasible
  Accuracy accuracy;
  InteriorPointResult run;
  std::shared_ptr<const program::Interior> interior;
  bool conflict = false;  // found by the presolve, proved by `proof`
  bool broke_ignored_bound = false;
};

InteriorPointOptions inner_options(const BlockIpmOptions& options) {
  InteriorPointOptions inner;
  inner.gap_tolerance = options.tolerance;
  inner.primal_tolerance = std::max(options.tolerance / 100, 1e-10);
  inner.price_tolerance = 10 * options.tolerance;
  inner.max_iterations = options.max_iterations;
  inner.max_correctors = options.max_correctors;
  return inner;
}

// Moves x into its bounds; true if something moved by more than rounding.
bool clip_to_bounds(const Program& program, Vector& x) {
  bool moved = false;
  for (Index j = 0; j < program.columns(); ++j) {
    const double inside = std::clamp(x[j], program.lower[j], program.upper[j]);
    moved |= std::abs(inside - x[j]) > 1e-6 * std::abs(inside);
    x[j] = inside;
  }
  return moved;
}

// The method, step by step.
Answer run_method(const Program& program, bool keep_huge_bounds, const BlockIpmOptions& options,
                  const Context& context) {
  Answer answer;
  const auto presolved = presolve(program, keep_huge_bounds);
  if (presolved.conflict) {
    answer.conflict = true;
    answer.proof = conflict_proof(program, presolved);
    return answer;
  }
  auto form = standard_form(presolved.reduced);
  scale(form);
  auto inner = inner_options(options);
  inner.objective_offset = presolved.reduced.constant * form.cost_scale * form.right_scale;
  Vector reduced_x, reduced_y;
  const auto take = [&](const Point& point) {
    leave_standard_form(form, presolved.reduced, point.x, point.y, point.z, reduced_x, reduced_y);
    recover(program, presolved.postsolve, reduced_x, reduced_y, Cost::own, answer.x, answer.y);
    answer.broke_ignored_bound = clip_to_bounds(program, answer.x) && presolved.ignored_bounds;
    answer.accuracy = measure_accuracy(program, answer.x, answer.y);
    const auto& a = answer.accuracy;
    return std::max(a.gap / options.tolerance, std::max(a.primal, a.dual) / (share_of_acceptable * options.acceptable));
  };
  inner.answers = take;
  if (options.start != nullptr) {
    inner.neighbour = [&](Point& at) {
      return start_at_neighbour(program, presolved.postsolve, form, *options.start, at);
    };
  }
  if (options.keep_interior) {
    inner.keep = [&](const Point& at) {
      answer.interior = std::make_shared<const program::Interior>(interior_of(program, presolved.postsolve, form, at));
    };
  }
  const Crew crew(context.threads);
  answer.run = interior_point(form, inner, crew, context);
  take(answer.run.best);
  if (answer.run.ending != Ending::converged) {
    Vector unused;
    recover(program, presolved.postsolve, reduced_x, reduced_y, Cost::none, unused, answer.proof);
  }
  return answer;
}

// A bound of 1e10 is left out first; when the answer breaks one, or there is none, all are meant.
Answer run_with_bounds_as_meant(const Program& program, const BlockIpmOptions& options, const Context& context) {
  auto answer = run_method(program, false, options, context);
  const bool has_huge = std::ranges::any_of(program.upper, [](double u) { return u >= 1e10 && u < 1e20; }) ||
                        std::ranges::any_of(program.lower, [](double l) { return l <= -1e10 && l > -1e20; });
  const bool failed = !answer.conflict && answer.run.ending != Ending::converged && answer.run.ending != Ending::time &&
                      answer.run.ending != Ending::stopped;
  if (has_huge && (answer.broke_ignored_bound || failed)) answer = run_method(program, true, options, context);
  return answer;
}

Solution to_solution(const Program& program, Answer&& answer) {
  Solution s;
  s.solver = "block-ipm";
  s.iterations = answer.run.iterations;
  s.interior = std::move(answer.interior);
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

Solution infeasible(Vector proof, std::int64_t iterations) {
  Solution s;
  s.status = Status::infeasible;
  s.solver = "block-ipm";
  s.row_dual = std::move(proof);
  s.ray = true;
  s.iterations = iterations;
  s.message = "a sum of the rows contradicts the bounds";
  return s;
}

Solution unbounded(Vector direction, std::int64_t iterations) {
  Solution s;
  s.status = Status::unbounded;
  s.solver = "block-ipm";
  s.primal = std::move(direction);
  s.ray = true;
  s.iterations = iterations;
  s.message = "the objective improves without end along a direction";
  return s;
}

// No answer was found. Is there none? Two helper programs say so, and every word is proved before it is said.
std::optional<Solution> verdict(const Program& program, Answer& answer, const BlockIpmOptions& options,
                                const Context& context) {
  std::int64_t iterations = answer.run.iterations;
  if (proves_infeasible(program, answer.proof)) return infeasible(std::move(answer.proof), iterations);
  const auto crossed = [](const Vector& lower, const Vector& upper) {
    for (std::size_t i = 0; i < lower.size(); ++i) {
      if (lower[i] > upper[i]) return true;
    }
    return false;
  };
  if (crossed(program.lower, program.upper) || crossed(program.row_lower, program.row_upper)) {
    return infeasible(Vector(program.row_lower.size(), 0.0), iterations);
  }
  auto strict = options;
  strict.tolerance = std::min(options.tolerance, 1e-9);
  strict.start = nullptr, strict.keep_interior = false;
  const auto elastic = elastic_program(program);
  if (!fits_block_ipm(elastic)) return std::nullopt;
  auto repaired = run_method(elastic, true, strict, context);
  iterations += repaired.run.iterations;
  if (proves_infeasible(program, repaired.y)) return infeasible(std::move(repaired.y), iterations);
  const bool feasible =
      repaired.accuracy.worst() < options.acceptable && repaired.accuracy.objective < options.acceptable;
  if (!feasible) return std::nullopt;
  auto ray = run_method(ray_program(program), true, strict, context);
  iterations += ray.run.iterations;
  if (proves_unbounded(program, ray.x)) return unbounded(std::move(ray.x), iterations);
  return std::nullopt;
}

}  // namespace

Solution solve_block_ipm(const Program& program, const BlockIpmOptions& options, const Context& run) {
  Context context = run;
  context.started = std::chrono::steady_clock::now();  // the time limit is that of solving
  std::string why_not;
  if (!fits_block_ipm(program, &why_not)) throw std::invalid_argument("the block solver cannot take this: " + why_not);
  auto answer = run_with_bounds_as_meant(program, options, context);
  const auto is_good = [&] { return !answer.conflict && answer.accuracy.worst() <= options.acceptable; };
  const auto was_cut_short = [&] { return answer.run.ending == Ending::time || answer.run.ending == Ending::stopped; };
  if (options.start != nullptr && !is_good() && !was_cut_short()) {
    auto alone = options;
    alone.start = nullptr;
    answer = run_with_bounds_as_meant(program, alone, context);
  }
  const auto ending = answer.run.ending;
  const bool good = is_good(), cut_short = was_cut_short();
  const bool nearly = answer.run.standing.distance < nearly_there;
  if (!good && !cut_short && (answer.conflict || !nearly)) {
    if (auto proved = verdict(program, answer, options, context)) return *std::move(proved);
  }
  auto solution = to_solution(program, std::move(answer));
  solution.status = good                        ? Status::optimal
                    : ending == Ending::time    ? Status::limit
                    : ending == Ending::stopped ? Status::interrupted
                                                : Status::numerical;
  return solution;
}

}  // namespace gigaplan::block_ipm
