#include <algorithm>

#include "gigaplan/finance/project_parts.hpp"
#include "gigaplan/finance/revenue.hpp"

namespace gigaplan::finance {
namespace {

constexpr double days_in_year = 365, months_in_year = 12;

// Each need is saved for in equal parts from the need before (or from the first year of operation) on:
//     balance(t) = Σ_{needs after t, reached} need · (years saved by t) / (years of saving).
Years sinking_balance(const Years& need, int operation) {
  Years out(need.size(), 0.0);
  int from = operation;
  for (int due = operation; due < static_cast<int>(need.size()); ++due) {
    const double amount = need[static_cast<std::size_t>(due)];
    if (!(amount > 0)) continue;
    for (int t = from; t < due; ++t) out[static_cast<std::size_t>(t)] += amount * (t - from + 1) / (due - from + 1);
    from = due + 1;
  }
  return out;
}

void revenue(const Project& project, Operations& out) {
  out.revenue = zeros(last_of(project));
  const auto add = [&](std::string name, Years values) {
    out.revenue = sum(out.revenue, values);
    out.revenue_lines.push_back({std::move(name), std::move(values)});
  };
  for (const Product& product : project.products) {
    if (product.price.empty()) continue;
    const Years committed = product.committed.empty() ? zeros(last_of(project)) : product.committed;
    add(product.name, take_or_pay_revenue(product.price, product.volume, committed, product.take_or_pay));
  }
  out.prepaid = out.credited = zeros(last_of(project));
  if (!project.prepayment) return;
  const Prepayment& prepaid = *project.prepayment;
  out.prepaid[static_cast<std::size_t>(prepaid.paid)] = prepaid.amount;
  const int years = std::min(prepaid.years, project.years - project.operation);
  for (int t = 0; t < years; ++t)
    out.credited[static_cast<std::size_t>(project.operation + t)] = prepaid.amount / years;
  if (prepaid.discount != 0) add("discount on prepayment", scaled(out.credited, -prepaid.discount));
}

}  // namespace

Years cost_of(const Project& project, const CostItem& item) {
  Years out = item.cost;
  const auto of = std::ranges::find(project.products, item.of, &Product::name);
  if (item.per_unit.empty() || of == project.products.end()) return out;
  for (std::size_t t = 0; t < out.size(); ++t) out[t] += item.per_unit[t] * of->volume[t];
  return out;
}

Operations operations_of(const Project& project, const Assets& assets) {
  Operations out;
  const int last = last_of(project);
  const auto count = static_cast<std::size_t>(project.years);
  revenue(project, out);
  out.cost = out.receivables = out.working = out.decommissioning = zeros(last);
  for (const CostItem& item : project.costs) {
    Years cost = cost_of(project, item);
    out.cost = sum(out.cost, cost);
    out.cost_lines.push_back({item.name, std::move(cost)});
  }
  out.rent = lease_rent(project);
  out.ebitda = out.revenue;
  for (std::size_t t = 0; t < count; ++t) out.ebitda[t] -= out.cost[t] + out.rent[t];
  for (std::size_t t = 0; t + 1 < count; ++t) {
    out.receivables[t] = project.receivable_days / days_in_year * (out.revenue[t] - out.credited[t]);
    if (static_cast<int>(t) + 1 >= project.operation)
      out.working[t] = project.working_months / months_in_year * (out.cost[t + 1] + out.rent[t + 1]);
  }
  out.receivables_change = change_of(out.receivables);
  out.decommissioning.back() = project.decommissioning;
  Years need = out.decommissioning;
  if (project.saves_for_refresh)
    for (std::size_t t = static_cast<std::size_t>(project.operation); t < count; ++t)
      need[t] += assets.own_spending[t] - assets.grants[t];
  out.refresh = sinking_balance(need, project.operation);
  return out;
}

}  // namespace gigaplan::finance
