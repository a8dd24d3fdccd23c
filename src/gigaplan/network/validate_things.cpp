#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gigaplan/network/validate.hpp"

namespace gigaplan::network {
namespace {

bool has_calendar(const Network& network) {
  return std::ranges::any_of(network.horizon.slices, [](const Slice& slice) { return !slice.calendar.day.empty(); });
}

/// The most that the asset can be in some period; infinite when nothing limits it.
double largest(const Asset& asset) {
  double builds = 0;
  for (const auto& vintage : asset.vintages) builds += vintage.committed.value_or(vintage.upper);
  const double stock = asset.stock.empty() ? 0 : std::ranges::max(asset.stock);
  const double limit = asset.cap_upper.empty() ? unlimited : std::ranges::max(asset.cap_upper);
  return std::min(stock + builds, limit);
}

bool any(const Series& series, auto holds) {
  return series.constant() ? holds(series.at(0)) : std::ranges::any_of(series.values(), holds);
}

/// A share of something unlimited is no number, unless it points away from zero on the side that has no limit.
void check_unlimited(Check& check, const char* what, const Series& rating, const Series& lower, const Series& upper) {
  if (!any(rating, [](double r) { return std::isinf(r); })) return;
  if (any(lower, [](double l) { return l > 0; }) || any(upper, [](double u) { return u < 0; }))
    check.fault("GP3106", fmt::format("{} must be at least a share of an unlimited rating", what),
                "give the rating, or leave the lower limit at 0");
}

void check_ramp(Check& check, const Ramp& ramp) {
  check.series("ramp up", ramp.up, {.may_be_infinite = true, .may_be_missing = true, .least = 0});
  check.series("ramp down", ramp.down, {.may_be_infinite = true, .may_be_missing = true, .least = 0});
  check.number("ramp after a start", ramp.start, {.may_be_infinite = true, .may_be_missing = true, .least = 0});
  check.number("ramp before a stop", ramp.stop, {.may_be_infinite = true, .may_be_missing = true, .least = 0});
  check.number("activity before the first snapshot", ramp.before, {.may_be_missing = true});
}

/// Several equal units: what there is, and what is built, are whole numbers of them.
void check_units(Check& check, const Process& process) {
  const double unit = process.commitment->unit;
  const auto whole = [&](double size) { return std::abs(size / unit - std::round(size / unit)) <= 1e-6; };
  bool sound = !any(process.rating, [&](double r) { return !whole(r); });
  for (const auto& share : process.capacity) {
    if (!share.asset.valid() || static_cast<std::size_t>(share.asset.index) >= check.network.assets.size()) continue;
    const auto& asset = check.network.assets[share.asset];
    for (const double stock : asset.stock) sound = sound && whole(share.share * stock);
    for (const auto& v : asset.vintages)
      sound = sound && (v.committed ? whole(share.share * *v.committed) : v.whole && whole(share.share * v.block));
  }
  if (!sound)
    check.fault("GP3109", fmt::format("consists of units of {}, but its capacity is no whole number of them", unit),
                "make ratings, stocks and blocks multiples of the unit");
}

void check_commitment(Check& check, const Process& process) {
  const auto& commitment = *process.commitment;
  check.series("cost of a start", commitment.start_cost, {});
  check.series("cost of a stop", commitment.stop_cost, {});
  check.series("cost of standing by", commitment.standby_cost, {});
  if (std::min({commitment.min_up, commitment.min_down, commitment.up_before, commitment.down_before}) < 0)
    check.fault("GP3109", "a time on or off is negative");
  if (process.yearly) check.fault("GP3109", "a yearly process cannot be switched on and off", "make it hourly");
  check.number("size of a unit", commitment.unit, {.least = 0});
  if (commitment.unit > 0) check_units(check, process);
  check.series("reach", commitment.reach, {.may_be_infinite = true, .least = 0});
  bool open = any(process.rating, [](double r) { return std::isinf(r); });
  const bool reaches = !any(commitment.reach, [](double r) { return std::isinf(r); });
  for (const auto& share : process.capacity)
    if (share.asset.valid() && static_cast<std::size_t>(share.asset.index) < check.network.assets.size())
      open = open || (commitment.unit == 0 && !reaches && std::isinf(largest(check.network.assets[share.asset])));
  if (open)
    check.fault("GP3109", "is switched on and off, but nothing limits its capacity",
                "give its asset a largest build (p_nom_max), or the process a reach");
  if (any(process.upper, [](double u) { return u < 0; }))
    check.fault("GP3109", "is switched on and off, but its upper limit is negative");
}

void check_outage(Check& check, const Process& process) {
  const Outage& outage = *process.outage;
  const auto& horizon = check.network.horizon;
  const std::vector<int> slice = horizon.slice_of_snapshot();
  bool sound = !process.yearly && outage.last.size() == horizon.snapshots.size();
  for (std::size_t h = 0; sound && h < outage.last.size(); ++h) {
    const auto last = static_cast<std::size_t>(outage.last[h]);
    if (outage.last[h] < 0) continue;
    sound = last >= h && last < slice.size() &&
            horizon.slices[static_cast<std::size_t>(slice[h])].scenario ==
                horizon.slices[static_cast<std::size_t>(slice[last])].scenario;
  }
  if (!sound)
    check.fault("GP3109", "has outages that do not end in a later snapshot of the same scenario",
                "give the last snapshot (or −1) for every snapshot of an hourly process");
  if (!(outage.share >= 0 && outage.share <= 1)) check.fault("GP3109", "loses no share of its capacity in an outage");
  if (has_calendar(check.network))
    check.fault("GP3109", "outages need snapshots in a row, not representative days", "plan full hours");
  bool open = any(process.rating, [](double r) { return std::isinf(r); });
  for (const auto& share : process.capacity)
    if (share.asset.valid() && static_cast<std::size_t>(share.asset.index) < check.network.assets.size())
      open = open || std::isinf(largest(check.network.assets[share.asset]));
  if (open) check.fault("GP3109", "has outages, but its capacity has no limit", "give its asset a largest build");
}

/// A piece of a curve and the one before it are hourly and of a fixed size.
void check_piece(Check& check, const Process& process) {
  const auto& processes = check.network.processes;
  if (!process.after.valid() || !check.exists("process", processes, process.after)) return;
  bool sound = process.active == processes[process.after].active;
  for (const Process* piece : {&process, &processes[process.after]})
    sound = sound && !piece->yearly && piece->capacity.empty() && !piece->commitment &&
            !any(piece->rating, [](double r) { return std::isinf(r); });
  if (!sound)
    check.fault("GP3109", "is a piece after another, but not both are hourly, of a fixed size, in the same periods",
                "give both a rating and the same periods");
}

void check_vintage(Check& check, const Asset& asset, const Vintage& vintage) {
  const auto& horizon = check.network.horizon;
  if (vintage.period < 0 || static_cast<std::size_t>(vintage.period) >= horizon.periods.size())
    return check.fault("GP3111", fmt::format("a vintage names period number {}, which does not exist", vintage.period));
  check.by_period("alive", vintage.alive);
  check.by_period("annual cost", vintage.annual_cost, {});
  check.number("smallest build", vintage.lower, {.least = 0});
  check.number("largest build", vintage.upper, {.may_be_infinite = true, .least = 0});
  check.ordered("build", vintage.lower, vintage.upper);
  check.number("overnight cost", vintage.overnight_cost, {});
  check.number("size of a block", vintage.block, {.least = 0});
  if (vintage.whole && vintage.block == 0)
    check.fault("GP3111", "is built in whole blocks of no size", "give the size of a block");
  if (vintage.committed) check.number("committed build", *vintage.committed, {.least = 0});
  if (vintage.after >= 0 &&
      (static_cast<std::size_t>(vintage.after) >= asset.vintages.size() || std::isinf(vintage.upper) ||
       std::isinf(asset.vintages[static_cast<std::size_t>(vintage.after)].upper)))
    check.fault("GP3111", "is built after a vintage that does not exist or has no largest build");
  if (vintage.committed || vintage.lower <= 0) return;
  for (const auto& draw : asset.draws)
    if (draw.counts(vintage) &&
        horizon.period_of(horizon.periods[static_cast<std::size_t>(vintage.period)].first_year - draw.lead_years) < 0)
      check.fault(
          "GP3111",
          fmt::format("at least {} must be built by {}, but what it takes falls due {} years earlier, before the "
                      "first period",
                      vintage.lower, horizon.periods[static_cast<std::size_t>(vintage.period)].first_year,
                      draw.lead_years),
          "list the build as committed, or let it come later");
}

void check_efficiency(Check& check, const char* what, const Series& efficiency) {
  check.series(what, efficiency, {.least = 0});
  if (any(efficiency, [](double e) { return e == 0; }))
    check.fault("GP3108", fmt::format("{} is 0", what), "efficiencies lie above 0");
}

void check_store_kind(Check& check, const Store& store) {
  if (store.free) {
    if (!store.charge_cost.is(0) || !store.charge_efficiency.is(1) || !store.discharge_efficiency.is(1) ||
        !store.power.empty() || store.discharge_node.valid())
      check.fault("GP3114",
                  "has no power of its own (free), so it has no efficiency, charging cost, power limit or second node",
                  "make it a store with power, or leave these at their defaults");
  }
  if (!has_calendar(check.network)) return;
  if (store.linked && (!store.level_cost.is(0) || store.fixed_level))
    check.fault("GP3114", "is linked over representative days, so its level can have neither a cost nor given values");
  if (!store.linked && !store.cyclic && (store.initial > 0 || !store.depletion.empty()))
    check.fault("GP3114",
                "begins with a given level, but representative days are not linked: it would begin every day with it",
                "set it to linked or cyclic");
  if (!store.linked && !store.per_period)
    check.fault("GP3114", "carries its level from period to period, but representative days are not linked",
                "set it to linked, or let each period stand for itself");
  if (store.linked && !store.per_period &&
      std::ranges::any_of(check.network.horizon.slices, [](const Slice& slice) { return slice.calendar.day.empty(); }))
    check.fault("GP3114", "carries its level between representative days and full hours");
}

/// What is on its way arrives within its slice, at an hourly node.
void check_journey(Check& check, const Process& process, const Port& port) {
  const auto& horizon = check.network.horizon;
  const auto nodes = check.network.nodes.size();
  const bool hourly = !process.yearly && port.node.index >= 0 && static_cast<std::size_t>(port.node.index) < nodes &&
                      check.network.nodes[port.node].speed == Speed::hourly;
  bool sound = hourly && port.left.size() == horizon.snapshots.size();
  for (const Slice& slice : horizon.slices)
    for (int h = slice.first; sound && h < slice.first + slice.count; ++h) {
      const int left = port.left[static_cast<std::size_t>(h)];
      sound = left == -1 || (left >= slice.first && left < slice.first + slice.count);
    }
  if (!sound)
    check.fault("GP3109", "delivers late, but not from the snapshots of the same slice to an hourly node",
                "give one snapshot of departure (or −1) for every snapshot");
}

}  // namespace

void check_nodes(Check& check) {
  for (const auto& node : check.network.nodes) {
    check.about("node", node.name);
    check.series("demand", node.demand, {});
    if (!node.whole_horizon) {
      check.by_period("limit", node.limit, {.may_be_infinite = node.speed == Speed::rate});
    } else if (node.limit.size() > 1 && node.limit.size() != check.network.horizon.scenarios.size()) {
      check.fault("GP3104", "has one limit for the whole horizon, or one a scenario, but more values");
    } else {
      for (const double limit : node.limit) check.number("limit", limit, {.may_be_infinite = true});
    }
    if (node.whole_horizon && node.speed != Speed::rate)
      check.fault("GP3107", "only a rate node can balance over the whole horizon");
    check.number("share kept", node.keep, {.least = 0});
    if (node.keep > 1) check.fault("GP3106", fmt::format("share kept is {}, more than 1", node.keep));
    if (node.keep > 0 && node.speed != Speed::stock) check.fault("GP3107", "only a stock node carries something over");
  }
}

void check_processes(Check& check) {
  for (const auto& process : check.network.processes) {
    check.about("process", process.name);
    const bool yearly = process.yearly;
    for (const auto& port : process.ports) {
      if (yearly)
        check.meets("a yearly port", port.node, Speed::rate, Speed::stock);
      else
        check.exists("node", check.network.nodes, port.node);
      check.series("coefficient of a port", port.coefficient, {.by_period = yearly});
      if (!port.left.empty()) check_journey(check, process, port);
    }
    check.shares("capacity", process.capacity);
    check.series("rating", process.rating,
                 {.by_period = yearly || process.rating_by_period, .may_be_infinite = true, .least = 0});
    check.series("lower limit", process.lower, {.by_period = yearly, .may_be_infinite = true});
    check.series("upper limit", process.upper, {.by_period = yearly, .may_be_infinite = true});
    check.ordered("activity", process.lower, process.upper, yearly);
    check_unlimited(check, "activity", process.rating, process.lower, process.upper);
    check.series("cost", process.cost, {.by_period = yearly});
    check.series("quadratic cost", process.quadratic, {.by_period = yearly, .least = 0});
    if (process.fixed) check.series("given activity", *process.fixed, {.by_period = yearly, .may_be_missing = true});
    if (process.ramp) check_ramp(check, *process.ramp);
    if (process.ramp && yearly) check.fault("GP3109", "a yearly process has no ramp", "make it hourly");
    if (process.commitment) check_commitment(check, process);
    if (process.outage) check_outage(check, process);
    check_piece(check, process);
    check.number("least energy", process.energy_min, {.may_be_infinite = true});
    check.number("most energy", process.energy_max, {.may_be_infinite = true});
    check.ordered("energy", process.energy_min, process.energy_max);
    if (yearly && (process.energy_min > -unlimited || process.energy_max < unlimited))
      check.fault("GP3109", "a yearly process has no limit on energy", "limit its activity");
    check.by_period("active", process.active);
  }
}

void check_stores(Check& check) {
  for (const auto& store : check.network.stores) {
    check.about("store", store.name);
    check.meets("the store", store.node, Speed::hourly, Speed::hourly);
    if (store.discharge_node.valid()) check.meets("discharge", store.discharge_node, Speed::hourly, Speed::hourly);
    check.shares("power", store.power);
    check.shares("level", store.level);
    check.number("power rating", store.power_rating, {.may_be_infinite = true, .least = 0});
    check.series("level rating", store.level_rating, {.may_be_infinite = true, .least = 0});
    check.series("charge limit", store.charge_upper, {.may_be_infinite = true, .least = 0});
    check.series("discharge limit", store.discharge_upper, {.may_be_infinite = true, .least = 0});
    check.series("lowest level", store.level_lower, {});
    check.series("highest level", store.level_upper, {.may_be_infinite = true});
    check.ordered("level", store.level_lower, store.level_upper);
    check_unlimited(check, "level", store.level_rating, store.level_lower, store.level_upper);
    check_efficiency(check, "efficiency of charging", store.charge_efficiency);
    check_efficiency(check, "efficiency of discharging", store.discharge_efficiency);
    check.series("loss", store.loss, {});
    if (store.loss.constant() && store.loss.at(0) > 1)
      check.fault("GP3108", "loses more than everything an hour",
                  "a standing loss is a share of the level, from 0 to 1");
    check.series("inflow", store.inflow, {});
    for (const auto* cost : {&store.charge_cost, &store.discharge_cost, &store.level_cost, &store.spill_cost})
      check.series("cost", *cost, {});
    if (store.fixed_level) check.series("given level", *store.fixed_level, {.may_be_missing = true});
    if (store.fixed_power) check.series("given power", *store.fixed_power, {.may_be_missing = true});
    check.number("level at the beginning", store.initial, {});
    for (const double level : store.initial_of) check.number("level at the beginning", level, {});
    if (!store.initial_of.empty() && store.initial_of.size() != check.network.horizon.scenarios.size())
      check.fault("GP3104", "needs a level at the beginning for every scenario, or one for all");
    for (const auto& port : store.depletion) {
      check.meets("what depletion feeds", port.node, Speed::rate, Speed::stock);
      check.series("coefficient of depletion", port.coefficient, {.by_period = true});
    }
    check.by_period("active", store.active);
    check_store_kind(check, store);
  }
}

void check_lines(Check& check) {
  for (const auto& line : check.network.lines) {
    check.about("line", line.name);
    check.meets("the line", line.from, Speed::hourly, Speed::hourly);
    check.meets("the line", line.to, Speed::hourly, Speed::hourly);
    check.number("reactance", line.reactance, {});
    check.series("phase shift", line.shift, {});
    check.number("least phase shift", line.shift_lower, {});
    check.number("largest phase shift", line.shift_upper, {});
    check.number("largest angle", line.angle, {.may_be_infinite = true, .least = 0});
    check.shares("capacity", line.capacity);
    check.number("rating", line.rating, {.may_be_infinite = true, .least = 0});
    check.series("upper limit", line.upper, {.may_be_infinite = true, .least = 0});
    if (line.fixed) check.series("given flow", *line.fixed, {.may_be_missing = true});
    check.by_period("active", line.active);
  }
}

void check_assets(Check& check) {
  for (const auto& asset : check.network.assets) {
    check.about("asset", asset.name);
    for (const auto& draw : asset.draws) {
      check.meets("a draw", draw.node, Speed::stock, Speed::stock);
      check.number("amount of a draw", draw.amount, {});
      check.number("lead of a draw", draw.lead_years, {});
    }
    for (const auto& hold : asset.holds)
      if (check.meets("a hold", hold.node, Speed::hourly, Speed::rate) || hold.node.valid())
        check.series("amount of a hold", hold.amount,
                     {.by_period = static_cast<std::size_t>(hold.node.index) < check.network.nodes.size() &&
                                   check.network.nodes[hold.node].speed != Speed::hourly});
    for (const auto& vintage : asset.vintages) check_vintage(check, asset, vintage);
    check.by_period("stock", asset.stock, {.least = 0});
    check.by_period("smallest capacity", asset.cap_lower, {});
    check.by_period("largest capacity", asset.cap_upper, {.may_be_infinite = true});
    for (std::size_t p = 0; p < std::min(asset.cap_lower.size(), asset.cap_upper.size()); ++p)
      check.ordered("capacity", asset.cap_lower[p], asset.cap_upper[p]);
    check.number("saving of a closure", asset.fixed_share_saved, {});
    check.number("constant cost", asset.constant_cost, {});
  }
}

}  // namespace gigaplan::network
