// The Model sheet of the workbook: its rows, each a list of figures or a formula by year, and the inputs they name.
#pragma once
#include <string>
#include <vector>

#include "gigaplan/finance/project.hpp"

namespace gigaplan::finance {

struct WorkbookInput {
  std::string name, unit;
  double value = 0;
};

struct WorkbookRow {
  std::string key, name, unit;
  Years values;                       ///< our values; empty for a heading
  std::vector<std::string> formulas;  ///< by year, without the leading "="; empty: the values are inputs
};

struct WorkbookModel {
  std::vector<WorkbookInput> inputs;
  std::vector<WorkbookRow> rows;

  /// "Inputs!$B$5". Throws std::out_of_range for an unknown name.
  [[nodiscard]] std::string input(const std::string& name) const;
  /// Number of the row on the sheet, from 1.
  [[nodiscard]] std::size_t line(const std::string& key) const;
  /// "F12", or "0" before the first and after the last year.
  [[nodiscard]] std::string at(const std::string& key, int t) const;
};

[[nodiscard]] WorkbookModel workbook_model(const Project& project, const ProjectResult& result);

}  // namespace gigaplan::finance
