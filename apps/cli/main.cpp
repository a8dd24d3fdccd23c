// The command line: options in, one function per command, exit codes out. The only unit that includes CLI11.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <functional>
#include <map>

#include "apps/cli/commands/catalogue.hpp"
#include "apps/cli/commands/check.hpp"
#include "apps/cli/commands/compare.hpp"
#include "apps/cli/commands/completion.hpp"
#include "apps/cli/commands/doctor.hpp"
#include "apps/cli/commands/estimate.hpp"
#include "apps/cli/commands/export.hpp"
#include "apps/cli/commands/finance.hpp"
#include "apps/cli/commands/new.hpp"
#include "apps/cli/commands/plan.hpp"
#include "apps/cli/commands/schema.hpp"
#include "apps/cli/commands/solve.hpp"
#include "apps/cli/commands/verify.hpp"
#include "apps/cli/console.hpp"

namespace {

using namespace gigaplan;
using namespace gigaplan::cli;

// Every command adds itself here: its options, and what runs when it is chosen.
struct Registry {
  CLI::App& app;
  Common& common;
  std::function<int()> chosen;
  std::map<const CLI::Option*, Values> values{};  // of options whose values are known, for completion

  /// One of these words and no other.
  CLI::Option* closed(CLI::Option* option, const std::vector<std::string>& words) {
    return known(option->check(CLI::IsMember(words)), words);
  }
  /// These words; others may be right too, or are refused where they are used.
  CLI::Option* known(CLI::Option* option, const std::vector<std::string>& words) {
    return known(option, [words] {
      std::vector<Suggestion> out;
      for (const auto& word : words) out.push_back({word, {}});
      return out;
    });
  }
  CLI::Option* known(CLI::Option* option, Values list) {
    values[option] = std::move(list);
    return option;
  }
  CLI::App* command(const std::string& name, const std::string& help) {
    auto* sub = app.add_subcommand(name, help);
    sub->add_flag("--json", common.json, "print one JSON object on stdout");
    sub->add_flag("--quiet", common.quiet, "say nothing but the result");
    closed(sub->add_option("--progress", common.progress, "how progress is shown"),
           {"auto", "bar", "plain", "json", "none"});
    return sub;
  }
  void solving(CLI::App* sub) {
    sub->add_option("--threads", common.threads, "threads to use (0: as many as the machine has, at most 8)")
        ->check(CLI::Range(0, 1024));
    sub->add_option_function<std::string>(
        "--time-limit", [this](const std::string& text) { common.time_limit = parse_duration(text); },
        "stop solving after this long (90s, 10min, 2h) and keep the best answer");
    sub->add_flag("--verbose", common.verbose, "tell why a solver's answer was not taken, by row and column");
  }
};

void add_finance(Registry& registry, FinanceOptions& options) {
  auto* sub = registry.command("finance", "what a project costs, who pays, what it returns");
  sub->add_option("run-or-case", options.money, "the folder of a run (gigaplan plan), or a money case (TOML) alone");
  sub->add_option("--case", options.terms, "with a run: its terms as a money case (TOML); without, sourced defaults");
  sub->add_option("--sam", options.sam, "a case as SAM exports it (JSON); prints SAM's results under SAM's names");
  sub->add_option("-o,--output", options.output, "folder for results.xlsx, finance.json and the default terms");
  sub->add_flag("--force", options.force, "write over results that are there");
  sub->callback([&] {
    registry.chosen = [&] {
      options.json = registry.common.json;
      return run_finance(options, make_context(registry.common));
    };
  });
}

void add_solve(Registry& registry, SolveCommand& command) {
  auto* sub = registry.command("solve", "solve a PyPSA network: netCDF file or CSV folder in, certified plan out");
  sub->add_option("network", command.network, "a file written by export_to_netcdf, or a folder of export_to_csv_folder")
      ->required();
  sub->add_option("-o,--output", command.output, "write the solved network: FILE.nc, or a folder of CSV files");
  sub->add_flag("--force", command.force, "overwrite what is there");
  registry.known(
      sub->add_option("--solver", command.solver, "auto, simplex, hipo, hipo-unscaled, ipx, mip or block-ipm"),
      solver_names());
  sub->add_option("--mip-gap", command.mip_gap, "relative gap at which the tree search stops")
      ->check(CLI::Range(0.0, 1.0));
  sub->add_flag("--duals", command.duals, "write the duals of single limits too (mu_upper, mu_lower, …); needs -o");
  sub->add_option("--cvar-omega", command.cvar_omega, "weight of the conditional value at risk (stochastic networks)")
      ->check(CLI::Range(0.0, 1.0));
  sub->add_option("--cvar-alpha", command.cvar_alpha, "its level")->check(CLI::Range(0.0, 0.999999));
  registry.solving(sub);
  sub->callback([&] {
    registry.chosen = [&] {
      command.common = registry.common;
      return run_solve(command, make_context(command.common));
    };
  });
}

void add_plan(Registry& registry, PlanCommand& command) {
  auto* sub = registry.command("plan", "plan a scenario: what to build, where, when, how to run it, and its report");
  sub->add_option("scenario", command.scenario, "the scenario file (TOML)")->required();
  sub->add_option("-o,--output", command.output, "folder for the results (default: runs/NAME-HASH)");
  sub->add_flag("--force", command.force, "overwrite what is there");
  registry.known(sub->add_option("--hours", command.hours, "full, or typical:N days (default: what the scenario says)"),
                 {"full", "typical:12"});
  registry.known(
      sub->add_option("--solver", command.solver, "auto, simplex, hipo, hipo-unscaled, ipx, mip or block-ipm"),
      solver_names());
  sub->add_option("--mip-gap", command.mip_gap, "relative gap at which the tree search stops")
      ->check(CLI::Range(0.0, 1.0));
  sub->add_option("--measure", command.measured_limits, "how many bottlenecks to solve again with their step taken")
      ->check(CLI::Range(0, 1000));
  auto* rules = sub->add_option("--rules", command.priced_rules,
                                "how many rules to price by planning without them (default: 10, for at most a minute)")
                    ->check(CLI::Range(0, 1000));
  registry.solving(sub);
  sub->callback([&, rules] {
    command.rules_asked = rules->count() > 0;
    registry.chosen = [&] {
      command.common = registry.common;
      command.version = GIGAPLAN_VERSION;
      return run_plan(command, make_context(command.common));
    };
  });
}

void add_verify(Registry& registry, std::string& run) {
  auto* sub = registry.command("verify", "check a stored plan again, without solving");
  sub->add_option("run", run, "the folder that `gigaplan plan` wrote")->required();
  sub->callback(
      [&] { registry.chosen = [&] { return run_verify(run, registry.common, make_context(registry.common)); }; });
}

void add_export(Registry& registry, ExportCommand& command) {
  auto* sub = registry.command("export", "a stored plan in the words of another program");
  sub->add_option("run", command.run, "the folder that `gigaplan plan` wrote")->required();
  sub->add_option("--pypsa", command.pypsa, "write a PyPSA network of the same least cost: FILE.nc, or a CSV folder")
      ->required();
  sub->add_flag("--force", command.force, "overwrite what is there");
  sub->callback([&] {
    registry.chosen = [&] {
      command.common = registry.common;
      return run_export(command, make_context(command.common));
    };
  });
}

struct ComparedRuns {
  std::string a, b;
};

void add_compare(Registry& registry, ComparedRuns& runs) {
  auto* sub = registry.command("compare", "two stored plans: what was asked differently, what came out differently");
  sub->add_option("a", runs.a, "the folder of a run")->required();
  sub->add_option("b", runs.b, "the folder of another run")->required();
  sub->callback([&] { registry.chosen = [&] { return run_compare(runs.a, runs.b, registry.common); }; });
}

void add_doctor(Registry& registry) {
  auto* sub = registry.command("doctor", "versions, threads, solvers, catalogue: is everything here?");
  sub->callback([&] { registry.chosen = [&] { return run_doctor(registry.common, GIGAPLAN_VERSION); }; });
}

void add_estimate(Registry& registry, EstimateCommand& command) {
  auto* sub = registry.command("estimate", "what an accelerator serves, beside what was measured");
  registry.known(sub->add_option("--model", command.model, "language model of the catalogue"), of_catalogue("models"));
  registry.known(sub->add_option("--accelerator", command.accelerator, "accelerator of the catalogue"),
                 of_catalogue("accelerators"));
  sub->add_option("--input-tokens", command.input_tokens, "mean tokens of a prompt");
  sub->add_option("--output-tokens", command.output_tokens, "mean tokens of an answer");
  sub->add_option("--context", command.context, "mean context while writing (default: input + output / 2)");
  sub->add_option("--first-token", command.first_token, "limit of the time to first token, p99 (2s, 450ms)");
  sub->add_option("--per-token", command.per_token, "limit of the time per output token, p99 (50ms)");
  registry.known(sub->add_option("--precision", command.precision, "fp4, fp8 or bf16 (default: the chip's own)"),
                 {"fp4", "fp8", "bf16"});
  registry.known(
      sub->add_option("--workload", command.workload, "a benchmark: mlperf/llama2-70b/offline (server, interactive)"),
      of_catalogue("workloads"));
  sub->add_flag("--fit", command.fit, "find the efficiencies anew from the measurements");
  sub->add_option("--overlay", command.overlay, "catalogue file of your own");
  sub->callback([&] {
    registry.chosen = [&] {
      command.common = registry.common;
      return run_estimate(command, make_context(command.common));
    };
  });
}

void add_catalogue(Registry& registry, CatalogueCommand& command) {
  auto* both = registry.app.add_subcommand("catalogue", "the sourced figures that plans rest on");
  both->require_subcommand(1);
  const auto add = [&](const char* name, const char* help, int (*run)(const CatalogueCommand&)) {
    auto* sub = both->add_subcommand(name, help);
    sub->add_flag("--json", registry.common.json, "print one JSON object on stdout");
    sub->add_option("--overlay", command.overlay, "catalogue file of your own");
    sub->callback([&registry, &command, run] {
      registry.chosen = [&registry, &command, run] {
        command.common = registry.common;
        return run(command);
      };
    });
    return sub;
  };
  auto* list = add("list", "the kinds, or the records of one", run_catalogue_list);
  registry.known(list->add_option("kind", command.kind, "accelerators, …"), of_catalogue("kinds"));
  auto* show = add("show", "every figure of a record, with its source", run_catalogue_show);
  registry.known(show->add_option("name", command.name, "id or alias")->required(), of_catalogue("records"));
}

void add_new(Registry& registry, NewCommand& command) {
  auto* sub = registry.command("new", "write a commented scenario of five inputs to start from");
  sub->add_option("file", command.file, "the file to write")->required();
  registry.known(sub->add_option("--country", command.country, "ISO 3166 code or English name (default: DE)"),
                 of_catalogue("countries"));
  sub->add_flag("--force", command.force, "overwrite what is there");
  sub->callback([&] {
    registry.chosen = [&] {
      command.common = registry.common;
      return run_new(command);
    };
  });
}

void add_check(Registry& registry, CheckCommand& command) {
  auto* sub = registry.command("check", "every fault of a scenario at once, or what it says");
  sub->add_option("scenario", command.file, "the scenario file (TOML)")->required();
  sub->add_flag("--explain", command.explain, "list every value used, with its source");
  sub->callback([&] {
    registry.chosen = [&] {
      command.common = registry.common;
      return run_check(command);
    };
  });
}

void add_schema(Registry& registry, SchemaCommand& command) {
  auto* sub = registry.command("schema", "what a scenario may say, as a JSON Schema for editors");
  sub->add_flag("--page", command.page, "print the reference page (Markdown) in place of the schema");
  sub->callback([&] { registry.chosen = [&] { return run_schema(command); }; });
}

// The option table as completion reads it.
CommandWords words_of(const CLI::App& app, const std::map<const CLI::Option*, Values>& values) {
  CommandWords out{
      .name = app.get_name(), .help = app.get_description(), .options = {}, .arguments = {}, .commands = {}};
  for (const auto* option : app.get_options()) {
    const auto known = values.find(option);
    OptionWords words{.names = {},
                      .help = option->get_description(),
                      .takes_value = option->get_expected_max() > 0,
                      .values = known == values.end() ? Values() : known->second};
    for (const auto& name : option->get_snames()) words.names.push_back("-" + name);
    for (const auto& name : option->get_lnames()) words.names.push_back("--" + name);
    (words.names.empty() ? out.arguments : out.options).push_back(std::move(words));
  }
  for (const auto* sub : app.get_subcommands([](const CLI::App*) { return true; }))
    out.commands.push_back(words_of(*sub, values));
  return out;
}

void add_completion(Registry& registry, CompletionCommand& command) {
  auto* sub =
      registry.command("completion", "the script that lets bash, zsh or fish complete gigaplan's command lines");
  registry
      .closed(sub->add_option("shell", command.what, "bash, zsh or fish; `words -- LINE…`: what may stand at its end"),
              {"bash", "zsh", "fish", "words"})
      ->required();
  sub->add_option("words", command.words, "the command line behind `gigaplan`, up to the cursor");
  sub->callback([&] {
    registry.chosen = [&] {
      command.common = registry.common;
      return run_completion(command, words_of(registry.app, registry.values));
    };
  });
}

std::string suggestion(const CLI::App& app, int argc, char** argv) {
  std::vector<std::string> known;
  for (const auto* sub : app.get_subcommands([](const CLI::App*) { return true; })) {
    known.push_back(sub->get_name());
    if (!sub->parsed()) continue;
    for (const auto* option : sub->get_options())
      for (const auto& name : option->get_lnames()) known.push_back("--" + name);
  }
  for (int i = 1; i < argc; ++i) {
    const std::string word = std::string(argv[i]).substr(0, std::string(argv[i]).find('='));
    if (std::ranges::find(known, word) != known.end()) continue;
    if (const auto near = nearest(word, known); !near.empty()) return fmt::format("did you mean \"{}\"?", near);
  }
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  Common common;
  CLI::App app{"Gigaplan plans AI infrastructure: what to build, where, when, with which chips, power and money.",
               "gigaplan"};
  app.set_version_flag("--version", GIGAPLAN_VERSION);
  app.require_subcommand(1);
  Registry registry{app, common, {}};
  FinanceOptions finance;
  add_finance(registry, finance);
  SolveCommand solve;
  add_solve(registry, solve);
  PlanCommand plan;
  add_plan(registry, plan);
  std::string verified_run;
  add_verify(registry, verified_run);
  ExportCommand exported;
  add_export(registry, exported);
  ComparedRuns compared;
  add_compare(registry, compared);
  add_doctor(registry);
  EstimateCommand estimated;
  add_estimate(registry, estimated);
  CatalogueCommand catalogue;
  add_catalogue(registry, catalogue);
  NewCommand starter;
  add_new(registry, starter);
  CheckCommand check;
  add_check(registry, check);
  SchemaCommand schema;
  add_schema(registry, schema);
  CompletionCommand completion;
  add_completion(registry, completion);
  try {
    app.parse(argc, argv);
    return registry.chosen();
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);
    fmt::print(stderr, "gigaplan: {}\n", error.what());
    if (const auto hint = suggestion(app, argc, argv); !hint.empty()) fmt::print(stderr, "{}\n", hint);
    fmt::print(stderr, "`gigaplan --help` lists the commands, `gigaplan COMMAND --help` their options.\n");
    return Exit::usage;
  } catch (const InputInvalid& error) {
    return print_faults(error.faults(), common.json);
  } catch (const UsageTrouble& error) {
    fmt::print(stderr, "gigaplan: {}\n", error.what());
    return Exit::usage;
  } catch (const FileTrouble& error) {
    end_progress();
    if (common.json)
      print_faults(
          {{"GP1001", {error.file()}, error.what(), "name a file that is there, or a place that can be written"}},
          true);
    else
      fmt::print(stderr, "gigaplan: {}\n", error.what());
    return Exit::file;
  } catch (const std::bad_alloc&) {
    fmt::print(stderr, "gigaplan: out of memory\n");
    return Exit::internal;
  } catch (const std::exception& error) {
    end_progress();
    fmt::print(stderr, "gigaplan: internal error: {}\n", error.what());
    return Exit::internal;
  }
}
