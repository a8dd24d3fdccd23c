#include "apps/cli/commands/verify.hpp"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "apps/cli/commands/plan.hpp"
#include "gigaplan/certify/certify.hpp"
#include "gigaplan/formulate/formulate.hpp"
#include "gigaplan/planmoney/stored_plan.hpp"
#include "gigaplan/results/stored.hpp"
#include "gigaplan/results/stored_tables.hpp"

namespace gigaplan::cli {

int run_verify(const std::string& run, const Common& common, const Context& context) {
  auto stored = results::read_stored(run);
  if (stored.solution.primal.empty())
    throw InputInvalid({{"GP3302",
                         {run, 0, 0},
                         fmt::format("the run holds no solution (status {})", stored.status),
                         "verify a run that found a plan"}});
  auto rebuilt = planmoney::rebuild(stored, catalogue_folder(), context);
  const auto& network = rebuilt.compiled.network;
  auto formulated = formulate::formulate(network, network.goals.size() - 1, stored.reached);
  auto certificate = certify::certify(formulated.program, stored.solution);
  if (rebuilt.grid && !rebuilt.grid->certificate.accepted) {
    certificate = rebuilt.grid->certificate;
    certificate.reason = "the countries' grids without the programme: " + certificate.reason;
  }
  results::TablesChecked tables;
  const std::string file = stored.file, version = stored.version;
  if (certificate.accepted)
    tables = results::check_tables(
        file, planmoney::stored_plan(std::move(rebuilt), std::move(stored), std::move(formulated)).plan);
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
                       {"written_by", version}};
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
