// Outages that are planned: b[k,h] one begins, m[k,h] the process has one, z[k,h] what is away of the size S that its
// limits count, [unit of k].
//
//     Σ_h b[h] = events                                         in each scenario
//     m[h] − Σ_{i ≤ h ≤ last[i]} b[i] = 0
//     z[h] ≤ S[h],   z[h] ≤ S_max m[h],   z[h] ≥ S[h] − S_max (1 − m[h])
//
// b is 0 or 1, and 0 where none may begin (last[h] = −1); m ≤ 1: outages do not overlap. In the limits of the activity
// share · z is taken from S. S is the capacity C, or that of the units that run, C u or unit · u; z = C m needs neither
// column nor rows where C is a number and the process does not switch.
#include <algorithm>

#include "gigaplan/formulate/units.hpp"

namespace gigaplan::formulate {
namespace {

using program::infinity;

/// Does z need a column of its own?
bool product(const network::Process& process, const Band& band) { return process.commitment || !band.capacity.fixed(); }

/// The largest S at position i.
double largest(const Frame& frame, const network::Process& process, const Band& band, int period, int i) {
  return band.constant(i) + (band.capacity.fixed() ? 0 : largest_capacity(frame, process.capacity, period));
}

void count(Frame& frame, std::size_t k, int scenario) {
  const auto& process = nth(frame.network.processes, k);
  const auto& name = frame.network.horizon.scenarios[at(scenario)].name;
  const auto starts = chain(frame, frame.layout.outage_start[k], scenario);
  if (starts.empty()) return;
  frame.builder.begin_rows(frame.family(Row::outage_count, "1"),
                           frame.scenarios() == 1 ? process.name : process.name + "," + name, program::Axis::single, 0,
                           1);
  for (const auto column : starts) frame.builder.entry(column, 1);
  frame.builder.row(process.outage->events, process.outage->events);
}

void last(Frame& frame, std::size_t k, int scenario) {
  auto& builder = frame.builder;
  const auto& process = nth(frame.network.processes, k);
  const auto b = chain(frame, frame.layout.outage_start[k], scenario);
  const auto m = chain(frame, frame.layout.outage[k], scenario);
  std::vector<int> snapshot;  // of each position in the chain
  for (std::size_t s = 0; s < frame.slices().size(); ++s)
    for (int i = 0; i < frame.slices()[s].count && frame.layout.outage[k][s] != nowhere; ++i)
      if (frame.slices()[s].scenario == scenario) snapshot.push_back(frame.slices()[s].first + i);
  std::vector<std::vector<std::int32_t>> covering(snapshot.size());  // starts of the outages that a snapshot may lie in
  for (std::size_t i = 0; i < snapshot.size(); ++i)
    for (std::size_t j = i; j < snapshot.size() && snapshot[j] <= process.outage->last[at(snapshot[i])]; ++j)
      covering[j].push_back(b[i]);
  std::size_t position = 0;
  for (std::size_t s = 0; s < frame.slices().size(); ++s) {
    const auto& slice = frame.slices()[s];
    if (slice.scenario != scenario || frame.layout.outage[k][s] == nowhere) continue;
    builder.begin_rows(frame.family(Row::outage, "1"), process.name, program::Axis::snapshot, slice.first, slice.count);
    for (int i = 0; i < slice.count; ++i, ++position) {
      builder.entry(m[position], 1);
      for (const auto column : covering[position]) builder.entry(column, -1);
      builder.row(0, 0);
    }
  }
}

void away(Frame& frame, std::size_t k, std::size_t s) {
  auto& builder = frame.builder;
  const auto& process = nth(frame.network.processes, k);
  const auto& slice = frame.slices()[s];
  const auto z = frame.layout.away[k][s], m = frame.layout.outage[k][s];
  const auto band = activity_band(frame, k, s);
  const double unit = process.commitment ? process.commitment->unit : 0;
  const auto most = [&](int i) { return largest(frame, process, band, slice.period, i); };
  // Enters −S and returns the number in it.
  const auto size = [&](int i) {
    if (process.commitment && (unit > 0 || band.capacity.fixed())) {
      builder.entry(frame.layout.status[k][s] + i, unit > 0 ? -unit : -band.constant(i));
      return 0.0;
    }
    band.capacity.enter(builder, -1);
    return band.constant(i);
  };
  const auto rows = [&](Row kind, auto fill) {
    builder.begin_rows(frame.family(kind, process.unit), process.name, band.axis, band.from, band.count);
    for (int i = 0; i < band.count; ++i) {
      builder.entry(z + i, 1);
      fill(i);
    }
  };
  rows(Row::away_size, [&](int i) { builder.row(-infinity, size(i)); });
  rows(Row::away_most, [&](int i) {
    builder.entry(m + i, -most(i));
    builder.row(-infinity, 0);
  });
  rows(Row::away_least, [&](int i) {
    builder.entry(m + i, -most(i));
    builder.row(size(i) - most(i), infinity);
  });
}

}  // namespace

void variables::outages(Frame& frame) {
  auto& builder = frame.builder;
  for (std::size_t k = 0; k < frame.network.processes.size(); ++k) {
    const auto& process = nth(frame.network.processes, k);
    if (!process.outage) continue;
    for (std::size_t s = 0; s < frame.slices().size(); ++s) {
      const auto& slice = frame.slices()[s];
      if (frame.layout.activity[k][s] == nowhere) continue;
      const auto run = [&](Column kind, const std::string& unit, double upper) {
        return builder.add_columns(frame.family(kind, unit), process.name, program::Axis::snapshot, slice.first,
                                   slice.count, 0, upper);
      };
      frame.layout.outage_start[k][s] = run(Column::outage_start, "1", 1);
      for (int i = 0; i < slice.count; ++i) {
        const auto column = frame.layout.outage_start[k][s] + i;
        builder.set_integer(column);
        if (process.outage->last[at(slice.first + i)] < 0) builder.set_bounds(column, 0, 0);
      }
      frame.layout.outage[k][s] = run(Column::outage, "1", 1);
      if (product(process, activity_band(frame, k, s)))
        frame.layout.away[k][s] = run(Column::away, process.unit, infinity);
    }
  }
}

void rows::outages(Frame& frame) {
  for (std::size_t k = 0; k < frame.network.processes.size(); ++k) {
    if (!nth(frame.network.processes, k).outage) continue;
    for (int c = 0; c < frame.scenarios(); ++c) {
      count(frame, k, c);
      last(frame, k, c);
    }
    for (std::size_t s = 0; s < frame.slices().size(); ++s)
      if (frame.layout.away[k][s] != nowhere) away(frame, k, s);
  }
}

}  // namespace gigaplan::formulate
