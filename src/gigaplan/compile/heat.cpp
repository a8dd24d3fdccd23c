// Heat of the halls that a network nearby takes.
//
//   q[h]   delivered [MW];  e electricity per MWh delivered, which is delivered too;  r share of the IT power to be had
//   (1 − e) q[h] ≤ r · IT power[s, h]          e q[h] is drawn from the site's power
//   q[h] ≤ station[s, p] ≤ most                 q[h] ≤ most · season[h]
//   season[h] = summer + (1 − summer) · clamp((17 − T[h]) / 17, 0, 1)                    T outdoor temperature [degC]
//   the network pays its price for q; the station costs its annuity and a share of its cost a year to run
#include <fmt/format.h>

#include <algorithm>

#include "gigaplan/base/index.hpp"
#include "gigaplan/compile/work.hpp"

namespace gigaplan::compile {
namespace {

constexpr double no_heating_above = 17;  // [degC]

network::Series taken(const Work& work, const SiteRef& ref, const scenario::HeatSale& heat) {
  std::vector<double> values(work.network.snapshots());
  for (std::size_t h = 0; h < values.size(); ++h) {
    const double cold = std::clamp((no_heating_above - ref.temperature.at(h)) / no_heating_above, 0.0, 1.0);
    values[h] = -heat.most * (heat.summer + (1 - heat.summer) * cold);
  }
  return values;
}

network::AssetId station_of(Work& work, const scenario::Site& site) {
  const auto& s = work.scenario;
  const auto& heat = *site.heat;
  const double life = work.figures.take("building/heat/life", "yr");
  const double running = work.figures.take("building/heat/fom", "1/yr");
  network::Asset station{.name = "heat station " + site.id, .carrier = "heat", .place = site.id, .unit = "MW"};
  for (std::size_t p = work.first_period_from(heat.from); p < work.periods(); ++p)
    station.vintages.push_back(
        work.vintage(p, life, heat.cost * (annuity(s.discount_rate, life) + running), heat.cost));
  station.cap_upper.assign(work.periods(), heat.most);
  charge_budget(work, station, "heat", site.country);
  return work.network.assets.add(std::move(station));
}

// More that the network takes in one period.
void add_limits(Work& work, const SiteRef& ref, network::NodeId taken_node) {
  const auto& site = work.scenario.sites[at(ref.site)];
  for (std::size_t p = work.first_period_from(site.heat->from); p < work.periods(); ++p) {
    const auto more = [station = ref.heat_station, taken_node, most = site.heat->most, p](network::Network& n,
                                                                                          double step) {
      n.assets[station].cap_upper[p] += step;
      const auto& slice = n.horizon.slices[p];
      std::vector<double> demand(n.snapshots());
      for (std::size_t h = 0; h < demand.size(); ++h)
        demand[h] = n.nodes[taken_node].demand.at(h) * (slice.holds(h) ? 1 + step / most : 1);
      n.nodes[taken_node].demand = std::move(demand);
    };
    work.meaning.limits.push_back(
        {.kind = "heat",
         .subject = fmt::format("the heat network at {}", site.name),
         .sentence = fmt::format("{{step}} more heat taken at {} in {}", site.name, work.scenario.periods[p]),
         .site = ref.site,
         .period = static_cast<int>(p),
         .step = std::max(1.0, 0.25 * site.heat->most),
         .unit = "MW",
         .amount = site.heat->most,
         .node = {},
         .asset = ref.heat_station,
         .relax = more});
  }
}

}  // namespace

void build_heat(Work& work) {
  auto& net = work.network;
  for (auto& ref : work.meaning.sites) {
    const auto& site = work.scenario.sites[at(ref.site)];
    if (!site.heat) continue;
    const auto& heat = *site.heat;
    const auto node = [&](const std::string& name) {
      return network::Node{.name = name + site.id,
                           .commodity = "heat",
                           .place = site.id,
                           .unit = "MW",
                           .sense = network::Sense::at_least};
    };
    ref.heat = net.nodes.add(node("heat of the halls "));
    auto network_nearby = node("heat taken ");
    network_nearby.demand = taken(work, ref, heat);
    const auto limit = net.nodes.add(std::move(network_nearby));
    ref.heat_station = station_of(work, site);
    network::Process sold{.name = "heat sold " + site.id, .carrier = "heat", .place = site.id, .unit = "MW"};
    sold.ports = {{ref.heat, heat.electricity - 1}, {limit, -1.0}};
    if (heat.electricity > 0) sold.ports.push_back({ref.power, -heat.electricity});
    sold.capacity = {{ref.heat_station, 1.0}};
    sold.cost = -heat.price;
    ref.heat_sold = net.processes.add(std::move(sold));
    if (heat.most > 0) add_limits(work, ref, limit);
    work.meaning.assumptions.push_back(fmt::format(
        "The heat network at {} takes all it may at 0 degrees outside and {:.0f} % of that from {:.0f} degrees on; it "
        "saves no cooling and no carbon here.",
        site.name, 100 * heat.summer, no_heating_above));
  }
}

}  // namespace gigaplan::compile
