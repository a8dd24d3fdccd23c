// What a scenario may say and no builder builds is refused by name: a plan that leaves it out would be a wrong answer.
#include <fmt/format.h>

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
  if (!scenario.power.bought_at_prices() && (scenario.power.price || scenario.power.carbon))
    faults.add("GP1605", place_of(scenario, "power.kind"),
               "power of this kind makes its own price and carbon, and the scenario gives them too",
               "leave out `price` and `carbon`, or use `kind = \"price\"`");
  faults.throw_if_any();
}

}  // namespace gigaplan::compile
