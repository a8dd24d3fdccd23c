#include "apps/cli/commands/export.hpp"

#include <fmt/format.h>

#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "apps/cli/commands/plan.hpp"
#include "gigaplan/exchange/pypsa/export.hpp"
#include "gigaplan/planmoney/stored_plan.hpp"
#include "gigaplan/results/write.hpp"

namespace gigaplan::cli {

int run_export(const ExportCommand& command, const Context& context) {
  namespace fs = std::filesystem;
  namespace pypsa = exchange::pypsa;
  if (fs::exists(command.pypsa) && !command.force)
    throw FileTrouble(command.pypsa, command.pypsa + ": exists already; --force overwrites it");
  const bool one_file = fs::path(command.pypsa).extension() == ".nc";
  one_file ? results::check_file_writable(command.pypsa) : results::check_writable(command.pypsa);
  const auto stored = results::read_stored(command.run);
  const auto compiled = planmoney::rebuild(stored, catalogue_folder(), context).compiled;
  auto tables = pypsa::export_network(compiled.network);
  const bool planned = stored.status == "optimal" && std::isfinite(stored.objective);
  const nlohmann::ordered_json objective =
      planned ? nlohmann::ordered_json(stored.objective) : nlohmann::ordered_json(nullptr);
  tables.meta = nlohmann::ordered_json{{"gigaplan_objective", objective},
                                       {"gigaplan_version", stored.version},
                                       {"gigaplan_input_hash", stored.input_hash}}
                    .dump();
  if (one_file)
    pypsa::write_netcdf(tables, command.pypsa);
  else
    pypsa::write_csv(tables, command.pypsa);
  const bool many = tables.many_periods();
  const std::string call = many ? "n.optimize(multi_investment_periods=True)" : "n.optimize()";
  if (command.common.json) {
    const nlohmann::ordered_json out{{"output", command.pypsa},
                                     {"objective", objective},
                                     {"status", stored.status},
                                     {"snapshots", tables.snapshot_count()},
                                     {"solve_with", call}};
    fmt::print("{}\n", out.dump());
  } else {
    fmt::print("written     {}\nsolve with  n = pypsa.Network(\"{}\"); {}\n", command.pypsa, command.pypsa, call);
    if (planned)
      fmt::print("objective   {:.10g} in the plan\n", stored.objective);
    else
      fmt::print("objective   none: the run has no plan (status {})\n", stored.status);
  }
  return Exit::ok;
}

}  // namespace gigaplan::cli
