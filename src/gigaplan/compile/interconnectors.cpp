// Power that passes between two countries, over the interconnector l from its first country a to its second b.
//
//   sent[l, h] ≤ power[l, p],   sent back[l, h] ≤ back · power[l, p]                                            [MW]
//   what is sent leaves the sender's node; (1 − loss) of it reaches the other's; each MWh sent costs the charge
//   power[l, p] = what there is + extension built,  extension ≤ its limit, from its year on
//
// An extension that names no cost is a line of direct current: converters + detour · km · line, per MW, km on the great
// circle between the middles of the two countries; its running costs are a share of that a year.
//
// With markets (kind "price") the nodes hold what the programme has bought or made in a country, and an extension is the
// programme's. With the countries' own power systems (kind "mix") they are those systems' nodes, all of them trade, and
// an extension is built where it saves them its cost, with or without the programme, as their plants are.
#include <fmt/format.h>

#include <algorithm>

#include "gigaplan/base/index.hpp"
#include "gigaplan/compile/law.hpp"
#include "gigaplan/compile/work.hpp"

namespace gigaplan::compile {
namespace {

network::ProcessId passage(Work& work, const scenario::Interconnector& line, network::AssetId asset, double share,
                           int from, int to, network::NodeId ZoneRef::*node) {
  const auto &sender = work.meaning.zones[at(from)], &receiver = work.meaning.zones[at(to)];
  network::Process sent{.name = fmt::format("{}, {} to {}", line.id, sender.country, receiver.country),
                        .carrier = "interconnector",
                        .place = sender.country,
                        .unit = "MW"};
  sent.ports = {{sender.*node, -1.0}, {receiver.*node, 1 - line.loss}};
  sent.capacity = {{asset, share}};
  sent.cost = line.charge;
  return work.network.processes.add(std::move(sent));
}

// Only the programme's own passage can be priced beside it: a grid that trades more would be another grid without it.
void add_limits(Work& work, const scenario::Interconnector& line, network::AssetId asset) {
  for (std::size_t p = 0; p < work.periods(); ++p) {
    const int year = work.scenario.periods[p];
    const double amount = line.power.step(year);
    work.meaning.limits.push_back(
        {.kind = "interconnector",
         .subject = fmt::format("interconnector {}", line.name),
         .sentence = fmt::format("{{step}} more of the interconnector {} in {}", line.name, year),
         .site = -1,
         .period = static_cast<int>(p),
         .step = std::max(10.0, 0.25 * amount),
         .unit = "MW",
         .amount = amount,
         .node = {},
         .asset = asset,
         .relax = [asset, p](network::Network& n, double step) {
           n.assets[asset].stock[p] += step;
           if (!n.assets[asset].cap_upper.empty()) n.assets[asset].cap_upper[p] += step;
         }});
  }
}

// Money per MW of a new line.
double cost_of_line(Work& work, const scenario::Interconnector& line) {
  if (line.extension->cost) return *line.extension->cost;
  auto& figures = work.figures;
  const auto &a = figures.catalogue().country(line.from), &b = figures.catalogue().country(line.to);
  const auto place = [&](const Figure& figure) { return figures.note(figure); };
  const double km = distance_km(place(a.longitude), place(a.latitude), place(b.longitude), place(b.latitude));
  const double cost = figures.take("building/interconnector/converters", "money/MW") +
                      figures.take("building/interconnector/detour", "1") * km / 1000 *
                          figures.take("building/interconnector/line", "money/MW");
  work.meaning.assumptions.push_back(
      fmt::format("A line that is built between {} and {} costs {:.0f} {} per kW: converters and {:.0f} km of direct "
                  "current overhead, with a detour.",
                  a.name, b.name, cost / 1000, work.network.currency, km));
  return cost;
}

void add_extension(Work& work, const scenario::Interconnector& line, network::Asset& asset) {
  if (!line.extension) return;
  const auto& s = work.scenario;
  const double cost = cost_of_line(work, line), life = work.figures.take("building/grid/connection_life", "yr");
  const double running = work.figures.take("building/interconnector/fom", "1/yr");
  for (std::size_t p = 0; p < work.periods(); ++p) {
    asset.cap_upper.push_back(asset.stock[p] + line.extension->most);
    if (s.periods[p] < line.extension->from) continue;
    auto v = work.vintage(p, life, cost * (annuity(s.discount_rate, life) + running), cost);
    v.upper = line.extension->most;
    asset.vintages.push_back(std::move(v));
  }
  if (s.power.bought_at_prices()) charge_budget(work, asset, "line", "");
}

}  // namespace

void build_interconnectors(Work& work) {
  const auto& s = work.scenario;
  const bool market = s.power.bought_at_prices();
  const auto node = market ? &ZoneRef::power : &ZoneRef::grid;
  const auto zone = [&](const std::string& country) { return static_cast<int>(work.year.zone_of_plants(country)); };
  for (std::size_t i = 0; i < s.interconnectors.size(); ++i) {
    const auto& line = s.interconnectors[i];
    InterconnectorRef ref{.interconnector = static_cast<int>(i), .from = zone(line.from), .to = zone(line.to)};
    network::Asset asset{
        .name = "interconnector " + line.id, .carrier = "interconnector", .place = line.from, .unit = "MW"};
    for (const int year : s.periods) asset.stock.push_back(line.power.step(year));
    add_extension(work, line, asset);
    ref.asset = work.network.assets.add(std::move(asset));
    ref.there = passage(work, line, ref.asset, 1, ref.from, ref.to, node);
    if (line.back > 0) ref.back = passage(work, line, ref.asset, line.back, ref.to, ref.from, node);
    if (market) add_limits(work, line, ref.asset);
    work.meaning.interconnectors.push_back(ref);
  }
}

}  // namespace gigaplan::compile
