// `gigaplan finance`: the money of a project.
#pragma once
#include <string>

namespace gigaplan::cli {

struct FinanceOptions {
  std::string sam;    ///< a case as SAM exports it; its results are printed under SAM's names
  bool json = false;  ///< all on one line
};

/// Runs the command and returns its exit code. Throws InputInvalid, FileTrouble, UsageTrouble.
int run_finance(const FinanceOptions& options);

}  // namespace gigaplan::cli
