// Lexicographic goals: what an earlier goal has reached stays reached, but for its slack.
//
//     least cost:  Σ cost_j x_j + constant  ≤  reached + slack · |reached|
//     most of:     Σ amount_j x_j + constant  ≥  reached − slack · |reached|                    [unit of the goal]
//
// reached: objective of the earlier goal; slack relative. The dual is what giving up one unit of it would gain.
#include <cmath>

#include "gigaplan/formulate/families.hpp"

namespace gigaplan::formulate {

void rows::earlier_goals(Frame& frame, const std::vector<double>& reached) {
  for (std::size_t g = 0; g < reached.size(); ++g) {
    const auto& goal = frame.network.goals[g];
    const auto amounts = costs::goal(frame, g);
    frame.builder.begin_rows(frame.family(Row::earlier_goal, goal.unit), goal.name, program::Axis::single, 0, 1);
    for (std::size_t j = 0; j < amounts.linear.size(); ++j)
      frame.builder.entry(static_cast<std::int32_t>(j), amounts.linear[j]);
    const double give = goal.slack * std::abs(reached[g]);
    if (goal.least_cost)
      frame.builder.row(-program::infinity, reached[g] + give - amounts.constant);
    else
      frame.builder.row(reached[g] - give - amounts.constant, program::infinity);
  }
}

}  // namespace gigaplan::formulate
