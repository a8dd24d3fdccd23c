#include "gigaplan/solve/backends.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "gigaplan/base/fault.hpp"
#include "gigaplan/solve/block_ipm/block_ipm.hpp"
#include "gigaplan/solve/highs/highs.hpp"

namespace gigaplan::solve {
namespace {

using program::Program;

constexpr double tighter = 1e-9;

/// HiGHS's user scale: the power of two that brings the largest limit or cost down to about 10^4, at least 2^-10. On
/// programs in MW and currency (largest number 1e8) HiPO takes 59 iterations instead of 101. The tree search holds its
/// points to an absolute tolerance, which rows of 1e9 (money) keep in double precision only when they are scaled.
int user_scale(const Program& program) {
  double largest = 0;
  for (const auto* numbers : {&program.cost, &program.lower, &program.upper, &program.row_lower, &program.row_upper})
    for (const double number : *numbers)
      if (std::isfinite(number)) largest = std::max(largest, std::abs(number));
  if (largest <= 1e4) return 0;
  return std::max(-10, -static_cast<int>(std::log2(largest / 1e4)));
}

bool is_hipo(Choice choice) { return choice == Choice::hipo || choice == Choice::hipo_unscaled; }

class Chain {
 public:
  Chain(const SolveOptions& options, int threads) : options_(options), threads_(threads) {}

  Chain& block_ipm() {
    const int threads = threads_;
    block_ipm::BlockIpmOptions how;
    if (options_.start != nullptr) how.start = options_.start->interior.get();
    how.keep_interior = options_.keep_interior;
    steps_.push_back({"block-ipm", [threads, how](Program& program, double seconds, Context context) {
                        context.threads = threads;
                        context.time_limit = seconds;
                        return block_ipm::solve_block_ipm(program, how, context);
                      }});
    return *this;
  }
  /// The second time tighter, and scaled the other way.
  Chain& hipo(int scale) {
    return highs("highs-hipo", HighsMethod::hipo, options_.tolerance, false, scale)
        .highs("highs-hipo, tighter", HighsMethod::hipo, std::min(tighter, options_.tolerance), false,
               scale == 0 ? -10 : 0);
  }
  Chain& quadratic() {
    return highs("highs-qp", HighsMethod::quadratic, options_.tolerance)
        .highs("highs-qp, tighter", HighsMethod::quadratic, std::min(tighter, options_.tolerance));
  }

  Chain& highs(const std::string& name, HighsMethod method, double tolerance, bool crossover = false, int scale = 0) {
    HighsJob job{.method = method,
                 .threads = threads_,
                 .mip_gap = options_.mip_gap,
                 .tolerance = std::clamp(tolerance, 1e-10, 1e-3),
                 .crossover = crossover,
                 .start = options_.start,
                 .iterations = options_.simplex_iterations,
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
  if (quadratic && asked != Choice::automatic && asked != Choice::simplex && asked != Choice::block_ipm)
    refuse(asked, "it takes no quadratic costs", "auto");
  if (integers && asked != Choice::automatic && asked != Choice::mip)
    refuse(asked, "the program has whole numbers", "mip");
  if (is_hipo(asked) && !hipo_available())
    refuse(asked, "HiPO is not installed (libhighs_extras.so beside libhighs is missing)", "ipx");
  if (asked == Choice::mip && !integers) return Choice::simplex;
  const bool has_basis = options.start != nullptr && !options.start->column_basis.empty();
  if (asked == Choice::automatic && has_basis && !integers && !quadratic) return Choice::simplex;
  const bool small = program.nonzeros() < small_program;
  // A chain of many short blocks is what the block solver is made for; few hours with many rows each are not: it takes
  // a quarter less than HiGHS at 576 rows an hour, and more was not measured against it (bench/README.md, Growth).
  constexpr std::int32_t most_rows_a_block = 600;
  const bool large = program.nonzeros() >= block_program && program.rows() <= most_rows_a_block * program.blocks();
  // HiGHS's active-set method gives up on some quadratic programs that an interior point solves.
  if (asked == Choice::block_ipm || (asked == Choice::automatic && !integers && (large || quadratic))) {
    std::string why_not;
    if (block_ipm::fits_block_ipm(program, &why_not)) return Choice::block_ipm;
    if (asked == Choice::block_ipm) refuse(asked, why_not, "auto");
  }
  if (asked != Choice::automatic) return asked;
  if (integers) return Choice::mip;
  if (quadratic || small) return Choice::simplex;
  return hipo_available() ? Choice::hipo : Choice::ipx;
}

/// Fixed copies, chains of balances and rows that say the same: what presolve takes away costs the interior points as
/// much as the rest (and leaves them without an interior), and simplex nothing.
bool presolve_shrinks(Program& program, const SolveOptions& options, int threads) {
  if (options.solver != Choice::automatic || program.has_integers() || program.has_quadratic()) return false;
  const std::int64_t entries = program.nonzeros();
  if (entries < block_program || entries >= presolve_tried) return false;
  const std::int64_t left = presolved_nonzeros(program, threads);
  return left <= small_after_presolve && 2 * left <= entries;
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

std::vector<Step> steps_for(Program& program, const SolveOptions& options, int threads) {
  Chain chain(options, threads);
  const bool small = program.nonzeros() < small_program;
  const auto choice = choose(program, options);
  if (choice == Choice::mip) {
    const int scale = user_scale(program);
    chain.highs("highs-mip", HighsMethod::mip, options.tolerance, false, scale)
        .highs("highs-mip, tighter", HighsMethod::mip, std::min(tighter, options.tolerance), false, scale)
        // The prices' LP is solved to the usual tolerance, and the certificate judges by size.
        .highs("highs-mip, looser", HighsMethod::mip, 1e-3);
    return chain.take();
  }
  // The rest of the chain stays behind it.
  if (choice != Choice::simplex && presolve_shrinks(program, options, threads))
    chain.highs("highs-simplex", HighsMethod::simplex, options.tolerance);
  if (choice == Choice::block_ipm) chain.block_ipm();
  if (program.has_quadratic()) return chain.quadratic().take();
  if (is_hipo(choice) || (choice == Choice::block_ipm && !small && hipo_available()))
    chain.hipo(choice == Choice::hipo_unscaled ? 0 : user_scale(program));
  if (choice == Choice::ipx) chain.highs("highs-ipx", HighsMethod::ipx, options.tolerance);
  // Large programs reach a basis sooner from an interior point; small ones by simplex.
  if (small) {
    chain.simplex().ipx_with_crossover();
  } else if (choice == Choice::simplex) {
    chain.simplex();
  } else {
    chain.ipx_with_crossover().simplex();
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
