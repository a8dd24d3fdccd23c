// Units that switch and whose size nothing limits, held to PyPSA 1.4: the objectives are those of n.optimize().
#include <gmock/gmock.h>

#include "gigaplan/exchange/pypsa/helpers_test.hpp"

namespace gigaplan::exchange::pypsa {
namespace {

using testing::Scratch;
using testing::two_hours;

testing::Solved solved(Scratch& scratch, const std::map<std::string, std::string>& files) {
  testing::Solved found = testing::solve_network(scratch.folder(files));
  EXPECT_EQ(found.solution.status, program::Status::optimal);
  return found;
}

std::map<std::string, std::string> with_unit(const std::string& least) {
  auto files = two_hours();
  files["generators.csv"] =
      "name,bus,p_nom,marginal_cost,p_nom_extendable,committable,capital_cost,p_min_pu,start_up_cost,up_time_before,"
      "down_time_before\ndear,home,100,30,False,False,0,0,0,1,0\nnew,home,0,10,True,True,10," +
      least + ",100,0,1\n";
  return files;
}

/// A start of 100, 10 per MW and MWh, 50 and 80 MW. At half load and above: 80 MW, 800 + 1,300 + 100. At seven tenths:
/// 50 / 0.7 = 71.43 MW, of which the second hour lacks 8.57 MW at 30.
TEST(Units, WithoutLimitOnTheirSize) {
  Scratch scratch;
  const testing::Solved half = solved(scratch, with_unit("0.5"));
  EXPECT_NEAR(half.solution.objective, 2200, 1e-6);
  EXPECT_THAT(half.import.notes, ::testing::ElementsAre(::testing::HasSubstr("no more than 1000 MW of it run")));
  EXPECT_NEAR(solved(scratch, with_unit("0.7")).solution.objective, 2285.7142857142853, 1e-6);
}

/// What the unit gives is sold at 3 to a sink without end, for 1 per MW: its size is as large as M lets it be used. The
/// largest p_nom is 100, so that M = 0.9 · 10 · 100 = 900, reached at 1,800 MW where half of it can run.
TEST(Units, GoAsFarAsPypsasOwnLargeNumber) {
  Scratch scratch;
  auto files = two_hours();
  files["generators.csv"] =
      "name,bus,p_nom,sign,marginal_cost,p_nom_extendable,committable,capital_cost,up_time_before,down_time_before\n"
      "sink,home,100,-1,0,False,False,0,1,0\nnew,home,0,1,-3,True,True,1,0,1\nsink2,home,inf,-1,0,False,False,0,1,0\n";
  files["generators-p_max_pu.csv"] = ",new\n0,0.5\n1,0.9\n";
  EXPECT_NEAR(solved(scratch, files).solution.objective, 1800 - 3 * (900 + 900), 1e-6);
}

/// PyPSA's rows let it run backwards while it is off: nobody wants that answer.
TEST(Units, OfUndecidedSizeThatCouldRunBackwardsAreRefused) {
  Scratch scratch;
  auto files = with_unit("-0.5");
  EXPECT_THAT(testing::codes_of(scratch.folder(files)), ::testing::ElementsAre("GP3206"));
}

}  // namespace
}  // namespace gigaplan::exchange::pypsa
