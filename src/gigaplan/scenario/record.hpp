// From a tree to checked values: every key known, every value of its type, unit and range.
#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "gigaplan/base/quantity.hpp"
#include "gigaplan/catalogue/catalogue.hpp"
#include "gigaplan/scenario/fields.hpp"
#include "gigaplan/scenario/node.hpp"
#include "gigaplan/scenario/scenario.hpp"

namespace gigaplan::scenario {

struct Record;

/// What the user wrote for one key, in the field's unit. Which members hold it follows from the field's type.
struct Value {
  Place place;
  std::string written;             ///< as people wrote it
  double number = 0;               ///< quantity, whole, year, flag
  std::string text;                ///< text, id, choice, hours; the catalogue's id of a name
  Path path;                       ///< a single value is a point of year 0
  std::vector<double> numbers;     ///< years, profile, place, steps
  std::vector<std::string> texts;  ///< names, choices
  std::vector<Place> places;       ///< of the list's items
  std::optional<UserSeries> series;
  std::vector<Record> inner;  ///< one, for a table
};

/// The values of one section's item.
struct Record {
  const Section* section = nullptr;
  std::string path;  ///< "service.assistant"
  Place place;
  bool sound = true;              ///< nothing in it was faulty
  bool offered = false;           ///< nobody wrote it: it stands in where the scenario names no site or plant
  std::vector<std::string> keys;  ///< that stand in the file, those with faulty values too
  std::map<std::string, Value, std::less<>> values;

  [[nodiscard]] const Value* find(std::string_view key) const {
    const auto found = values.find(key);
    return found == values.end() ? nullptr : &found->second;
  }
};

/// What reading values needs; handed down.
struct Reading {
  const Catalogue& catalogue;
  MoneyConverter money;
  std::string money_unit;  ///< "EUR_2025", for people
  Faults& faults;
};

/// Reads one table against a list of fields. `ignored` keys are left to the caller. Faults are added and the value
/// left out; required keys that are missing are faults (GP1102).
[[nodiscard]] Record read_record(const Node& node, const Section& section, const std::string& path, Reading& reading,
                                 const std::vector<std::string>& ignored = {});

/// Reads one value; nothing when it has a fault.
[[nodiscard]] std::optional<Value> read_value(const Node& node, const Field& field, const std::string& path,
                                              Reading& reading);

/// A quantity of any text in `unit`, with faults at `node`: for units that depend on another key.
[[nodiscard]] std::optional<double> read_quantity(const Node& node, const Field& field, const std::string& unit,
                                                  const std::string& path, Reading& reading);

/// Faults that a reader collects at most; a last one tells how many more there were.
constexpr std::size_t most_faults = 100;

/// What a node says, in one line, cut to a readable length.
[[nodiscard]] std::string written(const Node& node);

}  // namespace gigaplan::scenario
