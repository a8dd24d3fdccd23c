#include "gigaplan/scenario/fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace gigaplan::scenario {

const std::vector<Section>& sections() {
  static const std::vector<Section> all = [] {
    std::vector<Section> list;
    for (const auto& part : {plan_sections(), demand_sections(), site_sections(), chain_sections(), power_sections(),
                             law_sections(), loan_sections(), record_sections()})
      list.insert(list.end(), part.begin(), part.end());
    return list;
  }();
  return all;
}

const Section& section(std::string_view key) {
  const auto found = std::ranges::find(sections(), key, &Section::key);
  if (found == sections().end()) throw std::logic_error(fmt::format("no section {} in the field table", key));
  return *found;
}

const Field& field(const Section& section, std::string_view key) {
  const auto found = std::ranges::find(section.fields, key, &Field::key);
  if (found == section.fields.end())
    throw std::logic_error(fmt::format("no field {} in section {} of the field table", key, section.key));
  return *found;
}

namespace {

std::string number_example(const Field& field) {
  if (field.unit == "%") return "85 %";
  if (field.unit == "accelerators") return "30000";
  if (field.unit == "pieces") return "1000000";
  std::string unit = field.unit;
  if (const auto at = unit.find("money"); at != std::string::npos) unit.replace(at, 5, "EUR_2025");
  if (unit == "1") return "1.5";
  return "12 " + unit;
}

}  // namespace

std::string example_of(const Field& field) {
  switch (field.type) {
    case Field::Type::text:
      return "\"…\"";
    case Field::Type::id:
      return "\"frankfurt\"";
    case Field::Type::choice:
      return fmt::format("\"{}\"", field.allowed.front());
    case Field::Type::choices:
      return fmt::format("[\"{}\", \"{}\"]", field.allowed.back(), field.allowed.front());
    case Field::Type::steps:
      return fmt::format("[\"{}\", \"{}\"]", number_example(field), number_example(field));
    case Field::Type::name:
      return "\"…\"";
    case Field::Type::whole:
      return "1";
    case Field::Type::year:
      return "2030";
    case Field::Type::flag:
      return "true";
    case Field::Type::quantity:
      return field.bare ? number_example(field) : "\"" + number_example(field) + "\"";
    case Field::Type::path: {
      const auto value = field.bare ? number_example(field) : "\"" + number_example(field) + "\"";
      return fmt::format("[{{ year = 2030, {} = {} }}]", field.value_key, value);
    }
    case Field::Type::years:
      return "[2027, 2030, 2035]";
    case Field::Type::names:
      return "[\"…\", \"…\"]";
    case Field::Type::place:
      return "[8.68, 50.11]";
    case Field::Type::profile:
      return "[0.2, 0.1, …]";
    case Field::Type::series:
      return "{ file = \"hours.csv\", column = \"value\" }";
    case Field::Type::hours:
      return "\"typical:12\"";
    case Field::Type::table: {
      std::string inner;
      for (const auto& part : field.fields)
        inner += fmt::format("{}{} = {}", inner.empty() ? "" : ", ", part.key, example_of(part));
      return "{ " + inner + " }";
    }
  }
  return {};
}

}  // namespace gigaplan::scenario
