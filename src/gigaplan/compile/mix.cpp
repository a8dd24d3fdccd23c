// The power system of a country, dispatched and expanded with the plan (kind "mix").
//
//   balance at its node, every hour:  Σ generation + discharge − charge + unserved = load[h] + bought by the programme
//   gen[h] ≤ output[h] · (standing + added[p]),  added ≤ growth · peak · (years since now);  existing plants cost what
//   they burn, added ones their annuity as well;  unserved load costs its price
//   reservoirs:  Σ_h ω gen[h] ≤ energy of the year in every period
#include "gigaplan/compile/mix.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "gigaplan/compile/technology_cost.hpp"
#include "gigaplan/weather/load.hpp"

namespace gigaplan::compile {
namespace {

constexpr double hours = weather::hours_per_year;
constexpr double river_share = 0.6;  // of hydro runs evenly, as in the market's own series (market.cpp)
constexpr double battery_hours = 4;

double sum(const std::vector<double>& v) { return std::accumulate(v.begin(), v.end(), 0.0); }

double generation(const Country& country, const char* kind, Figures& figures) {
  const auto found = country.generation.find(kind);
  return found == country.generation.end() ? 0.0 : figures.take(found->second, "MWh");
}

double mix_figure(Figures& figures, const char* name, const char* unit) {
  return figures.take(fmt::format("building/national_mix/{}", name), unit);
}

// Adds the parts of one country to the network.
class Builder {
 public:
  Builder(Work& work, std::size_t zone)
      : work_(work),
        place_(work.year.zones[zone].country),
        country_(work.figures.catalogue().country(place_)),
        fleet_(fleet_of(country_, weather::World(work.scenario.seed), work.figures)),
        network_charge_(work.year.markets[zone].network) {
    const bool priced = country_.eea.text == "yes" || place_ == work.scenario.country;
    if (place_ == work.scenario.country)
      carbon_price_ = work.scenario.power.carbon_price;
    else if (priced)
      carbon_price_ = work.figures.take("policy/carbon_price/eu_ets", "money/t");
    growth_ = mix_figure(work.figures, "growth", "1") * *std::ranges::max_element(fleet_.load);
  }

  ZoneRef build() {
    zone_.country = zone_.name = place_;
    zone_.network_charge = network_charge_;
    network::Node node{.name = "grid " + place_, .commodity = "electricity", .place = place_, .unit = "MW"};
    node.demand = work_.series(fleet_.load, true);
    zone_.grid = work_.network.nodes.add(std::move(node));
    const auto wind = work_.series(fleet_.wind, true, 1.0), solar = work_.series(fleet_.solar, true, 1.0);
    fixed("wind", fleet_.wind_capacity, wind);
    fixed("solar", fleet_.solar_capacity, solar);
    fixed("hydro, rivers", fleet_.river, 1.0);
    fixed("biomass and waste", fleet_.even, 1.0);
    reservoirs();
    plants("nuclear", "nuclear", fleet_.nuclear, false);
    plants("coal", "coal", fleet_.coal, false);
    plants("oil", "oil", fleet_.oil, false);
    plants("gas, combined cycle", "CCGT", fleet_.gas, true);
    plants("gas, open cycle", "OCGT", fleet_.reserve, true);
    plants("wind, added", "onwind", 0, true, wind);
    plants("solar, added", "solar-utility", 0, true, solar);
    battery();
    unserved();
    return std::move(zone_);
  }

 private:
  network::Process process(const std::string& kind, const network::Series& cost) const {
    network::Process p{.name = kind + " " + place_, .carrier = kind, .place = place_, .unit = "MW"};
    p.ports = {{zone_.grid, 1.0}};
    p.cost = cost;
    return p;
  }
  void source(network::Process&& p, const network::Series& carbon, bool carbon_free) {
    const std::string kind = p.carrier;
    zone_.sources.push_back({work_.network.processes.add(std::move(p)), kind, carbon_free, carbon});
  }

  void fixed(const char* kind, double capacity, const network::Series& output) {
    if (capacity <= 0) return;
    auto p = process(kind, 0.0);
    p.rating = capacity;
    p.upper = output;
    source(std::move(p), 0.0, true);
  }

  void reservoirs() {
    if (fleet_.reservoir <= 0) return;
    network::Node water{.name = "reservoirs " + place_, .commodity = "water", .place = place_, .unit = "MWh/yr"};
    water.speed = network::Speed::rate;
    water.sense = network::Sense::at_least;  // generation takes out: −energy ≥ −inflow of the year
    water.limit.assign(work_.periods(), -fleet_.reservoir_energy);
    const auto id = work_.network.nodes.add(std::move(water));
    auto p = process("hydro, reservoirs", 0.0);
    p.rating = fleet_.reservoir;
    p.ports.push_back({id, -1.0});
    source(std::move(p), 0.0, true);
  }

