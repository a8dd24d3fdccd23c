#include "gigaplan/finance/returns.hpp"

#include <gmock/gmock.h>

#include "gigaplan/finance/root.hpp"

namespace gigaplan::finance {
namespace {

TEST(Returns, PresentValueLeavesYearZeroOut) {
  const Years flow{-100, 60, 72};
  EXPECT_NEAR(present_value(flow, 0.2), 60 / 1.2 + 72 / 1.44, 1e-12);
  EXPECT_NEAR(net_present_value(flow, 0.2), 0, 1e-12);
  EXPECT_NEAR(present_value(flow, 0.2, 1), 50, 1e-12);
}

TEST(Returns, RateOfReturnByHand) {
  // −100 (1+r)² + 60 (1+r) + 72 = 0 has the root 1 + r = 1.2
  EXPECT_NEAR(internal_rate_of_return(Years{-100, 60, 72}).value(), 0.2, 1e-12);
  EXPECT_NEAR(internal_rate_of_return(Years{-100, 10, 10}).value(), (10 + std::sqrt(100 + 4000)) / 200 - 1, 1e-12);
  EXPECT_FALSE(internal_rate_of_return(Years{100, 10, 10}).has_value());
  EXPECT_FALSE(internal_rate_of_return(Years{-100, -10, -10}).has_value());
}

TEST(Returns, ChordAgreesWithBrentWithinItsResidual) {
  const Years flow{-1000, 300, 320, 340, 360, 380};
  EXPECT_NEAR(chord_rate_of_return(flow, 5), internal_rate_of_return(flow).value(), 1e-6);
  EXPECT_TRUE(std::isnan(chord_rate_of_return(flow, 0)));
  EXPECT_TRUE(std::isnan(chord_rate_of_return(Years{5, 1, 1}, 2)));
}

TEST(Returns, PaybackIsLinearWithinTheYear) {
  EXPECT_NEAR(payback_years(Years{-100, 40, 40, 40}).value(), 2.5, 1e-12);
  EXPECT_FALSE(payback_years(Years{-100, 40, 40}).has_value());
}

TEST(Returns, LevelisedPricePaysForTheCost) {
  const Years cost{1000, 100, 100}, sold{0, 50, 50};
  const double price = levelised_price(cost, sold, 0.08, 0.08);
  Years flow(3);
  for (std::size_t t = 0; t < 3; ++t) flow[t] = price * sold[t] - cost[t];
  EXPECT_NEAR(net_present_value(flow, 0.08), 0, 1e-9);
}

TEST(Root, FindsWhatItBrackets) {
  const Root root = brent([](double x) { return x * x * x - 2; }, 0, 2);
  ASSERT_TRUE(root.bracketed);
  EXPECT_NEAR(root.at, std::cbrt(2.0), 1e-12);
  EXPECT_LT(root.value_low, 0);
  EXPECT_GT(root.value_high, 0);
}

TEST(Root, SaysWhenThereIsNoChangeOfSign) {
  EXPECT_FALSE(brent([](double x) { return x * x + 1; }, -1, 1).bracketed);
  EXPECT_FALSE(bracket_and_solve([](double x) { return x + 1; }, 0, 1, 1e6).bracketed);
}

TEST(Root, ReachesFarRoots) {
  const Root root = bracket_and_solve([](double x) { return x - 12345.678; }, 0, 1, 1e9);
  ASSERT_TRUE(root.bracketed);
  EXPECT_NEAR(root.at, 12345.678, 1e-9);
}

}  // namespace
}  // namespace gigaplan::finance
