// `gigaplan finance`: the money of a project.
#pragma once
#include <string>

namespace gigaplan::cli {

struct FinanceOptions {
  std::string sam;     ///< a case as SAM exports it; its results are printed under SAM's names
  std::string money;   ///< a money case (TOML)
  std::string output;  ///< folder for results.xlsx and finance.json; empty: none is written
  bool force = false;  ///< write over what is there
  bool json = false;   ///< SAM: all on one line; money case: one JSON object instead of text
};

/// Runs the command and returns its exit code. Throws InputInvalid, FileTrouble, UsageTrouble.
int run_finance(const FinanceOptions& options);

}  // namespace gigaplan::cli
