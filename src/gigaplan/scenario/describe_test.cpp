// Schema, reference page and field table.
#include "gigaplan/scenario/describe.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "gigaplan/scenario/fields.hpp"
#include "gigaplan/scenario/node.hpp"
#include "gigaplan/scenario/read.hpp"

namespace gigaplan::scenario {
namespace {

using testing::HasSubstr;
namespace fs = std::filesystem;
const fs::path source = GIGAPLAN_SOURCE_DIR;

std::string text_of(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

TEST(FieldTable, IsSound) {
  std::set<std::string> keys;
  for (const auto& section : sections()) {
    EXPECT_TRUE(keys.insert(section.key).second) << section.key;
    EXPECT_FALSE(section.help.empty()) << section.key;
    std::set<std::string> fields;
    for (const auto& field : section.fields) {
      const auto name = section.key + "." + field.key;
      EXPECT_TRUE(fields.insert(field.key).second) << name;
      EXPECT_TRUE(field.help.ends_with('.')) << name;
      EXPECT_LT(field.least, field.most) << name;
      const bool chosen = field.type == Field::Type::choice || field.type == Field::Type::choices;
      EXPECT_EQ(chosen, !field.allowed.empty()) << name;
      EXPECT_EQ(field.type == Field::Type::table, !field.fields.empty()) << name;
      EXPECT_EQ(field.type == Field::Type::name || field.type == Field::Type::names, !field.kind.empty()) << name;
      const bool measured = field.type == Field::Type::quantity || field.type == Field::Type::path ||
                            field.type == Field::Type::series || field.type == Field::Type::steps;
      EXPECT_EQ(measured, !field.unit.empty()) << name;
      const bool defaulted = !field.fallback.empty() || !field.figure.empty() || !field.computed.empty();
      EXPECT_FALSE(field.required && defaulted) << name;
    }
  }
}

/// Just enough of JSON Schema to hold the examples against ours: what our schema uses, no more.
class Validator {
 public:
  explicit Validator(const nlohmann::json& root) : root_(root) {}

  bool fits(const Node& node, const nlohmann::json& schema) const {
    if (schema.contains("$ref")) {
      const auto name = schema["$ref"].get<std::string>();
      return fits(node, root_["definitions"][name.substr(name.rfind('/') + 1)]);
    }
    if (schema.contains("anyOf")) {
      bool any = false;
      for (const auto& one : schema["anyOf"]) any = any || fits(node, one);
      if (!any) return false;
    }
    return type_fits(node, schema) && value_fits(node, schema) && members_fit(node, schema) && items_fit(node, schema);
  }

 private:
  static bool type_fits(const Node& node, const nlohmann::json& schema) {
    if (!schema.contains("type")) return true;
    const auto type = schema["type"].get<std::string>();
    using Kind = Node::Kind;
    return (type == "string" && node.kind == Kind::text) || (type == "integer" && node.kind == Kind::integer) ||
           (type == "number" && (node.kind == Kind::integer || node.kind == Kind::real)) ||
           (type == "boolean" && node.kind == Kind::boolean) || (type == "object" && node.is_table()) ||
           (type == "array" && node.is_array());
  }
  static bool value_fits(const Node& node, const nlohmann::json& schema) {
    if (schema.contains("enum")) {
      const auto words = schema["enum"].get<std::vector<std::string>>();
      if (std::ranges::find(words, node.text) == words.end()) return false;
    }
    if (schema.contains("pattern") && !std::regex_search(node.text, std::regex(schema["pattern"].get<std::string>())))
      return false;
    const double number = node.kind == Node::Kind::integer ? static_cast<double>(node.integer) : node.real;
    if (schema.contains("minimum") && number < schema["minimum"].get<double>()) return false;
    return !schema.contains("maximum") || number <= schema["maximum"].get<double>();
  }
  bool members_fit(const Node& node, const nlohmann::json& schema) const {
    if (schema.contains("required"))
      for (const auto& key : schema["required"])
        if (node.find(key.get<std::string>()) == nullptr) return false;
    const bool closed = schema.contains("additionalProperties");
    for (const auto& member : node.members) {
      const bool known = schema.contains("properties") && schema["properties"].contains(member.key);
      if (!known && closed) return false;
      if (known && !fits(member.value, schema["properties"][member.key])) return false;
    }
    return true;
  }
  bool items_fit(const Node& node, const nlohmann::json& schema) const {
    if (schema.contains("minItems") && node.items.size() < schema["minItems"].get<std::size_t>()) return false;
    if (schema.contains("maxItems") && node.items.size() > schema["maxItems"].get<std::size_t>()) return false;
    if (!schema.contains("items")) return true;
    return std::ranges::all_of(node.items, [&](const Node& item) { return fits(item, schema["items"]); });
  }

  const nlohmann::json& root_;
};

TEST(Schema, TakesTheExamplesAndTheStarters) {
  const auto schema = nlohmann::json::parse(json_schema());
  const Validator validator(schema);
  Faults faults;
  int checked = 0;
  for (const auto& entry : fs::directory_iterator(source / "examples")) {
    if (entry.path().extension() != ".toml") continue;
    EXPECT_TRUE(validator.fits(parse_toml(text_of(entry.path()), "x", faults), schema)) << entry.path();
    ++checked;
  }
  EXPECT_GT(checked, 0);
  const auto catalogue = load_catalogue(source / "catalogue");
  EXPECT_TRUE(validator.fits(parse_toml(starter(catalogue, "KR"), "x", faults), schema));
  EXPECT_TRUE(faults.empty());
}

TEST(Schema, RefusesWhatTheReaderRefuses) {
  const auto schema = nlohmann::json::parse(json_schema());
  const Validator validator(schema);
  Faults faults;
  for (const auto* text : {"schema_version = 1", "schema_version = 1\ncountry = \"DE\"\nyaer = 2030",
                           "schema_version = 1\ncountry = \"DE\"\nyear = 20",
                           "schema_version = 1\ncountry = \"DE\"\nobjective = \"cheap\"",
                           "schema_version = 1\ncountry = \"DE\"\n[[service]]\nid = \"a\"",
                           "schema_version = 1\ncountry = \"DE\"\n[[site]]\nid = \"a\"\ngrid = 12"})
    EXPECT_FALSE(validator.fits(parse_toml(text, "x", faults), schema)) << text;
  EXPECT_TRUE(
      validator.fits(parse_toml("extends = \"a.toml\"\n[[site]]\nid = \"x\"\nremove = true", "x", faults), schema));
}

TEST(ReferencePage, IsTheCommittedOne) {
  EXPECT_TRUE(text_of(source / "docs/reference/scenario.md") == reference_page())
      << "write it anew: gigaplan schema --page > docs/reference/scenario.md";
}

TEST(FaultsPage, HasALineForEveryCodeInTheSources) {
  const auto page = text_of(source / "docs/reference/faults.md");
  const std::regex code("\"(GP[1-5][0-9]{3})\"");
  std::set<std::string> missing;
  for (const auto& entry : fs::recursive_directory_iterator(source / "src")) {
    if (entry.path().extension() != ".cpp" || entry.path().string().ends_with("_test.cpp")) continue;
    const auto text = text_of(entry.path());
    for (auto it = std::sregex_iterator(text.begin(), text.end(), code); it != std::sregex_iterator(); ++it)
      if (page.find("| " + (*it)[1].str() + " |") == std::string::npos) missing.insert((*it)[1].str());
  }
  EXPECT_THAT(missing, testing::IsEmpty()) << "add a line to docs/reference/faults.md for each";
}

TEST(Explanation, ListsEveryOriginInColumns) {
  const auto input = read(source / "examples/germany.toml", source / "catalogue");
  const auto text = explanation(input.scenarios[0], {});
  EXPECT_EQ(static_cast<std::size_t>(std::ranges::count(text, '\n')), input.scenarios[0].origins.size() + 1);
  EXPECT_THAT(text, HasSubstr("countries/DEU/construction_cost"));
  EXPECT_THAT(text, HasSubstr("germany.toml:"));
}

TEST(TomlWriter, WritesWhatItReads) {
  const std::string text =
      "a = \"x\\\"y\\\\ \\u00e9\"\nb = [1, 2.5, true]\nc = 1e300\n[t]\n\"odd key\" = { year = 2030, v = \"1 %\" }\n"
      "[[s]]\nid = \"p\"\n[[s]]\nid = \"q\"\npoints = [{ year = 1, x = 2 }]\n[[s.inner]]\nk = 1\n";
  Faults faults;
  const Node first = parse_toml(text, "a", faults);
  const auto written = to_toml(first);
  const Node second = parse_toml(written, "b", faults);
  ASSERT_TRUE(faults.empty()) << written;
  EXPECT_EQ(to_toml(second), written);
  EXPECT_EQ(second.find("a")->text, first.find("a")->text);
  EXPECT_EQ(second.find("s")->items[1].find("points")->items[0].find("x")->integer, 2);
  EXPECT_EQ(second.find("s")->items[1].find("inner")->items[0].find("k")->integer, 1);
  EXPECT_EQ(second.find("t")->find("odd key")->find("v")->text, "1 %");
}

}  // namespace
}  // namespace gigaplan::scenario
