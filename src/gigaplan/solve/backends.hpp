// The steps that solve() takes: which backend with which options, in which order.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "gigaplan/base/context.hpp"
#include "gigaplan/program/program.hpp"
#include "gigaplan/program/solution.hpp"
#include "gigaplan/solve/solve.hpp"

namespace gigaplan::solve {

/// One attempt. `seconds` is what is left of the time limit.
struct Step {
  std::string name;  ///< for people: "highs-hipo, tighter"
  std::function<program::Solution(program::Program&, double seconds, const Context&)> run;
};

/// Programs with fewer entries than this go to simplex, larger ones to an interior point. Measured on networks of two
/// and five countries, seconds of simplex, HiPO, block interior point: 14 thousand entries 0.22, 0.44, 0.04; 155
/// thousand 140, 13, 1.2.
inline constexpr std::int64_t small_program = 50'000;
/// From here on the block interior point is taken where it fits. (Smaller programs are solved in no time by simplex,
/// which ends in a corner: prices of tiny examples are the ones worked by hand.)
inline constexpr std::int64_t block_program = 20'000;

/// Where HiGHS's presolve leaves at most half of the entries, and no more than this, simplex goes first whatever the
/// structure (docs/decisions/simplex-after-presolve.md). Programs from `presolve_tried` entries on are not asked.
inline constexpr std::int64_t small_after_presolve = 100'000;
inline constexpr std::int64_t presolve_tried = 1'000'000;

/// The chain for `options.solver` on `program`, first step first; throws UsageTrouble for what does not fit. (The
/// program is lent to HiGHS's presolve and comes back as it was.)
[[nodiscard]] std::vector<Step> steps_for(program::Program& program, const SolveOptions& options, int threads);

/// Throws std::invalid_argument with the name of the first row or column that no program can have: NaN, an infinite
/// cost, a lower limit of +infinity, an upper one of −infinity, finite limits from 1e20, a negative quadratic cost.
void require_program(const program::Program& program);

}  // namespace gigaplan::solve
