// Redundancy, backup and reserve margin in a whole plan of one site, against the plan without.
#include "gigaplan/plan/standby.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "gigaplan/plan/flat_test.hpp"

namespace gigaplan::plan {
namespace {

using testing::HasSubstr;

const std::string base = head + horizon + market + chat + h100 + berlin;

const Plan& without() {
  static const Plan plan = plan_of(flat(base));
  return plan;
}

double five_years() { return 1 + 1 / 1.05 + 1 / std::pow(1.05, 2) + 1 / std::pow(1.05, 3) + 1 / std::pow(1.05, 4); }

TEST(Standby, TwoPathsCostTheirPlantAndNothingElse) {
  const auto s = flat(base + "redundancy = \"2N\"\n");
  const auto plan = plan_of(s);
  ASSERT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  ASSERT_NEAR(plan.sites[0].it_power, without().sites[0].it_power, 1e-9 * plan.sites[0].it_power);
  const double critical = catalogue().figure("building/construction_share/critical").value / 100;
  const double annuity = 0.05 / (1 - std::pow(1.05, -s.hall_life));
  const double dearer = plan.sites[0].it_power * 10e6 * critical * (2 / 1.25 - 1) * annuity * five_years();
  EXPECT_NEAR(plan.present_cost - without().present_cost, dearer, 1e-7 * plan.present_cost);
  EXPECT_LT(standby_rows(plan)[0].lost, standby_rows(without())[0].lost);
  EXPECT_EQ(standby_rows(plan)[0].power, "2N of 4");
}

TEST(Standby, BackupIsSizedToThePeakCountedAndFulfilled) {
  const auto plan = plan_of(flat(base + "backup = { kind = \"diesel\", hours = \"24 h\" }\n"));
  ASSERT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  const auto rows = standby_rows(plan);
  ASSERT_EQ(rows.size(), 1U);
  // 5 degrees all year: the peak is what all accelerators draw times one PUE; N+1 of four sets.
  EXPECT_NEAR(rows[0].backup_power, 1.25 * plan.sites[0].used_it_power * plan.compiled.meaning.sites[0].pue.at(0),
              1e-6 * rows[0].backup_power);
  EXPECT_NEAR(plan.present_cost - without().present_cost, rows[0].cost * five_years(), 1e-7 * plan.present_cost);
  double listed = 0;
  for (const auto& row : plan.costs)
    if (row.category == "backup power") listed += row.per_year;
  EXPECT_NEAR(listed, rows[0].cost, 1e-9 * listed);
  EXPECT_NEAR(plan.carbon[0] - without().carbon[0], rows[0].carbon, 1e-6 * plan.carbon[0]);
  EXPECT_GT(rows[0].carbon, 0);
  const auto& last = plan.compliance.back();
  EXPECT_EQ(last.rule, "backup power for the peak draw, N+1 of 4");
  EXPECT_TRUE(last.fulfilled);
  EXPECT_EQ(std::ranges::count(plan.builds, "backup", &BuildItem::kind), 1);
}

TEST(Standby, AReserveMarginThatBindsIsPriced) {
  // A connection of 1.1 times the peak is not 15 % above it: 5 % of the peak must come from an extension, which nothing
  // else asks for.
  const double peak = standby_rows(without())[0].peak;
  auto text = base;
  text.replace(text.find("\"200 MW\""), 8, "\"" + std::to_string(1.1 * peak) + " MW\"");
  text += "grid_extension = { most = \"50 MW\", wait = \"1 yr\", cost = \"1000 USD_2025/kW\", from = 2030 }\n";
  const auto free = plan_of(flat(text));
  const auto plan = plan_of(flat(text + "reserve_margin = \"15 %\"\n"), 3);
  ASSERT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  const double life = catalogue().figure("building/grid/connection_life").value;
  const double each = 1e6 * 0.05 / (1 - std::pow(1.05, -life)) * five_years();
  EXPECT_NEAR(plan.present_cost - free.present_cost, 0.05 * peak * each, 1e-6 * plan.present_cost);
  EXPECT_NEAR(standby_rows(plan)[0].firm, 1.15 * peak, 1e-6 * peak);
  const auto found = std::ranges::find(plan.bottlenecks, "reserve", &Bottleneck::kind);
  ASSERT_NE(found, plan.bottlenecks.end());
  EXPECT_NEAR(found->price, each, 1e-6 * each);
  EXPECT_THAT(found->sentence, HasSubstr("more firm capacity at Berlin in 2030 saves"));
  EXPECT_TRUE(plan.compliance.back().fulfilled) << plan.compliance.back().evidence;
}

TEST(Standby, AMarginThatCannotBeMetIsTold) {
  const double peak = standby_rows(without())[0].peak;
  auto text = base;
  text.replace(text.find("\"200 MW\""), 8, "\"" + std::to_string(1.1 * peak) + " MW\"");
  const auto plan = plan_of(flat(text + "reserve_margin = \"20 %\"\n"));
  ASSERT_EQ(plan.solution.status, program::Status::infeasible);
  ASSERT_FALSE(plan.repair.empty());
  EXPECT_THAT(plan.repair[0].sentence, HasSubstr("firm capacity at Berlin in 2030-2034"));
  EXPECT_NEAR(plan.repair[0].amount, 0.1 * peak, 1e-4 * peak);
}

}  // namespace
}  // namespace gigaplan::plan
