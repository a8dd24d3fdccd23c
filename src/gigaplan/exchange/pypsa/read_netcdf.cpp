// A netCDF file as PyPSA writes it: `generators_i` (names), `generators_p_nom` (static), `generators_t_p_max_pu` with
// `generators_t_p_max_pu_i` (by snapshot), `generators_pw_marginal_cost` (by breakpoint), `snapshots_*`,
// `investment_periods_*`, `scenario`, `scenario_weight`; network attributes as `network_*`, `meta`, `crs`.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "gigaplan/exchange/netcdf/netcdf.hpp"
#include "gigaplan/exchange/netcdf/probe.hpp"
#include "gigaplan/exchange/pypsa/instants.hpp"
#include "gigaplan/exchange/pypsa/tables.hpp"

namespace gigaplan::exchange::pypsa {
namespace {

using netcdf::Variable;

/// One reading: the open file, the tables that grow, the faults of form.
class NetcdfReading {
 public:
  explicit NetcdfReading(const std::string& path) : file_(path), path_(path) { tables_.file = path; }

  Tables tables() {
    read_attributes();
    read_scenarios();
    read_snapshots();
    read_periods();
    faults_.throw_if_any();
    read_names();
    for (const Variable& variable : file_.variables()) read_variable(variable);
    faults_.throw_if_any();
    return std::move(tables_);
  }

 private:
  void fault(const std::string& code, const std::string& message, const std::string& remedy) {
    if (faults_.list().size() < 50) faults_.add(code, {path_}, message, remedy);
  }

  void read_attributes() {
    for (const auto& [name, value] : file_.attributes()) {
      if (const auto* text = std::get_if<std::string>(&value)) {
        if (name == "meta")
          tables_.meta = *text;
        else if (name == "crs")
          tables_.crs = *text;
        else if (name == "network_name")
          tables_.name = *text;
        else if (name.starts_with("network_"))
          tables_.texts[name.substr(8)] = *text;
      } else if (name.starts_with("network_")) {
        const auto* real = std::get_if<double>(&value);
        tables_.numbers[name.substr(8)] = real != nullptr ? *real : static_cast<double>(std::get<std::int64_t>(value));
      }
    }
  }

  void read_scenarios() {
    const Variable* names = file_.find("scenario");
    if (names == nullptr) return;
    tables_.scenarios = labels(*names);
    const Variable* weights = file_.find("scenario_weight");
    if (weights != nullptr && weights->shape == names->shape && numeric(*weights))
      tables_.scenario_weight = file_.reals(*weights);
    else
      fault("GP3203", "`scenario_weight` must hold one number for each `scenario`", "export the network again");
  }

  /// Texts of a one-dimensional variable, numbers written out.
  std::vector<std::string> labels(const Variable& variable) {
    if (variable.shape.size() != 1) {
      fault("GP3203", fmt::format("`{}` must have one dimension", variable.name), "export the network again");
      return {};
    }
    if (variable.type == netcdf::Type::text) return file_.texts(variable);
    std::vector<std::string> texts;
    if (variable.type == netcdf::Type::integer)
      for (const std::int64_t value : file_.integers(variable)) texts.push_back(std::to_string(value));
    else
      for (const double value : file_.reals(variable)) texts.push_back(fmt::format("{}", value));
    return texts;
  }

  [[nodiscard]] static bool numeric(const Variable& variable) {
    return variable.type == netcdf::Type::real || variable.type == netcdf::Type::integer;
  }

  void read_snapshots() {
    const Variable* axis = file_.find("snapshots");
    if (axis == nullptr || axis->shape.size() != 1) {
      fault("GP3202", "the file has no `snapshots`", "give a file written by PyPSA's export_to_netcdf");
      return;
    }
    const std::size_t count = axis->shape[0];
    if (count == 0) {
      fault("GP3210", "the network has no snapshots", "set snapshots and export the network again");
      return;
    }
    if (count > 20'000'000) {
      fault("GP3210", fmt::format("{} snapshots are declared; more than 20,000,000 cannot be planned", count),
            "the file is damaged, or the network needs fewer snapshots with larger weightings");
      return;
    }
    const Variable* label = axis;
    for (const char* name : {"snapshots_snapshot", "snapshots_timestep"})
      if (const Variable* found = file_.find(name); found != nullptr && found->shape == axis->shape) label = found;
    read_labels(*label);
    if (const Variable* period = file_.find("snapshots_period");
        period != nullptr && period->shape == axis->shape && numeric(*period))
      tables_.snapshot_period = file_.integers(*period);
    tables_.objective_weight = weights("snapshots_objective", count);
    tables_.store_weight = weights("snapshots_stores", count);
    tables_.generator_weight = weights("snapshots_generators", count);
  }

