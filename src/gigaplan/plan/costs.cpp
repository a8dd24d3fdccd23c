// Money per year of every period by what it is for, so that  Σ_p δ_p Σ rows = the cost objective.
#include <cmath>

#include "gigaplan/base/index.hpp"
#include "gigaplan/plan/steps.hpp"
#include "gigaplan/plan/trade.hpp"

namespace gigaplan::plan {
namespace {

struct Adder {
  Plan& plan;
  const View& view;
  std::vector<std::vector<double>> market_power;  // money per MWh drawn, by zone and snapshot

  void asset(network::AssetId id, std::size_t p, const char* category, int site) {
    const auto& a = plan.compiled.network.assets[id];
    double sum = a.constant_cost;
    for (std::size_t v = 0; v < a.vintages.size(); ++v)
      if (a.vintages[v].alive[p]) sum += view.built(id, v) * a.vintages[v].annual_cost[p];
    row(p, category, site, sum);
  }
  void row(std::size_t p, const char* category, int site, double per_year) {
    if (std::abs(per_year) > 1e-12 * std::abs(plan.present_cost))  // the rest is dust of an interior point
      plan.costs.push_back({.period = static_cast<int>(p), .site = site, .category = category, .per_year = per_year});
  }
  // What is bought on markets in an hour is shared among the sites by what they draw.
  void market(std::size_t p, const compile::SiteRef& site) {
    const auto& price = market_power[at(site.zone)];
    row(p, "market power", site.site,
        view.yearly(p, [&](std::size_t h) { return price[h] * view.activity(site.import, h); }));
  }
  // Where the grid is part of the plan, the objective counts what the programme adds to its cost. That is less than
  // what the programme pays at the grid's price, when it raises the price; the rest is left to the others on the grid.
  void others(std::size_t p) {
    if (plan.grid_cost.empty()) return;
    double paid = 0;
    for (const auto& zone : plan.compiled.meaning.zones)
      paid += view.yearly(
          p, [&](std::size_t h) { return (zone.price.at(h) - zone.network_charge) * view.activity(zone.buy, h); });
    row(p, "left to others on the grid", -1, plan.grid_cost[p] - paid);
  }
};

}  // namespace

void read_costs(Plan& plan, const View& view) {
  const auto& meaning = plan.compiled.meaning;
  Adder add{plan, view, cost_of_market_power(meaning, plan.scenario, view)};
  for (std::size_t p = 0; p < plan.scenario.periods.size(); ++p) {
    for (const auto& fleet : meaning.fleets) add.asset(fleet.asset, p, "accelerators", fleet.site);
    for (const auto& site : meaning.sites) {
      add.asset(site.hall, p, "halls", site.site);
      add.asset(site.grid, p, "grid connection", site.site);
      add.market(p, site);
      if (!site.heat.valid()) continue;
      add.asset(site.heat_station, p, "heat stations", site.site);
      const auto& cost = plan.compiled.network.processes[site.heat_sold].cost;
      add.row(p, "heat sold", site.site,
              view.yearly(p, [&](std::size_t h) { return cost.at(h) * view.activity(site.heat_sold, h); }));
    }
    if (plan.scenario.power.bought_at_prices())  // else they are part of the power systems' cost
      for (const auto& line : meaning.interconnectors) add.asset(line.asset, p, "lines between countries", -1);
    for (const auto& standby : meaning.standbys)
      if (standby.backup.valid()) add.asset(standby.backup, p, "backup power", standby.site);
    for (const auto& stage : meaning.chain.stages)
      for (const auto& source : stage.sources) {
        for (const auto bought : source.bought) add.asset(bought, p, "parts of accelerators", -1);
        if (source.factory.valid()) add.asset(source.factory, p, "factories", -1);
      }
    for (const auto& own : meaning.chain.own_chips) {
      add.asset(own.developed, p, "own chip development", -1);
      add.asset(own.made, p, "accelerators", -1);
      if (own.sold.valid()) add.asset(own.sold, p, "accelerators", -1);
    }
    if (meaning.loan.asset.valid()) add.asset(meaning.loan.asset, p, "loan fees", -1);
    for (const auto& plant : meaning.plants) {
      const auto& of = plan.scenario.plants[at(plant.plant)];
      int site = -1;
      for (std::size_t i = 0; i < plan.scenario.sites.size(); ++i)
        if (plan.scenario.sites[i].id == of.site) site = static_cast<int>(i);
      add.asset(plant.asset, p, of.contract == scenario::Contract::purchase ? "purchased power" : "own plants", site);
      if (!plant.process.valid()) continue;
      const auto& cost = plan.compiled.network.processes[plant.process].cost;
      add.row(p, "fuel and running", site,
              view.yearly(p, [&](std::size_t h) { return cost.at(h) * view.activity(plant.process, h); }));
      if (of.units)
        add.row(p, "starts of plants", site, view.yearly(p, [&](std::size_t h) {
          const auto& commitment = *plan.compiled.network.processes[plant.process].commitment;
          return commitment.start_cost.at(h) * view.starts(plant.process, h) /
                 plan.compiled.network.horizon.snapshots[h].elapsed;
        }));
    }
    add.others(p);
    for (auto& site : plan.sites) {
      if (site.period != static_cast<int>(p)) continue;
      for (const auto& row : plan.costs)
        if (row.period == site.period && row.site == site.site) site.cost += row.per_year;
    }
  }
}

}  // namespace gigaplan::plan
