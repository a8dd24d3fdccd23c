// The units that are understood, and how a text becomes one.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <map>

#include "gigaplan/base/fault.hpp"
#include "gigaplan/base/quantity.hpp"

namespace gigaplan {
namespace {

using Base = Dimension::Base;
constexpr double hour = 3600;
constexpr double year = 8760 * hour;

struct Symbol {
  double factor;
  std::array<std::pair<Base, int>, 2> parts;
  std::string_view prefixes;  ///< SI prefixes it takes
};

constexpr std::pair<Base, int> none{Dimension::bases, 0};

const std::map<std::string, Symbol, std::less<>>& symbols() {
  static const std::map<std::string, Symbol, std::less<>> table{
      {"W", {1, {{{Dimension::power, 1}, none}}, "kMGT"}},
      {"Wh", {hour, {{{Dimension::power, 1}, {Dimension::time, 1}}}, "kMGT"}},
      {"W_it", {1, {{{Dimension::it_power, 1}, none}}, "kMGT"}},
      {"Wh_it", {hour, {{{Dimension::it_power, 1}, {Dimension::time, 1}}}, "kMGT"}},
      {"s", {1, {{{Dimension::time, 1}, none}}, "m"}},
      {"min", {60, {{{Dimension::time, 1}, none}}, ""}},
      {"h", {hour, {{{Dimension::time, 1}, none}}, ""}},
      {"d", {24 * hour, {{{Dimension::time, 1}, none}}, ""}},
      {"day", {24 * hour, {{{Dimension::time, 1}, none}}, ""}},
      {"days", {24 * hour, {{{Dimension::time, 1}, none}}, ""}},
      {"week", {168 * hour, {{{Dimension::time, 1}, none}}, ""}},
      {"weeks", {168 * hour, {{{Dimension::time, 1}, none}}, ""}},
      {"month", {year / 12, {{{Dimension::time, 1}, none}}, ""}},
      {"months", {year / 12, {{{Dimension::time, 1}, none}}, ""}},
      {"y", {year, {{{Dimension::time, 1}, none}}, ""}},
      {"yr", {year, {{{Dimension::time, 1}, none}}, ""}},
      {"year", {year, {{{Dimension::time, 1}, none}}, ""}},
      {"years", {year, {{{Dimension::time, 1}, none}}, ""}},
      {"g", {1e-3, {{{Dimension::mass, 1}, none}}, "k"}},
      {"t", {1e3, {{{Dimension::mass, 1}, none}}, "kMG"}},
      {"gCO2", {1e-3, {{{Dimension::mass, 1}, none}}, "k"}},
      {"tCO2", {1e3, {{{Dimension::mass, 1}, none}}, "kMG"}},
      {"m", {1, {{{Dimension::length, 1}, none}}, "k"}},
      {"m3", {1, {{{Dimension::length, 3}, none}}, ""}},
      {"L", {1e-3, {{{Dimension::length, 3}, none}}, ""}},
      {"degC", {1, {{{Dimension::temperature, 1}, none}}, ""}},
      {"°C", {1, {{{Dimension::temperature, 1}, none}}, ""}},
      {"K", {1, {{{Dimension::temperature, 1}, none}}, ""}},
      {"FLOP", {1, {{{Dimension::flop, 1}, none}}, "kMGTPEZY"}},
      {"token", {1, {{{Dimension::token, 1}, none}}, ""}},
      {"tokens", {1, {{{Dimension::token, 1}, none}}, ""}},
      {"accelerator", {1, {{{Dimension::piece, 1}, none}}, ""}},
      {"accelerators", {1, {{{Dimension::piece, 1}, none}}, ""}},
      {"piece", {1, {{{Dimension::piece, 1}, none}}, ""}},
      {"pieces", {1, {{{Dimension::piece, 1}, none}}, ""}},
      {"person", {1, {{{Dimension::person, 1}, none}}, ""}},
      {"people", {1, {{{Dimension::person, 1}, none}}, ""}},
      {"FTE", {1, {{{Dimension::person, 1}, none}}, ""}},
      {"x", {1, {{none, none}}, ""}},  // times
      {"%", {0.01, {{none, none}}, ""}},
      {"1", {1, {{none, none}}, ""}},
      {"p.u.", {1, {{none, none}}, ""}},
      {"fraction", {1, {{none, none}}, ""}},
      {"ratio", {1, {{none, none}}, ""}},
      {"money", {1, {{{Dimension::money, 1}, none}}, ""}},
  };
  return table;
}

std::optional<double> multiplier(std::string_view word) {
  static const std::map<std::string_view, double> words{
      {"thousand", 1e3}, {"million", 1e6}, {"M", 1e6}, {"bn", 1e9}, {"billion", 1e9}, {"tn", 1e12}, {"trillion", 1e12}};
  const auto found = words.find(word);
  return found == words.end() ? std::nullopt : std::optional(found->second);
}

double prefix_factor(char prefix) {
  constexpr std::string_view letters = "kMGTPEZY";
  if (prefix == 'm') return 1e-3;
  return std::pow(10.0, 3 * static_cast<double>(letters.find(prefix) + 1));
}

Unit unit_of(const Symbol& symbol, double factor) {
  Unit unit;
  unit.factor = symbol.factor * factor;
  for (const auto& [base, exponent] : symbol.parts)
    if (base != Dimension::bases) unit.dimension.exponent.at(base) = static_cast<std::int8_t>(exponent);
  return unit;
}

std::optional<Unit> plain_unit(std::string_view word) {
  if (const auto found = symbols().find(word); found != symbols().end()) return unit_of(found->second, 1);
  if (word.size() < 2) return std::nullopt;
  const auto found = symbols().find(word.substr(1));
  if (found == symbols().end() || found->second.prefixes.find(word[0]) == std::string_view::npos) return std::nullopt;
  return unit_of(found->second, prefix_factor(word[0]));
}

QuantityTrouble trouble(QuantityTrouble::Kind kind, std::string message, std::string remedy) {
  return {kind, std::move(message), std::move(remedy)};
}

bool is_currency(std::string_view code) { return std::ranges::find(currencies(), code) != currencies().end(); }

/// "EUR_2025", "kUSD_2024", "EUR" (a fault: no year), or nothing when it does not look like money.
std::optional<std::variant<Unit, QuantityTrouble>> money_unit(std::string_view word) {
  const auto underscore = word.find('_');
  std::string_view code = word.substr(0, underscore);
  double factor = 1;
  if (code.size() == 4 && (code[0] == 'k' || code[0] == 'M') && is_currency(code.substr(1))) {
    factor = prefix_factor(code[0]);
    code.remove_prefix(1);
  }
  const bool code_like =
      code.size() == 3 && std::ranges::all_of(code, [](unsigned char c) { return std::isupper(c) != 0; });
  if (!is_currency(code)) {
    std::string upper(code);
    for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    const bool only_case = is_currency(upper);
    if (!only_case && (!code_like || underscore == std::string_view::npos)) return std::nullopt;
    const std::string near = only_case ? upper : nearest(code, currencies());
    return trouble(QuantityTrouble::Kind::money, fmt::format("`{}` is no currency that is known", code),
                   near.empty() ? "use an ISO 4217 code, e.g. EUR_2025"
                                : fmt::format("did you mean {}? Write e.g. {}_2025", near, near));
  }
  int price_year = 0;
  if (underscore != std::string_view::npos) {
    const auto digits = word.substr(underscore + 1);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), price_year);
    if (error != std::errc() || end != digits.data() + digits.size() || digits.size() != 4) price_year = 0;
  }
  if (price_year < 1900 || price_year > 2200)
    return trouble(QuantityTrouble::Kind::money, fmt::format("`{}` is money without a price year", word),
                   fmt::format("say of which year's prices it is: {}_2025", code));
  Unit unit;
  unit.factor = factor;
  unit.dimension.exponent[Dimension::money] = 1;
  unit.money = MoneyYear{std::string(code), price_year};
  return unit;
}

