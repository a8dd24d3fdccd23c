#include "apps/cli/commands/verify.hpp"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "apps/cli/commands/plan.hpp"
#include "gigaplan/certify/certify.hpp"
#include "gigaplan/formulate/formulate.hpp"
#include "gigaplan/plan/grid.hpp"
#include "gigaplan/results/stored.hpp"
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
  if (common.json) {
    const auto number = [](double v) { return std::isfinite(v) ? nlohmann::json(v) : nlohmann::json(nullptr); };
    nlohmann::json out{{"accepted", certificate.accepted},
                       {"primal", number(certificate.primal)},
                       {"dual", number(certificate.dual)},
                       {"gap", number(certificate.gap)},
                       {"objective", number(certificate.objective)},
                       {"reason", certificate.reason},
                       {"written_by", stored.version}};
    fmt::print("{}\n", out.dump(2));
  } else {
    fmt::print("{}: {}\n", certificate.accepted ? "The stored plan holds" : "The stored plan does not hold",
               certificate.reason);
    fmt::print("objective {:.10g}, rows and bounds {:.1e}, prices {:.1e}, gap {:.1e}\n", certificate.objective,
               certificate.primal, certificate.dual, certificate.gap);
    if (!certificate.accepted)
      for (const auto& worst : certificate.worst)
        fmt::print("  {} {}: {:.3g} {}\n", certify::word(worst.kind), worst.name, worst.amount, worst.unit);
  }
  return certificate.accepted ? Exit::ok : Exit::numerical;
}

}  // namespace gigaplan::cli
