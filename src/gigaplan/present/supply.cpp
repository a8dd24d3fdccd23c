// The supply chain by stage and year.
#include <fmt/format.h>

#include "gigaplan/plan/chain_rows.hpp"
#include "gigaplan/plan/words.hpp"
#include "gigaplan/present/present.hpp"

namespace gigaplan::present {

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
}

}  // namespace gigaplan::present
