#include "apps/cli/commands/verify.hpp"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "apps/cli/commands/plan.hpp"
#include "gigaplan/certify/certify.hpp"
#include "gigaplan/formulate/formulate.hpp"
#include "gigaplan/plan/grid.hpp"
#include "gigaplan/planmoney/stored_plan.hpp"
#include "gigaplan/results/stored.hpp"
#include "gigaplan/results/stored_tables.hpp"
#include "gigaplan/scenario/read.hpp"

namespace gigaplan::cli {
namespace {

// The check of a stored solution that no longer fits the program's shape (other figures, other program) is a refusal.
certify::Certificate check(const results::Stored& stored, const Context& context) {
  const auto compiled = rebuild(stored, context);
  const auto formulated = formulate::formulate(compiled.network, compiled.network.goals.size() - 1, stored.reached);
  return certify::certify(formulated.program, stored.solution);
}

}  // namespace

compile::Compiled rebuild(const results::Stored& stored, const Context& context) {
  const auto input = scenario::read_text(stored.scenario_text, stored.file, catalogue_folder());
  auto scenario = input.scenarios.front();
  const auto hours = parse_hours(stored.hours);
  scenario.hours = {.full = hours.full, .typical_days = hours.typical_days};
  std::optional<plan::GridRun> grid;
  return plan::compile_scenario(scenario, input.catalogue, {}, context, grid);
}

int run_verify(const std::string& run, const Common& common, const Context& context) {
  const auto stored = results::read_stored(run);
  if (stored.solution.primal.empty())
    throw InputInvalid({{"GP3302",
                         {run, 0, 0},
                         fmt::format("the run holds no solution (status {})", stored.status),
                         "verify a run that found a plan"}});
  const auto certificate = check(stored, context);
  results::TablesChecked tables;
  if (certificate.accepted)
    tables = results::check_tables(stored.file, planmoney::read_stored_plan(run, catalogue_folder(), context).plan);
  const bool holds = certificate.accepted && tables.differing.empty();
  if (common.json) {
    const auto number = [](double v) { return std::isfinite(v) ? nlohmann::json(v) : nlohmann::json(nullptr); };
    nlohmann::json out{{"accepted", holds},
                       {"primal", number(certificate.primal)},
                       {"dual", number(certificate.dual)},
                       {"gap", number(certificate.gap)},
                       {"objective", number(certificate.objective)},
                       {"reason", certificate.reason},
                       {"figures_equal", tables.equal},
                       {"figures_differing", tables.differing},
                       {"tables_not_checked", tables.left},
                       {"written_by", stored.version}};
    fmt::print("{}\n", out.dump(2));
  } else {
    fmt::print("{}: {}\n", holds ? "The stored plan holds" : "The stored plan does not hold",
               certificate.accepted && !holds ? "its tables are not those of its solution" : certificate.reason);
    fmt::print("objective {:.10g}, rows and bounds {:.1e}, prices {:.1e}, gap {:.1e}\n", certificate.objective,
               certificate.primal, certificate.dual, certificate.gap);
    if (certificate.accepted)
      fmt::print("tables in results.nc: {} numbers are what the solution gives, {} are not{}\n", tables.equal,
                 tables.differing.size(),
                 tables.left.empty() ? "" : fmt::format("; not solved again: {}", fmt::join(tables.left, ", ")));
    for (std::size_t i = 0; i < std::min<std::size_t>(10, tables.differing.size()); ++i)
      fmt::print("  {}\n", tables.differing[i]);
    if (!certificate.accepted)
      for (const auto& worst : certificate.worst)
        fmt::print("  {} {}: {:.3g} {}\n", certify::word(worst.kind), worst.name, worst.amount, worst.unit);
  }
  return holds ? Exit::ok : Exit::numerical;
}

}  // namespace gigaplan::cli
