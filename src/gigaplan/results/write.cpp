#include "gigaplan/results/write.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <ranges>
#include <string_view>

#include "gigaplan/results/tables.hpp"

namespace gigaplan::results {
namespace {

// A field of a CSV file: quoted when it must be.
std::string field(const std::string& text) {
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

// The columns of a line of summary.csv that say where and which: of words that a table does not have they are empty.
constexpr std::array<std::string_view, 6> place_columns{"period", "site", "service", "accelerator", "vintage", "item"};
constexpr std::array<std::string_view, 2> year_columns{"period", "vintage"};

// A row of a table, as lines of summary.csv begin.
class SummaryRow {
 public:
  SummaryRow(const Sheet& sheet, const std::vector<Cell>& row) : in_place_(row.size()) {
    for (std::size_t c = 0; c < row.size(); ++c) {
      const auto& title = sheet.columns[c].title;
      const auto word = word_of(row[c]);
      if (title == "unit") unit_ = word, in_place_[c] = true;
      const auto at = std::ranges::find(place_columns, title == sheet.item ? "item" : std::string_view(title));
      // A year column holds years alone, so that it is read as numbers: "all" stays a word of the row.
      const bool years = std::ranges::find(year_columns, title) != year_columns.end();
      if (at == place_columns.end() || (years && !is_year(word))) continue;
      words_[static_cast<std::size_t>(at - place_columns.begin())] = word, in_place_[c] = true;
    }
  }
  [[nodiscard]] std::string place() const {
    return fmt::format("{}", fmt::join(words_ | std::views::transform(field), ","));
  }
  [[nodiscard]] bool in_place(std::size_t column) const { return in_place_[column]; }
  [[nodiscard]] const std::string& unit() const { return unit_; }

 private:
  static std::string word_of(const Cell& cell) {
    const auto* number = std::get_if<double>(&cell);
    return number != nullptr ? fmt::format("{:.0f}", *number) : std::get<std::string>(cell);
  }
  static bool is_year(const std::string& word) {
    return word.size() == 4 && std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
  }

  std::array<std::string, place_columns.size()> words_;
  std::vector<bool> in_place_;
  std::string unit_;
};

}  // namespace

void write_text(const std::filesystem::path& file, const std::string& text) {
  const std::filesystem::path part = file.string() + ".part";
  {
    std::ofstream out(part, std::ios::binary);
    out << text;
    if (!out.flush()) throw FileTrouble(file.string(), fmt::format("{} cannot be written", file.string()));
  }
  std::error_code error;
  std::filesystem::rename(part, file, error);
  if (error) throw FileTrouble(file.string(), fmt::format("{} cannot be written: {}", file.string(), error.message()));
}

// Makes the folder and a file in it, and takes away what was not there before.
void check_writable(const std::filesystem::path& folder) {
  namespace fs = std::filesystem;
  std::error_code error;
  fs::path first_new;  // the uppermost of the folders that are not there yet
  for (auto path = fs::absolute(folder, error); !path.empty() && !fs::exists(path, error); path = path.parent_path())
    if (path.has_filename()) first_new = path;
  fs::create_directories(folder, error);
  const auto probe = folder / ".gigaplan-writes-here";
  const bool written = !error && std::ofstream(probe).put(' ').flush().good();
  std::error_code ignored;
  fs::remove(probe, ignored);
  if (!first_new.empty()) fs::remove_all(first_new, ignored);
  if (!written)
    throw FileTrouble(folder.string(), fmt::format("{} cannot be written to{}; choose another folder with -o",
                                                   folder.string(), error ? ": " + error.message() : ""));
}

void check_file_writable(const std::filesystem::path& file) {
  std::error_code error;
  const auto folder = std::filesystem::absolute(file, error).parent_path();
  if (!std::filesystem::is_directory(folder, error))
    throw FileTrouble(folder.string(), fmt::format("{}: there is no such folder", folder.string()));
  check_writable(folder);
}

void check_folder(const std::filesystem::path& folder, bool force) {
  std::error_code error;
  if (std::filesystem::exists(folder, error)) {
    if (!std::filesystem::is_directory(folder, error))
      throw FileTrouble(folder.string(), fmt::format("{} is a file; -o wants a folder", folder.string()));
    if (!force && !std::filesystem::is_empty(folder, error))
      throw FileTrouble(
          folder.string(),
          fmt::format("{} holds something already; choose another folder with -o, or overwrite it with --force",
                      folder.string()));
  }
  check_writable(folder);
}

// Tidy: one number or one word a line, with what it is, where and when. Words of a row that say where or which are
// columns; its other words are lines of their own.
void write_summary(const std::filesystem::path& file, const plan::Plan& plan) {
  std::string text = "table,row,period,site,service,accelerator,vintage,item,quantity,value,unit,text\n";
  for (const auto& sheet : tables_of(plan)) {
    int number = 0;
    for (const auto& row : sheet.rows) {
      const SummaryRow words(sheet, row);
      const auto head = fmt::format("{},{},{}", sheet.name, ++number, words.place());
      for (std::size_t c = 0; c < row.size(); ++c) {
        const auto& column = sheet.columns[c];
        if (words.in_place(c)) continue;
        if (const auto* value = std::get_if<double>(&row[c]); value != nullptr && std::isfinite(*value))
          text += fmt::format("{},{},{},{},\n", head, field(column.title), *value,
                              field(column.unit == "see unit" ? words.unit() : column.unit));
        if (const auto* word = std::get_if<std::string>(&row[c]); word != nullptr && !word->empty())
          text += fmt::format("{},{},,,{}\n", head, field(column.title), field(*word));
      }
    }
  }
  write_text(file, text);
}

void write_run(const std::filesystem::path& folder, const plan::Plan& plan, const WriteOptions& options) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) throw FileTrouble(folder.string(), fmt::format("{} cannot be made: {}", folder.string(), error.message()));
  write_netcdf(folder / "results.nc", plan, options);
  write_summary(folder / "summary.csv", plan);
  write_workbook(folder / "results.xlsx", plan);
  if (!options.report_html.empty()) write_text(folder / "report.html", options.report_html);
  write_text(folder / "run.json", options.run_json);
}

}  // namespace gigaplan::results
