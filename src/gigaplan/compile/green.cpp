// Carbon-free energy and carbon.
//
//   hourly matched   Σ_h ω_h [(1 − s) clean[h] + (f[h] − s) buy[h] − s dirty[h]] ≥ 0 in every period
//     clean  energy of contracted and own carbon-free plants that is used in its hour (what is curtailed never counts)
//     buy    energy from the market, carbon-free by its share f[h];  dirty  own plants that burn;  s  the wanted share
//     The balance of every hour keeps clean + buy + dirty = load + charging, so nothing counts that no load took in
//     that hour.
//   annual           clean counts when generated, used or not
//   carbon cap       Σ_h ω_h [carbon[h] buy[h] + Σ carbon · dirty[h]] ≤ cap                               [t CO2/yr]
#include <fmt/format.h>

#include <memory>

#include "gigaplan/compile/work.hpp"

namespace gigaplan::compile {
namespace {

// A series that has `value(h)` at snapshot h, the share of its period known.
template <class Value>
network::Series by_snapshot(const Work& work, const Value& value) {
  std::vector<double> values(work.network.snapshots());
  for (const auto& slice : work.network.horizon.slices)
    for (int i = slice.first; i < slice.first + slice.count; ++i)
      values[static_cast<std::size_t>(i)] = value(static_cast<std::size_t>(i), static_cast<std::size_t>(slice.period));
  return values;
}

void add_share(Work& work) {
  const auto& s = work.scenario;
  auto& net = work.network;
  std::vector<double> share;
  for (const int year : s.periods) share.push_back(s.power.carbon_free.step(year));
  network::Node node{.name = "carbon-free share", .commodity = "carbon-free energy", .place = "", .unit = "MWh/yr"};
  node.speed = network::Speed::rate;
  node.sense = network::Sense::at_least;
  const auto id = work.meaning.carbon_free = net.nodes.add(node);
  // The ports in the order they are added, so that a relaxed share can be written over them.
  struct Port {
    network::ProcessId process;
    std::size_t port;
    network::Series clean;  // carbon-free share of the energy
  };
  auto ports = std::make_shared<std::vector<Port>>();
  const auto add = [&](network::ProcessId process, const network::Series& clean) {
    auto& list = net.processes[process].ports;
    ports->push_back({process, list.size(), clean});
    list.push_back({id, by_snapshot(work, [&](std::size_t h, std::size_t p) { return clean.at(h) - share[p]; })});
  };
  for (const auto& zone : work.meaning.zones) add(zone.buy, zone.carbon_free);
  for (const auto& plant : work.meaning.plants) {
    if (!plant.process.valid()) continue;
    const bool annual = s.power.matching == scenario::Matching::annual && plant.carbon_free;
    add(plant.process, annual ? 0.0 : plant.carbon_free ? 1.0 : 0.0);
    if (!annual) continue;
    std::vector<double> generated;
    for (std::size_t p = 0; p < work.periods(); ++p) generated.push_back(-work.yearly_sum(plant.output, p));
    net.assets[plant.asset].holds.push_back({.node = id, .amount = generated});
  }
  for (std::size_t p = 0; p < work.periods(); ++p) {
    if (share[p] <= 0) continue;
    const auto slice = net.horizon.slices[p];
    work.meaning.limits.push_back({.kind = "carbon-free",
                                   .subject = fmt::format("carbon-free share of {}", s.periods[p]),
                                   .sentence = fmt::format("a carbon-free share lower by {{step}} in {}", s.periods[p]),
                                   .site = -1,
                                   .period = static_cast<int>(p),
                                   .step = 0.05,
                                   .unit = "share",
                                   .amount = share[p],
                                   .node = id,
                                   .asset = {},
                                   .relax = [ports, slice](network::Network& n, double step) {
                                     for (const auto& port : *ports) {
                                       auto& coefficient = n.processes[port.process].ports[port.port].coefficient;
                                       std::vector<double> values(n.snapshots());
                                       for (std::size_t h = 0; h < values.size(); ++h) {
                                         const bool inside = static_cast<int>(h) >= slice.first &&
                                                             static_cast<int>(h) < slice.first + slice.count;
                                         values[h] = coefficient.at(h) + (inside ? step : 0);
                                       }
                                       coefficient = values;
                                     }
                                   }});
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
    if (plant.process.valid() && plant.carbon > 0) net.processes[plant.process].ports.push_back({id, -plant.carbon});
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