QuantityTrouble unknown_unit(std::string_view word) {
  if (word.size() > 1 && word[0] == 'm') {
    std::string mega(word);
    mega[0] = 'M';
    if (plain_unit(mega))
      return trouble(QuantityTrouble::Kind::dimension, fmt::format("`{}` would be a milli-unit", word),
                     fmt::format("did you mean {}? m is milli, M is mega; case is strict", mega));
  }
  std::vector<std::string> known;
  for (const auto& [name, symbol] : symbols()) {
    if (name == "1" || name == "money") continue;
    known.push_back(name);
    for (const char prefix : symbol.prefixes) known.push_back(prefix + name);
  }
  std::string near;
  const auto same = [](unsigned char a, unsigned char b) { return std::tolower(a) == std::tolower(b); };
  for (const auto& name : known)
    if (std::ranges::equal(name, word, same)) near = name;
  const bool only_case = !near.empty();
  if (near.empty()) near = nearest(word, known);
  return trouble(QuantityTrouble::Kind::unit, fmt::format("`{}` is no unit that is known", word),
                 near.empty() ? "units are e.g. MW, MW_it, MWh, %, yr, s, EUR_2025/kW"
                 : only_case  ? fmt::format("did you mean {}? Prefix and case are strict", near)
                              : fmt::format("did you mean {}?", near));
}

}  // namespace