  void read_labels(const Variable& variable) {
    Labels& labels_out = tables_.snapshots;
    if (variable.type == netcdf::Type::text) {
      labels_out.kind = Labels::Kind::text;
      labels_out.texts = file_.texts(variable);
      return;
    }
    if (variable.type == netcdf::Type::real && variable.units.find(" since ") == std::string::npos) {
      labels_out.kind = Labels::Kind::text;
      labels_out.texts = labels(variable);
      return;
    }
    labels_out.numbers = file_.integers(variable);
    if (variable.units.empty()) return;
    const auto axis = time_axis_of(variable.units);
    const bool known = variable.calendar.empty() || variable.calendar == "proleptic_gregorian" ||
                       variable.calendar == "standard" || variable.calendar == "gregorian";
    labels_out.kind = Labels::Kind::instant;
    for (std::int64_t& value : labels_out.numbers) {
      const auto instant = axis && known ? axis->at(value) : std::nullopt;
      if (!instant) {
        fault("GP3203",
              fmt::format("`{}` counts \"{}\" ({}), which is not understood", variable.name, variable.units,
                          variable.calendar),
              "export the network again with pandas' own time stamps");
        return;
      }
      value = *instant;
    }
  }

  std::vector<double> weights(const char* name, std::size_t count) {
    const Variable* variable = file_.find(name);
    if (variable == nullptr) variable = file_.find("snapshots_weightings");
    if (variable == nullptr) return std::vector<double>(count, 1.0);
    if (variable->shape == std::vector<std::size_t>{count} && numeric(*variable)) return file_.reals(*variable);
    fault("GP3203", fmt::format("`{}` must hold one number for each snapshot", name), "export the network again");
    return std::vector<double>(count, 1.0);
  }

  void read_periods() {
    const Variable* axis = file_.find("investment_periods");
    if (axis == nullptr) return;
    if (axis->type != netcdf::Type::integer || axis->shape.size() != 1)
      return fault("GP3203", "`investment_periods` must hold whole years", "export the network again");
    tables_.periods = file_.integers(*axis);
    for (auto [name, weights_out] : {std::pair{"investment_periods_objective", &tables_.period_objective},
                                     std::pair{"investment_periods_years", &tables_.period_years}}) {
      weights_out->assign(tables_.periods.size(), 1.0);
      const Variable* variable = file_.find(name);
      if (variable == nullptr) continue;
      if (variable->shape == axis->shape && numeric(*variable))
        *weights_out = file_.reals(*variable);
      else
        fault("GP3203", fmt::format("`{}` must hold one number for each period", name), "export the network again");
    }
  }

  /// Tables of all `<list>_i`.
  void read_names() {
    for (const Variable& variable : file_.variables()) {
      if (!variable.name.ends_with("_i") || variable.name.find("_t_") != std::string::npos ||
          variable.name.find("_pw_") != std::string::npos)
        continue;
      const std::string list = variable.name.substr(0, variable.name.size() - 2);
      if (!component_types().contains(list)) {
        fault("GP3204", fmt::format("`{}` is no component of PyPSA", list),
              "remove it; custom components cannot be planned");
        continue;
      }
      Component& component = tables_.components[list];
      component.list = list;
      component.names = labels(variable);
      component.origin.file = path_;
      for (std::size_t i = 0; i < component.names.size(); ++i)
        if (!component.index.emplace(component.names[i], static_cast<std::int32_t>(i)).second)
          fault("GP3209", fmt::format("two {} are named `{}`", list, component.names[i]), "rename one of them");
    }
  }

