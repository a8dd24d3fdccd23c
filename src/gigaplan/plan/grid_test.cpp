// The country's grid with and without the programme, held to what optimal prices must fulfil.
#include "gigaplan/plan/grid.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "gigaplan/plan/flat_test.hpp"

namespace gigaplan::plan {
namespace {

// 1 % of Germany served from Berlin, power from the country's own system, two typical days.
scenario::Scenario of_mix(const std::string& power = "") {
  auto text = head + horizon + "[power]\nkind = \"mix\"\ndefault_plants = false\n" + power + chat + h100 + berlin;
  text.replace(text.find("typical:1"), 9, "typical:2");
  return scenario::read_with(catalogue(), text, "mix.toml").front();
}

const Plan& plain() {
  static const Plan plan = plan_of(of_mix());
  return plan;
}
const GridRun& alone() {
  static const GridRun run = run_grid(of_mix(), catalogue(), {.solver = solve::Choice::simplex}, {});
  return run;
}

const GridRow& row(const Plan& plan, const char* item) { return *std::ranges::find(plan.grid, item, &GridRow::item); }

TEST(Grid, ThePlantThatIsPartlyUsedSetsThePrice) {
  const View view = alone().view();
  const auto& zone = alone().compiled.meaning.zones.front();
  int hours = 0;
  for (const auto& source : zone.sources) {
    const auto& process = view.network().processes[source.process];
    for (std::size_t h = 0; h < view.network().snapshots(); ++h) {
      double capacity = process.rating.at(h);
      for (const auto& share : process.capacity) capacity += view.capacity(share.asset, 0);
      const double power = view.activity(source.process, h);
      if (process.ports.size() > 1 || power < 1 || power > capacity * process.upper.at(h) - 1) continue;
      EXPECT_NEAR(view.price(zone.grid, h), process.cost.at(h), 1e-5) << process.name << " " << h;
      ++hours;
    }
  }
  EXPECT_GT(hours, 0);
}

// Convexity: what the programme adds to the cost of the grid lies between its energy at the price without it and at the
// price with it.
TEST(Grid, AddedCostLiesBetweenTheOldAndTheNewPrice) {
  const Plan& plan = plain();
  ASSERT_TRUE(plan.has_answer());
  const View with = plan.view(), without = alone().view();
  const auto& zone = plan.compiled.meaning.zones.front();
  const auto& before = alone().compiled.meaning.zones.front();
  const auto paid = [&](const View& view, network::NodeId node) {
    return with.yearly(0, [&](std::size_t h) { return view.price(node, h) * with.activity(zone.buy, h); });
  };
  const double low = paid(without, before.grid), high = paid(with, zone.grid), added = plan.grid_cost.at(0);
  EXPECT_GT(added, 0);
  EXPECT_GE(added, low * (1 - 1e-6));
  EXPECT_LE(added, high * (1 + 1e-6));
}

TEST(Grid, CostRowsMakeTheObjective) {
  const Plan& plan = plain();
  double sum = 0;
  for (const auto& cost : plan.costs)
    sum += plan.compiled.network.horizon.periods[static_cast<std::size_t>(cost.period)].weight * cost.per_year;
  EXPECT_NEAR(sum, plan.present_cost, 1e-5 * plan.present_cost);
}

TEST(Grid, WithoutIsTheSameGridWithoutTheSites) {
  const Plan& plan = plain();
  ASSERT_EQ(plan.grid.size(), 5U);
  const View view = alone().view();
  const auto& zone = alone().compiled.meaning.zones.front();
  double carbon = 0;
  for (const auto& source : zone.sources)
    carbon += view.yearly(0, [&](std::size_t h) { return source.carbon.at(h) * view.activity(source.process, h); });
  EXPECT_NEAR(row(plan, "emissions").without, carbon, 1e-6 * carbon);
  EXPECT_GT(row(plan, "generation").with, row(plan, "generation").without);
  EXPECT_EQ(row(plan, "load not served").without, row(plan, "load not served").with);
  // today's wholesale price is 88 EUR/MWh, today's share 64 %; five years of growth later both have moved, not far
  EXPECT_GT(row(plan, "mean price").without, 30);
  EXPECT_LT(row(plan, "mean price").without, 150);
  EXPECT_GT(row(plan, "carbon-free share").without, 0.5);
}

// The share of the grid is that of the run without the programme, in every hour.
TEST(Grid, CarbonFreeShareIsAnOutcome) {
  const Plan plan = plan_of(of_mix("carbon_free = \"40 %\"\n"));
  ASSERT_TRUE(plan.has_answer());
  const auto& share = plan.compiled.meaning.zones.front().carbon_free;
  const auto& expected = alone().outcome.zones.front().carbon_free;
  for (std::size_t h = 0; h < expected.size(); ++h) EXPECT_NEAR(share.at(h), expected[h], 1e-9);
  EXPECT_GE(plan.carbon_free.at(0), 0.4 - 1e-6);
}

// Spain's reservoirs run in any hour at the same cost, so the grid alone has many best answers; which one the plan rests
// on must not depend on who solves the plan.
TEST(Grid, ThePlanRestsOnTheSameGridWhoeverSolvesIt) {
  auto text = head + horizon +
              "[power]\nkind = \"mix\"\ndefault_plants = false\ncarbon_free = \"95 %\"\nmatching = \"annual\"\n" +
              chat + "residency = \"anywhere\"\n" + h100 +
              "[[site]]\nid = \"madrid\"\ncountry = \"ES\"\ngrid = \"200 MW\"\n[[plant]]\nid = \"sun\"\ntechnology = "
              "\"solar-utility\"\ncountry = \"ES\"\nfrom = 2030\nbuild = \"1 yr\"\n";
  const auto s = scenario::read_with(catalogue(), text, "reservoirs.toml").front();
  std::vector<Plan> plans;
  for (const auto solver : {solve::Choice::simplex, solve::Choice::block_ipm}) {
    PlanOptions options;
    options.solver.solver = solver;
    plans.push_back(make_plan(s, catalogue(), options, {}));
    ASSERT_TRUE(plans.back().certificate.accepted) << plans.back().certificate.reason;
  }
  EXPECT_EQ(plans[0].grid_alone.primal, plans[1].grid_alone.primal);
  EXPECT_NEAR(plans[0].objective, plans[1].objective, 1e-6 * plans[0].objective);
}

TEST(Grid, AStoredAnswerIsCertifiedAgain) {
  const auto& run = alone();
  EXPECT_TRUE(stored_grid(of_mix(), catalogue(), run.solution, {}).certificate.accepted);
  auto wrong = run.solution;
  *std::ranges::max_element(wrong.primal) *= 1.01;
  EXPECT_FALSE(stored_grid(of_mix(), catalogue(), wrong, {}).certificate.accepted);
  wrong.primal.pop_back();
  EXPECT_THROW(static_cast<void>(stored_grid(of_mix(), catalogue(), wrong, {})), InputInvalid);
}

}  // namespace
}  // namespace gigaplan::plan
