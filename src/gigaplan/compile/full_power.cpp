// Where the scenario asks for it, the power of a site must be able to run all its accelerators at once, in any hour: a
// yearly row for each site.
//
//   full power   Σ_a busy power_a · max_h PUE[s, h] · fleet[s, a, p] ≤ connection[s, p] + Σ_i firm_i · plant[i, p] [MW]
//     i     plants behind the site's meter
//     firm  least output of the plant in an hour of the period, per MW; 0 for a battery
// Without it accelerators that nobody asks to work stand on power for their idle draw alone.
#include <algorithm>

#include "gigaplan/base/index.hpp"
#include "gigaplan/compile/work.hpp"

namespace gigaplan::compile {
namespace {

// Largest or least value of a series in every period.
template <class Better>
std::vector<double> best_of_periods(const Work& work, const network::Series& series, const Better& better) {
  std::vector<double> best;
  for (const auto& slice : work.network.horizon.slices) {
    double value = series.at(at(slice.first));
    for (int h = slice.first; h < slice.first + slice.count; ++h) value = better(value, series.at(at(h)));
    best.push_back(value);
  }
  return best;
}

}  // namespace

void build_full_power(Work& work) {
  const auto& s = work.scenario;
  if (!s.full_power) return;
  auto& net = work.network;
  const auto largest = [](double a, double b) { return std::max(a, b); };
  const auto least = [](double a, double b) { return std::min(a, b); };
  for (auto& site : work.meaning.sites) {
    const auto& id = s.sites[at(site.site)].id;
    network::Node node{.name = "full power " + id, .commodity = "power", .place = id, .unit = "MW"};
    node.speed = network::Speed::rate;
    node.sense = network::Sense::at_least;
    const auto row = site.full_power = net.nodes.add(std::move(node));
    const auto pue = best_of_periods(work, site.pue, largest);
    for (const auto& fleet : work.meaning.fleets) {
      if (fleet.site != site.site) continue;
      std::vector<double> drawn;
      for (const double each : pue) drawn.push_back(fleet.busy_kw / 1000 * each);
      net.assets[fleet.asset].holds.push_back({.node = row, .amount = drawn});
    }
    net.assets[site.grid].holds.push_back({.node = row, .amount = -1.0});
    for (const auto& plant : work.meaning.plants) {
      if (!plant.process.valid() || s.plants[at(plant.plant)].site != id) continue;
      auto firm = best_of_periods(work, plant.output, least);
      for (double& each : firm) each = -each;
      net.assets[plant.asset].holds.push_back({.node = row, .amount = firm});
    }
  }
  work.meaning.assumptions.push_back(
      "The connection and the firm plants of every site can run all accelerators there at once in the hottest hour.");
}

}  // namespace gigaplan::compile
