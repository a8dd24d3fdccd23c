#include "gigaplan/planmoney/loop.hpp"

#include <cmath>

#include "gigaplan/finance/returns.hpp"

namespace gigaplan::planmoney {

Loop close_loop(const PlanMoney& money) {
  const auto& f = money.figures;
  // entry 0 of the figures is one year before the plan's first
  const auto worth = [&](const finance::Years& flow) {
    return finance::net_present_value(flow, money.rate) * (1 + money.rate);
  };
  Loop out;
  out.objective = money.objective;
  for (const auto& asset : f.capital) out.capital += worth(asset.values);
  for (const auto& row : f.costs) out.running += worth(row.values);
  out.of_others = worth(money.of_others);
  for (const auto& one : money.vintages) {
    // `left` is of the end of the last year it serves
    const double then = one.left * std::pow(1 + money.rate, f.operation_from - (one.first_year + one.served - 1));
    (then > 0 ? out.salvage : out.past_life) += std::abs(then);
  }
  return out;
}

}  // namespace gigaplan::planmoney
