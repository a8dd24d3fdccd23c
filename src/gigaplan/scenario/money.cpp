#include "gigaplan/scenario/money.hpp"

#include <fmt/format.h>

#include <cmath>
#include <utility>
#include <vector>

namespace gigaplan::scenario {
namespace {

constexpr int years_beyond = 15;

const Figure* figure_of(const Catalogue& catalogue, const std::string& table, const std::string& currency, int year) {
  return catalogue.find_figure(fmt::format("finance/{}/{}/{}", table, currency, year));
}

using Used = std::vector<const Figure*>;  ///< what a number was worked out from

/// Units of `currency` per USD, of `year` or the nearest year within 30 that has a rate.
std::optional<double> rate(const Catalogue& catalogue, const std::string& currency, int year, Used& used) {
  if (currency == "USD") return 1.0;
  for (int away = 0; away <= 30; ++away)
    for (const int candidate : {year - away, year + away})
      if (const auto* figure = figure_of(catalogue, "exchange", currency, candidate)) {
        used.push_back(figure);
        return figure->value;
      }
  return std::nullopt;
}

std::optional<double> index(const Catalogue& catalogue, const std::string& currency, int year, Used& used) {
  if (const auto* figure = figure_of(catalogue, "deflator", currency, year)) {
    used.push_back(figure);
    return figure->value;
  }
  for (int back = 1; back <= years_beyond; ++back) {
    const auto* last = figure_of(catalogue, "deflator", currency, year - back);
    const auto* inflation = catalogue.find_figure(fmt::format("finance/inflation/{}", currency));
    if (last == nullptr || inflation == nullptr) continue;
    used.insert(used.end(), {last, inflation});
    return last->value * std::pow(1 + inflation->value / 100, back);
  }
  return std::nullopt;
}

std::optional<double> carried(const Catalogue& catalogue, const std::string& currency, int from, int to, Used& used) {
  if (from == to) return 1.0;
  const auto start = index(catalogue, currency, from, used);
  const auto end = index(catalogue, currency, to, used);
  if (!start || !end) return std::nullopt;
  return *end / *start;
}

std::optional<double> exchanged(const Catalogue& catalogue, const std::string& from, const std::string& to, int year,
                                Used& used) {
  if (from == to) return 1.0;
  const auto per_usd_from = rate(catalogue, from, year, used);
  const auto per_usd_to = rate(catalogue, to, year, used);
  if (!per_usd_from || !per_usd_to) return std::nullopt;
  return *per_usd_to / *per_usd_from;
}

/// Units of `to` in one of `from`; `used` holds what that was worked out from.
std::optional<double> converted(const Catalogue& catalogue, const MoneyYear& from, const MoneyYear& to, Used& used) {
  if (from == to) return 1.0;
  const auto at_source = exchanged(catalogue, from.currency, to.currency, from.year, used);
  const auto in_target = carried(catalogue, to.currency, from.year, to.year, used);
  if (at_source && in_target) return *at_source * *in_target;
  used.clear();
  const auto in_source = carried(catalogue, from.currency, from.year, to.year, used);
  const auto at_target = exchanged(catalogue, from.currency, to.currency, to.year, used);
  if (in_source && at_target) return *in_source * *at_target;
  used.clear();
  return std::nullopt;
}

}  // namespace

MoneyConverter money_converter(const Catalogue& catalogue, const MoneyYear& to,
                               std::function<void(const Figure&)> note) {
  return [&catalogue, to, note = std::move(note)](const MoneyYear& from) {
    Used used;
    const auto each = converted(catalogue, from, to, used);
    if (note)
      for (const auto* figure : used) note(*figure);
    return each;
  };
}

bool is_convertible(const Catalogue& catalogue, const std::string& currency) {
  Used used;
  return rate(catalogue, currency, 2025, used).has_value() && index(catalogue, currency, 2025, used).has_value();
}

}  // namespace gigaplan::scenario