  // What may be added of a kind: a vintage for each period, together at most the growth since now.
  network::AssetId growth_of(const std::string& kind, const Technology& technology, double storage) {
    const auto& s = work_.scenario;
    network::Asset asset{.name = "added " + kind + " " + place_, .carrier = kind, .place = place_, .unit = "MW"};
    for (std::size_t p = 0; p < work_.periods(); ++p) {
      const auto cost = technology_cost(work_, technology, s.periods[p], storage, carbon_price_);
      asset.vintages.push_back(work_.vintage(p, cost.life, cost.annual, cost.overnight));
      asset.cap_upper.push_back(growth_ * std::max(0, s.periods[p] - s.now));
    }
    return work_.network.assets.add(std::move(asset));
  }

  // Plants that cost something to run: those that stand, and what may be added.
  void plants(const char* kind, const char* technology_id, double capacity, bool may_grow,
              const network::Series& output = 1.0) {
    if (capacity <= 0 && !may_grow) return;
    const auto& technology = work_.figures.catalogue().technology(technology_id);
    std::vector<double> marginal, carbon;
    for (const int year : work_.scenario.periods) {
      const auto cost = technology_cost(work_, technology, year, 0, carbon_price_);
      marginal.push_back(cost.marginal), carbon.push_back(cost.carbon);
    }
    auto p = process(kind, work_.by_period(marginal));
    p.rating = std::max(0.0, capacity);
    p.upper = output;
    if (may_grow) p.capacity = {{growth_of(kind, technology, 0), 1.0}};
    source(std::move(p), work_.by_period(carbon), !technology.co2);
  }

  void battery() {
    const auto& cells = work_.figures.catalogue().technology("battery storage");
    const auto& inverter = work_.figures.catalogue().technology("battery inverter");
    const double round_trip =
        inverter.efficiency ? work_.figures.note(inverter.efficiency->at(work_.scenario.periods.front())) : 0.96;
    const auto asset = growth_of("batteries", cells, battery_hours);
    network::Store store{.name = "batteries " + place_, .carrier = "battery", .place = place_, .unit = "MWh"};
    store.node = zone_.grid;
    store.power = {{asset, 1.0}};
    store.level = {{asset, battery_hours}};
    store.charge_efficiency = store.discharge_efficiency = std::sqrt(round_trip);
    work_.network.stores.add(std::move(store));
  }

  void unserved() {
    auto p = process("unserved", mix_figure(work_.figures, "unserved", "money/MWh"));
    p.rating = network::unlimited;
    zone_.unserved = work_.network.processes.add(std::move(p));
  }

  Work& work_;
  std::string place_;
  const Country& country_;
  PowerFleet fleet_;
  ZoneRef zone_;
  double network_charge_, carbon_price_ = 0, growth_ = 0;
};

}  // namespace

PowerFleet fleet_of(const Country& country, const weather::World& world, Figures& figures) {
  const auto climate = climate_of(country, figures);
  PowerFleet fleet;
  fleet.load = weather::national_load(world.temperature(climate), climate.lon);
  const double total = figures.take(country.electricity, "MWh");
  for (auto& value : fleet.load) value *= total / hours;
  fleet.wind = world.wind(climate, figures.note(country.wind_cf));
  fleet.solar = world.solar(climate, figures.note(country.solar_cf));
  fleet.wind_capacity = generation(country, "wind", figures) / sum(fleet.wind);
  fleet.solar_capacity = generation(country, "solar", figures) / sum(fleet.solar);
  fleet.nuclear = generation(country, "nuclear", figures) / hours;
  const double hydro = generation(country, "hydro", figures), other = generation(country, "other", figures);
  fleet.river = river_share * hydro / hours;
  fleet.reservoir_energy = (1 - river_share) * hydro;
  fleet.reservoir = fleet.reservoir_energy / (hours * mix_figure(figures, "reservoir_cf", "1"));
  double clean = hydro;
  for (const char* kind : {"wind", "solar", "nuclear"}) clean += generation(country, kind, figures);
  const double even = std::clamp(figures.take(country.carbon_free_share, "1") * total - clean, 0.0, other);
  fleet.even = even / hours;
  fleet.oil = (other - even) / (hours * mix_figure(figures, "oil_cf", "1"));
  fleet.coal = generation(country, "coal", figures) / (hours * mix_figure(figures, "coal_cf", "1"));
  fleet.gas = generation(country, "gas", figures) / (hours * mix_figure(figures, "gas_cf", "1"));
  const double firm = fleet.nuclear + fleet.even + fleet.river + fleet.reservoir + fleet.oil + fleet.coal + fleet.gas;
  const double margin = mix_figure(figures, "margin", "1");
  for (std::size_t h = 0; h < fleet.load.size(); ++h)
    fleet.reserve = std::max(fleet.reserve, (1 + margin) * fleet.load[h] - fleet.wind_capacity * fleet.wind[h] -
                                                fleet.solar_capacity * fleet.solar[h] - firm);
  return fleet;
}

void build_mix(Work& work) {
  for (std::size_t z = 0; z < work.year.zones.size(); ++z) work.meaning.zones.push_back(Builder(work, z).build());
  build_interconnectors(work);
  work.meaning.grid = {.processes = work.network.processes.size(),
                       .stores = work.network.stores.size(),
                       .assets = work.network.assets.size()};
}

}  // namespace gigaplan::compile
