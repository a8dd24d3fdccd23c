// Plants in units that are on or off: what they need, and where they make no sense.
#include <fmt/format.h>

#include "gigaplan/scenario/checks.hpp"

namespace gigaplan::scenario {

void check_units(const Scenario& s, const Records& records, Reading& reading) {
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
