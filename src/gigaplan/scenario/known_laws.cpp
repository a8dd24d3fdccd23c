// A law of the catalogue as a scenario's own.
#include <algorithm>
#include <optional>

#include "gigaplan/catalogue/catalogue.hpp"
#include "gigaplan/scenario/law.hpp"

namespace gigaplan::scenario {
namespace {

std::optional<int> year_of(const std::optional<Figure>& figure) {
  return figure ? std::optional(static_cast<int>(figure->value)) : std::nullopt;
}

}  // namespace

Law law_of(const gigaplan::Law& law, const Catalogue& catalogue) {
  Law out{.id = law.id,
          .name = law.name,
          .measure = law.measure,
          .limit = law.limit ? law.limit->value : 0,
          .least_it_power = law.least_it_power ? law.least_it_power->value : 0,
          .from = year_of(law.from),
          .until = year_of(law.until),
          .opened_from = year_of(law.opened_from),
          .opened_before = year_of(law.opened_before),
          .asks = law.asks};
  for (const auto* figure : {&law.limit, &law.least_it_power, &law.from, &law.opened_from})
    if (out.source.empty() && *figure) out.source = (*figure)->source;
  for (const auto& where : law.countries) {
    if (where != "EU") out.countries.push_back(catalogue.country(where).id);
    for (const auto& country : catalogue.countries())
      if (where == "EU" && country.eu.text == "yes") out.countries.push_back(country.id);
  }
  return out;
}

}  // namespace gigaplan::scenario
