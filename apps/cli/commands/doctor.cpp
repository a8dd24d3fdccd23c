#include "apps/cli/commands/doctor.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <thread>

#include "gigaplan/catalogue/catalogue.hpp"
#include "gigaplan/program/builder.hpp"
#include "gigaplan/solve/highs/highs.hpp"
#include "gigaplan/solve/solve.hpp"

namespace gigaplan::cli {
namespace {

struct Finding {
  std::string what, found;
  bool well = true;
};

// min x + 2y, x + y ≥ 3, x ≤ 2: the answer is 4.
std::string self_test(solve::Choice choice) {
  program::Builder builder;
  const auto x = builder.add_columns(builder.column_family({"x", "1", ""}), "x", program::Axis::single, 0, 2, 0, 2);
  builder.set_bounds(x + 1, 0, program::infinity);
  builder.add_cost(x, 1), builder.add_cost(x + 1, 2);
  builder.begin_rows(builder.row_family({"demand", "1", ""}), "demand", program::Axis::single, 0, 1);
  builder.entry(x, 1), builder.entry(x + 1, 1);
  builder.row(3, program::infinity);
  auto program = builder.finish();
  const auto solution = solve::solve(program, {.solver = choice}, {});
  if (solution.status != program::Status::optimal || std::abs(solution.objective - 4) > 1e-6)
    return fmt::format("gave {} instead of 4", solution.objective);
  return {};
}

Finding attempt(const std::string& what, const std::function<std::string()>& work) {
  try {
    return {what, work(), true};
  } catch (const std::exception& trouble) {
    return {what, trouble.what(), false};
  }
}

}  // namespace

int run_doctor(const Common& common, const std::string& version) {
  std::vector<Finding> findings{{"gigaplan", version}, {"HiGHS", solve::highs_version()}};
  findings.push_back({"threads", fmt::format("{}", std::thread::hardware_concurrency())});
  findings.push_back({"HiPO (interior point)",
                      solve::hipo_available() ? "its library is beside HiGHS"
                                              : "libhighs_extras.so is not beside libhighs: `--solver hipo` is refused",
                      solve::hipo_available()});
  for (const auto choice : {solve::Choice::simplex, solve::Choice::hipo, solve::Choice::mip}) {
    if (choice == solve::Choice::hipo && !solve::hipo_available()) continue;
    auto finding = attempt(fmt::format("self-test, {}", solve::word(choice)), [&] { return self_test(choice); });
    finding.well = finding.well && finding.found.empty();
    if (finding.found.empty()) finding.found = "solves";
    findings.push_back(finding);
  }
  findings.push_back(attempt("catalogue", [] {
    const auto folder = catalogue_folder();
    const auto catalogue = load_catalogue(folder);
    return fmt::format("{} accelerators, {} models, {} countries in {}", catalogue.accelerators().size(),
                       catalogue.models().size(), catalogue.countries().size(), folder.string());
  }));
  const bool writes = access(".", W_OK) == 0;
  findings.push_back({"writing here", writes ? "allowed" : "not allowed: choose a folder with -o", writes});
  int broken = 0;
  nlohmann::json list = nlohmann::json::array();
  for (const auto& f : findings) {
    broken += f.well ? 0 : 1;
    list.push_back({{"what", f.what}, {"found", f.found}, {"well", f.well}});
    if (!common.json) fmt::print("{} {:<24} {}\n", f.well ? "ok  " : "BAD ", f.what, f.found);
  }
  if (common.json) fmt::print("{}\n", nlohmann::json{{"findings", list}, {"well", broken == 0}}.dump(2));
  return broken == 0 ? Exit::ok : Exit::internal;
}

}  // namespace gigaplan::cli
