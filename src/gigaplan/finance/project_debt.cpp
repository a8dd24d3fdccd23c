#include <algorithm>
#include <stdexcept>

#include "gigaplan/finance/construction.hpp"
#include "gigaplan/finance/debt.hpp"
#include "gigaplan/finance/project_parts.hpp"
#include "gigaplan/finance/root.hpp"
#include "gigaplan/finance/tax.hpp"

namespace gigaplan::finance {
namespace {

constexpr int settling_rounds = 400;
constexpr double settled = 1e-11;

class Settling {
 public:
  Settling(const Project& project, const Assets& assets, const Operations& operations, const PurchaseLoans& chips,
           const PurchaseLoans& vendor)
      : project_(project),
        assets_(assets),
        operations_(operations),
        chips_(chips),
        vendor_(vendor),
        count_(static_cast<std::size_t>(project.years)),
        start_(static_cast<std::size_t>(project.operation)) {
    const Years none = zeros(last_of(project));
    for (Years* row : {&out_.term_drawn, &out_.term_repaid, &out_.term_interest, &out_.term_balance, &out_.fees,
                       &out_.amortisation, &out_.debt_service_reserve, &out_.reserve_interest, &out_.taxable_income,
                       &out_.tax, &out_.losses_used, &out_.losses_left, &out_.cash_for_debt, &out_.debt_service,
                       &out_.contributed, &out_.distributed, &out_.construction_interest})
      *row = none;
  }

  // Tax needs the interest, interest the debt, and debt sized to cover the tax: repeated until nothing moves.
  Settlement run() {
    double scale = 1;
    for (const double value : assets_.own_cost) scale += std::abs(value);
    for (int round = 0; round < settling_rounds; ++round) {
      const double amount = out_.amount;
      const Years tax = out_.tax, reserve = out_.debt_service_reserve;
      cash();
      borrow();
      income_and_tax();
      out_.rounds = round + 1;
      double moved = std::abs(out_.amount - amount);
      for (std::size_t t = 0; t < count_; ++t)
        moved += std::abs(out_.tax[t] - tax[t]) + std::abs(out_.debt_service_reserve[t] - reserve[t]);
      if (moved <= settled * scale) {
        cash();
        owners();
        return out_;
      }
    }
    throw std::runtime_error("debt and tax do not settle; fix the debt as a share of the cost instead");
  }

 private:
  // Cash available for debt service, from operation on; before it, what is left of running (mostly a cost).
  //     cash = EBITDA − receivables − advance used up + advance paid − own spending + grants + residual −
  //     decommissioning
  //            + tax (negative: paid) + credits − into reserves + interest on reserves
  void cash() {
    const Years working = change_of(operations_.working), refresh = change_of(operations_.refresh);
    for (std::size_t t = 0; t < count_; ++t) {
      const double reserves =
          t > 0 ? operations_.working[t - 1] + operations_.refresh[t - 1] + out_.debt_service_reserve[t - 1] : 0;
      out_.reserve_interest[t] = project_.reserve_interest * reserves;
      out_.cash_for_debt[t] = operations_.ebitda[t] - operations_.receivables_change[t] - operations_.credited[t] +
                              operations_.prepaid[t] - assets_.own_spending[t] + growth(t) + assets_.grants[t] +
                              assets_.residual[t] - operations_.decommissioning[t] + out_.tax[t] + assets_.credits[t] -
                              working[t] - refresh[t] + out_.reserve_interest[t];
    }
  }

  // Own spending that the owners pay, outside of the cash for debt.
  [[nodiscard]] double growth(std::size_t t) const {
    return project_.owners_pay_growth && t >= start_ ? assets_.own_spending[t] : 0;
  }

  [[nodiscard]] double other_service(std::size_t t) const {
    return chips_.repaid[t] + chips_.interest[t] + vendor_.repaid[t] + vendor_.interest[t];
  }

  // What debt and owners pay before operation, without the interest of the debt itself.
  [[nodiscard]] Years need(double amount) const {
    Years out(count_, 0.0);
    for (std::size_t t = 0; t < start_; ++t) out[t] = -out_.cash_for_debt[t] + other_service(t);
    out[0] += project_.debt.upfront_fee * amount;
    out[start_ - 1] += out_.debt_service_reserve[start_ - 1];
    return out;
  }

  [[nodiscard]] double drawn_at(double share, double amount) const { return total(drawing(share, amount).drawn); }

  [[nodiscard]] Construction drawing(double share, double amount) const {
    const TermDebt& debt = project_.debt;
    return pay_construction(need(amount), project_.operation,
                            {share, debt.drawing_rate(), debt.commitment_fee, amount});
  }

  // The debt at a share of the need:  D = Σ drawn(share, fees(D)); linear in D but for years without need, so repeated.
  [[nodiscard]] double amount_at(double share) const {
    double amount = out_.amount;
    for (int round = 0; round < settling_rounds; ++round) {
      const double next = drawn_at(share, amount);
      if (std::abs(next - amount) <= settled * (1 + next)) return next;
      amount = next;
    }
    return amount;
  }

