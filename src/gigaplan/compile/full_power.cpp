// Where the scenario asks for it, the power of a site must be able to run all its accelerators at once, in any hour: a
// yearly row for each site. Else those that promises count must (operation.cpp).
//
//   full power   max_h PUE[s, h] · IT power[s, p] ≤ connection[s, p] + Σ_i firm_i · plant[i, p] [MW]
//     IT power   Σ_a busy power_a · fleet[s, a, p], or running[s, p]
//     i     plants behind the site's meter
//     firm  least output of the plant in an hour of the period, per MW; 0 for a battery
// Without it accelerators that nobody asks to work stand on power for their idle draw alone.
#include "gigaplan/base/index.hpp"
#include "gigaplan/compile/work.hpp"

namespace gigaplan::compile {
namespace {

void fleets_draw(Work& work, const SiteRef& site, network::NodeId row, const std::vector<double>& pue) {
  for (const auto& fleet : work.meaning.fleets) {
    if (fleet.site != site.site) continue;
    std::vector<double> drawn;
    for (const double each : pue) drawn.push_back(fleet.busy_kw / 1000 * each);
    work.network.assets[fleet.asset].holds.push_back({.node = row, .amount = drawn});
  }
}

}  // namespace

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
    const auto pue = largest_by_period(net.horizon, site.pue);
    if (s.full_power)
      fleets_draw(work, site, row, pue);
    else
      net.assets[site.running].holds.push_back({.node = row, .amount = pue});
    net.assets[site.grid].holds.push_back({.node = row, .amount = -1.0});
    for (const auto& plant : work.meaning.plants) {
      if (!plant.process.valid() || s.plants[at(plant.plant)].site != id) continue;
      auto firm = least_by_period(net.horizon, plant.output);
      for (double& each : firm) each = -each;
      net.assets[plant.asset].holds.push_back({.node = row, .amount = firm});
    }
  }
  if (s.full_power)
    work.meaning.assumptions.push_back(
        "The connection and the firm plants of every site can run all accelerators there at once in the hottest hour.");
}

}  // namespace gigaplan::compile
