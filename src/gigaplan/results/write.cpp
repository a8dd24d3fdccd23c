#include "gigaplan/results/write.hpp"

#include <fmt/format.h>

#include <cmath>
#include <fstream>

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

// Tidy: one number a line, with what it is, where and when.
void write_summary(const std::filesystem::path& file, const plan::Plan& plan) {
  std::string text = "table,period,item,quantity,value,unit\n";
  for (const auto& sheet : tables_of(plan)) {
    for (const auto& row : sheet.rows) {
      std::string period, item, own_unit;
      for (std::size_t c = 0; c < row.size(); ++c) {
        if (sheet.columns[c].title == "period")
          period = std::holds_alternative<double>(row[c]) ? fmt::format("{:.0f}", std::get<double>(row[c]))
                                                          : std::get<std::string>(row[c]);
        else if (sheet.columns[c].title == "unit")
          own_unit = std::get<std::string>(row[c]);
        else if (const auto* word = std::get_if<std::string>(&row[c]); word != nullptr && !word->empty())
          item += (item.empty() ? "" : " | ") + *word;
      }
      for (std::size_t c = 0; c < row.size(); ++c) {
        const auto* value = std::get_if<double>(&row[c]);
        if (value == nullptr || sheet.columns[c].title == "period" || !std::isfinite(*value)) continue;
        const auto& unit = sheet.columns[c].unit;
        text += fmt::format("{},{},{},{},{},{}\n", sheet.name, period, field(item), field(sheet.columns[c].title),
                            *value, field(unit == "see unit" ? own_unit : unit));
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
