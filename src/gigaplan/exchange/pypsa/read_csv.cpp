// A folder of CSV files as PyPSA writes it: `generators.csv` (static), `generators-p_max_pu.csv` (by snapshot),
// `generators-marginal_cost-pw.csv` (by breakpoint), `snapshots.csv`, `investment_periods.csv`, `network.csv`,
// `meta.json`, `crs.json`. A file that is no part of a network is a fault, other endings are left alone.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "gigaplan/exchange/csv/csv.hpp"
#include "gigaplan/exchange/pypsa/instants.hpp"
#include "gigaplan/exchange/pypsa/tables.hpp"

namespace gigaplan::exchange::pypsa {
namespace {

namespace fs = std::filesystem;

Place place_of(const std::string& file, const csv::Cell& cell) { return {file, cell.line, cell.column}; }

class CsvReading {
 public:
  explicit CsvReading(const std::string& folder) : folder_(folder) { tables_.file = folder; }

  Tables tables() {
    read_network();
    read_snapshots();
    read_periods();
    faults_.throw_if_any();
    for (const auto& [list, type] : component_types()) read_component(list);
    std::vector<fs::path> files;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder_)) files.push_back(entry.path());
    std::ranges::sort(files);
    for (const fs::path& file : files)
      if (file.extension() == ".csv") read_other(file);
    faults_.throw_if_any();
    return std::move(tables_);
  }

 private:
  void fault(const std::string& code, const Place& place, const std::string& message, const std::string& remedy) {
    if (faults_.list().size() < 50) faults_.add(code, place, message, remedy);
  }

  [[nodiscard]] std::string path_of(const std::string& file) const { return (fs::path(folder_) / file).string(); }

  /// Rows of a file, none when it is not there; faults of form are collected.
  std::vector<csv::Row> rows_of(const std::string& path) {
    if (!fs::exists(path)) return {};
    try {
      return csv::read(path);
    } catch (const InputInvalid& invalid) {
      faults_.append(invalid.faults());
      return {};
    }
  }

  double number(const std::string& path, const csv::Cell& cell) {
    bool ok = false;
    const double value = csv::number(cell.text, ok);
    if (!ok) fault("GP3208", place_of(path, cell), fmt::format("`{}` is no number", cell.text), "write a number");
    return value;
  }

  void read_network() {
    const std::string path = path_of("network.csv");
    const std::vector<csv::Row> rows = rows_of(path);
    if (rows.size() >= 2) {
      for (std::size_t c = 0; c < rows[0].size(); ++c) {
        const std::string& key = rows[0][c].text;
        bool ok = false;
        const double value = csv::number(rows[1][c].text, ok);
        if (key == "name")
          tables_.name = rows[1][c].text;
        else if (ok && !std::isnan(value) && key != "pypsa_version")
          tables_.numbers[key] = value;
        else
          tables_.texts[key] = rows[1][c].text;
      }
    }
    tables_.meta = text_of("meta.json", "{}");
    tables_.crs = text_of("crs.json", "");
  }

  std::string text_of(const std::string& name, const std::string& absent) {
    std::ifstream file(path_of(name), std::ios::binary);
    if (!file) return absent;
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  }

  void read_snapshots() {
    const std::string path = path_of("snapshots.csv");
    const std::vector<csv::Row> rows = rows_of(path);
    if (!faults_.empty()) return;
    if (rows.empty())
      return fault("GP3202", {path}, "the folder has no `snapshots.csv`",
                   "give a folder written by PyPSA's export_to_csv_folder");
    if (rows.size() == 1)
      return fault("GP3210", {path}, "the network has no snapshots", "set snapshots and export the network again");
    const std::size_t count = rows.size() - 1;
    std::size_t label = 0;
    tables_.objective_weight.assign(count, 1.0);
    tables_.store_weight.assign(count, 1.0);
    tables_.generator_weight.assign(count, 1.0);
    for (std::size_t c = 0; c < rows[0].size(); ++c) {
      const std::string& name = rows[0][c].text;
      if (name == "snapshot" || name == "timestep") label = c;
      std::vector<double> values;
      if (name != "objective" && name != "stores" && name != "generators" && name != "weightings" && name != "period")
        continue;
      for (std::size_t r = 1; r < rows.size(); ++r) values.push_back(number(path, rows[r][c]));
      if (name == "period") {
        for (const double value : values)
          tables_.snapshot_period.push_back(std::abs(value) < 1e6 ? static_cast<std::int64_t>(value) : -1);
      } else {
        if (name == "objective" || name == "weightings") tables_.objective_weight = values;
        if (name == "stores" || name == "weightings") tables_.store_weight = values;
        if (name == "generators" || name == "weightings") tables_.generator_weight = values;
      }
    }
    std::vector<std::string> texts;
    for (std::size_t r = 1; r < rows.size(); ++r) texts.push_back(rows[r][label].text);
    tables_.snapshots = labels_of(std::move(texts));
  }

