// The duals of single limits, as n.optimize(assign_all_duals=True) leaves them: what one unit more of a limit changes
// in the objective, whole weightings included; mu_upper ≤ 0 ≤ mu_lower.
//
// A limit is a row of the program, or a bound of its column: then its dual is the reduced cost d of the column, min(d,
// 0) of the upper bound and max(d, 0) of the lower. Of a storage unit PyPSA keeps those of the state of charge.
#include <algorithm>
#include <cmath>

#include "gigaplan/exchange/pypsa/results_parts.hpp"

namespace gigaplan::exchange::pypsa {

Numbers Results::row_duals(const std::string& family, const std::string& member) const {
  Numbers duals(horizon_, std::nan(""));
  const auto runs = runs_.find(family + '\n' + member);
  if (runs == runs_.end()) return duals;
  for (const program::Run* run : runs->second)
    for (std::int32_t i = 0; i < run->count; ++i) duals[at(run->from + i)] = solution_.row_dual[at(run->first + i)];
  return duals;
}

void Results::limits(Component& component, std::size_t m, const std::string& member,
                     const std::vector<std::int32_t>& first, const std::string& family) {
  Numbers upper = row_duals(family + "_upper", member), lower = row_duals(family + "_lower", member);
  for (std::size_t s = 0; s < first.size(); ++s) {
    const network::Slice& slice = net_.horizon.slices[s];
    for (int i = 0; first[s] >= 0 && i < slice.count; ++i) {
      const std::size_t h = at(slice.first + i);
      const double reduced = solution_.reduced_cost[at(first[s] + i)];
      if (std::isnan(upper[h])) upper[h] = std::min(reduced, 0.0);
      if (std::isnan(lower[h])) lower[h] = std::max(reduced, 0.0);
    }
  }
  store(component, "mu_upper", m, std::move(upper));
  store(component, "mu_lower", m, std::move(lower));
}

void Results::row_series(Component& component, const std::string& name, const std::string& family, double sign) {
  std::vector<Numbers> found(component.names.size());
  bool any = false;
  for (std::size_t m = 0; m < found.size(); ++m) {
    const network::ProcessId id = member(component.list, m).process;
    found[m] = id.valid() ? row_duals(family, net_.processes[id].name) : Numbers(horizon_, std::nan(""));
    for (double& value : found[m]) {
      any = any || !std::isnan(value);
      value = std::isnan(value) ? 0 : value * sign;
    }
  }
  if (!any) return;
  component.ensure_series(name);
  for (std::size_t m = 0; m < found.size(); ++m) store(component, name, m, std::move(found[m]));
}

void Results::storage_duals(Component& component) {
  component.ensure_series("mu_energy_balance");
  const std::vector<Numbers> prices = component.list == "stores" ? store_prices(component) : std::vector<Numbers>();
  for (std::size_t m = 0; m < component.names.size(); ++m) {
    const network::StoreId id = member(component.list, m).store;
    if (!id.valid()) continue;
    const network::Store& part = net_.stores[id];
    limits(component, m, part.name, layout_.level[at(id.index)], "level");
    Numbers balance = prices.empty() ? row_duals("store", part.name) : prices[m];
    if (prices.empty())
      for (double& value : balance) value = -value;
    store(component, "mu_energy_balance", m, std::move(balance));
  }
}

std::vector<Numbers> Results::store_prices(const Component& component) const {
  std::vector<Numbers> prices;
  for (std::size_t m = 0; m < component.names.size(); ++m) {
    Numbers price(horizon_, std::nan(""));
    const network::StoreId id = member(component.list, m).store;
    for (std::size_t s = 0; id.valid() && s < net_.horizon.slices.size(); ++s) {
      const network::Slice& slice = net_.horizon.slices[s];
      const network::Store& part = net_.stores[id];
      const std::int32_t row = layout_.balance[at(part.node.index)][s];
      for (int i = 0; row >= 0 && layout_.level[at(id.index)][s] >= 0 && i < slice.count; ++i) {
        const std::size_t h = at(slice.first + i);
        const network::Snapshot& snapshot = net_.horizon.snapshots[h];
        const double weight = snapshot.cost * net_.horizon.periods[at(slice.period)].weight *
                              net_.horizon.scenarios[at(slice.scenario)].probability;
        price[h] = (solution_.row_dual[at(row + i)] - weight * part.discharge_cost.at(h)) / snapshot.elapsed;
      }
    }
    prices.push_back(std::move(price));
  }
  return prices;
}

void Results::duals() {
  const bool whole = std::ranges::any_of(program_.integer, [](auto flag) { return flag != 0; });
  if (whole || solution_.row_dual.empty() || solution_.reduced_cost.empty()) return;
  for (const program::Run& run : program_.row_runs)
    if (run.axis == program::Axis::snapshot)
      runs_[program_.row_families[at(run.family)].name + '\n' + run.member].push_back(&run);
  for (const char* list : {"generators", "links", "processes", "lines", "transformers", "stores", "storage_units"}) {
    Component* component = table(list);
    if (component == nullptr) continue;
    component->ensure_series("mu_upper");
    component->ensure_series("mu_lower");
    for (std::size_t m = 0; m < component->names.size(); ++m) {
      const Member& part = member(list, m);
      if (part.process.valid())
        limits(*component, m, net_.processes[part.process].name, layout_.activity[at(part.process.index)], "activity");
      if (part.line.valid())
        limits(*component, m, net_.lines[part.line].name, layout_.flow[at(part.line.index)], "flow");
    }
    if (component->list == "stores" || component->list == "storage_units") storage_duals(*component);
    row_series(*component, "mu_p_set", "fixed_activity", 1);
    row_series(*component, "mu_ramp_limit_up", "ramp_up", 1);
    row_series(*component, "mu_ramp_limit_down", "ramp_down", -1);
  }
}

}  // namespace gigaplan::exchange::pypsa
