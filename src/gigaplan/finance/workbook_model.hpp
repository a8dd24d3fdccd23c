// The Model sheet of the workbook: its rows, each a list of figures or a formula by year, and the inputs they name.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "gigaplan/finance/project.hpp"

namespace gigaplan::finance {

struct WorkbookInput {
  std::string name, unit;
  double value = 0;
  bool flows = true;  ///< false: already in the figures of the Model sheet; changing the cell changes nothing there
};

struct WorkbookRow {
  std::string key, name, unit;
  Years values;                       ///< our values; empty for a heading
  bool living = false;                ///< a formula
  bool open = false;                  ///< figures that every formula follows: yellow
  bool settling = false;              ///< of a sweep that settles debt and tax
  std::vector<std::string> formulas;  ///< by year, without the leading "=", empty: no cell; none: values are figures
};

/// The same model with inputs at other values, below another on a sheet of its own: only rows of formulas stand there,
/// figures are those of the Model sheet.
struct Scenario {
  std::map<std::string, std::string> inputs;  ///< by name, the expression in place of the cell
  std::size_t first_line = 0;                 ///< from 1; 0: this is the Model sheet
  int delay = 0;                              ///< [yr] by which volumes and commitments come later
};

struct WorkbookModel {
  std::vector<WorkbookInput> inputs;
  std::vector<WorkbookRow> rows;
  std::map<std::string, std::size_t> places;  ///< of the rows, by key
  std::vector<std::size_t> living_before;     ///< by row, how many of those above are formulas
  Scenario scenario;
  /// The debt is sized by formulas: every yellow input then gives what the program gives. Not where a year of
  /// construction has a surplus.
  bool debt_flows = false;
  int sweeps = 0;  ///< that settle debt and tax; 0: a closed form

  /// "Inputs!$B$5", or what the scenario has instead. Throws std::out_of_range for an unknown name.
  [[nodiscard]] std::string input(const std::string& name) const;
  /// Number of the row on the sheet, from 1.
  [[nodiscard]] std::size_t line(const std::string& key) const;
  /// "F12", or "0" before the first and after the last year.
  [[nodiscard]] std::string at(const std::string& key, int t) const;
  /// Cells of the years from … to of a row: "SHEET!$C$12:$F$12".
  [[nodiscard]] std::string years(const std::string& sheet, const std::string& key, int from, int to) const;
  /// What the term debt still misses: what is drawn less the amount, and what the last sweep moved it. Zero but for
  /// rounding when it has settled.
  [[nodiscard]] std::string unsettled(const std::string& sheet, const Project& project) const;
};

[[nodiscard]] WorkbookModel workbook_model(const Project& project, const ProjectResult& result, Scenario scenario = {});

}  // namespace gigaplan::finance
