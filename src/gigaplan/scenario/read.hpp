// The room's door: from a file to checked scenarios.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "gigaplan/catalogue/catalogue.hpp"
#include "gigaplan/scenario/scenario.hpp"

namespace gigaplan::scenario {

/// What a file says: the plan and its variants, with the catalogue (and overlay) that their defaults came from.
struct Input {
  Catalogue catalogue;
  std::vector<Scenario> scenarios;  ///< the base first, then every [[variant]] in the order of the file
};

/// Reads, checks and fills a scenario file with everything it extends. Throws InputInvalid with every fault of the
/// file (GP1xxx, GP4xxx, at most 100 and a last one that counts the rest) and FileTrouble when the file cannot be read.
[[nodiscard]] Input read(const std::filesystem::path& file, const std::filesystem::path& catalogue_folder);

/// The same from text. `file` names it in faults and is what relative names are relative to.
[[nodiscard]] Input read_text(std::string text, const std::string& file, const std::filesystem::path& catalogue_folder);

/// The same with a catalogue that is loaded already; `[catalogue] overlay` is then refused by std::logic_error. For
/// callers that read many texts.
[[nodiscard]] std::vector<Scenario> read_with(const Catalogue& catalogue, std::string text, const std::string& file);

}  // namespace gigaplan::scenario
