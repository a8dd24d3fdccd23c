// Energy and carbon by period.
//
//     carbon-free share by the hour = 1 − Σ_h ω [(1 − f) buy + dirty] / Σ_h ω load
//     over the year                 = Σ_h ω [clean + f buy] / Σ_h ω load,  clean: all that could be made, used or not
//
// as the plan's own limits have it (compile/green.cpp).
//
//     market-based carbon = Σ_h ω (carbon · buy) + own fuel, that of backup power too
//
// location-based: the grid's mean for every MWh drawn from it.
#include <fmt/format.h>

#include <algorithm>

#include "gigaplan/base/index.hpp"
#include "gigaplan/plan/steps.hpp"

namespace gigaplan::plan {

std::string plant_kind(const Plan& plan, const compile::PlantRef& plant) {
  if (plant.store.valid()) return "battery";
  const auto& technology = plan.compiled.network.assets[plant.asset].carrier;
  for (const char* kind : {"solar", "nuclear", "hydro", "gas", "coal", "geothermal"})
    if (technology.find(kind) != std::string::npos) return kind;
  if (technology.find("wind") != std::string::npos || technology.find("Wind") != std::string::npos) return "wind";
  if (technology.find("GT") != std::string::npos) return "gas";
  if (technology.find("Geothermal") != std::string::npos) return "geothermal";
  return "other";
}

void read_energy(Plan& plan, const View& view) {
  const auto& meaning = plan.compiled.meaning;
  for (std::size_t p = 0; p < plan.scenario.periods.size(); ++p) {
    const int period = static_cast<int>(p);
    double clean = 0, dirty = 0, load = 0, market = 0, location = 0;
    for (const auto& zone : meaning.zones) {
      if (!zone.market) continue;
      const auto bought = view.yearly(p, [&](std::size_t h) { return view.activity(zone.buy, h); });
      plan.energy.push_back({period, fmt::format("market, {}", zone.name), "grid", bought});
      const auto free =
          view.yearly(p, [&](std::size_t h) { return view.activity(zone.buy, h) * zone.carbon_free.at(h); });
      clean += free, dirty += bought - free;
      market += view.yearly(p, [&](std::size_t h) { return view.activity(zone.buy, h) * zone.carbon.at(h); });
    }
    for (const auto& plant : meaning.plants) {
      const auto& name = plan.scenario.plants[static_cast<std::size_t>(plant.plant)].name;
      const auto kind = plant_kind(plan, plant);
      if (plant.store.valid()) {
        const double lost =
            view.yearly(p, [&](std::size_t h) { return view.discharge(plant.store, h) - view.charge(plant.store, h); });
        plan.energy.push_back({period, name + ", losses", kind, lost});
        continue;
      }
      const double generated = view.yearly(p, [&](std::size_t h) { return view.activity(plant.process, h); });
      plan.energy.push_back({period, name, kind, generated});
      const double capacity = view.capacity(plant.asset, p);
      if (plant.carbon_free)
        clean += view.yearly(p, [&](std::size_t h) { return capacity * plant.output.at(h); });
      else
        dirty += generated;
      market += view.yearly(p, [&](std::size_t h) { return plant.carbon.at(h) * view.activity(plant.process, h); });
    }
    if (plan.scenario.power.bought_at_prices())  // else the power systems lose it
      for (const auto& row : plan.trade)
        if (row.period == period && row.sent > row.received)
          plan.energy.push_back(
              {period, fmt::format("{}, losses from {}", plan.scenario.interconnectors[at(row.line)].name, row.from),
               "grid", row.received - row.sent});
    for (const auto& standby : meaning.standbys)
      if (standby.backup.valid()) market += standby.carbon * view.capacity(standby.backup, p);
    for (const auto& site : plan.sites) {
      if (site.period != period) continue;
      plan.energy.push_back(
          {period, plan.scenario.sites[static_cast<std::size_t>(site.site)].name, "load", -site.energy});
      if (site.heat_electricity > 0)
        plan.energy.push_back(
            {period, plan.scenario.sites[at(site.site)].name + ", pumps of heat", "load", -site.heat_electricity});
      location += site.carbon, load += site.energy;
    }
    plan.carbon.push_back(location);
    plan.carbon_market.push_back(market);
    plan.carbon_free.push_back(load > 0 ? std::max(0.0, 1 - dirty / load) : 0);
    plan.carbon_free_annual.push_back(load > 0 ? clean / load : 0);
  }
}

}  // namespace gigaplan::plan
