#include "gigaplan/finance/project.hpp"

#include <algorithm>
#include <limits>

#include "gigaplan/finance/debt.hpp"
#include "gigaplan/finance/project_parts.hpp"
#include "gigaplan/finance/returns.hpp"
#include "gigaplan/finance/tax.hpp"

namespace gigaplan::finance {
namespace {

struct Parts {
  Assets assets;
  PurchaseLoans chips, vendor;
  Operations operations;
  Settlement settled;
};

Years difference(Years a, const Years& b) {
  for (std::size_t t = 0; t < a.size(); ++t) a[t] -= b[t];
  return a;
}

Years running_sum(Years a) {
  for (std::size_t t = 1; t < a.size(); ++t) a[t] += a[t - 1];
  return a;
}

// Income statement: EBITDA − depreciation + gain on what is sold − interest + interest on reserves − decommissioning −
// tax.
void income_statement(const Project& project, const Parts& parts, Statements& out) {
  out.revenue_lines = parts.operations.revenue_lines;
  out.cost_lines = parts.operations.cost_lines;
  out.revenue = parts.operations.revenue;
  out.rent = parts.operations.rent;
  out.operating_cost = parts.operations.cost;
  out.ebitda = parts.operations.ebitda;
  out.depreciation = sum(parts.assets.depreciation, parts.settled.amortisation);
  out.gain = difference(parts.assets.residual, parts.assets.derecognised);
  out.reserve_interest = parts.settled.reserve_interest;
  out.decommissioning = parts.operations.decommissioning;
  out.tax = scaled(parts.settled.tax, -1);
  out.credits = parts.assets.credits;
  out.interest = out.income_before_tax = out.net_income = zeros(last_of(project));
  for (std::size_t t = 0; t < out.interest.size(); ++t) {
    if (static_cast<int>(t) >= project.operation)
      out.interest[t] = parts.settled.term_interest[t] + parts.chips.interest[t] + parts.vendor.interest[t];
    out.income_before_tax[t] = out.ebitda[t] - out.depreciation[t] + out.gain[t] - out.interest[t] +
                               out.reserve_interest[t] - out.decommissioning[t];
    out.net_income[t] = out.income_before_tax[t] - out.tax[t] + out.credits[t];
  }
}

void cash_flow(const Project& project, const Parts& parts, Statements& out) {
  const Settlement& settled = parts.settled;
  out.capital = zeros(last_of(project));
  for (const CapitalItem& item : project.capital) out.capital = sum(out.capital, item.spending);
  out.own_capital = parts.assets.own_spending;
  out.grants = parts.assets.grants;
  out.prepaid = parts.operations.prepaid;
  out.credited = parts.operations.credited;
  out.residual = parts.assets.residual;
  out.receivables_change = parts.operations.receivables_change;
  out.cash_for_debt = settled.cash_for_debt;
  out.fees = settled.fees;
  out.term_drawn = settled.term_drawn;
  out.term_repaid = settled.term_repaid;
  out.term_interest = settled.term_interest;
  out.chip_drawn = parts.chips.drawn;
  out.chip_repaid = parts.chips.repaid;
  out.chip_interest = parts.chips.interest;
  out.vendor_drawn = parts.vendor.drawn;
  out.vendor_repaid = parts.vendor.repaid;
  out.vendor_interest = parts.vendor.interest;
  out.debt_service = settled.debt_service;
  out.contributed = settled.contributed;
  out.distributed = settled.distributed;
  out.reserves = sum(sum(parts.operations.working, parts.operations.refresh), settled.debt_service_reserve);
  out.reserve_change = change_of(out.reserves);
  out.taxable_income = settled.taxable_income;
  out.losses_used = settled.losses_used;
  out.losses_left = settled.losses_left;
}

// Assets = debts + what is owed to the customer + paid in + retained, at the end of every year.
void balance_sheet(const Parts& parts, Statements& out) {
  Years added = sum(sum(parts.assets.own_cost, parts.settled.fees), parts.settled.construction_interest);
  out.fixed_assets = running_sum(difference(difference(std::move(added), out.depreciation), parts.assets.derecognised));
  out.receivables = parts.operations.receivables;
  out.term_debt = parts.settled.term_balance;
  out.chip_debt = parts.chips.balance;
  out.vendor_debt = parts.vendor.balance;
  out.customer_credit = running_sum(difference(out.prepaid, out.credited));
  out.paid_in = running_sum(out.contributed);
  out.retained = running_sum(difference(out.net_income, out.distributed));
  out.imbalance = out.fixed_assets;
  for (std::size_t t = 0; t < out.imbalance.size(); ++t)
    out.imbalance[t] += out.receivables[t] + out.reserves[t] - out.term_debt[t] - out.chip_debt[t] -
                        out.vendor_debt[t] - out.customer_credit[t] - out.paid_in[t] - out.retained[t];
}

void cover_ratios(const Project& project, const Settlement& settled, Statements& out) {
  const auto start = static_cast<std::size_t>(project.operation);
  out.term_amount = settled.amount;
  out.term_share = settled.share;
  out.term_capacity = settled.capacity;
  out.settling_rounds = settled.rounds;
  out.share_root = settled.share_root;
  out.cover = zeros(last_of(project));
  double least = std::numeric_limits<double>::infinity(), sum_of_cover = 0, worth_of_cash = 0, debt = 0;
  int served = 0, last_served = 0;
  for (std::size_t t = start; t < out.cover.size(); ++t) {
    if (out.debt_service[t] <= 0) continue;
    out.cover[t] = out.cash_for_debt[t] / out.debt_service[t];
    least = std::min(least, out.cover[t]);
    sum_of_cover += out.cover[t];
    ++served;
    last_served = static_cast<int>(t);
  }
  debt = out.term_debt[start - 1] + out.chip_debt[start - 1] + out.vendor_debt[start - 1];
  double interest = 0;  // the mean rate of the debt at the start of operation
  if (debt > 0)
    interest =
        (out.term_debt[start - 1] * project.debt.interest + out.chip_debt[start - 1] * project.chip_loan.interest +
         out.vendor_debt[start - 1] * project.vendor.interest) /
        debt;
  for (std::size_t t = start; static_cast<int>(t) <= last_served && t < out.cover.size(); ++t)
    worth_of_cash += out.cash_for_debt[t] / std::pow(1 + interest, static_cast<double>(t - start) + 1);
  out.least_cover = served > 0 ? least : 0;
  out.average_cover = served > 0 ? sum_of_cover / served : 0;
  out.loan_life_cover = debt > 0 ? worth_of_cash / debt : 0;
}

Years unlevered_tax(const Project& project, const Parts& parts) {
  Years income = parts.operations.ebitda;
  for (std::size_t t = 0; t < income.size(); ++t)
    income[t] += -parts.assets.tax_depreciation[t] + parts.assets.residual[t] - parts.assets.tax_derecognised[t] -
                 parts.operations.decommissioning[t];
  if (!project.tax.carries_losses) return scaled(income, project.tax.rate);
  return scaled(tax_with_carried_losses(project.tax.rate, income, project.tax.usable_losses).tax, -1);
}

// Cost per unit of an output:  Σ_t cost(t) (1 + r)^−t / Σ_t volume(t) (1 + r)^−t, real: the volume at the real rate.
UnitCost unit_cost(const Project& project, const Parts& parts, const Statements& statements, const Product& product) {
  const double rate = project.discount_rate, real = (1 + rate) / (1 + project.inflation) - 1;
  const double sold = worth(product.volume, rate), sold_real = worth(product.volume, real);
  UnitCost out{product.name, product.unit, 0, 0, {}};
  const auto part = [&](const std::string& name, const Years& flow, double sign) {
    const double value = sign * worth(flow, rate) / sold;
    if (value != 0) out.parts.push_back({name, value});
    out.nominal += value;
  };
  for (const CapitalItem& item : project.capital) {
    Years owned = scaled(item.spending, 1 - item.lease);
    owned.back() = item.spending.back();
    part(item.name, item.grants.empty() ? owned : difference(owned, item.grants), 1);
  }
  for (const CostItem& item : project.costs) part(item.name, cost_of(project, item), 1);
  part("rent", parts.operations.rent, 1);
  part("tax", statements.unlevered_tax, 1);
  part("tax credits", parts.assets.credits, -1);
  part("decommissioning", parts.operations.decommissioning, 1);
  part("residual value", parts.assets.residual, -1);
  out.real = out.nominal * sold / sold_real;
  return out;
}

Returns returns_of(const Project& project, const Parts& parts, const Statements& statements) {
  Returns out;
  out.project_flow_before_tax = zeros(last_of(project));
  for (std::size_t t = 0; t < out.project_flow_before_tax.size(); ++t)
    out.project_flow_before_tax[t] = -parts.assets.own_cost[t] + statements.ebitda[t] -
                                     statements.receivables_change[t] + statements.prepaid[t] - statements.credited[t] +
                                     statements.residual[t] - statements.decommissioning[t];
  out.project_flow = sum(difference(out.project_flow_before_tax, statements.unlevered_tax), statements.credits);
  out.equity_flow = difference(statements.distributed, statements.contributed);
  out.equity_flow_before_tax = difference(sum(out.equity_flow, statements.tax), statements.credits);
  out.project_irr_before_tax = internal_rate_of_return(out.project_flow_before_tax);
  out.project_irr = internal_rate_of_return(out.project_flow);
  out.equity_irr_before_tax = internal_rate_of_return(out.equity_flow_before_tax);
  out.equity_irr = internal_rate_of_return(out.equity_flow);
  if (out.equity_irr) out.real_equity_irr = (1 + *out.equity_irr) / (1 + project.inflation) - 1;
  out.project_npv = worth(out.project_flow, project.discount_rate);
  out.equity_npv = worth(out.equity_flow, project.equity_return);
  out.project_payback = payback_years(out.project_flow);
  out.equity_payback = payback_years(out.equity_flow);
  std::vector<OwnerClass> owners = project.owners;
  if (owners.empty()) owners.push_back({"equity", 1, 0, 1});
  out.owners = split_among_owners(owners, statements.contributed, statements.distributed);
  for (const Product& product : project.products)
    if (worth(product.volume, project.discount_rate) > 0)
      out.unit_costs.push_back(unit_cost(project, parts, statements, product));
  return out;
}

double before_operation(const Project& project, const Years& row) {
  double out = 0;
  for (int t = 0; t < project.operation; ++t) out += row[static_cast<std::size_t>(t)];
  return out;
}

void sources_and_uses(const Project& project, const Parts& parts, ProjectResult& out) {
  const Statements& s = out.statements;
  const auto source = [&](const std::string& name, double value) {
    if (value != 0) out.sources.push_back({name, value});
  };
  const auto use = [&](const std::string& name, double value) {
    if (value != 0) out.uses.push_back({name, value});
  };
  double leased = 0;
  for (const CapitalItem& item : project.capital) {
    use(item.name, before_operation(project, item.spending));
    leased += before_operation(project, item.spending) * item.lease;
  }
  use("operating cost before operation", -before_operation(project, s.ebitda));
  use("fees", before_operation(project, s.fees));
  use("interest during construction", before_operation(project, parts.settled.construction_interest));
  use("loans repaid during construction",
      before_operation(project, s.chip_repaid) + before_operation(project, s.vendor_repaid));
  use("reserves", s.reserves[static_cast<std::size_t>(project.operation) - 1]);
  use("tax before operation", before_operation(project, s.tax) - before_operation(project, s.credits));
  use("receivables", s.receivables[static_cast<std::size_t>(project.operation) - 1]);
  use("paid to owners", before_operation(project, s.distributed));
  source("term debt", before_operation(project, s.term_drawn));
  source("chip-backed loans", before_operation(project, s.chip_drawn));
  source("vendor credit", before_operation(project, s.vendor_drawn));
  source("leases", leased);
  source("grants", before_operation(project, s.grants));
  source("customer prepayment", before_operation(project, s.prepaid));
  source("residual value", before_operation(project, s.residual));
  source("interest on reserves", before_operation(project, s.reserve_interest));
  for (const OwnerReturn& owner : out.returns.owners) source(owner.name, before_operation(project, owner.contributed));
}

}  // namespace

ProjectResult finance_project(const Project& project) {
  check_project(project);
  Parts parts;
  parts.assets = assets_of(project);
  parts.chips = chip_loans(project);
  parts.vendor = vendor_credits(project);
  parts.operations = operations_of(project, parts.assets);
  parts.settled = settle(project, parts.assets, parts.operations, parts.chips, parts.vendor);
  ProjectResult out;
  income_statement(project, parts, out.statements);
  cash_flow(project, parts, out.statements);
  balance_sheet(parts, out.statements);
  cover_ratios(project, parts.settled, out.statements);
  out.statements.unlevered_tax = unlevered_tax(project, parts);
  out.returns = returns_of(project, parts, out.statements);
  sources_and_uses(project, parts, out);
  return out;
}

double carried_debt(const Project& project, double cover) {
  Project sized = project;
  sized.debt.by_cover = true;
  sized.debt.cover = cover;
  sized.debt.largest_share = 1;
  return finance_project(sized).statements.term_amount;
}

}  // namespace gigaplan::finance
