// What a megawatt of a technology costs to build and to run.
#pragma once
#include "gigaplan/compile/work.hpp"

namespace gigaplan::compile {

struct TechnologyCost {
  double overnight = 0;  ///< money/MW
  double annual = 0;     ///< money/MW/yr, annuity and fixed operation
  double marginal = 0;   ///< money/MWh, CO2 at the carbon price included
  double carbon = 0;     ///< t CO2/MWh of electricity
  double life = 25;
};

/// A technology built in `year`; `battery_hours` > 0: a battery of that many hours (inverter and cells). `carbon_price`
/// [money/t]. Annuity at the plan's discount rate.
[[nodiscard]] TechnologyCost technology_cost(Work& work, const Technology& technology, int year, double battery_hours,
                                             double carbon_price);

}  // namespace gigaplan::compile
