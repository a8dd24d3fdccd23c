#include "gigaplan/formulate/power.hpp"

namespace gigaplan::formulate {

double enter_net_power(Frame& frame, std::size_t k, std::size_t s, int i, double factor) {
  if (nth(frame.network.stores, k).free)
    return free_power(frame, k, s, i, factor,
                      [&](std::int32_t column, double value) { frame.builder.entry(column, value); });
  frame.builder.entry(frame.layout.charge[k][s] + i, -factor);
  frame.builder.entry(frame.layout.discharge[k][s] + i, factor);
  return 0;
}

}  // namespace gigaplan::formulate
