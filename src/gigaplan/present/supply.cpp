// The supply chain by stage and year.
#include <fmt/format.h>

#include <cmath>

#include "gigaplan/base/index.hpp"
#include "gigaplan/plan/chain_rows.hpp"
#include "gigaplan/plan/words.hpp"
#include "gigaplan/present/present.hpp"

namespace gigaplan::present {

namespace {

// Chips that the programme makes of what it may, in the periods after their development.
void add_own_chips(report::Document& d, const plan::Plan& plan) {
  const auto view = plan.view();
  for (const auto& own : plan.compiled.meaning.chain.own_chips) {
    const auto& vintages = plan.compiled.network.assets[own.made].vintages;
    for (std::size_t v = 0; v < vintages.size(); ++v) {
      const auto period = vintages[v].period;
      const double years = plan.scenario.period_years(at(period));
      const double most = vintages[v].upper * std::round(view.built(own.developed, 0)), made = view.built(own.made, v);
      d.supply.push_back({.period = period,
                          .stage = plan.scenario.chain.own_chips[at(own.own)].name + ", own chip",
                          .available = most / years,
                          .used = made / years,
                          .unit = "pieces per year",
                          .bottleneck = most > 0 && made >= most * (1 - 1e-6),
                          .price = {},
                          .price_unit = {},
                          .note = most > 0 ? "made on the programme's own account" : "not developed"});
    }
  }
}

}  // namespace

void add_supply(report::Document& d, const plan::Plan& plan) {
  for (const auto& row : plan::chain_rows(plan)) {
    const auto years = plan.scenario.period_years(static_cast<std::size_t>(row.period));
    d.supply.push_back(
        {.period = row.period,
         .stage = row.pieces,
         .available = (row.market + row.contract + row.factory + row.kept) / years,
         .used = row.used / years,
         .unit = "pieces per year",
         .bottleneck = row.bottleneck,
         .price = row.price,
         .price_unit = d.head.currency + " per piece, present value",
         .note = fmt::format("a year: {} on the market, {} under contract, {} of own factories; {} left at "
                             "the end of the period",
                             plan::number(row.market / years), plan::number(row.contract / years),
                             plan::number(row.factory / years), plan::number(row.left))});
  }
  if (plan.has_answer()) add_own_chips(d, plan);
}

}  // namespace gigaplan::present
