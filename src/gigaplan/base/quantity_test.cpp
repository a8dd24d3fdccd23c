#include "gigaplan/base/quantity.hpp"

#include <gmock/gmock.h>

#include <clocale>

namespace gigaplan {
namespace {

using Kind = QuantityTrouble::Kind;
using testing::HasSubstr;

std::optional<double> to_eur_2025(const MoneyYear& from) {
  if (from == MoneyYear{"EUR", 2025}) return 1.0;
  if (from == MoneyYear{"USD", 2024}) return 0.9;
  return std::nullopt;
}

double value(std::string_view text, std::string_view unit, bool bare = false) {
  const auto read = in_unit(text, unit, to_eur_2025, bare);
  if (const auto* wrong = std::get_if<QuantityTrouble>(&read)) ADD_FAILURE() << text << ": " << wrong->message;
  return std::holds_alternative<double>(read) ? std::get<double>(read) : 0;
}

QuantityTrouble trouble(std::string_view text, std::string_view unit) {
  const auto read = in_unit(text, unit, to_eur_2025);
  if (std::holds_alternative<double>(read)) ADD_FAILURE() << text << " was accepted as " << std::get<double>(read);
  return std::holds_alternative<double>(read) ? QuantityTrouble{} : std::get<QuantityTrouble>(read);
}

TEST(Quantity, ReadsWhatPeopleWrite) {
  EXPECT_DOUBLE_EQ(value("120 MW", "MW"), 120);
  EXPECT_DOUBLE_EQ(value("0.12 GW", "MW"), 120);
  EXPECT_DOUBLE_EQ(value("120MW", "MW"), 120);
  EXPECT_DOUBLE_EQ(value("85 %", "1"), 0.85);
  EXPECT_DOUBLE_EQ(value("85%", "%"), 85);
  EXPECT_DOUBLE_EQ(value("3 yr", "yr"), 3);
  EXPECT_DOUBLE_EQ(value("18 months", "yr"), 1.5);
  EXPECT_DOUBLE_EQ(value("60 ms", "s"), 0.06);
  EXPECT_DOUBLE_EQ(value("20 MW_it", "MW_it"), 20);
  EXPECT_DOUBLE_EQ(value("3.5e24 FLOP", "FLOP"), 3.5e24);
  EXPECT_DOUBLE_EQ(value("2 YFLOP", "FLOP"), 2e24);
  EXPECT_DOUBLE_EQ(value("-4.5 degC", "degC"), -4.5);
  EXPECT_DOUBLE_EQ(value("2 million m3/yr", "m3/yr"), 2e6);
  EXPECT_DOUBLE_EQ(value("30_000", "accelerators", true), 30000);
}

TEST(Quantity, MoneyIsConvertedByCurrencyAndYear) {
  EXPECT_DOUBLE_EQ(value("9 bn EUR_2025", "money"), 9e9);
  EXPECT_DOUBLE_EQ(value("900 USD_2024/kW", "money/MW"), 900 * 0.9 * 1000);
  EXPECT_DOUBLE_EQ(value("68 EUR_2025/MWh", "money/MWh"), 68);
  EXPECT_DOUBLE_EQ(value("0.068 EUR_2025/kWh", "money/MWh"), 68);
  EXPECT_DOUBLE_EQ(value("11.54 USD_2024/W", "money/MW"), 11.54e6 * 0.9);
  EXPECT_DOUBLE_EQ(value("11.7 M USD_2024/MW_it", "money/MW_it"), 11.7e6 * 0.9);
  EXPECT_DOUBLE_EQ(value("2 EUR_2025/M tokens", "money/tokens"), 2e-6);
  EXPECT_DOUBLE_EQ(value("3 kEUR_2025", "money"), 3000);
}

TEST(Quantity, MismatchedDimensionsComeWithAHint) {
  const auto energy = trouble("120 kWh", "MW");
  EXPECT_EQ(energy.kind, Kind::dimension);
  EXPECT_THAT(energy.message, HasSubstr("energy"));
  EXPECT_THAT(energy.remedy, HasSubstr("MW"));
  const auto milli = trouble("120 mW", "MW");
  EXPECT_EQ(milli.kind, Kind::dimension);
  EXPECT_THAT(milli.remedy, HasSubstr("did you mean MW?"));
  EXPECT_THAT(trouble("20 MW", "MW_it").remedy, HasSubstr("MW_it"));
  EXPECT_THAT(trouble("20 MW_it", "MW").remedy, HasSubstr("PUE"));
  EXPECT_EQ(trouble("20 EUR_2025/kW", "money/MWh").kind, Kind::dimension);
}

TEST(Quantity, PrefixAndCaseAreStrict) {
  EXPECT_THAT(trouble("20 Mw", "MW").remedy, HasSubstr("did you mean MW?"));
  EXPECT_EQ(trouble("20 KW", "MW").kind, Kind::unit);
  EXPECT_THAT(trouble("20 mwh", "MW").remedy, HasSubstr("MWh"));
  EXPECT_EQ(trouble("20 parsec", "MW").kind, Kind::unit);
  EXPECT_THAT(trouble("20", "MW").remedy, HasSubstr("20 MW"));
}

TEST(Quantity, NumbersMustBeFiniteAndDotDecimal) {
  EXPECT_EQ(trouble("nan MW", "MW").kind, Kind::not_finite);
  EXPECT_EQ(trouble("-inf MW", "MW").kind, Kind::not_finite);
  EXPECT_EQ(trouble("1e999 MW", "MW").kind, Kind::not_finite);
  EXPECT_EQ(trouble("1e308 TW", "MW").kind, Kind::not_finite);
  EXPECT_THAT(trouble("1,5 MW", "MW").remedy, HasSubstr("decimal dot"));
  EXPECT_EQ(trouble("a lot", "MW").kind, Kind::number);
  EXPECT_EQ(trouble("", "MW").kind, Kind::number);
  EXPECT_DOUBLE_EQ(value("1e-999 MW", "MW"), 0);
}

TEST(Quantity, NumbersDoNotDependOnTheLocale) {
  const std::string before = std::setlocale(LC_ALL, nullptr);
  for (const char* name : {"de_DE.UTF-8", "fr_FR.UTF-8", "C.UTF-8", "C"}) {
    if (std::setlocale(LC_ALL, name) == nullptr) continue;
    EXPECT_DOUBLE_EQ(value("1.5 MW", "MW"), 1.5) << name;
  }
  std::setlocale(LC_ALL, before.c_str());
}

TEST(Quantity, MoneyNeedsCurrencyAndYear) {
  EXPECT_THAT(trouble("9 EUR", "money").remedy, HasSubstr("EUR_2025"));
  EXPECT_EQ(trouble("9 EUR", "money").kind, Kind::money);
  EXPECT_THAT(trouble("9 EUU_2025", "money").remedy, HasSubstr("EUR"));
  EXPECT_THAT(trouble("9 eur_2025", "money").remedy, HasSubstr("EUR"));
  EXPECT_EQ(trouble("9 JPY_2025", "money").kind, Kind::money);
  EXPECT_EQ(trouble("9 EUR_25", "money").kind, Kind::money);
}

TEST(Quantity, BrokenUnitsAreRefused) {
  EXPECT_EQ(trouble("9 EUR_2025/", "money").kind, Kind::unit);
  EXPECT_EQ(trouble("9 EUR_2025//kW", "money/MW").kind, Kind::unit);
  EXPECT_EQ(trouble("9 EUR_2025/USD_2024", "1").kind, Kind::money);
}

TEST(Quantity, FiguresKeepNumberAndUnitApart) {
  const auto read = convert(24, "months", "yr");
  ASSERT_TRUE(std::holds_alternative<double>(read));
  EXPECT_DOUBLE_EQ(std::get<double>(read), 2);
  EXPECT_TRUE(std::holds_alternative<QuantityTrouble>(convert(1, "MWh", "MW")));
}

}  // namespace
}  // namespace gigaplan
