// `gigaplan verify RUN`: is a stored plan what it says it is? No solving.
#pragma once
#include <string>

#include "apps/cli/console.hpp"

namespace gigaplan::cli {

/// Rebuilds the program from the stored scenario and today's catalogue, checks the stored solution against it and
/// prints the certificate. Returns 0 when it is accepted, 6 when it is not. Throws InputInvalid, FileTrouble.
int run_verify(const std::string& run, const Common& common, const Context& context);

}  // namespace gigaplan::cli
