#include "apps/cli/commands/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "gigaplan/compile/compile.hpp"
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
  json["overlay"] = origin.overlay;
  return json;
}

Json figure_json(const Figure& figure) {
  Json json{{"figure", figure.key},
            {"value", figure.value},
            {"unit", figure.unit},
            {"low", figure.low ? Json(*figure.low) : Json(nullptr)},
            {"high", figure.high ? Json(*figure.high) : Json(nullptr)},
            {"year", text_or_null(figure.year)},
            {"source", figure.source},
            {"confidence", figure.confidence}};
  json["overlay"] = figure.overlay;
  json["by_year"] = Json::object();
  for (const auto& used : values_used(figure))
    if (used.year > 0) json["by_year"][std::to_string(used.year)] = used.value;
  return json;
}

/// A scenario with the figures that its plan would rest on. Where no network can be built from it: with those of its
/// defaults, and the faults.
struct Checked {
  const scenario::Scenario& scenario;
  std::vector<Figure> figures;
  std::vector<Fault> faults;
};

Checked checked(const scenario::Scenario& scenario, const Catalogue& catalogue) {
  try {
    return {scenario, compile::figures_used(scenario, catalogue, {}), {}};
  } catch (const InputInvalid& invalid) {
    return {scenario, scenario.figures, invalid.faults()};
  }
}

std::vector<std::string> notes_of(const Checked& one) {
  auto notes = one.scenario.notes;
  if (auto estimates = scenario::estimates_note(one.figures); !estimates.empty()) notes.push_back(std::move(estimates));
  return notes;
}

Json scenario_json(const Checked& one, const Catalogue& catalogue, bool explain) {
  Json json{{"name", one.scenario.name},
            {"variant", text_or_null(one.scenario.variant)},
            {"summary", scenario::summary(one.scenario, catalogue, one.figures)},
            {"notes", notes_of(one)}};
  if (explain) {
    json["values"] = Json::array();
    for (const auto& origin : one.scenario.origins) json["values"].push_back(origin_json(origin));
    json["figures"] = Json::array();
    for (const auto& figure : one.figures) json["figures"].push_back(figure_json(figure));
  }
  return json;
}

}  // namespace

int run_check(const CheckCommand& command) {
  const auto input = scenario::read(command.file, catalogue_folder());
  std::vector<Fault> faults;
  Json list = Json::array();
  for (const auto& scenario : input.scenarios) {
    const auto one = checked(scenario, input.catalogue);
    for (const auto& fault : one.faults)
      if (std::ranges::find(faults, fault.message, &Fault::message) == faults.end()) faults.push_back(fault);
    if (command.common.json) {
      list.push_back(scenario_json(one, input.catalogue, command.explain));
      continue;
    }
    if (command.explain && !scenario.variant.empty()) fmt::print("\n[{}]\n", scenario.variant);
    if (command.explain) fmt::print("{}\n", scenario::explanation(scenario, one.figures));
    fmt::print("{}{}\n", scenario::summary(scenario, input.catalogue, one.figures),
               one.faults.empty() ? " No faults." : "");
    if (command.common.quiet) continue;
    for (const auto& note : notes_of(one)) fmt::print("note: {}\n", note);
  }
  if (command.common.json) {
    fmt::print("{}\n", Json{{"faults", faults_json(faults)}, {"scenarios", std::move(list)}}.dump());
    return faults.empty() ? Exit::ok : Exit::invalid;
  }
  std::fflush(stdout);
  return faults.empty() ? static_cast<int>(Exit::ok) : print_faults(faults, false);
}

}  // namespace gigaplan::cli
