// Small CSV networks for tests, and the whole way from a path to a solution.
#pragma once
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include "gigaplan/exchange/pypsa/import.hpp"
#include "gigaplan/exchange/pypsa/results.hpp"
#include "gigaplan/formulate/formulate.hpp"
#include "gigaplan/solve/solve.hpp"

namespace gigaplan::exchange::pypsa::testing {

/// A scratch folder of this process, emptied at the start and removed at the end.
class Scratch {
 public:
  Scratch() : path_(std::filesystem::temp_directory_path() / ("gigaplan-exchange-" + std::to_string(::getpid()))) {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  [[nodiscard]] std::string operator/(const std::string& name) const { return (path_ / name).string(); }

  /// Writes a folder of files (name → text) and returns its path.
  std::string folder(const std::map<std::string, std::string>& files) {
    const std::filesystem::path folder = path_ / ("network " + std::to_string(count_++));
    std::filesystem::create_directories(folder);
    for (const auto& [name, text] : files) std::ofstream(folder / name, std::ios::binary) << text;
    return folder.string();
  }

 private:
  std::filesystem::path path_;
  int count_ = 0;
};

/// Two hours, one bus, a load of 50 and 80 MW, a cheap generator of 60 MW at 10 and a dear one at 30 per MWh:
/// 50 · 10 + 60 · 10 + 20 · 30 = 1,700.
inline std::map<std::string, std::string> two_hours() {
  return {{"snapshots.csv",
           ",snapshot,objective,stores,generators\n0,2030-01-01 00:00:00,1,1,1\n1,2030-01-01 01:00:00,1,1,1\n"},
          {"buses.csv", "name,carrier\nhome,AC\n"},
          {"loads.csv", "name,bus\ntown,home\n"},
          {"loads-p_set.csv", ",town\n0,50\n1,80\n"},
          {"generators.csv", "name,bus,p_nom,marginal_cost\ncheap,home,60,10\ndear,home,100,30\n"}};
}

struct Solved {
  Tables tables;
  Import import;
  formulate::Formulated formulated;
  program::Solution solution;
};

inline Solved solve_network(const std::string& path) {
  Solved solved;
  solved.tables = read(path);
  solved.import = import_network(solved.tables);
  solved.formulated = formulate::formulate(solved.import.network);
  solve::SolveOptions options;
  options.mip_gap = 1e-9;
  solved.solution = solve::solve(solved.formulated.program, options, {});
  return solved;
}

/// Where the outside truths lie; empty where they are absent.
inline std::string reference() {
  const char* set = std::getenv("GIGAPLAN_REFERENCE");
  const std::filesystem::path path =
      set != nullptr ? std::filesystem::path(set) : std::filesystem::path(GIGAPLAN_SOURCE_DIR) / ".." / "shared";
  return std::filesystem::exists(path / "truth") ? (path / "truth").string() : std::string();
}

/// Codes of the faults that reading and mapping `path` brings; empty when there are none.
inline std::vector<std::string> codes_of(const std::string& path) {
  std::vector<std::string> codes;
  try {
    const Tables tables = read(path);
    (void)import_network(tables);
  } catch (const InputInvalid& invalid) {
    for (const Fault& fault : invalid.faults()) codes.push_back(fault.code);
  }
  return codes;
}

}  // namespace gigaplan::exchange::pypsa::testing

/// Skips the test where the outside truths are absent; with CI=true that is a failure.
#define GIGAPLAN_NEEDS_REFERENCE(what)                                                                       \
  if (gigaplan::exchange::pypsa::testing::reference().empty()) {                                             \
    const char* ci = std::getenv("CI");                                                                      \
    if (ci != nullptr && std::string(ci) == "true") FAIL() << what << " is missing: set GIGAPLAN_REFERENCE"; \
    GTEST_SKIP() << what << " is not here: set GIGAPLAN_REFERENCE";                                          \
  }
