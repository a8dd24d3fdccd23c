#include "apps/cli/commands/solve.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>

#include "gigaplan/certify/certify.hpp"
#include "gigaplan/exchange/pypsa/import.hpp"
#include "gigaplan/exchange/pypsa/results.hpp"
#include "gigaplan/formulate/formulate.hpp"
#include "gigaplan/network/network.hpp"
#include "gigaplan/results/write.hpp"
#include "gigaplan/solve/solve.hpp"

namespace gigaplan::cli {
namespace {

namespace fs = std::filesystem;
namespace pypsa = exchange::pypsa;
using Json = nlohmann::ordered_json;

/// Seconds of each stage; stages follow one another and add up to the run.
class Stopwatch {
 public:
  explicit Stopwatch(std::chrono::steady_clock::time_point start) : last_(start) {}
  double lap() {
    const auto now = std::chrono::steady_clock::now();
    const std::chrono::duration<double> seconds = now - last_;
    last_ = now;
    return seconds.count();
  }

 private:
  std::chrono::steady_clock::time_point last_;
};

struct Stages {
  double read = 0, formulate = 0, solve = 0, certify = 0, write = 0;
};

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

bool to_netcdf(const std::string& output) { return fs::path(output).extension() == ".nc"; }

void check_output(const SolveCommand& command, const pypsa::Tables& tables) {
  if (command.output.empty()) return;
  if (fs::exists(command.output) && !command.force)
    throw FileTrouble(command.output, command.output + ": exists already; --force overwrites it");
  if (!to_netcdf(command.output) && !tables.scenarios.empty())
    throw UsageTrouble("PyPSA's CSV folders cannot hold scenarios: write a file, -o " + command.output + ".nc");
  to_netcdf(command.output) ? results::check_file_writable(command.output) : results::check_writable(command.output);
}

int exit_of(program::Status status) {
  switch (status) {
    case program::Status::optimal:
      return Exit::ok;
    case program::Status::infeasible:
    case program::Status::unbounded:
      return Exit::infeasible;
    case program::Status::limit:
      return Exit::limit;
    case program::Status::interrupted:
      return Exit::interrupted;
    case program::Status::numerical:
      return Exit::numerical;
  }
  return Exit::internal;
}

/// Everything that the run found out, ready to be printed.
struct Outcome {
  program::Solution solution;
  certify::Certificate certificate;
  std::int64_t columns = 0, rows = 0, nonzeros = 0;
  double constant = 0;
  Stages seconds;
  std::string output;
  bool has_point = false;
};

Json json_of(const Outcome& outcome) {
  const certify::Certificate& proof = outcome.certificate;
  Json assumes = Json::array();
  for (const std::string& line : proof.dual_bound_assumes) assumes.push_back(line);
  return {{"status", program::word(outcome.solution.status)},
          {"objective", outcome.has_point ? number(outcome.solution.objective) : Json(nullptr)},
          {"objective_sense", "min"},
          {"objective_constant", number(outcome.constant)},
          {"certificate",
           {{"accepted", proof.accepted},
            {"primal", number(proof.primal)},
            {"dual", number(proof.dual)},
            {"gap", number(proof.gap)},
            {"dual_bound", proof.dual_bound ? number(*proof.dual_bound) : Json(nullptr)},
            {"dual_bound_assumes", assumes},
            {"reason", proof.reason}}},
          {"solver",
           {{"name", outcome.solution.solver},
            {"iterations", outcome.solution.iterations},
            {"message", outcome.solution.message}}},
          {"size", {{"columns", outcome.columns}, {"rows", outcome.rows}, {"nonzeros", outcome.nonzeros}}},
          {"seconds",
           {{"read", outcome.seconds.read},
            {"formulate", outcome.seconds.formulate},
            {"solve", outcome.seconds.solve},
            {"certify", outcome.seconds.certify},
            {"write", outcome.seconds.write}}},
          {"peak_memory_bytes", peak_memory_bytes()},
          {"output", outcome.output.empty() ? Json(nullptr) : Json(outcome.output)}};
}

void print(const Outcome& outcome, bool json) {
  if (json) {
    fmt::print("{}\n", json_of(outcome).dump());
    return;
  }
  fmt::print("status      {}\n", program::word(outcome.solution.status));
  if (outcome.has_point) {
    fmt::print("objective   {:.10g}", outcome.solution.objective);
    if (outcome.constant != 0)
      fmt::print("   (PyPSA: {:.10g} and the constant {:.10g})", outcome.solution.objective - outcome.constant,
                 outcome.constant);
    fmt::print("\n");
  }
  if (!outcome.has_point && outcome.solution.status == program::Status::limit)
    fmt::print("proof       none: the time limit came before an answer; give more time (--time-limit)\n");
  else if (!outcome.has_point && outcome.solution.status == program::Status::interrupted)
    fmt::print("proof       none: stopped before an answer was found\n");
  else
    fmt::print("proof       {}\n", outcome.certificate.reason);
  fmt::print("solver      {}, {} iterations\n", outcome.solution.solver, outcome.solution.iterations);
  fmt::print("size        {} columns, {} rows, {} entries\n", outcome.columns, outcome.rows, outcome.nonzeros);
  const Stages& s = outcome.seconds;
  fmt::print("seconds     read {:.2f}, formulate {:.2f}, solve {:.2f}, certify {:.2f}, write {:.2f}\n", s.read,
             s.formulate, s.solve, s.certify, s.write);
  fmt::print("memory      {:.1f} MB\n", static_cast<double>(peak_memory_bytes()) / 1e6);
  if (!outcome.output.empty()) fmt::print("written     {}\n", outcome.output);
}

void write(const std::string& output, const pypsa::Tables& tables) {
  if (to_netcdf(output))
    pypsa::write_netcdf(tables, output);
  else
    pypsa::write_csv(tables, output);
}

}  // namespace

int run_solve(const SolveCommand& command, const Context& context) {
  solve::SolveOptions options;
  options.solver = solve::choice_of(command.solver);
  options.mip_gap = command.mip_gap;
  Stopwatch watch(context.started);
  Outcome outcome;

  context.report("read", -1, command.network);
  pypsa::Tables tables = pypsa::read(command.network);
  check_output(command, tables);
  std::optional<pypsa::RiskPreference> risk;
  if (command.cvar_omega > 0) risk = {command.cvar_alpha, command.cvar_omega};
  const pypsa::Import import = pypsa::import_network(tables, risk);
  if (!command.common.quiet)
    for (const std::string& note : import.notes) context.say("note: " + note);
  outcome.seconds.read = watch.lap();

  context.report("formulate", -1);
  formulate::Formulated formulated = formulate::formulate(import.network);
  outcome.columns = formulated.program.columns();
  outcome.rows = formulated.program.rows();
  outcome.nonzeros = formulated.program.nonzeros();
  outcome.constant = import.trace.objective_constant;
  outcome.seconds.formulate = watch.lap();

  outcome.solution = solve::solve(formulated.program, options, context);
  outcome.seconds.solve = watch.lap();

  certify::CertifyOptions certify_options;
  certify_options.mip_gap = std::max(command.mip_gap, 1e-9);
  outcome.certificate = certify::certify(formulated.program, outcome.solution, certify_options);
  outcome.has_point = outcome.certificate.feasible && (!outcome.solution.primal.empty() || outcome.columns == 0) &&
                      !outcome.solution.ray && outcome.solution.status != program::Status::infeasible &&
                      outcome.solution.status != program::Status::unbounded;
  outcome.seconds.certify = watch.lap();

  if (!command.output.empty() && outcome.has_point) {
    context.report("write", -1, command.output);
    pypsa::add_results(tables, import, formulated, outcome.solution, command.duals);
    write(command.output, tables);
    outcome.output = command.output;
  }
  outcome.seconds.write = watch.lap();
  end_progress();
  print(outcome, command.common.json);
  return exit_of(outcome.solution.status);
}

}  // namespace gigaplan::cli
