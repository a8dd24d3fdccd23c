// A plan read again from a run's folder: its figures, without solving it.
#pragma once
#include <filesystem>

#include "gigaplan/plan/plan.hpp"

namespace gigaplan::planmoney {

struct StoredPlan {
  Catalogue catalogue;  ///< with the scenario's overlay
  plan::Plan plan;      ///< without certificate, bottlenecks, stages
};

/// Compiles the stored scenario again and reads the stored solution; where the countries' own grids are part of the
/// plan, these alone are solved for it. Throws FileTrouble when there is no run, and
/// InputInvalid: GP3201 … no results file, GP5023 a run without a solution or whose solution no longer fits the program
/// that this version makes of the scenario.
[[nodiscard]] StoredPlan read_stored_plan(const std::filesystem::path& run,
                                          const std::filesystem::path& catalogue_folder, const Context& context);

}  // namespace gigaplan::planmoney
