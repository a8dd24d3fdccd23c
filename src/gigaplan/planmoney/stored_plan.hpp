// A plan read again from a run's folder: its figures, without solving it.
#pragma once
#include <filesystem>
#include <optional>

#include "gigaplan/formulate/formulate.hpp"
#include "gigaplan/plan/grid.hpp"
#include "gigaplan/plan/plan.hpp"
#include "gigaplan/results/stored.hpp"

namespace gigaplan::planmoney {

/// What a stored scenario is compiled to again. Nothing is solved: of the countries' own grids, where they are part of
/// the plan, the stored answer is taken.
struct Rebuilt {
  Catalogue catalogue;  ///< with the scenario's overlay
  scenario::Scenario scenario;
  std::optional<plan::GridRun> grid;  ///< with its certificate
  compile::Compiled compiled;
};

/// Throws InputInvalid where the scenario is no longer one, or the answer of the grids no longer fits (GP1608).
[[nodiscard]] Rebuilt rebuild(const results::Stored& stored, const std::filesystem::path& catalogue_folder,
                              const Context& context);

struct StoredPlan {
  Catalogue catalogue;
  plan::Plan plan;  ///< without certificate, bottlenecks, stages
};

/// The figures of a stored solution, `formulated` from what was rebuilt. Throws InputInvalid (GP5023) when the solution
/// does not fit.
[[nodiscard]] StoredPlan stored_plan(Rebuilt&& rebuilt, results::Stored&& stored, formulate::Formulated&& formulated);

/// Both of a run's folder. Throws FileTrouble when there is no run, and InputInvalid: GP3201 … no results file, GP5023 a
/// run without a solution or whose solution no longer fits the program that this version makes of the scenario.
[[nodiscard]] StoredPlan read_stored_plan(const std::filesystem::path& run,
                                          const std::filesystem::path& catalogue_folder, const Context& context);

}  // namespace gigaplan::planmoney
