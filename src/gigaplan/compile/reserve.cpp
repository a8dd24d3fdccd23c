// Reserve margin of a site: firm capacity over its peak draw.
//
//   connection[s, p] + Σ_{plants behind its meter} credit · plant[p]
//        ≥ (1 + margin) · max PUE[s] · Σ_a busy power_a · fleet[s, a, p]                          [MW], a yearly row
//     credit  capacity credit of the technology; of a battery by its hours, linear between the catalogue's points
//   Backup power does not count: it is kept for outages of the grid.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "gigaplan/base/index.hpp"
#include "gigaplan/compile/redundancy.hpp"

namespace gigaplan::compile {
namespace {

// The catalogue's class for words that its names of technologies hold, the first that fits.
constexpr std::array<std::pair<const char*, const char*>, 19> classes{{
    {"nuclear", "nuclear"},
    {"CCGT", "gas_combined_cycle"},
    {"OCGT", "gas_turbine"},
    {"gas engine", "gas_turbine"},
    {"diesel", "diesel"},
    {"oil", "diesel"},
    {"coal", "coal"},
    {"eothermal", "geothermal"},
    {"hydro", "hydro"},
    {"offwind", "offshore_wind"},
    {"Offshore", "offshore_wind"},
    {"onwind", "onshore_wind"},
    {"Land-Based", "onshore_wind"},
    {"tracking", "solar_tracking"},
    {"solar", "solar_fixed"},
    {"biomass", "steam"},
    {"waste", "steam"},
    {"Solar", "solar_fixed"},
    {"wind", "onshore_wind"},
}};

double credit_of(Work& work, const std::string& key) {
  return work.figures.take("building/capacity_credit/" + key, "1");
}

double battery_credit(Work& work, double hours) {
  constexpr std::array<std::pair<double, const char*>, 4> points{
      {{4, "battery_4h"}, {6, "battery_6h"}, {8, "battery_8h"}, {10, "battery_10h"}}};
  double before = 0, credit = 0;
  for (const auto& [at, key] : points) {
    const double here = credit_of(work, key);
    if (hours <= at) return credit + (here - credit) * (hours - before) / (at - before);
    before = at, credit = here;
  }
  return credit;
}

void add_margin(Work& work, StandbyRef& ref, double margin) {
  auto& net = work.network;
  const auto& place = work.scenario.sites[at(ref.site)];
  const auto& site = work.meaning.sites[at(ref.site)];
  network::Node node{
      .name = "firm capacity " + place.id, .commodity = "firm capacity", .place = place.id, .unit = "MW"};
  node.speed = network::Speed::rate;
  node.sense = network::Sense::at_least;
  node.limit.assign(work.periods(), 0.0);
  ref.firm = net.nodes.add(std::move(node));
  net.assets[site.grid].holds.push_back({.node = ref.firm, .amount = -1.0});
  for (const auto& plant : work.meaning.plants) {
    const auto& of = work.scenario.plants[at(plant.plant)];
    if (of.site == place.id)
      net.assets[plant.asset].holds.push_back(
          {.node = ref.firm, .amount = -capacity_credit(work, of.technology, of.hours)});
  }
  peak_draw_holds(work, site, ref.firm, 1 + margin);
  for (std::size_t p = 0; p < work.periods(); ++p) {
    const double contracted = net.assets[site.grid].stock[p];
    work.meaning.limits.push_back(
        {.kind = "reserve",
         .subject = fmt::format("firm capacity at {}", place.name),
         .sentence = fmt::format("{{step}} more firm capacity at {} in {}", place.name, work.scenario.periods[p]),
         .site = ref.site,
         .period = static_cast<int>(p),
         .step = std::max(10.0, 0.1 * contracted),
         .unit = "MW",
         .amount = contracted,
         .node = ref.firm,
         .asset = {},
         .relax = [id = ref.firm, p](network::Network& n, double step) { n.nodes[id].limit[p] -= step; }});
  }
}

}  // namespace

double capacity_credit(Work& work, const std::string& technology, double hours) {
  if (hours > 0) return battery_credit(work, hours);
  for (const auto& [word, key] : classes)
    if (technology.find(word) != std::string::npos) return credit_of(work, key);
  throw InputInvalid({{"GP1611",
                       {work.scenario.file, 0, 0},
                       fmt::format("no capacity credit is known of \"{}\", which a reserve margin counts", technology),
                       "leave out `reserve_margin` at its site, or put the plant on the country's grid"}});
}

void build_reserve(Work& work) {
  for (auto& ref : work.meaning.standbys)
    if (const auto margin = work.scenario.sites[at(ref.site)].standby.reserve_margin) add_margin(work, ref, *margin);
}

}  // namespace gigaplan::compile
