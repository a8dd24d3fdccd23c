#include <nlohmann/json.hpp>

#include "gigaplan/scenario/describe.hpp"
#include "gigaplan/scenario/fields.hpp"

namespace gigaplan::scenario {
namespace {

using Json = nlohmann::ordered_json;
using Type = Field::Type;

constexpr auto quantity_pattern = "^\\s*[+-]?[0-9.]";

Json quantity(const Field& field) {
  Json text{{"type", "string"}, {"pattern", quantity_pattern}};
  if (!field.bare) return text;
  Json number{{"type", "number"}};
  if (field.least > -unlimited) number["minimum"] = field.least;
  if (field.most < unlimited) number["maximum"] = field.most;
  return {{"anyOf", Json::array({text, number})}};
}

Json year() { return {{"type", "integer"}, {"minimum", 1900}, {"maximum", 2200}}; }

Json object(const std::vector<Field>& fields, bool with_required);

Json points(const Field& field) {
  const Json point{{"type", "object"},
                   {"properties", {{"year", year()}, {field.value_key, quantity(field)}}},
                   {"required", {"year", field.value_key}},
                   {"additionalProperties", false}};
  return {{"anyOf", Json::array({quantity(field), {{"type", "array"}, {"minItems", 1}, {"items", point}}})}};
}

Json series() {
  return {{"type", "object"},
          {"properties",
           {{"file", {{"type", "string"}}},
            {"column", {{"type", "string"}}},
            {"unit", {{"type", "string"}}},
            {"values", {{"type", "array"}, {"items", {{"type", "number"}}}}}}},
          {"additionalProperties", false}};
}

Json type_of(const Field& field) {
  switch (field.type) {
    case Type::text:
    case Type::name:
      return {{"type", "string"}};
    case Type::id:
      return {{"type", "string"}, {"pattern", "^[A-Za-z0-9_-]{1,64}$"}};
    case Type::choice:
      return {{"type", "string"}, {"enum", field.allowed}};
    case Type::choices: {
      const Json one{{"type", "string"}, {"enum", field.allowed}};
      return {{"anyOf", Json::array({one, {{"type", "array"}, {"minItems", 1}, {"items", one}}})}};
    }
    case Type::steps:
      return {{"type", "array"}, {"minItems", 1}, {"items", quantity(field)}};
    case Type::whole: {
      Json json{{"type", "integer"}};
      if (field.least > -unlimited) json["minimum"] = field.least;
      return json;
    }
    case Type::year:
      return year();
    case Type::flag:
      return {{"type", "boolean"}};
    case Type::quantity:
      if (field.unit.starts_with("by "))
        return {{"anyOf", Json::array({{{"type", "string"}, {"pattern", quantity_pattern}}, {{"type", "number"}}})}};
      return quantity(field);
    case Type::path:
      return points(field);
    case Type::years:
      return {{"type", "array"}, {"minItems", 1}, {"items", year()}};
    case Type::names:
      return {{"type", "array"}, {"minItems", 1}, {"items", {{"type", "string"}}}};
    case Type::place:
      return {{"type", "array"}, {"minItems", 2}, {"maxItems", 2}, {"items", {{"type", "number"}}}};
    case Type::profile:
      return {{"type", "array"}, {"minItems", 24}, {"maxItems", 168}, {"items", {{"type", "number"}, {"minimum", 0}}}};
    case Type::series:
      return series();
    case Type::hours:
      return {{"type", "string"}, {"pattern", "^(full|typical:[0-9]{1,3})$"}};
    case Type::table:
      return object(field.fields, true);
  }
  return {};
}

Json described(const Field& field) {
  Json json{{"description", field.help}};
  if (!field.unit.empty() && !field.unit.starts_with("by ")) json["description"] = field.help + " [" + field.unit + "]";
  json.update(type_of(field));
  return json;
}

Json object(const std::vector<Field>& fields, bool with_required) {
  Json properties = Json::object();
  Json required = Json::array();
  for (const auto& field : fields) {
    properties[field.key] = described(field);
    if (field.required) required.push_back(field.key);
  }
  Json json{{"type", "object"}, {"properties", properties}};
  if (with_required && !required.empty()) json["required"] = required;
  json["additionalProperties"] = false;
  return json;
}

Json definition(const Section& section) {
  Json json = object(section.fields, false);
  json["description"] = section.help;
  if (!section.item_key.empty()) json["required"] = {section.item_key};
  if (section.many)
    json["properties"]["remove"] = {{"type", "boolean"},
                                    {"description", "With `extends` or in a variant: take this item out."}};
  if (section.key == "variant") json["properties"]["change"] = {{"$ref", "#/definitions/change"}};
  return json;
}

Json reference(const Section& section) {
  const Json one{{"$ref", "#/definitions/" + section.key}};
  return section.many ? Json{{"type", "array"}, {"items", one}} : one;
}

/// What a file that stands on its own must say.
Json complete() {
  Json required = Json::array();
  Json properties = Json::object();
  for (const auto& section : sections()) {
    Json needed = Json::array();
    for (const auto& field : section.fields)
      if (field.required) needed.push_back(field.key);
    if (needed.empty()) continue;
    if (section.key.empty()) {
      required = needed;
    } else if (section.many) {
      properties[section.key] = {{"items", {{"required", needed}}}};
    }
  }
  return {{"required", required}, {"properties", properties}};
}

}  // namespace

std::string json_schema() {
  Json definitions = Json::object();
  Json properties = object(section("").fields, false)["properties"];
  Json change = Json::object();
  for (const auto& section : sections()) {
    if (section.key.empty()) continue;
    definitions[section.key] = definition(section);
    properties[section.key] = reference(section);
  }
  for (const auto& [key, value] : properties.items())
    if (key != "schema_version" && key != "extends" && key != "catalogue" && key != "variant") change[key] = value;
  definitions["change"] = {{"type", "object"},
                           {"description", "What differs, in the shape of a scenario."},
                           {"properties", change},
                           {"additionalProperties", false}};
  const Json schema{{"$schema", "http://json-schema.org/draft-07/schema#"},
                    {"title", "Gigaplan scenario"},
                    {"description", "What to plan: see docs/reference/scenario.md."},
                    {"type", "object"},
                    {"properties", properties},
                    {"additionalProperties", false},
                    {"anyOf", Json::array({{{"required", {"extends"}}}, complete()})},
                    {"definitions", definitions}};
  return schema.dump(2) + "\n";
}

}  // namespace gigaplan::scenario
