#include "gigaplan/finance/case_file.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "gigaplan/finance/project_parts.hpp"
#include "gigaplan/finance/workbook.hpp"
#include "gigaplan/finance/workbook_model.hpp"

namespace gigaplan::finance {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Field;
using ::testing::HasSubstr;

constexpr const char* small = R"(
first_year = 2026
operation_from = 2028
last_year = 2030
inflation = "10 %"
price_year = 2026
discount_rate = "8 %"
equity_return = "12 %"
[[capital]]
name = "chips"
amount = "1000 USD_2026"
spent = { 2027 = "100 %" }
write_off = "straight 2"
life = "2 yr"
refresh_cost = "50 %"
[[product]]
name = "GPU-hour"
volume = 100
ramp = { 2028 = "50 %" }
price = "20 USD_2026"
[[cost]]
name = "power"
of = "GPU-hour"
per_unit = "1 USD_2026"
)";

std::string example(const std::string& name) {
  std::ifstream in(std::string(GIGAPLAN_SOURCE_DIR) + "/examples/finance/" + name);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

std::string with(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

std::vector<Fault> faults_of(const std::string& text) {
  try {
    (void)run_money_case(read_money_case(text, "money.toml"));
  } catch (const InputInvalid& error) {
    return error.faults();
  }
  return {};
}

auto fault(const std::string& code, const std::string& words) {
  return Contains(AllOf(Field(&Fault::code, code), Field(&Fault::message, HasSubstr(words))));
}

TEST(MoneyCase, RaisesPricesAndRefreshesByHand) {
  const Project p = read_money_case(small, "money.toml").project;
  ASSERT_EQ(p.years, 5);
  EXPECT_NEAR(p.capital[0].spending[1], 1000 * 1.1, 1e-9);
  EXPECT_NEAR(p.capital[0].spending[3], 500 * 1.331, 1e-9);  // in service 2028 and 2029, replaced for 2030
  EXPECT_NEAR(total(p.capital[0].spending), 1100 + 665.5, 1e-9);
  EXPECT_NEAR(p.products[0].volume[2], 50, 0);
  EXPECT_NEAR(p.products[0].price[2], 20 * 1.21, 1e-9);
  EXPECT_NEAR(cost_of(p, p.costs[0])[4], 100 * 1.4641, 1e-9);
}

TEST(MoneyCase, TellsAllFaultsWithTheirPlaces) {
  std::string text = with(small, "volume = 100", "volum = 100");
  text = with(text, "per_unit = \"1 USD_2026\"", "per_unit = \"1 EUR_2026\"");
  text = with(text, "spent = { 2027 = \"100 %\" }", "spent = { 2027 = \"70 %\" }");
  text = with(text, "write_off = \"straight 2\"", "write_off = \"macrs 6\"");
  const auto faults = faults_of(text);
  EXPECT_THAT(faults, fault("GP5011", "volume"));
  EXPECT_THAT(faults, Contains(AllOf(Field(&Fault::code, "GP5014"), Field(&Fault::remedy, HasSubstr("volume")),
                                     Field(&Fault::place, Field(&Place::line, 18)))));
  EXPECT_THAT(faults, fault("GP5015", "per_unit"));
  EXPECT_THAT(faults, fault("GP5020", "70 %"));
  EXPECT_THAT(faults, fault("GP5013", "macrs 6"));
}

TEST(MoneyCase, RefusesWhatHasNoPartOrCountsTwice) {
  const std::string debt = std::string(small) + "[debt]\ninterest = \"6 %\"\ntenor = \"3 yr\"\n";
  EXPECT_TRUE(faults_of(debt).empty());
  for (const char* key : {"share = \"50 %\"", "repayment = \"level\"", "grace = \"1 yr\""})
    EXPECT_THAT(faults_of(debt + key), fault("GP5020", "has no part")) << key;
  EXPECT_THAT(faults_of(debt + "size = \"share\"\nshare = \"1 %\"\nlargest_share = \"9 %\""),
              fault("GP5020", "largest_share"));
  EXPECT_THAT(faults_of(with(small, "[[cost]]", "[[product]]\nname = \"GPU-hour\"\nvolume = 1\n[[cost]]")),
              fault("GP5020", "two products"));
  EXPECT_THAT(faults_of(with(small, "write_off = \"straight 2\"", "write_off_shares = [\"50 %\", \"60 %\"]")),
              fault("GP5020", "110 %"));
  EXPECT_THAT(faults_of(with(small, "\"1000 USD_2026\"", "\"-1.15 bn USD_2026\"")), fault("GP5013", "-1.15 bn USD"));
}

TEST(MoneyCase, AMisspeltRateIsToldWithTheOtherFaults) {
  auto faults = faults_of(with(with(small, "discount_rate", "discont_rate"), "volume = 100", "volume = \"100\""));
  EXPECT_THAT(faults, fault("GP5011", "discount_rate"));
  EXPECT_THAT(faults,
              Contains(AllOf(Field(&Fault::code, "GP5014"), Field(&Fault::remedy, HasSubstr("discount_rate")))));
  EXPECT_THAT(faults, fault("GP5012", "product.volume"));
  faults = faults_of(with(with(small, "last_year", "lastyear"), "equity_return", "equity_retun"));
  EXPECT_THAT(faults, Contains(AllOf(Field(&Fault::code, "GP5014"), Field(&Fault::remedy, HasSubstr("last_year")))));
  EXPECT_THAT(faults, fault("GP5014", "equity_retun"));
}

// 1000 for chips paid by a loan of 900 over two years at 0 %: 450 a year. Revenue 100 · 5 in 2028 … is 0.5 of it less
// power.
TEST(MoneyCase, SaysHowMuchOfAChipLoanIsCarried) {
  const std::string chips = with(with(with(with(small, "inflation = \"10 %\"", "inflation = \"0 %\""),
                                           "refresh_cost = \"50 %\"\n", "chip_loan = \"90 %\"\n"),
                                      "price = \"20", "price = \"4"),
                                 "[[cost]]", "[chip_loan]\ninterest = \"0 %\"\ntenor = \"2 yr\"\n[[cost]]");
  const MoneyCase money = read_money_case(chips, "money.toml");
  const MoneyResult result = run_money_case(money);
  // in 2028 half the volume: 50 · (4 − 1) = 150 against 450, in 2029 300: a third of the loan is covered in both
  EXPECT_NEAR(result.project.statements.least_cover, 150.0 / 450, 1e-9);
  ASSERT_EQ(result.notices.size(), 1U);
  EXPECT_THAT(result.notices[0], HasSubstr("covered 0.33 times in 2028"));
  EXPECT_THAT(result.notices[0], HasSubstr("is covered once: write chip_loan = \"30 %\" for 90 %."));
  EXPECT_THAT(money_text(money, result), HasSubstr("Note: The cash flow does not carry the debt"));
}

// The same by a lease: 450 of rent against 150; and beside a term debt, which is then not covered either.
TEST(MoneyCase, SaysHowMuchOfALeaseAndOfChipLoansBesideADebtIsCarried) {
  const auto case_of = [](const std::string& who, const std::string& terms) {
    return with(with(with(with(small, "inflation = \"10 %\"", "inflation = \"0 %\""), "refresh_cost = \"50 %\"\n",
                          who + " = \"90 %\"\n"),
                     "price = \"20", "price = \"4"),
                "[[cost]]", terms + "[[cost]]");
  };
  const MoneyCase leased =
      read_money_case(case_of("lease", "[lease]\nrate = \"0 %\"\nyears = \"2 yr\"\n"), "money.toml");
  const MoneyResult result = run_money_case(leased);
  ASSERT_EQ(result.notices.size(), 1U);
  EXPECT_THAT(result.notices[0], HasSubstr("does not carry the rent: it is covered 0.33 times"));
  EXPECT_THAT(result.notices[0], HasSubstr("(0.0009 M USD in all) 0.0003 M USD is covered once"));
  EXPECT_THAT(result.notices[0], HasSubstr("write lease = \"30 %\" for 90 %."));
  const auto faults = faults_of(case_of("chip_loan", "[chip_loan]\ninterest = \"0 %\"\ntenor = \"2 yr\"\n") +
                                "[debt]\nsize = \"share\"\nshare = \"10 %\"\ninterest = \"5 %\"\ntenor = \"3 yr\"\n");
  ASSERT_THAT(faults, fault("GP5021", "does not carry"));
  EXPECT_THAT(faults[0].remedy, HasSubstr("write chip_loan = \"30 %\" for 90 %"));
}

TEST(MoneyCase, TakesTheTaxOfACountry) {
  const std::string text = std::string(small) + "[tax]\ncountry = \"KR\"\n";
  const auto tax_of = [](const std::string& name) { return name == "KR" ? std::optional(0.26) : std::nullopt; };
  EXPECT_DOUBLE_EQ(read_money_case(text, "money.toml", nullptr, tax_of).project.tax.rate, 0.26);
  EXPECT_THAT(faults_of(text), fault("GP5013", "KR"));  // nobody knows a rate
  EXPECT_THAT(faults_of(text + "rate = \"20 %\""), fault("GP5020", "both give the rate"));
}

TEST(MoneyCase, NamesMethodAndBracketOfWhatItSolves) {
  const MoneyCase money = read_money_case(example("gpu-campus.toml"), "money.toml");
  const MoneyResult result = run_money_case(money);
  const std::string text = money_text(money, result);
  EXPECT_THAT(text, HasSubstr("Brent"));
  EXPECT_THAT(text, HasSubstr("closed form"));
  const auto json = nlohmann::json::parse(money_json(money, result, "", -1));
  const auto& sizing = json["debt"]["sizing"];
  if (sizing["share_bracketed"].get<bool>()) {
    const auto& ends = sizing["drawn_less_carried_at_bracket"];
    EXPECT_LT(ends[0].get<double>() * ends[1].get<double>(), 0);
    EXPECT_NEAR(sizing["carried"].get<double>(), json["debt"]["term_amount"].get<double>(), 1);
  }
  EXPECT_EQ(json["unit_costs"][0]["real_price_year"], 2026);
}

TEST(MoneyCase, RatesNeedTheirUnit) {
  EXPECT_THAT(faults_of(with(small, "\"8 %\"", "8")), fault("GP5012", "discount_rate"));
  EXPECT_THAT(faults_of(with(small, "\"8 %\"", "\"800 %\"")), fault("GP5013", "discount_rate"));
  EXPECT_THAT(faults_of(with(small, "last_year = 2030", "last_year = 2027")), fault("GP5020", "ends before"));
  EXPECT_THAT(faults_of("a = = 1"), fault("GP5010", ""));
}

// The plan of the same figures as the small case: the case keeps the terms alone.
TEST(MoneyCase, TakesAPlansFigures) {
  const PlanFigures plan{
      .currency = "USD",
      .price_year = 2026,
      .first_year = 2026,
      .operation_from = 2028,
      .last_year = 2030,
      .capital = {{"chips", {0, 1000, 0, 0, 0}}, {"hall", {300, 0, 0, 0, 0}}},
      .costs = {{"power", {0, 0, 50, 100, 100}}},
      .volumes = {{"GPU-hour", "GPU-h", {0, 0, 50, 100, 100}}, {"energy", "MWh", {0, 0, 5, 10, 10}}}};
  const std::string terms = R"(
inflation = "10 %"
discount_rate = "8 %"
equity_return = "12 %"
[[capital]]
name = "chips"
write_off = "straight 2"
life = "2 yr"
refresh_cost = "50 %"
[[capital]]
name = "*"
write_off = "straight 20"
[[product]]
name = "GPU-hour"
price = "20 USD_2026"
)";
  const Project ours = read_money_case(terms, "money.toml", &plan).project;
  const Project small_one = read_money_case(small, "money.toml").project;
  ASSERT_EQ(ours.capital.size(), 2U);
  EXPECT_EQ(ours.capital[0].spending, small_one.capital[0].spending);
  EXPECT_EQ(ours.capital[1].tax.years, 20);
  EXPECT_EQ(ours.products[0].volume, small_one.products[0].volume);
  EXPECT_EQ(ours.products[1].unit, "MWh");
  for (std::size_t t = 0; t < 5; ++t)
    EXPECT_NEAR(ours.costs[0].cost[t], cost_of(small_one, small_one.costs[0])[t], 1e-9);
  EXPECT_EQ(finance_project(ours).returns.unit_costs.size(), 2U);
  try {
    (void)read_money_case(terms + "[[product]]\nname = \"steam\"\n", "money.toml", &plan);
    FAIL() << "a volume that the plan lacks was accepted";
  } catch (const InputInvalid& error) {
    EXPECT_THAT(error.faults(), fault("GP5020", "steam"));
  }
  try {
    (void)read_money_case("first_year = 2030\n" + terms, "money.toml", &plan);
    FAIL() << "another first year than the plan's was accepted";
  } catch (const InputInvalid& error) {
    EXPECT_THAT(error.faults(), fault("GP5020", "the plan has 2026"));
  }
}

// What the parser must not see is a fault with its place (base/toml_guard.hpp).
TEST(MoneyCase, RefusesLettersOutsideOfQuotes) {
  const auto faults = faults_of(std::string(small) + "\nnäme = 1\n");
  ASSERT_THAT(faults, fault("GP5010", "outside of quotes"));
  EXPECT_GT(faults[0].place.line, 20);
}

// Rules by kind hold for every year of it, those by name before; life and worth at the end are the plan's.
TEST(MoneyCase, RulesOfAPlanHoldByNameThenByKind) {
  const PlanFigures plan{.currency = "USD",
                         .price_year = 2026,
                         .first_year = 2026,
                         .operation_from = 2027,
                         .last_year = 2030,
                         .capital = {{"chips, 2027", {100, 0, 0, 0, 0}, "chips", 2, 0},
                                     {"chips, 2029", {0, 0, 80, 0, 0}, "chips", 0, 0.5}},
                         .costs = {},
                         .volumes = {{"GPU-hour", "GPU-h", {0, 1, 1, 1, 1}}}};
  const std::string terms =
      "inflation = \"10 %\"\nprices = \"real\"\ndiscount_rate = \"8 %\"\nequity_return = \"12 %\"\n"
      "[[capital]]\nname = \"chips, 2029\"\nwrite_off = \"straight 3\"\n"
      "[[capital]]\nname = \"chips\"\nwrite_off = \"straight 7\"\n";
  const Project p = read_money_case(terms, "money.toml", &plan).project;
  ASSERT_EQ(p.capital.size(), 2U);
  EXPECT_EQ(p.capital[0].name, "chips, 2029");
  EXPECT_EQ(p.capital[0].tax.years, 3);
  EXPECT_EQ(p.capital[0].life, 0);
  EXPECT_NEAR(p.capital[0].residual, 0.5 * 1.21, 1e-12);  // half in real money, two years of inflation later
  EXPECT_EQ(p.capital[1].tax.years, 7);
  EXPECT_EQ(p.capital[1].life, 2);
  EXPECT_EQ(p.capital[1].residual, 0);
}

// What the owners pay for growth does not weaken the cover; paid out of cash it does.
TEST(MoneyCase, OwnersPayGrowthOutsideOfTheCover) {
  const std::string debt = "[debt]\nsize = \"share\"\nshare = \"30 %\"\ninterest = \"5 %\"\ntenor = \"3 yr\"\n";
  const auto grown = with(small, "refresh_cost = \"50 %\"", "refresh_cost = \"300 %\"");
  const auto by_cash = read_money_case(grown + debt, "money.toml").project;
  const auto by_owners = read_money_case(grown + debt + "later_spending = \"owners\"\n", "money.toml").project;
  const auto cash = finance_project(by_cash), owners = finance_project(by_owners);
  EXPECT_LT(cash.statements.least_cover, 0);
  EXPECT_GT(owners.statements.least_cover, 1);
  EXPECT_NEAR(total(cash.returns.equity_flow), total(owners.returns.equity_flow), 1e-6);
  EXPECT_THAT(faults_of(grown + debt + "later_spending = \"owners\"\n[reserves]\nsaves_for_refresh = true\n"),
              fault("GP5020", "saved for"));
}

TEST(MoneyCase, SaysHowMuchDebtFits) {
  const std::string debt = "[debt]\nsize = \"share\"\nshare = \"95 %\"\ninterest = \"30 %\"\ntenor = \"3 yr\"\n";
  const auto faults = faults_of(with(small, "price = \"20", "price = \"9") + debt);
  ASSERT_THAT(faults, fault("GP5021", "does not carry"));
  EXPECT_THAT(faults[0].remedy, HasSubstr("at a cover of 1.3 (size = \"cover\")"));
  EXPECT_GT(faults[0].place.line, 20);
}

TEST(MoneyCase, ExamplesRunAndBalance) {
  for (const char* name : {"gpu-campus.toml", "hall-lease.toml"}) {
    const MoneyCase money = read_money_case(example(name), name);
    const MoneyResult result = run_money_case(money);
    for (const double off : result.project.statements.imbalance) EXPECT_NEAR(off, 0, 1) << name;
    ASSERT_TRUE(result.break_even.root.bracketed) << name;
    EXPECT_LT(result.break_even.root.value_low * result.break_even.root.value_high, 0) << name;
    const auto json = nlohmann::json::parse(money_json(money, result, "", -1));
    EXPECT_NEAR(json["returns"]["equity_irr"].get<double>(), result.project.returns.equity_irr.value(), 0);
    EXPECT_EQ(json["statements"]["balance"]["term_debt"].size(), static_cast<std::size_t>(money.project.years));
    EXPECT_THAT(money_text(money, result), HasSubstr("equity IRR"));
  }
}

// The parts of a levelised cost add up to it, and at that price the project is worth nothing at its own rate.
TEST(MoneyCase, LevelisedCostClearsTheProject) {
  MoneyCase money = read_money_case(example("hall-lease.toml"), "hall-lease.toml");
  money.project.tax.rate = 0;
  money.project.receivable_days = 0;
  money.project.products[0].take_or_pay = 0;
  const UnitCost cost = finance_project(money.project).returns.unit_costs.at(0);
  double parts = 0;
  for (const Amount& part : cost.parts) parts += part.value;
  EXPECT_NEAR(parts, cost.nominal, 1e-9 * cost.nominal);
  for (double& price : money.project.products[0].price) price = cost.nominal;
  EXPECT_NEAR(finance_project(money.project).returns.project_npv, 0, 1);
}

// Every formula of the workbook names rows that exist, and each row carries our values for all years.
TEST(MoneyCase, WorkbookIsWritten) {
  const MoneyCase money = read_money_case(example("gpu-campus.toml"), "gpu-campus.toml");
  const MoneyResult result = run_money_case(money);
  const WorkbookModel model = workbook_model(money.project, result.project);
  std::size_t formulas = 0;
  for (const WorkbookRow& row : model.rows) {
    formulas += row.formulas.size();
    if (row.formulas.empty()) continue;
    EXPECT_EQ(row.formulas.size(), row.values.size()) << row.name;
  }
  EXPECT_GT(formulas, 600U);
  const auto path =
      std::filesystem::temp_directory_path() / ("gigaplan_finance_test" + std::to_string(::getpid()) + ".xlsx");
  write_workbook(money, result, path.string());
  EXPECT_GT(std::filesystem::file_size(path), 10'000U);
  std::filesystem::remove(path);
  EXPECT_THROW(write_workbook(money, result, "/nowhere/at/all.xlsx"), FileTrouble);
}

}  // namespace
}  // namespace gigaplan::finance
