// The builders, one family (or one subject's few families) a file. All columns before all rows.
#pragma once
#include <vector>

#include "gigaplan/formulate/frame.hpp"

namespace gigaplan::formulate {

namespace variables {
void build(Frame& frame);
void retirement(Frame& frame);
void capacity(Frame& frame);
void activity(Frame& frame);
void commitment(Frame& frame);
void outages(Frame& frame);
void filling(Frame& frame);
void store(Frame& frame);
void flow(Frame& frame);
void shift(Frame& frame);
void carry(Frame& frame);
void tail(Frame& frame);
}  // namespace variables

namespace rows {
void hourly_balance(Frame& frame);
void activity_limits(Frame& frame);
void ramps(Frame& frame);
void commitment(Frame& frame);
void outages(Frame& frame);
void filling(Frame& frame);
void store(Frame& frame);
void store_limits(Frame& frame);
void linked_days(Frame& frame);
void flow_limits(Frame& frame);
void cycles(Frame& frame);
void angles(Frame& frame);
void energy(Frame& frame);
void rate_balance(Frame& frame);
void stock_balance(Frame& frame);
void build(Frame& frame);
void retirement(Frame& frame);
void capacity(Frame& frame);
void capacity_limits(Frame& frame);
void tail(Frame& frame);
void earlier_goals(Frame& frame, const std::vector<double>& reached);
}  // namespace rows

namespace costs {

/// Costs by column, with a constant: an objective, or the left-hand side of a row over costs.
struct Costs {
  std::vector<double> linear;     ///< [column]
  std::vector<double> quadratic;  ///< [column], coefficient of x²; empty: none
  double constant = 0;
  void add(std::int32_t column, double cost) { linear[at(column)] += cost; }
};

/// Yearly costs of what is built, over all periods.
void investment(const Frame& frame, Costs& costs);
/// Running costs of one scenario, times `weight`.
void operation(const Frame& frame, int scenario, double weight, Costs& costs);
void activity(const Frame& frame, int scenario, double weight, Costs& costs);
void commitment(const Frame& frame, int scenario, double weight, Costs& costs);
void store(const Frame& frame, int scenario, double weight, Costs& costs);

/// What one goal of the network counts, over all columns: money, or the amount wanted.
[[nodiscard]] Costs goal(const Frame& frame, std::size_t goal);
/// Makes it the objective of the program.
void objective(Frame& frame, std::size_t goal);

}  // namespace costs
}  // namespace gigaplan::formulate
