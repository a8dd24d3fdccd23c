#include "gigaplan/solve/highs/highs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>

#include "Highs.h"
#include "gigaplan/certify/sum.hpp"
#include "gigaplan/solve/highs/matrix_loan.hpp"
#include "gigaplan/solve/highs/obvious.hpp"
#include "gigaplan/solve/highs/watch.hpp"

namespace gigaplan::solve {
namespace {

using program::Program;
using program::Solution;
using program::Status;

/// The scheduler of HiGHS keeps the number of threads of its first run; it belongs to the calling thread and is taken
/// down after each run, so that the next may have another number.
struct Scheduler {
  Scheduler() = default;
  Scheduler(const Scheduler&) = delete;
  Scheduler& operator=(const Scheduler&) = delete;
  ~Scheduler() { Highs::resetGlobalScheduler(true); }
};

const char* name_of(HighsMethod method) {
  switch (method) {
    case HighsMethod::simplex:
      return "highs-simplex";
    case HighsMethod::hipo:
      return "highs-hipo";
    case HighsMethod::ipx:
      return "highs-ipx";
    case HighsMethod::mip:
      return "highs-mip";
    case HighsMethod::quadratic:
      return "highs-qp";
  }
  return "highs";
}

void set_options(Highs& highs, const HighsJob& job, const Context& context) {
  highs.setOptionValue("output_flag", false);
  highs.setOptionValue("log_to_console", false);
  highs.setOptionValue("threads", job.threads);
  highs.setOptionValue("random_seed", static_cast<HighsInt>(context.seed % 2147483647ULL));
  highs.setOptionValue("primal_feasibility_tolerance", job.tolerance);
  highs.setOptionValue("dual_feasibility_tolerance", job.tolerance);
  if (std::isfinite(job.time_limit)) highs.setOptionValue("time_limit", std::max(0.0, job.time_limit));
  if (job.method == HighsMethod::mip) {
    highs.setOptionValue("mip_rel_gap", job.mip_gap);
    highs.setOptionValue("mip_abs_gap", std::ldexp(1e-6, 2 * job.user_scale));
    highs.setOptionValue("user_bound_scale", job.user_scale);
    highs.setOptionValue("user_objective_scale", job.user_scale);
    highs.setOptionValue("mip_feasibility_tolerance", std::max(job.tolerance, 1e-10));
  } else if (job.method == HighsMethod::simplex) {
    highs.setOptionValue("solver", "simplex");
    highs.setOptionValue("simplex_iteration_limit", job.iterations);
  } else if (job.method != HighsMethod::quadratic) {
    highs.setOptionValue("solver", job.method == HighsMethod::hipo ? "hipo" : "ipx");
    highs.setOptionValue("run_crossover", job.crossover ? "on" : "off");
    highs.setOptionValue("ipm_optimality_tolerance", std::min(1e-8, 0.1 * job.tolerance));
    highs.setOptionValue("user_bound_scale", job.user_scale);
    highs.setOptionValue("user_objective_scale", job.user_scale);
    if (job.method == HighsMethod::hipo) {
      highs.setOptionValue("hipo_system", "augmented");
      highs.setOptionValue("hipo_ordering", "metis");
    }
  }
}

Status status_of(HighsModelStatus status, bool interrupted) {
  if (interrupted && status != HighsModelStatus::kOptimal) return Status::interrupted;
  switch (status) {
    case HighsModelStatus::kOptimal:
    case HighsModelStatus::kModelEmpty:
      return Status::optimal;
    case HighsModelStatus::kInfeasible:
      return Status::infeasible;
    case HighsModelStatus::kUnbounded:
      return Status::unbounded;
    case HighsModelStatus::kTimeLimit:
    case HighsModelStatus::kIterationLimit:
    case HighsModelStatus::kSolutionLimit:
    case HighsModelStatus::kMemoryLimit:
      return Status::limit;
    case HighsModelStatus::kInterrupt:
    case HighsModelStatus::kHighsInterrupt:
      return Status::interrupted;
    default:
      return Status::numerical;
  }
}

/// One run of HiGHS and what is taken from it.
class Run {
 public:
  Run(Program& program, const HighsJob& job, const Context& context)
      : program_(program),
        job_(job),
        unit_(job.method == HighsMethod::mip ? std::ldexp(1.0, -2 * job.user_scale) : 1),
        watch_(highs_, context, job.method == HighsMethod::mip, unit_),
        columns_(count(program.columns())),
        rows_(count(program.rows())) {
    set_options(highs_, job, context);
  }

