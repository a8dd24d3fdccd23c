#include "gigaplan/formulate/formulate.hpp"

#include "gigaplan/formulate/families.hpp"
#include "gigaplan/formulate/size.hpp"

namespace gigaplan::formulate {

Formulated formulate(const network::Network& network, std::size_t goal, const std::vector<double>& earlier) {
  Frame frame(network);
  label(frame);
  reserve(frame);

  variables::build(frame);
  variables::retirement(frame);
  variables::capacity(frame);
  variables::carry(frame);
  variables::tail(frame);
  variables::activity(frame);
  variables::commitment(frame);
  variables::outages(frame);
  variables::filling(frame);
  variables::store(frame);
  variables::flow(frame);
  variables::shift(frame);

  rows::build(frame);
  rows::retirement(frame);
  rows::capacity(frame);
  rows::capacity_limits(frame);
  rows::hourly_balance(frame);
  rows::activity_limits(frame);
  rows::ramps(frame);
  rows::commitment(frame);
  rows::outages(frame);
  rows::filling(frame);
  rows::store(frame);
  rows::store_limits(frame);
  rows::linked_days(frame);
  rows::flow_limits(frame);
  rows::cycles(frame);
  rows::angles(frame);
  rows::energy(frame);
  rows::rate_balance(frame);
  rows::stock_balance(frame);
  rows::tail(frame);

  rows::earlier_goals(frame, earlier);
  costs::objective(frame, goal);
  return {frame.builder.finish(), std::move(frame.layout)};
}

}  // namespace gigaplan::formulate
