#include "gigaplan/compile/technology_cost.hpp"

namespace gigaplan::compile {

TechnologyCost technology_cost(Work& work, const Technology& tech, int year, double battery_hours,
                               double carbon_price) {
  auto& f = work.figures;
  const double rate = work.scenario.discount_rate;
  TechnologyCost cost;
  cost.life = f.note(tech.lifetime.at(year));
  if (battery_hours > 0) {
    const auto& store = f.catalogue().technology("battery storage");
    const auto& inverter = f.catalogue().technology("battery inverter");
    cost.overnight = f.take(inverter.capital_cost.at(year), "money/MW") +
                     battery_hours * f.take(store.capital_cost.at(year), "money/MWh");
    cost.annual =
        cost.overnight * (annuity(rate, cost.life) + (inverter.fom ? f.take(inverter.fom->at(year), "1/yr") : 0));
    return cost;
  }
  cost.overnight = f.take(tech.capital_cost.at(year), "money/MW");
  cost.annual = cost.overnight * (annuity(rate, cost.life) + (tech.fom ? f.take(tech.fom->at(year), "1/yr") : 0));
  const double efficiency = tech.efficiency ? f.note(tech.efficiency->at(year)) : 1;
  if (tech.co2) cost.carbon = f.note(tech.co2->at(year)) / efficiency;
  cost.marginal = (tech.vom ? f.take(tech.vom->at(year), "money/MWh") : 0) +
                  (tech.fuel ? f.take(tech.fuel->at(year), "money/MWh") / efficiency : 0) + cost.carbon * carbon_price;
  return cost;
}

}  // namespace gigaplan::compile
