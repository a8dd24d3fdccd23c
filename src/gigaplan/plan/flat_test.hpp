// Tiny scenarios for tests: one kind of hour, so that a plan can be worked out on paper.
#pragma once
#include <string>

#include "gigaplan/plan/plan.hpp"
#include "gigaplan/plan/steps.hpp"
#include "gigaplan/scenario/read.hpp"

namespace gigaplan::plan {

inline const Catalogue& catalogue() {
  static const Catalogue loaded = load_catalogue(std::filesystem::path(GIGAPLAN_SOURCE_DIR) / "catalogue");
  return loaded;
}

/// One period of five years from 2030, 5 % a year, US dollars of 2025: money of the catalogue's chips as it stands.
inline const std::string head = R"(schema_version = 1
country = "DE"
currency = "USD"
price_year = 2025
discount_rate = "5 %"
hours = "typical:1"
)";
inline const std::string horizon = "[horizon]\nperiods = [2030]\nend = 2035\n";
inline const std::string market = "[power]\ndefault_plants = false\n";
/// 1 % of Germany, 12 requests a day, evenly over the day.
inline const std::string chat = R"([[service]]
id = "chat"
model = "llama3.1-70b"
reach = "1 %"
requests_per_user_per_day = 12
input_tokens = 1000
output_tokens = 500
language_factor = 1
profile = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
)";
inline const std::string h100 = "[accelerators]\ncandidates = [\"H100 SXM\"]\n";
inline const std::string berlin = R"([[site]]
id = "berlin"
name = "Berlin"
grid = "200 MW"
halls_most = "150 MW_it"
hall_cost = "10 USD_2025/W_it"
cooling = "air"
)";
/// A second site, whose halls cost twice as much.
inline const std::string lyon =
    "[[site]]\nid = \"lyon\"\nname = \"Lyon\"\ncountry = \"FR\"\ngrid = \"200 MW\"\nhall_cost = \"20 USD_2025/W_it\"\n"
    "cooling = \"air\"\n";

inline constexpr double power_price = 80;   ///< [USD_2025/MWh]
inline constexpr double grid_carbon = 300;  ///< [g CO2/kWh]

/// Reads a scenario and levels its hours: 5 degrees outside, one price and carbon of power.
inline scenario::Scenario flat(const std::string& text) {
  auto s = scenario::read_with(catalogue(), text, "flat.toml").front();
  const auto level = [](double value) {
    scenario::UserSeries series;
    series.values.assign(8760, value);
    return series;
  };
  for (auto& site : s.sites) site.temperature = level(5);
  s.power.price = level(power_price);
  s.power.carbon = level(grid_carbon);
  return s;
}

inline Plan plan_of(const scenario::Scenario& s, int measured_limits = 0) {
  PlanOptions options;
  options.solver.solver = solve::Choice::simplex;
  options.measured_limits = measured_limits;
  return make_plan(s, catalogue(), options, {});
}

}  // namespace gigaplan::plan
