#include "gigaplan/scenario/scenario.hpp"

#include <algorithm>

namespace gigaplan::scenario {

double Path::step(int year) const {
  double value = 0;
  for (const auto& point : points)
    if (point.year <= year) value = point.value;
  return value;
}

double Path::linear(int year) const {
  if (points.empty()) return 0;
  if (year <= points.front().year) return points.front().value;
  for (std::size_t i = 1; i < points.size(); ++i) {
    const auto& a = points[i - 1];
    const auto& b = points[i];
    if (year < b.year) return a.value + (b.value - a.value) * (year - a.year) / (b.year - a.year);
  }
  return points.back().value;
}

bool within(const std::vector<std::string>& list, const std::string& one) {
  return list.empty() || std::ranges::find(list, one) != list.end();
}

const std::vector<BuildKind>& build_kinds() {
  static const std::vector<BuildKind> kinds{{"hall", "halls", true},
                                            {"grid", "grid connections", true},
                                            {"backup", "backup power", true},
                                            {"fleet", "accelerators", true},
                                            {"plant", "plants", true},
                                            {"parts", "parts of accelerators"},
                                            {"factory", "factories"},
                                            {"own chip", "development of own chips"},
                                            {"chips", "chips made or bought"},
                                            {"loan", "fees of loans"},
                                            {"line", "lines between countries"},
                                            {"heat", "heat stations", true}};
  return kinds;
}

bool Licence::binds(const std::string& country) const {
  return within(countries, country) && std::ranges::find(exempt, country) == exempt.end();
}

bool Scenario::may_leave_unserved() const {
  return aims_at(Objective::most_served) ||
         std::ranges::any_of(targets, [](const Target& target) { return !target.served.empty(); });
}

const std::vector<ClaimQuantity>& claim_quantities() {
  static const std::vector<ClaimQuantity> list{
      {"construction_cost", "money/MW_it", "overnight cost of halls per IT power", Part::site},
      {"investment_per_power", "money/MW_it", "all capital spending per IT power of new halls", Part::site},
      {"capital_cost", "money", "all capital spending of the plan", Part::site},
      {"total_cost", "money", "present value of all costs of the plan"},
      {"yearly_cost", "money/yr", "costs of a year, annuities included"},
      {"cost_per_million_tokens", "money/M tokens", "cost of a million output tokens"},
      {"power_price", "money/MWh", "mean price of the power used"},
      {"it_power", "MW_it", "IT power of all halls", Part::site},
      {"facility_power", "MW", "peak power of all sites", Part::site},
      {"energy", "MWh/yr", "electricity used in a year", Part::site},
      {"pue", "1", "facility energy over IT energy", Part::site},
      {"carbon_free_share", "%", "carbon-free share of the energy, as the plan matches it"},
      {"carbon", "t/yr", "CO2 of a year"},
      {"water", "m3/yr", "water drawn in a year", Part::site},
      {"accelerators", "accelerators", "accelerators in service", Part::site},
      {"h100_equivalents", "accelerators", "compute in service, in H100s of equal dense FP8 or BF16 FLOP/s",
       Part::site},
      {"accelerators_per_power", "accelerators/MW_it", "accelerators per IT power", Part::site},
      {"sites", "1", "sites with a hall", Part::countries},
      {"users", "people", "people served", Part::countries},
      {"tokens_per_user_per_day", "tokens/day", "tokens in and out of a user on a mean day", Part::countries},
      {"construction_jobs", "people", "people at work on the sites, in the year or in the busiest period", Part::site},
      {"permanent_jobs", "people", "people who run the sites", Part::site},
      {"construction_jobs_in_all", "people", "the same with jobs at suppliers and where the wages are spent",
       Part::site},
      {"permanent_jobs_in_all", "people",
       "people who run the sites, with jobs at suppliers and where the wages are spent", Part::site},
  };
  return list;
}

}  // namespace gigaplan::scenario
