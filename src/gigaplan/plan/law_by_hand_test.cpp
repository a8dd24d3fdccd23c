// Licences, targets and labour worked out on paper: one site in Germany beside one in France that costs more.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <cmath>

#include "gigaplan/plan/hand_test.hpp"
#include "gigaplan/plan/variants.hpp"

namespace gigaplan::plan {
namespace {

using testing::HasSubstr;

// Halls in Lyon cost twice as much: everything stands in Berlin unless something forbids it.
const std::string base = head + horizon + market + chat + "residency = \"region\"\n" + h100 + berlin + lyon;

struct Shape {
  double pieces = 0, it_mw = 0, h100 = 0;
};

Shape at_site(const Plan& plan, int site, int period = 0) {
  for (const auto& y : plan.sites)
    if (y.site == site && y.period == period) return {y.accelerators, y.it_power, y.h100_equivalents};
  return {};
}

// Free plan: what chat needs.
const Shape& need() {
  static const Shape shape = at_site(plan_of(flat(base)), 0);
  return shape;
}

// What an H100 in Lyon costs more than one in Berlin, a year: 10 USD/W more for its hall.
double dearer_in_lyon(const scenario::Scenario& s) {
  return need().it_mw / need().pieces * 10e6 * annuity(s.hall_life);
}

const Compliance& rule(const Plan& plan, const std::string& word) {
  for (const auto& row : plan.compliance)
    if (row.rule.find(word) != std::string::npos) return row;
  throw std::logic_error("no rule with " + word);
}

const Bottleneck& bottleneck(const Plan& plan, const std::string& kind) {
  for (const auto& b : plan.bottlenecks)
    if (b.kind == kind) return b;
  throw std::logic_error("no bottleneck of kind " + kind);
}

TEST(Licences, WhatIsNotLicensedStandsElsewhereAndIsPriced) {
  // 126,656 TPP a year are 8 H100s of 15,832 TPP; five years 40. Chat needs 51.
  const auto s = flat(base + "[[licence]]\nid = \"quota\"\ncountries = [\"DE\"]\ntpp = 126_656\n");
  const double licensed = 40;
  ASSERT_GT(need().pieces, 1.2 * licensed);
  const auto plan = plan_of(s, 3);
  ASSERT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  EXPECT_NEAR(at_site(plan, 0).pieces, licensed, 1e-9 * licensed);
  EXPECT_NEAR(at_site(plan, 1).pieces, need().pieces - licensed, 1e-9 * need().pieces);
  const double worth = dearer_in_lyon(s) * five_years();
  EXPECT_NEAR(bottleneck(plan, "licence").price, worth, 1e-7 * worth);
  EXPECT_THAT(bottleneck(plan, "licence").sentence,
              HasSubstr("Licences of Quota for 10 H100 equivalents (by TPP) more in 2030-2034 saves"));
  const auto& row = rule(plan, "licences");
  EXPECT_TRUE(row.fulfilled);
  EXPECT_THAT(row.evidence, HasSubstr("one licence more would save"));
}

TEST(Licences, BesideWholeNumbersAStepSavesAtLeastWhatItSavesWithThese) {
  const auto s = flat(base + "[[licence]]\nid = \"quota\"\ncountries = [\"DE\"]\ntpp = 126_656\n" +
                      "[[target]]\nid = \"two\"\nsites = 2\nsite_least = \"0.001 MW_it\"\n");
  const auto plan = plan_in_wholes(s, 3);
  ASSERT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  const auto& quota = bottleneck(plan, "licence");
  EXPECT_TRUE(quota.measured);
  EXPECT_NEAR(quota.saving, 10 * dearer_in_lyon(s) * five_years(), 1e-6 * quota.saving);
  EXPECT_THAT(quota.sentence, HasSubstr("more in 2030-2034 saves at least "));
}

TEST(Licences, WhatIsLeftIsCarriedAndTheRegimeEnds) {
  auto text = base;
  text.replace(text.find("[2030]"), 6, "[2030, 2032, 2034]");
  text.replace(text.find("end = 2035"), 10, "end = 2036");
  text.replace(
      text.find("\"1 %\""), 5,
      "[{ year = 2030, share = \"0.2 %\" }, { year = 2032, share = \"1 %\" }, { year = 2034, share = \"4 %\" }]");
  const auto in_berlin = [&](const std::string& more) {
    const auto plan = plan_of(flat(text + "[[licence]]\nid = \"quota\"\ncountries = [\"DE\"]\nmost = 10\n" + more));
    EXPECT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
    std::vector<double> pieces;
    for (int p = 0; p < 3; ++p) pieces.push_back(at_site(plan, 0, p).pieces);
    for (const auto& row : plan.compliance) EXPECT_TRUE(row.fulfilled) << row.rule << row.evidence;
    return pieces;
  };
  // 20 licences a period; the first needs a fifth of what chat needs in the end of the base.
  const double first = need().pieces * 0.2;
  ASSERT_LT(first, 20);
  const auto carried = in_berlin(""), lost = in_berlin("carry = false\n"), ended = in_berlin("until = 2034\n");
  EXPECT_NEAR(carried[1], 40, 1e-6);
  EXPECT_NEAR(carried[2], 60, 1e-6);
  // Without carrying, the first period builds what it may, and no more.
  EXPECT_NEAR(lost[1], lost[0] + 20, 1e-6);
  EXPECT_LE(lost[0], 20 + 1e-6);
  EXPECT_NEAR(ended[1], 40, 1e-6);
  EXPECT_NEAR(ended[2], 4 * need().pieces - (need().pieces - 40), 1e-6 * need().pieces);
}

TEST(Licences, TheRegimeBeginsLaterAndSparesTheExempt) {
  auto text = base;
  text.replace(text.find("[2030]"), 6, "[2030, 2032, 2034]");
  text.replace(text.find("end = 2035"), 10, "end = 2036");
  text.replace(
      text.find("\"1 %\""), 5,
      "[{ year = 2030, share = \"1 %\" }, { year = 2032, share = \"2 %\" }, { year = 2034, share = \"4 %\" }]");
  const auto in_berlin = [&](const std::string& more) {
    const auto plan = plan_of(flat(text + "[[licence]]\nid = \"quota\"\nmost = 10\n" + more));
    EXPECT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
    std::vector<double> pieces;
    for (int p = 0; p < 3; ++p) pieces.push_back(at_site(plan, 0, p).pieces);
    for (const auto& row : plan.compliance) EXPECT_TRUE(row.fulfilled) << row.rule << row.evidence;
    return pieces;
  };
  // Licences for Germany from 2032 on: 20 a period, none carried out of the years before. The first period builds for
  // itself alone, though it might have built ahead: an H100 more costs more in Berlin idle for two years than in Lyon.
  const auto late = in_berlin("countries = [\"DE\"]\nfrom = 2032\n");
  EXPECT_GE(late[0], need().pieces * (1 - 1e-9)) << "nothing limits what is built before";
  EXPECT_NEAR(late[1], late[0] + 20, 1e-6);
  EXPECT_NEAR(late[2], late[0] + 40, 1e-6);
  // All hosts need one but Germany: Lyon stays empty anyway.
  const auto spared = in_berlin("exempt = [\"DE\"]\n");
  EXPECT_NEAR(spared[2], 4 * need().pieces, 1e-6 * need().pieces);
}

TEST(Licences, AShortageIsTold) {
  auto text = base;
  text.replace(text.find("\"region\""), 8, "\"in-country\"");
  const double half = std::floor(need().pieces / 10);
  const auto plan =
      plan_of(flat(text + "[[licence]]\nid = \"quota\"\nname = \"the quota\"\ncountries = [\"DE\"]\nmost = " +
                   std::to_string(static_cast<int>(half)) + "\n"));
  ASSERT_EQ(plan.solution.status, program::Status::infeasible);
  ASSERT_FALSE(plan.repair.empty());
  EXPECT_THAT(plan.repair[0].sentence, HasSubstr("licences of the quota in 2030-2034:"));
  EXPECT_NEAR(plan.repair[0].amount, need().pieces - 5 * half, 1e-5 * need().pieces);
}

TEST(Targets, ComputeAboveTheNeedCostsWhatAnIdleAcceleratorCosts) {
  const double asked = std::ceil(2 * need().h100);
  const auto plan =
      plan_of(flat(base + "[[target]]\nid = \"double\"\nbase = " + std::to_string(static_cast<int>(asked)) +
                   "\nmultiple = 1\n"),
              3);
  ASSERT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  EXPECT_NEAR(at_site(plan, 0).h100, asked, 1e-9 * asked);
  // More of the same without work: the plan's cost is linear in the target, at the price of its dual.
  const auto& target = plan.compiled.meaning.targets.at(0);
  const double each = plan.view().yearly_dual(target.node, 0);
  const auto free = plan_of(flat(base));
  EXPECT_GT(each, 0);
  EXPECT_NEAR(plan.present_cost - free.present_cost, each * (asked - need().h100), 1e-7 * plan.present_cost);
  EXPECT_NEAR(bottleneck(plan, "target").price, each, 1e-7 * each);
  EXPECT_THAT(rule(plan, "H100 equivalents in service").evidence, HasSubstr("the last H100 costs"));
}

TEST(Targets, ASecondSiteHasAcceleratorsInADearerHall) {
  const auto s = flat(base + "[[target]]\nid = \"two\"\nsites = 2\nsite_least = \"0.01 MW_it\"\n");
  const auto plan = plan_in_wholes(s), free = plan_of(flat(base));
  ASSERT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  EXPECT_NEAR(at_site(plan, 1).it_mw, 0.01, 1e-8) << "the smallest hall that counts, in the dearer place";
  EXPECT_NEAR(at_site(plan, 0).it_mw, need().it_mw - 0.01, 1e-6 * need().it_mw);
  const double more = 0.01 * 10e6 * annuity(s.hall_life) * five_years();
  EXPECT_NEAR(plan.present_cost - free.present_cost, more, 1e-6 * free.present_cost);
  EXPECT_THAT(rule(plan, "2 sites").evidence, HasSubstr("2 of 2"));
  EXPECT_TRUE(rule(plan, "2 sites").fulfilled);
}

TEST(Targets, AShareServedLeavesTheRestUnserved) {
  const auto plan = plan_of(flat(base + "[[target]]\nid = \"most\"\nserved = \"80 %\"\n"), 3);
  const auto free = plan_of(flat(base));
  ASSERT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  EXPECT_NEAR(at_site(plan, 0).pieces, 0.8 * need().pieces, 1e-9 * need().pieces);
  EXPECT_NEAR(plan.present_cost, 0.8 * free.present_cost, 1e-9 * free.present_cost);
  EXPECT_NEAR(bottleneck(plan, "target").price, free.present_cost, 1e-7 * free.present_cost);
  EXPECT_TRUE(rule(plan, "80 % of the users").fulfilled);
}

TEST(Targets, AShareServedThatCannotBeIsTold) {
  const double fifth = std::floor(need().pieces / 25);
  const auto plan = plan_of(flat(base +
                                 "[[target]]\nid = \"most\"\nserved = \"80 %\"\n[[supply]]\naccelerator = "
                                 "\"H100 SXM\"\nmost = " +
                                 std::to_string(static_cast<int>(fifth)) + "\n"));
  ASSERT_EQ(plan.solution.status, program::Status::infeasible);
  ASSERT_FALSE(plan.repair.empty());
}

TEST(Targets, AShareOfTheComputeInACountryIsMetExactly) {
  const auto s = flat(base + "[[target]]\nid = \"there\"\ncountries = [\"FR\"]\ncompute_share = \"25 %\"\n");
  const auto plan = plan_of(s, 3);
  ASSERT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  EXPECT_NEAR(at_site(plan, 1).pieces, need().pieces / 4, 1e-9 * need().pieces);
  // Every H100 that stands in Lyon costs more by its hall: a share lower by one is worth all of them.
  const double worth = dearer_in_lyon(s) * five_years() * need().pieces;
  EXPECT_NEAR(bottleneck(plan, "target").price, worth, 1e-6 * worth);
  EXPECT_THAT(rule(plan, "of the compute stands there").evidence, HasSubstr("25 % of 25 %"));
}

TEST(Jobs, ElsewhereAreAtSuppliersAndWhereWagesAreSpent) {
  const auto claim = [](const char* quantity) {
    return fmt::format(
        "[[claim]]\ntext = \"jobs\"\nby = \"us\"\nsource = \"x\"\nquantity = \"{}\"\nvalue = \"1 people\"\n", quantity);
  };
  const auto plan = plan_of(
      flat(base + claim("construction_jobs") + claim("construction_jobs_in_all") + claim("permanent_jobs_in_all")));
  const double building = 8.1 * need().it_mw / 5;
  ASSERT_EQ(plan.claims.size(), 3);
  EXPECT_NEAR(plan.claims[0].planned.value_or(0), building, 1e-6 * building);
  EXPECT_NEAR(plan.claims[1].planned.value_or(0), 2.78 * building, 1e-6 * building);  // 0.88 + 0.90 elsewhere
  EXPECT_NEAR(plan.claims[2].planned.value_or(0), 7 * 0.7 * need().it_mw, 1e-6);      // six elsewhere
}

TEST(Targets, JobsAreThoseOfTheHallsThatAreFilled) {
  // 8.1 FTE years per MW built over five years, 0.7 FTE per MW run.
  const double building = 8.1 * need().it_mw / 5, running = 0.7 * need().it_mw;
  const auto s = flat(base + "[[target]]\nid = \"jobs\"\nconstruction_jobs = " + std::to_string(3 * building) +
                      "\npermanent_jobs = " + std::to_string(2 * running) + "\n");
  const auto plan = plan_of(s), free = plan_of(flat(base));
  ASSERT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  EXPECT_NEAR(at_site(plan, 0).it_mw, 3 * need().it_mw, 1e-5 * need().it_mw);
  EXPECT_NEAR(at_site(plan, 0).pieces, 3 * need().pieces, 1e-5 * need().pieces);
  const double idle = 2 * need().pieces * Hand(s, "H100 SXM").yearly_idle() * five_years();
  EXPECT_NEAR(plan.present_cost - free.present_cost, idle, 1e-5 * idle) << "halls filled with idle accelerators";
  EXPECT_TRUE(rule(plan, "people at work on halls that go into operation").fulfilled);
  EXPECT_TRUE(rule(plan, "people run what is in operation").fulfilled);
}

// 70 people run the first 100 MW of a site, 0.2 each MW beyond.
TEST(Targets, LargeSitesNeedFewerPeopleForEachMW) {
  const std::string asked = "[[target]]\nid = \"jobs\"\npermanent_jobs = 100\n";
  const auto both = plan_of(flat(base + asked));
  ASSERT_TRUE(both.certificate.accepted) << both.certificate.reason;
  EXPECT_NEAR(at_site(both, 0).it_mw, 100, 1e-4);
  EXPECT_NEAR(at_site(both, 1).it_mw, 30 / 0.7, 1e-4) << "the next 30 in Lyon: 43 MW rather than 150 in Berlin";
  auto alone = base.substr(0, base.size() - lyon.size());
  alone.replace(alone.find("grid = \"200 MW\"\nhalls_most = \"150 MW_it\""), 40, "grid = \"500 MW\"");
  const auto one = plan_of(flat(alone + asked));
  ASSERT_TRUE(one.certificate.accepted) << one.certificate.reason;
  EXPECT_NEAR(at_site(one, 0).it_mw, 100 + 30 / 0.2, 1e-4);
  EXPECT_NEAR(one.sites[0].permanent_jobs, 100, 1e-4);
  EXPECT_TRUE(rule(one, "people run what is in operation").fulfilled);
}

// 60 kW connect 38 kW of accelerators in Berlin: the rest of the promise stands in Lyon.
const auto with_60_kw = [](const std::string& promise) {
  auto text = base;
  text.replace(text.find("grid = \"200 MW\""), 15, "grid = \"0.06 MW\"");
  return flat(text + "[[target]]\nid = \"power\"\n" + promise);
};

TEST(Targets, WhatIsInOperationHasItsPower) {
  const auto s = with_60_kw("it_power = \"0.1 MW_it\"\n");
  const auto plan = plan_of(s);
  ASSERT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  const double berlin = 0.06 / figure("cooling/air-cooled/pue_base");
  ASSERT_LT(berlin, 0.9 * need().it_mw) << "Berlin alone serves what chat needs, since its accelerators work in turns";
  EXPECT_NEAR(plan.sites[0].operation, berlin, 1e-6 * berlin);
  EXPECT_NEAR(plan.sites[1].operation, 0.1 - berlin, 1e-6);
  EXPECT_THAT(rule(plan, "0.1 MW_it in operation").evidence, HasSubstr("0.1 of 0.1"));
  EXPECT_TRUE(rule(plan, "0.1 MW_it in operation").fulfilled);
}

TEST(Targets, HallsThatGoIntoOperationHaveTheirPower) {
  const auto plan =
      plan_of(with_60_kw("countries = [\"DE\"]\nconstruction_jobs = " + std::to_string(8.1 * 0.037 / 5) + "\n"));
  ASSERT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  EXPECT_GE(plan.sites[0].operation, 0.037 * (1 - 1e-6));
  EXPECT_TRUE(rule(plan, "halls that go into operation").fulfilled);
}

TEST(Targets, OperationWithoutConnectionIsTold) {
  const auto plan = plan_of(with_60_kw("countries = [\"DE\"]\nit_power = \"10 MW_it\"\n"));
  ASSERT_EQ(plan.solution.status, program::Status::infeasible);
  ASSERT_GE(plan.repair.size(), 2U);
  const double pue = figure("cooling/air-cooled/pue_base");
  EXPECT_THAT(plan.repair[0].sentence, HasSubstr("target Power (IT power) in 2030: "));
  EXPECT_NEAR(plan.repair[0].amount, 10 - 0.06 / pue, 1e-4);
  const auto& other = plan.repair[1];
  EXPECT_THAT(other.sentence, HasSubstr("grid connection at Berlin in 2030: "));
  EXPECT_THAT(other.sentence, HasSubstr("so that what the promises count there can run at once"));
  EXPECT_NEAR(other.amount, 10 * pue - 0.06, 1e-4);
}

TEST(LabourLimits, SendWorkWhereThePeopleAre) {
  const double building = 8.1 * need().it_mw / 5;
  const auto s =
      flat(base + "[[labour]]\nid = \"crafts\"\ncountries = [\"DE\"]\nconstruction = " + std::to_string(building / 2) +
           "\n");
  const auto plan = plan_of(s, 3);
  ASSERT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  EXPECT_NEAR(at_site(plan, 0).it_mw, need().it_mw / 2, 1e-5 * need().it_mw);
  const auto& row = rule(plan, "building workers");
  EXPECT_TRUE(row.fulfilled);
  // One more worker builds 5 / 8.1 MW in Berlin instead of Lyon: 10 M USD less for each MW.
  const double worth = 5 / 8.1 * 10e6 * annuity(s.hall_life) * five_years();
  EXPECT_NEAR(bottleneck(plan, "labour").price, worth, 1e-6 * worth);
}

// 240 MW are promised: 80 people run 100 + 50 of them in Berlin, the rest stands in Lyon.
TEST(LabourLimits, StaffOfALargeSiteIsCountedInFull) {
  const auto text = base + "[[target]]\nid = \"power\"\nit_power = \"240 MW_it\"\n";
  const auto staff = [](int most) {
    return "[[labour]]\nid = \"staff\"\ncountries = [\"DE\"]\npermanent = " + std::to_string(most) + "\n";
  };
  auto roomy = text;
  for (auto at = roomy.find("\"200 MW\""); at != std::string::npos; at = roomy.find("\"200 MW\""))
    roomy.replace(at, 8, "\"500 MW\"");
  roomy.replace(roomy.find("\"150 MW_it\""), 11, "\"400 MW_it\"");
  const auto plan = plan_in_wholes(flat(roomy + staff(80)));
  ASSERT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  EXPECT_NEAR(at_site(plan, 0).it_mw, 150, 1e-3);
  EXPECT_NEAR(at_site(plan, 1).it_mw, 90, 1e-3);
  EXPECT_TRUE(rule(plan, "operating staff").fulfilled);
  roomy.replace(roomy.find("\"400 MW_it\""), 11, "\"60 MW_it\"");
  const auto small = plan_of(flat(roomy + staff(35)));
  ASSERT_TRUE(small.certificate.accepted) << small.certificate.reason;
  EXPECT_NEAR(at_site(small, 0).it_mw, 35 / 0.7, 1e-3);
}

TEST(LabourLimits, AShortageOfPeopleIsTold) {
  auto text = base;
  text.replace(text.find("\"region\""), 8, "\"in-country\"");
  const double staff = 0.7 * need().it_mw;
  const auto plan = plan_in_wholes(
      flat(text + "[[labour]]\nid = \"staff\"\ncountries = [\"DE\"]\npermanent = " + std::to_string(staff / 2) + "\n"));
  ASSERT_EQ(plan.solution.status, program::Status::infeasible);
  EXPECT_THAT(plan.repair.at(0).sentence, HasSubstr("operating staff of Staff in 2030-2034:"));
  EXPECT_NEAR(plan.repair[0].amount, staff / 2, 1e-4 * staff);
}

TEST(LabourLimits, APromiseOfMoreJobsThanThereArePeopleIsTold) {
  const auto plan = plan_in_wholes(
      flat(base + "[[labour]]\nid = \"staff\"\npermanent = 40\n[[target]]\nid = \"jobs\"\n" + "permanent_jobs = 90\n"));
  ASSERT_EQ(plan.solution.status, program::Status::infeasible);
  EXPECT_NEAR(plan.repair.at(0).amount, 50, 1e-3);
}

TEST(Variants, SayWhatAChangeIsWorth) {
  const auto plan = plan_of(flat(base + "[[licence]]\nid = \"quota\"\ncountries = [\"DE\"]\ntpp = 126_656\n"));
  auto without = plan_of(flat(base));
  without.scenario.variant = "free";
  const auto words = difference_in_words(plan, without);
  EXPECT_THAT(words, testing::StartsWith("free against the base: it costs "));
  EXPECT_THAT(words, testing::ContainsRegex(
                         "USD less a year .*DEU in 2030: [0-9,]+ more accelerators.*FRA in 2030: [0-9,]+ fewer"));
}

}  // namespace
}  // namespace gigaplan::plan
