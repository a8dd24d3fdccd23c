// What is built already or decided: it must stand in some period of the plan.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "gigaplan/scenario/checks.hpp"

namespace gigaplan::scenario {
namespace {

// Years that it lives; nothing for a connection, which stays.
std::optional<double> life_of(const Scenario& s, const Built& built, const Catalogue& catalogue) {
  if (built.kind == Built::Kind::fleet) return s.accelerator_life;
  if (built.kind == Built::Kind::hall) return s.hall_life;
  if (built.kind == Built::Kind::grid) return std::nullopt;
  const auto plant = std::ranges::find(s.plants, built.plant, &Plant::id);
  const auto* technology = plant == s.plants.end() ? nullptr : catalogue.find_technology(plant->technology);
  if (technology == nullptr) return std::nullopt;
  return technology->lifetime.at(std::max(built.year, s.periods.front())).value;
}

}  // namespace

void check_built(const Scenario& s, const Records& records, Reading& reading) {
  for (std::size_t i = 0; i < records.built.size(); ++i) {
    const Record& record = records.built[i];
    if (!record.sound) continue;
    const Built& built = s.built[i];
    const Value* year = record.find("year");
    const Place& place = year != nullptr ? year->place : record.place;
    const Value* chip = record.find("accelerator");
    if (built.kind == Built::Kind::fleet && chip != nullptr &&
        std::ranges::find(s.accelerators, built.accelerator) == s.accelerators.end())
      reading.faults.add("GP1106", chip->place,
                         fmt::format("`{}.accelerator`: \"{}\" is no candidate", record.path, built.accelerator),
                         "add it to [accelerators] candidates");
    if (built.year > s.periods.back()) {
      reading.faults.add("GP1403", place,
                         fmt::format("`{}` stands from {} on, after the last period of the plan has begun in {}",
                                     record.path, built.year, s.periods.back()),
                         "leave it out, or add a later period to [horizon]");
      continue;
    }
    const auto life = life_of(s, built, reading.catalogue);
    const auto stands = [&](int first) { return first >= built.year && first - built.year < *life; };
    if (life && std::ranges::none_of(s.periods, stands))
      reading.faults.add("GP1403", place,
                         fmt::format("`{}` of {} lives {:g} years: no period of the plan begins in them", record.path,
                                     built.year, *life),
                         "leave it out: it is gone, or not there yet, when each period begins");
  }
}

}  // namespace gigaplan::scenario
