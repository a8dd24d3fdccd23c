#include "gigaplan/solve/backends.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "gigaplan/base/fault.hpp"
#include "gigaplan/solve/highs/highs.hpp"

namespace gigaplan::solve {
namespace {

using program::Program;

constexpr double tighter = 1e-9;

class Chain {
 public:
  Chain(const SolveOptions& options, int threads) : options_(options), threads_(threads) {}

  Chain& highs(const std::string& name, HighsMethod method, double tolerance, bool crossover = false, int scale = 0) {
    HighsJob job{.method = method,
                 .threads = threads_,
                 .mip_gap = options_.mip_gap,
                 .tolerance = std::clamp(tolerance, 1e-10, 1e-3),
                 .crossover = crossover,
                 .user_scale = scale};
    steps_.push_back({name, [job](Program& program, double seconds, const Context& context) mutable {
                        job.time_limit = seconds;
                        return solve_highs(program, job, context);
                      }});
    return *this;
  }
  Chain& simplex() {
    return highs("highs-simplex", HighsMethod::simplex, options_.tolerance)
        .highs("highs-simplex, tighter", HighsMethod::simplex, std::min(tighter, options_.tolerance));
  }
  Chain& ipx_with_crossover() {
    return highs("highs-ipx with crossover", HighsMethod::ipx, std::min(tighter, options_.tolerance), true);
  }
  [[nodiscard]] std::vector<Step> take() { return std::move(steps_); }

 private:
  const SolveOptions& options_;
  int threads_;
  std::vector<Step> steps_;
};

[[noreturn]] void refuse(Choice choice, std::string_view why, std::string_view instead) {
  throw UsageTrouble(fmt::format("--solver={}: {}; use --solver={}", word(choice), why, instead));
}

Choice choose(const Program& program, const SolveOptions& options) {
  const Choice asked = options.solver;
  const bool integers = program.has_integers();
  const bool quadratic = program.has_quadratic();
  if (integers && quadratic)
    throw UsageTrouble("quadratic costs together with whole numbers cannot be solved: drop one of the two");
  if (quadratic && program.maximise) throw UsageTrouble("a quadratic cost cannot be maximised");
  if (quadratic && asked != Choice::automatic && asked != Choice::simplex)
    refuse(asked, "quadratic costs are solved by the active-set method only", "auto");
  if (integers && asked != Choice::automatic && asked != Choice::mip)
    refuse(asked, "the program has whole numbers", "mip");
  if (asked == Choice::hipo && !hipo_available())
    refuse(asked, "HiPO is not installed (libhighs_extras.so beside libhighs is missing)", "ipx");
  if (asked == Choice::block_ipm) refuse(asked, "this build has no block interior point", "auto");
  if (asked == Choice::mip && !integers) return Choice::simplex;
  if (asked != Choice::automatic) return asked;
  if (integers) return Choice::mip;
  if (quadratic || program.nonzeros() < small_program) return Choice::simplex;
  return hipo_available() ? Choice::hipo : Choice::ipx;
}

/// What is wrong with a pair of limits, or nullptr.
const char* wrong_limits(double lower, double upper) {
  if (std::isnan(lower) || std::isnan(upper)) return "a limit is not a number";
  if (lower == program::infinity) return "the lower limit is +infinity";
  if (upper == -program::infinity) return "the upper limit is -infinity";
  const auto huge = [](double limit) { return std::isfinite(limit) && std::abs(limit) >= 1e20; };
  if (huge(lower) || huge(upper)) return "a limit of 1e20 or more must be infinity";
  return nullptr;
}

const char* wrong_column(const Program& program, std::size_t j) {
  if (!std::isfinite(program.cost[j])) return "the cost is not a finite number";
  if (!program.quadratic.empty() && !(program.quadratic[j] >= 0 && std::isfinite(program.quadratic[j])))
    return "the quadratic cost is negative or not a finite number";
  return wrong_limits(program.lower[j], program.upper[j]);
}

const char* wrong_row(const Program& program, std::size_t i) {
  for (auto k = static_cast<std::size_t>(program.start[i]); k < static_cast<std::size_t>(program.start[i + 1]); ++k)
    if (!(std::abs(program.value[k]) < 1e15)) return "a coefficient is not a number below 1e15";
  return wrong_limits(program.row_lower[i], program.row_upper[i]);
}

}  // namespace

std::vector<Step> steps_for(const Program& program, const SolveOptions& options, int threads) {
  Chain chain(options, threads);
  const double tolerance = options.tolerance;
  const double tight = std::min(tighter, tolerance);
  const bool small = program.nonzeros() < small_program;
  switch (choose(program, options)) {
    case Choice::mip:
      chain.highs("highs-mip", HighsMethod::mip, tolerance).highs("highs-mip, tighter", HighsMethod::mip, tight);
      break;
    case Choice::hipo:
      chain.highs("highs-hipo", HighsMethod::hipo, tolerance)
          .highs("highs-hipo, tighter", HighsMethod::hipo, tight, false, -10);
      if (!small) chain.ipx_with_crossover();
      chain.simplex();
      break;
    case Choice::ipx:
      chain.highs("highs-ipx", HighsMethod::ipx, tolerance).ipx_with_crossover().simplex();
      break;
    default:
      if (program.has_quadratic()) {
        chain.highs("highs-qp", HighsMethod::quadratic, tolerance)
            .highs("highs-qp, tighter", HighsMethod::quadratic, tight);
      } else {
        chain.simplex().ipx_with_crossover();
      }
  }
  return chain.take();
}

void require_program(const Program& program) {
  for (std::int32_t j = 0; j < program.columns(); ++j)
    if (const char* wrong = wrong_column(program, static_cast<std::size_t>(j)))
      throw std::invalid_argument(fmt::format("{}: {}", program.column_name(j), wrong));
  for (std::int32_t i = 0; i < program.rows(); ++i)
    if (const char* wrong = wrong_row(program, static_cast<std::size_t>(i)))
      throw std::invalid_argument(fmt::format("{}: {}", program.row_name(i), wrong));
  if (!std::isfinite(program.constant)) throw std::invalid_argument("the constant is not a finite number");
}

}  // namespace gigaplan::solve
