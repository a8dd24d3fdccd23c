#include <fmt/format.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>

#include "gigaplan/exchange/csv/csv.hpp"
#include "gigaplan/exchange/pypsa/tables.hpp"

namespace gigaplan::exchange::pypsa {
namespace {

namespace fs = std::filesystem;

std::string text_of(const Column& column, std::size_t i) {
  if (column.kind == Kind::text) return csv::quoted(column.texts[i]);
  const double value = column.numbers[i];
  if (std::isnan(value)) return {};
  if (column.kind == Kind::boolean) return value != 0 ? "True" : "False";
  return column.kind == Kind::integer ? fmt::format("{:.0f}", value) : fmt::format("{}", value);
}

class CsvWriting {
 public:
  CsvWriting(const Tables& tables, const std::string& folder) : tables_(tables), folder_(folder) {
    if (!tables.scenarios.empty())
      throw FileTrouble(folder, folder + ": PyPSA's CSV folders cannot hold scenarios; write a .nc file instead");
    std::error_code error;
    fs::create_directories(folder_, error);
    if (error) throw FileTrouble(folder, folder + ": " + error.message());
  }

  void write() {
    remove_earlier_tables();
    network();
    snapshots();
    if (!tables_.periods.empty())
      file("investment_periods.csv", "period,objective,years", tables_.periods.size(), [&](std::size_t i) {
        return fmt::format("{},{},{}", tables_.periods[i], tables_.period_objective[i], tables_.period_years[i]);
      });
    for (const auto& [list, component] : tables_.components) {
      if (component.names.empty()) continue;
      members(component);
      for (const Varying& series : component.varying)
        if (!series.members.empty()) write_series(component, series);
      for (const Piecewise& curve : component.piecewise)
        if (!curve.members.empty()) write_curve(component, curve);
    }
  }

 private:
  void file(const std::string& name, const std::string& header, std::size_t rows,
            const std::function<std::string(std::size_t)>& row) {
    const fs::path path = folder_ / name;
    std::ofstream out(path, std::ios::binary);
    out << header << '\n';
    for (std::size_t i = 0; i < rows; ++i) out << row(i) << '\n';
    out.flush();
    if (!out) throw FileTrouble(path.string(), path.string() + ": cannot be written");
  }

  /// A network that was here before must not mix with this one.
  void remove_earlier_tables() {
    for (const fs::directory_entry& entry : fs::directory_iterator(folder_)) {
      const std::string stem = entry.path().stem().string();
      const bool table = component_types().contains(stem.substr(0, stem.find('-'))) || stem == "investment_periods";
      if (entry.path().extension() == ".csv" && table) fs::remove(entry.path());
    }
  }

  void text_file(const std::string& name, const std::string& text) {
    std::ofstream out(folder_ / name, std::ios::binary);
    out << text;
    out.flush();
    if (!out) throw FileTrouble((folder_ / name).string(), (folder_ / name).string() + ": cannot be written");
  }

  void network() {
    std::string header = "name", row = csv::quoted(tables_.name);
    for (const auto& [name, text] : tables_.texts) {
      header += "," + csv::quoted(name);
      row += "," + csv::quoted(text);
    }
    for (const auto& [name, number] : tables_.numbers) {
      header += "," + csv::quoted(name);
      row += fmt::format(",{}", number);
    }
    file("network.csv", header, 1, [&](std::size_t) { return row; });
    text_file("meta.json", tables_.meta.empty() ? "{}" : tables_.meta);
    if (!tables_.crs.empty()) text_file("crs.json", tables_.crs);
  }

  void snapshots() {
    const std::string label = tables_.many_periods() ? "period,timestep" : "snapshot";
    file("snapshots.csv", "," + label + ",objective,stores,generators", tables_.snapshot_count(), [&](std::size_t t) {
      const std::string period = tables_.many_periods() ? fmt::format("{},", tables_.snapshot_period[t]) : "";
      return fmt::format("{},{}{},{},{},{}", t, period, csv::quoted(tables_.snapshots.at(t)),
                         tables_.objective_weight[t], tables_.store_weight[t], tables_.generator_weight[t]);
    });
  }

  void members(const Component& component) {
    std::string header = "name";
    for (const Column& column : component.columns) header += "," + csv::quoted(column.name);
    file(component.list + ".csv", header, component.names.size(), [&](std::size_t m) {
      std::string row = csv::quoted(component.names[m]);
      for (const Column& column : component.columns) row += "," + text_of(column, m);
      return row;
    });
  }

  void write_series(const Component& component, const Varying& series) {
    std::string header;
    for (const std::int32_t m : series.members)
      header += "," + csv::quoted(component.names[static_cast<std::size_t>(m)]);
    file(fmt::format("{}-{}.csv", component.list, series.name), header, tables_.snapshot_count(), [&](std::size_t t) {
      std::string row = std::to_string(t);
      for (const Values& values : series.values)
        row += std::isnan((*values)[t]) ? std::string(",") : fmt::format(",{}", (*values)[t]);
      return row;
    });
  }

  void write_curve(const Component& component, const Piecewise& curve) {
    std::string names = "name", axes = "attribute";
    std::size_t points = 0;
    for (std::size_t m = 0; m < curve.members.size(); ++m) {
      const std::string name = csv::quoted(component.names[static_cast<std::size_t>(curve.members[m])]);
      names += "," + name + "," + name;
      axes += "," + curve.x_name + "," + curve.name;
      points = std::max(points, curve.y[m].size());
    }
    file(fmt::format("{}-{}-pw.csv", component.list, curve.name), names + "\n" + axes, points, [&](std::size_t b) {
      std::string row = std::to_string(b);
      for (std::size_t m = 0; m < curve.members.size(); ++m)
        for (const auto* side : {&curve.x[m], &curve.y[m]})
          row += b >= side->size() || std::isnan((*side)[b]) ? std::string(",") : fmt::format(",{}", (*side)[b]);
      return row;
    });
  }

  const Tables& tables_;
  fs::path folder_;
};

}  // namespace

void write_csv(const Tables& tables, const std::string& folder) { CsvWriting(tables, folder).write(); }

}  // namespace gigaplan::exchange::pypsa
