#include "apps/cli/commands/finance.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "apps/cli/console.hpp"
#include "gigaplan/finance/case_file.hpp"
#include "gigaplan/finance/sam/single_owner.hpp"
#include "gigaplan/finance/workbook.hpp"

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

int run_sam(const FinanceOptions& options) {
  const finance::sam::Outputs results = finance::sam::run_case(read_text(options.sam), options.sam);
  fmt::print("{}\n", results.to_json(options.json ? -1 : 2));
  return Exit::ok;
}

// Writes results.xlsx and finance.json into the folder; what is there stays unless --force.
void write_results(const FinanceOptions& options, const finance::MoneyCase& money, const finance::MoneyResult& result) {
  namespace fs = std::filesystem;
  const fs::path folder = options.output;
  const fs::path workbook = folder / "results.xlsx", json = folder / "finance.json";
  for (const fs::path& path : {workbook, json})
    if (!options.force && fs::exists(path))
      throw FileTrouble(fmt::format("{} is there already; --force writes over it", path.string()));
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw FileTrouble(fmt::format("cannot make the folder {}: {}", folder.string(), error.message()));
  finance::write_workbook(money, result, workbook.string());
  std::ofstream out(json);
  out << finance::money_json(money, result, options.output, 1) << '\n';
  if (!out.flush()) throw FileTrouble(fmt::format("cannot write {}", json.string()));
}

int run_money(const FinanceOptions& options) {
  const finance::MoneyCase money = finance::read_money_case(read_text(options.money), options.money);
  const finance::MoneyResult result = finance::run_money_case(money);
  if (!options.output.empty()) write_results(options, money, result);
  fmt::print("{}\n", options.json ? finance::money_json(money, result, options.output, -1)
                                  : finance::money_text(money, result));
  return Exit::ok;
}

}  // namespace

int run_finance(const FinanceOptions& options) {
  if (options.sam.empty() == options.money.empty())
    throw UsageTrouble("finance: give either a money case (`gigaplan finance case.toml`) or `--sam case.json`");
  if (!options.sam.empty() && !options.output.empty())
    throw UsageTrouble("finance: --sam prints its results; -o is for a money case");
  return options.sam.empty() ? run_money(options) : run_sam(options);
}

}  // namespace gigaplan::cli
