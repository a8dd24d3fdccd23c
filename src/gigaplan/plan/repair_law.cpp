// The way around a limit through a weaker law: who could be served, and where, if residency did not forbid it.
//
//   min  Σ_p years_p Σ_h ω_h Σ_{(j,s) forbidden by residency} θ[j, a] x[j, s, a, h]
//   over all plans of the scenario with every service's residency "anywhere"
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "gigaplan/base/index.hpp"
#include "gigaplan/plan/grid.hpp"
#include "gigaplan/plan/repair.hpp"
#include "gigaplan/plan/words.hpp"

namespace gigaplan::plan {
namespace {

bool by_residency(const compile::Forbidden& f) { return f.site >= 0 && f.rule.starts_with("residency"); }

}  // namespace

std::optional<RepairLine> weaker_law(const Plan& plan, const Catalogue& catalogue, const PlanOptions& options,
                                     const Context& context) {
  const auto& forbidden = plan.compiled.meaning.forbidden;
  if (std::ranges::none_of(forbidden, by_residency) || context.stopped()) return std::nullopt;
  const auto is_forbidden = [&](const compile::ServeRef& serve) {
    return std::ranges::any_of(forbidden, [&](const compile::Forbidden& f) {
      return by_residency(f) && f.service == serve.service && f.site == serve.site;
    });
  };
  auto scenario = plan.scenario;
  for (auto& service : scenario.services) service.residency = scenario::Residency::anywhere;
  std::optional<GridRun> grid;
  const auto compiled = compile_scenario(scenario, catalogue, options.solver, context, grid);
  const auto& horizon = compiled.network.horizon;
  auto formulated = formulate::formulate(compiled.network, compiled.network.goals.size() - 1);
  auto& program = formulated.program;
  std::ranges::fill(program.cost, 0.0);
  program.constant = 0, program.maximise = false;
  for (const auto& serve : compiled.meaning.serves) {
    if (!is_forbidden(serve)) continue;
    for (std::size_t k = 0; k < horizon.slices.size(); ++k) {
      const auto first = formulated.layout.activity[at(serve.process.index)][k];
      const auto& slice = horizon.slices[k];
      for (int i = 0; first >= 0 && i < slice.count; ++i)
        program.cost[at(first + i)] = serve.requests_per_hour * horizon.snapshots[at(slice.first + i)].energy *
                                      horizon.periods[at(slice.period)].years / 1e9;
    }
  }
  const auto solution = solve::solve(program, options.solver, context);
  if (solution.status != program::Status::optimal || solution.objective <= 0) return std::nullopt;
  std::set<std::string> who, where;
  const View view(compiled.network, formulated.layout, solution);
  double moved = 0, asked = 0;
  for (std::size_t p = 0; p < horizon.periods.size(); ++p) {
    for (const auto& serve : compiled.meaning.serves) {
      if (!is_forbidden(serve)) continue;
      const double requests = horizon.periods[p].years * serve.requests_per_hour *
                              view.yearly(p, [&](std::size_t h) { return view.activity(serve.process, h); });
      if (requests <= 1) continue;
      moved += requests;
      who.insert(scenario.services[at(serve.service)].name);
      where.insert(scenario.sites[at(serve.site)].name);
    }
    for (const auto& service : compiled.meaning.services)
      if (who.contains(scenario.services[at(service.service)].name))
        asked += horizon.periods[p].years * view.yearly(p, [&](std::size_t h) { return service.requests.at(h); });
  }
  if (who.empty()) return std::nullopt;
  return RepairLine{
      .sentence = fmt::format("or instead of all that, residency: {} of the requests of {} may run at {}",
                              amount(100 * moved / asked, "%"), fmt::join(who, ", "), fmt::join(where, ", ")),
      .amount = 100 * moved / asked,
      .unit = "%",
      .alternative = true};
}

}  // namespace gigaplan::plan
