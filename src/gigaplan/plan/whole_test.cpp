// Whole plans: the German example closes its books; targets, committed builds and re-planning.
#include <gmock/gmock.h>

#include <cmath>
#include <fstream>
#include <iterator>

#include "gigaplan/plan/flat_test.hpp"
#include "gigaplan/plan/steps.hpp"

namespace gigaplan::plan {
namespace {

std::string german() {
  std::ifstream file(std::filesystem::path(GIGAPLAN_SOURCE_DIR) / "examples/germany.toml");
  return {std::istreambuf_iterator<char>(file), {}};
}

// Planned once for the tests that only look.
const Plan& germany() {
  static const Plan plan = [] {
    auto s = scenario::read_with(catalogue(), german(), "germany.toml").front();
    s.hours = {.full = false, .typical_days = 2};
    return plan_of(s, 2);
  }();
  return plan;
}

std::string broken_but_by_air_cooling(const Plan& plan) {
  std::string broken;
  for (const auto& row : plan.compliance)
    if (!row.fulfilled && !(row.subject == "Frankfurt" && row.rule.starts_with("PUE")))
      broken += row.rule + ": " + row.evidence + "\n";
  return broken;
}

TEST(Germany, IsPlannedAndCertified) {
  ASSERT_TRUE(germany().certificate.accepted) << germany().certificate.reason;
  EXPECT_EQ(germany().solution.status, program::Status::optimal);
  // The air-cooled hall breaks the law on efficiency, and that is said.
  EXPECT_EQ(broken_but_by_air_cooling(germany()), "");
  EXPECT_EQ(std::ranges::count(germany().compliance, false, &Compliance::fulfilled), germany().scenario.periods.size());
}

// Every unit of money of the objective is in one row of the costs:  Σ_p δ_p Σ rows = present cost.
TEST(Germany, CostsAddUpToTheObjective) {
  const auto& plan = germany();
  const auto& periods = plan.compiled.network.horizon.periods;
  double present = 0, sites = 0, yearly = 0;
  for (const auto& row : plan.costs)
    present += periods[static_cast<std::size_t>(row.period)].weight * row.per_year, yearly += row.per_year;
  EXPECT_NEAR(present, plan.present_cost, 1e-9 * present);
  for (const auto& site : plan.sites) sites += site.cost;
  for (const auto& row : plan.costs)
    if (row.site < 0) sites += row.per_year;
  EXPECT_NEAR(sites, yearly, 1e-9 * yearly);
}

// What is generated and bought is used: sources less losses = load of the sites.
TEST(Germany, EnergyBalances) {
  for (std::size_t p = 0; p < germany().scenario.periods.size(); ++p) {
    double sum = 0, load = 0;
    for (const auto& row : germany().energy) {
      if (row.period != static_cast<int>(p)) continue;
      sum += row.mwh;
      if (row.kind == "load") load -= row.mwh;
    }
    EXPECT_NEAR(sum, 0, 1e-6 * load);
    EXPECT_GT(load, 0);
  }
}

// The share recomputed from the hours meets its limit, and lies on it wherever the limit has a price.
TEST(Germany, CarbonFreeShareIsThatOfItsHours) {
  const auto& plan = germany();
  const auto view = plan.view();
  for (std::size_t p = 0; p < plan.scenario.periods.size(); ++p) {
    const double limit = plan.scenario.power.carbon_free.step(plan.scenario.periods[p]);
    EXPECT_GE(plan.carbon_free[p], limit - 1e-6);
    const bool binds = std::abs(view.yearly_dual(plan.compiled.meaning.carbon_free, p)) > 1e-3;
    if (binds) {
      EXPECT_NEAR(plan.carbon_free[p], limit, 1e-6) << plan.scenario.periods[p];
    }
  }
}

// A claim of a site meets that site's figure; those of all sites add up to the claim of none.
TEST(Germany, AClaimOfASiteMeetsThatSite) {
  Plan plan = germany();
  plan.claims.clear();
  plan.scenario.claims = {{.quantity = "accelerators", .year = 2035, .value = 1}};
  for (const auto& site : plan.scenario.sites)
    plan.scenario.claims.push_back({.quantity = "accelerators", .site = site.id, .year = 2035, .value = 1});
  plan.scenario.claims.push_back({.quantity = "accelerators", .countries = {"DEU"}, .year = 2035, .value = 1});
  plan.scenario.claims.push_back({.quantity = "users", .countries = {"SWE"}, .year = 2035, .value = 1});
  meet_claims(plan);
  double sum = 0, german = 0;
  for (const auto& y : plan.sites) {
    if (y.period != 2) continue;
    EXPECT_EQ(plan.claims[static_cast<std::size_t>(y.site) + 1].planned, y.accelerators);
    sum += y.accelerators;
    if (plan.scenario.sites[static_cast<std::size_t>(y.site)].country == "DEU") german += y.accelerators;
  }
  EXPECT_GT(sum, 0);
  EXPECT_LT(german, sum);
  EXPECT_NEAR(plan.claims[plan.claims.size() - 2].planned.value_or(0), german, 1e-9 * sum);
  EXPECT_EQ(plan.claims.back().planned, 0);  // its sites stand there, its people do not
  EXPECT_NEAR(plan.claims[0].planned.value_or(0), sum, 1e-9 * sum);
}

// Savings that were measured come first and are real; those that are only estimated stay below them.
TEST(Germany, BottlenecksAreMeasuredOrModest) {
  const auto& found = germany().bottlenecks;
  ASSERT_FALSE(found.empty());
  EXPECT_TRUE(found.front().measured);
  double least = found.front().saving;
  for (const auto& b : found) {
    EXPECT_GT(b.saving, 0) << b.sentence;
    EXPECT_LE(b.saving, b.price * b.step * (1 + 1e-6)) << b.sentence << ": more than its first unit promises";
    EXPECT_EQ(b.sentence.find("at most") != std::string::npos, !b.measured) << b.sentence;
    if (b.measured) least = std::min(least, b.saving);
    EXPECT_TRUE(b.measured || b.saving < least) << b.sentence;
  }
}

// What an interior point leaves of nothing is no build, no fleet, no site and no place where tokens ran.
TEST(Germany, DustIsLeftOutOfTables) {
  Plan dusty = germany();
  dusty.builds.clear(), dusty.sites.clear(), dusty.fleet.clear(), dusty.tokens.clear(), dusty.costs.clear();
  dusty.energy.clear(), dusty.compliance.clear(), dusty.claims.clear();
  dusty.carbon.clear(), dusty.carbon_market.clear(), dusty.carbon_free.clear(), dusty.carbon_free_annual.clear();
  int strewn = 0;
  for (auto& x : dusty.solution.primal)
    if (x == 0) x = 1e-7, ++strewn;
  ASSERT_GT(strewn, 100);
  read_results(dusty, catalogue());
  EXPECT_EQ(dusty.builds.size(), germany().builds.size());
  EXPECT_EQ(dusty.fleet.size(), germany().fleet.size());
  EXPECT_EQ(dusty.tokens.size(), germany().tokens.size());
  for (std::size_t i = 0; i < dusty.sites.size(); ++i)
    EXPECT_EQ(dusty.sites[i].it_power > 0, germany().sites[i].it_power > 0);
  EXPECT_EQ(broken_but_by_air_cooling(dusty), "");
}

TEST(Targets, ABindingCarbonFreeShareIsMetExactly) {
  auto s = flat(head + horizon + "[power]\ndefault_plants = false\ncarbon_free = \"90 %\"\n" + chat + h100 + berlin +
                "[[plant]]\nid = \"wind\"\ntechnology = \"onshore wind\"\ncontract = \"purchase\"\n"
                "price = \"120 USD_2025/MWh\"\nfrom = 2030\n");
  const auto plan = plan_of(s);
  ASSERT_TRUE(plan.certificate.accepted);
  EXPECT_NEAR(plan.carbon_free[0], 0.9, 1e-9) << "dearer than the market: no more than asked for";
}

TEST(Targets, ACarbonCapIsMetExactly) {
  const std::string wind =
      "[[plant]]\nid = \"wind\"\ntechnology = \"onshore wind\"\ncontract = \"purchase\"\n"
      "price = \"120 USD_2025/MWh\"\nfrom = 2030\n";
  const auto free = plan_of(flat(head + horizon + market + chat + h100 + berlin + wind));
  const double cap = std::round(free.carbon_market[0] / 2);
  const auto capped = plan_of(flat(head + horizon + "[power]\ndefault_plants = false\ncarbon_cap = \"" +
                                   std::to_string(cap) + " t/yr\"\n" + chat + h100 + berlin + wind));
  ASSERT_TRUE(capped.certificate.accepted);
  EXPECT_NEAR(capped.carbon_market[0], cap, 1e-6 * cap);
  EXPECT_GT(capped.present_cost, free.present_cost);
}

}  // namespace
}  // namespace gigaplan::plan
