// Networks small enough to be solved by hand.
#include <gmock/gmock.h>

#include <algorithm>

#include "gigaplan/exchange/pypsa/helpers_test.hpp"

namespace gigaplan::exchange::pypsa {
namespace {

using testing::Scratch;
using testing::solve_network;
using testing::two_hours;

double objective_of(Scratch& scratch, const std::map<std::string, std::string>& files) {
  const testing::Solved solved = solve_network(scratch.folder(files));
  EXPECT_EQ(solved.solution.status, program::Status::optimal);
  return solved.solution.objective;
}

TEST(Known, TwoHoursOfTwoGenerators) {
  Scratch scratch;
  EXPECT_NEAR(objective_of(scratch, two_hours()), 1700, 1e-6);
}

TEST(Known, PricesAreThoseOfTheMarginalGenerator) {
  Scratch scratch;
  auto files = two_hours();
  files["snapshots.csv"] = ",snapshot,objective,stores,generators\n0,a,2,1,1\n1,b,3,1,1\n";
  testing::Solved solved = solve_network(scratch.folder(files));
  EXPECT_NEAR(solved.solution.objective, 2 * 500 + 3 * 1200, 1e-6);
  add_results(solved.tables, solved.import, solved.formulated, solved.solution);
  const Varying* price = solved.tables.component("buses")->series("marginal_price");
  ASSERT_NE(price, nullptr);
  EXPECT_NEAR((*price->values[0])[0], 10, 1e-6);
  EXPECT_NEAR((*price->values[0])[1], 30, 1e-6);
}

/// Overnight 100 at rate 0 over 20 years and fixed cost of 1: see the figures below.
TEST(Known, OvernightCostsBecomeAnnuitiesOfTheModelledYears) {
  Scratch scratch;
  auto files = two_hours();
  files["snapshots.csv"] = ",snapshot,objective,stores,generators\n0,a,4380,1,1\n1,b,4380,1,1\n";
  files["generators.csv"] =
      "name,bus,p_nom,marginal_cost,p_nom_extendable,overnight_cost,discount_rate,lifetime,fom_cost\n"
      "cheap,home,60,10,False,,,,\ndear,home,100,30,False,,,,\nnew,home,5,0,True,100,0,20,1\n";
  // 4,380 · 2 hours are one year: 100 / 20 + 1 = 6 per MW. The first MW saves 4,380 · 10 in each hour: 80 MW are built.
  testing::Solved solved = solve_network(scratch.folder(files));
  EXPECT_NEAR(solved.solution.objective, 80 * 6, 1e-6);
  EXPECT_NEAR(solved.import.trace.objective_constant, 5 * 6, 1e-9);
}

/// 10 MWh in the store before the first hour, none of it lost there, a tenth lost in the second hour.
TEST(Known, StandingLossSparesTheInitialLevel) {
  Scratch scratch;
  auto files = two_hours();
  files["storage_units.csv"] =
      "name,bus,p_nom,max_hours,state_of_charge_initial,standing_loss,p_min_pu\nbattery,home,100,1,10,0.1,0\n";
  // In the first hour 10 MWh replace 10 per MWh; in the second 9 MWh replace 30 per MWh.
  EXPECT_NEAR(objective_of(scratch, files), 1700 - 9 * 30, 1e-6);
}

/// Without reactance a line is a short: the parallel line with reactance carries nothing.
TEST(Known, ALineWithoutReactanceTakesTheWholeFlow) {
  Scratch scratch;
  auto files = two_hours();
  files["buses.csv"] = "name,carrier,v_nom\nhome,AC,1\naway,AC,1\n";
  files["generators.csv"] = "name,bus,p_nom,marginal_cost\ncheap,away,60,10\ndear,home,100,30\n";
  files["lines.csv"] = "name,bus0,bus1,x,s_nom\nshort,away,home,0,15\nlong,away,home,0.1,50\n";
  EXPECT_NEAR(objective_of(scratch, files), 2 * 15 * 10 + (35 + 65) * 30, 1e-6);
}

/// What other components have, numbered columns and other words with a known ending are the user's own, as in PyPSA.
TEST(Known, OwnColumnsPlayNoPart) {
  Scratch scratch;
  auto files = two_hours();
  files["generators.csv"] =
      "name,bus,p_nom,marginal_cost,e_nom,q_nom,p_nom_ref,p_nom_max0,marginal_cost2,carrier2,v_nom,weights\n"
      "cheap,home,60,10,1,2,3,4,5,coal,380,7\ndear,home,100,30,1,2,3,4,5,oil,380,7\n";
  EXPECT_NEAR(objective_of(scratch, files), 1700, 1e-6);
}

/// Numbers from 1e20 on stand for "no limit".
TEST(Known, HugeLimitsAreNone) {
  Scratch scratch;
  auto files = two_hours();
  files["generators.csv"] =
      "name,bus,p_nom,marginal_cost,p_nom_extendable,p_nom_max,capital_cost\n"
      "cheap,home,60,10,False,1e30,0\ndear,home,1e308,30,False,,0\nnew,home,0,1000,True,1e20,1\n";
  EXPECT_NEAR(objective_of(scratch, files), 1700, 1e-6);
}

/// Three hours of 100 MW in two periods; nothing but shedding at 1,000 in the first, a unit at 10 in the second:
/// 300,000
/// + 3,000. What PyPSA's attributes say of before belongs to the first hour of all: the unit starts once, for 500,
/// whatever its limits on ramps and on its time off would say of an hour that it did not see.
TEST(Known, AUnitOfALaterPeriodComesSwitchedOffAndFreeToStart) {
  const auto cost = [](const std::string& columns, const std::string& values) {
    Scratch scratch;
    return objective_of(
        scratch,
        {{"snapshots.csv",
          ",period,timestep,objective,stores,generators\n0,2020,2020-01-01 00:00:00,1,1,1\n"
          "1,2020,2020-01-01 01:00:00,1,1,1\n2,2020,2020-01-01 02:00:00,1,1,1\n3,2030,2020-01-01 00:00:00,1,1,1\n"
          "4,2030,2020-01-01 01:00:00,1,1,1\n5,2030,2020-01-01 02:00:00,1,1,1\n"},
         {"investment_periods.csv", "period,objective,years\n2020,1,10\n2030,1,10\n"},
         {"buses.csv", "name,carrier\nhome,AC\n"},
         {"loads.csv", "name,bus,p_set\ntown,home,100\n"},
         {"generators.csv", "name,bus,p_nom,marginal_cost,committable,build_year," + columns +
                                "\nshed,home,10000,1000,False,0," + std::string(std::ranges::count(columns, ','), ',') +
                                "\nunit,home,300,10,True,2030," + values + "\n"}});
  };
  EXPECT_NEAR(cost("start_up_cost", "500"), 303500, 1e-6);
  EXPECT_NEAR(cost("ramp_limit_start_up,up_time_before", ".1,0"), 303000, 1e-6);
  EXPECT_NEAR(cost("min_down_time,up_time_before,down_time_before", "3,0,1"), 303000, 1e-6);
}

/// Up to half of 80 MW at 10, then at 20 per MWh: 40 · 10 + 10 · 20, then 40 · 10 + 40 · 20.
TEST(Known, PiecewiseCostsFillUpInOrder) {
  Scratch scratch;
  auto files = two_hours();
  files["generators.csv"] = "name,bus,p_nom,marginal_cost\ncurved,home,80,0\n";
  files["generators-marginal_cost-pw.csv"] =
      "name,curved,curved\nattribute,p_pu,marginal_cost\nbreakpoint,,\n0,0,0\n1,0.5,10\n2,1,20\n";
  testing::Solved solved = solve_network(scratch.folder(files));
  EXPECT_NEAR(solved.solution.objective, 600 + 1200, 1e-6);
  add_results(solved.tables, solved.import, solved.formulated, solved.solution);
  const Varying* mean = solved.tables.component("generators")->series("marginal_cost_piecewise_opt");
  ASSERT_NE(mean, nullptr);
  EXPECT_NEAR((*mean->values[0])[0], 600.0 / 50, 1e-6);
  EXPECT_NEAR((*mean->values[0])[1], 1200.0 / 80, 1e-6);
}

TEST(Known, StartsCostOnceWhateverTheWeights) {
  Scratch scratch;
  auto files = two_hours();
  files["snapshots.csv"] = ",snapshot,objective,stores,generators\n0,a,2,3,1\n1,b,2,3,1\n";
  files["generators.csv"] =
      "name,bus,p_nom,marginal_cost,committable,start_up_cost,down_time_before\ncheap,home,60,10,True,77,1\n"
      "dear,home,100,30,False,0,0\n";
  EXPECT_NEAR(objective_of(scratch, files), 2 * 1700 + 77, 1e-6);
}

/// The results of a network with one load, and a series of them.
struct Answer {
  testing::Solved solved;
  [[nodiscard]] std::vector<double> series(const std::string& list, const std::string& name,
                                           const std::string& member) const {
    const Component* component = solved.tables.component(list);
    const Varying* found = component == nullptr ? nullptr : component->series(name);
    return found == nullptr ? std::vector<double>{} : *found->values[static_cast<std::size_t>(component->find(member))];
  }
};

Answer answer(Scratch& scratch, const std::map<std::string, std::string>& files) {
  Answer answer{solve_network(scratch.folder(files))};
  EXPECT_EQ(answer.solved.solution.status, program::Status::optimal);
  add_results(answer.solved.tables, answer.solved.import, answer.solved.formulated, answer.solved.solution);
  return answer;
}

/// A pipe that delivers an hour late. Lost at the end: the first hour is met at 30, the second gets 60 of the cheap.
/// Going round: the first hour gets 50 that left in the second.
TEST(Known, ALinkThatDeliversLate) {
  Scratch scratch;
  auto files = two_hours();
  files["buses.csv"] = "name,carrier\nhome,AC\naway,AC\n";
  files["generators.csv"] = "name,bus,p_nom,marginal_cost\ncheap,away,60,10\ndear,home,100,30\n";
  files["links.csv"] = "name,bus0,bus1,p_nom,delay,cyclic_delay\npipe,away,home,100,1,False\n";
  const Answer lost = answer(scratch, files);
  EXPECT_NEAR(lost.solved.solution.objective, 50 * 30 + 60 * 10 + 20 * 30, 1e-6);
  EXPECT_THAT(lost.series("links", "p0", "pipe"), ::testing::ElementsAre(60, 0));
  EXPECT_THAT(lost.series("links", "p1", "pipe"), ::testing::ElementsAre(0, -60));
  files["links.csv"] = "name,bus0,bus1,p_nom,delay,cyclic_delay\npipe,away,home,100,1,True\n";
  EXPECT_NEAR(answer(scratch, files).solved.solution.objective, 1700, 1e-6);
}

/// Units of 30 MW at 1 per MW, 5 a start, 1 an hour while on. Three are built: two run at 50 MW, three at 80 MW.
TEST(Known, SeveralUnitsThatSwitchAndAreBuilt) {
  Scratch scratch;
  auto files = two_hours();
  files["generators.csv"] =
      "name,bus,p_nom,marginal_cost,committable,p_nom_extendable,p_nom_mod,capital_cost,p_min_pu,start_up_cost,"
      "stand_by_cost,up_time_before,down_time_before\n"
      "units,home,0,10,True,True,30,1,0.5,5,1,0,1\ndear,home,100,30,False,False,0,0,0,0,0,1,0\n";
  const Answer built = answer(scratch, files);
  EXPECT_NEAR(built.solved.solution.objective, 90 * 1 + 500 + 800 + 3 * 5 + 2 + 3, 1e-6);
  EXPECT_THAT(built.series("generators", "status", "units"), ::testing::ElementsAre(2, 3));
  EXPECT_THAT(built.series("generators", "start_up", "units"), ::testing::ElementsAre(2, 1));
  // The same units as they stand: no capital cost.
  files["generators.csv"] =
      "name,bus,p_nom,marginal_cost,committable,p_nom_mod,p_min_pu,start_up_cost,stand_by_cost,up_time_before,"
      "down_time_before\nunits,home,90,10,True,30,0.5,5,1,0,1\ndear,home,100,30,False,0,0,0,0,1,0\n";
  EXPECT_NEAR(objective_of(scratch, files), 500 + 800 + 3 * 5 + 2 + 3, 1e-6);
  files["generators.csv"] = "name,bus,p_nom,committable,p_nom_mod\nunits,home,90,True,40\n";
  EXPECT_THAT(testing::codes_of(scratch.folder(files)), ::testing::ElementsAre("GP3215"));
}

/// Four units of 20 MW stop at once, from 80 MW to nothing. Of the rise only the start is limited, to 0.95: the rise of
/// what runs is then 1, and both count the whole 80 MW for every unit, 4 · 80 − 4 · 0.95 · 80 = 16 ≥ −80.
TEST(Known, UnitsWithAStartLimitMayAllStopAtOnce) {
  Scratch scratch;
  auto files = two_hours();
  files["loads-p_set.csv"] = ",town\n0,80\n1,1\n";
  files["generators.csv"] =
      "name,bus,p_nom,marginal_cost,committable,p_nom_mod,p_min_pu,ramp_limit_start_up\n"
      "units,home,80,1,True,20,0.1,0.95\ndear,home,10,30,False,0,0,\n";
  // One unit runs at 2 MW at least: the second hour is left to the other.
  const Answer stopped = answer(scratch, files);
  EXPECT_NEAR(stopped.solved.solution.objective, 80 * 1 + 30, 1e-6);
  EXPECT_THAT(stopped.series("generators", "status", "units"), ::testing::ElementsAre(4, 0));
}

/// 50 MW over a reactance of 0.1 per unit: 5 rad between the ends, around a mean of 0.
TEST(Known, AnglesFallAlongTheFlow) {
  Scratch scratch;
  auto files = two_hours();
  files["buses.csv"] = "name,carrier,v_nom\nhome,AC,1\naway,AC,1\nalone,AC,1\n";
  files["generators.csv"] = "name,bus,p_nom,marginal_cost\ncheap,away,60,10\ndear,home,100,30\n";
  files["lines.csv"] = "name,bus0,bus1,x,s_nom\nlong,home,away,0.1,50\n";
  const Answer found = answer(scratch, files);
  EXPECT_THAT(found.series("buses", "v_ang", "away"), ::testing::ElementsAre(2.5, 2.5));
  EXPECT_THAT(found.series("buses", "v_ang", "home"), ::testing::ElementsAre(-2.5, -2.5));
  EXPECT_THAT(found.series("buses", "v_ang", "alone"), ::testing::ElementsAre(0, 0));
}

TEST(Known, ContradictoryLimitsAreInfeasibleNotWrong) {
  Scratch scratch;
  auto files = two_hours();
  files["generators.csv"] =
      "name,bus,p_nom,marginal_cost,p_nom_extendable,p_nom_min,p_nom_max\ncheap,home,60,10,True,50,40\n"
      "dear,home,100,30,False,0,inf\n";
  EXPECT_EQ(solve_network(scratch.folder(files)).solution.status, program::Status::infeasible);
}

TEST(Known, ColumnsOfYourOwnAreKeptAndNoted) {
  Scratch scratch;
  auto files = two_hours();
  files["buses.csv"] = "name,carrier,country\nhome,AC,DE\n";
  const Tables tables = read(scratch.folder(files));
  const Import import = import_network(tables);
  EXPECT_THAT(import.notes, ::testing::ElementsAre(::testing::HasSubstr("buses.country")));
  write_netcdf(tables, scratch / "kept.nc");
  const Tables again = read(scratch / "kept.nc");
  ASSERT_NE(again.component("buses")->column("country"), nullptr);
  EXPECT_EQ(again.component("buses")->column("country")->texts[0], "DE");
}

}  // namespace
}  // namespace gigaplan::exchange::pypsa
