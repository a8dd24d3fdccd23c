// `gigaplan check FILE`: every fault of a scenario at once, or what it says.
#pragma once
#include <string>

#include "apps/cli/console.hpp"

namespace gigaplan::cli {

struct CheckCommand {
  std::string file;
  bool explain = false;  ///< list every value with unit, year, source and confidence
  Common common;
};

/// Prints a paragraph (with `explain` a table; with --json {"faults": [], "scenarios": […]}) on stdout. Throws
/// InputInvalid with every fault, FileTrouble.
int run_check(const CheckCommand& command);

}  // namespace gigaplan::cli
