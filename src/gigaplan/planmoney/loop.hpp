// The plan and its cash agree: both come from the same figures.
#pragma once
#include "gigaplan/planmoney/figures.hpp"

namespace gigaplan::planmoney {

/// Present values at the plan's rate, at the end of the plan's first year, in its real money:
///
///     objective = PV(cash) − PV(salvage) + PV(past life) + PV(of others)
///
/// cash: spending and running, by calendar year; salvage: the annuities that remain at the horizon; past life: the
/// annuities that the plan counts after they have paid for a thing, where a period outlasts its life; of others: what
/// the plan counts for others on the grid (below zero: they gain).
struct Loop {
  double capital = 0, running = 0, salvage = 0, past_life = 0, of_others = 0;
  double objective = 0;  ///< what the plan minimised

  [[nodiscard]] double cost() const { return capital + running - salvage + past_life + of_others; }
  /// (cost − objective) / objective; 0 when nothing costs anything.
  [[nodiscard]] double gap() const { return objective == 0 ? cost() : (cost() - objective) / objective; }
};
[[nodiscard]] Loop close_loop(const PlanMoney& money);

}  // namespace gigaplan::planmoney
