// What must not reach the TOML parser: it has undefined behaviour on some letters outside of quotes, and recurses over
// dotted names. Neither is TOML that anybody would write on purpose.
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

/// The first of these, or nothing when the text may be parsed: a character beyond ASCII outside of strings and comments
/// (or, in a string, behind a backslash), a quote right behind a word, a name of more than 64 dotted parts. The text is
/// UTF-8; a byte order mark at its start is accepted. All but one are no TOML anyway: a line of a """ string that ends
/// with a backslash and goes on with a letter beyond ASCII is refused too.
[[nodiscard]] std::optional<TomlRefusal> refuse_toml(std::string_view text, const std::string& file);

/// Line and column (bytes, from 1) of an offset.
[[nodiscard]] Place place_at_offset(std::string_view text, std::size_t offset, const std::string& file);

}  // namespace gigaplan
