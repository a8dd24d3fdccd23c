#include "gigaplan/finance/sensitivity.hpp"

#include <algorithm>
#include <cmath>

#include "gigaplan/finance/project_parts.hpp"

namespace gigaplan::finance {
namespace {

constexpr double largest_factor = 1000;

void scale(Years& row, double factor) {
  for (double& value : row) value *= factor;
}

// Everything of operation one year later; the year that falls beyond the end is lost.
Years later(const Years& row, std::size_t from, int by) {
  Years out = row;
  for (int i = 0; i < by; ++i) {
    for (std::size_t t = out.size() - 1; t > from; --t) out[t] = out[t - 1];
    out[from] = 0;
  }
  return out;
}

Project delayed(Project out, int by) {
  const auto from = static_cast<std::size_t>(out.operation);
  for (Product& product : out.products) {
    product.volume = later(product.volume, from, by);
    if (!product.committed.empty()) product.committed = later(product.committed, from, by);
  }
  return out;
}

std::optional<double> price_factor(const Project& project) {
  const BreakEven at = break_even(project, project.equity_return);
  return at.root.bracketed ? std::optional(at.root.at) : std::nullopt;
}

double width(const Swing& swing) {
  if (swing.low_irr && swing.high_irr) return std::abs(*swing.high_irr - *swing.low_irr);
  if (swing.low_factor_of_price && swing.high_factor_of_price)
    return std::abs(*swing.high_factor_of_price - *swing.low_factor_of_price);
  return 0;
}

}  // namespace

BreakEven break_even(const Project& project, double wanted) {
  const auto left_over = [&](double factor) {
    return worth(finance_project(changed(project, Driver::price, factor)).returns.equity_flow, wanted);
  };
  BreakEven out{.wanted = wanted, .root = bracket_and_solve(left_over, 0.0, 0.25, largest_factor, 1e-13), .prices = {}};
  for (const Product& product : project.products)
    if (!product.price.empty() && out.root.bracketed)
      out.prices.push_back({product.name,
                            product.unit,
                            product.price[static_cast<std::size_t>(project.operation)] * out.root.at,
                            0,
                            {}});
  for (UnitCost& price : out.prices) price.real = price.nominal / std::pow(1 + project.inflation, project.operation);
  return out;
}

std::string_view driver_name(Driver driver) {
  switch (driver) {
    case Driver::capital:
      return "capital cost";
    case Driver::operating:
      return "operating cost";
    case Driver::volume:
      return "volume";
    case Driver::price:
      return "price";
    case Driver::interest:
      return "interest";
    case Driver::residual:
      return "residual value";
    case Driver::delay:
      return "delay";
  }
  return "";
}

Project changed(const Project& project, Driver driver, double factor) {
  Project out = project;
  switch (driver) {
    case Driver::capital:
      for (CapitalItem& item : out.capital) scale(item.spending, factor);
      break;
    case Driver::operating:
      for (CostItem& item : out.costs) {
        scale(item.cost, factor);
        scale(item.per_unit, factor);
      }
      break;
    case Driver::volume:
      for (Product& product : out.products) scale(product.volume, factor);
      break;
    case Driver::price:
      for (Product& product : out.products) scale(product.price, factor);
      break;
    case Driver::interest:
      out.debt.interest *= factor;
      if (out.debt.construction_interest) *out.debt.construction_interest *= factor;
      out.chip_loan.interest *= factor;
      out.vendor.interest *= factor;
      out.lease.rate *= factor;
      break;
    case Driver::residual:
      for (CapitalItem& item : out.capital) item.residual *= factor;
      break;
    case Driver::delay:
      return delayed(std::move(out), static_cast<int>(std::lround(factor)));
  }
  return out;
}

std::vector<Swing> tornado(const Project& project, double step) {
  std::vector<Swing> out;
  for (const Driver driver : {Driver::capital, Driver::operating, Driver::volume, Driver::price, Driver::interest,
                              Driver::residual, Driver::delay}) {
    const bool delay = driver == Driver::delay;
    Swing swing{.driver = driver, .low_factor = delay ? 0 : 1 - step, .high_factor = delay ? 1 : 1 + step};
    const Project low = changed(project, driver, swing.low_factor), high = changed(project, driver, swing.high_factor);
    swing.low_irr = finance_project(low).returns.equity_irr;
    swing.high_irr = finance_project(high).returns.equity_irr;
    swing.low_factor_of_price = price_factor(low);
    swing.high_factor_of_price = price_factor(high);
    out.push_back(swing);
  }
  std::ranges::stable_sort(out, [](const Swing& a, const Swing& b) { return width(a) > width(b); });
  return out;
}

TwoWay two_way(const Project& project, Driver rows, Driver columns, const std::vector<double>& factors) {
  TwoWay out{rows, columns, factors, factors, {}};
  for (const double row : factors) {
    const Project base = changed(project, rows, row);
    std::vector<std::optional<double>> line;
    for (const double column : factors)
      line.push_back(finance_project(changed(base, columns, column)).returns.equity_irr);
    out.irr.push_back(std::move(line));
  }
  return out;
}

}  // namespace gigaplan::finance
