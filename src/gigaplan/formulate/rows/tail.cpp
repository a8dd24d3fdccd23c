// Conditional value at risk of the operating cost, with its two kinds of columns, [money]:
//
//     z_c ≥ operation_c − t                                for every scenario c
//     CVaR = t + Σ_c π_c z_c / (1 − level)                 (in the objective)
//
// t free: cost at which the tail begins; z_c ≥ 0: cost of scenario c above t; operation_c its running costs over all
// periods; π_c its probability. The row holds  z_c + t − Σ cost · x ≥ constant of operation_c.
#include "gigaplan/formulate/families.hpp"

namespace gigaplan::formulate {

void variables::tail(Frame& frame) {
  if (!frame.network.risk) return;
  using program::infinity;
  const auto& unit = frame.network.currency;
  frame.tail_start = frame.builder.add_columns(frame.family(Column::tail_start, unit), "cost", program::Axis::single, 0,
                                               1, -infinity, infinity);
  for (const auto& scenario : frame.network.horizon.scenarios)
    frame.tail_excess.push_back(
        frame.builder.add_columns(frame.family(Column::tail_excess, unit), scenario.name, program::Axis::single, 0, 1));
}

void rows::tail(Frame& frame) {
  if (!frame.network.risk) return;
  for (int c = 0; c < frame.scenarios(); ++c) {
    costs::Costs cost;
    cost.linear.resize(at(frame.builder.program().columns()));
    costs::operation(frame, c, 1, cost);
    frame.builder.begin_rows(frame.family(Row::tail, frame.network.currency),
                             frame.network.horizon.scenarios[at(c)].name, program::Axis::single, 0, 1);
    frame.builder.entry(frame.tail_start, 1);
    frame.builder.entry(frame.tail_excess[at(c)], 1);
    for (std::size_t j = 0; j < cost.linear.size(); ++j)
      frame.builder.entry(static_cast<std::int32_t>(j), -cost.linear[j]);
    frame.builder.row(cost.constant, program::infinity);
  }
}

}  // namespace gigaplan::formulate
