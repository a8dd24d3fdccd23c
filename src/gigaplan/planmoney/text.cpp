// The answer for people and for programs.
#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "gigaplan/planmoney/answer.hpp"

namespace gigaplan::planmoney {
namespace {

using Json = nlohmann::ordered_json;

Json maybe(const std::optional<double>& value) { return value && std::isfinite(*value) ? Json(*value) : Json(nullptr); }

std::string price_line(const WholePrice& price, const finance::Project& p) {
  if (!price.real) return fmt::format("  {:<36}{:>14}\n", price.name, "none");
  return fmt::format("  {:<36}{:>14.4g} {}_{}/{}, {:.4g} in {}\n", price.name, *price.real, p.currency, p.price_year,
                     price.unit, *price.first_year, p.first_year + p.operation);
}

}  // namespace

std::string text_of(const Answer& a) {
  const auto& p = a.money.project;
  std::string out = finance::money_text(a.money, a.result);
  if (a.solved_price) out += fmt::format("Sold is {}, at the price that makes the owners whole.\n", a.anchor);
  out += fmt::format("Real price, each output sold alone, that earns the owners {:.2f} %\n", 100 * p.equity_return);
  for (const auto& price : a.prices) out += price_line(price, p);
  if (!a.build_up.parts.empty()) {
    out += fmt::format("What it is made of, {}_{}/{}\n", p.currency, p.price_year, a.build_up.unit);
    for (const auto& part : a.build_up.parts) out += fmt::format("  {:<36}{:>14.4g}\n", part.name, part.value);
    out += fmt::format("  {:<36}{:>14.4g}\n", "price", a.build_up.price);
  }
  const auto& l = a.loop;
  out += fmt::format(
      "The plan's cost from this cash, present value in M {}_{} at {:.4g} % real\n"
      "  {:<36}{:>14.2f}\n  {:<36}{:>14.2f}\n  {:<36}{:>14.2f}\n",
      p.currency, p.price_year, 100 * a.plan.rate, "spending", l.capital / 1e6, "running", l.running / 1e6,
      "worth left at the end", -l.salvage / 1e6);
  if (l.past_life != 0) out += fmt::format("  {:<36}{:>14.2f}\n", "counted past the end of life", l.past_life / 1e6);
  if (l.of_others != 0) out += fmt::format("  {:<36}{:>14.2f}\n", "counted for others on the grid", l.of_others / 1e6);
  out += fmt::format("  {:<36}{:>14.2f}  (minimised: {:.2f}, off by {:.1e})\n", "cost", l.cost() / 1e6,
                     l.objective / 1e6, std::abs(l.gap()));
  if (!a.terms.list.empty()) out += "Terms that were taken, since no case was given\n";
  for (const auto& term : a.terms.list) out += fmt::format("  {:<32}{:<18}{}\n", term.key, term.value, term.source);
  return out;
}

std::string json_of(const Answer& a, const std::string& output, int indent) {
  const auto& p = a.money.project;
  auto out = Json::parse(finance::money_json(a.money, a.result, output, -1));
  const auto& l = a.loop;
  out["plan"] = {{"rate", a.plan.rate},      {"objective", l.objective},   {"capital", l.capital},
                 {"running", l.running},     {"salvage", l.salvage},       {"past_life", l.past_life},
                 {"of_others", l.of_others}, {"cost_from_cash", l.cost()}, {"gap", l.gap()}};
  out["sold"] = a.anchor;
  out["price_is_solved"] = a.solved_price;
  const std::string money = fmt::format("{}_{}", p.currency, p.price_year);
  out["prices"] = Json::array();
  for (const auto& price : a.prices)
    out["prices"].push_back({{"name", price.name},
                             {"unit", money + "/" + price.unit},
                             {"real", maybe(price.real)},
                             {"nominal_in_first_year", maybe(price.first_year)}});
  Json parts = Json::array();
  for (const auto& part : a.build_up.parts) parts.push_back({{"name", part.name}, {"value", part.value}});
  out["price_build_up"] = {{"name", a.build_up.name},
                           {"unit", money + "/" + a.build_up.unit},
                           {"price", a.build_up.parts.empty() ? Json(nullptr) : Json(a.build_up.price)},
                           {"parts", parts}};
  out["terms"] = Json::array();
  for (const auto& term : a.terms.list)
    out["terms"].push_back({{"key", term.key}, {"value", term.value}, {"source", term.source}});
  return out.dump(indent, ' ', false, Json::error_handler_t::replace);
}

}  // namespace gigaplan::planmoney
