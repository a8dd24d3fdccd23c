// `gigaplan catalogue list|show`: the sourced figures, for people.
#pragma once
#include <string>

#include "apps/cli/console.hpp"

namespace gigaplan::cli {

struct CatalogueCommand {
  std::string kind;     ///< list: "accelerators", "countries", …; empty: the kinds
  std::string name;     ///< show: id or alias of a record, or kind/record
  std::string overlay;  ///< the user's own file
  Common common;
};

/// Prints the kinds with their sizes, or the records of one. Throws InputInvalid (unknown kind), FileTrouble.
int run_catalogue_list(const CatalogueCommand& command);

/// Prints every record called `name` with every figure, its year, confidence and source. Throws InputInvalid when there
/// is none, FileTrouble.
int run_catalogue_show(const CatalogueCommand& command);

}  // namespace gigaplan::cli
