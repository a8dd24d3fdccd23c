// Values that are lists: paths, places, profiles, years, names.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gigaplan/scenario/value_parts.hpp"

namespace gigaplan::scenario {
namespace {

using Kind = Node::Kind;
using Type = Field::Type;

std::optional<std::vector<double>> read_numbers(const Node& node, const Field& field, const std::string& path,
                                                Reading& reading) {
  if (!node.is_array()) return wrong_type(reading, node, field, path), std::nullopt;
  std::vector<double> numbers;
  for (const auto& item : node.items) {
    const auto number = number_in(item);
    if (!number || !std::isfinite(*number) || *number < field.least) {
      add_fault(reading, number && *number < field.least ? "GP1205" : "GP1201", item,
                fmt::format("`{}`: {} does not fit here", path, written(item)), "write finite numbers, none negative");
      return std::nullopt;
    }
    numbers.push_back(*number);
  }
  return numbers;
}

}  // namespace

std::optional<Path> read_path(const Node& node, const Field& field, const std::string& path, Reading& reading) {
  Path result;
  if (!node.is_array()) {
    const auto value = read_quantity(node, field, field.unit, path, reading);
    if (!value) return std::nullopt;
    result.points.push_back({0, *value});
    return result;
  }
  bool sound = true;
  const Section point{.key = path,
                      .many = false,
                      .item_key = "",
                      .help = "",
                      .fields = {{.key = "year", .type = Type::year, .help = "Year of the point.", .required = true},
                                 {.key = field.value_key,
                                  .type = Type::quantity,
                                  .help = "Value from that year on.",
                                  .unit = field.unit,
                                  .least = field.least,
                                  .most = field.most,
                                  .above = field.above,
                                  .required = true,
                                  .bare = field.bare}}};
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    if (reading.faults.list().size() > most_faults) return std::nullopt;
    const Node& item = node.items[i];
    const auto item_path = fmt::format("{}[{}]", path, i);
    if (!item.is_table()) {
      add_fault(reading, "GP1103", item, fmt::format("`{}` is {}, not a point", item_path, kind_name(item.kind)),
                fmt::format("write `{} = {}`", field.key, example_of(field)));
      sound = false;
      continue;
    }
    const auto record = read_record(item, point, item_path, reading);
    const auto* year = record.find("year");
    const auto* value = record.find(field.value_key);
    if (year == nullptr || value == nullptr) {
      sound = false;
      continue;
    }
    if (!result.points.empty() && year->number <= result.points.back().year) {
      reading.faults.add("GP1404", year->place,
                         fmt::format("`{}`: {} comes after {}", path, year->number, result.points.back().year),
                         "write the points in the order of their years, each year once");
      sound = false;
      continue;
    }
    result.points.push_back({static_cast<int>(year->number), value->number});
  }
  if (node.items.empty()) {
    add_fault(reading, "GP1103", node, fmt::format("`{}` has no points", path),
              fmt::format("write `{} = {}`, or leave the key out", field.key, example_of(field)));
    sound = false;
  }
  return sound ? std::optional(result) : std::nullopt;
}

bool read_place(const Node& node, const Field& field, const std::string& path, Reading& reading, Value& value) {
  if (!node.is_array() || node.items.size() != 2) return wrong_type(reading, node, field, path), false;
  for (std::size_t i = 0; i < 2; ++i) {
    const auto number = number_in(node.items[i]);
    const double most = i == 0 ? 180 : 90;
    if (!number || !std::isfinite(*number) || std::abs(*number) > most) {
      add_fault(reading, "GP1205", node.items[i],
                fmt::format("`{}`: {} is no {}", path, written(node.items[i]), i == 0 ? "longitude" : "latitude"),
                "write [longitude, latitude] in degrees, longitude within ±180, latitude within ±90");
      return false;
    }
    value.numbers.push_back(*number);
  }
  return true;
}

bool read_profile(const Node& node, const Field& field, const std::string& path, Reading& reading, Value& value) {
  auto numbers = read_numbers(node, field, path, reading);
  if (!numbers) return false;
  double sum = 0;
  for (const double number : *numbers) sum += number;
  if ((numbers->size() != 24 && numbers->size() != 168) || sum <= 0) {
    add_fault(reading, "GP1103", node,
              sum <= 0 && !numbers->empty() ? fmt::format("`{}` is zero everywhere", path)
                                            : fmt::format("`{}` has {} weights", path, numbers->size()),
              "write 24 weights (a day) or 168 (a week from Monday 0:00), not all zero");
    return false;
  }
  value.numbers = std::move(*numbers);
  return true;
}

bool read_choices(const Node& node, const Field& field, const std::string& path, Reading& reading, Value& value) {
  if (node.kind == Kind::text) {
    value.text = node.text;
    value.texts = {node.text};
    value.places = {node.place};
    return is_choice(node, field, path, reading);
  }
  if (!node.is_array() || node.items.empty()) return wrong_type(reading, node, field, path), false;
  bool sound = true;
  for (const auto& item : node.items) {
    if (reading.faults.list().size() > most_faults) return false;
    if (item.kind != Kind::text) {
      wrong_type(reading, item, field, path);
      sound = false;
    } else if (!is_choice(item, field, path, reading)) {
      sound = false;
    } else if (std::ranges::find(value.texts, item.text) != value.texts.end()) {
      add_fault(reading, "GP1105", item, fmt::format("`{}` lists \"{}\" twice", path, item.text), "name it once");
      sound = false;
    }
    value.texts.push_back(item.text);
    value.places.push_back(item.place);
  }
  return sound;
}

bool read_steps(const Node& node, const Field& field, const std::string& path, Reading& reading, Value& value) {
  if (!node.is_array() || node.items.empty()) return wrong_type(reading, node, field, path), false;
  bool sound = true;
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    if (reading.faults.list().size() > most_faults) return false;
    const auto number = read_quantity(node.items[i], field, field.unit, fmt::format("{}[{}]", path, i), reading);
    if (number) value.numbers.push_back(*number);
    sound = sound && number;
  }
  return sound;
}

bool read_list(const Node& node, const Field& field, const std::string& path, Reading& reading, Value& value) {
  if (!node.is_array() || node.items.empty()) return wrong_type(reading, node, field, path), false;
  bool sound = true;
  for (const auto& item : node.items) {
    if (reading.faults.list().size() > most_faults) return false;
    if (field.type == Type::years) {
      const auto year = read_year(item, path, reading);
      if (year) value.numbers.push_back(*year);
      sound = sound && year;
    } else if (item.kind != Kind::text) {
      wrong_type(reading, item, field, path);
      sound = false;
    } else {
      const auto id = catalogue_name(item, field.kind, path, reading);
      if (id && std::ranges::find(value.texts, *id) != value.texts.end()) {
        add_fault(reading, "GP1105", item, fmt::format("`{}` lists \"{}\" twice", path, *id), "name it once");
        sound = false;
      }
      if (id) value.texts.push_back(*id);
      sound = sound && id;
    }
    value.places.push_back(item.place);
  }
  return sound;
}

}  // namespace gigaplan::scenario
