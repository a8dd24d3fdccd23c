// Snapshots, periods and scenarios; buses; loads.
//
// PyPSA counts costs with the objective weighting of the snapshot times that of its period, flows into global limits
// with the generator weighting (times the years of the period), levels with the store weighting.
#include <fmt/format.h>

#include <cmath>

#include "gigaplan/exchange/pypsa/map/parts.hpp"

namespace gigaplan::exchange::pypsa::map {

void horizon(Work& work) {
  const Tables& tables = work.tables;
  network::Horizon& horizon = work.network().horizon;
  const std::size_t count = tables.snapshot_count();
  horizon.periods.clear();
  if (tables.many_periods()) {
    for (std::size_t p = 0; p < tables.periods.size(); ++p)
      horizon.periods.push_back({static_cast<int>(tables.periods[p]), tables.period_years[p],
                                 tables.period_objective[p], std::to_string(tables.periods[p])});
  } else {
    horizon.periods.push_back({});
  }
  horizon.scenarios.clear();
  for (std::size_t s = 0; s < tables.scenario_count(); ++s)
    horizon.scenarios.push_back({tables.scenarios.empty() ? "" : tables.scenarios[s], work.probability(s)});
  horizon.snapshots.resize(work.horizon());
  for (std::size_t h = 0; h < horizon.snapshots.size(); ++h) {
    const std::size_t t = h % count;
    network::Snapshot& snapshot = horizon.snapshots[h];
    snapshot.elapsed = tables.store_weight[t];
    snapshot.cost = tables.objective_weight[t];
    snapshot.energy = tables.generator_weight[t];
    snapshot.label = tables.snapshots.at(t);
    if (tables.many_periods()) snapshot.label = fmt::format("{} {}", tables.snapshot_period[t], snapshot.label);
    if (!tables.scenarios.empty()) snapshot.label = fmt::format("{} {}", tables.scenarios[h / count], snapshot.label);
  }
  for (std::size_t s = 0; s < tables.scenario_count(); ++s) {
    std::size_t from = 0;
    for (std::size_t p = 0; p < horizon.periods.size(); ++p) {
      std::size_t to = tables.many_periods() ? from : count;
      while (to < count && tables.snapshot_period[to] == tables.periods[p]) ++to;
      if (to > from)
        horizon.slices.push_back({static_cast<int>(p),
                                  static_cast<int>(s),
                                  static_cast<int>(s * count + from),
                                  static_cast<int>(to - from),
                                  {}});
      from = to;
    }
  }
}

void buses(Work& work) {
  const View view(work, "buses");
  for (std::size_t m = 0; m < view.size(); ++m) {
    network::Node node;
    node.name = view.name(m);
    node.commodity = view.text("carrier", m);
    node.place = view.text("location", m);
    node.unit = view.text("unit", m);
    if (node.unit.empty() || node.unit == "None") node.unit = "MW";
    work.result.trace.buses.push_back(work.network().nodes.add(std::move(node)));
  }
}

/// demand[n,h] = −Σ sign · p_set of the active loads at bus n.
void loads(Work& work) {
  const View view(work, "loads");
  std::vector<std::vector<double>> demand(work.result.trace.buses.size());
  for (std::size_t m = 0; m < view.size(); ++m) {
    Member& member = work.result.trace.members["loads"].emplace_back();
    member.active = view.flag("active", m);
    const network::NodeId node = view.node("bus", m);
    if (!member.active || !node.valid()) continue;
    const network::Series power = view.series("p_set", m);
    std::vector<double>& sum = demand[static_cast<std::size_t>(node.index)];
    if (sum.empty()) sum.assign(work.horizon(), 0.0);
    for (std::size_t s = 0; s < work.tables.scenario_count(); ++s) {
      const double sign = view.number("sign", m, s);
      for (std::size_t t = 0; t < work.tables.snapshot_count(); ++t) {
        const std::size_t h = s * work.tables.snapshot_count() + t;
        sum[h] -= sign * power.at(h);
      }
    }
  }
  for (std::size_t n = 0; n < demand.size(); ++n)
    if (!demand[n].empty()) work.network().nodes[work.result.trace.buses[n]].demand = std::move(demand[n]);
}

}  // namespace gigaplan::exchange::pypsa::map
