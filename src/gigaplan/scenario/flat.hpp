// The values of a scenario's tree as a flat list, to set two scenarios side by side.
#pragma once
#include <map>
#include <string>

#include "gigaplan/scenario/node.hpp"

namespace gigaplan::scenario {

/// Every value by its path, as it was written: site[frankfurt].grid[2030].power → "40 MW" in quotes. Items of a list of
/// tables are named by their id, name, accelerator or year, else by their position; a list of plain values is one
/// value.
[[nodiscard]] std::map<std::string, std::string> flat_values(const Node& root);

}  // namespace gigaplan::scenario
