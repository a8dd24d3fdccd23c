// The user's own grid (kind "network"): its parts become parts of the plan, its buses the nodes that sites buy from.
//
//   x[h of the plan] uses the data of hour from[h] of the network's year;  capacity[p] = Σ_{q ≤ p} built[q]
//   carbon of a generator = CO2 of its carrier / efficiency                                    [t/MWh of electricity]
#include "gigaplan/compile/grid_network.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "gigaplan/compile/law.hpp"
#include "gigaplan/exchange/pypsa/import.hpp"

namespace gigaplan::compile {
namespace {

namespace pypsa = exchange::pypsa;

struct Mapping {
  const network::Horizon& horizon;
  const std::vector<std::size_t>& from;
  [[nodiscard]] std::size_t periods() const { return horizon.periods.size(); }

  void hourly(network::Series& series) const {
    if (series.constant()) return;
    std::vector<double> values;
    for (const std::size_t h : from) values.push_back(series.at(h));
    series = std::move(values);
  }
  void hourly(std::optional<network::Series>& series) const {
    if (series) hourly(*series);
  }
  // A series by period, or nothing to do.
  void yearly(network::Series& series) const {
    if (!series.constant()) series = series.at(0);
  }
  template <class Value>
  void yearly(std::vector<Value>& values) const {
    if (!values.empty()) values.assign(periods(), values.front());
  }
};

void put(network::Process& p, const Mapping& map) {
  for (auto& port : p.ports) map.hourly(port.coefficient);
  p.rating_by_period ? map.yearly(p.rating) : map.hourly(p.rating);
  for (auto* series : {&p.lower, &p.upper, &p.cost, &p.quadratic}) map.hourly(*series);
  map.hourly(p.fixed);
  if (p.ramp) map.hourly(p.ramp->up), map.hourly(p.ramp->down);
  map.yearly(p.active);
}

void put(network::Store& s, const Mapping& map) {
  for (auto* series :
       {&s.charge_upper, &s.discharge_upper, &s.level_rating, &s.level_lower, &s.level_upper, &s.charge_efficiency,
        &s.discharge_efficiency, &s.loss, &s.inflow, &s.discharge_cost, &s.charge_cost, &s.level_cost, &s.spill_cost})
    map.hourly(*series);
  map.hourly(s.fixed_level);
  map.hourly(s.fixed_power);
  s.per_period = true;
  map.yearly(s.active);
}

// A chance to build in every period, at the same yearly cost; the limits hold for what stands in each.
void put(network::Asset& a, const Mapping& map) {
  std::vector<network::Vintage> vintages;
  double lower = 0, upper = 0;
  for (const auto& v : a.vintages) {
    lower += v.committed.value_or(v.lower), upper += v.committed.value_or(v.upper);
    for (std::size_t p = 0; p < map.periods(); ++p) {
      auto again = v;
      again.period = static_cast<int>(p);
      again.alive.assign(map.periods(), false);
      std::fill(again.alive.begin() + static_cast<std::ptrdiff_t>(p), again.alive.end(), true);
      if (p > 0) again.lower = 0, again.committed = v.committed ? std::optional(0.0) : std::nullopt;
      map.yearly(again.annual_cost);
      vintages.push_back(std::move(again));
    }
  }
  a.vintages = std::move(vintages);
  map.yearly(a.stock);
  if (std::isfinite(upper)) a.cap_upper.assign(map.periods(), upper);
  if (lower > 0) a.cap_lower.assign(map.periods(), lower);
}

Place place_of(const scenario::Scenario& s, const std::string& key) {
  const auto found = std::ranges::find(s.origins, key, &scenario::Origin::key);
  return found == s.origins.end() ? Place{s.file, 0, 0} : found->place;
}

// The network's hour of every snapshot of the plan; a leap day is left out.
std::vector<std::size_t> hours_of(const Work& work, const network::Network& grid) {
  const auto& s = work.scenario;
  const auto fault = [&](const std::string& message, const std::string& remedy) {
    throw InputInvalid({{"GP1609", place_of(s, "power.network"), message, remedy}});
  };
  if (grid.periods() != 1 || grid.horizon.scenarios.size() != 1)
    fault("the grid's network has investment periods or scenarios of its own",
          "give one year of it: the plan has the periods");
  constexpr std::size_t year = 8760, leap_day = 59 * 24;
  const std::size_t count = grid.snapshots(), wanted = work.network.snapshots() / work.periods();
  if (count != year && count != year + 24 && count != wanted)
    fault(fmt::format("the grid's network has {} snapshots", count),
          fmt::format("it must have one hourly year (8,760 or 8,784), or the {} hours of the plan", wanted));
  for (const auto& process : grid.processes) {
    if (process.commitment || std::isfinite(process.energy_min) || std::isfinite(process.energy_max))
      fault(fmt::format("\"{}\" of the grid's network has unit commitment or a limit on its energy", process.name),
            "leave that out: whole units have no prices, and the plan's hours are not one year");
    if (std::ranges::any_of(process.ports, [](const auto& port) { return !port.left.empty(); }))
      fault(fmt::format("\"{}\" of the grid's network delivers with a delay", process.name),
            "set the delay to 0: the plan's hours are not those of the network");
  }
  std::vector<std::size_t> from;
  for (std::size_t p = 0; p < work.periods(); ++p)
    for (std::size_t d = 0; d < work.hours.days.size(); ++d)
      for (std::size_t h = 0; h < 24; ++h) {
        std::size_t at = static_cast<std::size_t>(work.hours.days[d]) * 24 + h;
        if (count == year + 24 && at >= leap_day) at += 24;
        from.push_back(count == wanted && count < year ? d * 24 + h : at);
      }
  return from;
}

// Appends the parts of the grid to the plan's network, which is empty yet, so that all ids stay.
void merge(Work& work, network::Network&& grid) {
  auto& net = work.network;
  const auto named = [](auto& item) { item.name = "grid: " + item.name; };
  for (auto& node : grid.nodes) named(node), net.nodes.add(std::move(node));
  for (auto& process : grid.processes) named(process), net.processes.add(std::move(process));
  for (auto& store : grid.stores) named(store), net.stores.add(std::move(store));
  for (auto& line : grid.lines) named(line), net.lines.add(std::move(line));
  for (auto& asset : grid.assets) named(asset), net.assets.add(std::move(asset));
  for (auto& limit : grid.limits) named(limit), net.limits.push_back(std::move(limit));
  double years = 0;
  for (const auto& period : net.horizon.periods) years += period.weight;
  net.constant_cost += grid.constant_cost * years;
  work.meaning.grid = {.processes = net.processes.size(), .stores = net.stores.size(), .assets = net.assets.size()};
}

double column(const pypsa::Component* table, const char* name, std::size_t m, double otherwise) {
  const auto* found = table == nullptr ? nullptr : table->column(name);
  return found == nullptr ? otherwise : found->numbers[m];
}

std::vector<GridSource> sources_of(const pypsa::Tables& tables, const pypsa::Import& import) {
  std::vector<GridSource> sources;
  const auto* generators = tables.component("generators");
  const auto* carriers = tables.component("carriers");
  const auto members = import.trace.members.find("generators");
  if (generators == nullptr || members == import.trace.members.end()) return sources;
  const auto* kinds = generators->column("carrier");
  for (std::size_t m = 0; m < members->second.size(); ++m) {
    const std::string kind = kinds == nullptr ? "" : kinds->texts[m];
    const auto c = carriers == nullptr ? -1 : carriers->find(kind);
    const double carbon = (c < 0 ? 0 : column(carriers, "co2_emissions", static_cast<std::size_t>(c), 0)) /
                          column(generators, "efficiency", m, 1);
    const auto& member = members->second[m];
    auto processes = member.pieces;
    if (processes.empty() && member.process.valid()) processes.push_back(member.process);
    for (const auto process : processes) sources.push_back({process, kind, carbon == 0, carbon});
  }
  return sources;
}

// The zone of a bus, made when nothing was attached to it yet.
std::size_t zone_of(Work& work, const pypsa::Tables& tables, const pypsa::Import& import, std::size_t bus,
                    const std::string& country) {
  const auto& name = tables.component("buses")->names[bus];
  auto& zones = work.meaning.zones;
  const auto found = std::ranges::find(zones, name, &ZoneRef::country);
  if (found != zones.end()) return static_cast<std::size_t>(found - zones.begin());
  ZoneRef zone;
  zone.country = zone.name = name;
  zone.grid = import.trace.buses[bus];
  zone.network_charge = work.year.markets[work.year.zone_of_plants(country)].network;
  zones.push_back(std::move(zone));
  return zones.size() - 1;
}

std::size_t nearest_bus(const pypsa::Component& buses, double lon, double lat) {
  std::size_t best = 0;
  double least = 1e300;
  for (std::size_t b = 0; b < buses.names.size(); ++b) {
    const double km = distance_km(lon, lat, column(&buses, "x", b, 0), column(&buses, "y", b, 0));
    if (km < least) best = b, least = km;
  }
  return best;
}

}  // namespace

network::Network on_horizon(const network::Network& network, const network::Horizon& horizon,
                            const std::vector<std::size_t>& from) {
  network::Network out = network;
  const Mapping map{horizon, from};
  out.horizon = horizon;
  for (auto& node : out.nodes) {
    map.hourly(node.demand);
    map.yearly(node.limit);
    node.whole_horizon = false;
  }
  for (auto& process : out.processes) put(process, map);
  for (auto& store : out.stores) put(store, map);
  for (auto& line : out.lines) {
    map.hourly(line.shift), map.hourly(line.upper), map.hourly(line.fixed);
    map.yearly(line.active);
  }
  for (auto& asset : out.assets) put(asset, map);
  // A limit on what was built becomes one on what stands, in every period.
  out.limits.clear();
  for (const auto& limit : network.limits)
    for (std::size_t p = 0; p < map.periods(); ++p) {
      auto again = limit;
      if (map.periods() > 1) again.name = fmt::format("{} {}", limit.name, horizon.periods[p].label);
      again.terms.clear();
      for (const auto& term : limit.terms)
        for (std::size_t q = 0; q <= p; ++q) {
          auto t = term;
          t.period = static_cast<int>(p);
          if (t.vintage >= 0) t.vintage = t.vintage * static_cast<int>(map.periods()) + static_cast<int>(q);
          if (t.vintage >= 0 || q == 0) again.terms.push_back(t);
        }
      out.limits.push_back(std::move(again));
    }
  return out;
}

void build_grid_network(Work& work) {
  const auto& s = work.scenario;
  const auto path = (std::filesystem::path(s.file).parent_path() / s.power.network).string();
  const auto tables = pypsa::read(path);
  const auto import = pypsa::import_network(tables);
  merge(work, on_horizon(import.network, work.network.horizon, hours_of(work, import.network)));
  const auto& buses = *tables.component("buses");
  Faults faults;
  for (const auto& site : s.sites) {
    auto bus = nearest_bus(buses, site.lon, site.lat);
    if (!site.bus.empty()) {
      const auto named = buses.find(site.bus);
      if (named < 0) {
        const auto near = nearest(site.bus, buses.names);
        faults.add("GP1610", place_of(s, "site." + site.id + ".bus"),
                   fmt::format("the grid's network has no bus \"{}\"", site.bus),
                   near.empty() ? "name one of its buses, or leave `bus` out: the nearest is taken"
                                : fmt::format("did you mean \"{}\"?", near));
        continue;
      }
      bus = static_cast<std::size_t>(named);
    }
    work.site_zone.push_back(zone_of(work, tables, import, bus, site.country));
  }
  faults.throw_if_any();
  for (const auto& plant : s.plants)
    work.plant_zone.push_back(
        plant.site.empty() ? zone_of(work, tables, import, nearest_bus(buses, plant.lon, plant.lat), plant.country)
                           : 0);
  if (!work.meaning.zones.empty()) work.meaning.zones.front().sources = sources_of(tables, import);
}

}  // namespace gigaplan::compile
