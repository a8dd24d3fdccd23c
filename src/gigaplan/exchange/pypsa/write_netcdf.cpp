#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "gigaplan/exchange/netcdf/netcdf.hpp"
#include "gigaplan/exchange/pypsa/instants.hpp"
#include "gigaplan/exchange/pypsa/tables.hpp"

namespace gigaplan::exchange::pypsa {
namespace {

using Names = std::vector<std::string>;

/// Readers take plain units of time for a calendar, so those are left out.
std::string unit_of(const Attribute& attribute) {
  for (const char* time : {"hours", "years", "year", "snapshots", "Hz", "Degrees", "degrees", "nan"})
    if (attribute.unit == time) return {};
  return attribute.unit;
}

class NetcdfWriting {
 public:
  NetcdfWriting(const Tables& tables, const std::string& path) : tables_(tables), file_(path) {}

  void write() {
    attributes();
    snapshots();
    periods();
    scenarios();
    for (const auto& [list, component] : tables_.components) {
      if (component.names.empty()) continue;
      file_.dimension(list + "_i", component.names.size());
      file_.texts(list + "_i", {list + "_i"}, component.names);
      for (const Column& column : component.columns) write_column(component, column);
      for (const Varying& series : component.varying) write_series(component, series);
      for (const Piecewise& curve : component.piecewise) write_curve(component, curve);
    }
    file_.finish();
  }

 private:
  void attributes() {
    file_.attribute("Conventions", std::string("PyPSA-1.4"));
    file_.attribute("source", std::string("Gigaplan"));
    file_.attribute("network_name", tables_.name);
    for (const auto& [name, text] : tables_.texts) file_.attribute("network_" + name, text);
    for (const auto& [name, number] : tables_.numbers) {
      const bool whole = number == std::floor(number) && std::abs(number) < 1e15 && !name.starts_with("objective");
      if (whole)
        file_.attribute("network_" + name, static_cast<std::int64_t>(number));
      else
        file_.attribute("network_" + name, number);
    }
    file_.attribute("meta", tables_.meta.empty() ? std::string("{}") : tables_.meta);
    if (!tables_.crs.empty()) file_.attribute("crs", tables_.crs);
  }

  void snapshots() {
    const std::size_t count = tables_.snapshot_count();
    const Names axis{"snapshots"};
    file_.dimension("snapshots", count);
    std::vector<std::int64_t> index(count);
    for (std::size_t t = 0; t < count; ++t) index[t] = static_cast<std::int64_t>(t);
    file_.integers("snapshots", axis, index);
    const std::string label = tables_.many_periods() ? "snapshots_timestep" : "snapshots_snapshot";
    if (tables_.many_periods()) file_.integers("snapshots_period", axis, tables_.snapshot_period);
    const Labels& labels = tables_.snapshots;
    if (labels.kind == Labels::Kind::text) {
      file_.texts(label, axis, labels.texts);
    } else if (labels.kind == Labels::Kind::integer) {
      file_.integers(label, axis, labels.numbers);
    } else {
      const std::int64_t origin = labels.numbers.empty() ? 0 : labels.numbers.front();
      const bool hourly = std::ranges::all_of(labels.numbers, [&](std::int64_t s) { return (s - origin) % 3600 == 0; });
      std::vector<std::int64_t> steps(count);
      for (std::size_t t = 0; t < count; ++t) steps[t] = (labels.numbers[t] - origin) / (hourly ? 3600 : 1);
      file_.integers(label, axis, steps,
                     fmt::format("{} since {}", hourly ? "hours" : "seconds", text_of_instant(origin)));
    }
    file_.reals("snapshots_objective", axis, tables_.objective_weight);
    file_.reals("snapshots_stores", axis, tables_.store_weight);
    file_.reals("snapshots_generators", axis, tables_.generator_weight);
  }

  void periods() {
    if (tables_.periods.empty()) return;
    const Names axis{"investment_periods"};
    file_.dimension("investment_periods", tables_.periods.size());
    file_.integers("investment_periods", axis, tables_.periods);
    file_.reals("investment_periods_objective", axis, tables_.period_objective);
    file_.reals("investment_periods_years", axis, tables_.period_years);
  }

