// The finance of a project from its yearly figures: what another room calls with the money and volumes of a plan.
//
// Time: entry t of every vector is the end of calendar year `first_year + t`; all vectors have `years` entries. The
// years before `operation` are construction. Money is nominal, in one currency. Present values are at the end of year
// 0.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gigaplan/finance/equity.hpp"
#include "gigaplan/finance/root.hpp"
#include "gigaplan/finance/years.hpp"

namespace gigaplan::finance {

/// How an asset is written off for tax.
struct TaxLife {
  enum class Kind { straight, macrs, custom } kind = Kind::straight;
  int years = 10;               ///< life for straight, class life for MACRS
  std::vector<double> percent;  ///< custom: % of year 1, 2, …
};

/// Something that is built or bought. Who pays for it: the parts below, the rest comes from debt, equity and cash.
/// In service from the year after it is paid for, not before operation begins.
struct CapitalItem {
  std::string name;
  Years spending;       ///< [money/yr] >= 0
  TaxLife tax;          ///< for tax
  int book_life = 10;   ///< [yr] straight line in the books
  double residual = 0;  ///< [1] of the spending, >= 0, received when retired
  int life = 0;         ///< [yr] of service until retired and sold; 0: at the end of the project
  double chip_loan = 0, lease = 0, vendor = 0;  ///< [1] shares of the spending that each pays; together <= 1
  double investment_credit = 0;                 ///< [1] tax credit in the first year of service
  double credit_lessens_basis = 0.5;            ///< [1] of the credit that the tax basis is lessened by
  Years grants;  ///< [money/yr] paid for it; lessen its cost in the books and for tax. Empty: none
};

/// A cost of running:  cost(t) + per_unit(t) · volume(t) of the product `of`.
struct CostItem {
  std::string name;
  Years cost;           ///< [money/yr] >= 0
  std::string of = {};  ///< name of a product; empty: no cost per unit
  Years per_unit = {};  ///< [money/unit] >= 0
};

/// An output. A volume without price is not sold; its levelised cost is reported all the same.
struct Product {
  std::string name, unit;        ///< "GPU-hour", "GPU-h"
  Years volume;                  ///< [unit/yr]
  Years price;                   ///< [money/unit], empty: not sold
  Years committed;               ///< [unit/yr] volume under take-or-pay, empty: none
  double take_or_pay = 0;        ///< [1] of it that is paid whether taken or not
  double production_credit = 0;  ///< [money/unit] tax credit on the volume
  int production_credit_years = 0;
};

/// The anchor customer pays in advance and is credited evenly over `years` of operation.
struct Prepayment {
  double amount = 0;    ///< [money]
  int paid = 0;         ///< entry
  int years = 1;        ///< of operation over which it is credited
  double discount = 0;  ///< [1] the customer is credited amount · (1 + discount)
};

enum class Repayment { level, equal_principal, sculpted };

struct TermDebt {
  bool by_cover = false;                   ///< true: sized to `cover`; false: `share` of what construction needs
  double share = 0;                        ///< [1]
  double largest_share = 1;                ///< [1] of what construction needs, when sized to cover
  Repayment repayment = Repayment::level;  ///< sized to cover: always sculpted
  double interest = 0;                     ///< [1/yr]
  std::optional<double> construction_interest = {};  ///< [1/yr] while it is drawn; as `interest` without
  int tenor = 0;                                     ///< [yr] of operation
  int grace = 0;                                     ///< [yr] of operation without principal
  double cover = 1.3;                                ///< [1] (cash available for debt service) / (all debt service)
  double upfront_fee = 0;                            ///< [1] of the debt, paid in year 0
  double commitment_fee = 0;                         ///< [1/yr] of what is not yet drawn, in construction
  double reserve_months = 0;                         ///< of all debt service

