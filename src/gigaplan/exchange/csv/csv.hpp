// CSV as RFC 4180 has it, and as people write it: byte order mark, CRLF, quotes with commas and line breaks inside.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace gigaplan::exchange::csv {

struct Cell {
  std::string text;
  int line = 0;    ///< counts from 1
  int column = 0;  ///< byte of the line, counts from 1
};
using Row = std::vector<Cell>;

/// All rows of `text`, header first; empty lines are left out. `file` names the place of faults. Throws InputInvalid
/// with every fault (GP3211): a quote that is never closed, text after a closing quote, a row longer or shorter than
/// the header, a byte that is zero.
[[nodiscard]] std::vector<Row> parse(std::string_view text, const std::string& file);

/// Reads and parses a file. Throws FileTrouble when it cannot be read.
[[nodiscard]] std::vector<Row> read(const std::string& path);

/// `text`, quoted where CSV needs it.
[[nodiscard]] std::string quoted(std::string_view text);

/// The number that the whole of `text` spells (`inf`, `-inf`, `nan` too, and what pandas takes for missing: empty, NA,
/// N/A, NULL, None, n/a); `ok` says whether it is one.
[[nodiscard]] double number(std::string_view text, bool& ok);

}  // namespace gigaplan::exchange::csv
