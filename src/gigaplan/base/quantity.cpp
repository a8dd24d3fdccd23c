#include "gigaplan/base/quantity.hpp"

#include <fmt/format.h>

#include <cctype>
#include <charconv>
#include <cmath>
#include <limits>

namespace gigaplan {
namespace {

using Kind = QuantityTrouble::Kind;

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())) != 0) text.remove_prefix(1);
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())) != 0) text.remove_suffix(1);
  return text;
}

/// A `wanted` unit as the remedy shows it: a currency where the table says "money".
std::string shown(std::string_view wanted) {
  std::string text(wanted);
  if (const auto at = text.find("money"); at != std::string::npos) text.replace(at, 5, "EUR_2025");
  return text == "1" ? "a number without unit" : text;
}

std::string name_of(const Dimension& dimension) {
  using D = Dimension;
  const auto is = [&](std::initializer_list<std::pair<D::Base, int>> parts) {
    D other;
    for (const auto& [base, exponent] : parts) other.exponent.at(base) = static_cast<std::int8_t>(exponent);
    return other == dimension;
  };
  if (is({})) return "a share or plain number";
  if (is({{D::power, 1}})) return "facility power";
  if (is({{D::it_power, 1}})) return "IT power";
  if (is({{D::power, 1}, {D::time, 1}})) return "energy";
  if (is({{D::it_power, 1}, {D::time, 1}})) return "IT energy";
  if (is({{D::time, 1}})) return "a time";
  if (is({{D::money, 1}})) return "money";
  if (is({{D::money, 1}, {D::power, -1}})) return "money per facility power";
  if (is({{D::money, 1}, {D::it_power, -1}})) return "money per IT power";
  if (is({{D::money, 1}, {D::power, -1}, {D::time, -1}})) return "money per energy";
  if (is({{D::money, 1}, {D::mass, -1}})) return "money per mass";
  if (is({{D::mass, 1}})) return "mass";
  if (is({{D::mass, 1}, {D::time, -1}})) return "mass per time";
  if (is({{D::length, 3}})) return "volume";
  if (is({{D::length, 3}, {D::time, -1}})) return "volume per time";
  if (is({{D::temperature, 1}})) return "a temperature";
  if (is({{D::flop, 1}})) return "floating-point operations";
  if (is({{D::token, 1}})) return "tokens";
  if (is({{D::piece, 1}})) return "a number of accelerators";
  if (is({{D::person, 1}})) return "people";
  return "something else";
}

std::string hint(const Unit& got, const Unit& wanted, std::string_view wanted_text) {
  const auto difference = [&](Dimension::Base base) {
    return got.dimension.exponent.at(base) - wanted.dimension.exponent.at(base);
  };
  const auto only = [&](std::initializer_list<Dimension::Base> bases) {
    Dimension rest = got.dimension;
    for (const auto base : bases) rest.exponent.at(base) = wanted.dimension.exponent.at(base);
    return rest == wanted.dimension;
  };
  const auto show = shown(wanted_text);
  if (only({Dimension::power, Dimension::it_power}) &&
      difference(Dimension::power) == -difference(Dimension::it_power)) {
    const bool wants_it = wanted.dimension.exponent[Dimension::it_power] != 0;
    if (wanted.dimension.exponent[Dimension::money] != 0)
      return wants_it ? fmt::format("that is a price of facility power; one of IT power is written {}", show)
                      : fmt::format("that is a price of IT power; one of facility power is written {}", show);
    return wants_it ? fmt::format("IT power is written {}: facility power divided by the PUE", show)
                    : fmt::format("facility power is written {}: IT power times the PUE", show);
  }
  if (only({Dimension::time}) && difference(Dimension::time) == 1 && wanted.dimension.exponent[Dimension::power] == 1)
    return fmt::format("that is energy; power is written in {}", show);
  if (only({Dimension::time}) && difference(Dimension::time) == -1 && wanted.dimension.exponent[Dimension::power] == 1)
    return fmt::format("that is power; energy is written in {}", show);
  if (wanted.dimension == Dimension{} && wanted_text == "%") return "write a share, e.g. \"85 %\"";
  return fmt::format("write it in {}", show);
}

