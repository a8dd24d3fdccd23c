// A training run beside a service whose use changes by the hour, worked out on paper.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "gigaplan/plan/hand_test.hpp"

namespace gigaplan::plan {
namespace {

// By day three times the use of the night.
const std::string uneven = [] {
  std::string text = chat;
  const auto from = text.find("profile = ");
  return text.substr(0, from) + "profile = [1, 1, 1, 1, 1, 1, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 1, 1, 1, 1, 1, 1]\n";
}();
const std::string all_of_them = h100 + "availability = \"100 %\"\npeak_utilisation = \"100 %\"\n";

double accelerators(const std::string& more) {
  const auto plan = plan_in_wholes(flat(head + horizon + uneven + berlin + all_of_them + market + more));
  EXPECT_TRUE(plan.certificate.accepted);
  double sum = 0;
  for (const auto& site : plan.sites) sum += site.accelerators;
  return sum;
}

std::string run_of(double busy, const std::string& how) {
  // flop = busy accelerators · 5 years · 8,760 h · 3,600 s · 989.4e12 FLOP/s (H100 SXM, dense BF16) · 40 %
  return fmt::format("[[training]]\nid = \"run\"\nflop = \"{:.17g} FLOP\"\ndeadline = 2034\nutilisation = \"40 %\"\n{}",
                     busy * 5 * 8760 * 3600 * 989.4e12 * 0.4, how);
}

TEST(Training, ARunThatMayNotPauseComesOnTopOfThePeak) {
  const double alone = accelerators("");
  ASSERT_GT(alone, 10);
  // A tenth of the fleet, all the time: the night has room for it, the busiest hour has none.
  const double level = 0.1 * alone;
  EXPECT_NEAR(accelerators(run_of(level, "")), alone, 1e-6 * alone);
  EXPECT_NEAR(accelerators(run_of(level, "interruptible = false\n")), alone + level, 1e-6 * alone);
}

TEST(Training, OnlyTheYearsUpToItsDeadlineCount) {
  // Two of the five years of the period: what keeps 50 busy for five years keeps 125 busy in two.
  const auto plan = plan_of(flat(head + horizon + berlin + all_of_them + market +
                                 fmt::format("[[training]]\nid = \"run\"\nflop = \"{:.17g} FLOP\"\nstart = 2031\n"
                                             "deadline = 2032\nutilisation = \"40 %\"\n",
                                             50.0 * 5 * 8760 * 3600 * 989.4e12 * 0.4)));
  ASSERT_EQ(plan.sites.size(), 1U);
  EXPECT_NEAR(plan.sites[0].accelerators, 125, 1e-4);
}

TEST(Training, ItsWaterCountsAgainstTheLimitOfTheSite) {
  // At 2 L/kWh of IT in an even climate: m3 a year = 2 · MWh of the accelerators, all of them busy all the time.
  std::string wet = berlin;
  wet.replace(wet.find("\"air\""), 5, "\"evaporative\"\nwater_most = \"1000 m3/yr\"");
  const auto text = head + horizon + wet + all_of_them + market;
  const auto& chip = catalogue().accelerator("H100 SXM");
  const double kw = chip.server_power.value * catalogue().figure("building/compute/it_overhead").value / 1000;
  const double most = 1000 / (2 * kw * 8.76);  // accelerators that the water cools
  EXPECT_EQ(plan_of(flat(text + run_of(0.99 * most, ""))).solution.status, program::Status::optimal);
  EXPECT_EQ(plan_of(flat(text + run_of(1.01 * most, ""))).solution.status, program::Status::infeasible);
}

// Two sites alike but for the price of halls: a hall for 60 H100 at the cheap one, for 150 at the dear one. The run keeps
// 100 busy for five years.
class Clusters : public testing::Test {
 protected:
  static std::string sites(double cheap, double dear) {
    const Hand hand(flat(head + horizon + berlin + all_of_them + market + run_of(1, "")), "H100 SXM");
    const auto site = [&](const char* id, double pieces, int cost) {
      return fmt::format(
          "[[site]]\nid = \"{}\"\ngrid = \"200 MW\"\nhalls_most = \"{:.17g} MW_it\"\n"
          "hall_cost = \"{} USD_2025/W_it\"\ncooling = \"air\"\n",
          id, pieces * hand.busy_kw / 1000, cost);
    };
    return site("cheap", cheap, 10) + site("dear", dear, 20);
  }
  static Plan planned(const std::string& how, double cheap = 60, double dear = 150) {
    return plan_in_wholes(flat(head + horizon + sites(cheap, dear) + all_of_them + market + run_of(100, how)));
  }
  static std::vector<double> pieces(const Plan& plan) {
    EXPECT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
    for (const auto& row : plan.compliance) EXPECT_TRUE(row.fulfilled) << row.rule << ": " << row.evidence;
    std::vector<double> all;
    for (const auto& site : plan.sites) all.push_back(site.accelerators);
    return all;
  }
};

TEST_F(Clusters, OfALeastSizeDoNotSplitTheRunAsItLikes) {
  const auto near = [](double value) { return testing::DoubleNear(value, 1e-3); };
  for (const std::string pause : {"", "interruptible = false\n"}) {
    EXPECT_THAT(pieces(planned(pause)), testing::ElementsAre(near(60), near(40)));
    // The dear site takes 50 at least, or all.
    EXPECT_THAT(pieces(planned(pause + "least_cluster = 50\n")), testing::ElementsAre(near(50), near(50)));
    EXPECT_THAT(pieces(planned(pause + "least_cluster = 61\n")), testing::ElementsAre(near(0), near(100)));
    EXPECT_THAT(pieces(planned(pause + "co_located = true\n")), testing::ElementsAre(near(0), near(100)));
    // More than the work needs.
    EXPECT_THAT(pieces(planned(pause + "least_cluster = 120\n")), testing::ElementsAre(near(0), near(120)));
  }
}

TEST_F(Clusters, StandInTheFleetOfARunThatMayPause) {
  // The night would do with the chat's fleet; a cluster that is larger than that is bought.
  const double alone = accelerators("");
  EXPECT_NEAR(accelerators(run_of(0.1 * alone, fmt::format("least_cluster = {:.17g}\n", 0.9 * alone))), alone,
              1e-5 * alone);
  EXPECT_NEAR(accelerators(run_of(0.1 * alone, fmt::format("least_cluster = {:.17g}\n", 1.4 * alone))), 1.4 * alone,
              1e-5 * alone);
}

TEST_F(Clusters, ThatFitNowhereAreNamed) {
  const auto plan = planned("least_cluster = 80\n", 60, 70);
  ASSERT_EQ(plan.solution.status, program::Status::infeasible);
  std::string all;
  for (const auto& line : plan.repair) all += line.sentence + "\n";
  EXPECT_THAT(all, testing::HasSubstr("in place of 80")) << all;
}

TEST_F(Clusters, AreOnTheComplianceList) {
  auto scenario = flat(head + horizon + sites(60, 150) + all_of_them + market + run_of(100, "co_located = true\n"));
  auto plan = plan_in_wholes(scenario);
  EXPECT_EQ(std::ranges::count(plan.compliance, "the training run has one cluster", &Compliance::rule), 1);
  // A plan that splits what must stand together is found out.
  plan.scenario.trainings[0].least_cluster = 101;
  plan.compliance.clear();
  check_training(plan);
  EXPECT_EQ(std::ranges::count(plan.compliance, false, &Compliance::fulfilled), 1);
}

}  // namespace
}  // namespace gigaplan::plan