const std::vector<std::string>& currencies() {
  static const std::vector<std::string> codes{"AED", "ARS", "AUD", "BRL", "CAD", "CHF", "CLP", "CNY", "CZK",
                                              "DKK", "EUR", "GBP", "HUF", "IDR", "ILS", "INR", "JPY", "KRW",
                                              "KZT", "MXN", "MYR", "NOK", "NZD", "PLN", "QAR", "SAR", "SEK",
                                              "SGD", "THB", "TRY", "TWD", "USD", "VND", "ZAR"};
  return codes;
}

std::variant<Unit, QuantityTrouble> parse_unit(std::string_view text) {
  Unit whole;
  int sign = 1;
  double multiplied = 1;
  const auto apply = [&](double factor) { whole.factor *= sign > 0 ? factor : 1 / factor; };
  while (true) {
    while (!text.empty() && (text[0] == ' ' || text[0] == '*')) text.remove_prefix(1);
    if (text.empty()) break;
    if (text[0] == '/') {
      if (sign < 0 || multiplied != 1)
        return trouble(QuantityTrouble::Kind::unit, "`/` where a unit should stand", "write e.g. EUR_2025/kW");
      sign = -1;
      text.remove_prefix(1);
      continue;
    }
    const auto end = std::min(text.find_first_of(" */"), text.size());
    const auto word = text.substr(0, end);
    text.remove_prefix(end);
    if (const auto times = multiplier(word)) {
      multiplied *= *times;
      if (!text.empty() && text[0] == '/') apply(multiplied), multiplied = 1;
      continue;
    }
    Unit unit;
    if (auto money = money_unit(word)) {
      if (auto* wrong = std::get_if<QuantityTrouble>(&*money)) return std::move(*wrong);
      unit = std::get<Unit>(*money);
      if (whole.money && *whole.money != *unit.money)
        return trouble(QuantityTrouble::Kind::money, "two currencies or price years in one unit", "use one of them");
      whole.money = unit.money;
    } else if (const auto plain = plain_unit(word)) {
      unit = *plain;
    } else {
      return unknown_unit(word);
    }
    apply(unit.factor * multiplied);
    for (std::size_t i = 0; i < unit.dimension.exponent.size(); ++i)
      whole.dimension.exponent.at(i) =
          static_cast<std::int8_t>(whole.dimension.exponent.at(i) + sign * unit.dimension.exponent.at(i));
    sign = 1;
    multiplied = 1;
  }
  if (sign < 0) return trouble(QuantityTrouble::Kind::unit, "the unit ends with `/`", "write e.g. EUR_2025/kW");
  whole.factor *= multiplied;
  return whole;
}

}  // namespace gigaplan
