#include "gigaplan/exchange/csv/csv.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fstream>
#include <iterator>
#include <limits>

#include "gigaplan/base/fault.hpp"
#include "gigaplan/base/utf8.hpp"

namespace gigaplan::exchange::csv {
namespace {

/// Reads the text from left to right; `line_start` is the offset of the current line.
class Parser {
 public:
  Parser(std::string_view text, const std::string& file) : text_(text), file_(file) {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = line_start_ = 3;
  }

  std::vector<Row> rows() {
    std::vector<Row> rows;
    while (at_ < text_.size()) {
      Row row = next_row();
      if (row.size() == 1 && row[0].text.empty()) continue;
      if (!rows.empty() && row.size() != rows[0].size())
        fault(row[0], "this row has " + std::to_string(row.size()) + " cells, the header has " +
                          std::to_string(rows[0].size()));
      rows.push_back(std::move(row));
    }
    faults_.throw_if_any();
    return rows;
  }

 private:
  Row next_row() {
    Row row;
    while (true) {
      row.push_back(next_cell());
      if (at_ >= text_.size()) return row;
      const char separator = text_[at_++];
      if (separator == ',') {
        if (at_ < text_.size()) continue;
        row.push_back({{}, line_, column()});
        return row;
      }
      if (separator == '\r' && at_ < text_.size() && text_[at_] == '\n') ++at_;
      ++line_;
      line_start_ = at_;
      return row;
    }
  }

  Cell next_cell() {
    Cell cell{{}, line_, column()};
    if (at_ < text_.size() && text_[at_] == '"') return quoted_cell(std::move(cell));
    while (at_ < text_.size() && !ends_cell(text_[at_])) cell.text += text_[at_++];
    if (cell.text.find('\0') != std::string::npos) fault(cell, "a zero byte");
    return cell;
  }

  Cell quoted_cell(Cell cell) {
    ++at_;
    while (at_ < text_.size()) {
      const char c = text_[at_++];
      if (c == '\n') {
        ++line_;
        line_start_ = at_;
      }
      if (c != '"') {
        cell.text += c;
      } else if (at_ < text_.size() && text_[at_] == '"') {
        cell.text += text_[at_++];
      } else {
        if (at_ < text_.size() && !ends_cell(text_[at_])) {
          fault(cell, "text after the closing quote");
          while (at_ < text_.size() && !ends_cell(text_[at_])) ++at_;
        }
        return cell;
      }
    }
    fault(cell, "the quote that opens here is never closed");
    return cell;
  }

  [[nodiscard]] static bool ends_cell(char c) { return c == ',' || c == '\n' || c == '\r'; }
  [[nodiscard]] int column() const { return static_cast<int>(at_ - line_start_) + 1; }
  void fault(const Cell& cell, std::string message) {
    if (faults_.list().size() < 20)
      faults_.add("GP3211", {file_, cell.line, cell.column}, std::move(message), "mend the row; one cell a column");
  }

  std::string_view text_;
  const std::string& file_;
  std::size_t at_ = 0, line_start_ = 0;
  int line_ = 1;
  Faults faults_;
};

}  // namespace

std::vector<Row> parse(std::string_view text, const std::string& file) { return Parser(text, file).rows(); }

std::vector<Row> read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw FileTrouble(path, path + ": cannot be opened for reading");
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (file.bad()) throw FileTrouble(path, path + ": cannot be read");
  if (const auto wrong = first_non_utf8(text); wrong != std::string::npos) {
    const std::string_view before = std::string_view(text).substr(0, wrong);
    const auto line = std::ranges::count(before, '\n') + 1;
    const auto column = before.size() - (before.rfind('\n') + 1) + 1;  // npos + 1 is 0
    throw InputInvalid({{"GP3211",
                         {path, static_cast<int>(line), static_cast<int>(column)},
                         "the file is not UTF-8 here",
                         "save it as UTF-8"}});
  }
  return parse(text, path);
}

std::string quoted(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

double number(std::string_view text, bool& ok) {
  static constexpr std::array<std::string_view, 9> missing{"",     "NA",   "N/A",  "n/a", "NULL",
                                                           "null", "None", "<NA>", "#N/A"};
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  ok = true;
  for (const std::string_view word : missing)
    if (text == word) return std::numeric_limits<double>::quiet_NaN();
  if (text.front() == '+') text.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  ok = end == text.data() + text.size() && (error == std::errc() || error == std::errc::result_out_of_range);
  if (error == std::errc::result_out_of_range) value = text.find('-') == 0 ? -HUGE_VAL : HUGE_VAL;
  return value;
}

}  // namespace gigaplan::exchange::csv
