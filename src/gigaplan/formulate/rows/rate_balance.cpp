// The balance of rate node n in period p, [unit of n / year], for every scenario that differs there:
//
//     Σ_k coefficient y[k,p] + Σ_h energy_h Σ_k coefficient[k,n,h] x[k,h] − Σ_a hold[a,n,p] cap[a,p]
//        + Σ_s coefficient (level at the start − at the end)  (=, ≤, ≥)  limit[n,p]
//
// y activity of yearly processes [a year], energy_h hours of the year that snapshot h stands for, x hourly activities.
// whole_horizon: one row  Σ_p years_p · (the same)  (=, ≤, ≥)  limit[n,0], or the scenario's own,
// [unit of n]. The dual is the price of one
// unit (a year) more of the limit: a CO2 price is its negative.
#include <cmath>

#include "gigaplan/formulate/yearly_flows.hpp"

namespace gigaplan::formulate {
namespace {

using program::infinity;

void close(Frame& frame, const network::Node& node, double right) {
  frame.builder.row(node.sense == network::Sense::at_most ? -infinity : right,
                    node.sense == network::Sense::at_least ? infinity : right);
}

}  // namespace

void rows::rate_balance(Frame& frame) {
  auto& builder = frame.builder;
  const int periods = frame.periods();
  for (std::size_t n = 0; n < frame.network.nodes.size(); ++n) {
    const auto& node = nth(frame.network.nodes, n);
    if (node.speed != network::Speed::rate) continue;
    auto& layout = frame.layout.yearly[n];
    const int scenarios = fed_hourly(frame, n) || (node.whole_horizon && node.limit.size() > 1) ? frame.scenarios() : 1;
    const auto unit = node.whole_horizon ? node.unit : node.unit + "/year";
    for (int c = 0; c < scenarios; ++c) {
      const auto member = scenarios == 1 ? node.name : node.name + "," + frame.network.horizon.scenarios[at(c)].name;
      const auto index = [&](int p) { return at(p + periods * c); };
      if (node.whole_horizon) {
        const double limit = by_period(node.limit, node.limit.size() > 1 ? c : 0, 0);
        if (!std::isfinite(limit)) continue;
        builder.begin_rows(frame.family(Row::rate_balance, unit), member, program::Axis::single, 0, 1);
        double constant = 0;
        for (int p = 0; p < periods; ++p)
          constant += enter_yearly_flows(frame, n, c, p, frame.network.horizon.periods[at(p)].years);
        for (int p = 0; p < periods; ++p) layout[index(p)] = builder.program().rows();
        close(frame, node, limit - constant);
        continue;
      }
      for (int p = 0; p < periods; ++p) {
        const double limit = by_period(node.limit, p, 0);
        if (!std::isfinite(limit)) continue;
        layout[index(p)] = builder.program().rows();
        builder.begin_rows(frame.family(Row::rate_balance, unit), member, program::Axis::period, p, 1);
        const double constant = enter_yearly_flows(frame, n, c, p, 1);
        close(frame, node, limit - constant);
      }
    }
    for (int c = scenarios; c < frame.scenarios(); ++c)
      for (int p = 0; p < periods; ++p) layout[at(p + periods * c)] = layout[at(p)];
  }
}

}  // namespace gigaplan::formulate
