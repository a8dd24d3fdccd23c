// Maintenance that PyPSA plans itself. An event that begins in snapshot t covers the shortest run of snapshots from
// there whose generator weightings w sum to maintenance_duration:
//
//     last(t) = min { i : Σ_{j ≤ i} w_j ≥ duration · (1 − 10⁻⁶) + Σ_{j < t} w_j }
//
// over the whole horizon, periods one after the other. None begins where the member is away before the run ends, or
// where the horizon ends first.
#include <algorithm>
#include <cmath>

#include "gigaplan/exchange/pypsa/map/parts.hpp"

namespace gigaplan::exchange::pypsa::map {
namespace {

std::vector<std::int32_t> last_of_runs(const Work& work, const network::Process& process, double duration) {
  const std::vector<double>& weight = work.tables.generator_weight;
  const network::Horizon& horizon = work.network().horizon;
  const std::vector<int> slice = horizon.slice_of_snapshot();
  const auto there = [&](std::size_t t) {
    return process.active.empty() ||
           process.active[static_cast<std::size_t>(horizon.slices[static_cast<std::size_t>(slice[t])].period)];
  };
  std::vector<double> sum(weight.size());
  double total = 0;
  for (std::size_t t = 0; t < weight.size(); ++t) sum[t] = total += weight[t];
  std::vector<std::int32_t> last(work.horizon(), -1);
  for (std::size_t t = 0; t < weight.size(); ++t) {
    const auto end = std::ranges::lower_bound(sum, duration * (1 - 1e-6) + (sum[t] - weight[t]));
    if (end == sum.end()) continue;
    const auto stop = static_cast<std::size_t>(end - sum.begin());
    bool whole = true;
    for (std::size_t i = t; i <= stop; ++i) whole = whole && there(i);
    for (std::size_t s = 0; whole && s < work.tables.scenario_count(); ++s)
      last[s * weight.size() + t] = static_cast<std::int32_t>(s * weight.size() + stop);
  }
  return last;
}

}  // namespace

void outage(const View& view, const Work& work, std::size_t m, const Member& member, network::Process& process) {
  if (!view.flag("maintainable", m)) return;
  const double duration = view.one("maintenance_duration", m), share = view.one("maintenance_pu", m);
  if (!(duration > 0))
    return view.fault("GP3215", m, "maintainable needs a maintenance_duration above 0", "give it in hours");
  if (!(share >= 0 && share <= 1))
    return view.fault("GP3215", m, "maintenance_pu is no share of the capacity", "give a number from 0 to 1");
  if (std::isinf(member.extendable ? view.one("p_nom_max", m) : view.one("p_nom", m)))
    return view.fault("GP3215", m, "maintainable needs a capacity with a limit, as in PyPSA",
                      member.extendable ? "give p_nom_max" : "give p_nom");
  network::Outage outage;
  outage.events = static_cast<int>(view.one("maintenance_events", m));
  outage.share = share;
  outage.last = last_of_runs(work, process, duration);
  process.outage = std::move(outage);
}

}  // namespace gigaplan::exchange::pypsa::map
