#include "gigaplan/solve/solve.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <iterator>
#include <optional>
#include <utility>

#include "gigaplan/base/fault.hpp"
#include "gigaplan/certify/certify.hpp"
#include "gigaplan/solve/backends.hpp"
#include "gigaplan/solve/elastic_program.hpp"

namespace gigaplan::solve {
namespace {

using program::Program;
using program::Solution;
using program::Status;

constexpr std::array<std::pair<Choice, const char*>, 7> choices{{{Choice::automatic, "auto"},
                                                                 {Choice::simplex, "simplex"},
                                                                 {Choice::hipo, "hipo"},
                                                                 {Choice::hipo_unscaled, "hipo-unscaled"},
                                                                 {Choice::ipx, "ipx"},
                                                                 {Choice::mip, "mip"},
                                                                 {Choice::block_ipm, "block-ipm"}}};

void require_options(const SolveOptions& options) {
  if (options.threads < 0) throw UsageTrouble("--threads must not be negative");
  if (!(options.time_limit >= 0)) throw UsageTrouble("--time-limit must not be negative");
  if (!(options.mip_gap >= 0 && options.mip_gap < 1)) throw UsageTrouble("--mip-gap must lie in [0, 1)");
  if (!(options.tolerance >= 1e-10 && options.tolerance <= 1e-3))
    throw UsageTrouble("the tolerance must lie in [1e-10, 1e-3]");
}

class Clock {
 public:
  explicit Clock(double limit) : limit_(limit) {}
  [[nodiscard]] double left() const {
    const std::chrono::duration<double> gone = std::chrono::steady_clock::now() - started_;
    return std::max(0.0, limit_ - gone.count());
  }

 private:
  double limit_;
  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
};

/// The best point so far: one that keeps rows and bounds beats one that does not, then the smaller gap.
class Best {
 public:
  void offer(const Solution& solution, const certify::Certificate& certificate) {
    if (solution.ray || solution.primal.empty()) return;
    const bool better =
        !kept_ || (certificate.feasible && !feasible_) || (certificate.feasible == feasible_ && certificate.gap < gap_);
    if (!better) return;
    kept_ = solution;
    feasible_ = certificate.feasible;
    gap_ = certificate.gap;
  }
  /// The point with `status`, or an answer without a point.
  [[nodiscard]] Solution with(Status status, const Solution& last) {
    Solution result = kept_ ? *kept_ : last;
    result.status = status;
    return result;
  }
  [[nodiscard]] bool feasible() const { return kept_ && feasible_; }

 private:
  std::optional<Solution> kept_;
  bool feasible_ = false;
  double gap_ = program::infinity;
};

/// Certifies an answer. The solver's own word decides neither way: a point that it calls unknown is checked like one
/// that it calls optimal, and is optimal when it passes.
certify::Certificate judge(const Program& program, Solution& solution, const SolveOptions& options) {
  const bool unsure = solution.status == Status::numerical && !solution.ray;
  if (unsure) solution.status = Status::optimal;
  auto certificate = certify::certify(program, solution, {.mip_gap = options.mip_gap});
  if (unsure && !certificate.accepted) solution.status = Status::numerical;
  return certificate;
}

/// The chain of steps up to the first answer that settles the matter.
Solution run_chain(Program& program, const SolveOptions& options, const Context& context, const Clock& clock) {
  const int threads = options.threads > 0 ? options.threads : std::max(1, context.threads);
  const auto steps = steps_for(program, options, threads);

  std::vector<std::string> tried;
  Best best;
  Solution last;
  bool settled = false;
  for (auto step = steps.begin(); step != steps.end(); ++step) {
    context.report("solve", -1, step->name);
    last = step->run(program, clock.left(), context);
    const auto certificate = judge(program, last, options);
    if (certificate.accepted || last.status == Status::infeasible || last.status == Status::unbounded) {
      settled = true;
      break;
    }
    best.offer(last, certificate);
    if (last.status == Status::limit || last.status == Status::interrupted) {
      last = best.with(last.status, last);
      settled = true;
      break;
    }
    tried.push_back(fmt::format("{}: {} ({})", step->name, certificate.reason, last.message));
    context.explain(tried.back());
    if (!options.keep_going) break;
    if (std::next(step) != steps.end() && !context.detail)
      context.say("a solver's answer did not pass the check, so another one took over (--verbose says why)");
  }
  // No answer holds: a feasible one without proof is a limit, anything else a numerical failure.
  if (!settled) last = best.with(best.feasible() ? Status::limit : Status::numerical, last);
  last.tried = std::move(tried);
  return last;
}

/// A Farkas ray from the elastic copy: when the least Σ weight · (row below + row above) is positive, the copy's row
/// prices are a combination of rows that contradicts the bounds. Whole numbers are let go: what is infeasible without
/// them is so with them.
void prove_infeasible(const Program& program, const SolveOptions& options, const Context& context, const Clock& clock,
                      Solution& solution) {
  auto elastic = elastic_copy(program, {{.column = false}});
  elastic.program.integer.clear();
  for (const auto& slacks : elastic.slacks)
    for (std::int32_t k = 0; k < slacks.count; ++k)
      elastic.program.cost[static_cast<std::size_t>(slacks.first + k)] = slacks.weight;
  SolveOptions again = options;
  again.solver = Choice::automatic;
  const auto least = run_chain(elastic.program, again, context, clock);
  if (least.status != Status::optimal || least.objective <= 0) return;
  Solution proved = solution;
  proved.ray = true;
  proved.row_dual = least.row_dual;
  if (certify::certify(program, proved).accepted) solution = std::move(proved);
}

}  // namespace

Choice choice_of(std::string_view text) {
  std::vector<std::string> words;
  for (const auto& [choice, known] : choices) {
    if (text == known) return choice;
    words.emplace_back(known);
  }
  const auto near = nearest(text, words);
  throw UsageTrouble(fmt::format("--solver={} is not known{}; there are {}", text,
                                 near.empty() ? "" : fmt::format(", did you mean {}?", near), fmt::join(words, ", ")));
}

const char* word(Choice choice) {
  return std::ranges::find(choices, choice, &std::pair<Choice, const char*>::first)->second;
}

Solution solve(Program& program, const SolveOptions& options, const Context& context) {
  require_options(options);
  require_program(program);
  const Clock clock(std::min(options.time_limit, context.time_limit));
  auto solution = run_chain(program, options, context, clock);
  const bool unproved = solution.status == Status::infeasible && !certify::certify(program, solution).accepted;
  const auto finite = [](double limit) { return std::isfinite(limit); };
  const bool any_limit =
      std::ranges::any_of(program.row_lower, finite) || std::ranges::any_of(program.row_upper, finite);
  if (unproved && any_limit && !context.stopped()) prove_infeasible(program, options, context, clock, solution);
  return solution;
}

}  // namespace gigaplan::solve
