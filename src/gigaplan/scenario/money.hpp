// Money of one currency and year in another, by the catalogue's price indices and exchange rates.
#pragma once
#include <functional>
#include <string>

#include "gigaplan/base/quantity.hpp"
#include "gigaplan/catalogue/catalogue.hpp"

namespace gigaplan::scenario {

/// Carries an amount into `to`:
///
///   amount · rate(to.currency, y) / rate(from.currency, y) · index(to.currency, to.year) / index(to.currency, y)
///
/// rate = units per USD, mean of the price year y of `from` (or of the nearest year that has one); index = price index
/// of the target currency, carried on by the catalogue's assumed inflation behind its last year. Where the target
/// currency has no index, the source's carries the amount to to.year first and the rate of that year is used. Nothing
/// (the caller makes a fault of it) when a currency has no rate, neither has an index, or a year lies outside
/// [first indexed year, last indexed year + 15]. The catalogue must outlive the converter.
/// `note`, where given, is told the rates, price indices and inflation of every conversion that succeeds.
[[nodiscard]] MoneyConverter money_converter(const Catalogue& catalogue, const MoneyYear& to,
                                             std::function<void(const Figure&)> note = {});

/// Currencies that the catalogue has exchange rates and price indices for.
[[nodiscard]] bool is_convertible(const Catalogue& catalogue, const std::string& currency);

}  // namespace gigaplan::scenario
