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
  certify::Certificate certificate;
  compile::GridOutcome outcome;
  [[nodiscard]] View view() const { return {compiled.network, layout, solution}; }
};

/// Solves the countries' grids without the programme, by the solver that fits them: the program of the plan rests on the
/// answer, and must not depend on who solves the plan. Throws InputInvalid (GP1608) when no certified answer is found.
[[nodiscard]] GridRun run_grid(const scenario::Scenario& scenario, const Catalogue& catalogue,
                               const solve::SolveOptions& solver, const Context& context);

/// The same of an answer that was stored, certified again. Throws InputInvalid (GP1608) when it does not fit.
[[nodiscard]] GridRun stored_grid(const scenario::Scenario& scenario, const Catalogue& catalogue,
                                  program::Solution solution, const Context& context);

/// compile() of any scenario; where the countries' own grids are part of it, these alone are solved first and kept in
/// `grid`, unless it holds them already.
[[nodiscard]] compile::Compiled compile_scenario(const scenario::Scenario& scenario, const Catalogue& catalogue,
                                                 const solve::SolveOptions& solver, const Context& context,
                                                 std::optional<GridRun>& grid);

/// Sets the zones' prices, and fills the plan's rows on the grid with and without the programme.
void read_grid(Plan& plan, const GridRun& run);

}  // namespace gigaplan::plan
