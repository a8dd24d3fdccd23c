// Contracts for a stage: volumes by year at a price, part of which is paid in any case, part of that ahead.
//
//   paid in any case   take_or_pay · volume[p]          got and paid, used or not                         [pieces]
//   above              0 ≤ bought[p] ≤ (1 − take_or_pay) · volume[p]                                      [pieces]
//   ahead              prepaid · take_or_pay · price · Σ_p volume[p] leaves the budget in the year of the payment
//                      (funds may pay it)
//   cost of a piece    price · (1 − prepaid + prepaid · (1 + r)^(p − year of the payment))
//
// What is taken and not used is kept for the next period (the stage's stock node).
#include <fmt/format.h>

#include <cmath>

#include "gigaplan/compile/chain_parts.hpp"

namespace gigaplan::compile {

void add_contracts(Work& work, StageRef& stage) {
  const auto& s = work.scenario;
  for (const auto& contract : s.chain.contracts) {
    if (contract.stage != stage.stage) continue;
    SourceRef source{
        .kind = SourceRef::Kind::contract, .name = contract.name, .limit = {}, .bought = {}, .factory = {}};
    Purchase sure{.most = pieces_of_periods(work, contract.volume, contract.take_or_pay), .committed = true};
    sure.prepaid = contract.prepaid;
    double ahead = 0;
    for (std::size_t p = 0; p < work.periods(); ++p) {
      const double years = s.periods[p] - contract.prepaid_in;
      sure.dearer.push_back(1 - contract.prepaid + contract.prepaid * std::pow(1 + s.discount_rate, years));
      ahead += contract.prepaid * contract.price * sure.most[p];
    }
    if (ahead > 0)
      for (const auto& charge : charges_of(work, "parts", {}))
        work.network.nodes[charge.node].limit[work.period_of(contract.prepaid_in)] -= charge.amount * ahead;
    if (contract.take_or_pay > 0)
      source.bought.push_back(buy(work, "contract " + contract.id, stage, contract.price, std::move(sure)));
    if (contract.take_or_pay < 1)
      source.bought.push_back(buy(work, "contract " + contract.id + ", above take-or-pay", stage, contract.price,
                                  {.most = pieces_of_periods(work, contract.volume, 1 - contract.take_or_pay)}));
    stage.sources.push_back(std::move(source));
  }
}

}  // namespace gigaplan::compile
