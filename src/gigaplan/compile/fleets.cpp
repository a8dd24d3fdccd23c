// Fleets: accelerators of one type at one site, bought in vintages, busy or idle.
//
//   time     Σ_j x[j, s, a, h] ≤ availability · peak use · fleet[s, a, p]                            [accelerators]
//   space    busy power · fleet counts against the hall                                              [MW_it]
//   power    idle power · PUE[s, h] · fleet  +  (busy − idle) · PUE[s, h] · x                        [MW]
//   chain    pieces of every stage of the supply chain that the scenario limits, drawn when it is built: supply_chain.cpp
//   cost     unit cost = server + network + storage + installation; annuity over the chip's life, maintenance a year
#include <fmt/format.h>

#include <algorithm>

#include "gigaplan/compile/chain_parts.hpp"

namespace gigaplan::compile {
namespace {

// Overnight money per accelerator: the catalogue's server share, at the scenario's own chip price where it has one.
double unit_cost_of(Work& work, const Accelerator& chip) {
  auto& figures = work.figures;
  double cost = figures.take(chip.server_cost, "money") +
                figures.take("building/compute/network_per_accelerator", "money") +
                figures.take("building/compute/storage_per_accelerator", "money") +
                figures.take("building/compute/install_per_accelerator", "money");
  const auto supply = std::ranges::find(work.scenario.supplies, chip.id, &scenario::Supply::accelerator);
  if (supply != work.scenario.supplies.end() && supply->price)
    cost += *supply->price - figures.take(chip.price, "money");
  return cost;
}

int available_year(const Accelerator& chip) {
  return std::stoi(chip.available.substr(0, 4)) +
         (chip.available.size() > 4 && chip.available.substr(5, 2) > "06" ? 1 : 0);
}

FleetRef add_fleet(Work& work, SiteRef& site, std::size_t a, const Accelerator& chip) {
  const auto& s = work.scenario;
  auto& net = work.network;
  FleetRef fleet;
  fleet.site = site.site;
  fleet.accelerator = static_cast<int>(a);
  const double overhead = work.figures.take("building/compute/it_overhead", "1");
  fleet.busy_kw = work.figures.note(chip.server_power) * overhead / 1000;
  fleet.idle_kw = work.figures.note(chip.idle_power) * overhead / 1000;
  fleet.unit_cost = unit_cost_of(work, chip);
  const auto& h100 = work.figures.catalogue().accelerator("H100");
  fleet.h100_equivalents = work.figures.note(chip.flops(8)) / work.figures.note(h100.flops(8));

  const auto& place = s.sites[static_cast<std::size_t>(site.site)];
  const std::string name = fmt::format("{} {}", chip.id, place.id);
  const double maintenance = work.figures.take("building/opex/server_maintenance", "1/yr");
  const auto& parts = work.meaning.chain.parts[a];
  const double rest = fleet.unit_cost - price_of(parts);  // the parts are bought on their own
  if (rest < 0)
    throw InputInvalid({{"GP1632",
                         {s.file, 0, 0},
                         fmt::format("the parts of \"{}\" cost more than the accelerator", chip.id),
                         "give a higher price in [[supply]]"}});
  const double annual = rest * annuity(s.discount_rate, s.accelerator_life) + fleet.unit_cost * maintenance;
  network::Asset asset{.name = "fleet " + name, .carrier = chip.id, .place = place.id, .unit = "accelerators"};
  for (std::size_t p = 0; p < work.periods(); ++p) {
    if (s.period_end(p) <= available_year(chip)) continue;
    asset.vintages.push_back(work.vintage(p, s.accelerator_life, annual, rest));
  }
  for (const auto& built : s.built) {
    if (built.kind != scenario::Built::Kind::fleet || built.site != place.id || built.accelerator != chip.id) continue;
    asset.vintages.push_back(work.committed(built, s.accelerator_life, annual, rest));
  }
  fleet.time = net.nodes.add({.name = "time " + name,
                              .commodity = "accelerator time",
                              .place = place.id,
                              .unit = "accelerators",
                              .sense = network::Sense::at_least});
  asset.holds.push_back({.node = fleet.time, .amount = -s.availability * s.peak_utilisation});
  asset.holds.push_back({.node = site.space, .amount = fleet.busy_kw / 1000});
  std::vector<double> idle;
  for (std::size_t h = 0; h < net.snapshots(); ++h) idle.push_back(fleet.idle_kw / 1000 * site.pue.at(h));
  asset.holds.push_back({.node = site.power, .amount = idle});
  if (site.water.valid()) {
    std::vector<double> water;
    for (std::size_t p = 0; p < work.periods(); ++p)
      water.push_back(fleet.idle_kw / 1000 * work.yearly_sum(site.wue, p));
    asset.holds.push_back({.node = site.water, .amount = water});
  }
  if (site.heat.valid())
    asset.holds.push_back({.node = site.heat, .amount = -fleet.idle_kw / 1000 * place.heat->share});
  for (const auto& supply : work.meaning.supplies)
    if (supply.accelerator == fleet.accelerator)
      asset.draws.push_back({.node = supply.node, .amount = 1, .lead_years = 0});
  for (const auto& part : parts)
    for (const auto& stage : work.meaning.chain.stages)
      if (stage.stage == part.stage)
        asset.draws.push_back({.node = stage.node, .amount = part.pieces, .lead_years = 0});
  for (const auto& own : work.meaning.chain.own_chips)
    if (own.accelerator == fleet.accelerator) asset.draws.push_back({.node = own.chips, .amount = 1, .lead_years = 0});
  charge_budget(work, asset, "fleet", place.country);
  fleet.asset = net.assets.add(std::move(asset));
  return fleet;
}

}  // namespace

void build_fleets(Work& work) {
  for (auto& site : work.meaning.sites) {
    for (std::size_t a = 0; a < work.scenario.accelerators.size(); ++a) {
      const auto& chip = work.figures.catalogue().accelerator(work.scenario.accelerators[a]);
      if (available_year(chip) >= work.scenario.end) continue;
      work.meaning.fleets.push_back(add_fleet(work, site, a, chip));
    }
  }
}

}  // namespace gigaplan::compile
