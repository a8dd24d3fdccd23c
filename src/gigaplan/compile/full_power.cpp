// Where the scenario asks for it, the power of a site must be able to run all its accelerators at once, in any hour: a
// yearly row for each site. Else those that promises count must (operation.cpp).
//
//   full power   highest PUE[s] · IT power[s, p] ≤ connection[s, p] + Σ_i firm_i · plant[i, p] [MW]
//     IT power   Σ_a busy power_a · fleet[s, a, p], or running[s, p]
//     i     plants behind the site's meter
//     firm  least output of the plant in an hour of the year, per MW; 0 for a battery
// The hottest and the darkest hour are those of all 8,760, whichever of them are planned: typical days need not hold them.
// Without it accelerators that nobody asks to work stand on power for their idle draw alone.
#include "gigaplan/base/index.hpp"
#include "gigaplan/compile/redundancy.hpp"

namespace gigaplan::compile {

void build_full_power(Work& work) {
  const auto& s = work.scenario;
  auto& net = work.network;
  for (auto& site : work.meaning.sites) {
    if (!s.full_power && !site.running.valid()) continue;
    const auto& id = s.sites[at(site.site)].id;
    network::Node node{.name = "full power " + id, .commodity = "power", .place = id, .unit = "MW"};
    node.speed = network::Speed::rate;
    node.sense = network::Sense::at_least;
    const auto row = site.full_power = net.nodes.add(std::move(node));
    if (s.full_power)
      peak_draw_holds(work, site, row, 1);
    else
      net.assets[site.running].holds.push_back({.node = row, .amount = site.peak_pue});
    net.assets[site.grid].holds.push_back({.node = row, .amount = -1.0});
    for (const auto& plant : work.meaning.plants)
      if (plant.firm > 0 && s.plants[at(plant.plant)].site == id)
        net.assets[plant.asset].holds.push_back({.node = row, .amount = -plant.firm});
  }
  if (s.full_power)
    work.meaning.assumptions.push_back(
        "The connection and the firm plants of every site can run all accelerators there at once in the hottest hour.");
}

}  // namespace gigaplan::compile
