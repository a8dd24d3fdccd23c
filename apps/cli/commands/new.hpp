// `gigaplan new FILE --country DE`: a scenario to start from.
#pragma once
#include <string>

#include "apps/cli/console.hpp"

namespace gigaplan::cli {

struct NewCommand {
  std::string file = "my.toml";
  std::string country = "DE";  ///< catalogue name: alpha-2, alpha-3 or English
  bool force = false;          ///< overwrite what is there
  Common common;
};

/// Writes a commented five-input scenario, whole or not at all. Throws FileTrouble when the file exists (without
/// `force`) or cannot be written, InputInvalid when the catalogue has no such country.
int run_new(const NewCommand& command);

}  // namespace gigaplan::cli
