// Heat of the halls, worked out on paper on one site in Berlin at 5 degrees, with power at 80 a MWh.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "gigaplan/plan/hand_test.hpp"

namespace gigaplan::plan {
namespace {

using testing::HasSubstr;

constexpr double season = 0.2 + 0.8 * (17 - 5) / 17.0;  // of what the network takes at 0 degrees

Plan with_heat(double most, double price, const std::string& more = "", int measured = 0) {
  const auto plan =
      plan_of(flat(head + horizon + market + chat + h100 + berlin +
                   fmt::format("heat = {{ most = \"{} MW\", price = \"{} USD_2025/MWh\", cost = \"700 "
                               "USD_2025/kW\", share = \"80 %\", electricity = 0.25, summer = \"20 %\" }}\n",
                               most, price) +
                   more),
              measured);
  EXPECT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  return plan;
}

Plan without_heat() { return plan_of(flat(head + horizon + market + chat + h100 + berlin)); }

double station_a_year() { return 700e3 * (annuity(20) + 0.02); }  // of each MW

TEST(Heat, SavesItsPriceLessItsPowerAndItsStation) {
  const auto without = without_heat(), with = with_heat(0.01, 100);
  const double power = 0.01 * season, sold = power * 8760;
  EXPECT_NEAR(with.sites.at(0).heat, sold, 1e-6 * sold);
  const double saved = (sold * (100 - 0.25 * power_price) - power * station_a_year()) * five_years();
  EXPECT_NEAR(without.present_cost - with.present_cost, saved, 1e-6 * without.present_cost);
  double rows = 0, income = 0, energy = 0;
  for (const auto& row : with.costs) {
    rows += five_years() * row.per_year;
    if (row.category == "heat sold") income += row.per_year;
  }
  for (const auto& row : with.energy) energy += row.mwh;
  EXPECT_NEAR(rows, with.present_cost, 1e-6 * with.present_cost);
  EXPECT_NEAR(income, -100 * sold, 1e-4 * sold);
  EXPECT_NEAR(energy, 0, 1e-6 * with.sites.at(0).energy) << "what pumps draw is a row of its own";
  const auto built = std::ranges::find(with.builds, "heat", &BuildItem::kind);
  ASSERT_NE(built, with.builds.end());
  EXPECT_NEAR(built->amount, power, 1e-8);
}

// Twice the network saves as much again: the price of its limit counts the season, measured by planning again.
TEST(Heat, MoreThatIsTakenHasItsPrice) {
  const auto with = with_heat(4, 100, "", 20);
  const auto found = std::ranges::find(with.bottlenecks, "heat", &Bottleneck::kind);
  EXPECT_EQ(found, with.bottlenecks.end()) << "the halls give less than that";
  const auto small = with_heat(0.01, 100, "", 20);
  const auto more = std::ranges::find(small.bottlenecks, "heat", &Bottleneck::kind);
  ASSERT_NE(more, small.bottlenecks.end());
  EXPECT_THAT(more->sentence, HasSubstr("more heat taken at Berlin in 2030 saves"));
  EXPECT_GT(more->saving, 0);
}

TEST(Heat, IsNotSoldBelowWhatItCosts) {
  const double even = 0.25 * power_price + station_a_year() / 8760;
  EXPECT_NEAR(with_heat(0.01, 0.999 * even).sites.at(0).heat, 0, 1e-6);
  EXPECT_GT(with_heat(0.01, 1.001 * even).sites.at(0).heat, 60);
}

TEST(Heat, IsThatOfTheHalls) {
  const auto plan = with_heat(1000, 100);
  const auto& site = plan.sites.at(0);
  EXPECT_NEAR(0.75 * site.heat, 0.8 * site.it_energy, 1e-6 * site.it_energy);
}

TEST(Heat, HandedOnKeepsTheLaw) {
  const std::string law =
      "[[law]]\nid = \"h\"\nmeasure = \"heat-reuse\"\nlimit = 0.2\nasks = \"A fifth is handed on as heat\"\n";
  const auto listed = [&](double most) {
    const auto plan = with_heat(most, 100, law);
    return *std::ranges::find(plan.compliance, "A fifth is handed on as heat", &Compliance::rule);
  };
  const auto kept = listed(1000), left = listed(0.001);
  EXPECT_FALSE(kept.left_to_operators) << kept.evidence;
  EXPECT_TRUE(kept.fulfilled);
  EXPECT_EQ(kept.fulfilled_by, "heat stations of the plan");
  EXPECT_TRUE(left.left_to_operators);
  EXPECT_THAT(left.evidence, HasSubstr("to be handed on"));
}

// Meta's halls in Odense deliver 215,000 MWh a year with 45 MW: 4,778 hours at full power.
TEST(Heat, HoursAtFullPowerBesideThoseOfOdense) {
  auto full = head;
  full.replace(full.find("typical:1"), 9, "full");
  const auto s = scenario::read_with(catalogue(),
                                     full + horizon + market + chat + h100 +
                                         "[[site]]\nid = \"odense\"\ncountry = \"DK\"\ngrid = \"200 MW\"\n"
                                         "heat = { most = \"1 MW\" }\n[[site]]\nid = \"home\"\ngrid = \"9 MW\"\n",
                                     "odense.toml")
                     .front();
  const auto compiled = compile::compile(s, catalogue(), {});
  double hours = 0;
  for (const auto& node : compiled.network.nodes)
    if (node.name == "heat taken odense")
      for (std::size_t h = 0; h < 8760; ++h) hours -= node.demand.at(h);
  const double reported = figure("building/heat reported/odense_heat") / figure("building/heat reported/odense_power");
  EXPECT_NEAR(reported, 4778, 1);
  EXPECT_NEAR(hours, reported, 0.25 * reported);
  std::printf("hours of a heat station at full power, Denmark: %.0f, Odense %.0f\n", hours, reported);
}

}  // namespace
}  // namespace gigaplan::plan