  void borrow() {
    const TermDebt& debt = project_.debt;
    const int operating = project_.years - project_.operation;
    Years service = zeros(operating);  // what the cover ratio leaves for the term debt, year 1 = first of operation
    for (int t = 1; t <= std::min(debt.tenor, operating); ++t) {
      const std::size_t at = start_ + static_cast<std::size_t>(t) - 1;
      service[static_cast<std::size_t>(t)] = std::max(0.0, out_.cash_for_debt[at] / debt.cover - other_service(at));
    }
    const double capacity = debt_capacity(service, 1, debt.interest, debt.tenor);
    const double largest = amount_at(debt.by_cover ? debt.largest_share : debt.share);
    out_.capacity = capacity;
    out_.share_root = {};
    out_.share = debt.by_cover ? debt.largest_share : debt.share;
    out_.amount = largest;
    if (debt.by_cover && capacity < largest) {
      const Root root =
          brent([&](double share) { return drawn_at(share, capacity) - capacity; }, 0, debt.largest_share, 1e-15);
      out_.amount = capacity;
      out_.share = root.bracketed ? root.at : 0;
      out_.share_root = root;
    }
    const Construction construction = drawing(out_.share, out_.amount);
    const Loan loan = repayment(service, capacity, operating);
    for (std::size_t t = 0; t < count_; ++t) {
      const std::size_t year = t < start_ ? 0 : t - start_ + 1;
      out_.term_drawn[t] = construction.drawn[t];
      out_.term_repaid[t] = t < start_ ? 0 : loan.principal[year];
      out_.term_interest[t] = t < start_ ? construction.interest[t] : loan.interest[year];
      out_.term_balance[t] = t < start_ ? construction.balance[t] : loan.balance[year];
      out_.fees[t] = construction.commitment[t] + (t == 0 ? debt.upfront_fee * out_.amount : 0);
      out_.construction_interest[t] =
          t < start_ ? construction.interest[t] + chips_.interest[t] + vendor_.interest[t] : 0;
      out_.debt_service[t] = out_.term_repaid[t] + (t < start_ ? 0 : out_.term_interest[t]) + other_service(t);
      out_.contributed[t] = std::max(0.0, construction.equity[t]);
      out_.distributed[t] = std::max(0.0, -construction.equity[t]);
    }
    // held at the end of the year before: months of the service of the coming year, while the term debt runs
    for (std::size_t t = 0; t < count_; ++t) {
      const bool held = t + 1 >= start_ && t + 1 < count_ && t + 1 < start_ + static_cast<std::size_t>(debt.tenor);
      out_.debt_service_reserve[t] = held ? debt.reserve_months / 12 * out_.debt_service[t + 1] : 0;
    }
  }

  [[nodiscard]] Loan repayment(const Years& service, double capacity, int operating) const {
    const TermDebt& debt = project_.debt;
    // nothing to sculpt to: level payments, which the owners then pay
    if ((debt.by_cover || debt.repayment == Repayment::sculpted) && capacity > 0 && out_.amount > 0)
      return sculpted_loan(out_.amount, service, capacity / out_.amount, debt.interest, debt.tenor);
    return debt.repayment == Repayment::equal_principal
               ? equal_principal_loan(out_.amount, debt.interest, debt.tenor, debt.grace, operating)
               : level_loan(out_.amount, debt.interest, debt.tenor, debt.grace, operating);
  }

  // Fees and interest of construction are written off evenly over the tenor of the debt.
  void income_and_tax() {
    const double financing = total(out_.fees) + total(out_.construction_interest);
    const std::size_t years = std::min(count_ - start_, static_cast<std::size_t>(std::max(1, project_.debt.tenor)));
    for (std::size_t t = 0; t < count_; ++t) {
      out_.amortisation[t] = t >= start_ && t < start_ + years ? financing / static_cast<double>(years) : 0;
      const double interest = t < start_ ? 0 : out_.term_interest[t] + chips_.interest[t] + vendor_.interest[t];
      out_.taxable_income[t] = operations_.ebitda[t] - assets_.tax_depreciation[t] - out_.amortisation[t] - interest +
                               out_.reserve_interest[t] + assets_.residual[t] - assets_.tax_derecognised[t] -
                               operations_.decommissioning[t];
    }
    const Taxation& tax = project_.tax;
    if (tax.carries_losses) {
      CarriedTax carried = tax_with_carried_losses(tax.rate, out_.taxable_income, tax.usable_losses);
      out_.tax = std::move(carried.tax);
      out_.losses_used = std::move(carried.used);
      out_.losses_left = std::move(carried.pool);
    } else {
      out_.tax = scaled(out_.taxable_income, -tax.rate);
    }
  }

  // From operation on the owners get what is left; where it is less than nothing they pay in.
  void owners() {
    const Years reserve = change_of(out_.debt_service_reserve);
    for (std::size_t t = start_; t < count_; ++t) {
      const double left = out_.cash_for_debt[t] - out_.debt_service[t] - reserve[t] - growth(t);
      out_.distributed[t] = std::max(0.0, left);
      out_.contributed[t] = std::max(0.0, -left);
    }
  }

  const Project& project_;
  const Assets& assets_;
  const Operations& operations_;
  const PurchaseLoans &chips_, &vendor_;
  std::size_t count_, start_;
  Settlement out_;
};

}  // namespace

Settlement settle(const Project& project, const Assets& assets, const Operations& operations,
                  const PurchaseLoans& chips, const PurchaseLoans& vendor) {
  return Settling(project, assets, operations, chips, vendor).run();
}

}  // namespace gigaplan::finance
