// Storage units and stores.
//
//     storage unit   e[h] = keep^τ e[h−1] + τ (η_store p_store[h] − p_dispatch[h] / η_dispatch + inflow[h] − spill[h])
//     store          e[h] = keep^τ e[h−1] − τ p[h],  p free
//
// The level before the first snapshot is taken as it is, without standing loss. A unit whose powers have a sign, a
// quadratic cost or set points of their own stands behind two processes (charging, discharging) at a node of its own; a
// store with a sign or a quadratic cost behind one.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gigaplan/exchange/pypsa/map/curves.hpp"
#include "gigaplan/exchange/pypsa/map/limits.hpp"
#include "gigaplan/exchange/pypsa/map/parts.hpp"

namespace gigaplan::exchange::pypsa::map {
namespace {

using network::Process;
using network::Series;
using network::Store;

/// Names of the attributes that differ between storage units and stores.
struct Words {
  const char *stem, *cyclic, *cyclic_per_period, *initial, *initial_per_period, *level_set;
};
constexpr Words unit_words{"p_nom",
                           "cyclic_state_of_charge",
                           "cyclic_state_of_charge_per_period",
                           "state_of_charge_initial",
                           "state_of_charge_initial_per_period",
                           "state_of_charge_set"};
constexpr Words store_words{"e_nom", "e_cyclic", "e_cyclic_per_period", "e_initial", "e_initial_per_period", "e_set"};

/// Standing loss without its effect on a level that is given before the first snapshot of a chain.
Series loss_after_start(const Work& work, const Store& store, Series loss) {
  if (store.cyclic || store.initial == 0 || loss.is(0)) return loss;
  std::vector<double> values(work.horizon());
  for (std::size_t h = 0; h < values.size(); ++h) values[h] = loss.at(h);
  int scenario = -1;
  for (const network::Slice& slice : work.network().horizon.slices) {
    if (!store.active.empty() && !store.active[static_cast<std::size_t>(slice.period)]) continue;
    if (store.per_period || slice.scenario != scenario) values[static_cast<std::size_t>(slice.first)] = 0;
    scenario = slice.scenario;
  }
  return {std::move(values)};
}

/// What units and stores share: the asset, the chain of levels, costs of the level.
bool begin(View& view, Work& work, std::size_t m, const Words& words, Store& store) {
  Member& member = work.result.trace.members[view.list()].emplace_back();
  member.active = view.flag("active", m);
  member.extendable = view.flag(fmt::format("{}_extendable", words.stem), m);
  if (!member.active) return false;
  store.name = fmt::format("{} {}", view.list(), view.name(m));
  store.carrier = view.text("carrier", m);
  store.unit = "MWh";
  store.node = view.node("bus", m);
  member.asset = asset(view, work, m, words.stem, member);
  store.active = active_periods(view, work, m);
  const bool by_period = work.tables.many_periods() && view.flag(words.cyclic_per_period, m);
  const bool reset = work.tables.many_periods() && view.flag(words.initial_per_period, m);
  store.per_period = by_period || reset || !work.tables.many_periods();
  store.cyclic = by_period || (!reset && view.flag(words.cyclic, m));
  store.initial_of = view.each(words.initial, m);
  store.initial = store.initial_of.empty() ? view.one(words.initial, m) : std::ranges::max(store.initial_of);
  store.loss = loss_after_start(work, store, view.series("standing_loss", m));
  store.level_cost = view.series("marginal_cost_storage", m);
  if (!view.absent(words.level_set, m)) store.fixed_level = view.series(words.level_set, m);
  return true;
}

/// Limits count what a store that does not cycle has lost from its start to its end.
void deplete(const View& view, Work& work, std::size_t m, const Words& words, const std::string& carrier,
             const std::vector<FlowLimit>& limits, Store& store) {
  if (view.flag(words.cyclic, m)) return;
  const std::size_t periods = work.network().periods();
  for (const FlowLimit& limit : limits) {
    const double weight = carrier_weight(work, limit, carrier, 0);
    for (std::size_t s = 1; s < work.tables.scenario_count(); ++s)
      if (carrier_weight(work, limit, carrier, s) != weight)
        view.fault("GP3206", m, "emissions of a store's carrier differ between scenarios",
                   "give all scenarios the same emissions");
    if (weight == 0) continue;
    std::vector<double> coefficient(periods, weight);
    if (work.tables.many_periods()) {
      if (view.flag(words.cyclic_per_period, m))
        view.fault("GP3206", m,
                   fmt::format("{} without {} under the limit `{}` is not modelled", words.cyclic_per_period,
                               words.cyclic, view_name(work, limit)),
                   fmt::format("set {} to True as well", words.cyclic));
      const bool reset = view.flag(words.initial_per_period, m);
      for (std::size_t p = 0; p < periods; ++p) {
        const int period = static_cast<int>(p);
        if (limit.period >= 0 && (reset ? period != limit.period : period > limit.period)) coefficient[p] = 0;
        if (!reset && work.tables.period_years[p] != 1)
          view.fault("GP3206", m,
                     fmt::format("a level carried through periods of several years cannot count for the limit `{}`",
                                 view_name(work, limit)),
                     fmt::format("set {} or {} to True", words.initial_per_period, words.cyclic));
      }
      if (limit.period >= 0 && !store.active.empty() && !store.active[static_cast<std::size_t>(limit.period)]) continue;
    }
    store.depletion.push_back({limit.node, Series(std::move(coefficient))});
  }
}

/// A node of the member's own, between the store and its bus.
network::NodeId own_node(Work& work, const std::string& name) {
  network::Node node;
  node.name = name;
  node.unit = "MW";
  return work.network().nodes.add(std::move(node));
}

Process between(const std::string& name, const Store& store, network::NodeId own, network::NodeId bus, double give,
                const Series& sign, std::size_t horizon) {
  Process process;
  process.name = name;
  process.carrier = store.carrier;
  process.unit = "MW";
  process.rating = network::unlimited;
  process.active = store.active;
  process.ports = {{own, Series(-give)},
                   {bus, combine(horizon, {&sign}, [&](std::size_t h) { return give * sign.at(h); })}};
  return process;
}

/// Curve of the marginal cost, its axis per unit of a fixed capacity.
std::optional<Curve> power_curve(const View& view, std::size_t m, const char* stem) {
  if (!has_curve(view, m, "marginal_cost")) return std::nullopt;
  return cost_curve(view, m, "marginal_cost", scale_of(view, m, stem, "marginal_cost"));
}

}  // namespace

void storage_units(Work& work, const std::vector<FlowLimit>& limits) {
  View view(work, "storage_units");
  for (std::size_t m = 0; m < view.size(); ++m) {
    Store store;
    if (!begin(view, work, m, unit_words, store)) continue;
    Member& member = work.result.trace.members["storage_units"].back();
    // Powers that differ between scenarios: a rating of 1, with limits in MW.
    const Series power = view.series("p_nom", m), lower = view.series("p_min_pu", m),
                 upper = view.series("p_max_pu", m);
    const bool differs = !member.extendable && !power.constant();
    const auto times = [](double share, double size) { return share == 0 || size == 0 ? 0 : share * size; };
    if (member.extendable) {
      store.power = {{member.asset, 1}};
      store.level = {{member.asset, view.one("max_hours", m)}};
    } else {
      const Series hours = view.series("max_hours", m);
      store.power_rating = differs ? 1 : power.at(0);
      store.level_rating =
          combine(work.horizon(), {&hours, &power}, [&](std::size_t h) { return times(hours.at(h), power.at(h)); });
    }
    store.charge_upper = combine(work.horizon(), {&lower, differs ? &power : &lower}, [&](std::size_t h) {
      return differs ? -times(lower.at(h), power.at(h)) : -lower.at(h);
    });
    store.discharge_upper = differs ? combine(work.horizon(), {&upper, &power},
                                              [&](std::size_t h) { return times(upper.at(h), power.at(h)); })
                                    : upper;
    store.charge_efficiency = view.series("efficiency_store", m);
    store.discharge_efficiency = view.series("efficiency_dispatch", m);
    store.inflow = view.series("inflow", m);
    const auto inflow = store.inflow.values();
    store.may_spill =
        store.inflow.constant() ? store.inflow.at(0) > 0 : std::ranges::any_of(inflow, [](double v) { return v > 0; });
    store.discharge_cost = view.series("marginal_cost", m);
    store.spill_cost = view.series("spill_cost", m);
    if (!view.absent("p_set", m)) store.fixed_power = view.series("p_set", m);
    deplete(view, work, m, unit_words, store.carrier, limits, store);

    const Series sign = view.series("sign", m), quadratic = view.series("marginal_cost_quadratic", m);
    const bool given_out = !view.absent("p_dispatch_set", m), given_in = !view.absent("p_store_set", m);
    const auto curve = power_curve(view, m, "p_nom");
    if (curve) store.discharge_cost = 0.0;
    if (!sign.is(1) || !quadratic.is(0) || given_out || given_in || curve) {
      const network::NodeId bus = store.node;
      store.node = own_node(work, store.name + " charging");
      store.discharge_node = own_node(work, store.name + " discharging");
      Process charging = between(store.name + " charging", store, store.node, bus, -1, sign, work.horizon());
      if (given_in) charging.fixed = view.series("p_store_set", m);
      Process discharging =
          between(store.name + " discharging", store, store.discharge_node, bus, 1, sign, work.horizon());
      discharging.quadratic = quadratic;
      if (given_out) discharging.fixed = view.series("p_dispatch_set", m);
      if (curve) member.pieces = charge_along(work, *curve, discharging);
      member.charging = work.network().processes.add(std::move(charging));
      member.discharging = work.network().processes.add(std::move(discharging));
    }
    member.store = work.network().stores.add(std::move(store));
  }
}

void stores(Work& work, const std::vector<FlowLimit>& limits) {
  View view(work, "stores");
  if (view.size() > 0 && std::ranges::any_of(work.tables.store_weight, [](double w) { return w == 0; }))
    view.fault("GP3215", 0, "a snapshot with a store weighting of 0 leaves the power of stores without limit",
               "give every snapshot a store weighting above 0");
  for (std::size_t m = 0; m < view.size(); ++m) {
    Store store;
    if (!begin(view, work, m, store_words, store)) continue;
    Member& member = work.result.trace.members["stores"].back();
    store.free = true;
    store.carrier = view.carrier(m, "bus");
    if (member.extendable)
      store.level = {{member.asset, 1}};
    else
      store.level_rating = rating(view, "e_nom", m);
    store.level_lower = view.series("e_min_pu", m);
    store.level_upper = view.series("e_max_pu", m);
    if (!view.absent("p_set", m)) store.fixed_power = view.series("p_set", m);
    deplete(view, work, m, store_words, store.carrier, limits, store);

    const Series sign = view.series("sign", m), quadratic = view.series("marginal_cost_quadratic", m);
    const Series cost = view.series("marginal_cost", m);
    const auto curve = power_curve(view, m, "e_nom");
    if (sign.is(1) && quadratic.is(0) && !curve) {
      store.discharge_cost = cost;
    } else {
      const network::NodeId bus = store.node;
      store.node = own_node(work, store.name + " power");
      Process power = between(store.name + " power", store, store.node, bus, 1, sign, work.horizon());
      power.lower = -1.0;
      power.cost = cost;
      power.quadratic = quadratic;
      if (curve) member.pieces = charge_along(work, *curve, power);
      member.discharging = work.network().processes.add(std::move(power));
    }
    member.store = work.network().stores.add(std::move(store));
  }
}

}  // namespace gigaplan::exchange::pypsa::map
