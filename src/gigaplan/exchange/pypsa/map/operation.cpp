// What generators, links and processes share: limits, costs and set point of the activity, ramps, on and off.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gigaplan/base/index.hpp"
#include "gigaplan/exchange/pypsa/map/curves.hpp"
#include "gigaplan/exchange/pypsa/map/parts.hpp"

namespace gigaplan::exchange::pypsa::map {
namespace {

using network::Process;
using network::Series;

/// PyPSA limits the change from one snapshot to the next, however many hours lie between; the Network's ramps are per
/// hour.
Series per_hour(const Work& work, const Series& limit) {
  const auto& snapshots = work.network().horizon.snapshots;
  if (std::ranges::all_of(snapshots, [](const network::Snapshot& s) { return s.elapsed == 1; })) return limit;
  std::vector<double> values(work.horizon());
  for (std::size_t h = 0; h < values.size(); ++h) values[h] = limit.at(h);
  for (const network::Slice& slice : work.network().horizon.slices)
    for (int i = 1; i < slice.count; ++i) {
      const auto h = at(slice.first + i);
      if (snapshots[h - 1].elapsed > 0) values[h] /= snapshots[h - 1].elapsed;
    }
  return {std::move(values)};
}

/// A member that is not there in the first period: what PyPSA's attributes say of before belongs to the first snapshot
/// of all, so that it comes switched off, free to start, and its first activity follows none.
bool comes_later(const Process& process) { return !process.active.empty() && !process.active.front(); }

void refuse_quadratic(const View& view, std::size_t m, const Process& process) {
  for (std::size_t h = 0; h < (process.quadratic.constant() ? 1 : process.quadratic.values().size()); ++h)
    if (process.quadratic.at(h) < 0)
      return view.fault("GP3215", m, "a falling quadratic cost has no least: marginal_cost_quadratic is below 0",
                        "give 0 or more");
}

void ramp(const View& view, const Work& work, std::size_t m, Process& process) {
  const double start = view.one("ramp_limit_start_up", m), stop = view.one("ramp_limit_shut_down", m);
  const bool committable = view.flag("committable", m);
  const bool edges = committable && (!std::isnan(start) || !std::isnan(stop));
  if (!edges && view.absent("ramp_limit_up", m) && view.absent("ramp_limit_down", m)) return;
  network::Ramp ramp;
  ramp.up = per_hour(work, view.series("ramp_limit_up", m));
  ramp.down = per_hour(work, view.series("ramp_limit_down", m));
  if (committable && !std::isnan(start)) ramp.start = start;
  if (committable && !std::isnan(stop)) ramp.stop = stop;
  if (!comes_later(process)) ramp.before = view.one("p_init", m);
  process.ramp = ramp;
}

/// PyPSA counts every start once, whatever hours and years a snapshot stands for; the Network counts it as often as the
/// snapshot happens, ω_h / τ_h times a year, δ_p years.
Series per_switch(const Work& work, const Series& cost) {
  if (cost.is(0)) return cost;
  const network::Horizon& horizon = work.network().horizon;
  const std::vector<int> slice = horizon.slice_of_snapshot();
  std::vector<double> values(work.horizon());
  bool same = true;
  for (std::size_t h = 0; h < values.size(); ++h) {
    const network::Snapshot& snapshot = horizon.snapshots[h];
    const auto period = static_cast<std::size_t>(horizon.slices[static_cast<std::size_t>(slice[h])].period);
    const double times = horizon.periods[period].weight * snapshot.cost / snapshot.elapsed;
    same = same && times == 1;
    values[h] = cost.at(h) / times;
  }
  if (same) return cost;
  return {std::move(values)};
}

/// Units of p_nom_mod. Where p_nom is fixed, PyPSA counts the whole of it in the ramps of every unit; where one of the
/// limits of a direction is given, the other is 1, of the whole p_nom too.
void several_units(const View& view, const Work& work, std::size_t m, double unit, const Member& member,
                   Process& process) {
  process.commitment->unit = unit;
  if (process.commitment->min_down > 0)
    view.fault("GP3206", m, "min_down_time together with p_nom_mod and committable is not modelled",
               "PyPSA then lets a single unit run; set min_down_time to 0, or split the member into its units");
  if (member.extendable) return;
  const double units = view.one("p_nom", m) / unit;
  if (!(std::abs(units - std::round(units)) <= 1e-6))
    return view.fault("GP3215", m, "p_nom is no whole number of p_nom_mod, and the member is committable",
                      "give a multiple of p_nom_mod");
  if (!process.ramp || units == 1) return;
  network::Ramp& ramp = *process.ramp;
  const auto whole = [&](double limit) { return (std::isfinite(limit) ? limit : 1) * units; };
  const bool rises = !view.absent("ramp_limit_up", m) || std::isfinite(ramp.start);
  const bool falls = !view.absent("ramp_limit_down", m) || std::isfinite(ramp.stop);
  const auto whole_series = [&](const char* attribute) {
    const Series given = view.series(attribute, m);
    return per_hour(work, combine(work.horizon(), {&given}, [&](std::size_t h) { return whole(given.at(h)); }));
  };
  if (rises) ramp.up = whole_series("ramp_limit_up"), ramp.start = whole(ramp.start);
  if (falls) ramp.down = whole_series("ramp_limit_down"), ramp.stop = whole(ramp.stop);
}

/// PyPSA's rows of a unit of undecided size let it run backwards while off, as far as M goes.
void refuse_backwards(const View& view, std::size_t m, const Process& process) {
  if (process.lower.constant() ? process.lower.at(0) >= 0
                               : std::ranges::all_of(process.lower.values(), [](double v) { return v >= 0; }))
    return;
  view.fault("GP3206", m, "committable together with p_nom_extendable and a p_min_pu below 0 is not modelled",
             "PyPSA then lets it run backwards while it is off; set p_min_pu to 0 or above, or split it by direction");
}

void commit(const View& view, Work& work, std::size_t m, const Member& member, Process& process) {
  network::Commitment commitment;
  commitment.min_up = static_cast<int>(view.one("min_up_time", m));
  commitment.min_down = static_cast<int>(view.one("min_down_time", m));
  commitment.up_before = static_cast<int>(view.one("up_time_before", m));
  commitment.down_before = static_cast<int>(view.one("down_time_before", m));
  if (comes_later(process)) commitment.up_before = commitment.down_before = 0, commitment.follows = false;
  commitment.start_cost = per_switch(work, view.series("start_up_cost", m));
  commitment.stop_cost = per_switch(work, view.series("shut_down_cost", m));
  commitment.standby_cost = view.series("stand_by_cost", m);
  for (const Series* cost : {&commitment.start_cost, &commitment.stop_cost})
    if (!std::isfinite(cost->at(0)) || std::ranges::any_of(cost->values(), [](double v) { return !std::isfinite(v); }))
      view.fault("GP3206", m, "start-up and shut-down costs need weightings above 0 in every snapshot",
                 "give all snapshots and periods weightings above 0, or drop these costs");
  process.commitment = commitment;
  if (const double unit = view.one("p_nom_mod", m); unit > 0)
    return several_units(view, work, m, unit, member, process);
  if (member.extendable) {
    refuse_backwards(view, m, process);
    process.commitment->reach = reach(view, work, m);
  }
  if (!member.extendable && std::isinf(process.rating.at(0)))
    view.fault("GP3206", m, "committable needs a finite p_nom", "give p_nom");
}

}  // namespace

void operation(const View& view, Work& work, std::size_t m, Member& member, Process& process) {
  process.lower = view.series("p_min_pu", m);
  process.upper = view.series("p_max_pu", m);
  process.cost = view.series("marginal_cost", m);
  process.quadratic = view.series("marginal_cost_quadratic", m);
  if (!process.quadratic.is(0)) refuse_quadratic(view, m, process);
  if (!view.absent("p_set", m)) process.fixed = view.series("p_set", m);
  if (has_curve(view, m, "marginal_cost")) {
    const auto curve = cost_curve(view, m, "marginal_cost", scale_of(view, m, "p_nom", "marginal_cost"));
    if (curve->start != 0 && view.flag("committable", m))
      view.fault("GP3206", m, "a curve of marginal_cost that begins below 0 is not modelled with committable",
                 "begin the curve at 0");
    member.pieces = charge_along(work, *curve, process);
  }

  ramp(view, work, m, process);
  outage(view, work, m, member, process);
  if (view.flag("committable", m)) commit(view, work, m, member, process);
}

}  // namespace gigaplan::exchange::pypsa::map
