// What only shows when values stand side by side.
#pragma once
#include <string>

#include "gigaplan/scenario/filling.hpp"

namespace gigaplan::scenario {

/// Faults between records: horizon, references, what an objective needs.
void check_records(const Records& records, Reading& reading);

/// checks_law.cpp: faults of licences, targets and limits on labour.
void check_law(const Records& records, Reading& reading);

/// sense_built.cpp: faults of what is built already, which would stand nowhere in the plan.
void check_built(const Scenario& scenario, const Records& records, Reading& reading);

/// sense_place.cpp: faults of locations far outside their country.
void check_places(const Scenario& scenario, const Records& records, Reading& reading);

/// sense_dates.cpp: faults of dates that could not be kept, and of hall sizes that would do nothing.
void check_dates(const Scenario& scenario, const Records& records, Reading& reading);

/// sense_units.cpp: faults of plants in units.
void check_units(const Scenario& scenario, const Records& records, Reading& reading);

/// sense_dates.cpp: a note for every service that nobody uses.
void note_nobody(Scenario& scenario);

/// Faults of the filled scenario: lead times, residency, demand beyond everything that could be built.
void check_scenario(const Scenario& scenario, const Records& records, Reading& reading);

/// ISO 4217 code of a country (alpha-3); "USD" where unknown.
[[nodiscard]] std::string currency_of(const std::string& country);

/// Whether data of users in `users` may be worked on in `host` (both alpha-3), and the rule in words.
struct Permission {
  bool allowed = false;
  std::string rule;
};
[[nodiscard]] Permission may_run(Residency residency, const std::string& users, const std::string& host,
                                 const Catalogue& catalogue);

}  // namespace gigaplan::scenario
