// The figures a network is built from: converted to the plan's units, and remembered for the report.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "gigaplan/base/quantity.hpp"
#include "gigaplan/catalogue/catalogue.hpp"

namespace gigaplan::compile {

/// Takes figures out of the catalogue in the unit the builder wants ("money/MW" means the plan's currency and price
/// year) and keeps each one once, with what it was used for.
class Figures {
 public:
  /// Money is turned into `money`; rates and price indices that this takes are kept like any other figure.
  Figures(const Catalogue& catalogue, MoneyYear money) : catalogue_(catalogue), money_(std::move(money)) {}

  /// Value of a figure in `unit`. Throws InputInvalid (GP2006) when its unit cannot be turned into that.
  double take(const Figure& figure, std::string_view unit);
  /// By key path, "building/opex/fixed_100mw".
  double take(const std::string& key, std::string_view unit) { return take(catalogue_.figure(key), unit); }
  /// Remembers a figure whose number is used as it stands.
  double note(const Figure& figure);

  [[nodiscard]] const Catalogue& catalogue() const { return catalogue_; }
  [[nodiscard]] const std::vector<Figure>& used() const { return used_; }

 private:
  const Catalogue& catalogue_;
  MoneyYear money_;
  std::vector<Figure> used_;
};

/// Yearly payment per unit of money spent now, over `years` at `rate` per year:  rate / (1 − (1 + rate)^−years).
[[nodiscard]] double annuity(double rate, double years);

}  // namespace gigaplan::compile
