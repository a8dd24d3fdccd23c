#include <algorithm>
#include <limits>

#include "gigaplan/finance/returns.hpp"
#include "gigaplan/finance/sam/model.hpp"
#include "gigaplan/finance/tax.hpp"

namespace gigaplan::finance::sam {
namespace {

constexpr double cents_per_dollar = 100;

// The grants pay a part of the cost.
double without_grants(double cost, const Fixed& fixed) { return cost - fixed.cost_grants - fixed.capacity_grants; }

// Years' prices [cents/kWh], revenue, and EBITDA = revenue − operating expenses.
void income(const SingleOwner& in, const Fixed& fixed, Flow& out) {
  out.prices = in.solve_price || in.price.size() <= 1
                   ? grown_or_listed(std::vector<double>{out.price}, in.price_growth, 1, in.years)
                   : grown_or_listed(in.price, 0, cents_per_dollar, in.years);
  out.energy_value = out.revenue = out.ebitda = zeros(in.years);
  Years billed = zeros(in.years);
  for (std::size_t t = 1; t < out.revenue.size(); ++t) {
    out.energy_value[t] = out.prices[t] / cents_per_dollar * fixed.energy.value[t];
    billed[t] = out.energy_value[t] + fixed.thermal_value[t] + fixed.curtailment_value[t] + fixed.capacity_payment[t];
    out.revenue[t] = billed[t];
    for (std::size_t giver = 0; giver < 4; ++giver)
      if (in.production_payment[giver].counts_for_debt) out.revenue[t] += fixed.production_payment[giver][t];
    out.revenue[t] += fixed.salvage[t];
    out.ebitda[t] = out.revenue[t] - fixed.operating[t];
  }
  out.receivables = coming_year_reserve(billed, in.receivable_months / 12);
}

// Cash that the debt can be served from, its worth at the rate of the loan, and the debt sized on it:
//     cash(t) = EBITDA(t) − what is saved for equipment − receivables
//     debt    = Σ_{t<=tenor} cash(t) / (cover (1 + r)^max(t,1))
// Where the debt may be no more than a share of the cost, the cover ratio is raised to fit.
void size_debt(const SingleOwner& in, const Fixed& fixed, const Loan& loan, double estimate, Flow& out) {
  out.cash_for_debt = out.interest_factor = out.worth_of_cash = out.debt_by_year = zeros(in.years);
  for (std::size_t t = 0; t < out.cash_for_debt.size() && static_cast<int>(t) <= in.tenor; ++t) {
    out.cash_for_debt[t] = out.ebitda[t];
    for (const Reserve& reserve : fixed.equipment) out.cash_for_debt[t] -= reserve.funding[t];
    out.cash_for_debt[t] -= out.receivables.funding[t];
    out.interest_factor[t] = t <= 1 ? 1 / (1 + in.interest) : out.interest_factor[t - 1] / (1 + in.interest);
    out.worth_of_cash[t] = out.interest_factor[t] * out.cash_for_debt[t];
    out.cash_for_debt_total += out.cash_for_debt[t];
    out.worth_of_cash_total += out.worth_of_cash[t];
  }
  if (!in.by_cover) {
    out.loan = loan;
    out.debt_by_year = loan.principal;
    out.debt = total(loan.principal);
    return;
  }
  double cover = in.cover;
  const auto spread = [&](bool carries) {
    out.debt = 0;
    for (std::size_t t = 0; t < out.debt_by_year.size(); ++t) {
      out.debt_by_year[t] = carries ? out.worth_of_cash[t] / cover : 0;
      out.debt += out.debt_by_year[t];
    }
  };
  spread(cover != 0);
  const double limit = estimate * in.largest_share;
  if (in.limit_share && (std::abs(out.debt) > limit || out.debt < 0) && estimate > 0 && in.largest_share > 0) {
    cover = out.debt / limit * in.cover;
    spread(cover > 0);
  }
  out.loan = sculpted_loan(out.debt, out.cash_for_debt, cover, in.interest, in.tenor);
}

void reserves_and_cost(const SingleOwner& in, const Fixed& fixed, Flow& out) {
  Years service = out.loan.principal;
  for (std::size_t t = 0; t < service.size(); ++t) service[t] += out.loan.interest[t];
  out.debt_service = debt_service_reserve(service, in.reserve_months / 12, in.tenor, in.by_cover);
  out.reserves = out.reserve_interest = zeros(in.years);
  for (std::size_t t = 0; t < out.reserves.size(); ++t) {
    out.reserves[t] = out.debt_service.balance[t] + fixed.working.balance[t] + out.receivables.balance[t];
    for (const Reserve& reserve : fixed.equipment) out.reserves[t] += reserve.balance[t];
    if (t > 0) out.reserve_interest[t] = in.reserve_interest * out.reserves[t - 1];
  }
  out.upfront_fee = in.upfront_fee * out.debt;
  out.financing_cost = in.closing_cost + out.upfront_fee + in.other_financing + out.debt_service.balance[0] +
                       in.construction_financing + fixed.working.balance[0] + out.receivables.balance[0];
  out.installed_cost = without_grants(in.installed_cost + out.financing_cost, fixed);
  out.purchase =
      -out.installed_cost + out.debt_service.balance[0] + fixed.working.balance[0] + out.receivables.balance[0];
  out.equity = out.installed_cost - out.debt;
}

// Cash before tax: operating + investing + financing activities; what the owner gets is this less the equity paid in.
void before_tax(const SingleOwner& in, const Fixed& fixed, Flow& out) {
  out.operating = out.reserve_cash = out.investing = out.financing = out.pretax_cash = out.pretax_return =
      zeros(in.years);
  out.pretax_irr = out.pretax_npv = zeros(in.years);
  const Years debt_service = out.debt_service.cash(), working = fixed.working.cash(),
              receivables = out.receivables.cash();
  for (std::size_t t = 0; t < out.operating.size(); ++t) {
    out.operating[t] = out.ebitda[t] + out.reserve_interest[t] - out.loan.interest[t];
    for (std::size_t giver = 0; giver < 4; ++giver)
      if (!in.production_payment[giver].counts_for_debt) out.operating[t] += fixed.production_payment[giver][t];
    out.reserve_cash[t] = debt_service[t] + working[t] + receivables[t];
    double replaced = 0;
    for (const Reserve& reserve : fixed.equipment) {
      out.reserve_cash[t] += -reserve.funding[t] - reserve.disbursement[t];
      replaced += reserve.disbursement[t];
    }
    out.investing[t] = out.reserve_cash[t] + replaced;
    out.financing[t] = -out.loan.principal[t];
    if (t == 0) {
      out.investing[t] += out.purchase;
      out.financing[t] += out.equity + out.debt;
    }
    out.pretax_cash[t] = out.operating[t] + out.investing[t] + out.financing[t];
    out.pretax_return[t] = out.pretax_cash[t] - (t == 0 ? out.equity : 0);
    const int last = static_cast<int>(t);
    out.pretax_irr[t] = chord_rate_of_return(out.pretax_return, last) * 100;
    out.pretax_npv[t] = present_value(out.pretax_return, fixed.nominal_discount, last) + out.pretax_return[0];
  }
}

// Income and tax of the two; state tax and state credits count in federal income.
void taxes(const SingleOwner& in, const Fixed& fixed, Flow& out) {
  for (const Tax tax : {state, federal}) {
    Years& written = out.write_off_total[tax];
    written = zeros(in.years);
    for (std::size_t c = 0; c < write_off_classes; ++c) {
      out.write_off[tax][c] = scaled(fixed.write_off_share[c], out.basis.written_off[tax][c]);
      written = sum(written, out.write_off[tax][c]);
    }
    for (const Years& equipment : fixed.equipment_write_off[tax]) written = sum(written, equipment);
    for (const double bonus : out.basis.bonus[tax]) written[1] += bonus;
    out.income[tax] = out.income_with_incentives[tax] = zeros(in.years);
    for (std::size_t t = 1; t < written.size(); ++t) {
      out.income[tax][t] = out.ebitda[t] + out.reserve_interest[t] - out.loan.interest[t] - written[t];
      if (tax == federal)
        out.income[tax][t] += out.tax[state][t] + fixed.production_credit[state][t] + out.basis.credit[state][t];
      out.income_with_incentives[tax][t] = out.income[tax][t] + fixed.taxed_incentives[tax][t];
    }
    out.tax[tax] = tax_without_memory(fixed.tax_rate[tax], out.income_with_incentives[tax]);
    out.tax[tax][0] = 0;
  }
}

double larger_or_zero(double a, double b) { return std::isnan(a) || std::isnan(b) ? 0 : std::max(a, b); }

void after_tax(const SingleOwner& in, const Fixed& fixed, Flow& out) {
  out.aftertax_return = out.pretax_return;
  out.aftertax_irr = out.aftertax_best_irr = out.aftertax_npv = zeros(in.years);
  out.aftertax_irr[0] = out.aftertax_best_irr[0] = std::numeric_limits<double>::quiet_NaN();
  out.aftertax_npv[0] = out.aftertax_return[0];
  for (std::size_t t = 1; t < out.aftertax_return.size(); ++t) {
    out.aftertax_return[t] += fixed.production_credit[federal][t] + fixed.production_credit[state][t] +
                              out.tax[state][t] + out.tax[federal][t] + out.basis.credit[federal][t] +
                              out.basis.credit[state][t];
    const int last = static_cast<int>(t);
    double& best = out.aftertax_best_irr[t];
    out.aftertax_irr[t] = chord_rate_of_return(out.aftertax_return, last) * 100;
    best = larger_or_zero(out.aftertax_best_irr[t - 1], out.aftertax_irr[t]);
    out.aftertax_npv[t] = present_value(out.aftertax_return, fixed.nominal_discount, last) + out.aftertax_return[0];
    if (out.flip_year > 0 || !(out.aftertax_best_irr[t - 1] < in.target_irr_percent)) continue;
    if (std::abs(out.aftertax_irr[t] - in.target_irr_percent) / 100 < in.tolerance) {
      out.flip_year = last;
      best = in.target_irr_percent;
    } else if (best >= in.target_irr_percent) {
      out.flip_year = last;
    }
  }
}

}  // namespace

double first_estimate(const SingleOwner& in, const Fixed& fixed) {
  return without_grants(in.installed_cost + in.closing_cost + in.upfront_fee * in.installed_cost + in.other_financing +
                            in.construction_financing + fixed.working.balance[0],
                        fixed);
}

Loan share_loan(const SingleOwner& in, const Fixed& fixed) {
  const double without_debt = without_grants(
      in.installed_cost + in.construction_financing + in.closing_cost + in.other_financing + fixed.working.balance[0],
      fixed);
  const int paying_years = in.tenor - in.moratorium;
  const auto with_fee = [&](double cost) { return cost + in.debt_share * cost * in.upfront_fee; };
  double amount = in.debt_share * with_fee(without_debt), reserve = 0, before = 0;
  int round = 0;
  do {
    before = reserve;
    double principal = 0;
    if (in.moratorium < 1 && paying_years > 0)
      principal = in.equal_principal ? amount / paying_years
                                     : level_payment(amount, in.interest, paying_years) - amount * in.interest;
    reserve = in.reserve_months / 12 * (principal + amount * in.interest);
    amount = in.debt_share * with_fee(without_debt + reserve);
  } while (std::abs(reserve - before) > 1e-3 && ++round < 10);
  if (in.tenor == 0) amount = 0;
  return in.equal_principal ? equal_principal_loan(amount, in.interest, in.tenor, in.moratorium, in.years)
                            : level_loan(amount, in.interest, in.tenor, in.moratorium, in.years);
}

Flow flow_at(const SingleOwner& in, const Fixed& fixed, const Loan& loan, double price, double estimate) {
  Flow out;
  out.price = price;
  income(in, fixed, out);
  size_debt(in, fixed, loan, estimate, out);
  reserves_and_cost(in, fixed, out);
  out.basis = basis_of(in, fixed);
  before_tax(in, fixed, out);
  taxes(in, fixed, out);
  after_tax(in, fixed, out);
  return out;
}

}  // namespace gigaplan::finance::sam