  /// Instants when all texts are, numbers when all texts are whole numbers, texts otherwise.
  static Labels labels_of(std::vector<std::string> texts) {
    Labels labels;
    labels.kind = Labels::Kind::instant;
    for (const std::string& text : texts) {
      const auto instant = instant_of_text(text);
      if (!instant) break;
      labels.numbers.push_back(*instant);
    }
    if (labels.numbers.size() == texts.size()) return labels;
    labels.numbers.clear();
    labels.kind = Labels::Kind::integer;
    for (const std::string& text : texts) {
      bool ok = false;
      const double value = csv::number(text, ok);
      if (!ok || value != std::floor(value) || std::abs(value) > 1e15) break;
      labels.numbers.push_back(static_cast<std::int64_t>(value));
    }
    if (labels.numbers.size() == texts.size()) return labels;
    labels.numbers.clear();
    labels.kind = Labels::Kind::text;
    labels.texts = std::move(texts);
    return labels;
  }

  void read_periods() {
    const std::string path = path_of("investment_periods.csv");
    const std::vector<csv::Row> rows = rows_of(path);
    for (std::size_t r = 1; r < rows.size(); ++r) {
      const double year = number(path, rows[r][0]);
      tables_.periods.push_back(std::abs(year) < 1e6 ? static_cast<std::int64_t>(year) : -1);
    }
    tables_.period_objective.assign(tables_.periods.size(), 1.0);
    tables_.period_years.assign(tables_.periods.size(), 1.0);
    if (rows.empty()) return;
    for (std::size_t c = 1; c < rows[0].size(); ++c)
      for (std::size_t r = 1; r < rows.size(); ++r) {
        if (rows[0][c].text == "objective") tables_.period_objective[r - 1] = number(path, rows[r][c]);
        if (rows[0][c].text == "years") tables_.period_years[r - 1] = number(path, rows[r][c]);
      }
  }

  void read_component(const std::string& list) {
    const std::string path = path_of(list + ".csv");
    const std::vector<csv::Row> rows = rows_of(path);
    if (rows.empty()) return;
    Component& component = tables_.components[list];
    component.list = list;
    component.origin.file = path;
    for (std::size_t r = 1; r < rows.size(); ++r) {
      const csv::Cell& cell = rows[r][0];
      component.names.push_back(cell.text);
      component.origin.lines.push_back(cell.line);
      if (!component.index.emplace(cell.text, static_cast<std::int32_t>(r - 1)).second)
        fault("GP3209", place_of(path, cell), fmt::format("two {} are named `{}`", list, cell.text),
              "rename one of them");
    }
    for (std::size_t c = 1; c < rows[0].size(); ++c) {
      if (component.column(rows[0][c].text) != nullptr)
        fault("GP3209", place_of(path, rows[0][c]), fmt::format("two columns are named `{}`", rows[0][c].text),
              "remove one of them");
      read_column(component, rows, c, path);
    }
  }

  void read_column(Component& component, const std::vector<csv::Row>& rows, std::size_t c, const std::string& path) {
    const Attribute known = attribute_of(component.list, rows[0][c].text);
    Column& column = component.columns.emplace_back();
    column.name = rows[0][c].text;
    column.kind = known.name.empty() ? kind_of(rows, c) : known.kind;
    for (std::size_t r = 1; r < rows.size(); ++r) {
      const csv::Cell& cell = rows[r][c];
      if (column.kind == Kind::text)
        column.texts.push_back(cell.text);
      else if (column.kind == Kind::boolean)
        column.numbers.push_back(boolean(path, cell, known.number));
      else
        column.numbers.push_back(number(path, cell));
    }
  }

  double boolean(const std::string& path, const csv::Cell& cell, double absent) {
    if (cell.text == "True" || cell.text == "true" || cell.text == "TRUE" || cell.text == "1" || cell.text == "1.0")
      return 1;
    if (cell.text == "False" || cell.text == "false" || cell.text == "FALSE" || cell.text == "0" || cell.text == "0.0")
      return 0;
    if (!cell.text.empty())
      fault("GP3208", place_of(path, cell), fmt::format("`{}` is neither True nor False", cell.text),
            "write True or False");
    return absent;
  }

