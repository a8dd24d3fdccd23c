#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "gigaplan/finance/debt.hpp"
#include "gigaplan/finance/depreciation.hpp"
#include "gigaplan/finance/project_parts.hpp"

namespace gigaplan::finance {
namespace {

Years tax_share(const TaxLife& life, int years) {
  switch (life.kind) {
    case TaxLife::Kind::macrs:
      return macrs_share(life.years, years);
    case TaxLife::Kind::custom:
      return custom_share(life.percent, years);
    case TaxLife::Kind::straight:
      break;
  }
  return straight_share(life.years, years);
}

// Written off from `service` on by `share`; what is left in the year of retirement is derecognised then.
void write_down(double basis, const Years& share, int service, int retired, Years& written, Years& derecognised) {
  double left = basis;
  for (int t = service; t <= retired; ++t) {
    const double part = basis * share[static_cast<std::size_t>(t - service) + 1];
    written[static_cast<std::size_t>(t)] += part;
    left -= part;
  }
  derecognised[static_cast<std::size_t>(retired)] += left;
}

void add_item(const Project& project, const CapitalItem& item, Assets& out) {
  const int last = last_of(project);
  const Years tax = tax_share(item.tax, last + 1), book = straight_share(item.book_life, last + 1);
  for (int t = 0; t <= last; ++t) {
    const auto now = static_cast<std::size_t>(t);
    const double spent = item.spending[now], given = item.grants.empty() ? 0 : item.grants[now];
    if (spent == 0 && given == 0) continue;
    const bool late = t == last;  // nobody lends or leases what is bought in the last year
    const double owned = late ? 1 : 1 - item.lease;
    const double cost = spent * owned - given;
    const int service = std::max(t + 1, project.operation);
    const int retired = std::max(std::min(item.life > 0 ? service + item.life - 1 : last, last), t);
    out.own_cost[now] += cost;
    out.own_spending[now] += spent * (late ? 1 : 1 - item.chip_loan - item.lease - item.vendor);
    out.grants[now] += given;
    const double credit = service <= last ? item.investment_credit * spent * owned : 0;
    if (service <= last) out.credits[static_cast<std::size_t>(service)] += credit;
    out.residual[static_cast<std::size_t>(retired)] += item.residual * spent * owned;
    write_down(cost, book, service, retired, out.depreciation, out.derecognised);
    write_down(cost - credit * item.credit_lessens_basis, tax, service, retired, out.tax_depreciation,
               out.tax_derecognised);
  }
}

// Loans of `share` of each purchase; what outlives the project is due in its last year.
template <class ShareOf, class LoanOf>
PurchaseLoans purchase_loans(const Project& project, const ShareOf& share_of, const LoanOf& loan_of) {
  const int last = last_of(project);
  PurchaseLoans out{zeros(last), zeros(last), zeros(last), zeros(last)};
  for (const CapitalItem& item : project.capital) {
    for (int t = 0; t < last; ++t) {
      const double amount = item.spending[static_cast<std::size_t>(t)] * share_of(item);
      if (amount == 0) continue;
      Loan loan = loan_of(amount, last - t);
      loan.principal.back() += loan.balance.back();
      loan.balance.back() = 0;
      out.drawn[static_cast<std::size_t>(t)] += amount;
      for (std::size_t s = 0; s < loan.balance.size(); ++s) {
        const std::size_t at = static_cast<std::size_t>(t) + s;
        out.repaid[at] += loan.principal[s];
        out.interest[at] += loan.interest[s];
        out.balance[at] += loan.balance[s];
      }
    }
  }
  return out;
}

}  // namespace

Assets assets_of(const Project& project) {
  const Years none = zeros(last_of(project));
  Assets out{none, none, none, none, none, none, none, none, none};
  for (const CapitalItem& item : project.capital) add_item(project, item, out);
  for (const Product& product : project.products)
    for (int t = project.operation; t < std::min(project.years, project.operation + product.production_credit_years);
         ++t)
      out.credits[static_cast<std::size_t>(t)] +=
          product.production_credit * product.volume[static_cast<std::size_t>(t)];
  return out;
}

PurchaseLoans chip_loans(const Project& project) {
  const ChipLoan& terms = project.chip_loan;
  return purchase_loans(
      project, [](const CapitalItem& item) { return item.chip_loan; },
      [&](double amount, int years) {
        return balloon_loan(amount, terms.interest, terms.tenor, terms.balloon, years);
      });
}

PurchaseLoans vendor_credits(const Project& project) {
  const VendorCredit& terms = project.vendor;
  return purchase_loans(
      project, [](const CapitalItem& item) { return item.vendor; },
      [&](double amount, int years) { return level_loan(amount, terms.interest, terms.years, 0, years); });
}

Years lease_rent(const Project& project) {
  const int last = last_of(project);
  const Lease& lease = project.lease;
  Years out = zeros(last);
  for (const CapitalItem& item : project.capital)
    for (int t = 0; t < last; ++t) {
      const double value = item.spending[static_cast<std::size_t>(t)] * item.lease;
      const double financed = value * (1 - lease.residual / std::pow(1 + lease.rate, lease.years));
      const double rent = level_payment(financed, lease.rate, lease.years);
      for (int s = t + 1; s <= std::min(last, t + lease.years); ++s) out[static_cast<std::size_t>(s)] += rent;
    }
  return out;
}

void check_project(const Project& project) {
  const auto demand = [](bool fine, const std::string& what) {
    if (!fine) throw std::invalid_argument(what);
  };
  const auto count = static_cast<std::size_t>(std::max(0, project.years));
  demand(project.years >= 2, "a project has at least a year of construction and one of operation");
  demand(project.operation >= 1 && project.operation < project.years,
         "operation begins after the first year and before the end");
  const auto share = [&](double value, const std::string& name) {
    demand(value >= 0 && value <= 1, fmt::format("{} is {}: it is a share between 0 and 1", name, value));
  };
  for (const CapitalItem& item : project.capital) {
    demand(item.spending.size() == count, fmt::format("the spending of {} has not {} entries", item.name, count));
    demand(item.grants.empty() || item.grants.size() == count,
           fmt::format("the grants of {} have not {} entries", item.name, count));
    demand(item.book_life >= 1 && item.life >= 0, fmt::format("the life of {} is below one year", item.name));
    share(item.chip_loan + item.lease + item.vendor, fmt::format("what others pay of {}", item.name));
    // more than was paid is possible: inflation
    demand(item.residual >= 0, fmt::format("the residual value of {} is below zero", item.name));
  }
  for (const CostItem& item : project.costs) {
    demand(item.cost.size() == count, fmt::format("the cost of {} has not {} entries", item.name, count));
    demand(item.per_unit.empty() || item.per_unit.size() == count,
           fmt::format("the cost per unit of {} has not {} entries", item.name, count));
    demand(
        item.per_unit.empty() || std::ranges::find(project.products, item.of, &Product::name) != project.products.end(),
        fmt::format("{} costs per unit of \"{}\", which is no product", item.name, item.of));
  }
  for (const Product& product : project.products) {
    demand(product.volume.size() == count, fmt::format("the volume of {} has not {} entries", product.name, count));
    demand(product.price.empty() || product.price.size() == count,
           fmt::format("the price of {} has not {} entries", product.name, count));
    demand(product.committed.empty() || product.committed.size() == count,
           fmt::format("the committed volume of {} has not {} entries", product.name, count));
    share(product.take_or_pay, fmt::format("the take-or-pay share of {}", product.name));
  }
  const TermDebt& debt = project.debt;
  share(debt.share, "the share of debt");
  share(debt.largest_share, "the largest share of debt");
  demand(debt.tenor >= 0 && debt.tenor <= project.years - project.operation,
         fmt::format("the debt runs {} years and operation {}", debt.tenor, project.years - project.operation));
  demand(debt.grace >= 0 && (debt.tenor == 0 || debt.grace < debt.tenor),
         "the years of grace do not fit into the tenor");
  demand(!debt.by_cover || debt.cover > 0, "the cover ratio is not above zero");
  demand(debt.tenor > 0 || (debt.share == 0 && !debt.by_cover), "debt without a tenor");
  demand(project.chip_loan.tenor >= 1 && project.lease.years >= 1 && project.vendor.years >= 1,
         "a loan or lease below one year");
  if (project.prepayment) {
    demand(project.prepayment->paid >= 0 && project.prepayment->paid < project.operation,
           "the prepayment is not before operation");
    demand(project.prepayment->years >= 1, "the prepayment is credited over less than one year");
  }
  share(project.chip_loan.balloon, "the balloon");
}

Years change_of(const Years& balance) {
  Years out = balance;
  for (std::size_t t = balance.size() - 1; t > 0; --t) out[t] -= balance[t - 1];
  return out;
}

double worth(const Years& flow, double rate) {
  double out = 0;
  for (std::size_t t = flow.size(); t-- > 0;) out = out / (1 + rate) + flow[t];
  return out;
}

}  // namespace gigaplan::finance
