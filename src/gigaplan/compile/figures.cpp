#include "gigaplan/compile/figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gigaplan/scenario/money.hpp"

namespace gigaplan::compile {

double Figures::note(const Figure& figure) {
  remember(used_, figure);
  return figure.value;
}

double Figures::take(const Figure& figure, std::string_view unit) {
  const auto money = scenario::money_converter(catalogue_, money_, [this](const Figure& rate) { note(rate); });
  const auto converted = convert(figure.value, figure.unit, unit, money);
  if (const auto* trouble = std::get_if<QuantityTrouble>(&converted)) {
    throw InputInvalid({{"GP2006",
                         {figure.key, 0, 0},
                         fmt::format("{} cannot be used as {}: {}", figure.unit, unit, trouble->message),
                         trouble->remedy}});
  }
  note(figure);
  return std::get<double>(converted);
}

double annuity(double rate, double years) {
  if (rate == 0) return 1 / years;
  return rate / (1 - std::pow(1 + rate, -years));
}

}  // namespace gigaplan::compile
