// The parts that finance_project() is made of. Entries as in project.hpp.
#pragma once
#include "gigaplan/finance/project.hpp"

namespace gigaplan::finance {

/// What is built: its cost in the books and for tax.
struct Assets {
  Years own_cost;      ///< spending that is not leased, less grants: what enters the books
  Years own_spending;  ///< paid by debt, equity and cash: not by chip loan, lease or vendor
  Years grants, depreciation, tax_depreciation, residual;
  Years derecognised;  ///< book value of what is retired
  Years tax_derecognised;
  Years credits;  ///< investment and production credits
};
[[nodiscard]] Assets assets_of(const Project& project);

/// What an item costs by year, at the project's volumes.
[[nodiscard]] Years cost_of(const Project& project, const CostItem& item);

/// A loan of many purchases: drawn when bought, served from the year after.
struct PurchaseLoans {
  Years drawn, repaid, interest, balance;
};
[[nodiscard]] PurchaseLoans chip_loans(const Project& project);
[[nodiscard]] PurchaseLoans vendor_credits(const Project& project);

/// Level rent that earns the lessor its rate:  level_payment(V − R / (1 + r)^n).
[[nodiscard]] Years lease_rent(const Project& project);

/// What running brings and costs, before debt.
struct Operations {
  std::vector<Line> revenue_lines, cost_lines;
  Years revenue, cost, rent, ebitda;
  Years prepaid, credited;  ///< cash from the customer in advance, and what of it is used up
  Years receivables, receivables_change;
  Years working, refresh;  ///< balances of the reserves for working cash and for refresh and decommissioning
  Years decommissioning;
};
[[nodiscard]] Operations operations_of(const Project& project, const Assets& assets);

/// Debt, tax and what they leave to the owners, settled together.
struct Settlement {
  Years term_drawn, term_repaid, term_interest, term_balance, fees, amortisation, debt_service_reserve,
      reserve_interest;
  Years taxable_income, tax, losses_used, losses_left;
  Years cash_for_debt, debt_service, contributed, distributed;
  Years construction_interest;  ///< of all loans, put into the books
  double amount = 0, share = 0, capacity = 0;
  int rounds = 0;
  Root share_root;  ///< of what is drawn less what is carried, in the share
};
[[nodiscard]] Settlement settle(const Project& project, const Assets& assets, const Operations& operations,
                                const PurchaseLoans& chips, const PurchaseLoans& vendor);

/// Throws std::invalid_argument with what is wrong.
void check_project(const Project& project);

[[nodiscard]] inline int last_of(const Project& project) { return project.years - 1; }

/// a(t) − a(t−1), with a(−1) = 0.
[[nodiscard]] Years change_of(const Years& balance);

/// Years with their present value at the end of year 0:  Σ_t x(t) / (1 + rate)^t.
[[nodiscard]] double worth(const Years& flow, double rate);

}  // namespace gigaplan::finance
