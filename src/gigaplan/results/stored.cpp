#include "gigaplan/results/stored.hpp"

#include <fmt/format.h>

#include "gigaplan/base/fault.hpp"
#include "gigaplan/exchange/netcdf/netcdf.hpp"

namespace gigaplan::results {
namespace {

using exchange::netcdf::Reader;

std::string text_of(const Reader& file, const std::string& path, const std::string& name) {
  const auto found = file.attributes().find(name);
  if (found == file.attributes().end() || !std::holds_alternative<std::string>(found->second)) {
    throw InputInvalid({{"GP3301",
                         {path, 0, 0},
                         fmt::format("the file has no attribute \"{}\": it is no results file of a plan", name),
                         "name a folder that `gigaplan plan` wrote"}});
  }
  return std::get<std::string>(found->second);
}

double number_of(const Reader& file, const std::string& name) {
  const auto found = file.attributes().find(name);
  if (found == file.attributes().end()) return 0;
  if (const auto* real = std::get_if<double>(&found->second)) return *real;
  if (const auto* whole = std::get_if<std::int64_t>(&found->second)) return static_cast<double>(*whole);
  return 0;
}

std::vector<double> vector_of(const Reader& file, const std::string& name) {
  const auto* variable = file.find(name);
  return variable == nullptr ? std::vector<double>() : file.reals(*variable);
}

void vectors_of(const Reader& file, const std::string& name, program::Solution& solution) {
  solution.primal = vector_of(file, name + "_primal");
  solution.reduced_cost = vector_of(file, name + "_reduced_cost");
  solution.row_dual = vector_of(file, name + "_row_dual");
}

}  // namespace

Stored read_stored(const std::filesystem::path& run) {
  const auto path = std::filesystem::is_directory(run) ? run / "results.nc" : run;
  const Reader file(path.string());
  const auto text = [&](const char* name) { return text_of(file, path.string(), name); };
  Stored stored;
  stored.file = path.string();
  stored.scenario_text = text("scenario");
  stored.variant = text("variant");
  stored.hours = text("hours");
  stored.version = text("gigaplan_version");
  stored.input_hash = text("input_hash");
  stored.status = text("status");
  stored.objective = number_of(file, "objective");
  stored.reached = vector_of(file, "goals_reached");
  auto& s = stored.solution;
  vectors_of(file, "solution", s);
  vectors_of(file, "grid", stored.grid_alone);
  stored.grid_alone.status = program::Status::optimal;
  stored.grid_alone.objective = number_of(file, "grid_objective");
  s.objective = stored.objective;
  s.solver = text("solver");
  s.status = stored.status == "optimal" ? program::Status::optimal
             : stored.status == "limit" ? program::Status::limit
                                        : program::Status::numerical;
  s.has_solver_bound = number_of(file, "has_solver_bound") != 0;
  s.solver_bound = number_of(file, "solver_bound");
  s.duals_with_integers_fixed = number_of(file, "duals_with_integers_fixed") != 0;
  return stored;
}

}  // namespace gigaplan::results
