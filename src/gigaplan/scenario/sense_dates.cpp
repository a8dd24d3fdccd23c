// Dates that could not be kept, and words that would do nothing.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gigaplan/scenario/checks.hpp"

namespace gigaplan::scenario {
namespace {

void check_trainings(const Scenario& s, const Records& records, Reading& reading) {
  for (const auto& run : records.trainings) {
    const Value* deadline = run.find("deadline");
    if (!run.sound || deadline == nullptr || deadline->number >= s.periods.front()) continue;
    if (const Value* start = run.find("start"); start != nullptr && deadline->number < start->number) continue;  // told
    reading.faults.add(
        "GP1402", deadline->place,
        fmt::format("`{}` ends in {}, before the plan begins in {}", run.path, deadline->number, s.periods.front()),
        fmt::format("write {} or later, or an earlier first period", s.periods.front()));
  }
}

void check_own_chip_dates(const Scenario& s, const Records& records, Reading& reading) {
  for (const auto& record : records.own_chips) {
    const Value* start = record.find("start");
    if (!record.sound || start == nullptr || start->number >= s.now) continue;
    reading.faults.add(
        "GP1403", start->place,
        fmt::format("`{}` starts in {}, before decisions start in {}", record.path, start->number, s.now),
        fmt::format("write {} or later and a shorter `lead` for what is done already, or an earlier `now` in [horizon]",
                    s.now));
  }
}

void check_factories(const Scenario& s, const Records& records, Reading& reading) {
  for (const auto& record : records.factories) {
    if (!record.sound) continue;
    if (const Value* from = record.find("from")) {
      const auto& usual =
          reading.catalogue.figure(fmt::format("supply/stage/{}/factory_years", record.find("stage")->text));
      const Value* own = record.find("lead");
      const double years = own != nullptr ? own->number : usual.low.value_or(usual.value);
      const int earliest = static_cast<int>(std::ceil(s.now + years - 1e-9));
      if (from->number < earliest)
        reading.faults.add("GP1403", from->place,
                           fmt::format("`{}` from {} on: {:g} years of building allow {} at the earliest", record.path,
                                       from->number, years, earliest),
                           fmt::format("write {} or later, or say your own `lead`", earliest));
    }
    if (const Value* ramp = record.find("ramp"))
      for (std::size_t i = 1; i < ramp->numbers.size(); ++i)
        if (ramp->numbers[i] < ramp->numbers[i - 1]) {
          reading.faults.add(
              "GP1205", ramp->place,
              fmt::format("`{}.ramp` falls from {:g} % to {:g} %", record.path, ramp->numbers[i - 1], ramp->numbers[i]),
              "write shares that rise: what runs in the first year, in the second, …");
          break;
        }
  }
}

// What is paid ahead is paid before, or in, the year of the first delivery.
void check_contracts(const Records& records, Reading& reading) {
  for (const auto& record : records.contracts) {
    const Value* paid = record.find("prepaid_in");
    const Value* volume = record.find("volume");
    if (!record.sound || paid == nullptr || volume == nullptr) continue;
    const auto& points = volume->path.points;
    const auto first = std::ranges::find_if(points, [](const auto& point) { return point.value > 0; });
    if (first == points.end() || first->year == 0 || paid->number <= first->year) continue;
    reading.faults.add(
        "GP1402", paid->place,
        fmt::format("`{}` is prepaid in {}, after its first delivery in {}", record.path, paid->number, first->year),
        fmt::format("write {} or earlier", first->year));
  }
}

void check_blocks(const Records& records, Reading& reading) {
  for (const auto& record : records.sites) {
    const Value* block = record.find("hall_block");
    const Value* whole = record.find("whole_blocks");
    const bool wholes = whole != nullptr && whole->number != 0;
    const bool sized = block != nullptr && block->number > 0;
    if (!record.sound || wholes == sized) continue;
    if (sized)
      reading.faults.add("GP1102", block->place,
                         fmt::format("`{}.hall_block` does nothing without `whole_blocks`", record.path),
                         "add `whole_blocks = true`, or leave `hall_block` out: halls of any size");
    else
      reading.faults.add("GP1102", whole->place,
                         fmt::format("`{}.whole_blocks` does not say how large a hall is", record.path),
                         "add `hall_block = \"20 MW_it\"`, or leave `whole_blocks` out");
  }
}

}  // namespace

void check_dates(const Scenario& s, const Records& records, Reading& reading) {
  check_trainings(s, records, reading);
  check_own_chip_dates(s, records, reading);
  check_factories(s, records, reading);
  check_contracts(records, reading);
  check_blocks(records, reading);
}

void note_nobody(Scenario& s) {
  for (const auto& service : s.services)
    if (std::ranges::all_of(service.reach.points, [](const auto& point) { return point.value <= 0; }))
      s.notes.push_back(
          fmt::format("Nobody uses {}: its `reach` is 0 % in every year, and nothing is built for it.", service.name));
}

}  // namespace gigaplan::scenario