  Solution solve() {
    MatrixLoan loan(program_, highs_);
    start_from_basis();
    const double offset = highs_.getLp().offset_;
    highs_.changeObjectiveOffset(offset / unit_);  // HiGHS scales costs and limits, and this not
    highs_.run();
    highs_.changeObjectiveOffset(offset);
    take_status();
    take_point();
    if (job_.method == HighsMethod::simplex) take_basis();
    if (job_.method == HighsMethod::mip) {
      take_tree();
      if (has_point()) price_integers();
    }
    if (job_.method == HighsMethod::quadratic && solution_.status == Status::optimal && has_point()) price_tangent();
    if (highs_.getModelStatus() == HighsModelStatus::kUnboundedOrInfeasible || no_answer()) take_ray();
    loan.give_back();
    if (no_answer() && !solution_.ray) take_obvious_proof(program_, solution_);
    if (program_.maximise) turn_signs();
    put_inside_bounds();
    return std::move(solution_);
  }

 private:
  static std::size_t count(std::int32_t n) { return static_cast<std::size_t>(n); }
  [[nodiscard]] bool has_point() const { return solution_.primal.size() == columns_ && columns_ > 0; }
  [[nodiscard]] bool no_answer() const {
    return solution_.status == Status::infeasible || solution_.status == Status::unbounded;
  }
  [[nodiscard]] double seconds_left() const {
    return std::isfinite(job_.time_limit) ? job_.time_limit - highs_.getRunTime() : program::infinity;
  }

  /// A proof may take ten times as long as the answer, and ten seconds in any case.
  [[nodiscard]] double proof_seconds() const { return std::max(10.0, 10 * highs_.getRunTime()); }

  void take_status() {
    const auto word = highs_.getModelStatus();
    solution_.solver = name_of(job_.method);
    solution_.status = status_of(word, watch_.interrupted());
    const auto& info = highs_.getInfo();
    solution_.iterations =
        std::max<std::int64_t>(0, info.simplex_iteration_count) + std::max<std::int64_t>(0, info.ipm_iteration_count) +
        std::max<std::int64_t>(0, info.crossover_iteration_count) + std::max<std::int64_t>(0, info.qp_iteration_count);
    solution_.message = fmt::format("HiGHS says {}", highs_.modelStatusToString(word));
  }

  void take_point() {
    const auto& point = highs_.getSolution();
    if (no_answer()) return;
    if (point.value_valid && point.col_value.size() == columns_) solution_.primal = point.col_value;
    if (job_.method == HighsMethod::mip) return;
    if (point.dual_valid && point.row_dual.size() == rows_) {
      solution_.row_dual = point.row_dual;
      solution_.reduced_cost = point.col_dual;
    }
  }

  /// A basis of a program of the same shape: after small changes of limits or costs simplex has little left to do.
  void start_from_basis() {
    if (job_.method != HighsMethod::simplex || job_.start == nullptr) return;
    const auto& start = *job_.start;
    if (start.column_basis.size() != columns_ || start.row_basis.size() != rows_) return;
    HighsBasis basis;
    for (const auto status : start.column_basis) basis.col_status.push_back(static_cast<HighsBasisStatus>(status));
    for (const auto status : start.row_basis) basis.row_status.push_back(static_cast<HighsBasisStatus>(status));
    basis.valid = true;
    highs_.setBasis(basis);
  }

  void take_basis() {
    const auto& basis = highs_.getBasis();
    if (!basis.valid || basis.col_status.size() != columns_ || basis.row_status.size() != rows_) return;
    for (const auto status : basis.col_status) solution_.column_basis.push_back(static_cast<std::uint8_t>(status));
    for (const auto status : basis.row_status) solution_.row_basis.push_back(static_cast<std::uint8_t>(status));
  }

