#include "gigaplan/finance/project.hpp"

#include <gmock/gmock.h>

#include <random>

#include "gigaplan/finance/project_parts.hpp"
#include "gigaplan/finance/returns.hpp"
#include "gigaplan/finance/sensitivity.hpp"

namespace gigaplan::finance {
namespace {

// 1000 spent in year 0, two years of 600 with 100 of cost, straight over two years.
Project small() {
  Project out;
  out.years = 3;
  out.operation = 1;
  out.discount_rate = 0.1;
  out.equity_return = 0.1;
  out.capital = {{.name = "hall", .spending = {1000, 0, 0}, .tax = {.years = 2}, .book_life = 2, .grants = {}}};
  out.costs = {{"power", {0, 100, 100}}};
  out.products = {{.name = "GPU-hour", .unit = "GPU-h", .volume = {0, 300, 300}, .price = {0, 2, 2}, .committed = {}}};
  return out;
}

TEST(ProjectFinance, WithoutDebtOrTaxByHand) {
  const ProjectResult result = finance_project(small());
  EXPECT_THAT(result.returns.equity_flow, testing::ElementsAre(-1000, 500, 500));
  EXPECT_DOUBLE_EQ(result.statements.net_income[1], 0);
  EXPECT_NEAR(result.returns.equity_irr.value(), 0, 1e-12);
  EXPECT_NEAR(result.returns.project_npv, -1000 + 500 / 1.1 + 500 / 1.21, 1e-9);
  ASSERT_EQ(result.returns.unit_costs.size(), 1U);
  const double sold = 300 / 1.1 + 300 / 1.21;
  EXPECT_NEAR(result.returns.unit_costs[0].nominal, (1000 + 100 / 1.1 + 100 / 1.21) / sold, 1e-12);
  EXPECT_NEAR(result.returns.unit_costs[0].real, result.returns.unit_costs[0].nominal, 1e-12);
}

TEST(ProjectFinance, TaxOfAProfitByHand) {
  Project project = small();
  project.products[0].price = {0, 3, 3};
  project.tax.rate = 0.25;
  // income (900 − 100 − 500) = 300, tax 75
  const ProjectResult result = finance_project(project);
  EXPECT_THAT(result.returns.equity_flow, testing::ElementsAre(-1000, 725, 725));
  EXPECT_THAT(result.returns.equity_flow_before_tax, testing::ElementsAre(-1000, 800, 800));
}

TEST(ProjectFinance, HalfPaidByALoanByHand) {
  Project project = small();
  project.debt = {.share = 0.5, .interest = 0.1, .tenor = 2, .cover = 1};
  // interest of year 0: drawn D, ½ · 10 % of it is paid from both: D = 0.5 (1000 + 0.05 D) → D = 500 / 0.975
  const double drawn = 500 / 0.975;
  const ProjectResult result = finance_project(project);
  EXPECT_NEAR(result.statements.term_amount, drawn, 1e-9);
  EXPECT_NEAR(result.statements.contributed[0], 1000 + 0.05 * drawn - drawn, 1e-9);
  EXPECT_NEAR(result.statements.debt_service[1], drawn * 0.1 / (1 - 1 / 1.21), 1e-9);
  EXPECT_NEAR(result.statements.least_cover, 500 / result.statements.debt_service[1], 1e-12);
}

TEST(ProjectFinance, ConstructionMayHaveARateOfItsOwn) {
  Project project = small();
  project.debt = {.share = 0.5, .interest = 0.1, .construction_interest = 0.04, .tenor = 2, .cover = 1};
  // D = 0.5 (1000 + 0.02 D) while it is built, 10 % after
  const double drawn = 500 / 0.99;
  const ProjectResult result = finance_project(project);
  EXPECT_NEAR(result.statements.term_amount, drawn, 1e-9);
  EXPECT_NEAR(result.statements.term_interest[0], 0.02 * drawn, 1e-9);
  EXPECT_NEAR(result.statements.term_interest[1], 0.1 * drawn, 1e-9);
}

TEST(ProjectFinance, CommitmentFeeOnWhatIsNotYetDrawn) {
  Project project = small();
  project.debt = {.share = 0.5, .interest = 0.1, .tenor = 2, .cover = 1, .commitment_fee = 0.02};
  // drawn D in the middle of the year: interest 0.05 D, fee 0.02 (D − D/2): D = 0.5 (1000 + 0.06 D)
  const double drawn = 500 / 0.97;
  const ProjectResult result = finance_project(project);
  EXPECT_NEAR(result.statements.term_amount, drawn, 1e-9);
  EXPECT_NEAR(result.statements.fees[0], 0.01 * drawn, 1e-9);
  EXPECT_NEAR(result.statements.contributed[0], 1000 + 0.06 * drawn - drawn, 1e-9);
  EXPECT_EQ(result.statements.fees[1], 0);
}

TEST(ProjectFinance, DebtSizedToCoverMeetsIt) {
  Project project = small();
  project.products[0].price = {0, 3, 3};
  project.tax.rate = 0.25;
  project.debt = {
      .by_cover = true, .interest = 0.07, .tenor = 2, .cover = 1.8, .upfront_fee = 0.02, .reserve_months = 6};
  const Statements s = finance_project(project).statements;
  EXPECT_NEAR(s.cover[1], 1.8, 1e-8);
  EXPECT_NEAR(s.cover[2], 1.8, 1e-8);
  EXPECT_NEAR(s.loan_life_cover, 1.8, 1e-8);
  EXPECT_NEAR(s.term_debt[2], 0, 1e-6);
  EXPECT_NEAR(carried_debt(project, 1.8), s.term_amount, 1e-6);
}

TEST(ProjectFinance, PreferredOwnersComeFirst) {
  const auto owners = split_among_owners({{"sovereign", 0.5, 0.08, 0.25}, {"private", 0.5, 0, 0.75}}, Years{100, 0, 0},
                                         Years{0, 40, 100});
  EXPECT_NEAR(owners[0].distributed[1], 40, 1e-12);        // all of it: 54 is owed
  EXPECT_NEAR(owners[0].preferred_balance[1], 14, 1e-12);  // 50 · 1.08 − 40
  EXPECT_NEAR(owners[0].distributed[2], 15.12 + 0.25 * (100 - 15.12), 1e-12);
  EXPECT_NEAR(owners[1].distributed[2], 0.75 * (100 - 15.12), 1e-12);
}

TEST(ProjectFinance, BreakEvenIsProven) {
  const Project project = small();
  const BreakEven at = break_even(project, 0.15);
  ASSERT_TRUE(at.root.bracketed);
  EXPECT_LT(at.root.value_low * at.root.value_high, 0);
  const ProjectResult result = finance_project(changed(project, Driver::price, at.root.at));
  EXPECT_NEAR(result.returns.equity_irr.value(), 0.15, 1e-10);
  EXPECT_NEAR(at.prices[0].nominal, 2 * at.root.at, 1e-12);
}

TEST(ProjectFinance, RefusesWhatDoesNotFit) {
  Project project = small();
  project.debt.tenor = 9;
  EXPECT_THROW((void)finance_project(project), std::invalid_argument);
  project = small();
  project.capital[0].lease = 0.8;
  project.capital[0].chip_loan = 0.5;
  EXPECT_THROW((void)finance_project(project), std::invalid_argument);
  project = small();
  project.products[0].volume = {1};
  EXPECT_THROW((void)finance_project(project), std::invalid_argument);
}

TEST(ProjectFinance, TornadoHasTheWidestFirstAndTheTableItsCentre) {
  Project project = small();
  project.products[0].price = {0, 3, 3};
  const auto swings = tornado(project, 0.1);
  ASSERT_EQ(swings.size(), 7U);
  const auto width = [](const Swing& s) { return std::abs(s.high_irr.value_or(0) - s.low_irr.value_or(0)); };
  EXPECT_GE(width(swings[0]), width(swings[1]));
  const TwoWay table = two_way(project, Driver::price, Driver::capital, {0.9, 1, 1.1});
  EXPECT_DOUBLE_EQ(table.irr[1][1].value(), finance_project(project).returns.equity_irr.value());
}

TEST(ProjectFinance, CostsPerUnitFollowTheVolumeAndCommitmentsDoNot) {
  Project project = small();  // 300 at 2, cost 100
  project.costs = {{"power", {0, 40, 40}, "GPU-hour", {0, 0.2, 0.2}}};
  EXPECT_THAT(finance_project(project).returns.equity_flow, testing::ElementsAre(-1000, 500, 500));
  // 10 % less: 270 · 2 − 40 − 270 · 0.2 = 446
  const ProjectResult less = finance_project(changed(project, Driver::volume, 0.9));
  EXPECT_NEAR(less.returns.equity_flow[1], 446, 1e-9);
  // 80 % of 300 are paid in any case: a fall to 150 earns 240 · 2 − 40 − 150 · 0.2 = 410
  project.products[0].committed = {0, 300, 300};
  project.products[0].take_or_pay = 0.8;
  EXPECT_NEAR(finance_project(changed(project, Driver::volume, 0.5)).returns.equity_flow[1], 410, 1e-9);
  EXPECT_NEAR(finance_project(changed(project, Driver::operating, 2)).returns.equity_flow[1], 400, 1e-9);
  // a year late: no volume and no cost per unit in the first year of operation
  project.products[0].committed.clear();
  EXPECT_THAT(finance_project(changed(project, Driver::delay, 1)).returns.equity_flow,
              testing::ElementsAre(-1000, -40, 500));
}

Project random_project(unsigned seed) {
  std::mt19937 random(seed);
  const auto between = [&](double low, double high) { return std::uniform_real_distribution(low, high)(random); };
  const auto whole = [&](int low, int high) { return std::uniform_int_distribution(low, high)(random); };
  Project out;
  out.years = whole(4, 25);
  out.operation = whole(1, std::min(4, out.years - 2));
  const auto n = static_cast<std::size_t>(out.years), start = static_cast<std::size_t>(out.operation);
  out.inflation = between(0, 0.05);
  out.discount_rate = between(0.04, 0.12);
  for (int i = whole(1, 3); i > 0; --i) {
    CapitalItem item{.name = "item " + std::to_string(i), .spending = Years(n, 0.0), .grants = {}};
    for (std::size_t t = 0; t < start; ++t) item.spending[t] = between(0, 1000);
    if (whole(0, 1) == 1) item.spending[static_cast<std::size_t>(whole(0, out.years - 1))] += between(0, 800);
    item.tax = {whole(0, 1) == 0 ? TaxLife::Kind::straight : TaxLife::Kind::macrs, 5, {}};
    item.book_life = whole(1, 20);
    item.life = whole(0, 8);
    item.residual = between(0, 0.4);
    item.chip_loan = between(0, 0.5) * whole(0, 1);
    item.lease = between(0, 0.2) * whole(0, 1);
    item.vendor = between(0, 0.2) * whole(0, 1);
    item.investment_credit = between(0, 0.3) * whole(0, 1);
    if (whole(0, 2) == 0) item.grants = scaled(item.spending, 0.1);
    out.capital.push_back(item);
  }
  Years cost(n, 0.0), volume(n, 0.0), price(n, 0.0);
  for (std::size_t t = 0; t < n; ++t) {
    cost[t] = t < start ? between(0, 20) : between(50, 150);
    volume[t] = t < start ? 0 : between(100, 200);
    price[t] = between(3, 8);
  }
  out.costs = {{"power", cost}};
  if (whole(0, 1) == 1) out.costs.push_back({"water", Years(n, 0.0), "GPU-hour", Years(n, between(0, 0.2))});
  out.products = {{.name = "GPU-hour",
                   .unit = "GPU-h",
                   .volume = volume,
                   .price = price,
                   .committed = scaled(volume, 1.1),
                   .take_or_pay = 0.8,
                   .production_credit = 0.1,
                   .production_credit_years = whole(0, 5)}};
  if (whole(0, 1) == 1) out.prepayment = Prepayment{between(0, 300), 0, whole(1, 6), between(0, 0.1)};
  const int operating = out.years - out.operation;
  out.debt = {.by_cover = whole(0, 1) == 1,
              .share = between(0, 0.8),
              .largest_share = between(0.3, 0.9),
              .repayment = static_cast<Repayment>(whole(0, 2)),
              .interest = between(0, 0.1),
              .tenor = whole(1, operating),
              .grace = 0,
              .cover = between(1.1, 2),
              .upfront_fee = between(0, 0.03),
              .commitment_fee = between(0, 0.03) * whole(0, 1),
              .reserve_months = between(0, 9)};
  out.chip_loan = {between(0.05, 0.13), whole(1, 6), between(0, 0.4)};
  out.lease = {between(0, 0.1), whole(1, 5), between(0, 0.3)};
  out.vendor = {between(0, 0.1), whole(1, 4)};
  out.tax = {between(0, 0.4), whole(0, 1) == 1, between(0.5, 1)};
  out.receivable_days = between(0, 90);
  out.working_months = between(0, 6);
  out.reserve_interest = between(0, 0.04);
  out.saves_for_refresh = whole(0, 1) == 1;
  out.decommissioning = between(0, 100);
  out.owners_pay_growth = !out.saves_for_refresh && whole(0, 1) == 1;
  return out;
}

// Whatever the case: the balance sheet balances in each year, sources equal uses, loans are paid back, reserves are
// empty at the end, and the cash of the owners is the cash of the project less all service of debt.
TEST(ProjectFinance, HoldsTogetherWhateverTheCase) {
  for (unsigned seed = 1; seed <= 400; ++seed) {
    const Project project = random_project(seed);
    const ProjectResult result = finance_project(project);
    const Statements& s = result.statements;
    double scale = 1;
    for (const double value : s.capital) scale += value;
    for (const double off : s.imbalance) ASSERT_NEAR(off, 0, 1e-7 * scale) << seed;
    double sources = 0, uses = 0;
    for (const Amount& amount : result.sources) sources += amount.value;
    for (const Amount& amount : result.uses) uses += amount.value;
    ASSERT_NEAR(sources, uses, 1e-7 * scale) << seed;
    for (const Years* debt :
         {&s.term_debt, &s.chip_debt, &s.vendor_debt, &s.reserves, &s.receivables, &s.customer_credit, &s.fixed_assets})
      ASSERT_NEAR(debt->back(), 0, 1e-7 * scale) << seed;
    ASSERT_NEAR(total(s.net_income), total(s.distributed) - total(s.contributed), 1e-7 * scale) << seed;
    double owners = 0;
    for (const OwnerReturn& owner : result.returns.owners)
      owners += total(owner.distributed) - total(owner.contributed);
    ASSERT_NEAR(owners, total(result.returns.equity_flow), 1e-7 * scale) << seed;
    // a debt sized to cover is covered in every year in which it is paid
    for (std::size_t t = static_cast<std::size_t>(project.operation); project.debt.by_cover && t < s.cover.size();
         ++t) {
      if (s.term_repaid[t] + s.term_interest[t] > 1e-6 * scale) {
        ASSERT_GE(s.cover[t], project.debt.cover - 1e-6) << seed;
      }
    }
  }
}

}  // namespace
}  // namespace gigaplan::finance
