// `gigaplan export RUN`: a stored plan in the words of another program.
#pragma once
#include <string>

#include "apps/cli/console.hpp"

namespace gigaplan::cli {

struct ExportCommand {
  std::string run;    ///< the folder that `gigaplan plan` wrote
  std::string pypsa;  ///< file (.nc) or folder of CSV files to write
  bool force = false;
  Common common;
};

/// Writes the network of a stored plan as a PyPSA network with the same least cost. Returns 0. Throws InputInvalid
/// (GP3216: what PyPSA has no words for), FileTrouble.
int run_export(const ExportCommand& command, const Context& context);

}  // namespace gigaplan::cli
