// What grows from the field table besides the reader: JSON Schema, reference page, a file to start from, explanations.
#pragma once
#include <string>
#include <vector>

#include "gigaplan/catalogue/catalogue.hpp"
#include "gigaplan/scenario/scenario.hpp"

namespace gigaplan::scenario {

/// JSON Schema of a scenario, valid as draft-04 and draft-07. Looser than the reader where JSON Schema cannot know:
/// units, catalogue names, sense. Never stricter.
[[nodiscard]] std::string json_schema();

/// The page docs/reference/scenario.md: every section and key with type, unit, default, range, meaning; the quantities
/// that claims can meet.
[[nodiscard]] std::string reference_page();

/// A commented scenario of five inputs for a country (a catalogue name) that checks clean and plans. Throws
/// InputInvalid (GP2008) when the catalogue has no such country.
[[nodiscard]] std::string starter(const Catalogue& catalogue, const std::string& country);

/// Every value that a scenario uses, as an aligned table: key, value, year, grade, where from; then the figures of
/// `used` (compile::figures_used, or Scenario::figures) that no value of the scenario names. The user's own are marked.
[[nodiscard]] std::string explanation(const Scenario& scenario, const std::vector<Figure>& used);

/// The estimates (confidence C) among the figures used, in one sentence; empty where there are none.
[[nodiscard]] std::string estimates_note(const std::vector<Figure>& used);

/// What a scenario says, in one paragraph, and how many figures it rests on.
[[nodiscard]] std::string summary(const Scenario& scenario, const Catalogue& catalogue,
                                  const std::vector<Figure>& used);

}  // namespace gigaplan::scenario
