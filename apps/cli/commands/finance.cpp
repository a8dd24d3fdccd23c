#include "apps/cli/commands/finance.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "apps/cli/console.hpp"
#include "gigaplan/finance/case_file.hpp"
#include "gigaplan/finance/sam/single_owner.hpp"
#include "gigaplan/finance/workbook.hpp"
#include "gigaplan/planmoney/answer.hpp"
#include "gigaplan/planmoney/stored_plan.hpp"
#include "gigaplan/planmoney/terms.hpp"
#include "gigaplan/results/run_json.hpp"
#include "gigaplan/results/write.hpp"

namespace gigaplan::cli {
namespace {

std::string read_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw FileTrouble(path, fmt::format("cannot open {}", path));
  std::stringstream text;
  text << in.rdbuf();
  if (in.bad()) throw FileTrouble(path, fmt::format("cannot read {}", path));
  return text.str();
}

int run_sam(const FinanceOptions& options, const Context& context) {
  const finance::sam::Outputs results = finance::sam::run_case(read_text(options.sam), options.sam);
  if (!results.riding.empty())
    context.say(fmt::format("{}: no inputs of this SAM model, so they had no part in the results: {}", options.sam,
                            fmt::join(results.riding, ", ")));
  fmt::print("{}\n", results.to_json(options.json ? -1 : 2));
  return Exit::ok;
}

namespace fs = std::filesystem;

// results.xlsx, finance.json and, where the terms are the defaults, these as money.toml.
struct Target {
  fs::path folder;
  bool default_terms = false;
  [[nodiscard]] fs::path workbook() const { return folder / "results.xlsx"; }
  [[nodiscard]] fs::path object() const { return folder / "finance.json"; }
  [[nodiscard]] fs::path terms() const { return folder / "money.toml"; }
};

// In the folder that an input has by itself, the same results may be there already: that is known after the work.
bool may_be_there_already(const FinanceOptions& options, const Target& target) {
  return options.output.empty() && fs::exists(target.workbook()) && fs::exists(target.object());
}

void refuse_what_is_there(const FinanceOptions& options, const Target& target) {
  for (const fs::path& path : {target.workbook(), target.object(), target.terms()})
    if (!options.force && fs::exists(path) && (path != target.terms() || target.default_terms))
      throw FileTrouble(path.string(), fmt::format("{} is there already; --force writes over it", path.string()));
}

// Before the work: whether its results can be written.
void check_target(const FinanceOptions& options, const Target& target) {
  if (may_be_there_already(options, target)) return;
  refuse_what_is_there(options, target);
  results::check_writable(target.folder);
}

// What is there stays unless --force. Every file is written beside its place; all are moved there together.
void write_results(const FinanceOptions& options, const Target& target, const finance::MoneyCase& money,
                   const finance::MoneyResult& result, const std::string& json, const std::string& terms) {
  if (may_be_there_already(options, target) && read_text(target.object().string()) == json + "\n") return;
  refuse_what_is_there(options, target);
  std::error_code error;
  fs::create_directories(target.folder, error);
  if (error)
    throw FileTrouble(target.folder.string(),
                      fmt::format("cannot make the folder {}: {}", target.folder.string(), error.message()));
  const fs::path part = target.workbook().string() + ".part";
  finance::write_workbook(money, result, part.string());
  results::write_text(target.object(), json + "\n");
  if (target.default_terms) results::write_text(target.terms(), terms);
  fs::rename(part, target.workbook());
}

int run_money(const FinanceOptions& options, const Context& context) {
  if (!options.terms.empty())
    throw UsageTrouble("finance: --case goes with the folder of a run; a case alone is the argument itself");
  const std::string text = read_text(options.money);
  const Catalogue catalogue = load_catalogue(catalogue_folder());
  const finance::MoneyCase money =
      finance::read_money_case(text, options.money, nullptr, planmoney::tax_of_country(catalogue));
  const std::string folder = options.output.empty() ? "runs/" + fs::path(options.money).stem().string() + "-" +
                                                          results::hash_of(text).substr(0, 8)
                                                    : options.output;
  const Target target{.folder = folder};
  check_target(options, target);
  const finance::MoneyResult result = finance::run_money_case(money);
  write_results(options, target, money, result, finance::money_json(money, result, folder, 1), "");
  fmt::print("{}\n",
             options.json ? finance::money_json(money, result, folder, -1) : finance::money_text(money, result));
  for (const std::string& notice : result.notices) context.say(notice);
  if (!options.json) context.say("saved in " + folder);
  return Exit::ok;
}

int run_plans_money(const FinanceOptions& options, const Context& context) {
  const std::string terms = options.terms.empty() ? "" : read_text(options.terms);
  fs::path own = options.money;  // beside the plan, one folder for each set of terms
  if (!fs::is_directory(own)) own = own.parent_path();
  own /= terms.empty() ? "finance" : "finance-" + results::hash_of(terms).substr(0, 8);
  const std::string folder = options.output.empty() ? own.string() : options.output;
  const Target target{.folder = folder, .default_terms = terms.empty()};
  check_target(options, target);
  const auto stored = planmoney::read_stored_plan(options.money, catalogue_folder(), context);
  end_progress();
  const auto answer =
      planmoney::answer_of(planmoney::money_of(stored.plan, stored.catalogue), stored.catalogue, terms, options.terms);
  write_results(options, target, answer.money, answer.result, planmoney::json_of(answer, folder, 1), answer.terms.toml);
  fmt::print("{}\n", options.json ? planmoney::json_of(answer, folder, -1) : planmoney::text_of(answer));
  for (const std::string& notice : answer.result.notices) context.say(notice);
  if (!options.json) context.say("saved in " + folder);
  return Exit::ok;
}

}  // namespace

int run_finance(const FinanceOptions& options, const Context& context) {
  if (options.sam.empty() == options.money.empty())
    throw UsageTrouble(
        "finance: give a run's folder (`gigaplan finance runs/…`), a money case (`gigaplan finance case.toml`), or "
        "`--sam case.json`");
  if (!options.sam.empty() && !(options.output.empty() && options.terms.empty()))
    throw UsageTrouble("finance: --sam prints its results; -o and --case do not go with it");
  if (!options.sam.empty()) return run_sam(options, context);
  const fs::path path = options.money;
  const bool run = fs::is_directory(path) || path.extension() == ".nc";
  return run ? run_plans_money(options, context) : run_money(options, context);
}

}  // namespace gigaplan::cli