  void read_variable(const Variable& variable) {
    const std::string& name = variable.name;
    if (name.ends_with("_i") || name == "snapshots" || name.starts_with("snapshots_") || name == "scenario" ||
        name == "scenario_weight" || name.starts_with("investment_periods") || name == "breakpoint")
      return;
    // The longest list name wins: `storage_units_…`, never `stores…`.
    Component* component = nullptr;
    for (auto& [list, candidate] : tables_.components)
      if (name.size() > list.size() + 1 && name.starts_with(list) && name[list.size()] == '_' &&
          (component == nullptr || list.size() > component->list.size()))
        component = &candidate;
    if (component == nullptr) {
      fault("GP3204", fmt::format("`{}` belongs to no component of this network", name),
            "remove it, or add the component's names");
      return;
    }
    const std::string rest = name.substr(component->list.size() + 1);
    if (rest.starts_with("t_"))
      read_series(*component, variable, rest.substr(2));
    else if (rest.starts_with("pw_"))
      read_piecewise(*component, variable, rest.substr(3));
    else
      read_static(*component, variable, rest);
  }

  void read_static(Component& component, const Variable& variable, const std::string& attribute) {
    const std::size_t members = component.names.size(), scenarios = tables_.scenario_count();
    const bool by_scenario = variable.dimensions.size() == 2;
    const std::vector<std::size_t> expected =
        by_scenario ? std::vector<std::size_t>{scenarios, members} : std::vector<std::size_t>{members};
    if (variable.shape != expected || (by_scenario && variable.dimensions[0] != "scenario") ||
        variable.dimensions.back() != component.list + "_i") {
      fault("GP3203", fmt::format("`{}` must hold one value for each of {} {}", variable.name, members, component.list),
            "export the network again");
      return;
    }
    const Attribute known = attribute_of(component.list, attribute);
    Column& column = component.columns.emplace_back();
    column.name = attribute;
    if (variable.type == netcdf::Type::text) {
      column.kind = Kind::text;
      column.texts = file_.texts(variable);
    } else if (numeric(variable)) {
      column.kind = variable.boolean                         ? Kind::boolean
                    : variable.type == netcdf::Type::integer ? Kind::integer
                    : known.name.empty()                     ? Kind::number
                    : known.kind == Kind::text               ? Kind::number
                                                             : known.kind;
      column.numbers = file_.reals(variable);
    } else {
      component.columns.pop_back();
      fault("GP3203", fmt::format("`{}` is of a kind that cannot be read", variable.name), "export the network again");
      return;
    }
    if (!by_scenario && scenarios > 1) {
      repeat(column.numbers, scenarios);
      repeat(column.texts, scenarios);
    }
  }

  template <class T>
  static void repeat(std::vector<T>& values, std::size_t times) {
    const std::size_t count = values.size();
    values.resize(count * times);
    for (std::size_t i = count; i < values.size(); ++i) values[i] = values[i - count];
  }

