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

namespace gigaplan::cli {
namespace {

std::string read_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw FileTrouble(fmt::format("cannot open {}", path));
  std::stringstream text;
  text << in.rdbuf();
  if (in.bad()) throw FileTrouble(fmt::format("cannot read {}", path));
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

void write_text(const std::filesystem::path& file, const std::string& text) {
  std::ofstream out(file);
  out << text;
  if (!out.flush()) throw FileTrouble(fmt::format("cannot write {}", file.string()));
}

// Writes results.xlsx, finance.json and, when they were taken, the default terms; what is there stays unless --force.
// In the folder that an input has by itself, the same results are there already when it is run again.
void write_results(const FinanceOptions& options, const std::filesystem::path& folder, const finance::MoneyCase& money,
                   const finance::MoneyResult& result, const std::string& json, const std::string& terms) {
  namespace fs = std::filesystem;
  const fs::path workbook = folder / "results.xlsx", object = folder / "finance.json", own = folder / "money.toml";
  if (options.output.empty() && fs::exists(workbook) && fs::exists(object) && read_text(object.string()) == json + "\n")
    return;
  for (const fs::path& path : {workbook, object, own})
    if (!options.force && fs::exists(path) && (path != own || !terms.empty()))
      throw FileTrouble(fmt::format("{} is there already; --force writes over it", path.string()));
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw FileTrouble(fmt::format("cannot make the folder {}: {}", folder.string(), error.message()));
  finance::write_workbook(money, result, workbook.string());
  write_text(object, json + "\n");
  if (!terms.empty()) write_text(own, terms);
}

int run_money(const FinanceOptions& options, const Context& context) {
  if (!options.terms.empty())
    throw UsageTrouble("finance: --case goes with the folder of a run; a case alone is the argument itself");
  const std::string text = read_text(options.money);
  const Catalogue catalogue = load_catalogue(catalogue_folder());
  const finance::MoneyCase money =
      finance::read_money_case(text, options.money, nullptr, planmoney::tax_of_country(catalogue));
  const finance::MoneyResult result = finance::run_money_case(money);
  const std::string folder = options.output.empty() ? "runs/" + std::filesystem::path(options.money).stem().string() +
                                                          "-" + results::hash_of(text).substr(0, 8)
                                                    : options.output;
  write_results(options, folder, money, result, finance::money_json(money, result, folder, 1), "");
  fmt::print("{}\n",
             options.json ? finance::money_json(money, result, folder, -1) : finance::money_text(money, result));
  for (const std::string& notice : result.notices) context.say(notice);
  if (!options.json) context.say("saved in " + folder);
  return Exit::ok;
}

int run_plans_money(const FinanceOptions& options, const Context& context) {
  const std::string terms = options.terms.empty() ? "" : read_text(options.terms);
  const auto stored = planmoney::read_stored_plan(options.money, catalogue_folder(), context);
  end_progress();
  const auto answer =
      planmoney::answer_of(planmoney::money_of(stored.plan, stored.catalogue), stored.catalogue, terms, options.terms);
  std::filesystem::path own = options.money;  // beside the plan, one folder for each set of terms
  if (!std::filesystem::is_directory(own)) own = own.parent_path();
  own /= terms.empty() ? "finance" : "finance-" + results::hash_of(terms).substr(0, 8);
  const std::string folder = options.output.empty() ? own.string() : options.output;
  write_results(options, folder, answer.money, answer.result, planmoney::json_of(answer, folder, 1), answer.terms.toml);
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
  const std::filesystem::path path = options.money;
  const bool run = std::filesystem::is_directory(path) || path.extension() == ".nc";
  return run ? run_plans_money(options, context) : run_money(options, context);
}

}  // namespace gigaplan::cli
