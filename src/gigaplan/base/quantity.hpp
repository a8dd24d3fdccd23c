// Quantities as people write them: a number and a unit, with money that knows its currency and price year.
//
//   "120 MW"   "85 %"   "3 yr"   "60 ms"   "20 MW_it"   "900 USD_2024/kW"   "9 bn EUR_2025"   "30000"
//
// Grammar: NUMBER [MULTIPLIER] [UNIT {("/" | "*" | " ") [MULTIPLIER] UNIT}]. Prefix and case are strict: MW is a
// megawatt, mW a milliwatt (refused), Mw nothing. MULTIPLIER is one of thousand, million, M, bn, billion, tn, trillion.
// Numbers are dot-decimal in every locale. IT power (W_it) and facility power (W) are different dimensions.
#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace gigaplan {

/// Exponents of what a unit is made of.
struct Dimension {
  enum Base : std::uint8_t {
    power,
    it_power,
    time,
    money,
    mass,
    length,
    temperature,
    flop,
    token,
    piece,
    person,
    bases
  };
  std::array<std::int8_t, bases> exponent{};
  bool operator==(const Dimension&) const = default;
};

/// A currency at the prices of a year.
struct MoneyYear {
  std::string currency;  ///< ISO 4217, "EUR"
  int year = 0;
  bool operator==(const MoneyYear&) const = default;
};

/// A unit: `factor` of the coherent base (W, s, kg, m, …); `money` where the unit holds a currency.
struct Unit {
  double factor = 1;
  Dimension dimension;
  std::optional<MoneyYear> money;
};

/// Why a text is no quantity of the wanted unit.
struct QuantityTrouble {
  enum class Kind : std::uint8_t { number, not_finite, unit, dimension, money } kind = Kind::number;
  std::string message;
  std::string remedy;
};

/// Units of the wanted money in one unit of `from`, or nothing when no figure joins the two.
using MoneyConverter = std::function<std::optional<double>(const MoneyYear& from)>;

/// Reads a unit, e.g. "EUR_2025/kW". "money" stands for the wanted currency of the wanted year; "1" and "" for none.
[[nodiscard]] std::variant<Unit, QuantityTrouble> parse_unit(std::string_view text);

/// Reads a finite dot-decimal number at the start of `text` and moves `text` behind it. Underscores between digits are
/// allowed; "nan" and "inf" are read as such.
[[nodiscard]] std::optional<double> take_number(std::string_view& text);

/// The value of `text` in `wanted` (a unit as above, "money" allowed). A number without unit is accepted only when
/// `bare` is set, and then means `wanted`. Never NaN, never infinite.
[[nodiscard]] std::variant<double, QuantityTrouble> in_unit(std::string_view text, std::string_view wanted,
                                                            const MoneyConverter& money = {}, bool bare = false);

/// The value of `value` `unit` in `wanted`: for figures that keep number and unit apart.
[[nodiscard]] std::variant<double, QuantityTrouble> convert(double value, std::string_view unit,
                                                            std::string_view wanted, const MoneyConverter& money = {});

/// ISO 4217 codes that are understood as currencies.
[[nodiscard]] const std::vector<std::string>& currencies();

}  // namespace gigaplan
