// Generators, links and processes: one activity each, with ports at their buses.
//
//     generator   bus: +sign                                       primary energy: emissions / efficiency
//     link        bus0: −1, bus_i: +efficiency_i                   process: bus_i: rate_i
//
// What a port gives with a delay arrives in snapshot h from the latest snapshot whose start lies `delay` or more before
// that of h:  left[h] = max { s : t_s ≤ t_h − delay },  t_h = Σ of the generator weightings before h within the period;
// cyclic: t_h − delay modulo the length of the period; otherwise nothing arrives where t_h < delay.
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

/// The member's process without ports, or nothing when it is inactive.
bool begin(View& view, Work& work, std::size_t m, Process& process) {
  Member& member = work.result.trace.members[view.list()].emplace_back();
  member.active = view.flag("active", m);
  member.extendable = view.flag("p_nom_extendable", m);
  if (!member.active) return false;
  process.name = fmt::format("{} {}", view.list(), view.name(m));
  process.carrier = view.text("carrier", m);
  process.unit = "MW";
  member.asset = asset(view, work, m, "p_nom", member);
  if (member.extendable)
    process.capacity = {{member.asset, 1}};
  else
    process.rating = rating(view, "p_nom", m);
  process.active = active_periods(view, work, m);
  return true;
}

void end(View& view, Work& work, std::size_t m, Process process) {
  Member& member = work.result.trace.members[view.list()].back();
  operation(view, work, m, member, process);
  member.process = work.network().processes.add(std::move(process));
}

bool refuse_curve(const View& view, std::size_t m, std::string_view attribute) {
  std::size_t at = 0;
  if (view.curve(attribute, m, at) == nullptr) return false;
  view.fault("GP3206", m, fmt::format("breakpoints of {} are not modelled", attribute),
             "give one value, or split the member into several");
  return true;
}

/// The snapshot whose goods arrive in each snapshot, −1 for none; empty without a delay.
std::vector<std::int32_t> departures(const View& view, const Work& work, std::size_t m, const std::string& suffix) {
  const double delay = std::trunc(view.one("delay" + suffix, m));
  if (delay == 0) return {};
  const bool cyclic = view.flag("cyclic_delay" + suffix, m);
  const network::Horizon& horizon = work.network().horizon;
  std::vector<std::int32_t> left(work.horizon(), -1);
  for (const network::Slice& slice : horizon.slices) {
    std::vector<double> start;
    double length = 0;
    for (int i = 0; i < slice.count; ++i) {
      start.push_back(length);
      length += horizon.snapshots[at(slice.first + i)].energy;
    }
    if (!(delay > 0 && delay < length)) {
      view.fault("GP3215", m, fmt::format("delay{} is {}, but the time it falls in is {} long", suffix, delay, length),
                 "give a delay from 0 to below the sum of the generator weightings of every period");
      return {};
    }
    for (int i = 0; i < slice.count; ++i) {
      double time = start[at(i)] - delay;
      if (cyclic && time < 0) time += length;
      if (time < 0) continue;
      const auto later = std::ranges::upper_bound(start, time);
      left[at(slice.first + i)] = slice.first + static_cast<int>(later - start.begin()) - 1;
    }
  }
  return left;
}

}  // namespace

void generators(Work& work, const std::vector<FlowLimit>& limits) {
  View view(work, "generators");
  for (std::size_t m = 0; m < view.size(); ++m) {
    Process process;
    if (!begin(view, work, m, process)) continue;
    process.ports.push_back({view.node("bus", m), view.series("sign", m)});
    const Series efficiency = view.series("efficiency", m);
    for (const FlowLimit& limit : limits) {
      const Series weight = weight_of(work, limit, process.carrier);
      if (weight.is(0)) continue;
      if (limit.primary_energy) refuse_curve(view, m, "efficiency");
      if (limit.primary_energy && efficiency.is(0))
        view.fault("GP3215", m, "an efficiency of 0 under a limit on primary energy takes fuel without end",
                   "give an efficiency above 0");
      process.ports.push_back({limit.node, combine(work.horizon(), {&weight, &efficiency}, [&](std::size_t h) {
                                 return limit.primary_energy && weight.at(h) != 0 ? weight.at(h) / efficiency.at(h)
                                                                                  : weight.at(h);
                               })});
    }
    process.energy_min = view.one("e_sum_min", m);
    process.energy_max = view.one("e_sum_max", m);
    end(view, work, m, std::move(process));
  }
}

void links(Work& work) {
  View view(work, "links");
  const std::vector<int> ports = view.ports();
  for (std::size_t m = 0; m < view.size(); ++m) {
    Process process;
    if (!begin(view, work, m, process)) continue;
    process.ports.push_back({view.node("bus0", m), Series(-1.0)});
    for (const int port : ports) {
      if (port == 0) continue;
      const std::string efficiency = port == 1 ? "efficiency" : fmt::format("efficiency{}", port);
      const network::NodeId node = view.node(fmt::format("bus{}", port), m);
      if (node.valid() && !refuse_curve(view, m, efficiency))
        process.ports.push_back(
            {node, view.series(efficiency, m), departures(view, work, m, port == 1 ? "" : std::to_string(port))});
    }
    end(view, work, m, std::move(process));
  }
}

void processes(Work& work) {
  View view(work, "processes");
  const std::vector<int> ports = view.ports();
  for (std::size_t m = 0; m < view.size(); ++m) {
    Process process;
    if (!begin(view, work, m, process)) continue;
    for (const int port : ports) {
      const std::string rate = fmt::format("rate{}", port);
      const network::NodeId node = view.node(fmt::format("bus{}", port), m);
      if (node.valid() && !refuse_curve(view, m, rate))
        process.ports.push_back({node, view.series(rate, m), departures(view, work, m, std::to_string(port))});
    }
    end(view, work, m, std::move(process));
  }
}

}  // namespace gigaplan::exchange::pypsa::map