  void read_series(Component& component, const Variable& variable, const std::string& attribute) {
    const Variable* names = file_.find(variable.name + "_i");
    const std::size_t snapshots = tables_.snapshot_count(), scenarios = tables_.scenario_count();
    const std::vector<std::string>& dims = variable.dimensions;
    const bool shaped = names != nullptr && names->shape.size() == 1 && numeric(variable) && dims[0] == "snapshots" &&
                        dims.back() == names->name && (dims.size() == 2 || (dims.size() == 3 && dims[1] == "scenario"));
    if (!shaped || variable.shape.front() != snapshots || variable.shape.back() != names->shape[0] ||
        (dims.size() == 3 && variable.shape[1] != scenarios)) {
      fault("GP3203",
            fmt::format("`{}` must hold a number for each of {} snapshots and each of `{}_i`", variable.name, snapshots,
                        variable.name),
            "export the network again");
      return;
    }
    const std::vector<std::string> members = labels(*names);
    const std::vector<double> values = file_.reals(variable);
    const std::size_t width = members.size(), blocks = dims.size() == 3 ? scenarios : 1;
    Varying& series = component.varying.emplace_back();
    series.name = attribute;
    for (std::size_t m = 0; m < width; ++m) {
      const std::int32_t member = component.find(members[m]);
      if (member < 0) {
        fault("GP3207",
              fmt::format("`{}` has a series for `{}`, but there is no such member of {}", variable.name, members[m],
                          component.list),
              "rename it, or add the member");
        continue;
      }
      series.members.push_back(member);
    }
    if (series.members.size() != width) return;
    std::vector<std::shared_ptr<std::vector<double>>> columns(width);
    for (auto& column : columns) column = std::make_shared<std::vector<double>>(snapshots * scenarios);
    constexpr std::size_t tile = 64;  // snapshots at a time, so that reads and writes stay in the cache
    for (std::size_t s = 0; s < scenarios; ++s)
      for (std::size_t from = 0; from < snapshots; from += tile)
        for (std::size_t m = 0; m < width; ++m)
          for (std::size_t t = from; t < std::min(from + tile, snapshots); ++t)
            (*columns[m])[s * snapshots + t] = values[(t * blocks + (blocks > 1 ? s : 0)) * width + m];
    series.values.assign(columns.begin(), columns.end());
  }

  /// Curves: (breakpoint × name × attribute), attribute being x and y.
  void read_piecewise(Component& component, const Variable& variable, const std::string& attribute) {
    const Variable* names = file_.find(variable.name + "_i");
    const Variable* axes = file_.find(variable.name + "_attr_i");
    if (names == nullptr || axes == nullptr || variable.shape.size() != 3 || !numeric(variable)) {
      fault("GP3203", fmt::format("`{}` must hold breakpoints by name and by axis", variable.name),
            "export the network again");
      return;
    }
    const auto position = [&](const std::string& dimension) {
      return static_cast<std::size_t>(std::ranges::find(variable.dimensions, dimension) - variable.dimensions.begin());
    };
    const std::size_t name_at = position(names->name), axis_at = position(axes->name);
    if (name_at > 2 || axis_at > 2 || name_at == axis_at || names->shape.size() != 1 || axes->shape.size() != 1) {
      fault("GP3203", fmt::format("`{}` must hold breakpoints by name and by axis", variable.name),
            "export the network again");
      return;
    }
    const std::size_t point_at = 3 - name_at - axis_at;
    const std::vector<double> values = file_.reals(variable);
    const std::vector<std::string> members = labels(*names), axis_names = labels(*axes);
    Piecewise& curve = component.piecewise.emplace_back();
    curve.name = attribute;
    std::array<std::size_t, 3> step{variable.shape[1] * variable.shape[2], variable.shape[2], 1};
    for (std::size_t m = 0; m < members.size(); ++m) {
      const std::int32_t member = component.find(members[m]);
      if (member < 0) {
        fault("GP3207",
              fmt::format("`{}` has a curve for `{}`, but there is no such member of {}", variable.name, members[m],
                          component.list),
              "rename it, or add the member");
        continue;
      }
      std::vector<double> x, y;
      for (std::size_t a = 0; a < axis_names.size(); ++a) {
        std::vector<double>& side = axis_names[a] == attribute ? y : x;
        if (axis_names[a] != attribute) curve.x_name = axis_names[a];
        for (std::size_t b = 0; b < variable.shape[point_at]; ++b)
          side.push_back(values[m * step[name_at] + a * step[axis_at] + b * step[point_at]]);
      }
      if (std::ranges::all_of(y, [](double v) { return std::isnan(v); })) continue;
      curve.members.push_back(member);
      curve.x.push_back(std::move(x));
      curve.y.push_back(std::move(y));
    }
  }

  netcdf::Reader file_;
  std::string path_;
  Tables tables_;
  Faults faults_;
};

}  // namespace

Tables read_netcdf(const std::string& path) {
  if (!netcdf::survives([&] { (void)NetcdfReading(path).tables(); }))
    throw InputInvalid({{"GP3201",
                         {path},
                         "the netCDF library crashes on this file: it is damaged",
                         "copy or export the network again"}});
  return NetcdfReading(path).tables();
}

}  // namespace gigaplan::exchange::pypsa
