// What does not reach the TOML parser: it recurses over dotted names, and its words on letters beyond ASCII outside of
// quotes (“typographic” ones, mostly) help nobody. Neither is TOML.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "gigaplan/base/fault.hpp"

namespace gigaplan {

struct TomlRefusal {
  Place place;
  std::string message, remedy;
};

/// The first of these, or nothing when the text may be parsed: a character beyond ASCII outside of strings and
/// comments, a name of more than 64 dotted parts. The text is UTF-8; a byte order mark at its start is accepted.
[[nodiscard]] std::optional<TomlRefusal> refuse_toml(std::string_view text, const std::string& file);

/// Line and column (bytes, from 1) of an offset.
[[nodiscard]] Place place_at_offset(std::string_view text, std::size_t offset, const std::string& file);

}  // namespace gigaplan
