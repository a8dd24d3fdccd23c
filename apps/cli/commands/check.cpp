#include "apps/cli/commands/check.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "gigaplan/scenario/describe.hpp"
#include "gigaplan/scenario/read.hpp"

namespace gigaplan::cli {
namespace {

using Json = nlohmann::ordered_json;

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json origin_json(const scenario::Origin& origin) {
  Json json{{"key", origin.key},
            {"value", origin.value},
            {"figure", text_or_null(origin.figure)},
            {"year", text_or_null(origin.year)},
            {"source", text_or_null(origin.source)},
            {"confidence", text_or_null(origin.confidence)}};
  json["file"] = text_or_null(origin.place.file);
  json["line"] = origin.place.line > 0 ? Json(origin.place.line) : Json(nullptr);
  return json;
}

std::vector<std::string> notes_of(const scenario::Scenario& scenario) {
  auto notes = scenario.notes;
  if (auto estimates = scenario::estimates_note(scenario); !estimates.empty()) notes.push_back(std::move(estimates));
  return notes;
}

Json scenario_json(const scenario::Scenario& scenario, const Catalogue& catalogue, bool explain) {
  Json json{{"name", scenario.name},
            {"variant", text_or_null(scenario.variant)},
            {"summary", scenario::summary(scenario, catalogue)},
            {"notes", notes_of(scenario)}};
  if (explain) {
    json["values"] = Json::array();
    for (const auto& origin : scenario.origins) json["values"].push_back(origin_json(origin));
  }
  return json;
}

}  // namespace

int run_check(const CheckCommand& command) {
  const auto input = scenario::read(command.file, catalogue_folder());
  if (command.common.json) {
    Json json{{"faults", Json::array()}, {"scenarios", Json::array()}};
    for (const auto& scenario : input.scenarios)
      json["scenarios"].push_back(scenario_json(scenario, input.catalogue, command.explain));
    fmt::print("{}\n", json.dump());
    return Exit::ok;
  }
  for (const auto& scenario : input.scenarios) {
    if (command.explain && !scenario.variant.empty()) fmt::print("\n[{}]\n", scenario.variant);
    if (command.explain) fmt::print("{}\n", scenario::explanation(scenario));
    fmt::print("{}", scenario::summary(scenario, input.catalogue));
    if (command.common.quiet) continue;
    for (const auto& note : notes_of(scenario)) fmt::print("note: {}\n", note);
  }
  return Exit::ok;
}

}  // namespace gigaplan::cli
