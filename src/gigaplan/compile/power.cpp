// Power from the grid: a market per country, and every site's connection to it.
//
//   buy[h] ≥ 0 at price[h] feeds the node of the country, or of the region that a site names;  import[s, h] takes from it and feeds the site, import ≤ grid[s,
//   p] grid[s, p] = contracted[s, p] + extension built,  extension ≤ its limit, from its year on
#include <fmt/format.h>

#include <algorithm>

#include "gigaplan/compile/work.hpp"

namespace gigaplan::compile {
namespace {

// The programme buys from the country's own system at its price, which the wires add to.
//   buy[h] ≥ 0 takes from the country's node and feeds the programme's; cost: the charge for the wires
void add_own_grid(Work& work, std::size_t z, const GridOutcome::Zone& outcome) {
  auto& zone = work.meaning.zones[z];
  zone.carbon_free = outcome.carbon_free;
  zone.carbon = outcome.carbon;
  zone.price = zone.network_charge;
  zone.power = work.network.nodes.add(
      {.name = "bought power " + zone.country, .commodity = "electricity", .place = zone.country, .unit = "MW"});
  network::Process buy{.name = "market " + zone.country, .carrier = "grid", .place = zone.country, .unit = "MW"};
  buy.ports = {{zone.power, 1.0}, {zone.grid, -1.0}};
  buy.rating = network::unlimited;
  buy.cost = zone.network_charge;
  zone.buy = work.network.processes.add(std::move(buy));
}

void add_market(Work& work, std::size_t z) {
  const auto& place = work.year.zones[z];
  const auto& market = work.year.markets[z];
  const auto name = place.name();
  ZoneRef zone;
  zone.country = place.country, zone.name = name, zone.market = place.market;
  zone.price = work.series(market.price, true);
  zone.carbon_free = work.series(market.carbon_free, true, 1.0);
  zone.carbon = work.series(market.carbon, true);
  zone.power =
      work.network.nodes.add({.name = "bought power " + name, .commodity = "electricity", .place = name, .unit = "MW"});
  network::Process buy{.name = "market " + name, .carrier = "grid", .place = name, .unit = "MW"};
  buy.ports = {{zone.power, 1.0}};
  buy.rating = place.market ? network::unlimited : 0;
  buy.cost = zone.price;
  zone.buy = work.network.processes.add(std::move(buy));
  work.meaning.zones.push_back(std::move(zone));
}

// What plants deliver through a country's grid reaches all regions of it, at no charge.
void add_deliveries(Work& work) {
  auto& meaning = work.meaning;
  for (std::size_t from = 0; from < meaning.zones.size(); ++from)
    for (std::size_t to = 0; to < meaning.zones.size(); ++to) {
      const auto &plants = meaning.zones[from], &market = meaning.zones[to];
      if (plants.market || !market.market || plants.country != market.country) continue;
      network::Process sent{
          .name = plants.name + " to " + market.name, .carrier = "grid", .place = market.name, .unit = "MW"};
      sent.ports = {{plants.power, -1.0}, {market.power, 1.0}};
      sent.rating = network::unlimited;
      meaning.deliveries.push_back(
          {static_cast<int>(from), static_cast<int>(to), work.network.processes.add(std::move(sent))});
    }
}

// The connection of one site: contracted power, an extension to buy, committed steps.
network::Asset connection_of(Work& work, const scenario::Site& site) {
  const auto& s = work.scenario;
  network::Asset grid{.name = "grid " + site.id, .carrier = "grid connection", .place = site.id, .unit = "MW"};
  const double life = work.figures.take("building/grid/connection_life", "yr");
  for (std::size_t p = 0; p < work.periods(); ++p) {
    grid.stock.push_back(site.grid.step(s.periods[p]));
    if (site.extension && s.periods[p] >= site.extension->from) {
      auto v = work.vintage(p, life, site.extension->cost * annuity(s.discount_rate, life), site.extension->cost);
      v.upper = site.extension->most;
      grid.vintages.push_back(v);
    }
  }
  for (const auto& built : s.built) {
    if (built.kind != scenario::Built::Kind::grid || built.site != site.id) continue;
    for (std::size_t p = work.first_period_from(built.year); p < work.periods(); ++p) grid.stock[p] += built.amount;
  }
  if (site.extension) {
    for (const double contracted : grid.stock) grid.cap_upper.push_back(contracted + site.extension->most);
  }
  charge_budget(work, grid, "grid", site.country);
  return grid;
}

}  // namespace

void build_power(Work& work, const GridOutcome* grid) {
  auto& net = work.network;
  if (work.scenario.power.bought_at_prices()) {
    for (std::size_t z = 0; z < work.year.zones.size(); ++z) add_market(work, z);
    add_deliveries(work);
    build_interconnectors(work);
  } else {
    for (std::size_t z = 0; z < work.meaning.zones.size(); ++z) add_own_grid(work, z, grid->zones.at(z));
  }
  for (std::size_t i = 0; i < work.scenario.sites.size(); ++i) {
    const auto& site = work.scenario.sites[i];
    SiteRef ref;
    ref.site = static_cast<int>(i);
    ref.zone = work.site_zone.empty()
                   ? static_cast<int>(work.year.zone_of_site(site.country, market_region(work.scenario, site)))
                   : static_cast<int>(work.site_zone[i]);
    const auto& zone = work.meaning.zones[static_cast<std::size_t>(ref.zone)];
    ref.power = net.nodes.add({.name = "power " + site.id, .commodity = "electricity", .place = site.id, .unit = "MW"});
    ref.grid = net.assets.add(connection_of(work, site));
    network::Process import{.name = "import " + site.id, .carrier = "grid", .place = site.id, .unit = "MW"};
    import.ports = {{zone.power, -1.0}, {ref.power, 1.0}};
    import.capacity = {{ref.grid, 1.0}};
    ref.import = net.processes.add(std::move(import));
    work.meaning.sites.push_back(ref);
    for (std::size_t p = 0; p < work.periods(); ++p) {
      const int year = work.scenario.periods[p];
      const double contracted = net.assets[ref.grid].stock[p];
      work.meaning.limits.push_back(
          {.kind = "grid",
           .subject = fmt::format("grid connection at {}", site.name),
           .sentence = fmt::format("{{step}} more grid connection at {} in {}", site.name, year),
           .site = static_cast<int>(i),
           .period = static_cast<int>(p),
           .step = std::max(10.0, 0.25 * contracted),
           .unit = "MW",
           .amount = contracted,
           .node = {},
           .asset = ref.grid,
           .relax = [asset = ref.grid, p](network::Network& n, double step) {
             n.assets[asset].stock[p] += step;
             if (!n.assets[asset].cap_upper.empty()) n.assets[asset].cap_upper[p] += step;
           }});
    }
  }
}

}  // namespace gigaplan::compile