  /// Kind of a column that PyPSA does not know: numbers when every cell is one.
  static Kind kind_of(const std::vector<csv::Row>& rows, std::size_t c) {
    bool any = false;
    for (std::size_t r = 1; r < rows.size(); ++r) {
      bool ok = false;
      (void)csv::number(rows[r][c].text, ok);
      if (!ok) return Kind::text;
      any = any || !rows[r][c].text.empty();
    }
    return any ? Kind::number : Kind::text;
  }

  /// `<list>-<attribute>.csv`, `<list>-<attribute>-pw.csv`; anything else is unknown.
  void read_other(const fs::path& file) {
    const std::string stem = file.stem().string();
    if (component_types().contains(stem) || stem == "snapshots" || stem == "network" || stem == "investment_periods")
      return;
    const std::size_t dash = stem.find('-');
    const std::string list = stem.substr(0, dash);
    const auto found = tables_.components.find(list);
    if (dash == std::string::npos || !component_types().contains(list))
      return fault("GP3204", {file.string()}, fmt::format("`{}` is no table of PyPSA", stem),
                   "remove it; custom components cannot be planned");
    if (found == tables_.components.end())
      return fault("GP3202", {file.string()}, fmt::format("there is no `{}.csv` beside this file", list),
                   "add the table of the members, or remove this one");
    const std::string attribute = stem.substr(dash + 1);
    if (attribute.ends_with("-pw"))
      read_piecewise(found->second, attribute.substr(0, attribute.size() - 3), file.string());
    else
      read_series(found->second, attribute, file.string());
  }

  void read_series(Component& component, const std::string& attribute, const std::string& path) {
    const std::vector<csv::Row> rows = rows_of(path);
    if (rows.empty()) return;
    const std::size_t count = tables_.snapshot_count();
    if (rows.size() - 1 != count)
      return fault("GP3203", {path}, fmt::format("{} rows, but the network has {} snapshots", rows.size() - 1, count),
                   "give one row for each snapshot");
    Varying& series = component.varying.emplace_back();
    series.name = attribute;
    // Further index columns of PyPSA's many-period folders carry the labels of the snapshot, not a member.
    for (std::size_t c = 1; c < rows[0].size(); ++c) {
      const std::int32_t member = component.find(rows[0][c].text);
      if (member < 0) {
        fault("GP3207", place_of(path, rows[0][c]),
              fmt::format("there is no `{}` in {}.csv", rows[0][c].text, component.list),
              "rename the column, or add the member");
        continue;
      }
      if (std::ranges::find(series.members, member) != series.members.end()) {
        fault("GP3209", place_of(path, rows[0][c]), fmt::format("two columns are named `{}`", rows[0][c].text),
              "remove one of them");
        continue;
      }
      auto values = std::make_shared<std::vector<double>>();
      values->reserve(count);
      for (std::size_t r = 1; r < rows.size(); ++r) values->push_back(number(path, rows[r][c]));
      series.members.push_back(member);
      series.values.push_back(std::move(values));
    }
  }

  /// Two header rows: member, axis.
  void read_piecewise(Component& component, const std::string& attribute, const std::string& path) {
    const std::vector<csv::Row> rows = rows_of(path);
    if (rows.size() < 3) return fault("GP3203", {path}, "a curve needs two header rows and points", "export it again");
    std::size_t first = 2;
    if (!rows[2][0].text.empty() &&
        std::all_of(rows[2].begin() + 1, rows[2].end(), [](const csv::Cell& cell) { return cell.text.empty(); }))
      first = 3;  // pandas writes the name of the index on a row of its own
    Piecewise& curve = component.piecewise.emplace_back();
    curve.name = attribute;
    for (std::size_t c = 1; c < rows[0].size(); ++c) {
      const std::int32_t member = component.find(rows[0][c].text);
      if (member < 0) {
        fault("GP3207", place_of(path, rows[0][c]),
              fmt::format("there is no `{}` in {}.csv", rows[0][c].text, component.list),
              "rename the column, or add the member");
        continue;
      }
      const auto found = std::ranges::find(curve.members, member);
      const auto at = static_cast<std::size_t>(found - curve.members.begin());
      if (found == curve.members.end()) {
        curve.members.push_back(member);
        curve.x.emplace_back();
        curve.y.emplace_back();
      }
      std::vector<double>& side = rows[1][c].text == attribute ? curve.y[at] : curve.x[at];
      if (rows[1][c].text != attribute) curve.x_name = rows[1][c].text;
      for (std::size_t r = first; r < rows.size(); ++r) side.push_back(number(path, rows[r][c]));
    }
  }

  std::string folder_;
  Tables tables_;
  Faults faults_;
};

}  // namespace

Tables read_csv(const std::string& folder) { return CsvReading(folder).tables(); }

}  // namespace gigaplan::exchange::pypsa
