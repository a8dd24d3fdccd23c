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

/// A curve that begins below 0 would have to end where the unit is off.
void refuse_start(const View& view, std::size_t m, const Curve& curve, const std::string& attribute) {
  if (curve.start != 0 && view.flag("committable", m))
    view.fault("GP3206", m,
               fmt::format("a curve of {} that begins below 0 is not modelled with committable", attribute),
               "begin the curve at 0");
}

/// One port of a member: in proportion to `attribute`, or along its curve.
struct Arm {
  int number = 0;
  std::string attribute;
  network::NodeId node;
  std::vector<std::int32_t> left;
};

/// All ports in their order, then the curves, which add nodes of their own.
void connect(const View& view, Work& work, std::size_t m, const std::vector<Arm>& arms, Process& process) {
  for (const Arm& arm : arms)
    process.ports.push_back(
        {arm.node, has_curve(view, m, arm.attribute) ? Series(0.0) : view.series(arm.attribute, m), arm.left});
  for (const Arm& arm : arms) {
    if (!has_curve(view, m, arm.attribute)) continue;
    const auto curve = share_curve(view, m, arm.attribute, scale_of(view, m, "p_nom", arm.attribute), false);
    refuse_start(view, m, *curve, arm.attribute);
    work.result.trace.members[view.list()].back().along[arm.number] =
        give_along(work, *curve, process, arm.attribute, {{arm.node, Series(1.0), arm.left}});
  }
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

/// What a generator feeds into the limits: its emissions per primary energy, or itself. Where PyPSA has any limit on
/// primary energy, it holds every generator with a curve of efficiency to that curve.
void burn(const View& view, Work& work, std::size_t m, const std::vector<FlowLimit>& limits, Process& process) {
  const bool curved = has_curve(view, m, "efficiency");
  const Series efficiency = curved ? Series(1.0) : view.series("efficiency", m);
  std::vector<network::Port> along;
  for (const FlowLimit& limit : limits) {
    const Series weight = weight_of(work, limit, process.carrier);
    if (weight.is(0)) continue;
    if (limit.primary_energy && efficiency.is(0))
      view.fault("GP3215", m, "an efficiency of 0 under a limit on primary energy takes fuel without end",
                 "give an efficiency above 0");
    const Series share = combine(work.horizon(), {&weight, &efficiency}, [&](std::size_t h) {
      return limit.primary_energy && weight.at(h) != 0 ? weight.at(h) / efficiency.at(h) : weight.at(h);
    });
    (curved && limit.primary_energy ? along : process.ports).push_back({limit.node, share});
  }
  const bool limited = std::ranges::any_of(limits, [](const FlowLimit& limit) { return limit.primary_energy; });
  if (!curved || !limited) return;
  const auto curve = share_curve(view, m, "efficiency", scale_of(view, m, "p_nom", "efficiency"), true);
  refuse_start(view, m, *curve, "efficiency");
  work.result.trace.members[view.list()].back().along[0] = give_along(work, *curve, process, "efficiency", along);
}

/// Energy over the horizon; where its limits differ between scenarios, two nodes with a limit for each.
void energy(const View& view, Work& work, std::size_t m, Process& process) {
  const auto least = view.each("e_sum_min", m), most = view.each("e_sum_max", m);
  if (least.empty()) process.energy_min = view.one("e_sum_min", m);
  if (most.empty()) process.energy_max = view.one("e_sum_max", m);
  for (const auto* limits : {&least, &most}) {
    if (limits->empty()) continue;
    if (work.tables.many_periods())
      view.fault("GP3206", m, "e_sum_min or e_sum_max differs between scenarios and counts over several periods",
                 "give all scenarios the same value");
    network::Node node;
    node.name = fmt::format("{} {}", process.name, limits == &least ? "e_sum_min" : "e_sum_max");
    node.unit = "MWh";
    node.speed = network::Speed::rate;
    node.whole_horizon = true;
    node.sense = limits == &least ? network::Sense::at_least : network::Sense::at_most;
    node.limit = *limits;
    process.ports.push_back({work.network().nodes.add(std::move(node)), Series(1.0)});
  }
}

}  // namespace

void generators(Work& work, const std::vector<FlowLimit>& limits) {
  View view(work, "generators");
  for (std::size_t m = 0; m < view.size(); ++m) {
    Process process;
    if (!begin(view, work, m, process)) continue;
    process.ports.push_back({view.node("bus", m), view.series("sign", m)});
    burn(view, work, m, limits, process);
    energy(view, work, m, process);
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
    std::vector<Arm> arms;
    for (const int port : ports) {
      if (port == 0) continue;
      const std::string efficiency = port == 1 ? "efficiency" : fmt::format("efficiency{}", port);
      const network::NodeId node = view.node(fmt::format("bus{}", port), m);
      if (node.valid())
        arms.push_back({port, efficiency, node, departures(view, work, m, port == 1 ? "" : std::to_string(port))});
    }
    connect(view, work, m, arms, process);
    end(view, work, m, std::move(process));
  }
}

void processes(Work& work) {
  View view(work, "processes");
  const std::vector<int> ports = view.ports();
  for (std::size_t m = 0; m < view.size(); ++m) {
    Process process;
    if (!begin(view, work, m, process)) continue;
    std::vector<Arm> arms;
    for (const int port : ports) {
      const std::string rate = fmt::format("rate{}", port);
      const network::NodeId node = view.node(fmt::format("bus{}", port), m);
      if (node.valid()) arms.push_back({port, rate, node, departures(view, work, m, std::to_string(port))});
    }
    connect(view, work, m, arms, process);
    end(view, work, m, std::move(process));
  }
}

}  // namespace gigaplan::exchange::pypsa::map
