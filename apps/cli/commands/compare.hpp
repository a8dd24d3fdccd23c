// `gigaplan compare A B`: what was asked differently, then what came out differently.
#pragma once
#include <string>

#include "apps/cli/console.hpp"

namespace gigaplan::cli {

/// Reads two folders that `gigaplan plan` wrote and prints the keys of their scenarios that differ, by path, then the
/// main figures by period with absolute and relative differences (of B against A). With --json one object:
/// {"a", "b", "inputs": [{"key", "a", "b"}], "results": [{"period", "figure", "unit", "a", "b", "difference",
/// "relative"}]}; a figure that a run lacks is null. Returns 0. Throws FileTrouble, InputInvalid.
int run_compare(const std::string& a, const std::string& b, const Common& common);

}  // namespace gigaplan::cli
