// What a scenario may say and no builder builds is refused by name: a plan that leaves it out would be a wrong answer.
#include <algorithm>

#include "gigaplan/compile/work.hpp"

namespace gigaplan::compile {
namespace {

// Where the scenario says it; the whole file when it is a default.
Place place_of(const scenario::Scenario& scenario, const char* key) {
  const auto found = std::ranges::find(scenario.origins, key, &scenario::Origin::key);
  return found == scenario.origins.end() ? Place{scenario.file, 0, 0} : found->place;
}

}  // namespace

void refuse_unbuilt(const scenario::Scenario& scenario) {
  Faults faults;
  if (scenario.power.kind == scenario::PowerKind::mix)
    faults.add("GP1605", place_of(scenario, "power.kind"), "power of kind \"mix\" is not built yet",
               "use `kind = \"price\"`: the country's price and carbon by the hour");
  if (scenario.power.kind == scenario::PowerKind::network)
    faults.add("GP1605", place_of(scenario, "power.kind"), "power of kind \"network\" is not built yet",
               "use `kind = \"price\"`: the country's price and carbon by the hour");
  if (scenario.objective == scenario::Objective::most_served)
    faults.add("GP1606", place_of(scenario, "objective"), "the objective \"most-served\" is not built yet",
               "use \"most-compute\" under the same budget, or \"least-cost\"");
  faults.throw_if_any();
}

}  // namespace gigaplan::compile
