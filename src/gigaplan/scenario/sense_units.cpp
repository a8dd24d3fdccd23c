// Plants in units that are on or off: what they need, and where they make no sense.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gigaplan/scenario/checks.hpp"

namespace gigaplan::scenario {
namespace {

// What stands already is whole units too.
void check_built_units(const Scenario& s, const Records& records, Reading& reading) {
  for (std::size_t i = 0; i < records.built.size(); ++i) {
    const Record& record = records.built[i];
    const Value* amount = record.find("amount");
    if (!record.sound || amount == nullptr || s.built[i].kind != Built::Kind::plant) continue;
    const auto plant = std::ranges::find(s.plants, s.built[i].plant, &Plant::id);
    if (plant == s.plants.end() || !plant->units) continue;
    const double units = s.built[i].amount / plant->units->size;
    if (std::abs(units - std::round(units)) <= 1e-6) continue;
    reading.faults.add("GP1205", amount->place,
                       fmt::format("`{}.amount`: {:g} MW are {:.3g} units of {:g} MW", record.path, s.built[i].amount,
                                   units, plant->units->size),
                       "write whole units");
  }
}

}  // namespace

void check_units(const Scenario& s, const Records& records, Reading& reading) {
  check_built_units(s, records, reading);
  for (std::size_t i = 0; i < records.plants.size(); ++i) {
    const Record& record = records.plants[i];
    if (!record.sound) continue;
    const Value* unit = record.find("unit");
    for (const char* key : {"least_load", "start_cost", "least_on", "least_off"}) {
      const Value* value = record.find(key);
      if (value == nullptr || unit != nullptr) continue;
      reading.faults.add("GP1102", value->place, fmt::format("`{}.{}` does nothing without `unit`", record.path, key),
                         "add the size of a unit, `unit = \"100 MW\"`, or leave it out: the plant runs at any load");
    }
    if (unit == nullptr) continue;
    const Plant& plant = s.plants[i];
    const bool bought = plant.contract == Contract::purchase;
    if (bought || plant.hours > 0)
      reading.faults.add("GP1104", unit->place,
                         fmt::format("`{}.unit`: {} is not switched on and off by the plan", record.path,
                                     bought ? "a plant that is bought from" : "a battery"),
                         "leave it out");
    else if (record.find("most") == nullptr)
      reading.faults.add("GP1102", unit->place,
                         fmt::format("`{}.unit` needs `most`: so many units are reckoned with", record.path),
                         fmt::format("add `most = \"{:g} MW\"`", 10 * plant.units->size));
    else if (plant.most < plant.units->size)
      reading.faults.add("GP1205", unit->place,
                         fmt::format("`{}.unit` of {:g} MW is larger than `most`, {:g} MW: none can be built",
                                     record.path, plant.units->size, plant.most),
                         "write a smaller unit, or a larger `most`");
  }
}

}  // namespace gigaplan::scenario
