// Loans by hand: what pays, what covers, what binds.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "gigaplan/plan/flat_test.hpp"

namespace gigaplan::plan {
namespace {

using testing::HasSubstr;

const std::string owners = "objective = \"most-compute\"\n";
const std::string budget = "[money]\nbudget = \"100 M USD_2025\"\n";
const std::string terms =
    "interest = \"6.5 %\"\ntenor = \"5 yr\"\nfee = \"1 %\"\nleast_cover = 1.3\nshare = \"80 %\"\n";

Plan borrowed(const std::string& loan) {
  return plan_of(flat(head + owners + horizon + market + budget + "[loan]\n" + loan + h100 + berlin));
}

double capital(const Plan& plan) {
  double sum = 0;
  for (const auto& b : plan.builds) sum += b.overnight;
  return sum;
}

TEST(Loans, NoMoreThanTheCashFlowCovers) {
  const auto plan = borrowed("income = \"1.6 USD_2025/h\"\n" + terms);
  ASSERT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  ASSERT_EQ(plan.loans.size(), 1u);
  const auto& row = plan.loans[0];
  // Owners' 100 M and what was lent pay for everything, the lender's 1 % too.
  EXPECT_NEAR(capital(plan), 100e6 + row.lent, 1);
  EXPECT_NEAR(row.spending, capital(plan), 1);
  EXPECT_GT(row.lent, 10e6);
  EXPECT_LT(row.lent, 0.8 * capital(plan));
  // Every H100 earns 1.6 dollars in each hour that it is available.
  double pieces = 0, idle = 0;
  for (const auto& b : plan.builds)
    if (b.kind == "fleet") pieces += b.amount;
  const double availability = plan.scenario.availability;
  EXPECT_NEAR(row.income, 8760 * availability * 1.6 * pieces, 1e-6 * row.income);
  // Idle accelerators, and what else runs without a service: power, upkeep of accelerators and halls.
  for (const auto& cost : plan.costs) idle += cost.per_year;
  EXPECT_LT(row.running, idle);
  // 6.5 % with 2.4 % (or what the catalogue says) of inflation in it, five equal payments.
  const double real = 1.065 / (1 + catalogue().figure("finance/inflation/USD").value / 100) - 1;
  const double payment = real / (1 - std::pow(1 + real, -5));
  EXPECT_NEAR(row.service, payment * row.lent, 1e-6 * row.service);
  EXPECT_NEAR(row.cover(), 1.3, 1e-6);
}

TEST(Loans, LendersPayTheirShareAtMost) {
  const auto plan = borrowed("income = \"20 USD_2025/h\"\n" + terms);
  ASSERT_TRUE(plan.certificate.accepted);
  const double lent = plan.loans[0].lent, fee = 0.01 * lent;
  EXPECT_NEAR(lent, 0.8 * (capital(plan) - fee), 1e-5 * lent);
  EXPECT_NEAR(capital(plan), 100e6 + lent, 1e-5 * lent);
  EXPECT_GT(plan.loans[0].cover(), 1.3);
}

TEST(Loans, NoMoreThanTheLimit) {
  const auto plan = borrowed("income = \"20 USD_2025/h\"\nlimit = \"30 M USD_2025\"\n" + terms);
  ASSERT_TRUE(plan.certificate.accepted);
  EXPECT_NEAR(plan.loans[0].lent, 30e6, 2e-6 * 30e6);
  EXPECT_NEAR(capital(plan), 130e6, 2e-6 * 130e6);
}

// Two periods of three years: a loan of five years still stands in the second, one of three years does not.
TEST(Loans, ArePaidBackInTheirYears) {
  const std::string two = "[horizon]\nperiods = [2030, 2033]\nend = 2036\n";
  const auto plan_with = [&](const std::string& tenor) {
    return plan_of(flat(head + owners + two + market + budget +
                        "[loan]\nincome = \"20 USD_2025/h\"\nlimit = \"30 M USD_2025\"\nfee = \"0 %\"\ntenor = \"" +
                        tenor + "\"\n" + h100 + berlin));
  };
  const auto longer = plan_with("5 yr"), shorter = plan_with("3 yr");
  EXPECT_NEAR(longer.loans[0].lent + longer.loans[1].lent, 30e6, 2e-6 * 30e6);
  EXPECT_NEAR(shorter.loans[0].lent + shorter.loans[1].lent, 60e6, 2e-6 * 60e6);
  EXPECT_NEAR(capital(longer), 130e6, 2e-6 * 130e6);
  EXPECT_NEAR(capital(shorter), 160e6, 2e-6 * 160e6);
}

TEST(Loans, AnIncomeBelowRunningCostsIsTold) {
  const auto plan = plan_of(flat(head + "objective = \"least-cost\"\n" + horizon + market + budget +
                                 "[loan]\nincome = \"0.01 USD_2025/h\"\n" + terms + h100 + berlin + chat));
  ASSERT_EQ(plan.solution.status, program::Status::infeasible);
  ASSERT_FALSE(plan.repair.empty());
  EXPECT_THAT(plan.repair[0].sentence, HasSubstr("income in 2030-2034:"));
}

}  // namespace
}  // namespace gigaplan::plan
