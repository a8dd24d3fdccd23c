#include "gigaplan/compile/work.hpp"

#include <algorithm>
#include <cmath>

#include "gigaplan/base/index.hpp"

namespace gigaplan::compile {

void Work::draw_of_work(const FleetRef& fleet, network::Process& process) const {
  const auto& site = meaning.sites[at(fleet.site)];
  const double mw = (fleet.busy_kw - fleet.idle_kw) / 1000;
  const auto drawn = [&](const network::Series& per_energy) {
    std::vector<double> flow(network.snapshots());
    for (std::size_t h = 0; h < flow.size(); ++h) flow[h] = -mw * per_energy.at(h);
    return flow;
  };
  process.ports.push_back({site.power, drawn(site.pue)});
  if (site.water.valid()) process.ports.push_back({site.water, drawn(site.wue)});
  if (site.heat.valid()) process.ports.push_back({site.heat, mw * scenario.sites[at(site.site)].heat->share});
}

network::Series Work::by_period(const std::vector<double>& values) const {
  std::vector<double> out(network.snapshots());
  for (const auto& slice : network.horizon.slices)
    std::fill_n(out.begin() + slice.first, slice.count, values[at(slice.period)]);
  return out;
}

double Work::yearly_sum(const network::Series& series, std::size_t period) const {
  const auto& slice = network.horizon.slices[period];
  double sum = 0;
  for (int i = slice.first; i < slice.first + slice.count; ++i) {
    const auto h = static_cast<std::size_t>(i);
    sum += network.horizon.snapshots[h].energy * series.at(h);
  }
  return sum;
}

std::size_t Work::first_period_from(int first_year) const {
  const auto& starts = scenario.periods;
  return static_cast<std::size_t>(std::ranges::lower_bound(starts, first_year) - starts.begin());
}

std::size_t Work::period_of(int a_year) const {
  const auto& starts = scenario.periods;
  const auto after = std::ranges::upper_bound(starts, a_year);
  return after == starts.begin() ? 0 : static_cast<std::size_t>(after - starts.begin()) - 1;
}

network::Vintage Work::vintage(std::size_t p, double life, double annual_cost, double overnight) const {
  network::Vintage v;
  v.period = static_cast<int>(p);
  for (std::size_t q = 0; q < periods(); ++q) {
    const double age = scenario.periods[q] - scenario.periods[p];
    v.alive.push_back(q >= p && age < life);
  }
  v.annual_cost.assign(periods(), annual_cost);
  v.overnight_cost = overnight;
  return v;
}

network::Vintage Work::committed(const scenario::Built& built, double life, double annual_cost,
                                 double overnight) const {
  auto v = vintage(first_period_from(built.year), life, annual_cost, overnight);
  for (std::size_t q = 0; q < periods(); ++q) {
    const double age = scenario.periods[q] - built.year;
    v.alive[q] = age >= 0 && age < life;
  }
  v.committed = built.amount;
  if (built.year < scenario.periods.front()) v.stood_since = built.year;
  return v;
}

network::Vintage Work::vintage_of_one(std::size_t p, double most) const {
  network::Vintage v;
  v.period = static_cast<int>(p);
  v.alive.assign(periods(), false);
  v.alive[p] = true;
  v.upper = most;
  return v;
}

network::Asset Work::free_asset(const std::string& name, const std::string& commodity, const std::string& place,
                                const char* unit, const std::vector<bool>& which, double most) const {
  network::Asset asset{.name = name, .carrier = commodity, .place = place, .unit = unit};
  for (std::size_t p = 0; p < periods(); ++p)
    if (which[p]) asset.vintages.push_back(vintage_of_one(p, most));
  return asset;
}

network::Asset Work::choice(const std::string& name, const std::string& commodity, const std::string& place,
                            const std::vector<bool>& which, const char* unit) const {
  auto asset = free_asset(name, commodity, place, unit, which, 1);
  for (auto& v : asset.vintages) v.block = 1, v.whole = true;
  return asset;
}

network::NodeId Work::at_least(const std::string& name, const std::string& commodity, const std::string& place,
                               const char* unit, network::Speed speed) {
  return network.nodes.add({.name = name,
                            .commodity = commodity,
                            .place = place,
                            .unit = unit,
                            .speed = speed,
                            .sense = network::Sense::at_least});
}

std::vector<network::AssetId> Work::of_sites(network::AssetId SiteRef::*asset,
                                             const std::vector<std::string>& countries) const {
  std::vector<network::AssetId> found;
  for (const auto& ref : meaning.sites)
    if (scenario::within(countries, scenario.sites[at(ref.site)].country)) found.push_back(ref.*asset);
  return found;
}

void Work::sites_hold(network::AssetId SiteRef::*asset, const std::vector<std::string>& countries, network::NodeId node,
                      double amount) {
  for (const auto id : of_sites(asset, countries)) network.assets[id].holds.push_back({.node = node, .amount = amount});
}

void Work::sites_draw(network::AssetId SiteRef::*asset, const std::vector<std::string>& countries, network::NodeId node,
                      double amount) {
  for (const auto id : of_sites(asset, countries))
    network.assets[id].draws.push_back({.node = node, .amount = amount, .lead_years = 0});
}

void Work::lift(network::NodeId node, const std::vector<double>& most) {
  const auto& of = network.nodes[node];
  network::Process none{.name = "no limit " + of.name, .carrier = of.commodity, .place = of.place, .unit = of.unit};
  none.yearly = true;
  none.ports.push_back({node, 1.0});
  none.rating = network::unlimited;
  for (const double value : most) none.active.push_back(!std::isfinite(value));
  if (std::ranges::any_of(none.active, [](bool active) { return active; })) network.processes.add(std::move(none));
}

}  // namespace gigaplan::compile
