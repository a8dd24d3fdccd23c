#include "gigaplan/planmoney/answer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "gigaplan/base/index.hpp"
#include "gigaplan/finance/returns.hpp"

namespace gigaplan::planmoney {
namespace {

// Money of the price year to money of the year of entry t.
double level(const finance::Project& p, int t) { return std::pow(1 + p.inflation, p.first_year + t - p.price_year); }

bool sells(const finance::Project& project) {
  return std::ranges::any_of(project.products, [](const auto& product) { return finance::total(product.price) > 0; });
}

// The project with one output alone sold, at a constant real price.
finance::Project selling(finance::Project project, std::size_t which, double real) {
  for (auto& product : project.products) product.price.clear(), product.committed.clear(), product.take_or_pay = 0;
  auto& price = project.products[which].price;
  for (int t = 0; t < project.years; ++t) price.push_back(real * level(project, t));
  return project;
}

// Sold alone at its levelised cost, times the factor that makes the owners whole. None as well where debt and tax do
// not settle at some price on the way (std::runtime_error of finance_project).
std::optional<double> whole_price(const finance::Project& project, std::size_t which) try {
  const auto& name = project.products[which].name;
  const auto unsold = finance::finance_project(selling(project, which, 0)).returns.unit_costs;
  const auto cost = std::ranges::find(unsold, name, &finance::UnitCost::name);
  if (cost == unsold.end()) return std::nullopt;
  const double start = std::max(cost->real, 1e-12) / level(project, 0);
  const auto found = finance::break_even(selling(project, which, start), project.equity_return);
  return found.root.bracketed ? std::optional(start * found.root.at) : std::nullopt;
} catch (const std::runtime_error&) {
  return std::nullopt;
}

// A row of nominal money in that of the price year, as a present value at the plan's real rate, first entry now.
double worth(const finance::Project& project, double rate, const finance::Years& nominal) {
  finance::Years real = nominal;
  for (int t = 0; t < project.years; ++t) real[at(t)] /= level(project, t);
  return finance::net_present_value(real, rate);
}

void add(PriceParts& out, const std::string& name, double value) {
  const auto known = std::ranges::find(out.parts, name, &finance::Amount::name);
  if (known != out.parts.end())
    known->value += value;
  else if (value != 0)
    out.parts.push_back({name, value});
}

PriceParts build_up(const finance::Project& p, const finance::Statements& s, const std::string& sells, double rate) {
  PriceParts out;
  const auto product = std::ranges::find(p.products, sells, &finance::Product::name);
  if (product == p.products.end() || product->price.empty()) return out;
  out.name = product->name, out.unit = product->unit;
  const double sold = finance::net_present_value(product->volume, rate);
  if (sold <= 0) return out;
  out.price = worth(p, rate, s.revenue) / sold;
  for (const auto& item : p.capital)
    add(out, item.name.substr(0, item.name.find(", ")), worth(p, rate, item.spending) / sold);
  for (const auto& line : s.cost_lines) add(out, line.name, worth(p, rate, line.values) / sold);
  add(out, "worth left at the end", -worth(p, rate, s.residual) / sold);
  add(out, "tax", (worth(p, rate, s.tax) - worth(p, rate, s.credits)) / sold);
  double rest = out.price;
  for (const auto& part : out.parts) rest -= part.value;
  add(out, "financing above the plan's rate", rest);
  return out;
}

}  // namespace

Answer answer_of(PlanMoney plan, const Catalogue& catalogue, const std::string& case_text,
                 const std::string& case_file) {
  Answer out;
  out.loop = close_loop(plan);
  if (case_text.empty()) out.terms = default_terms(plan, catalogue);
  out.money = case_text.empty()
                  ? finance::read_money_case(out.terms.toml, "default terms", &plan.figures)
                  : finance::read_money_case(case_text, case_file, &plan.figures, tax_of_country(catalogue));
  out.plan = std::move(plan);
  auto& project = out.money.project;
  if (project.name == "project") project.name = out.plan.name;
  for (std::size_t i = 0; i < project.products.size(); ++i) {
    const auto& product = project.products[i];
    if (finance::total(product.volume) <= 0) continue;
    WholePrice price{.name = product.name, .unit = product.unit, .real = whole_price(project, i), .first_year = {}};
    if (price.real) price.first_year = *price.real * level(project, project.operation);
    out.prices.push_back(price);
  }
  out.solved_price = !sells(project);
  if (out.solved_price) {
    const auto found = std::ranges::find_if(out.prices, [](const WholePrice& price) { return price.real.has_value(); });
    if (found == out.prices.end())
      throw InputInvalid({{"GP5022",
                           {case_file, 0, 0},
                           "no price of what the plan delivers makes its owners whole",
                           "lower equity_return, or give a price in [[product]]"}});
    const auto which = std::ranges::find(project.products, found->name, &finance::Product::name);
    project = selling(project, at(static_cast<int>(which - project.products.begin())), *found->real);
    out.anchor = found->name;
  } else {
    out.anchor =
        std::ranges::find_if(project.products, [](const auto& product) { return !product.price.empty(); })->name;
  }
  out.result = finance::run_money_case(out.money);
  out.build_up = build_up(project, out.result.project.statements, out.anchor, out.plan.rate);
  constexpr const char* tokens = "million output tokens";
  const auto price = std::ranges::find(out.prices, tokens, &WholePrice::name);
  if (out.anchor != tokens && price != out.prices.end() && price->real) {
    const auto which = std::ranges::find(project.products, tokens, &finance::Product::name) - project.products.begin();
    const auto alone = selling(project, at(static_cast<int>(which)), *price->real);
    out.build_up_of_tokens = build_up(alone, finance::finance_project(alone).statements, tokens, out.plan.rate);
  }
  return out;
}

}  // namespace gigaplan::planmoney
