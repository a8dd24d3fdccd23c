// The user's files: what is no scenario file at all is told here, and files that extend others are joined.
#pragma once
#include <filesystem>
#include <map>
#include <string>

#include "gigaplan/base/fault.hpp"
#include "gigaplan/scenario/node.hpp"

namespace gigaplan::scenario {

/// Texts of the files that were read, by the name that places use: for carets.
using Texts = std::map<std::string, std::string>;

/// Largest scenario or series file that is read [bytes].
constexpr std::uintmax_t largest_file = 64ULL << 20U;

/// The text of a file. Faults: GP1002 no plain file, GP1003 empty, GP1004 binary, GP1005 not UTF-8, GP1006 too large.
/// Throws FileTrouble when it is not there or cannot be read.
[[nodiscard]] std::string text_of_file(const std::filesystem::path& path, Faults& faults);

/// The tree of a scenario text with everything it extends merged in. `file` names it in places and is what relative
/// names are relative to. Faults: as above, GP1007 syntax, GP1009 extends goes in a circle or names no file.
[[nodiscard]] Node load_tree(std::string text, const std::string& file, Texts& texts, Faults& faults);

/// `change` laid over `base`: tables key by key, items of [[sections]] by their name (`remove = true` takes one out;
/// unnamed ones are appended), everything else replaced.
[[nodiscard]] Node merged(Node base, const Node& change);

}  // namespace gigaplan::scenario
