// Limits on capacities: PyPSA's global constraints on technologies and transmission, growth of carriers, and capacity
// by bus and carrier. Each is one row over the builds of extendable members.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "gigaplan/exchange/pypsa/map/limits.hpp"

namespace gigaplan::exchange::pypsa::map {
namespace {

using network::CapacityLimit;

/// One extendable member that a limit may count.
struct Capacity {
  network::AssetId asset;
  std::string list, carrier, bus;
  std::size_t member = 0;
  std::vector<bool> alive;  ///< by period
};

std::vector<Capacity> capacities(Work& work) {
  std::vector<Capacity> all;
  for (const char* list : {"generators", "lines", "links", "stores", "storage_units", "processes"}) {
    const View view(work, list);
    const bool branch = view.table() != nullptr && component_types().find(list)->second.find("bus0") != nullptr;
    const bool filled =
        std::string_view(list) == "lines" || std::string_view(list) == "links" || std::string_view(list) == "stores";
    for (std::size_t m = 0; m < view.size(); ++m) {
      const Member& member = work.result.trace.members[list][m];
      if (!member.asset.valid()) continue;
      const char* bus = branch ? "bus0" : "bus";
      all.push_back({member.asset, list, filled ? view.carrier(m, bus) : view.text("carrier", m), view.text(bus, m), m,
                     work.network().assets[member.asset].vintages[0].alive});
    }
  }
  return all;
}

void add_terms(const Work& work, CapacityLimit& limit, const Capacity& capacity, double coefficient) {
  for (const CapacityLimit::Term& term : builds_of(work, capacity.asset, coefficient)) limit.terms.push_back(term);
}

/// Sets the sides of a row from PyPSA's sense; false where it is none.
bool set_sides(CapacityLimit& limit, const std::string& sense, double constant) {
  limit.lower = sense == "<=" ? -network::unlimited : constant;
  limit.upper = sense == ">=" ? network::unlimited : constant;
  return sense == "<=" || sense == ">=" || sense == "==" || sense == "=";
}

std::set<std::string> words_of(const std::string& list) {
  std::set<std::string> words;
  std::string word;
  for (const char c : list + ",") {
    if (c == ',') {
      words.insert(word);
      word.clear();
    } else if (c != '[' && c != ']' && c != '(' && c != ')' && (c != ' ' || !word.empty())) {
      word += c;
    }
  }
  return words;
}

/// Length, or capital cost (times the weightings of the periods it is alive in, without a single period).
double transmission_weight(Work& work, const Capacity& capacity, bool cost, int period, std::size_t scenario) {
  const View view(work, capacity.list);
  if (!cost) return view.number("length", capacity.member, scenario);
  const double unit = periodized_cost(view, work, capacity.member, scenario, false);
  if (period >= 0 || !work.tables.many_periods()) return unit;
  double weight = 0;
  for (std::size_t p = 0; p < capacity.alive.size(); ++p)
    if (capacity.alive[p]) weight += work.tables.period_objective[p];
  return unit * weight;
}

void global_constraint(Work& work, const View& view, std::size_t m, const std::vector<Capacity>& all) {
  const std::string type = view.text("type", m);
  const bool technology = type == "tech_capacity_expansion_limit";
  const bool volume = type == "transmission_volume_expansion_limit";
  const bool cost = type == "transmission_expansion_cost_limit";
  if (type == "primary_energy" || type == "operational_limit") return;
  if (!technology && !volume && !cost) {
    view.fault("GP3213", m, fmt::format("`{}` is no type of a global constraint", type),
               "PyPSA knows primary_energy, operational_limit, tech_capacity_expansion_limit, "
               "transmission_volume_expansion_limit and transmission_expansion_cost_limit");
    return;
  }
  int period = -1;
  const double year = view.one("investment_period", m);
  if (!std::isnan(year)) {
    const auto found = std::ranges::find(work.tables.periods, static_cast<std::int64_t>(year));
    if (!work.tables.many_periods() || found == work.tables.periods.end())
      return view.fault("GP3213", m, fmt::format("{} is no investment period of the network", year), "remove it");
    period = static_cast<int>(found - work.tables.periods.begin());
  }
  const std::string attribute = view.text("carrier_attribute", m), bus = view.text("bus", m);
  const std::set<std::string> carriers = technology ? std::set<std::string>{attribute} : words_of(attribute);
  for (std::size_t s = 0; s < work.tables.scenario_count(); ++s) {
    CapacityLimit limit;
    limit.name = view.name(m);
    limit.unit = technology ? "MW" : volume ? "MW km" : "currency";
    for (const Capacity& capacity : all) {
      const bool branch = capacity.list == "lines" || capacity.list == "links";
      if (!carriers.contains(capacity.carrier) || (!technology && !branch)) continue;
      if (technology && !bus.empty() && capacity.bus != bus) continue;
      if (period >= 0 && !capacity.alive[static_cast<std::size_t>(period)]) continue;
      const bool anywhere = std::ranges::any_of(capacity.alive, [](bool b) { return b; });
      if (!technology && !anywhere) continue;
      add_terms(work, limit, capacity, technology ? 1 : transmission_weight(work, capacity, cost, period, s));
    }
    if (limit.terms.empty()) continue;
    if (!set_sides(limit, view.text("sense", m, s), view.number("constant", m, s)))
      view.fault("GP3213", m, fmt::format("`{}` is no sense of a constraint", view.text("sense", m, s)),
                 "write <=, >= or ==");
    work.result.trace.constraints[m].limit = static_cast<int>(work.network().limits.size());
    work.network().limits.push_back(std::move(limit));
  }
}

/// New capacity of a carrier in period p:  Σ new[p] − relative · Σ new[p−1]  ≤  max_growth.
void growth(Work& work, const std::vector<Capacity>& all) {
  if (!work.tables.many_periods()) return;
  const View carriers(work, "carriers");
  const auto first_period = [](const Capacity& c) {
    return static_cast<int>(std::ranges::find(c.alive, true) - c.alive.begin());
  };
  for (std::size_t m = 0; m < carriers.size(); ++m) {
    double most = network::unlimited, relative = network::unlimited;
    for (std::size_t s = 0; s < work.tables.scenario_count(); ++s) {
      most = std::min(most, carriers.number("max_growth", m, s));
      relative = std::min(relative, carriers.number("max_relative_growth", m, s));
    }
    if (std::isinf(most)) continue;
    for (std::size_t p = 0; p < work.network().periods(); ++p) {
      CapacityLimit limit;
      limit.name = fmt::format("growth of {} in {}", carriers.name(m), work.tables.periods[p]);
      limit.unit = "MW";
      limit.upper = most;
      for (const Capacity& capacity : all) {
        if (capacity.carrier != carriers.name(m)) continue;
        if (first_period(capacity) == static_cast<int>(p)) add_terms(work, limit, capacity, 1);
        if (first_period(capacity) + 1 == static_cast<int>(p) && relative > 0)
          add_terms(work, limit, capacity, -relative);
      }
      if (!limit.terms.empty()) work.network().limits.push_back(std::move(limit));
    }
  }
}

/// Columns `nom_max_<carrier>`, `nom_min_<carrier>[_<period>]` of the buses, over members with one bus.
void by_bus(Work& work, const std::vector<Capacity>& all) {
  const View buses(work, "buses");
  if (buses.table() == nullptr) return;
  const Component* carriers = work.tables.component("carriers");
  for (const Column& column : buses.table()->columns) {
    const bool at_most = column.name.starts_with("nom_max_");
    if ((!at_most && !column.name.starts_with("nom_min_")) || column.numbers.empty()) continue;
    std::string carrier = column.name.substr(8);
    int period = -1;
    if (carriers == nullptr || carriers->find(carrier) < 0) {
      const std::size_t dash = carrier.rfind('_');
      for (std::size_t p = 0; p < work.tables.periods.size(); ++p)
        if (dash != std::string::npos && carrier.substr(dash + 1) == std::to_string(work.tables.periods[p]))
          period = static_cast<int>(p);
      carrier = carrier.substr(0, dash);
      if (period < 0 || carriers == nullptr || carriers->find(carrier) < 0) {
        work.result.notes.push_back(
            fmt::format("buses.{} names no carrier: it limits nothing (as in PyPSA)", column.name));
        continue;
      }
    }
    for (std::size_t b = 0; b < buses.size(); ++b) {
      if (std::isnan(column.numbers[b])) continue;
      CapacityLimit limit;
      limit.name = fmt::format("{} {}", column.name, buses.name(b));
      limit.unit = "MW";
      (at_most ? limit.upper : limit.lower) = column.numbers[b];
      for (const Capacity& capacity : all) {
        const bool one_port =
            capacity.list == "generators" || capacity.list == "stores" || capacity.list == "storage_units";
        if (!one_port || capacity.carrier != carrier || capacity.bus != buses.name(b)) continue;
        if (period >= 0 && !capacity.alive[static_cast<std::size_t>(period)]) continue;
        add_terms(work, limit, capacity, 1);
      }
      if (!limit.terms.empty()) work.network().limits.push_back(std::move(limit));
    }
  }
}

}  // namespace

void capacity_limits(Work& work, const std::vector<FlowLimit>& limits) {
  const std::vector<Capacity> all = capacities(work);
  const View view(work, "global_constraints");
  for (std::size_t m = 0; m < view.size(); ++m) global_constraint(work, view, m, all);
  growth(work, all);
  by_bus(work, all);

  // A limit that nothing feeds is no row in PyPSA.
  std::set<int> fed;
  for (const network::Process& process : work.network().processes)
    for (const network::Port& port : process.ports) fed.insert(port.node.index);
  for (const network::Store& store : work.network().stores)
    for (const network::Port& port : store.depletion) fed.insert(port.node.index);
  for (const FlowLimit& limit : limits)
    if (!fed.contains(limit.node.index)) work.network().nodes[limit.node].limit = {network::unlimited};
}

}  // namespace gigaplan::exchange::pypsa::map
