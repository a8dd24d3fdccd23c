// Power plants of the programme: bought from (pay as produced, through the grid) or owned (behind a meter or on the
// grid).
//
//   gen[h] ≤ output[h] · plant[p];  purchase: yearly cost = price · Σ_h ω_h output[h] per MW, taken or not
//   own: annuity of the overnight cost + fixed operation; fuel and CO2 per MWh generated
//   battery: charge, discharge ≤ plant[p], level ≤ hours · plant[p]
//   units: plant[p] = size · a whole number; gen[h] between least load and size for each of the u[h] that are on, u[h]
//   a whole number; each start costs, each unit stays on and off for its shortest times
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gigaplan/base/index.hpp"
#include "gigaplan/compile/technology_cost.hpp"

namespace gigaplan::compile {
namespace {

TechnologyCost cost_of(Work& work, const scenario::Plant& plant, const Technology& tech, const network::Series& output,
                       std::size_t p) {
  if (plant.contract == scenario::Contract::own)
    return technology_cost(work, tech, work.scenario.periods[p], plant.hours, work.scenario.power.carbon_price);
  TechnologyCost cost;
  cost.annual = plant.price * work.yearly_sum(output, p);
  cost.life = work.figures.note(tech.lifetime.at(work.scenario.periods[p]));
  return cost;
}

void add_limit(Work& work, const scenario::Plant& plant, network::AssetId asset) {
  if (!std::isfinite(plant.most)) return;
  for (std::size_t p = work.first_period_from(plant.from); p < work.periods(); ++p) {
    work.meaning.limits.push_back(
        {.kind = "plant",
         .subject = fmt::format("capacity of {}", plant.name),
         .sentence = fmt::format("{{step}} more of {} in {}", plant.name, work.scenario.periods[p]),
         .site = -1,
         .period = static_cast<int>(p),
         .step = std::max({10.0, 0.25 * plant.most, plant.units ? plant.units->size : 0}),
         .unit = "MW",
         .amount = plant.most,
         .node = {},
         .asset = asset,
         .relax = [asset, p](network::Network& n, double step) { n.assets[asset].cap_upper[p] += step; }});
  }
}

// What a MWh costs and emits in each period: the fuel of its year, burnt as plants of that year do.
void run(Work& work, const scenario::Plant& plant, const Technology& tech, PlantRef& ref, network::Process& generate) {
  std::vector<double> marginal, carbon;
  for (const int year : work.scenario.periods) {
    const auto cost = technology_cost(work, tech, year, plant.hours, work.scenario.power.carbon_price);
    marginal.push_back(cost.marginal), carbon.push_back(cost.carbon);
  }
  ref.carbon = work.by_period(carbon);
  if (plant.contract == scenario::Contract::own) generate.cost = work.by_period(marginal);
}

// A typical day follows itself. What runs in the first hour of a whole year has started before it: that start costs
// nothing and bears on no later one. Where less than the least load is to be had, all are off.
void commit(const Work& work, const scenario::Units& units, network::Process& generate) {
  const auto& horizon = work.network.horizon;
  std::vector<double> start(work.network.snapshots(), units.start_cost * units.size);
  for (const auto& slice : horizon.slices)
    if (slice.calendar.day.empty()) start[at(slice.first)] = 0;
  const auto snapshots = [&](int hours) {
    return static_cast<int>(std::ceil(hours / horizon.snapshots.front().elapsed - 1e-9));
  };
  const int off = snapshots(units.least_off);
  const auto runs = [&](std::size_t h) { return generate.upper.at(h) >= units.least_load; };
  std::vector<double> lower(start.size()), upper(start.size());
  for (std::size_t h = 0; h < start.size(); ++h)
    if (runs(h)) lower[h] = units.least_load, upper[h] = generate.upper.at(h);
  generate.lower = std::move(lower);
  generate.upper = std::move(upper);
  generate.commitment = network::Commitment{.unit = units.size,
                                            .min_up = snapshots(units.least_on),
                                            .min_down = off,
                                            .up_before = 0,
                                            .down_before = std::max(1, off),
                                            .start_cost = std::move(start)};
}

void add_plant(Work& work, std::size_t i) {
  const auto& s = work.scenario;
  const auto& plant = s.plants[i];
  const auto& tech = work.figures.catalogue().technology(plant.technology);
  auto& net = work.network;
  PlantRef ref;
  ref.plant = static_cast<int>(i);
  const auto& year_output = work.year.output[i];
  ref.output = year_output.empty() ? network::Series(1.0) : work.series(year_output, true, 1.0);
  network::NodeId node;
  if (!plant.site.empty()) {
    const auto site = std::ranges::find(s.sites, plant.site, &scenario::Site::id) - s.sites.begin();
    node = work.meaning.sites[static_cast<std::size_t>(site)].power;
  } else {
    const auto zone = work.plant_zone.empty() ? work.year.zone_of_plants(plant.country) : work.plant_zone[i];
    node = work.meaning.zones[zone].power;
  }
  network::Asset asset{.name = "plant " + plant.id,
                       .carrier = tech.id,
                       .place = plant.site.empty() ? plant.country : plant.site,
                       .unit = "MW"};
  for (std::size_t p = work.first_period_from(plant.from); p < work.periods(); ++p) {
    const auto cost = cost_of(work, plant, tech, ref.output, p);
    asset.vintages.push_back(work.vintage(p, cost.life, cost.annual, cost.overnight));
    asset.vintages.back().block = plant.units ? plant.units->size : 0;
    asset.vintages.back().whole = plant.units.has_value();
  }
  for (const auto& built : s.built) {
    if (built.kind != scenario::Built::Kind::plant || built.plant != plant.id) continue;
    const auto cost = cost_of(work, plant, tech, ref.output, work.first_period_from(built.year));
    asset.vintages.push_back(work.committed(built, cost.life, cost.annual, cost.overnight));
  }
  if (std::isfinite(plant.most)) asset.cap_upper.assign(work.periods(), plant.most);
  if (plant.least > 0) {
    for (std::size_t p = 0; p < work.periods(); ++p)
      asset.cap_lower.push_back(p >= work.first_period_from(plant.from) ? plant.least : 0);
  }
  charge_budget(work, asset, "plant", plant.country);
  ref.asset = net.assets.add(std::move(asset));
  ref.carbon_free = !tech.co2;
  ref.renewable = ref.carbon_free && tech.id.find("nuclear") == std::string::npos;
  if (plant.hours > 0) {
    const auto& inverter = work.figures.catalogue().technology("battery inverter");
    const double round_trip =
        inverter.efficiency ? work.figures.note(inverter.efficiency->at(s.periods.front())) : 0.96;
    network::Store store{
        .name = "battery " + plant.id, .carrier = tech.id, .place = plant.site, .unit = "MWh", .node = node};
    store.power = {{ref.asset, 1.0}};
    store.level = {{ref.asset, plant.hours}};
    store.charge_efficiency = std::sqrt(round_trip);
    store.discharge_efficiency = std::sqrt(round_trip);
    ref.store = net.stores.add(std::move(store));
  } else {
    network::Process generate{.name = "generation " + plant.id, .carrier = tech.id, .place = plant.site, .unit = "MW"};
    generate.ports = {{node, 1.0}};
    generate.capacity = {{ref.asset, 1.0}};
    generate.upper = ref.output;
    run(work, plant, tech, ref, generate);
    if (plant.units) commit(work, *plant.units, generate);
    ref.process = net.processes.add(std::move(generate));
    ref.firm = year_output.empty() ? 1.0 : std::ranges::min(year_output);
  }
  add_limit(work, plant, ref.asset);
  work.meaning.plants.push_back(std::move(ref));
}

}  // namespace

void build_plants(Work& work) {
  for (std::size_t i = 0; i < work.scenario.plants.size(); ++i) add_plant(work, i);
}

}  // namespace gigaplan::compile
