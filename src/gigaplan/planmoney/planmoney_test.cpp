// The money of small plans: the loop closes, the figures are those of the plan, the prices make the owners whole.
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "gigaplan/compile/figures.hpp"
#include "gigaplan/planmoney/answer.hpp"
#include "gigaplan/planmoney/figures.hpp"
#include "gigaplan/planmoney/loop.hpp"
#include "gigaplan/planmoney/pictures.hpp"
#include "gigaplan/scenario/read.hpp"

namespace gigaplan::planmoney {
namespace {

using testing::Contains;
using testing::Field;
using testing::HasSubstr;

const Catalogue& catalogue() {
  static const Catalogue loaded = load_catalogue(GIGAPLAN_SOURCE_DIR "/catalogue");
  return loaded;
}

// Three periods of 3, 4 and 5 years: chips of five years serve seven in the first, so that annuities go past their
// life, and are young at the end; halls outlive the plan; a plant is owned and one is bought from.
const std::string three_periods = R"(
schema_version = 1
name = "three periods"
country = "DE"
objective = "least-cost"
discount_rate = "6 %"
hours = "typical:2"
[horizon]
periods = [2030, 2033, 2037]
end = 2042
[[service]]
id = "assistant"
model = "national-70b"
reach = [{ year = 2030, share = "2 %" }, { year = 2037, share = "6 %" }]
requests_per_user_per_day = 8
input_tokens = 1500
output_tokens = 900
residency = "in-country"
[[site]]
id = "here"
country = "DE"
location = [8.68, 50.11]
grid = [{ year = 2030, power = "15 MW" }]
grid_extension = { most = "300 MW", cost = "180 EUR_2025/kW", from = 2033 }
[[plant]]
id = "sun"
technology = "solar"
site = "here"
country = "DE"
contract = "own"
least = "2 MW"
most = "20 MW"
from = 2033
[[plant]]
id = "wind"
technology = "onshore wind"
country = "DE"
contract = "purchase"
price = "60 EUR_2025/MWh"
most = "20 MW"
from = 2030
)";

plan::Plan plan_of(const std::string& text) {
  const auto scenario = scenario::read_with(catalogue(), text, "my.toml").front();
  return plan::make_plan(scenario, catalogue(), {.measured_limits = 0}, {});
}

const plan::Plan& small() {
  static const plan::Plan made = plan_of(three_periods);
  return made;
}

TEST(PlanMoney, CashAndSalvageMakeThePlansCost) {
  const auto money = money_of(small(), catalogue());
  const auto loop = close_loop(money);
  EXPECT_GT(loop.capital, 0);
  EXPECT_GT(loop.running, 0);
  EXPECT_GT(loop.salvage, 0);
  EXPECT_GT(loop.past_life, 0);
  EXPECT_NEAR(loop.gap(), 0, 1e-9) << loop.cost() << " against " << loop.objective;
}

// The same where the country's grid is planned with it, and where the plan aims at more than cost.
TEST(PlanMoney, TheLoopClosesForOtherKindsOfPlan) {
  const auto mix = plan_of(three_periods + "[power]\nkind = \"mix\"\n");
  EXPECT_NEAR(close_loop(money_of(mix, catalogue())).gap(), 0, 1e-9);
  auto text = three_periods + "[money]\nbudget = [{ year = 2030, amount = \"20 M EUR_2025\" }]\n";
  text.replace(text.find("least-cost"), 10, "most-compute");
  const auto most = plan_of(text);
  EXPECT_NEAR(close_loop(money_of(most, catalogue())).gap(), 0, 1e-9);
  EXPECT_GT(most.present_cost, 1.2 * small().present_cost);
}

// What stood before the plan is taken over at what its annuities to come are worth.
TEST(PlanMoney, TheLoopClosesOverWhatStoodBefore) {
  const auto taken = plan_of(three_periods +
                             "[[built]]\nkind = \"hall\"\nsite = \"here\"\nyear = 2024\namount = \"2 MW_it\"\n"
                             "[[built]]\nkind = \"hall\"\nsite = \"here\"\nyear = 2026\namount = \"1 MW_it\"\n");
  ASSERT_TRUE(taken.has_answer());
  const auto money = money_of(taken, catalogue());
  EXPECT_NEAR(close_loop(money).gap(), 0, 1e-9);
  const double full = compile::annuity(money.rate, taken.scenario.hall_life);
  std::vector<double> left;
  for (const auto& one : money.vintages)
    if (one.stood)
      left.push_back(one.cost * compile::annuity(money.rate, one.life) / full / taken.scenario.sites[0].hall_cost);
  EXPECT_THAT(left, testing::ElementsAre(testing::DoubleNear(2, 1e-9), testing::DoubleNear(1, 1e-9)));
}

// Another rate than the plan's does not close it: the test above can fail.
TEST(PlanMoney, AnotherRateDoesNotClose) {
  auto money = money_of(small(), catalogue());
  money.rate = 0.09;
  EXPECT_GT(std::abs(close_loop(money).gap()), 0.01);
}

TEST(PlanMoney, FiguresAreThePlans) {
  const auto money = money_of(small(), catalogue());
  const auto& f = money.figures;
  EXPECT_EQ(f.first_year, 2029);
  EXPECT_EQ(f.last_year, 2041);
  double built = 0, spent = 0;
  for (const auto& item : small().builds) built += item.overnight;
  for (const auto& asset : f.capital) {
    ASSERT_EQ(asset.values.size(), 13U);
    spent += finance::total(asset.values);
    EXPECT_GE(asset.left, 0);
    EXPECT_LT(asset.left, 1);
  }
  EXPECT_NEAR(spent, built, 1e-9 * built);
  double tokens = 0;
  for (const auto& y : small().sites)
    tokens += y.output_tokens * small().scenario.period_years(static_cast<std::size_t>(y.period));
  ASSERT_EQ(f.volumes.size(), 4U);
  EXPECT_NEAR(finance::total(f.volumes[0].values) * 1e6, tokens, 1e-9 * tokens);
  EXPECT_THAT(f.costs, Contains(Field(&finance::Line::name, "upkeep of accelerators")));
  EXPECT_THAT(f.costs, Contains(Field(&finance::Line::name, "running of halls")));
  for (const auto& row : f.costs) EXPECT_GE(*std::ranges::min_element(row.values), -1e-6) << row.name;
}

// A plan with loans: its income, what it borrows year by year, interest and tenor are the case's, at nominal interest.
TEST(PlanMoney, TermsOfAPlanWithLoansAreItsLoan) {
  auto money = money_of(small(), catalogue());
  money.loan = {.income = {{{2030, 30}, {2034, 24}}},
                .limit = {},
                .share = 0.5,
                .least_cover = 1.4,
                .interest = 0.03,
                .tenor = 6,
                .fee = 0.01};
  money.borrowed = {{2030, 0.4}};
  const auto terms = default_terms(money, catalogue());
  const auto p = finance::read_money_case(terms.toml, "terms", &money.figures).project;
  EXPECT_EQ(p.debt.share, 0);
  EXPECT_EQ(p.debt.upfront_fee, 0);  // the plan's fee is in its capital
  EXPECT_TRUE(p.owners_pay_growth);
  EXPECT_NEAR(p.chip_loan.interest, 1.03 * (1 + p.inflation) - 1, 1e-6);
  EXPECT_EQ(p.chip_loan.tenor, 6);
  for (const auto& item : p.capital) {
    EXPECT_NEAR(item.chip_loan, item.name.ends_with(", 2030") ? 0.4 : 0, 1e-12) << item.name;
    if (item.name.starts_with("accelerators")) {
      EXPECT_EQ(item.tax.years, 5) << item.name;
    }
  }
  const auto hours = std::ranges::find(p.products, "H100-equivalent hour", &finance::Product::name);
  ASSERT_NE(hours, p.products.end());
  // entry t is the end of 2029 + t; prices of the plan's price year rise with inflation
  for (const auto& [year, price] : {std::pair{2031, 30.0}, std::pair{2036, 24.0}})
    EXPECT_NEAR(hours->price[static_cast<std::size_t>(year - 2029)],
                price * std::pow(1 + p.inflation, year - p.price_year), 1e-6);
}

Answer answer() { return answer_of(money_of(small(), catalogue()), catalogue(), "", ""); }

// At the price that is told for each output the owners earn just what they ask for.
TEST(PlanMoney, PricesMakeTheOwnersWhole) {
  const auto a = answer();
  EXPECT_TRUE(a.solved_price);
  EXPECT_EQ(a.anchor, "million output tokens");
  ASSERT_EQ(a.prices.size(), 4U);
  const auto& p = a.money.project;
  for (const auto& price : a.prices) {
    ASSERT_TRUE(price.real.has_value()) << price.name;
    finance::Project only = p;
    for (auto& product : only.products) {
      product.price.clear();
      if (product.name != price.name) continue;
      for (int t = 0; t < p.years; ++t)
        product.price.push_back(*price.real * std::pow(1 + p.inflation, p.first_year + t - p.price_year));
    }
    EXPECT_NEAR(finance::finance_project(only).returns.equity_irr.value(), p.equity_return, 1e-8) << price.name;
  }
  EXPECT_NEAR(a.result.project.returns.equity_irr.value(), p.equity_return, 1e-8);
  for (const double off : a.result.project.statements.imbalance) EXPECT_NEAR(off, 0, 1);
  double parts = 0;
  for (const auto& part : a.build_up.parts) parts += part.value;
  EXPECT_NEAR(parts, a.build_up.price, 1e-9 * a.build_up.price);
  EXPECT_NEAR(a.build_up.price, *a.prices[0].real, 1e-6 * a.build_up.price);
}

// Spending, running and worth left in the price are the plan's own present values: the loop holds through to the price.
TEST(PlanMoney, ThePriceStandsOnThePlansCost) {
  const auto a = answer();
  const auto& volume = a.plan.figures.volumes[0].values;
  double sold = volume[0];
  for (std::size_t t = 1; t < volume.size(); ++t) sold += volume[t] / std::pow(1.06, t);
  double cost = 0;
  for (const auto& part : a.build_up.parts)
    if (part.name != "tax" && !part.name.starts_with("financing")) cost += part.value;
  const double of_plan = (a.loop.capital + a.loop.running - a.loop.salvage) / 1.06;
  EXPECT_NEAR(cost * sold, of_plan, 1e-9 * of_plan);
}

TEST(PlanMoney, EveryDefaultHasItsSource) {
  const auto terms = default_terms(money_of(small(), catalogue()), catalogue());
  EXPECT_GT(terms.list.size(), 12U);
  for (const auto& term : terms.list) EXPECT_GT(term.source.size(), 8U) << term.key;
  EXPECT_THAT(terms.toml, HasSubstr("countries/DE"));
  EXPECT_THAT(terms.list, Contains(Field(&Term::key, "tax.rate")));
}

TEST(PlanMoney, TakesACasesPrice) {
  const auto terms = default_terms(money_of(small(), catalogue()), catalogue()).toml +
                     "[[product]]\nname = \"GPU-hour\"\nprice = \"9 EUR_2025\"\n";
  const auto a = answer_of(money_of(small(), catalogue()), catalogue(), terms, "money.toml");
  EXPECT_FALSE(a.solved_price);
  EXPECT_EQ(a.anchor, "GPU-hour");
  EXPECT_NEAR(a.build_up.price, 9, 1e-9);
  const auto json = nlohmann::json::parse(json_of(a, "", -1));
  EXPECT_LT(std::abs(json["plan"]["gap"].get<double>()), 1e-9);
  EXPECT_EQ(json["prices"].size(), 4U);
  EXPECT_THAT(text_of(a), HasSubstr("price"));
}

// The program's row of the debt service cover and the finance room's statements count the same income and running
// costs.
TEST(PlanMoney, TheCoverOfThePlanIsThatOfItsStatements) {
  auto text = three_periods;
  text.insert(text.find("[[site]]"),
              "[money]\nbudget = \"800 M EUR_2025\"\n[loan]\nincome = [{ year = 2030, price = \"1.5 EUR_2025/h\" }, { "
              "year = 2037, "
              "price = \"1 EUR_2025/h\" }]\nleast_cover = 1.4\nfee = \"2 %\"\ntenor = \"6 yr\"\n");
  text.replace(text.find("least-cost"), 10, "most-compute");
  const auto scenario = scenario::read_with(catalogue(), text, "loan.toml").front();
  const auto plan = plan::make_plan(scenario, catalogue(), {.solver = {}, .measured_limits = 0}, {});
  ASSERT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  const auto money = money_of(plan, catalogue());
  EXPECT_LT(std::abs(close_loop(money).gap()), 1e-9);
  const auto& hours =
      *std::ranges::find(money.figures.volumes, "H100-equivalent hour", &finance::PlanFigures::Volume::name);
  const auto a = answer_of(money, catalogue(), "", "");
  const auto& statements = a.result.project.statements;
  const auto& project = a.money.project;
  const auto nominal = [&](std::size_t entry) {
    return std::pow(1 + project.inflation, project.first_year + static_cast<int>(entry) - project.price_year);
  };
  EXPECT_EQ(finance::total(statements.term_drawn), 0);
  double lent = 0, built = 0, thinnest = 1e9;
  for (const auto& row : plan.loans) {
    const auto p = static_cast<std::size_t>(row.period);
    const auto t = static_cast<std::size_t>(scenario.periods[p] - money.figures.first_year);
    double running = 0, spending = 0;
    for (const auto& cost : money.figures.costs) running += cost.values[t];
    for (const auto& asset : money.figures.capital) spending += asset.values[t - 1];
    EXPECT_NEAR(running, row.running, 1e-9 * row.income);
    EXPECT_NEAR(spending, row.spending, 1e-9 * spending + 1e-3);
    EXPECT_NEAR(hours.values[t] * scenario.loan.income.step(scenario.periods[p]), row.income, 1e-9 * row.income);
    EXPECT_NEAR(statements.chip_drawn[t - 1], row.lent * nominal(t - 1), 1e-6 * row.spending);
    lent += row.lent, built += row.spending;
    if (row.service > 1) thinnest = std::min(thinnest, row.cover());
  }
  EXPECT_GT(lent, 1e6);
  EXPECT_LE(built, (800e6 + lent) * (1 + 1e-6));
  EXPECT_GE(thinnest, 1.4 * (1 - 1e-6));
}

TEST(PlanMoney, ThePicturesAddUp) {
  const auto f = pictures_of(answer());
  ASSERT_EQ(f.bridges.size(), 2U);
  for (const auto& bridge : f.bridges) {
    double running = 0;
    for (const auto& step : bridge.steps) {
      if (step.total) {
        EXPECT_NEAR(running, *step.value, 1e-6 * std::abs(running)) << bridge.title;
      }
      running = step.total ? *step.value : running + *step.value;
    }
    // sources are used up; the price stands at its end
    if (bridge.title.starts_with("Sources")) {
      EXPECT_NEAR(running, 0, 1);
    }
  }
  ASSERT_EQ(f.cash_flows.size(), 1U);
  EXPECT_EQ(f.cash_flows[0].years.size(), 13U);
  ASSERT_EQ(f.debt.size(), 1U);
  const auto& debt = f.debt[0];
  EXPECT_NEAR(debt.balance.back().value(), 0, 1);
  double left = 0, drawn = 0;
  for (std::size_t t = 0; t < debt.years.size(); ++t) {
    drawn += *debt.drawn[t];
    left += *debt.drawn[t] - *debt.repaid[t];
    EXPECT_NEAR(left, *debt.balance[t], 1e-5 * drawn) << debt.years[t];
  }
  EXPECT_GT(f.tornadoes.at(0).bars.size(), 3U);
  const auto& table = f.tables.at(0);
  ASSERT_EQ(table.row_at.at(2), "as planned");
  EXPECT_NEAR(table.values.at(2).at(2).value(), f.tornadoes[0].base.value(), 1e-9);
}

// Sold by the hour, a plan still tells what a million tokens costs.
TEST(PlanMoney, TokensHaveTheirPriceWhateverIsSold) {
  const auto money = money_of(small(), catalogue());
  const auto terms =
      default_terms(money, catalogue()).toml + "[[product]]\nname = \"GPU-hour\"\nprice = \"9 EUR_2025\"\n";
  const auto a = answer_of(money, catalogue(), terms, "money.toml");
  double parts = 0;
  for (const auto& part : a.build_up_of_tokens.parts) parts += part.value;
  const auto tokens = std::ranges::find(a.prices, "million output tokens", &WholePrice::name);
  EXPECT_NEAR(parts, tokens->real.value(), 1e-6 * parts);
  EXPECT_EQ(pictures_of(a).bridges.at(2).title, "What the price of a million output tokens is made of");
}

// The plan's own loans stand in its report with its limit and its cover.
TEST(PlanMoney, TheReportShowsTheLoansOfThePlan) {
  auto plan = small();
  plan.scenario.loan.limit = {{{2030, 5e8}}};
  plan.scenario.loan.least_cover = 1.4;
  plan.loans = {{.period = 0, .lent = 2e8, .standing = 2e8, .service = 5e7, .income = 2e8, .running = 5e7}};
  const auto loans = loans_of(plan);
  EXPECT_EQ(loans.years, std::vector{2030});
  EXPECT_EQ(loans.limit.at(0), 5e8);
  EXPECT_NEAR(loans.dscr.at(0).value(), 3, 1e-12);
  EXPECT_EQ(loans.covenant, 1.4);
}

}  // namespace
}  // namespace gigaplan::planmoney
