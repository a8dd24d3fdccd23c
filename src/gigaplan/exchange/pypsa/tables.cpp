#include "gigaplan/exchange/pypsa/tables.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>

#include "gigaplan/exchange/pypsa/instants.hpp"

namespace gigaplan::exchange::pypsa {

const Column* Component::column(std::string_view name) const {
  const auto found = std::ranges::find(columns, name, &Column::name);
  return found == columns.end() ? nullptr : &*found;
}

const Varying* Component::series(std::string_view name) const {
  const auto found = std::ranges::find(varying, name, &Varying::name);
  return found == varying.end() ? nullptr : &*found;
}

std::int32_t Component::find(const std::string& name) const {
  const auto found = index.find(name);
  return found == index.end() ? -1 : found->second;
}

Place Component::place(std::int32_t member) const {
  const auto at = static_cast<std::size_t>(member);
  return {origin.file, member >= 0 && at < origin.lines.size() ? origin.lines[at] : 0};
}

Column& Component::ensure(const Attribute& attribute, std::size_t scenarios) {
  const auto found = std::ranges::find(columns, attribute.name, &Column::name);
  if (found != columns.end()) return *found;
  Column& column = columns.emplace_back();
  column.name = attribute.name;
  column.kind = attribute.kind;
  if (column.kind == Kind::text)
    column.texts.assign(names.size() * scenarios, attribute.text);
  else
    column.numbers.assign(names.size() * scenarios, attribute.number);
  return column;
}

Varying& Component::ensure_series(const std::string& name) {
  const auto found = std::ranges::find(varying, name, &Varying::name);
  Varying& series = found != varying.end() ? *found : varying.emplace_back();
  series.name = name;
  series.members.resize(names.size());
  for (std::size_t i = 0; i < names.size(); ++i) series.members[i] = static_cast<std::int32_t>(i);
  series.values.assign(names.size(), nullptr);
  return series;
}

std::string Labels::at(std::size_t i) const {
  if (kind == Kind::text) return texts[i];
  return kind == Kind::instant ? text_of_instant(numbers[i]) : std::to_string(numbers[i]);
}

const Component* Tables::component(std::string_view list) const {
  const auto found = components.find(list);
  return found == components.end() ? nullptr : &found->second;
}

Tables read(const std::string& path) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (error || !std::filesystem::exists(status)) throw FileTrouble(path, path + ": there is no such file or folder");
  Tables tables = std::filesystem::is_directory(status) ? read_csv(path) : read_netcdf(path);
  for (auto& [list, component] : tables.components)
    for (Column& column : component.columns)
      for (double& value : column.numbers)
        if (std::abs(value) >= without_end && has_no_end(column.name, value))
          value = std::copysign(std::numeric_limits<double>::infinity(), value);
  return tables;
}

bool has_no_end(std::string_view attribute, double value) {
  const bool upper = attribute.find("_max") != std::string_view::npos || attribute == "lifetime" ||
                     attribute.ends_with("_nom") || attribute == "max_growth";
  const bool lower = attribute.find("_min") != std::string_view::npos;
  return attribute == "constant" || (value > 0 ? upper : lower);
}

}  // namespace gigaplan::exchange::pypsa