std::variant<double, QuantityTrouble> converted(double value, const Unit& got, std::string_view got_text,
                                                std::string_view wanted_text, const MoneyConverter& money) {
  const auto parsed = parse_unit(wanted_text);
  const auto& wanted = std::get<Unit>(parsed);  // the wanted unit comes from our own tables
  if (got.dimension != wanted.dimension)
    return QuantityTrouble{
        Kind::dimension,
        fmt::format("`{}` is {}, but {} is wanted", got_text, name_of(got.dimension), name_of(wanted.dimension)),
        hint(got, wanted, wanted_text)};
  double factor = got.factor / wanted.factor;
  if (got.money) {
    const auto rate = money ? money(*got.money) : std::nullopt;
    if (!rate)
      return QuantityTrouble{
          Kind::money, fmt::format("no figure turns {}_{} into the plan's money", got.money->currency, got.money->year),
          "use a currency and price year that `gigaplan catalogue show exchange` has"};
    factor *= wanted.dimension.exponent[Dimension::money] < 0 ? 1 / *rate : *rate;
  }
  const double result = value * factor;
  if (!std::isfinite(result)) return QuantityTrouble{Kind::not_finite, "the number is too large", "write a finite one"};
  return result;
}

}  // namespace

std::optional<double> take_number(std::string_view& text) {
  std::string digits;
  std::size_t i = 0;
  if (i < text.size() && (text[i] == '+' || text[i] == '-')) {
    if (text[i] == '-') digits += '-';
    ++i;
  }
  const auto word = text.substr(i, 3);
  const auto is = [&](std::string_view name) {
    return word.size() == 3 &&
           (std::tolower(word[0]) == name[0] && std::tolower(word[1]) == name[1] && std::tolower(word[2]) == name[2]);
  };
  if (is("nan") || is("inf")) {
    text.remove_prefix(i + 3);
    return is("nan") ? std::numeric_limits<double>::quiet_NaN() : std::numeric_limits<double>::infinity();
  }
  const auto digit = [&](std::size_t at) {
    return at < text.size() && std::isdigit(static_cast<unsigned char>(text[at])) != 0;
  };
  bool fraction = false;
  for (; i < text.size(); ++i) {
    if (digit(i)) {
      digits += text[i];
    } else if (text[i] == '.' && !fraction && (digit(i + 1) || (i > 0 && digit(i - 1)))) {
      fraction = true;
      digits += '.';
    } else if (text[i] != '_' || i == 0 || !digit(i - 1) || !digit(i + 1)) {
      break;
    }
  }
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    const std::size_t first = i + 1 + (i + 1 < text.size() && (text[i + 1] == '+' || text[i + 1] == '-') ? 1 : 0);
    if (digit(first)) {
      digits += 'e';
      if (text[i + 1] == '-') digits += '-';
      for (i = first; digit(i); ++i) digits += text[i];
    }
  }
  double value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error == std::errc::result_out_of_range) {
    const auto exponent = digits.find("e-");
    value = exponent == std::string::npos ? std::numeric_limits<double>::infinity() : 0;
  } else if (error != std::errc() || end != digits.data() + digits.size()) {
    return std::nullopt;
  }
  text.remove_prefix(i);
  return value;
}

std::variant<double, QuantityTrouble> in_unit(std::string_view text, std::string_view wanted,
                                              const MoneyConverter& money, bool bare) {
  auto rest = trimmed(text);
  const auto value = take_number(rest);
  if (!value)
    return QuantityTrouble{Kind::number, fmt::format("`{}` does not start with a number", text),
                           fmt::format("write a number and a unit, e.g. \"12 {}\"", shown(wanted))};
  if (!std::isfinite(*value))
    return QuantityTrouble{Kind::not_finite, fmt::format("`{}` is not a finite number", text),
                           "leave the key out when there is no limit or no value"};
  if (!rest.empty() && rest[0] == ',')
    return QuantityTrouble{Kind::number, fmt::format("`{}` holds a comma", text),
                           "write numbers with a decimal dot and without separators, e.g. 1234.5"};
  const auto unit_text = trimmed(rest);
  if (unit_text.empty()) {
    if (bare || wanted == "1") return *value;
    return QuantityTrouble{Kind::unit, fmt::format("`{}` has no unit", text),
                           fmt::format("write \"{} {}\"", trimmed(text), shown(wanted))};
  }
  const auto unit = parse_unit(unit_text);
  if (const auto* wrong = std::get_if<QuantityTrouble>(&unit)) return *wrong;
  return converted(*value, std::get<Unit>(unit), unit_text, wanted, money);
}

std::variant<double, QuantityTrouble> convert(double value, std::string_view unit, std::string_view wanted,
                                              const MoneyConverter& money) {
  const auto parsed = parse_unit(unit);
  if (const auto* wrong = std::get_if<QuantityTrouble>(&parsed)) return *wrong;
  return converted(value, std::get<Unit>(parsed), unit, wanted, money);
}

}  // namespace gigaplan
