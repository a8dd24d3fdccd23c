// Laws that bind the plan: yearly rows, "at least 0", in the periods in which a law holds.
//
//   heat handed on   Σ_h ω_h (1 − e) q[s, h] − limit · load[s] ≥ 0                    of each site s        [MWh]
//   firm power       Σ firm plants, batteries, backup of s − limit · connection[s] ≥ 0                      [MW]
//   renewable        Σ_h ω_h (wind, sun, water, earth's heat of the plan in c) − limit · Σ_{s in c} load[s] ≥ 0
//     load  what the accelerators of a site and their cooling draw;  q  heat delivered, e its electricity (heat.cpp)
//
// A law binds every site that may have halls as large as it says, however large they become, and judges a site's
// opening by the earliest that it may have: at worst it asks more than the law. The same amounts are measured on the
// answer by plan/laws.cpp.
#include <fmt/format.h>

#include <algorithm>

#include "gigaplan/base/index.hpp"
#include "gigaplan/compile/load.hpp"

namespace gigaplan::compile {
namespace {

class Laws {
 public:
  Laws(Work& work, int index) : work_(work), index_(index), law_(work.scenario.laws[at(index)]) {}

  void build() {
    std::vector<std::string> countries;
    for (const auto& ref : work_.meaning.sites) {
      const auto& site = work_.scenario.sites[at(ref.site)];
      if (!binds(site)) continue;
      if (law_.measure == LawMeasure::heat_reuse) heat(ref, site);
      if (law_.measure == LawMeasure::firm_power) firm(ref, site);
      if (std::ranges::find(countries, site.country) == countries.end()) countries.push_back(site.country);
    }
    if (law_.measure == LawMeasure::renewable)
      for (const auto& country : countries) renewable(country);
  }

 private:
  [[nodiscard]] bool binds(const scenario::Site& site) const {
    int opened = site.hall_from;
    for (const auto& built : work_.scenario.built)
      if (built.kind == scenario::Built::Kind::hall && built.site == site.id) opened = std::min(opened, built.year);
    return scenario::within(law_.countries, site.country) && law_.opened_in_time(opened) &&
           site.halls_most >= law_.least_it_power;
  }

  // `factor` in the periods in which the law holds, else 0.
  [[nodiscard]] std::vector<double> held(double factor) const {
    std::vector<double> values;
    for (const int year : work_.scenario.periods) values.push_back(law_.holds_in(year) ? factor : 0);
    return values;
  }
  [[nodiscard]] network::Series hourly(double factor) const { return work_.by_period(held(factor)); }

  network::NodeId row(const std::string& place, const char* unit, int site) {
    const auto id = work_.at_least(fmt::format("law {} {}", law_.id, place), "law", place, unit);
    work_.meaning.laws.push_back({index_, site, place, id});
    return id;
  }

  void heat(const SiteRef& ref, const scenario::Site& site) {
    const auto id = row(site.id, "MWh/yr", ref.site);
    if (ref.heat_sold.valid())
      work_.network.processes[ref.heat_sold].ports.push_back({id, hourly(1 - site.heat->electricity)});
    add_load(work_, id, held(-law_.limit), [&](int other) { return other == ref.site; });
  }

  void firm(const SiteRef& ref, const scenario::Site& site) {
    const auto id = row(site.id, "MW", ref.site);
    const auto hold = [&](network::AssetId asset, double takes) {
      work_.network.assets[asset].holds.push_back({.node = id, .amount = held(takes)});
    };
    hold(ref.grid, law_.limit);
    for (const auto& plant : work_.meaning.plants)
      if (work_.scenario.plants[at(plant.plant)].site == site.id && (plant.firm > 0 || plant.store.valid()))
        hold(plant.asset, -1);
    if (const auto backup = work_.meaning.standbys[at(ref.site)].backup; backup.valid()) hold(backup, -1);
  }

  void renewable(const std::string& country) {
    const auto id = row(country, "MWh/yr", -1);
    for (const auto& plant : work_.meaning.plants) {
      const auto& of = work_.scenario.plants[at(plant.plant)];
      if (of.country == country && plant.renewable && plant.process.valid())
        work_.network.processes[plant.process].ports.push_back({id, hourly(1)});
    }
    const auto& sites = work_.scenario.sites;
    add_load(work_, id, held(-law_.limit),
             [&](int site) { return sites[at(site)].country == country && binds(sites[at(site)]); });
  }

  Work& work_;
  int index_;
  const scenario::Law& law_;
};

}  // namespace

void build_laws(Work& work) {
  for (std::size_t i = 0; i < work.scenario.laws.size(); ++i)
    if (work.scenario.laws[i].binds) Laws(work, static_cast<int>(i)).build();
}

}  // namespace gigaplan::compile
