// The file that `gigaplan new` writes.
#include <fmt/format.h>

#include "gigaplan/scenario/describe.hpp"

namespace gigaplan::scenario {

std::string starter(const Catalogue& catalogue, const std::string& name) {
  const Country& country = catalogue.country(name);
  return fmt::format(
      R"(# {0}: a plan in five inputs. `gigaplan plan` plans it; `gigaplan check --explain` lists every figure it takes
# from the catalogue and where that came from; docs/reference/scenario.md tells what else may be said.
schema_version = 1

# 1. The country: its people, law, prices and climate.
country = "{1}"

# 2. The year from which the service runs. For several periods, write [horizon] periods = [2030, 2035] instead.
year = 2030

# 3. What is best: "least-cost" serves everybody at the least cost; "most-compute" spends a budget
#    ([money] budget = "1.4 bn USD_2025").
objective = "least-cost"

# 4. The service and how many people use it.
[[service]]
id = "assistant"
reach = "20 %"                 # of the population

# 5. The law: where it may run: "in-country", "region" (EEA), "adequacy" or "anywhere".
residency = "in-country"

# Next steps, one line each:
#   requests_per_user_per_day = 6          in [[service]]: how much it is used
#   model = "llama3.1-70b"                 in [[service]]: `gigaplan catalogue list models` shows the models
#   carbon_free = "80 %"                   in [power]: least carbon-free share, hour by hour
#   [[site]] id = "…", grid = "60 MW"      places of your own in place of the two assumed ones
)",
      country.name, country.iso2);
}

}  // namespace gigaplan::scenario
