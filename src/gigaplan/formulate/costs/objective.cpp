// What the plan aims at.
//
//     least cost:  min  investment + Σ_c π_c operation_c + constant              π_c probability of scenario c
//     with risk:   min  investment + (1 − w) Σ_c π_c operation_c + w ( t + Σ_c π_c z_c / (1 − level) )
//     most of:     max  Σ coefficient · cap[a,p] + Σ coefficient · Σ_h energy_h x[k,h]      (expected over scenarios)
//
// w weight and level of the risk measure, t and z_c as in rows/tail.cpp. Investment is the same in every scenario, so
// it stands outside of the risk measure.
#include "gigaplan/formulate/families.hpp"

namespace gigaplan::formulate {
namespace {

costs::Costs least_cost(const Frame& frame) {
  costs::Costs total;
  total.linear.resize(at(frame.builder.program().columns()));
  costs::investment(frame, total);
  const auto& risk = frame.network.risk;
  const double expected = risk ? 1 - risk->weight : 1;
  for (int c = 0; c < frame.scenarios(); ++c)
    costs::operation(frame, c, expected * frame.network.horizon.scenarios[at(c)].probability, total);
  if (!risk) return total;
  total.add(frame.tail_start, risk->weight);
  for (int c = 0; c < frame.scenarios(); ++c)
    total.add(frame.tail_excess[at(c)],
              risk->weight * frame.network.horizon.scenarios[at(c)].probability / (1 - risk->level));
  return total;
}

costs::Costs most_of(const Frame& frame, const network::Goal& goal) {
  const auto& network = frame.network;
  costs::Costs total;
  total.linear.resize(at(frame.builder.program().columns()));
  for (const auto& term : goal.capacity) {
    const auto& cap = frame.cap(term.asset, term.period);
    total.constant += term.coefficient * cap.constant;
    for (const auto& part : cap.terms) total.add(part.column, term.coefficient * part.coefficient);
  }
  for (const auto& term : goal.activity) {
    const auto& first = frame.layout.activity[at(term.process.index)];
    if (network.processes[term.process].yearly) {
      total.add(first[0] + term.period, term.coefficient);
      continue;
    }
    for (std::size_t s = 0; s < frame.slices().size(); ++s) {
      const auto& slice = frame.slices()[s];
      if (slice.period != term.period || first[s] == nowhere) continue;
      const double weight = term.coefficient * network.horizon.scenarios[at(slice.scenario)].probability;
      for (int i = 0; i < slice.count; ++i) total.add(first[s] + i, weight * frame.snapshot(slice.first + i).energy);
    }
  }
  return total;
}

}  // namespace

costs::Costs costs::goal(const Frame& frame, std::size_t goal) {
  const auto& goals = frame.network.goals;
  return goals.empty() || goals[goal].least_cost ? least_cost(frame) : most_of(frame, goals[goal]);
}

void costs::objective(Frame& frame, std::size_t goal) {
  auto total = costs::goal(frame, goal);
  auto& program = frame.builder.program();
  program.cost = std::move(total.linear);
  program.constant = total.constant;
  program.maximise = !frame.network.goals.empty() && !frame.network.goals[goal].least_cost;
  for (std::size_t j = 0; j < total.quadratic.size(); ++j)
    frame.builder.add_quadratic(static_cast<std::int32_t>(j), 2 * total.quadratic[j]);
}

}  // namespace gigaplan::formulate
