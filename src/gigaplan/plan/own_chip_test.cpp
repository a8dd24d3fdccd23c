// Chips of one's own, worked out on paper: developed exactly where they pay.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <cmath>

#include "gigaplan/plan/hand_test.hpp"

namespace gigaplan::plan {
namespace {

using testing::Contains;
using testing::HasSubstr;

const std::string base = head + horizon + market + chat + h100 + berlin;
constexpr double made_for = 9000;  // USD_2025 a chip

// Four years from 2026 on, in money of 2030.
double waited() {
  double sum = 0;
  for (int year = 2026; year < 2030; ++year) sum += 0.25 * std::pow(1.05, 2030 - year);
  return sum;
}

std::string own(double development, double most, const std::string& more = "") {
  return fmt::format(
      "[[own_chip]]\nid = \"titan\"\naccelerator = \"H100 SXM\"\ndevelopment = \"{:.9f} USD_2025\"\nstart = 2026\n"
      "lead = \"4 yr\"\nunit_cost = \"{} USD_2025\"\nmost = {}\n{}",
      development, made_for, most, more);
}

// Present money that one chip made instead of bought saves, and how many chips chat needs.
double saved_by_one() {
  return (catalogue().accelerator("H100").price.value - made_for) * annuity(flat(base).accelerator_life) * five_years();
}
double need() {
  static const double pieces = Hand(flat(base), "H100").pieces_for(figure("countries/DEU/population") * 0.01);
  return pieces;
}

double amount(const Plan& plan, const std::string& kind, const std::string& what) {
  double sum = 0;
  for (const auto& b : plan.builds)
    if (b.kind == kind && b.what.find(what) != std::string::npos) sum += b.amount;
  return sum;
}

TEST(OwnChip, IsDevelopedFromTheBreakEvenOn) {
  const double even = need() * saved_by_one() / waited();
  const auto without = plan_of(flat(base));
  const auto dear = plan_in_wholes(flat(base + own(1.001 * even, 1000))),
             cheap = plan_in_wholes(flat(base + own(0.999 * even, 1000)));
  ASSERT_TRUE(dear.certificate.accepted) << dear.certificate.reason;
  ASSERT_TRUE(cheap.certificate.accepted) << cheap.certificate.reason;
  const auto& ref = dear.compiled.meaning.chain.own_chips.at(0);
  EXPECT_NEAR(ref.pays_from, 1.001 * need(), 1e-9 * need()) << "just too many";

  EXPECT_EQ(amount(dear, "own chip", "Titan"), 0);
  EXPECT_EQ(amount(dear, "chips", "own make"), 0);
  EXPECT_NEAR(amount(dear, "chips", "of its seller"), need(), 1e-7 * need());
  EXPECT_NEAR(dear.present_cost, without.present_cost, 1e-7 * without.present_cost) << "as if nobody had asked";

  EXPECT_NEAR(amount(cheap, "own chip", "Titan"), 1, 1e-9);
  EXPECT_NEAR(amount(cheap, "chips", "own make"), need(), 1e-7 * need());
  EXPECT_EQ(amount(cheap, "chips", "of its seller"), 0);
  EXPECT_NEAR(without.present_cost - cheap.present_cost, 0.001 * even * waited(), 1e-7 * without.present_cost);
  double rows = 0;
  for (const auto& row : cheap.costs) rows += row.per_year * five_years();
  EXPECT_NEAR(rows, cheap.present_cost, 1e-7 * rows) << "the costs hold the development";
  for (const auto& row : cheap.compliance) EXPECT_TRUE(row.fulfilled) << row.rule << row.evidence;
  EXPECT_THAT(answer_in_words(cheap), Contains(HasSubstr("Own chip Titan: yes.")));
  EXPECT_THAT(answer_in_words(dear), Contains(HasSubstr("Own chip Titan: no.")));
  EXPECT_THAT(answer_in_words(dear), Contains(HasSubstr("it pays from ")));
}

TEST(OwnChip, WhatCannotBeMadeIsBought) {
  const double most = std::floor(need() / 10);  // a year, over five years about half
  const auto plan = plan_in_wholes(flat(base + own(1, most)));
  ASSERT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  EXPECT_NEAR(amount(plan, "chips", "own make"), 5 * most, 1e-7 * need());
  EXPECT_NEAR(amount(plan, "chips", "of its seller"), need() - 5 * most, 1e-7 * need());
}

TEST(OwnChip, WithoutASellerItIsDevelopedWhateverItCosts) {
  const double even = need() * saved_by_one() / waited();
  const auto plan = plan_in_wholes(flat(base + own(3 * even, 1000, "sold = false\n")));
  ASSERT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  EXPECT_NEAR(amount(plan, "chips", "own make"), need(), 1e-7 * need());
  const auto few = plan_in_wholes(flat(base + own(3 * even, std::floor(need() / 10), "sold = false\n")));
  ASSERT_EQ(few.solution.status, program::Status::infeasible);
  EXPECT_THAT(few.repair[0].sentence, HasSubstr("chips of H100 SXM in 2030-2034"));
  EXPECT_NEAR(few.repair[0].amount, need() - 5 * std::floor(need() / 10), 1e-5 * need());
}

TEST(OwnChip, ItsPartsComeFromTheSupplyChain) {
  // Unless told, making one costs what its parts cost; memory that is limited is bought on its own at a dearer price.
  auto text = base + own(1, 1000);
  text.erase(text.find("unit_cost"), text.rfind("most =") - text.find("unit_cost"));
  const auto parts = [&](const Plan& plan) {
    const auto& ref = plan.compiled.meaning.chain.own_chips.at(0);
    return plan.compiled.network.assets[ref.made].vintages[0].overnight_cost;
  };
  const auto& chip = catalogue().accelerator("H100");
  const auto key = [](const char* name) { return figure(std::string("supply/chain/H100 SXM/") + name); };
  const double good = figure("supply/packaging/yield");  // of those that are packaged
  const double logic =
      in_usd("supply/stage/logic-5nm/price") * key("dies") / (key("candidates_per_wafer") * key("die_yield") * good);
  const double packages = in_usd("supply/stage/packaging/price") / (key("packages_per_wafer") * good);
  const double memory = chip.hbm_stacks.value / good * in_usd("supply/stage/HBM3/price");
  const auto plain = plan_in_wholes(flat(text));
  ASSERT_TRUE(plain.certificate.accepted) << plain.certificate.reason;
  EXPECT_NEAR(parts(plain), logic + packages + memory, 1e-9 * parts(plain));
  const auto chained = plan_in_wholes(
      flat(text + "[[maker]]\nid = \"hynix\"\nstage = \"HBM3\"\ncapacity = 100000\nprice = \"1000 USD_2025\"\n"));
  ASSERT_TRUE(chained.certificate.accepted) << chained.certificate.reason;
  EXPECT_NEAR(parts(chained), logic + packages, 1e-9 * parts(plain)) << "the memory is bought on its own";
  EXPECT_NEAR(amount(chained, "parts", "HBM3"), need() * chip.hbm_stacks.value / good, 1e-6 * need());
  // Where all parts are bought on their own, making a chip costs nothing more: no more are made for it.
  std::string all = text;
  for (const auto* stage : {"HBM3", "logic-5nm", "packaging"})
    all += fmt::format("[[maker]]\nid = \"{0}\"\nstage = \"{0}\"\ncapacity = 100000\nprice = \"1 USD_2025\"\n", stage);
  const auto free = plan_in_wholes(flat(all));
  ASSERT_TRUE(free.certificate.accepted) << free.certificate.reason;
  EXPECT_NEAR(parts(free), 0, 1e-9);
  EXPECT_NEAR(amount(free, "chips", "own make"), need(), 1e-6 * need());
}

TEST(OwnChip, ItsDevelopmentLeavesTheBudgetInItsYears) {
  const auto text = head + "[horizon]\nperiods = [2028, 2030]\nend = 2035\n" + market + chat + h100 + berlin +
                    "[money]\nbudget = \"1 bn USD_2025\"\n" + own(4e6, 1000);
  auto later = text;
  later.replace(later.find("reach = \"1 %\""), 13,
                "reach = [{ year = 2028, share = \"0 %\" }, { year = 2030, share = \"1 %\" }]");
  const auto plan = plan_in_wholes(flat(later));
  const auto& ref = plan.compiled.meaning.chain.own_chips.at(0);
  const auto& draws = plan.compiled.network.assets[ref.developed].draws;
  // 2026 to 2029, a million a year: what falls before the plan and its first two years are one payment in 2028.
  ASSERT_EQ(draws.size(), 1U);
  EXPECT_NEAR(draws[0].amount, 4e6, 1e-3);
  EXPECT_EQ(draws[0].lead_years, 2);
  EXPECT_NEAR(ref.development, 1e6 * (1.05 * 1.05 + 1.05 + 1 + 1 / 1.05), 1e-3);
}

}  // namespace
}  // namespace gigaplan::plan
