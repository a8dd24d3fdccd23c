// The balance of stock node n in period p, [unit of n], for every scenario that differs there:
//
//     years_p · ( yearly and hourly flows, as in a rate balance ) − Σ_a Σ_draw amount · build[a,v]
//        + keep · carry[n,p−1] − carry[n,p]   (=, ≤, ≥)   −limit[n,p]
//
// years_p length of the period, amount drawn by one unit of build [unit of n / unit of a] in the period that contains
// (first year of v − lead), limit the supply given in the period, carry[n,p] ≥ 0 what is left for the next period; it
// exists where keep > 0. A draw may begin with a later period: builds before it draw nothing. Draws of committed builds
// that fell before the horizon are done and do not count. The dual is the price of one unit less of supply in that
// period: one HBM stack, one licence.
#include "gigaplan/formulate/vintages.hpp"
#include "gigaplan/formulate/yearly_flows.hpp"

namespace gigaplan::formulate {
namespace {

using program::infinity;

int scenarios_of(const Frame& frame, std::size_t n) { return fed_hourly(frame, n) ? frame.scenarios() : 1; }

std::string member(const Frame& frame, std::size_t n, int scenario) {
  const auto& name = nth(frame.network.nodes, n).name;
  return scenarios_of(frame, n) == 1 ? name : name + "," + frame.network.horizon.scenarios[at(scenario)].name;
}

void enter_draws(Frame& frame, std::size_t n, int period) {
  for (const auto& arm : frame.arms[n].draws) {
    const auto& asset = nth(frame.network.assets, arm.thing);
    const auto& draw = asset.draws[at(arm.port)];
    for (std::size_t v = 0; v < asset.vintages.size(); ++v)
      if (draw.counts(asset.vintages[v]) && draw_period(frame.network.horizon, asset.vintages[v], draw) == period)
        frame.builder.entry(frame.layout.build[at(arm.thing)][v], -draw.amount);
  }
}

}  // namespace

void variables::carry(Frame& frame) {
  for (std::size_t n = 0; n < frame.network.nodes.size(); ++n) {
    const auto& node = nth(frame.network.nodes, n);
    if (node.speed != network::Speed::stock || node.keep <= 0) continue;
    for (int c = 0; c < scenarios_of(frame, n); ++c) {
      const auto first = frame.builder.add_columns(frame.family(Column::carry, node.unit), member(frame, n, c),
                                                   program::Axis::period, 0, frame.periods());
      if (c == 0) frame.layout.carry[n] = first;
    }
  }
}

void rows::stock_balance(Frame& frame) {
  auto& builder = frame.builder;
  const int periods = frame.periods();
  for (std::size_t n = 0; n < frame.network.nodes.size(); ++n) {
    const auto& node = nth(frame.network.nodes, n);
    if (node.speed != network::Speed::stock) continue;
    auto& layout = frame.layout.yearly[n];
    const int scenarios = scenarios_of(frame, n);
    for (int c = 0; c < scenarios; ++c) {
      builder.begin_rows(frame.family(Row::stock_balance, node.unit), member(frame, n, c), program::Axis::period, 0,
                         periods);
      for (int p = 0; p < periods; ++p) {
        enter_draws(frame, n, p);
        const double constant = enter_yearly_flows(frame, n, c, p, frame.network.horizon.periods[at(p)].years);
        if (frame.layout.carry[n] != nowhere) {
          const auto carry = frame.layout.carry[n] + periods * c + p;
          builder.entry(carry, -1);
          if (p > 0) builder.entry(carry - 1, node.keep);
        }
        const double right = 0 - by_period(node.limit, p, 0) - constant;
        layout[at(p + periods * c)] = builder.row(node.sense == network::Sense::at_most ? -infinity : right,
                                                  node.sense == network::Sense::at_least ? infinity : right);
      }
    }
    for (int c = scenarios; c < frame.scenarios(); ++c)
      for (int p = 0; p < periods; ++p) layout[at(p + periods * c)] = layout[at(p)];
  }
}

}  // namespace gigaplan::formulate
