// Loans by period, from what is built and what the plan's costs are: a second way to the cover, beside the program's
// row.
//
//   income = 8,760 h · availability · income[p] · H100 equivalents[p]
//   running = Σ costs[p] − Σ annuities of what serves in p
#include "gigaplan/base/index.hpp"
#include "gigaplan/compile/figures.hpp"
#include "gigaplan/compile/purchases.hpp"
#include "gigaplan/plan/steps.hpp"

namespace gigaplan::plan {

void read_loans(Plan& plan, const View& view, const Catalogue& catalogue) {
  constexpr double hours_of_a_year = 8760;
  const auto& loan = plan.compiled.meaning.loan;
  if (!loan.asset.valid()) return;
  const auto& s = plan.scenario;
  const auto& network = plan.compiled.network;
  const auto purchases = compile::purchases_of(network, plan.compiled.meaning, s, catalogue);
  for (std::size_t p = 0; p < s.periods.size(); ++p) {
    LoanRow row{.period = static_cast<int>(p)};
    row.lent = view.built(loan.asset, p);
    row.standing = view.capacity(loan.asset, p);
    row.service = loan.payment * row.standing;
    for (const auto& site : plan.sites)
      if (site.period == row.period)
        row.income += hours_of_a_year * s.availability * s.loan.income.step(s.periods[p]) * site.h100_equivalents;
    for (const auto& cost : plan.costs)
      if (cost.period == row.period) row.running += cost.per_year;
    for (const auto& purchase : purchases) {
      const auto& vintages = network.assets[purchase.asset].vintages;
      for (std::size_t v = 0; v < vintages.size(); ++v) {
        const double cost = view.built(purchase.asset, v) * vintages[v].overnight_cost;
        if (vintages[v].alive[p]) row.running -= cost * compile::annuity(s.discount_rate, purchase.life[v]);
        if (vintages[v].period == row.period && !vintages[v].stood_since) row.spending += cost;
      }
    }
    plan.loans.push_back(row);
  }
}

}  // namespace gigaplan::plan
