// `gigaplan finance`: the money of a project.
#pragma once
#include <string>

#include "gigaplan/base/context.hpp"

namespace gigaplan::cli {

struct FinanceOptions {
  std::string sam;     ///< a case as SAM exports it; its results are printed under SAM's names
  std::string money;   ///< a money case (TOML), or the folder of a run
  std::string terms;   ///< with a run: the money case (TOML) of its terms; empty: defaults of the catalogue
  std::string output;  ///< folder for results.xlsx, finance.json, money.toml (default terms); empty: none is written
  bool force = false;  ///< write over what is there
  bool json = false;   ///< SAM: all on one line; money case: one JSON object instead of text
};

/// Runs the command and returns its exit code. Throws InputInvalid, FileTrouble, UsageTrouble.
int run_finance(const FinanceOptions& options, const Context& context);

}  // namespace gigaplan::cli
