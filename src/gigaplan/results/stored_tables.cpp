#include "gigaplan/results/stored_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <utility>

#include "gigaplan/results/tables.hpp"

namespace gigaplan::results {
namespace {

constexpr double equal_digits = 1e-9;

// "overnight cost" of "builds" is the variable builds_overnight_cost.
std::string variable_of(const std::string& table, const std::string& column) {
  std::string name = table + "_" + column;
  for (char& c : name)
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  return name;
}

bool of_numbers(const Sheet& sheet, std::size_t c) {
  return std::ranges::all_of(sheet.rows, [&](const auto& row) { return std::holds_alternative<double>(row[c]); });
}

std::string text_of(const Cell& cell) {
  return std::holds_alternative<double>(cell) ? fmt::format("{}", std::get<double>(cell)) : std::get<std::string>(cell);
}

bool same(double a, double b) {
  return a == b || (std::isnan(a) && std::isnan(b)) ||
         std::abs(a - b) <= equal_digits * std::max(std::abs(a), std::abs(b));
}

}  // namespace

void write_tables(exchange::netcdf::Writer& file, const plan::Plan& plan) {
  for (const auto& sheet : tables_of(plan)) {
    const auto rows = variable_of(sheet.name, "row");
    file.dimension(rows, sheet.rows.size());
    for (std::size_t c = 0; c < sheet.columns.size(); ++c) {
      const auto& column = sheet.columns[c];
      const auto name = variable_of(sheet.name, column.title);
      if (of_numbers(sheet, c)) {
        std::vector<double> values;
        for (const auto& row : sheet.rows) values.push_back(std::get<double>(row[c]));
        file.reals(name, {rows}, values, column.unit, sheet.name + ": " + column.title);
      } else {
        std::vector<std::string> texts;
        for (const auto& row : sheet.rows) texts.push_back(text_of(row[c]));
        file.texts(name, {rows}, texts);
      }
    }
  }
}

TablesChecked check_tables(const std::filesystem::path& results, const plan::Plan& plan) {
  const exchange::netcdf::Reader file(results.string());
  TablesChecked checked;
  for (const auto& sheet : tables_of(plan)) {
    for (std::size_t c = 0; c < sheet.columns.size(); ++c) {
      if (!of_numbers(sheet, c)) continue;
      const auto name = variable_of(sheet.name, sheet.columns[c].title);
      const auto* variable = file.find(name);
      const auto values = variable == nullptr ? std::vector<double>() : file.reals(*variable);
      if (values.size() != sheet.rows.size()) {
        checked.differing.push_back(
            fmt::format("{}: {} numbers are stored, the solution gives {}", name, values.size(), sheet.rows.size()));
        continue;
      }
      for (std::size_t r = 0; r < values.size(); ++r) {
        const double ours = std::get<double>(sheet.rows[r][c]);
        if (same(values[r], ours))
          ++checked.equal;
        else
          checked.differing.push_back(
              fmt::format("{}[{}]: {:.10g} is stored, the solution gives {:.10g}", name, r, values[r], ours));
      }
    }
  }
  for (const auto& [table, column] : {std::pair("bottlenecks", "period"), std::pair("rules", "rule")})
    if (file.find(variable_of(table, column)) != nullptr) checked.left.emplace_back(table);
  return checked;
}

}  // namespace gigaplan::results
