#include "gigaplan/formulate/yearly_flows.hpp"

#include <cmath>

#include "gigaplan/formulate/levels.hpp"

namespace gigaplan::formulate {
namespace {

/// factor · (level at the start − level at the end) of store k in slice s.
double enter_depletion(Frame& frame, std::size_t k, std::size_t s, double factor) {
  const auto& store = nth(frame.network.stores, k);
  const auto& slice = frame.slices()[s];
  const auto level = frame.layout.level[k][s];
  if (linked_in(store, slice)) {
    if (store.cyclic && store.per_period) return 0;
    const auto first = frame.layout.day_level[k][s];
    const auto days = static_cast<std::int32_t>(slice.calendar.day.size());
    frame.builder.entry(first, factor);
    double left = 1;
    const int hours = slice.calendar.snapshots_per_day, from = slice.calendar.day.back() * hours;
    for (int i = from; i < from + hours; ++i)
      left *= keep(store, slice.first + i, frame.snapshot(slice.first + i).elapsed);
    frame.builder.entry(first + days - 1, -factor * left);
    frame.builder.entry(level + from + hours - 1, -factor);
    return 0;
  }
  if (!slice.calendar.day.empty() && store.cyclic) return 0;
  const auto before = level_before(frame, k, s, 0);
  if (before.column != nowhere) frame.builder.entry(before.column, factor);
  frame.builder.entry(level + slice.count - 1, -factor);
  return factor * before.level;
}

}  // namespace

bool fed_hourly(const Frame& frame, std::size_t node) {
  const auto& arms = frame.arms[node];
  if (!arms.depletions.empty()) return true;
  for (const auto& arm : arms.processes)
    if (!nth(frame.network.processes, arm.thing).yearly) return true;
  return false;
}

double enter_yearly_flows(Frame& frame, std::size_t n, int scenario, int period, double factor) {
  auto& builder = frame.builder;
  const auto& arms = frame.arms[n];
  const auto& network = frame.network;
  double constant = 0;
  for (const auto& arm : arms.holds) {
    const auto& hold = nth(network.assets, arm.thing).holds[at(arm.port)];
    const auto& cap = frame.cap(network.assets.id(at(arm.thing)), period);
    const double amount = -factor * hold.amount.at(at(period));
    cap.enter(builder, amount);
    constant += amount * cap.constant;
  }
  for (const auto& arm : arms.processes) {
    const auto& process = nth(network.processes, arm.thing);
    const auto& coefficient = process.ports[at(arm.port)].coefficient;
    const auto& first = frame.layout.activity[at(arm.thing)];
    if (process.yearly) {
      if (active(process.active, period)) builder.entry(first[0] + period, factor * coefficient.at(at(period)));
      continue;
    }
    for (std::size_t s = 0; s < frame.slices().size(); ++s) {
      const auto& slice = frame.slices()[s];
      if (slice.period != period || slice.scenario != scenario || first[s] == nowhere) continue;
      for (int i = 0; i < slice.count; ++i)
        builder.entry(first[s] + i,
                      factor * frame.snapshot(slice.first + i).energy * coefficient.at(at(slice.first + i)));
    }
  }
  for (const auto& arm : arms.depletions) {
    const auto& coefficient = nth(network.stores, arm.thing).depletion[at(arm.port)].coefficient;
    for (std::size_t s = 0; s < frame.slices().size(); ++s) {
      const auto& slice = frame.slices()[s];
      if (slice.period != period || slice.scenario != scenario || frame.layout.level[at(arm.thing)][s] == nowhere)
        continue;
      constant += enter_depletion(frame, at(arm.thing), s, factor * coefficient.at(at(period)));
    }
  }
  return constant;
}

}  // namespace gigaplan::formulate
