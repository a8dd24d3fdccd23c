// `gigaplan doctor`: is everything here that a run needs?
#pragma once
#include <string>

#include "apps/cli/console.hpp"

namespace gigaplan::cli {

/// Prints versions, threads, solvers with a self-test, the catalogue, write permission; returns 0 when all is well, 1
/// otherwise.
int run_doctor(const Common& common, const std::string& version);

}  // namespace gigaplan::cli
