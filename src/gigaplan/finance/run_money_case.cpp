#include <fmt/format.h>

#include <algorithm>

#include "gigaplan/finance/case_file.hpp"

namespace gigaplan::finance {

MoneyResult run_money_case(const MoneyCase& money) {
  MoneyResult out;
  const Project& project = money.project;
  try {
    out.project = finance_project(project);
  } catch (const std::exception& error) {
    throw InputInvalid({{"GP5020", {money.debt_place.file, 0, 0}, error.what(), "see docs/finance.md"}});
  }
  const Statements& s = out.project.statements;
  const bool by_share = !project.debt.by_cover && s.term_amount > 0;
  if (by_share && s.least_cover < 1) {
    const auto worst = static_cast<int>(std::ranges::find(s.cover, s.least_cover) - s.cover.begin());
    throw InputInvalid(
        {{"GP5021", money.debt_place,
          fmt::format("the cash flow does not carry this debt: {:.4g} M {} is covered {:.2f} times in {}",
                      s.term_amount / 1e6, project.currency, s.least_cover, project.first_year + worst),
          fmt::format("{:.4g} M {} fits at a cover of {:g}; lower `share` or write size = \"cover\"",
                      carried_debt(project, project.debt.cover) / 1e6, project.currency, project.debt.cover)}});
  }
  out.break_even = break_even(project, project.equity_return);
  out.tornado = tornado(project, money.step);
  out.two_way = two_way(project, money.rows, money.columns, money.factors);
  return out;
}

}  // namespace gigaplan::finance
