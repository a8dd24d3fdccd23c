#include "gigaplan/planmoney/stored_plan.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <optional>

#include "gigaplan/plan/grid.hpp"
#include "gigaplan/results/stored.hpp"
#include "gigaplan/scenario/read.hpp"

namespace gigaplan::planmoney {
namespace {

[[noreturn]] void refuse(const std::filesystem::path& run, std::string what, std::string remedy) {
  throw InputInvalid({{"GP5023", {run.string(), 0, 0}, std::move(what), std::move(remedy)}});
}

scenario::Hours hours_of(const std::string& text) {
  scenario::Hours hours;
  hours.full = std::sscanf(text.c_str(), "typical:%d", &hours.typical_days) != 1;
  return hours;
}

}  // namespace

Rebuilt rebuild(const results::Stored& stored, const std::filesystem::path& catalogue_folder, const Context& context) {
  auto input = scenario::read_text(stored.scenario_text, stored.file, catalogue_folder);
  Rebuilt out{.catalogue = std::move(input.catalogue), .scenario = std::move(input.scenarios.front())};
  out.scenario.hours = hours_of(stored.hours);
  if (!out.scenario.power.bought_at_prices())
    out.grid = plan::stored_grid(out.scenario, out.catalogue, stored.grid_alone, context);
  out.compiled = plan::compile_scenario(out.scenario, out.catalogue, {}, context, out.grid);
  return out;
}

StoredPlan stored_plan(Rebuilt&& rebuilt, results::Stored&& stored, formulate::Formulated&& formulated) {
  StoredPlan out{.catalogue = std::move(rebuilt.catalogue), .plan = {}};
  auto& plan = out.plan;
  plan.scenario = std::move(rebuilt.scenario);
  plan.compiled = std::move(rebuilt.compiled);
  if (static_cast<std::size_t>(formulated.program.columns()) != stored.solution.primal.size())
    refuse(stored.file, "the stored solution does not fit the program that its scenario makes now",
           fmt::format("it was written by version {}: plan it again", stored.version));
  plan.layout = std::move(formulated.layout);
  plan.solution = std::move(stored.solution);
  plan.reached = std::move(stored.reached);
  plan.present_cost = plan.objective = stored.objective;
  if (rebuilt.grid) plan::read_grid(plan, *rebuilt.grid);
  plan::read_results(plan, out.catalogue);
  return out;
}

StoredPlan read_stored_plan(const std::filesystem::path& run, const std::filesystem::path& catalogue_folder,
                            const Context& context) {
  auto stored = results::read_stored(run);
  if (stored.solution.primal.empty())
    refuse(run, fmt::format("the run holds no solution (status {})", stored.status),
           "take a run that found a plan: `gigaplan plan`");
  auto rebuilt = rebuild(stored, catalogue_folder, context);
  const auto& network = rebuilt.compiled.network;
  auto formulated = formulate::formulate(network, network.goals.size() - 1, stored.reached);
  return stored_plan(std::move(rebuilt), std::move(stored), std::move(formulated));
}

}  // namespace gigaplan::planmoney
