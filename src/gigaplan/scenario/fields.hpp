// The one table of everything that a scenario may say. Reader, JSON Schema, reference page and `gigaplan new` read it.
#pragma once
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace gigaplan::scenario {

constexpr double unlimited = std::numeric_limits<double>::infinity();

/// One key. A default is `fallback` (as one would write it), or `figure` (a catalogue key; {country} and {language}
/// stand for the country and language of the same record), or told in words by `computed`; none of them: no default.
struct Field {
  enum class Type : std::uint8_t {
    text,      ///< any text
    id,        ///< a name of the user's own: letters, digits, - and _
    choice,    ///< one of `allowed`
    choices,   ///< one of `allowed`, or a list of them
    name,      ///< a catalogue name of kind `kind`
    whole,     ///< a whole number
    year,      ///< a calendar year
    flag,      ///< true or false
    quantity,  ///< text with number and unit, in `unit`; with `bare` also a plain number
    path,      ///< a quantity, or a list of { year, `value_key` } points
    years,     ///< list of years
    steps,     ///< list of quantities in `unit`
    names,     ///< list of catalogue names of kind `kind`
    place,     ///< [lon, lat] in degrees
    profile,   ///< 24 or 168 weights
    series,    ///< { file, column, unit } of hourly values in `unit`
    hours,     ///< "full" or "typical:N"
    table,     ///< a table with `fields`
  };
  std::string key;
  Type type = Type::text;
  std::string help;
  std::string unit = "";
  std::string value_key = "";
  std::string fallback = "";
  std::string figure = "";
  std::string figure_unit = "";  ///< what the figure's unit is converted to, when not `unit`
  std::string computed = "";
  double least = -unlimited, most = unlimited;
  bool above = false;  ///< `least` itself is not allowed
  bool required = false;
  bool bare = false;
  std::string kind = "";
  std::vector<std::string> allowed = {};
  std::vector<Field> fields = {};
};

/// A table ([power]) or, with `many`, an array of tables ([[site]]) whose items are told apart by `item_key`.
struct Section {
  std::string key;  ///< "" is the top of the file
  bool many = false;
  std::string item_key;  ///< "" : items have no name and are appended when files are merged
  std::string help;
  std::vector<Field> fields;
};

/// The sections in the order in which the reference page tells them.
[[nodiscard]] const std::vector<Section>& sections();
[[nodiscard]] const Section& section(std::string_view key);
[[nodiscard]] const Field& field(const Section& section, std::string_view key);

/// What the value of a field looks like, for remedies and documents: `"120 MW"`.
[[nodiscard]] std::string example_of(const Field& field);

// Each in its own file, by subject.
[[nodiscard]] std::vector<Field> standby_fields(bool of_site);
[[nodiscard]] std::vector<Section> plan_sections();
[[nodiscard]] std::vector<Section> demand_sections();
[[nodiscard]] std::vector<Section> site_sections();
[[nodiscard]] std::vector<Section> chain_sections();
[[nodiscard]] std::vector<Section> power_sections();
[[nodiscard]] std::vector<Section> law_sections();
[[nodiscard]] std::vector<Section> loan_sections();
[[nodiscard]] std::vector<Section> record_sections();

}  // namespace gigaplan::scenario
