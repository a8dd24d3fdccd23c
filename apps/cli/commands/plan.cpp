#include "apps/cli/commands/plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "gigaplan/exchange/pypsa/tables.hpp"
#include "gigaplan/plan/plan.hpp"
#include "gigaplan/plan/variants.hpp"
#include "gigaplan/plan/words.hpp"
#include "gigaplan/planmoney/pictures.hpp"
#include "gigaplan/present/present.hpp"
#include "gigaplan/report/document.hpp"
#include "gigaplan/results/run_json.hpp"
#include "gigaplan/results/write.hpp"
#include "gigaplan/scenario/read.hpp"
#include "gigaplan/scenario/stored.hpp"

namespace gigaplan::cli {
namespace {

int exit_of(const plan::Plan& plan) {
  switch (plan.solution.status) {
    case program::Status::optimal:
      return plan.certificate.accepted ? Exit::ok : Exit::numerical;
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

struct Run {
  plan::Plan plan;
  std::filesystem::path folder;
  std::string json;
  report::Document document;
};

std::filesystem::path folder_of(const PlanCommand& command, const scenario::Scenario& s, const std::string& hash) {
  std::filesystem::path base = command.output;
  if (base.empty())
    base = std::filesystem::path("runs") /
           (std::filesystem::path(command.scenario).stem().string() + "-" + hash.substr(0, 8));
  return s.variant.empty() ? base : base / s.variant;
}

// Plans one scenario and writes its folder.
Run one(const PlanCommand& command, const scenario::Scenario& s, const Catalogue& catalogue,
        const std::filesystem::path& folder, const std::string& hash, const plan::Plan* base, const Context& context) {
  plan::PlanOptions options;
  options.solver.solver = solve::choice_of(command.solver);
  options.solver.mip_gap = command.mip_gap;
  options.measured_limits = command.measured_limits;
  options.priced_rules = s.variant.empty() ? command.priced_rules : 0;
  if (!command.rules_asked) options.rule_seconds = 60;
  options.neighbour = base;
  Run run{.plan = plan::make_plan(s, catalogue, options, context), .folder = folder, .json = {}, .document = {}};
  context.report("write", -1, folder.string());
  const auto start = std::chrono::steady_clock::now();
  const auto memory = static_cast<double>(peak_memory_bytes());
  run.json = results::run_json(run.plan, command.version, hash, folder.string(), memory);
  results::WriteOptions write{.version = command.version,
                              .report_html = {},
                              .run_json = run.json,
                              .scenario_files = s.text,
                              .input_hash = hash,
                              .force = command.force};
  run.document = present::document_of(
      run.plan, catalogue,
      {.version = command.version, .input_hash = hash, .output = folder.string(), .peak_memory_bytes = memory});
  planmoney::add_finance(run.document, run.plan, catalogue);
  write.report_html = report::render(run.document);
  results::write_run(folder, run.plan, write);
  if (!s.power.network.empty()) {
    namespace pypsa = exchange::pypsa;
    const auto grid = std::filesystem::path(s.file).parent_path() / s.power.network;
    pypsa::write_netcdf(pypsa::read(grid.string()), (folder / scenario::stored_network).string());
  }
  // What writing took is known when it is done: run.json is written again with it.
  run.plan.stages.push_back({"write", std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count()});
  run.json =
      results::run_json(run.plan, command.version, hash, folder.string(), static_cast<double>(peak_memory_bytes()));
  results::write_text(folder / "run.json", run.json);
  end_progress();
  return run;
}

void print_words(const Run& run) {
  if (!run.plan.scenario.variant.empty()) fmt::print("\nVariant {}\n", run.plan.scenario.variant);
  for (const auto& line : plan::answer_in_words(run.plan)) fmt::print("{}\n", line);
  if (!run.plan.rule_prices.empty()) fmt::print("What each rule costs:\n");
  for (const auto& price : run.plan.rule_prices) fmt::print("  {}\n", price.sentence);
  if (!run.plan.rule_note.empty()) fmt::print("  {}\n", run.plan.rule_note);
  const auto& c = run.plan.certificate;
  if (run.plan.has_answer())
    fmt::print("Certificate: {} ({}, {} columns, {} rows, gap {:.1e}).\n",
               c.accepted ? "accepted" : "not accepted: " + c.reason, run.plan.solution.solver, run.plan.columns,
               run.plan.rows, c.gap);
  fmt::print("Report: {}\n", (run.folder / "report.html").string());
}

// Main figures of all runs side by side, the first one the base.
std::string difference_table(const std::vector<Run>& runs) {
  std::string text = "variant,status,present_cost,difference,capital,it_power_mw_last,accelerators_last\n";
  const auto& base = runs.front().plan;
  for (const auto& run : runs) {
    const auto figures = plan::run_figures(run.plan);
    const auto cost = figures.present_cost ? fmt::format("{}", *figures.present_cost) : "";
    const auto off =
        run.plan.has_answer() && base.has_answer() ? fmt::format("{}", run.plan.present_cost - base.present_cost) : "";
    text +=
        fmt::format("{},{},{},{},{},{},{}\n", run.plan.scenario.variant.empty() ? "base" : run.plan.scenario.variant,
                    program::word(run.plan.solution.status), cost, off, figures.capital.value_or(0),
                    figures.it_power.value_or(0), figures.accelerators.value_or(0));
  }
  return text;
}

// Every report shows all runs, which are known only when the last one is done: each is written again with them.
void compare_in_reports(std::vector<Run>& runs) {
  std::vector<const plan::Plan*> plans;
  for (const auto& run : runs) plans.push_back(&run.plan);
  for (std::size_t i = 0; i < runs.size(); ++i) {
    present::add_variants(runs[i].document, plans, static_cast<int>(i));
    results::write_text(runs[i].folder / "report.html", report::render(runs[i].document));
  }
}

// One line a variant: what it is worth against the base.
std::string difference_words(const std::vector<Run>& runs) {
  std::string text;
  for (std::size_t i = 1; i < runs.size(); ++i)
    text += plan::difference_in_words(runs.front().plan, runs[i].plan) + "\n";
  return text;
}

}  // namespace

HoursChoice parse_hours(const std::string& text) {
  if (text == "full") return {.full = true, .typical_days = 0};
  int days = 0;
  if (text.starts_with("typical:") && std::sscanf(text.c_str() + 8, "%d", &days) == 1 && days >= 1 && days <= 365)
    return {.full = false, .typical_days = days};
  throw UsageTrouble(fmt::format("--hours {} is neither \"full\" nor \"typical:N\" with N from 1 to 365", text));
}

int run_plan(const PlanCommand& command, const Context& context) {
  auto input = scenario::read(command.scenario, catalogue_folder());
  if (!command.hours.empty()) {
    const auto hours = parse_hours(command.hours);
    for (auto& s : input.scenarios) s.hours = {.full = hours.full, .typical_days = hours.typical_days};
  }
  const auto hash = results::hash_of(input.scenarios.front().text + command.hours);
  results::check_folder(folder_of(command, input.scenarios.front(), hash), command.force);
  std::vector<Run> runs;
  int worst = Exit::ok;
  for (const auto& s : input.scenarios) {
    const auto folder = folder_of(command, s, hash);
    const auto* base = runs.empty() ? nullptr : &runs.front().plan;
    runs.push_back(one(command, s, input.catalogue, folder, hash, base, context));
    worst = std::max(worst, exit_of(runs.back().plan));
    if (!command.common.json) print_words(runs.back());
  }
  if (runs.size() > 1) {
    results::write_text(runs.front().folder / "variants.csv", difference_table(runs));
    const auto words = difference_words(runs);
    results::write_text(runs.front().folder / "variants.txt", words);
    compare_in_reports(runs);
    if (!command.common.json) fmt::print("\n{}", words);
  }
  if (command.common.json) {
    auto object = nlohmann::json::parse(runs.front().json);
    for (std::size_t i = 1; i < runs.size(); ++i) object["variants"].push_back(nlohmann::json::parse(runs[i].json));
    fmt::print("{}\n", object.dump(2));
  }
  return worst;
}

}  // namespace gigaplan::cli
