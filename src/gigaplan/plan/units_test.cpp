// Plants in units that are on or off: a gas turbine behind the meter of a site with an even load, where power costs 500
// by day (12 hours) and 10 by night; a MWh of gas costs between the two.
#include <gmock/gmock.h>

#include <functional>

#include "gigaplan/plan/flat_test.hpp"

namespace gigaplan::plan {
namespace {

using Dear = std::function<bool(std::size_t)>;
bool by_day(std::size_t h) { return h >= 12; }

scenario::Scenario day_and_night(const std::string& plants, const Dear& dear = by_day) {
  auto s = flat(head + horizon + market + chat + h100 + berlin + plants);
  for (std::size_t h = 0; h < 8760; ++h) s.power.price->values[h] = dear(h % 24) ? 500 : 10;
  return s;
}

double load() {
  static const double peak = plan_of(day_and_night("")).sites[0].peak;
  return peak;
}

// Units of 0.4 of the load, at least 90 % loaded: two of them fit under it, three do not.
Plan with_turbines(const std::string& rules, const Dear& dear = by_day) {
  auto s = day_and_night(fmt::format("[[plant]]\nid = \"gas\"\ntechnology = \"OCGT\"\nsite = \"berlin\"\nfrom = 2030\n"
                                     "unit = \"{:.9f} MW\"\nmost = \"{:.9f} MW\"\nleast_load = \"90 %\"\n{}",
                                     0.4 * load(), 1.2 * load(), rules),
                         dear);
  PlanOptions options;
  options.measured_limits = 0;
  return make_plan(s, catalogue(), options, {});
}

double made(const Plan& plan) {
  for (const auto& row : plan.energy)
    if (row.kind == "gas") return row.mwh;
  return 0;
}

double cost(const Plan& plan, const std::string& category) {
  double sum = 0;
  for (const auto& row : plan.costs)
    if (row.category == category) sum += row.per_year;
  return sum;
}

TEST(Units, WholeOnesAreBuiltAndStartEveryDay) {
  const auto plan = with_turbines("start_cost = \"20 USD_2025/MW\"\nleast_on = \"0 h\"\nleast_off = \"0 h\"\n");
  ASSERT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  EXPECT_NEAR(plan.view().capacity(plan.compiled.meaning.plants[0].asset, 0), 0.8 * load(), 1e-6 * load());
  const double each_day = 0.8 * load() * 12 * 365;
  EXPECT_NEAR(made(plan), each_day, 1e-6 * each_day);
  EXPECT_NEAR(cost(plan, "starts of plants"), 365 * 0.8 * load() * 20, 1e-6 * 365 * 0.8 * load() * 20);
  double present = 0;
  for (const auto& row : plan.costs)
    present += plan.compiled.network.horizon.periods[static_cast<std::size_t>(row.period)].weight * row.per_year;
  EXPECT_NEAR(present, plan.present_cost, 1e-7 * present);
}

// 12 hours of the least load by night cost less than a start.
TEST(Units, StayOnWhereAStartCostsMoreThanANight) {
  const auto plan = with_turbines("start_cost = \"5000 USD_2025/MW\"\nleast_on = \"0 h\"\nleast_off = \"0 h\"\n");
  ASSERT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  const double all_day = 0.8 * load() * (1 + 0.9) * 12 * 365;
  EXPECT_NEAR(made(plan), all_day, 1e-6 * all_day);
  EXPECT_EQ(cost(plan, "starts of plants"), 0);
}

// A typical day follows itself, and so does what runs on it. Dear hours at noon alone, from 10 to 13 h: four hours at full load, three more at the least.
TEST(Units, StayOnForTheirShortestTime) {
  const auto noon = [](std::size_t h) { return h >= 10 && h < 14; };
  const auto plan = with_turbines("start_cost = \"20 USD_2025/MW\"\nleast_on = \"7 h\"\nleast_off = \"0 h\"\n", noon);
  ASSERT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  int on = 0;
  for (std::size_t h = 0; h < 24; ++h) {
    const double run = plan.view().activity(plan.compiled.meaning.plants[0].process, h) / (0.8 * load());
    if (run > 1e-6) ++on;
    EXPECT_NEAR(run, noon(h) ? 1 : run > 1e-6 ? 0.9 : 0, 1e-6) << h;
  }
  EXPECT_EQ(on, 7);
}

// Half of a unit is less than its least load: in such an hour none runs.
TEST(Units, AreOffWhereLessThanTheLeastLoadIsToBeHad) {
  auto s = day_and_night(
      fmt::format("[[plant]]\nid = \"gas\"\ntechnology = \"OCGT\"\nsite = \"berlin\"\nfrom = 2030\nunit = \"{:.9f} "
                  "MW\"\nmost = \"{:.9f} MW\"\nleast_load = \"90 %\"\n",
                  0.4 * load(), 1.2 * load()));
  auto& output = s.plants[0].output.emplace().values;
  for (int h = 0; h < 8760; ++h) output.push_back(h % 24 == 15 ? 0.5 : 1.0);
  const auto plan = make_plan(s, catalogue(), {}, {});
  ASSERT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  const auto run = [&](std::size_t h) {
    return plan.view().activity(plan.compiled.meaning.plants[0].process, h) / (0.8 * load());
  };
  EXPECT_NEAR(run(14), 1, 1e-6);
  EXPECT_NEAR(run(15), 0, 1e-6);
  EXPECT_NEAR(run(16), 1, 1e-6);
}

// A third unit would stand idle: with a lower least load it runs.
TEST(Units, ALowerLeastLoadLetsAThirdRun) {
  auto s =
      day_and_night(fmt::format("[[plant]]\nid = \"gas\"\ntechnology = \"OCGT\"\nsite = \"berlin\"\nfrom = 2030\n"
                                "unit = \"{:.9f} MW\"\nmost = \"{:.9f} MW\"\n",
                                0.4 * load(), 1.2 * load()));
  EXPECT_DOUBLE_EQ(s.plants[0].units->least_load, 0.01 * catalogue().technology("OCGT").least_load->value);
  const auto plan = make_plan(s, catalogue(), {}, {});
  ASSERT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  EXPECT_NEAR(plan.view().capacity(plan.compiled.meaning.plants[0].asset, 0), 1.2 * load(), 1e-6 * load());
}

}  // namespace
}  // namespace gigaplan::plan
