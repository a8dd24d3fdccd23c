// A run read back from its folder.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "gigaplan/program/solution.hpp"

namespace gigaplan::results {

struct Stored {
  std::string file;           ///< that it was read from
  std::string scenario_text;  ///< the scenario with everything it extends, as TOML
  std::string variant, hours, version, input_hash, status;
  double objective = 0;
  std::vector<double> reached;   ///< values of the goals before the last
  program::Solution solution;    ///< primal and dual vectors as stored
  program::Solution grid_alone;  ///< of the countries' own grids without the programme; empty where there are none
};

/// Reads results.nc of a run's folder (or the file itself). Throws FileTrouble when it is not there and InputInvalid
/// (GP3201 …) when it is no results file.
[[nodiscard]] Stored read_stored(const std::filesystem::path& run);

}  // namespace gigaplan::results
