#include "gigaplan/exchange/pypsa/attributes.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "gigaplan/exchange/csv/csv.hpp"

namespace gigaplan::exchange::pypsa {
namespace data {
extern const std::string_view attributes, line_types, transformer_types;  // from data/*.csv, see Embed.cmake
}  // namespace data
namespace {

Kind kind_of(const std::string& word) {
  if (word == "integer") return Kind::integer;
  if (word == "boolean") return Kind::boolean;
  return word == "text" ? Kind::text : Kind::number;
}

Use use_of(const std::string& word) {
  if (word == "modelled") return Use::modelled;
  if (word == "harmless") return Use::harmless;
  return word == "refused" ? Use::refused : Use::result;
}

double value_of(const std::string& text) {
  bool ok = false;
  const double value = csv::number(text, ok);
  if (!ok) throw std::logic_error("pypsa/data: `" + text + "` is no number");
  return value;
}

std::map<std::string, ComponentType, std::less<>> read_attributes() {
  std::map<std::string, ComponentType, std::less<>> types;
  const std::vector<csv::Row> rows = csv::parse(data::attributes, "attributes.csv");
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const csv::Row& row = rows[i];
    Attribute attribute{row[1].text, kind_of(row[2].text), row[3].text == "yes", row[4].text == "yes", row[5].text, 0,
                        {},          use_of(row[8].text)};
    const std::string& fallback = row[6].text;
    if (attribute.kind == Kind::text)
      attribute.text = fallback;
    else
      attribute.number = attribute.kind == Kind::boolean ? (fallback == "true" ? 1 : 0) : value_of(fallback);
    ComponentType& type = types[row[0].text];
    type.list = row[0].text;
    type.attributes.push_back(std::move(attribute));
  }
  return types;
}

/// Rows of a standard-type table as name → values by column.
std::map<std::string, std::map<std::string, double>> read_types(std::string_view table) {
  std::map<std::string, std::map<std::string, double>> types;
  const std::vector<csv::Row> rows = csv::parse(table, "types");
  for (std::size_t i = 1; i < rows.size(); ++i)
    for (std::size_t c = 1; c < rows[i].size(); ++c)
      types[rows[i][0].text][rows[0][c].text] = value_of(rows[i][c].text);
  return types;
}

/// The attribute of port 1 (or the first port) that stands for those of ports from 2 on.
std::string_view pattern_of(std::string_view list, std::string_view stem) {
  if (stem == "bus") return "bus1";
  if (list == "processes") return stem == "rate" ? "rate1" : stem == "delay" ? "delay1" : "cyclic_delay1";
  return stem;
}

}  // namespace

const Attribute* ComponentType::find(std::string_view name) const {
  const auto found = std::ranges::find(attributes, name, &Attribute::name);
  return found == attributes.end() ? nullptr : &*found;
}

const std::map<std::string, ComponentType, std::less<>>& component_types() {
  static const std::map<std::string, ComponentType, std::less<>> types = read_attributes();
  return types;
}

int port_of(std::string_view name, std::string_view stem) {
  if (!name.starts_with(stem) || name.size() == stem.size() || name.size() > stem.size() + 2) return -1;
  int port = -1;
  const char* end = name.data() + name.size();
  const auto [stop, error] = std::from_chars(name.data() + stem.size(), end, port);
  return error == std::errc() && stop == end && name[stem.size()] != '-' ? port : -1;
}

Attribute attribute_of(std::string_view list, std::string_view name) {
  const auto type = component_types().find(list);
  if (type == component_types().end()) return {};
  if (const Attribute* known = type->second.find(name)) return *known;
  if (list != "links" && list != "processes") return {};
  for (const std::string_view stem : {"bus", "efficiency", "rate", "delay", "cyclic_delay", "p"}) {
    if (port_of(name, stem) < 2) continue;
    const Attribute* pattern = type->second.find(stem == "p" ? "p1" : pattern_of(list, stem));
    if (pattern == nullptr) continue;
    Attribute attribute = *pattern;
    attribute.name = name;
    return attribute;
  }
  return {};
}

const std::map<std::string, LineType, std::less<>>& line_types() {
  static const auto types = [] {
    std::map<std::string, LineType, std::less<>> map;
    for (auto& [name, row] : read_types(data::line_types))
      map[name] = {row["f_nom"], row["r_per_length"], row["x_per_length"], row["c_per_length"], row["i_nom"]};
    return map;
  }();
  return types;
}

const std::map<std::string, TransformerType, std::less<>>& transformer_types() {
  static const auto types = [] {
    std::map<std::string, TransformerType, std::less<>> map;
    for (auto& [name, row] : read_types(data::transformer_types))
      map[name] = {row["s_nom"], row["vsc"],         row["vscr"],        row["pfe"],
                   row["i0"],    row["phase_shift"], row["tap_neutral"], row["tap_step"]};
    return map;
  }();
  return types;
}

}  // namespace gigaplan::exchange::pypsa
