#include "apps/cli/commands/finance.hpp"

#include <fmt/format.h>

#include <fstream>
#include <sstream>

#include "apps/cli/console.hpp"
#include "gigaplan/finance/sam/single_owner.hpp"

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

}  // namespace

int run_finance(const FinanceOptions& options) {
  if (options.sam.empty()) throw UsageTrouble("finance: give a case (`--sam case.json`)");
  return run_sam(options);
}

}  // namespace gigaplan::cli
