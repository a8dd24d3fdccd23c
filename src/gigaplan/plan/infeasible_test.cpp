// Scenarios without a plan: the words and the amount of the smallest change, worked out by hand.
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>

#include "gigaplan/plan/hand_test.hpp"

namespace gigaplan::plan {
namespace {

using testing::HasSubstr;

// What 1 % of Germany needs in the flat scenario.
struct Need {
  double pieces = 0, it_mw = 0, peak_mw = 0, energy = 0, capital = 0;  // MW, MWh a year, money
  Need() {
    const auto plan = plan_of(flat(head + horizon + market + chat + h100 + berlin));
    const auto& site = plan.sites.at(0);
    pieces = site.accelerators, it_mw = site.it_power, peak_mw = site.peak, energy = site.energy;
    for (const auto& b : plan.builds) capital += b.overnight;
  }
};

const Need& need() {
  static const Need amounts;
  return amounts;
}

std::string with(std::string text, const std::string& old, const std::string& fresh) {
  const auto found = text.find(old);
  EXPECT_NE(found, std::string::npos) << old;
  return text.replace(found, old.size(), fresh);
}

Plan infeasible(const std::string& text) {
  auto plan = plan_of(flat(text));
  EXPECT_EQ(plan.solution.status, program::Status::infeasible);
  EXPECT_FALSE(plan.has_answer());
  EXPECT_FALSE(plan.repair.empty());
  const auto words = answer_in_words(plan);
  EXPECT_EQ(words.at(0), "No plan meets all limits of this scenario.");
  if (plan.repair.empty()) plan.repair.push_back({});
  return plan;
}

// Lines of the smallest repair, all together.
std::size_t smallest(const Plan& plan) {
  return static_cast<std::size_t>(std::ranges::count(plan.repair, false, &RepairLine::alternative));
}

// The line that begins with these words; an empty one where there is none.
RepairLine line_of(const Plan& plan, const std::string& begin) {
  for (const auto& line : plan.repair)
    if (line.sentence.starts_with(begin)) return line;
  ADD_FAILURE() << "no line begins with " << begin;
  return {};
}

TEST(Infeasible, PowerNamesTheConnection) {
  const double half = std::round(1000 * need().peak_mw / 2) / 1000;
  const auto plan =
      infeasible(head + horizon + market + chat + h100 + with(berlin, "200 MW", std::to_string(half) + " MW"));
  ASSERT_EQ(smallest(plan), 1U);
  EXPECT_THAT(plan.repair[0].sentence, HasSubstr("grid connection at Berlin in 2030:"));
  EXPECT_NEAR(plan.repair[0].amount, need().peak_mw - half, 1e-5 * need().peak_mw);
  EXPECT_EQ(plan.repair[0].unit, "MW");
  // One kind of hour: the demand takes the same power in all of them.
  EXPECT_THAT(plan.repair[0].sentence, HasSubstr("(in 8,760 hours of the year, worst on "));
  // A connection of 150 USD/kW; no other limit with a price stands in its place.
  ASSERT_TRUE(plan.repair[0].cost);
  const double cost = (need().peak_mw - half) * in_usd("building/grid/connection_cost", "money/MW");
  EXPECT_NEAR(*plan.repair[0].cost, cost, 1e-5 * cost);
  // All fleets do is serve: the power that there is is enough for its share of the people.
  const auto reach = line_of(plan, "or in place of all that a smaller reach: Chat for ");
  EXPECT_NEAR(reach.amount, 100 * (1 - half / need().peak_mw), 1e-4);
  EXPECT_THAT(reach.sentence, HasSubstr("% of the people in 2030 in place of 1 %: "));
}

TEST(Infeasible, TheBusiestHoursAreCounted) {
  // Three times the use from 6 to 18 o'clock, in a connection that is enough for the rest of the day.
  const auto uneven = with(chat, "[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]",
                           "[1, 1, 1, 1, 1, 1, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 1, 1, 1, 1, 1, 1]");
  const auto text = head + horizon + market + uneven + h100;
  const double peak = plan_of(flat(text + berlin)).sites.at(0).peak;
  const double less = std::round(900 * peak) / 1000;
  const auto plan = infeasible(text + with(berlin, "200 MW", std::to_string(less) + " MW"));
  EXPECT_NEAR(plan.repair[0].amount, peak - less, 1e-5 * peak);
  EXPECT_THAT(plan.repair[0].sentence, HasSubstr("(in 4,380 hours of the year, worst on "));
}

TEST(Infeasible, FullPowerNamesTheConnectionToo) {
  // A thousand accelerators of which few are asked to work: half of their full power is enough for that.
  const std::string target = "[[target]]\nid = \"many\"\nbase = 1000\nmultiple = 1\n";
  const auto text = head + horizon + market + chat + h100 + "full_power = true\n" + target;
  const double all = 1000 * Hand(flat(text + berlin), "H100").busy_kw / 1000 * figure("cooling/air-cooled/pue_base");
  const double half = std::round(1000 * all / 2) / 1000;
  const auto plan = infeasible(text + with(berlin, "200 MW", std::to_string(half) + " MW"));
  ASSERT_EQ(smallest(plan), 1U);
  EXPECT_THAT(plan.repair[0].sentence,
              testing::AllOf(HasSubstr("grid connection at Berlin in 2030: "), HasSubstr("at once (full_power)")));
  EXPECT_NEAR(plan.repair[0].amount, all - half, 1e-5 * all);
  EXPECT_NEAR(line_of(plan, "or target Many (compute) in 2030: ").amount, 1000 * (1 - half / all), 0.01);
}

// Memory stacks of the accelerators that 1 % of Germany needs.
double stacks() { return 5 * need().pieces / figure("supply/packaging/yield"); }
std::string contract(const std::string& id, double volume, const std::string& more) {
  return fmt::format("[[contract]]\nid = \"{}\"\nstage = \"HBM3\"\nvolume = {:.0f}\n{}\n", id, volume, more);
}

TEST(Infeasible, AContractIsAskedBeforeAMarketThatGivesNothing) {
  const double each = std::floor(stacks() / 10);  // a year: half of the need in five years
  const std::string maker = "[[maker]]\nid = \"none\"\nstage = \"HBM3\"\ncapacity = 0\n";
  for (const auto& market_of_stacks : {std::string(), maker}) {
    for (const auto* paid : {"take_or_pay = \"50 %\"", "take_or_pay = \"100 %\""}) {
      const auto plan = infeasible(head + horizon + market + chat + h100 + berlin + market_of_stacks +
                                   contract("long", each, "price = \"500 USD_2025\"\n" + std::string(paid)));
      ASSERT_EQ(smallest(plan), 1U);
      EXPECT_THAT(plan.repair[0].sentence,
                  testing::AllOf(testing::StartsWith("HBM3 stacks under contract Long in 2030-2034: "),
                                 HasSubstr("more than agreed")));
      EXPECT_NEAR(plan.repair[0].amount, stacks() - 5 * each, 1e-5 * stacks());
      ASSERT_TRUE(plan.repair[0].cost);
      EXPECT_NEAR(*plan.repair[0].cost, 500 * (stacks() - 5 * each), 1e-5 * 500 * stacks());
    }
  }
}

TEST(Infeasible, TheCheapestIsAnotherContract) {
  // Five in ten stacks under a large dear contract, one in ten under a small cheap one: in shares the large one gives
  // way, in money the small one.
  const double large = std::floor(stacks() / 10), small = std::floor(stacks() / 50);
  const auto plan =
      infeasible(head + horizon + market + chat + h100 + berlin + contract("large", large, "price = \"900 USD_2025\"") +
                 contract("small", small, "price = \"500 USD_2025\""));
  const double lacking = stacks() - 5 * (large + small);
  ASSERT_EQ(smallest(plan), 1U);
  EXPECT_THAT(plan.repair[0].sentence, testing::StartsWith("HBM3 stacks under contract Large in 2030-2034: "));
  EXPECT_NEAR(*plan.repair[0].cost, 900 * lacking, 1e-5 * 900 * lacking);
  const auto cheapest = line_of(plan, "cheapest, ");
  EXPECT_TRUE(cheapest.alternative);
  EXPECT_THAT(cheapest.sentence, testing::AllOf(HasSubstr(" overnight in place of "),
                                                HasSubstr("HBM3 stacks under contract Small in 2030-2034: ")));
  EXPECT_NEAR(cheapest.amount, lacking, 1e-5 * lacking);
  EXPECT_NEAR(*cheapest.cost, 500 * lacking, 1e-5 * 500 * lacking);
  for (const auto& line : plan.repair)
    EXPECT_THAT(line.sentence, testing::Not(testing::StartsWith("or HBM3 stacks under contract Small")));
}

TEST(Infeasible, AFactoryMayBeLarger) {
  const double most = std::floor(stacks() / 10);  // a year
  const auto plan = infeasible(head + horizon + market + chat + h100 + berlin +
                               fmt::format("[[factory]]\nid = \"own\"\nstage = \"HBM3\"\nfrom = 2030\n"
                                           "cost = \"100 USD_2025\"\nmost = {:.0f}\n",
                                           most));
  ASSERT_EQ(smallest(plan), 1U);
  EXPECT_THAT(plan.repair[0].sentence, testing::StartsWith("capacity of Own in 2030-2034: "));
  EXPECT_NEAR(plan.repair[0].amount, stacks() / 5 - most, 1e-5 * stacks());
  EXPECT_EQ(plan.repair[0].unit, "HBM3 stacks/yr");
}

TEST(Infeasible, WhatComesLaterMayWaitForIt) {
  // A hall for half of the people stands, the next one can open in 2032: the other half waits.
  const double half = std::round(1000 * need().it_mw / 2) / 1000;
  const auto plan =
      infeasible(head + "[horizon]\nperiods = [2030, 2032]\nend = 2035\n" + market + chat + h100 + berlin +
                 "hall_from = 2032\npermit = \"1 yr\"\nconstruction = \"2 yr\"\n"
                 "[[built]]\nkind = \"hall\"\nsite = \"berlin\"\nyear = 2030\namount = \"" +
                 std::to_string(half) + " MW_it\"\n");
  EXPECT_THAT(plan.repair[0].sentence, HasSubstr("(1 year of permit, 2 years of construction)"));
  auto waiting = flat(head + "[horizon]\nperiods = [2030, 2032]\nend = 2035\n" + market + chat + h100 + berlin +
                      "hall_from = 2032\npermit = \"1 yr\"\nconstruction = \"2 yr\"\nequipment = \"3.5 yr\"\n"
                      "[[built]]\nkind = \"hall\"\nsite = \"berlin\"\nyear = 2030\namount = \"0.01 MW_it\"\n");
  EXPECT_THAT(plan_of(waiting).repair.at(0).sentence,
              HasSubstr("(3.5 years for equipment, 0.5 years of installation)"));
  const auto later = line_of(plan, "or in place of all that a smaller reach: Chat for ");
  EXPECT_NEAR(later.amount, 100 * (1 - half / need().it_mw), 1e-3);
  EXPECT_THAT(later.sentence, HasSubstr("in 2030 in place of 1 %, for all from 2032 on: "));
  EXPECT_THAT(later.sentence, testing::EndsWith(" MW_it move"));
}

TEST(Infeasible, ATrainingRunMayEndLater) {
  // 30 accelerators for two years, of which 20 can be had by then and 40 in the next two years: the 20 do two thirds.
  const auto plan =
      infeasible(head + "[horizon]\nperiods = [2030, 2032]\nend = 2034\n" + market + h100 +
                 "availability = \"100 %\"\npeak_utilisation = \"100 %\"\n" + berlin +
                 "[[supply]]\naccelerator = \"H100 SXM\"\nmost = 10\n" +
                 fmt::format("[[training]]\nid = \"run\"\nflop = \"{:.17g} FLOP\"\nstart = 2030\ndeadline = 2031\n"
                             "utilisation = \"40 %\"\n",
                             30 * 2 * 8760 * 3600 * 989.4e12 * 0.4));
  ASSERT_EQ(smallest(plan), 1U);
  EXPECT_THAT(plan.repair[0].sentence, HasSubstr("deliveries of H100 SXM in 2030-2031: "));
  EXPECT_NEAR(plan.repair[0].amount, 10, 1e-4);
  const auto later =
      line_of(plan, "or in place of all that later deadlines: training run run until 2033 in place of 2031");
  EXPECT_NEAR(later.amount, 100.0 / 3, 1e-3);
}

TEST(Infeasible, OfManyLimitsTheMostImportantAreToldAndTheRestIsCounted) {
  // Fleets of one year, ten years, and two contracts of which neither is enough: each of them, every year.
  const std::string years =
      "[horizon]\nperiods = [2030, 2031, 2032, 2033, 2034, 2035, 2036, 2037, 2038, 2039]\nend = 2040\n";
  const double each = std::floor(stacks() / 4);
  const auto plan = infeasible(head + years + market + chat + h100 + "life = \"1 yr\"\n" + berlin +
                               contract("large", each, "price = \"500 USD_2025\"") +
                               contract("small", each, "price = \"900 USD_2025\""));
  EXPECT_EQ(smallest(plan), 10U);
  const auto words = answer_in_words(plan);
  const auto told = std::ranges::find(words, "  and 2 limits more: `repair` in run.json lists all");
  ASSERT_NE(told, words.end()) << fmt::format("{}", fmt::join(words, "\n"));
  EXPECT_EQ(told - words.begin(), 10) << "behind two lines of head and eight of limits";
  const auto other = line_of(plan, "or HBM3 stacks under contract ");
  EXPECT_TRUE(other.sentence.ends_with("; and 6 limits more")) << other.sentence;
  std::size_t contracts = 0;
  for (auto at = other.sentence.find("contract "); at != std::string::npos;
       at = other.sentence.find("contract ", at + 1))
    ++contracts;
  EXPECT_EQ(contracts, 4U) << other.sentence;
}

TEST(Infeasible, HallSpaceNamesThePermit) {
  const double half = std::round(1000 * need().it_mw / 2) / 1000;
  const auto plan =
      infeasible(head + horizon + market + chat + h100 + with(berlin, "150 MW_it", std::to_string(half) + " MW_it"));
  ASSERT_EQ(smallest(plan), 1U);
  EXPECT_THAT(plan.repair[0].sentence, HasSubstr("hall space at Berlin in 2030:"));
  EXPECT_THAT(plan.repair[0].sentence, HasSubstr("permitted"));
  EXPECT_NEAR(plan.repair[0].amount, need().it_mw - half, 1e-5 * need().it_mw);
}

TEST(Infeasible, HallsBeforeTheirLeadTimesNameTheFirstYear) {
  // A hall for half of the need stands; the next one can open in 2032, the plan starts in 2030.
  const double half = std::round(1000 * need().it_mw / 2) / 1000;
  const auto plan =
      infeasible(head + "[horizon]\nperiods = [2030, 2032]\nend = 2035\n" + market + chat + h100 + berlin +
                 "hall_from = 2032\n[[built]]\nkind = \"hall\"\nsite = \"berlin\"\nyear = 2030\namount = \"" +
                 std::to_string(half) + " MW_it\"\n");
  ASSERT_EQ(smallest(plan), 1U);
  EXPECT_THAT(plan.repair[0].sentence, HasSubstr("halls at Berlin in 2030: none can open before 2032"));
  EXPECT_NEAR(plan.repair[0].amount, need().it_mw - half, 1e-5 * need().it_mw);
  EXPECT_EQ(plan.repair[0].unit, "MW_it");
}

TEST(Infeasible, ChipsNameTheDeliveries) {
  const double each = std::floor(need().pieces / 10);  // a year: half of the need in five years
  const auto plan =
      infeasible(head + horizon + market + chat + h100 + berlin +
                 "[[supply]]\naccelerator = \"H100 SXM\"\nmost = " + std::to_string(static_cast<int>(each)) + "\n");
  ASSERT_EQ(smallest(plan), 1U);
  EXPECT_THAT(plan.repair[0].sentence, HasSubstr("deliveries of H100 SXM in 2030-2034:"));
  EXPECT_NEAR(plan.repair[0].amount, need().pieces - 5 * each, 1e-5 * need().pieces);
}

TEST(Infeasible, CapitalNamesTheMissingMoney) {
  const double half = std::round(need().capital / 2);
  const auto plan = infeasible(head + horizon + market + chat + h100 + berlin + "[money]\nbudget = \"" +
                               std::to_string(static_cast<long>(half)) + " USD_2025\"\n");
  ASSERT_EQ(smallest(plan), 1U);
  EXPECT_THAT(plan.repair[0].sentence, HasSubstr("capital for 2030-2034:"));
  EXPECT_NEAR(plan.repair[0].amount, need().capital - half, 1e-5 * need().capital);
  EXPECT_EQ(plan.repair[0].unit, "USD");
}

TEST(Infeasible, CarbonFreeShareNamesWhatIsWithinReach) {
  auto s = flat(head + horizon + "[power]\ndefault_plants = false\ncarbon_free = \"100 %\"\n" + chat + h100 + berlin);
  const auto plan = plan_of(s);
  ASSERT_EQ(plan.solution.status, program::Status::infeasible);
  ASSERT_EQ(smallest(plan), 1U);
  const double share = plan.compiled.meaning.zones[0].carbon_free.at(0);
  double clean = 0;
  for (std::size_t h = 0; h < 24; ++h) clean += plan.compiled.meaning.zones[0].carbon_free.at(h) / 24;
  ASSERT_LT(share, 1);
  EXPECT_THAT(
      plan.repair[0].sentence,
      testing::StartsWith(fmt::format("carbon-free energy in 2030: 100 % asked, {:.4g} % within reach", 100 * clean)));
  EXPECT_NEAR(plan.repair[0].amount, need().energy * (1 - clean), 1e-5 * need().energy);
}

TEST(Infeasible, CarbonCapNamesWhatIsNeeded) {
  const double needed = need().energy * grid_carbon / 1000, cap = std::round(needed / 3);
  const auto plan = infeasible(head + horizon + "[power]\ndefault_plants = false\ncarbon_cap = \"" +
                               std::to_string(cap) + " t/yr\"\n" + chat + h100 + berlin);
  ASSERT_EQ(smallest(plan), 1U);
  EXPECT_THAT(plan.repair[0].sentence, HasSubstr("carbon cap of 2030:"));
  EXPECT_NEAR(plan.repair[0].amount, needed - cap, 1e-5 * needed);
}

TEST(Infeasible, ResidencyOffersTheOtherCountry) {
  const double half = std::round(1000 * need().peak_mw / 2) / 1000;
  const std::string lyon =
      "[[site]]\nid = \"lyon\"\nname = \"Lyon\"\ncountry = \"FR\"\ngrid = \"200 MW\"\ncooling = \"air\"\n";
  const auto plan =
      infeasible(head + horizon + market + chat + h100 + with(berlin, "200 MW", std::to_string(half) + " MW") + lyon);
  ASSERT_EQ(smallest(plan), 1U);
  EXPECT_THAT(plan.repair[0].sentence, HasSubstr("grid connection at Berlin"));
  const auto law = line_of(plan, "or instead of all that, residency");
  EXPECT_TRUE(law.alternative);
  EXPECT_THAT(law.sentence, testing::AllOf(HasSubstr("Chat"), HasSubstr("Lyon")));
  EXPECT_NEAR(law.amount, 100 * (1 - half / need().peak_mw), 1e-4);
}

TEST(Infeasible, HoursAreNamedWhereOnlyDemandCanGiveWay) {
  // Nobody sells accelerators before the period: the demand itself gives way, in every hour.
  const auto plan = infeasible(head + "[horizon]\nperiods = [2026, 2027]\nend = 2035\n" + market + chat +
                               "[accelerators]\ncandidates = [\"Rubin\"]\n" + berlin +
                               "[[built]]\nkind = \"hall\"\nsite = \"berlin\"\nyear = 2026\namount = \"100 MW_it\"\n");
  EXPECT_THAT(plan.repair[0].sentence, testing::AllOf(HasSubstr("Chat in 2026"), HasSubstr("cannot be served"),
                                                      HasSubstr("24 hours from 2026-")));
  EXPECT_EQ(plan.repair[0].unit, "requests/h");
}

}  // namespace
}  // namespace gigaplan::plan