  void take_tree() {
    const auto& info = highs_.getInfo();
    solution_.iterations = std::max<std::int64_t>(0, info.mip_node_count);
    solution_.has_solver_bound = std::isfinite(info.mip_dual_bound) && std::abs(info.mip_dual_bound) < kHighsInf;
    solution_.solver_bound = solution_.has_solver_bound ? unit_ * info.mip_dual_bound : 0;
  }

  /// Fixes the integers where the tree search found them and solves the LP for prices; the LP's point replaces the
  /// tree's, since it keeps the rows to the LP's tolerance. Without an LP answer the tree's point stays, unpriced.
  void price_integers() {
    std::vector<double> lower = program_.lower;
    std::vector<double> upper = program_.upper;
    for (std::size_t j = 0; j < columns_; ++j)
      if (program_.integer[j] != 0) lower[j] = upper[j] = std::round(solution_.primal[j]);
    const auto last = static_cast<HighsInt>(columns_) - 1;
    const std::vector<HighsVarType> continuous(columns_, HighsVarType::kContinuous);
    highs_.changeColsIntegrality(0, last, continuous.data());
    highs_.changeColsBounds(0, last, lower.data(), upper.data());
    highs_.setOptionValue("solver", "simplex");
    highs_.setOptionValue("user_bound_scale", 0);
    highs_.setOptionValue("user_objective_scale", 0);
    highs_.setOptionValue("primal_feasibility_tolerance", std::min(job_.tolerance, 1e-7));
    highs_.setOptionValue("dual_feasibility_tolerance", std::min(job_.tolerance, 1e-7));
    // The tree may have used up its time; prices get a quarter of it on top.
    if (std::isfinite(job_.time_limit))
      highs_.setOptionValue("time_limit", highs_.getRunTime() + std::max(seconds_left(), 0.25 * job_.time_limit));
    highs_.run();
    const auto& point = highs_.getSolution();
    if (highs_.getModelStatus() != HighsModelStatus::kOptimal || !point.dual_valid) {
      solution_.message += "; no prices, the program with fixed integers was not solved";
      return;
    }
    solution_.primal = point.col_value;
    solution_.row_dual = point.row_dual;
    solution_.reduced_cost = point.col_dual;
    solution_.duals_with_integers_fixed = true;
    take_basis();
    for (std::size_t j = 0; j < columns_; ++j)
      if (program_.integer[j] != 0) solution_.primal[j] = lower[j];
  }

  /// The quadratic solver's prices carry small errors. At its point x the linear program with costs c + Q x has the
  /// same prices, and simplex finds those sharply; the point stays.
  void price_tangent() {
    if (program_.maximise) return;
    std::vector<double> cost = program_.cost;
    for (std::size_t j = 0; j < columns_; ++j) cost[j] += program_.quadratic[j] * solution_.primal[j];
    highs_.passHessian(HighsHessian());
    highs_.changeColsCost(0, static_cast<HighsInt>(columns_) - 1, cost.data());
    highs_.setOptionValue("solver", "simplex");
    highs_.run();
    const auto& point = highs_.getSolution();
    if (highs_.getModelStatus() != HighsModelStatus::kOptimal || !point.dual_valid) return;
    solution_.row_dual = point.row_dual;
    solution_.reduced_cost = point.col_dual;
  }

