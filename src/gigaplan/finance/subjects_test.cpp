// By-hand cases of the subjects: depreciation, reserves, incentives, tax, loans, revenue.
#include <gmock/gmock.h>

#include "gigaplan/finance/construction.hpp"
#include "gigaplan/finance/debt.hpp"
#include "gigaplan/finance/depreciation.hpp"
#include "gigaplan/finance/incentives.hpp"
#include "gigaplan/finance/operating_cost.hpp"
#include "gigaplan/finance/reserves.hpp"
#include "gigaplan/finance/revenue.hpp"
#include "gigaplan/finance/tax.hpp"

namespace gigaplan::finance {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::Pointwise;

MATCHER_P(Near, tolerance, "") { return std::abs(std::get<0>(arg) - std::get<1>(arg)) <= tolerance; }

TEST(YearVectors, OneFigureGrowsAListStands) {
  EXPECT_THAT(grown_or_listed(std::vector<double>{100}, 0.1, 2, 3), Pointwise(Near(1e-9), Years{0, 200, 220, 242}));
  EXPECT_THAT(grown_or_listed(std::vector<double>{1, 2}, 0.1, 10, 3), ElementsAre(0, 10, 20, 0));
}

TEST(Depreciation, EveryTableWritesOffTheWhole) {
  for (const int life : {3, 5, 7, 10, 15, 20}) EXPECT_NEAR(total(macrs_share(life, 50)), 1, 1e-9) << life;
  for (const WriteOff method : {WriteOff::straight_5, WriteOff::straight_15, WriteOff::straight_20})
    EXPECT_NEAR(total(write_off_share(method, 50)), 1, 1e-9);
  EXPECT_NEAR(total(write_off_share(WriteOff::straight_39, 50)), 1, 1e-9);
  EXPECT_NEAR(total(straight_share(4, 10)), 1, 1e-12);
  EXPECT_THROW((void)macrs_share(6, 10), std::invalid_argument);
}

TEST(Depreciation, IsCutAtTheEnd) {
  Years into = zeros(4);
  write_off(1000, macrs_share(5, 4), 3, into);
  EXPECT_THAT(into, Pointwise(Near(1e-9), Years{0, 0, 0, 200, 320}));
}

TEST(Reserves, HoldsNextYearsNeed) {
  const Reserve reserve = coming_year_reserve(Years{0, 120, 240, 360}, 0.5);
  EXPECT_THAT(reserve.balance, ElementsAre(60, 120, 180, 0));
  EXPECT_THAT(reserve.funding, ElementsAre(60, 60, 60, 0));
  EXPECT_THAT(reserve.disbursement, ElementsAre(0, 0, 0, -180));
  EXPECT_NEAR(total(reserve.cash()), 0, 1e-12);
}

TEST(Reserves, SavesForEquipment) {
  const Reserve reserve = equipment_reserve(100, 2, 0.1, 5);
  EXPECT_THAT(reserve.funding, Pointwise(Near(1e-9), Years{0, 55, 55, 66.55, 66.55, 0}));
  EXPECT_THAT(reserve.disbursement, Pointwise(Near(1e-9), Years{0, 0, -110, 0, -133.1, 0}));
  EXPECT_THAT(reserve.balance, Pointwise(Near(1e-9), Years{0, 55, 0, 66.55, 0, 0}));
  EXPECT_NEAR(total(equipment_reserve(100, 0, 0.1, 5).funding), 0, 0);
}

TEST(Reserves, DebtServiceIsReleasedWithTheLoan) {
  const Reserve reserve = debt_service_reserve(Years{0, 10, 20, 0}, 0.5, 2, true);
  EXPECT_THAT(reserve.balance, ElementsAre(5, 10, 0, 0));
  EXPECT_THAT(reserve.disbursement, ElementsAre(0, 0, -10, 0));
}

TEST(Incentives, CreditIsRoundedPaymentIsNot) {
  const Years output{0, 1000, 1000, 1000};
  const std::vector<double> rate{0.0274};
  EXPECT_THAT(production_payment(rate, output, 2, 0.0), Pointwise(Near(1e-9), Years{0, 27.4, 27.4, 0}));
  EXPECT_THAT(production_credit(rate, output, 2, 0.0), ElementsAre(0, 27, 27, 0));
  EXPECT_THAT(production_credit(std::vector<double>{0.0274, 0.01}, output, 9, 0.0),
              Pointwise(Near(1e-9), Years{0, 27.4, 10, 0}));
}

TEST(Tax, LossesAreCarriedForward) {
  const CarriedTax tax = tax_with_carried_losses(0.25, Years{-100, -50, 80, 200}, 1);
  EXPECT_THAT(tax.used, ElementsAre(0, 0, 80, 70));
  EXPECT_THAT(tax.pool, ElementsAre(100, 150, 70, 0));
  EXPECT_THAT(tax.tax, Pointwise(Near(1e-12), Years{0, 0, 0, -32.5}));
}

TEST(Tax, OnlyAPartOfAProfitIsSheltered) {
  const CarriedTax tax = tax_with_carried_losses(0.2, Years{-1000, 100}, 0.8);
  EXPECT_THAT(tax.tax, Pointwise(Near(1e-12), Years{0, -4}));
  EXPECT_NEAR(effective_rate(0.07, 0.21), 0.07 + 0.93 * 0.21, 1e-15);
}

TEST(Debt, LevelPaymentsPayTheLoanBack) {
  const Loan loan = level_loan(1000, 0.08, 5, 2, 7);
  EXPECT_NEAR(loan.principal[1], 0, 0);
  EXPECT_NEAR(loan.payment[3], level_payment(1000, 0.08, 3), 1e-12);
  EXPECT_NEAR(loan.balance[5], 0, 1e-9);
  EXPECT_NEAR(total(loan.principal), 1000, 1e-9);
  EXPECT_NEAR(level_payment(1200, 0, 12), 100, 0);
}

TEST(Debt, BalloonIsDueAtTheEnd) {
  const Loan loan = balloon_loan(1000, 0.1, 4, 0.3, 6);
  EXPECT_NEAR(loan.payment[1], loan.payment[3], 1e-9);
  EXPECT_NEAR(loan.payment[4] - loan.payment[3], 300, 1e-9);
  EXPECT_NEAR(loan.balance[4], 0, 1e-9);
}

TEST(Debt, SculptedDebtMeetsItsCoverInEveryYear) {
  const Years cash{0, 130, 150, 140};
  const double amount = debt_capacity(cash, 1.3, 0.06, 3);
  const Loan loan = sculpted_loan(amount, cash, 1.3, 0.06, 3);
  EXPECT_NEAR(loan.balance[3], 0, 1e-9);
  for (std::size_t t = 1; t <= 3; ++t) EXPECT_NEAR(debt_service_cover(cash, loan.payment)[t], 1.3, 1e-12);
  EXPECT_NEAR(loan_life_cover(cash, 0.06, 3, amount), 1.3, 1e-12);
}

TEST(Revenue, TakeOrPayHasAFloor) {
  EXPECT_THAT(take_or_pay_revenue(Years{0, 2, 2}, Years{0, 50, 100}, Years{0, 100, 100}, 0.8),
              ElementsAre(0, 160, 200));
  EXPECT_THAT(prepayment_earned(100, 4, 2), ElementsAre(0, 50, 50));
  EXPECT_THAT(remaining_output(std::vector<double>{0.5}, 3), ElementsAre(0, 1, 0.5, 0.25));
  EXPECT_THAT(assessed_value(100, 0.6, 3), Pointwise(Near(1e-12), Years{0, 100, 40, 0}));
}

// 110 in the end, 100 needed in each of two years: drawn = ½ (100 + 0.02 · 110 + 0.08 · before) / (1 − ½ · ½ · 0.08).
TEST(Construction, CommitmentFeeIsOnTheMeanOfWhatIsNotDrawn) {
  const Years need{100, 100, 0};
  const Construction out =
      pay_construction(need, 2, {.share = 0.5, .interest = 0.1, .commitment_fee = 0.02, .amount = 110});
  EXPECT_NEAR(out.drawn[0], 51.1 / 0.98, 1e-12);
  EXPECT_NEAR(out.drawn[1], (51.1 + 0.04 * out.drawn[0]) / 0.98, 1e-12);
  EXPECT_NEAR(out.commitment[0], 0.02 * (110 - out.drawn[0] / 2), 1e-12);
  EXPECT_NEAR(out.commitment[1], 0.02 * (110 - out.drawn[0] - out.drawn[1] / 2), 1e-12);
  for (std::size_t t = 0; t < 2; ++t)
    EXPECT_NEAR(out.equity[t], out.drawn[t], 1e-12);  // half each of need, interest and fee
}

}  // namespace
}  // namespace gigaplan::finance
