// Carbon-free energy and carbon. s the wanted share, f[h] the market's carbon-free share in hour h.
//
//   hourly matched   Σ_h ω_h [(1 − s) load[h] − (1 − f[h]) buy[h] − dirty[h]] ≥ 0 in every period
//     load   what the accelerators and their cooling draw; buy  energy from the market;  dirty  own plants that burn.
//     What is clean needs no term: it is the rest of the load in its hour. Energy that a battery loses is no load, so
//     losing surplus raises no share, and what is curtailed never counts.
//   annual           Σ_h ω_h [clean[h] + f[h] buy[h] − s load[h]] ≥ 0,  clean: all that could be generated, used or not
//   carbon cap       Σ_h ω_h [carbon[h] buy[h] + Σ carbon · dirty[h]] ≤ cap                               [t CO2/yr]
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "gigaplan/compile/load.hpp"

namespace gigaplan::compile {
namespace {

// A share lower by `step` in one period: every term of the load weighs more by it.
void lower_share(network::Network& n, const Load& load, const network::Slice& slice, double step) {
  for (const auto& term : load.ports) {
    auto& coefficient = n.processes[term.process].ports[term.port].coefficient;
    std::vector<double> values(n.snapshots());
    for (std::size_t h = 0; h < values.size(); ++h)
      values[h] = coefficient.at(h) + (slice.holds(h) ? step * term.power.at(h) : 0);
    coefficient = values;
  }
  for (const auto& term : load.idle) {
    auto& amount = n.assets[term.asset].holds[term.hold].amount;
    std::vector<double> values(amount.values().begin(), amount.values().end());
    values[static_cast<std::size_t>(slice.period)] -= step * term.energy[static_cast<std::size_t>(slice.period)];
    amount = values;
  }
}

void add_share(Work& work) {
  const auto& s = work.scenario;
  auto& net = work.network;
  const bool annual = s.power.matching == scenario::Matching::annual;
  std::vector<double> share, weight;
  for (const int year : s.periods) {
    share.push_back(s.power.carbon_free.step(year));
    weight.push_back(annual ? -share.back() : 1 - share.back());
  }
  network::Node node{.name = "carbon-free share", .commodity = "carbon-free energy", .place = "", .unit = "MWh/yr"};
  node.speed = network::Speed::rate;
  node.sense = network::Sense::at_least;
  const auto id = work.meaning.carbon_free = net.nodes.add(node);
  for (const auto& zone : work.meaning.zones) {
    const auto& clean = zone.carbon_free;
    net.processes[zone.buy].ports.push_back(
        {id, by_snapshot(work, [&](std::size_t h, std::size_t) { return annual ? clean.at(h) : clean.at(h) - 1; })});
  }
  for (const auto& plant : work.meaning.plants) {
    if (!plant.process.valid()) continue;
    if (!annual && !plant.carbon_free) net.processes[plant.process].ports.push_back({id, -1.0});
    if (!annual || !plant.carbon_free) continue;
    std::vector<double> generated;
    for (std::size_t p = 0; p < work.periods(); ++p) generated.push_back(-work.yearly_sum(plant.output, p));
    net.assets[plant.asset].holds.push_back({.node = id, .amount = generated});
  }
  const auto load = std::make_shared<const Load>(add_load(work, id, weight));
  for (std::size_t p = 0; p < work.periods(); ++p) {
    if (share[p] <= 0) continue;
    const auto slice = net.horizon.slices[p];
    work.meaning.limits.push_back(
        {.kind = "carbon-free",
         .subject = fmt::format("carbon-free share of {}", s.periods[p]),
         .sentence = fmt::format("a carbon-free share lower by {{step}} in {}", s.periods[p]),
         .site = -1,
         .period = static_cast<int>(p),
         .step = 0.05,
         .unit = "share",
         .amount = share[p],
         .node = id,
         .asset = {},
         .relax = [load, slice](network::Network& n, double step) { lower_share(n, *load, slice, step); }});
  }
}

void add_cap(Work& work) {
  auto& net = work.network;
  network::Node node{.name = "carbon", .commodity = "CO2", .place = "", .unit = "t/yr"};
  node.speed = network::Speed::rate;
  node.sense = network::Sense::at_least;  // ports take out: −carbon ≥ −cap
  for (const int year : work.scenario.periods) node.limit.push_back(-work.scenario.power.carbon_cap.step(year));
  const auto id = work.meaning.carbon = net.nodes.add(node);
  for (const auto& zone : work.meaning.zones)
    net.processes[zone.buy].ports.push_back(
        {id, by_snapshot(work, [&](std::size_t h, std::size_t) { return -zone.carbon.at(h); })});
  for (const auto& plant : work.meaning.plants)
    if (plant.process.valid() && !plant.carbon_free)
      net.processes[plant.process].ports.push_back(
          {id, by_snapshot(work, [&](std::size_t h, std::size_t) { return -plant.carbon.at(h); })});
  for (std::size_t p = 0; p < work.periods(); ++p) {
    const double cap = -node.limit[p];
    work.meaning.limits.push_back(
        {.kind = "carbon",
         .subject = fmt::format("carbon limit of {}", work.scenario.periods[p]),
         .sentence = fmt::format("{{step}} more carbon a year in {}", work.scenario.periods[p]),
         .site = -1,
         .period = static_cast<int>(p),
         .step = 0.1 * cap,
         .unit = "t CO2/yr",
         .amount = cap,
         .node = id,
         .asset = {},
         .relax = [id, p](network::Network& n, double step) { n.nodes[id].limit[p] -= step; }});
  }
}

}  // namespace

void build_green(Work& work) {
  if (!work.scenario.power.carbon_free.empty()) add_share(work);
  if (!work.scenario.power.carbon_cap.empty()) add_cap(work);
}

}  // namespace gigaplan::compile