  void scenarios() {
    if (tables_.scenarios.empty()) return;
    file_.dimension("scenario", tables_.scenarios.size());
    file_.texts("scenario", {"scenario"}, tables_.scenarios);
    file_.reals("scenario_weight", {"scenario"}, tables_.scenario_weight);
  }

  void write_column(const Component& component, const Column& column) {
    const std::string name = component.list + "_" + column.name;
    Names dimensions{component.list + "_i"};
    if (!tables_.scenarios.empty()) dimensions.insert(dimensions.begin(), "scenario");
    const bool gaps = std::ranges::any_of(column.numbers, [](double v) { return !std::isfinite(v); });
    if (column.kind == Kind::text)
      file_.texts(name, dimensions, column.texts);
    else if (column.kind == Kind::boolean && !gaps)
      file_.booleans(name, dimensions, column.numbers);
    else if (column.kind == Kind::integer && !gaps)
      file_.integers(name, dimensions, std::vector<std::int64_t>(column.numbers.begin(), column.numbers.end()));
    else
      file_.reals(name, dimensions, column.numbers, unit_of(attribute_of(component.list, column.name)));
  }

  void write_series(const Component& component, const Varying& series) {
    if (series.members.empty()) return;
    const std::string name = component.list + "_t_" + series.name;
    const std::size_t width = series.members.size(), snapshots = tables_.snapshot_count();
    const std::size_t scenarios = tables_.scenario_count();
    Names members;
    for (const std::int32_t m : series.members) members.push_back(component.names[static_cast<std::size_t>(m)]);
    file_.dimension(name + "_i", width);
    file_.texts(name + "_i", {name + "_i"}, members);
    std::vector<double> values(width * snapshots * scenarios);
    constexpr std::size_t tile = 64;
    for (std::size_t s = 0; s < scenarios; ++s)
      for (std::size_t from = 0; from < snapshots; from += tile)
        for (std::size_t m = 0; m < width; ++m)
          for (std::size_t t = from; t < std::min(from + tile, snapshots); ++t)
            values[(t * scenarios + s) * width + m] = (*series.values[m])[s * snapshots + t];
    Names dimensions{"snapshots", name + "_i"};
    if (!tables_.scenarios.empty()) dimensions.insert(dimensions.begin() + 1, "scenario");
    file_.reals(name, dimensions, values, unit_of(attribute_of(component.list, series.name)));
  }

  void write_curve(const Component& component, const Piecewise& curve) {
    if (curve.members.empty()) return;
    const std::string name = component.list + "_pw_" + curve.name;
    std::size_t points = 0;
    for (const auto& y : curve.y) points = std::max(points, y.size());
    Names members;
    for (const std::int32_t m : curve.members) members.push_back(component.names[static_cast<std::size_t>(m)]);
    const std::string axis = fmt::format("breakpoint_{}", name);
    file_.dimension(axis, points);
    file_.dimension(name + "_i", members.size());
    file_.dimension(name + "_attr_i", 2);
    file_.texts(name + "_i", {name + "_i"}, members);
    file_.texts(name + "_attr_i", {name + "_attr_i"}, Names{curve.x_name, curve.name});
    std::vector<double> values(points * members.size() * 2, std::numeric_limits<double>::quiet_NaN());
    for (std::size_t m = 0; m < members.size(); ++m)
      for (std::size_t b = 0; b < curve.y[m].size(); ++b) {
        values[(b * members.size() + m) * 2] = curve.x[m][b];
        values[(b * members.size() + m) * 2 + 1] = curve.y[m][b];
      }
    file_.reals(name, {axis, name + "_i", name + "_attr_i"}, values);
  }

  const Tables& tables_;
  netcdf::Writer file_;
};

}  // namespace

void write_netcdf(const Tables& tables, const std::string& path) { NetcdfWriting(tables, path).write(); }

}  // namespace gigaplan::exchange::pypsa
