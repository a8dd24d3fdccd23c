// Plans worked out on paper: every figure below is recomputed from the scenario and the catalogue's figures alone.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <cmath>
#include <numeric>

#include "gigaplan/plan/hand_test.hpp"

namespace gigaplan::plan {
namespace {

constexpr double digits = 1e-9;  // relative

TEST(ByHand, FromTokensToCostPerMillionTokens) {
  const auto s = flat(head + horizon + market + chat + h100 + berlin);
  const auto plan = plan_of(s);
  ASSERT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  const Hand piece(s, "H100");

  const double requests = figure("countries/DEU/population") * 0.01 * 12 / 24;  // an hour
  const double pieces = requests / piece.requests;
  const double it_mw = pieces * piece.busy_kw / 1000;
  const double energy = pieces * piece.mean_kw() / 1000 * 8760;
  const double cost = pieces * piece.yearly_busy();
  const double tokens = requests * 8760 * 500;

  ASSERT_EQ(plan.sites.size(), 1U);
  const auto& site = plan.sites[0];
  EXPECT_NEAR(site.requests, requests * 8760, digits * requests * 8760);
  EXPECT_NEAR(site.output_tokens, tokens, digits * tokens);
  EXPECT_NEAR(site.accelerators, pieces, digits * pieces);
  EXPECT_NEAR(site.it_power, it_mw, digits * it_mw);
  EXPECT_NEAR(site.used_it_power, it_mw, digits * it_mw);
  EXPECT_NEAR(site.peak, energy / 8760, digits * energy / 8760);
  EXPECT_NEAR(site.energy, energy, digits * energy);
  EXPECT_NEAR(site.carbon, energy * grid_carbon / 1000, digits * energy);
  EXPECT_NEAR(site.cost, cost, digits * cost);
  EXPECT_NEAR(site.cost / (site.output_tokens / 1e6), cost / (tokens / 1e6), digits * cost / (tokens / 1e6));
  EXPECT_NEAR(plan.present_cost, cost * five_years(), digits * cost * five_years());
  ASSERT_EQ(plan.fleet.size(), 1U);
  EXPECT_NEAR(plan.fleet[0].utilisation, s.availability * s.peak_utilisation, digits);
  double capital = 0;
  for (const auto& b : plan.builds) capital += b.overnight;
  EXPECT_NEAR(capital, pieces * piece.cost + it_mw * 10e6, digits * capital);
}

TEST(ByHand, ALanguageOfTwiceTheTokensIsAServiceOfTwiceTheLength) {
  const auto planned = [](const char* input, const char* output, const char* factor) {
    return plan_of(
        flat(head + horizon + market +
             "[[service]]\nid = \"chat\"\nmodel = \"llama3.1-70b\"\nreach = \"1 %\"\ninput_tokens = " + input +
             "\noutput_tokens = " + output + "\nlanguage_factor = " + factor + "\n" + h100 + berlin));
  };
  const auto one = planned("1000", "500", "1"), two = planned("1000", "500", "2"),
             longer = planned("2000", "1000", "1");
  ASSERT_TRUE(two.certificate.accepted) << two.certificate.reason;
  EXPECT_NEAR(two.sites[0].accelerators, longer.sites[0].accelerators, digits * longer.sites[0].accelerators);
  EXPECT_NEAR(two.sites[0].tokens, 2 * one.sites[0].tokens, digits * two.sites[0].tokens);
  EXPECT_GT(two.sites[0].accelerators, 2 * one.sites[0].accelerators) << "longer contexts leave room for fewer at once";
}

TEST(ByHand, ResidencyDecidesWhereTheAnswerIsObvious) {
  const std::string lyon =
      "[[site]]\nid = \"lyon\"\nname = \"Lyon\"\ncountry = \"FR\"\ngrid = \"200 MW\"\nhall_cost = \"5 USD_2025/W_it\"\n"
      "cooling = \"air\"\n";
  const auto tokens_in = [&](const std::string& residency) {
    const auto s = flat(head + horizon + market + chat + "residency = \"" + residency + "\"\n" + h100 + berlin + lyon);
    const auto plan = plan_of(s);
    EXPECT_TRUE(plan.certificate.accepted);
    std::vector<double> tokens(2, 0.0);
    for (const auto& row : plan.tokens) tokens[static_cast<std::size_t>(row.site)] += row.tokens;
    return tokens;
  };
  // Halls in Lyon cost half: there goes everything that may.
  const auto stays = tokens_in("in-country"), goes = tokens_in("region");
  EXPECT_GT(stays[0], 0);
  EXPECT_EQ(stays[1], 0);
  EXPECT_EQ(goes[0], 0);
  EXPECT_NEAR(goes[1], stays[0], digits * goes[1]);
}

TEST(ByHand, AScarceChipIsWorthWhatItReplaces) {
  auto many = chat;
  many.replace(many.find("1 %"), 3, "10 %");
  const auto text = head + horizon + market + many + berlin +
                    "[accelerators]\ncandidates = [\"H100 SXM\", \"A100 SXM 80GB\"]\n"
                    "[[supply]]\naccelerator = \"H100 SXM\"\nmost = 20\n";
  const auto s = flat(text);
  const Hand good(s, "H100"), old(s, "A100");
  const double requests = figure("countries/DEU/population") * 0.1 * 12 / 24;
  const double old_pieces = (requests - 100 * good.requests) / old.requests;
  ASSERT_GT(old_pieces, 0) << "a hundred pieces over five years must not be enough";
  // One more H100 saves the A100s that would do its work, less what it costs itself.
  const double worth = (good.requests / old.requests * old.yearly_busy() - good.yearly_busy()) * five_years();
  ASSERT_GT(worth, 0);
  const auto plan = plan_of(s, 3);
  ASSERT_TRUE(plan.certificate.accepted);
  ASSERT_EQ(plan.fleet.size(), 2U);
  for (const auto& row : plan.fleet)
    EXPECT_NEAR(row.pieces, row.accelerator == 0 ? 100 : old_pieces, digits * row.pieces);
  const auto view = plan.view();
  EXPECT_NEAR(-view.yearly_dual(plan.compiled.meaning.supplies[0].node, 0), -worth, 1e-7 * worth);
  ASSERT_FALSE(plan.bottlenecks.empty());
  const auto& first = plan.bottlenecks[0];
  EXPECT_EQ(first.kind, "chips");
  EXPECT_NEAR(first.price, worth, 1e-7 * worth);
  EXPECT_TRUE(first.measured);
  EXPECT_NEAR(first.saving, first.step * worth, 1e-6 * first.saving) << "the step fits beside what is needed";
  EXPECT_NEAR(first.saving_per_year, first.saving / five_years(), digits * first.saving);
}

TEST(ByHand, EveryUnitOfTheBudgetIsSpent) {
  const auto s = flat(head + "objective = \"most-compute\"\n" + horizon + market + h100 + berlin +
                      "[money]\nbudget = \"200 M USD_2025\"\n");
  const auto plan = plan_of(s);
  ASSERT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  const Hand piece(s, "H100");
  const double each = piece.capital();
  double spent = 0;
  for (const auto& b : plan.builds) spent += b.overnight;
  EXPECT_NEAR(spent, 200e6, 2e-8 * 200e6);
  EXPECT_NEAR(plan.objective, 200e6 / each, digits * plan.objective);  // an H100 counts one
  EXPECT_NEAR(plan.sites[0].accelerators, 200e6 / each, 2e-8 * 200e6 / each);
}

TEST(ByHand, HallsArePaidWhenTheyOpenOrWhileTheyAreBuilt) {
  // 15 months before 2032: all of it falls into 2030 and 2031, the first period.
  auto use = chat;
  use.replace(use.find("\"1 %\""), 5, "[{ year = 2030, share = \"1 %\" }, { year = 2032, share = \"3 %\" }]");
  const std::string text = head + "[horizon]\nperiods = [2030, 2032]\nend = 2034\n" + market + use + h100 + berlin +
                           "construction = \"15 months\"\n";
  const auto free = plan_of(flat(text));
  double halls[2] = {}, chips[2] = {};
  for (const auto& b : free.builds) (b.kind == "hall" ? halls : chips)[b.period] += b.overnight;
  ASSERT_GT(halls[1], 0.1 * halls[0]);
  const auto with_budget = [&](double first, double second, const std::string& spending) {
    return plan_of(
        flat(text + fmt::format("[money]\ncarry = false\nspending = \"{}\"\nbudget = [{{ year = 2030, amount = "
                                "\"{:.3f} USD_2025\" }}, {{ year = 2032, amount = \"{:.3f} USD_2025\" }}]\n",
                                spending, first, second)));
  };
  const double opening[] = {halls[0] + chips[0], halls[1] + chips[1]};
  const double building[] = {halls[0] + halls[1] + chips[0], chips[1]};
  const auto least = [](double x) { return x * (1 + 1e-6); };
  for (const auto& plan : {with_budget(least(opening[0]), least(opening[1]), "opening"),
                           with_budget(least(building[0]), least(building[1]), "construction")}) {
    ASSERT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
    EXPECT_NEAR(plan.present_cost, free.present_cost, 1e-6 * free.present_cost) << "the money is the same";
  }
  EXPECT_EQ(with_budget(least(opening[0]), least(opening[1]), "construction").solution.status,
            program::Status::infeasible);
  EXPECT_GT(with_budget(least(building[0]), least(building[1]), "opening").present_cost, 1.001 * free.present_cost)
      << "halls of 2032 that open and cost from 2030 on";
}

TEST(ByHand, AWholePlantsYearIsPaidWhetherTakenOrNot) {
  // A purchase that is cheaper than the market and smaller than the load is taken whole.
  auto s = flat(head + horizon + market + chat + h100 + berlin +
                "[[plant]]\nid = \"wind\"\ntechnology = \"onshore wind\"\ncontract = \"purchase\"\n"
                "price = \"50 USD_2025/MWh\"\nmost = \"0.05 MW\"\nfrom = 2030\n");
  scenario::UserSeries half;
  half.values.assign(8760, 0.5);
  s.plants[0].output = half;
  const auto plan = plan_of(s);
  ASSERT_TRUE(plan.certificate.accepted);
  double bought = 0, market_energy = 0;
  for (const auto& row : plan.costs)
    if (row.category == "purchased power") bought += row.per_year;
  for (const auto& row : plan.energy)
    if (row.kind == "grid") market_energy += row.mwh;
  EXPECT_NEAR(bought, 0.025 * 8760 * 50, 1e-9 * bought);
  EXPECT_NEAR(market_energy, plan.sites[0].energy - 0.025 * 8760, 1e-9 * market_energy);
  EXPECT_NEAR(plan.carbon_market[0], market_energy * grid_carbon / 1000, 1e-9 * plan.carbon_market[0]);
  EXPECT_NEAR(plan.carbon[0], plan.sites[0].energy * grid_carbon / 1000, 1e-9 * plan.carbon[0]);
}

}  // namespace
}  // namespace gigaplan::plan
