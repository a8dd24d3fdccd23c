// A PyPSA network as plain tables: what a file holds, before any meaning. Reader and writer meet here.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "gigaplan/base/fault.hpp"
#include "gigaplan/exchange/pypsa/attributes.hpp"

namespace gigaplan::exchange::pypsa {

/// Values along the snapshots of all scenarios, one scenario after the other.
using Values = std::shared_ptr<const std::vector<double>>;

/// One static attribute: a value for every member (of the first scenario, then of the second, …). Numbers, integers and
/// booleans lie in `numbers`, texts in `texts`.
struct Column {
  std::string name;
  Kind kind = Kind::number;
  std::vector<double> numbers;
  std::vector<std::string> texts;
};

/// One attribute given by snapshot, for some of the members.
struct Varying {
  std::string name;
  std::vector<std::int32_t> members;
  std::vector<Values> values;  ///< beside `members`; snapshots · scenarios values each
};

/// One attribute given by breakpoints: x and y of some members; NaN where a curve has fewer points.
struct Piecewise {
  std::string name;
  std::vector<std::int32_t> members;
  std::vector<std::vector<double>> x, y;
  std::string x_name;
};

/// Where a table came from, for faults: the file and, for CSV, the line of each member.
struct Origin {
  std::string file;
  std::vector<int> lines;
};

/// The table of one component.
struct Component {
  std::string list;
  std::vector<std::string> names;
  std::vector<Column> columns;
  std::vector<Varying> varying;
  std::vector<Piecewise> piecewise;
  Origin origin;
  std::unordered_map<std::string, std::int32_t> index;  ///< name → member

  [[nodiscard]] const Column* column(std::string_view name) const;
  [[nodiscard]] const Varying* series(std::string_view name) const;
  [[nodiscard]] std::int32_t find(const std::string& name) const;  ///< −1 where there is none
  [[nodiscard]] Place place(std::int32_t member) const;
  /// The column `name`, made (with defaults for all members and scenarios) when it is not there yet.
  Column& ensure(const Attribute& attribute, std::size_t scenarios);
  /// Series of `name` for all members, made empty when it is not there yet.
  Varying& ensure_series(const std::string& name);
};

/// Labels of snapshots: instants, numbers or texts.
struct Labels {
  enum class Kind : std::uint8_t { text, integer, instant } kind = Kind::integer;
  std::vector<std::int64_t> numbers;  ///< integers; instants as seconds since 1970-01-01 00:00:00
  std::vector<std::string> texts;
  [[nodiscard]] std::size_t size() const { return kind == Kind::text ? texts.size() : numbers.size(); }
  [[nodiscard]] std::string at(std::size_t i) const;
};

struct Tables {
  std::string file;  ///< as the user named it
  std::string name;
  std::map<std::string, std::string> texts;   ///< network attributes that are texts (without those below)
  std::map<std::string, double> numbers;      ///< network attributes that are numbers
  std::string meta = "{}", crs;               ///< JSON, as it stands
  std::vector<std::int64_t> snapshot_period;  ///< investment period of each snapshot; empty: none
  Labels snapshots;                           ///< of one scenario
  std::vector<double> objective_weight, store_weight, generator_weight;  ///< [h]
  std::vector<std::int64_t> periods;
  std::vector<double> period_objective, period_years;
  std::vector<std::string> scenarios;
  std::vector<double> scenario_weight;
  std::map<std::string, Component, std::less<>> components;  ///< by list name

  [[nodiscard]] std::size_t snapshot_count() const { return objective_weight.size(); }
  [[nodiscard]] std::size_t scenario_count() const { return scenarios.empty() ? 1 : scenarios.size(); }
  [[nodiscard]] bool many_periods() const { return !snapshot_period.empty(); }
  [[nodiscard]] const Component* component(std::string_view list) const;
};

/// Reads a network from a netCDF file, or from a folder of CSV files. Throws FileTrouble, or InputInvalid with every
/// fault of form: GP3201 … GP3211 (docs/reference/pypsa.md).
[[nodiscard]] Tables read(const std::string& path);

/// From here on solvers take a number for infinity.
inline constexpr double without_end = 1e20;
/// May `attribute` be infinite in the direction of `value`? A limit that never binds, a life, a capacity without limit.
[[nodiscard]] bool has_no_end(std::string_view attribute, double value);
[[nodiscard]] Tables read_netcdf(const std::string& path);
[[nodiscard]] Tables read_csv(const std::string& folder);

/// Every fault of meaning: unknown components, misspelt attributes, values that we do not model (GP3204 … GP3208),
/// duplicate names, unknown buses. `notes` receives one line for each thing that PyPSA's optimisation leaves aside too.
[[nodiscard]] std::vector<Fault> check(const Tables& tables, std::vector<std::string>& notes);

/// Writes a netCDF file that `pypsa.Network(path)` opens. Throws FileTrouble.
void write_netcdf(const Tables& tables, const std::string& path);
/// Writes a folder of CSV files that `pypsa.Network(folder)` opens. Throws FileTrouble (with scenarios: PyPSA's CSV
/// folders cannot hold them).
void write_csv(const Tables& tables, const std::string& folder);

}  // namespace gigaplan::exchange::pypsa