  [[nodiscard]] double drawing_rate() const { return construction_interest.value_or(interest); }
};

struct ChipLoan {
  double interest = 0;  ///< [1/yr]
  int tenor = 1;        ///< [yr] from the year after each purchase
  double balloon = 0;   ///< [1] due with the last payment
};
struct Lease {
  double rate = 0;      ///< [1/yr] the lessor's
  int years = 1;        ///< [yr]
  double residual = 0;  ///< [1] of the value, the lessor's at the end
};
struct VendorCredit {
  double interest = 0;
  int years = 1;
};

struct Taxation {
  double rate = 0;             ///< [1] of income; state and federal: effective_rate()
  bool carries_losses = true;  ///< false: a loss is money back in its year
  double usable_losses = 1;    ///< [1] of a year's profit that old losses may shelter
};

struct Project {
  std::string name, currency = "USD";
  int price_year = 2025, first_year = 2026;
  int years = 0;                            ///< entries
  int operation = 1;                        ///< first entry of operation, >= 1
  double inflation = 0, discount_rate = 0;  ///< [1/yr]; the rate is nominal, for the project after tax
  double equity_return = 0.1;               ///< [1/yr] nominal, what the owners ask for
  std::vector<CapitalItem> capital;
  std::vector<CostItem> costs;
  std::vector<Product> products;
  std::optional<Prepayment> prepayment;
  TermDebt debt;
  ChipLoan chip_loan;
  Lease lease;
  VendorCredit vendor;
  Taxation tax;
  std::vector<OwnerClass> owners;  ///< empty: one class
  double receivable_days = 0;      ///< of revenue
  double working_months = 0;       ///< of next year's cost, kept in cash
  double reserve_interest = 0;     ///< [1/yr] on reserves
  /// Own spending in operation is paid by the owners, outside of the debt's cover; false: by cash, before debt service.
  bool owners_pay_growth = false;
  bool saves_for_refresh = false;  ///< own spending in operation is saved for in equal parts before
  double decommissioning = 0;      ///< [money] in the last year, saved for in equal parts
};

/// One line of a statement.
struct Line {
  std::string name;
  Years values;
};

struct Statements {
  // income statement
  std::vector<Line> revenue_lines, cost_lines;
  Years revenue, rent, operating_cost, ebitda, depreciation, gain, interest, reserve_interest, decommissioning;
  Years income_before_tax, tax, credits, net_income;
  // cash flow
  Years capital, own_capital, grants, prepaid, credited, residual, receivables_change, cash_for_debt, fees;
  Years term_drawn, term_repaid, term_interest, chip_drawn, chip_repaid, chip_interest, vendor_drawn, vendor_repaid,
      vendor_interest, debt_service, reserve_change, contributed, distributed;
  // balance sheet, at the end of the year
  Years fixed_assets, receivables, reserves, term_debt, chip_debt, vendor_debt, customer_credit, paid_in, retained,
      imbalance;
  // tax
  Years taxable_income, losses_used, losses_left, unlevered_tax;
  // cover
  Years cover;  ///< cash_for_debt / debt_service where something is paid, else 0
  double least_cover = 0, average_cover = 0, loan_life_cover = 0;
  double term_amount = 0, term_share = 0;
  /// How the term debt was sized to cover: what the cash flow carries, by the closed form Σ service(t) / (1 + r)^t at
  /// the settled tax, and the search for the part of the need that draws it (not bracketed: `largest_share` or `share`
  /// rules).
  double term_capacity = 0;
  int settling_rounds = 0;
  Root share_root;
};

/// Said of every debt that was sized to cover.
inline constexpr std::string_view sizing_method =
    "closed form: debt = sum of (cash / cover - service of other loans) / (1 + interest)^year, repeated with the tax "
    "that "
    "follows until neither moves";

/// A source or a use of money until operation begins.
struct Amount {
  std::string name;
  double value = 0;
};

struct UnitCost {
  std::string name, unit;
  double nominal = 0, real = 0;  ///< [money/unit] at the project's rate, nominal and at constant prices of year 0
  std::vector<Amount> parts;     ///< of the nominal one: capital by item, cost by item, tax, residual
};

struct Returns {
  std::optional<double> project_irr_before_tax, project_irr, equity_irr_before_tax, equity_irr, real_equity_irr;
  double project_npv = 0, equity_npv = 0;                 ///< at discount_rate and equity_return
  std::optional<double> project_payback, equity_payback;  ///< [yr]
  Years project_flow_before_tax, project_flow, equity_flow_before_tax, equity_flow;
  std::vector<OwnerReturn> owners;
  std::vector<UnitCost> unit_costs;  ///< one for each product with a volume
};

struct ProjectResult {
  Statements statements;
  std::vector<Amount> sources, uses;
  Returns returns;
};

/// Computes everything. Debt sized to cover and tax depend on each other and are repeated until the debt moves by less
/// than 1e-9 of itself. Throws std::invalid_argument when a vector has not `years` entries or a share is out of range,
/// and std::runtime_error when the debt does not settle.
/// Not promised: deferred tax (the tax of the year is its expense); leases stay off the balance sheet.
[[nodiscard]] ProjectResult finance_project(const Project& project);

/// The largest term debt whose service is covered `cover` times in every year of its tenor.
[[nodiscard]] double carried_debt(const Project& project, double cover);

}  // namespace gigaplan::finance
