// Maintenance that is planned, held to PyPSA 1.4: the objectives are those of n.optimize().
#include <gmock/gmock.h>

#include "gigaplan/exchange/pypsa/helpers_test.hpp"

namespace gigaplan::exchange::pypsa {
namespace {

using testing::Scratch;

/// Four hours of 50, 80, 60 and 70 MW; at 30 as much as is asked for, and one generator at 10 with these columns.
std::map<std::string, std::string> four_hours(const std::string& columns, const std::string& values,
                                              const std::string& weights = "1,1,1,1") {
  std::string snapshots = ",snapshot,objective,stores,generators\n", rest = weights + ",";
  for (int h = 0; h < 4; ++h) {
    snapshots += std::to_string(h) + "," + std::to_string(h) + ",1,1," + rest.substr(0, rest.find(',')) + "\n";
    rest = rest.substr(rest.find(',') + 1);
  }
  return {{"snapshots.csv", snapshots},
          {"buses.csv", "name,carrier\nhome,AC\n"},
          {"loads.csv", "name,bus\ntown,home\n"},
          {"loads-p_set.csv", ",town\n0,50\n1,80\n2,60\n3,70\n"},
          {"generators.csv", "name,bus,marginal_cost,p_nom,maintainable," + columns + "\ndear,home,30,100,False" +
                                 std::string(static_cast<std::size_t>(std::ranges::count(columns, ',') + 1), ',') +
                                 "\ncheap,home,10,60,True," + values + "\n"}};
}

testing::Solved solved(Scratch& scratch, const std::map<std::string, std::string>& files) {
  testing::Solved found = testing::solve_network(scratch.folder(files));
  EXPECT_EQ(found.solution.status, program::Status::optimal);
  return found;
}

/// Two hours at half its power, best in the first two: 20 · (30 + 30 + 60 + 60) less than 30 · 260 = 7,800.
TEST(Outages, OfAGeneratorThatStands) {
  Scratch scratch;
  testing::Solved found = solved(scratch, four_hours("maintenance_duration,maintenance_pu,p_min_pu", "2,0.5,0.25"));
  EXPECT_NEAR(found.solution.objective, 4200, 1e-6);
  add_results(found.tables, found.import, found.formulated, found.solution);
  const Component& generators = *found.tables.component("generators");
  const auto cheap = static_cast<std::size_t>(generators.find("cheap"));
  EXPECT_THAT(*generators.series("maintenance")->values[cheap], ::testing::ElementsAre(1, 1, 0, 0));
  EXPECT_THAT(*generators.series("maintenance_start")->values[cheap], ::testing::ElementsAre(1, 0, 0, 0));
}

TEST(Outages, OfOneHourTwice) {
  Scratch scratch;
  EXPECT_NEAR(solved(scratch, four_hours("maintenance_duration,maintenance_events", "1,2")).solution.objective, 5400,
              1e-6);
}

/// An hour is one of the snapshots that count 1 and 2, or both that count a half.
TEST(Outages, TakeTheWeightingsOfTheSnapshots) {
  Scratch scratch;
  EXPECT_NEAR(solved(scratch, four_hours("maintenance_duration", "1", "1,0.5,0.5,2")).solution.objective, 4200, 1e-6);
}

TEST(Outages, OfAGeneratorToBeBuilt) {
  Scratch scratch;
  EXPECT_NEAR(solved(scratch, four_hours("maintenance_duration,maintenance_pu,p_nom_extendable,p_nom_max,capital_cost",
                                         "1,0.5,True,90,15"))
                  .solution.objective,
              4000, 1e-6);
}

TEST(Outages, OfUnitsThatSwitch) {
  Scratch scratch;
  const std::string columns = "maintenance_duration,maintenance_pu,committable,p_min_pu,start_up_cost,stand_by_cost";
  EXPECT_NEAR(solved(scratch, four_hours(columns, "1,0.5,True,0.5,100,20")).solution.objective, 3680, 1e-6);
  EXPECT_NEAR(solved(scratch, four_hours(columns + ",p_nom_extendable,p_nom_max,capital_cost",
                                         "1,0.5,True,0.5,100,20,True,90,15"))
                  .solution.objective,
              4080, 1e-6);
  // Three units of 20 MW: each costs 20 an hour while it runs.
  EXPECT_NEAR(solved(scratch, four_hours(columns + ",p_nom_mod", "1,0.5,True,0.5,100,20,20")).solution.objective, 4040,
              1e-6);
}

TEST(Outages, LongerThanTheHorizonAreInfeasible) {
  Scratch scratch;
  EXPECT_EQ(testing::solve_network(scratch.folder(four_hours("maintenance_duration,maintenance_events", "3,2")))
                .solution.status,
            program::Status::infeasible);
}

/// Without a limit on its size PyPSA has no program either.
TEST(Outages, OfACapacityWithoutLimitAreAFault) {
  Scratch scratch;
  const auto codes = [&](const std::string& columns, const std::string& values) {
    return testing::codes_of(scratch.folder(four_hours(columns, values)));
  };
  EXPECT_THAT(codes("maintenance_duration,p_nom_extendable", "1,True"), ::testing::ElementsAre("GP3215"));
  EXPECT_THAT(codes("maintenance_duration,maintenance_pu", "1,1.5"), ::testing::ElementsAre("GP3215"));
}

}  // namespace
}  // namespace gigaplan::exchange::pypsa
