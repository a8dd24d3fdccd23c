// The countries' own grids with and without the programme.
#pragma once
#include <optional>

#include "gigaplan/plan/plan.hpp"

namespace gigaplan::plan {

/// The grids alone, solved.
struct GridRun {
  compile::Compiled compiled;
  formulate::Layout layout;
  program::Solution solution;
  compile::GridOutcome outcome;
  [[nodiscard]] View view() const { return {compiled.network, layout, solution}; }
};

/// Solves the countries' grids without the programme. Throws InputInvalid (GP1608) when no answer is found.
[[nodiscard]] GridRun run_grid(const scenario::Scenario& scenario, const Catalogue& catalogue,
                               const solve::SolveOptions& solver, const Context& context);

/// compile() of any scenario; where the power is of kind "mix" the grids alone are solved first and kept in `grid`.
[[nodiscard]] compile::Compiled compile_scenario(const scenario::Scenario& scenario, const Catalogue& catalogue,
                                                 const solve::SolveOptions& solver, const Context& context,
                                                 std::optional<GridRun>& grid);

/// Sets the zones' prices, and fills the plan's rows on the grid with and without the programme.
void read_grid(Plan& plan, const GridRun& run);

}  // namespace gigaplan::plan