  /// Simplex without presolve on the continuous, linear program leaves a ray where it ends infeasible or unbounded. It
  /// also decides where HiGHS only said "one of the two", and takes back a word that it does not confirm.
  void take_ray() {
    if (seconds_left() <= 0) return;
    highs_.setOptionValue("time_limit", highs_.getRunTime() + std::min(seconds_left(), proof_seconds()));
    highs_.clearSolver();
    highs_.setOptionValue("solver", "simplex");
    highs_.setOptionValue("presolve", "off");
    highs_.setOptionValue("solve_relaxation", true);
    // A ray is a proof on top of the word: no run waits long for it.
    const double patience = std::max(5.0, 2 * highs_.getRunTime());
    highs_.setOptionValue("time_limit", highs_.getRunTime() + std::min(seconds_left(), patience));
    if (program_.has_quadratic()) highs_.passHessian(HighsHessian());
    highs_.run();
    const auto word = highs_.getModelStatus();
    bool has_ray = false;
    std::vector<double> ray;
    if (word == HighsModelStatus::kInfeasible) {
      ray.resize(rows_);
      highs_.getDualRay(has_ray, ray.data());
      if (has_ray) solution_.row_dual = std::move(ray);
      solution_.status = Status::infeasible;
    } else if (word == HighsModelStatus::kUnbounded) {
      ray.resize(columns_);
      highs_.getPrimalRay(has_ray, ray.data());
      if (has_ray) solution_.primal = std::move(ray);
      if (solution_.status == Status::numerical) solution_.status = Status::unbounded;
    } else if (word == HighsModelStatus::kOptimal && job_.method != HighsMethod::mip &&
               job_.method != HighsMethod::quadratic) {
      solution_.status = Status::numerical;
      solution_.message += "; simplex finds an optimal point";
    }
    solution_.ray = has_ray;
  }

  /// HiGHS minimised the negative: prices and the tree's bound are those of the maximisation with the other sign.
  void turn_signs() {
    if (no_answer()) return;
    for (double& price : solution_.row_dual) price = -price;
    for (double& price : solution_.reduced_cost) price = -price;
    solution_.solver_bound = -solution_.solver_bound;
  }

  void put_inside_bounds() {
    if (!has_point() || solution_.ray) return;
    double largest = 0;
    std::size_t worst = 0;
    certify::Sum objective;
    objective.add(program_.constant);
    for (std::size_t j = 0; j < columns_; ++j) {
      double& x = solution_.primal[j];
      const double inside = std::min(std::max(x, program_.lower[j]), program_.upper[j]);
      const double moved = std::abs(x - inside);
      if (moved > 0 && moved <= 1e-6 * std::max(1.0, std::abs(inside))) {
        if (moved > largest) worst = j;
        largest = std::max(largest, moved);
        x = inside;
      }
      objective.add_product(program_.cost[j], x);
      if (!program_.quadratic.empty()) objective.add_product(0.5 * program_.quadratic[j] * x, x);
    }
    solution_.objective = objective.value();
    if (largest > 1e-9)
      solution_.message += fmt::format("; moved into its bounds by up to {:.2g} ({})", largest,
                                       program_.column_name(static_cast<std::int32_t>(worst)));
  }

  Program& program_;
  const HighsJob& job_;
  Scheduler scheduler_;
  Highs highs_;
  double unit_;  ///< money of one unit of the tree's objective
  Watch watch_;
  std::size_t columns_, rows_;
  Solution solution_;
};

}  // namespace

Solution solve_highs(Program& program, const HighsJob& job, const Context& context) {
  return Run(program, job, context).solve();
}

std::int64_t presolved_nonzeros(Program& program, int threads) {
  const Scheduler scheduler;
  Highs highs;
  set_options(highs, {.threads = threads}, Context{});
  MatrixLoan loan(program, highs);
  highs.presolve();
  const std::int64_t left = highs.getPresolvedLp().a_matrix_.numNz();
  loan.give_back();
  return left;
}

bool hipo_available() {
  Program tiny;
  tiny.cost = {1, 2};
  tiny.lower = {0, 0};
  tiny.upper = {program::infinity, program::infinity};
  tiny.row_lower = {1, -1};
  tiny.row_upper = {program::infinity, 1};
  tiny.start = {0, 2, 4};
  tiny.column = {0, 1, 0, 1};
  tiny.value = {1, 2, 1, -1};
  const Scheduler scheduler;
  Highs highs;
  set_options(highs, {.method = HighsMethod::hipo}, Context{});
  highs.setOptionValue("presolve", "off");
  MatrixLoan loan(tiny, highs);
  const bool ran = highs.run() == HighsStatus::kOk;
  return ran && highs.getInfo().ipm_iteration_count > 0 && highs.getInfo().simplex_iteration_count <= 0;
}

std::string highs_version() { return highsVersion(); }

}  // namespace gigaplan::solve
