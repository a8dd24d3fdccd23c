#include "gigaplan/scenario/money.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>

namespace gigaplan::scenario {
namespace {

constexpr int years_beyond = 15;

const Figure* figure_of(const Catalogue& catalogue, const std::string& table, const std::string& currency, int year) {
  return catalogue.find_figure(fmt::format("finance/{}/{}/{}", table, currency, year));
}

/// Units of `currency` per USD, of `year` or the nearest year within 30 that has a rate.
std::optional<double> rate(const Catalogue& catalogue, const std::string& currency, int year) {
  if (currency == "USD") return 1.0;
  for (int away = 0; away <= 30; ++away)
    for (const int candidate : {year - away, year + away})
      if (const auto* figure = figure_of(catalogue, "exchange", currency, candidate)) return figure->value;
  return std::nullopt;
}

std::optional<double> index(const Catalogue& catalogue, const std::string& currency, int year) {
  if (const auto* figure = figure_of(catalogue, "deflator", currency, year)) return figure->value;
  for (int back = 1; back <= years_beyond; ++back) {
    const auto* last = figure_of(catalogue, "deflator", currency, year - back);
    const auto* inflation = catalogue.find_figure(fmt::format("finance/inflation/{}", currency));
    if (last != nullptr && inflation != nullptr) return last->value * std::pow(1 + inflation->value / 100, back);
  }
  return std::nullopt;
}

std::optional<double> carried(const Catalogue& catalogue, const std::string& currency, int from, int to) {
  if (from == to) return 1.0;
  const auto start = index(catalogue, currency, from);
  const auto end = index(catalogue, currency, to);
  if (!start || !end) return std::nullopt;
  return *end / *start;
}

std::optional<double> exchanged(const Catalogue& catalogue, const std::string& from, const std::string& to, int year) {
  if (from == to) return 1.0;
  const auto per_usd_from = rate(catalogue, from, year);
  const auto per_usd_to = rate(catalogue, to, year);
  if (!per_usd_from || !per_usd_to) return std::nullopt;
  return *per_usd_to / *per_usd_from;
}

}  // namespace

MoneyConverter money_converter(const Catalogue& catalogue, const MoneyYear& to) {
  return [&catalogue, to](const MoneyYear& from) -> std::optional<double> {
    if (from == to) return 1.0;
    const auto at_source = exchanged(catalogue, from.currency, to.currency, from.year);
    const auto in_target = carried(catalogue, to.currency, from.year, to.year);
    if (at_source && in_target) return *at_source * *in_target;
    const auto in_source = carried(catalogue, from.currency, from.year, to.year);
    const auto at_target = exchanged(catalogue, from.currency, to.currency, to.year);
    if (in_source && at_target) return *in_source * *at_target;
    return std::nullopt;
  };
}

bool is_convertible(const Catalogue& catalogue, const std::string& currency) {
  return rate(catalogue, currency, 2025).has_value() && index(catalogue, currency, 2025).has_value();
}

}  // namespace gigaplan::scenario
