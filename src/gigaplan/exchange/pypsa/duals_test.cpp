// The duals of single limits, held to n.optimize(assign_all_duals=True) of PyPSA 1.4 with HiGHS 1.15.1.
#include <gmock/gmock.h>

#include <numeric>

#include "gigaplan/exchange/pypsa/helpers_test.hpp"

namespace gigaplan::exchange::pypsa {
namespace {

using testing::Scratch;

testing::Solved with_duals(const std::string& path) {
  testing::Solved solved = testing::solve_network(path);
  EXPECT_EQ(solved.solution.status, program::Status::optimal);
  add_results(solved.tables, solved.import, solved.formulated, solved.solution, true);
  return solved;
}

std::vector<double> series(const testing::Solved& solved, const std::string& list, const std::string& name,
                           const std::string& member) {
  const Component& component = *solved.tables.component(list);
  const Varying* found = component.series(name);
  return found == nullptr ? std::vector<double>{} : *found->values[static_cast<std::size_t>(component.find(member))];
}

/// Four hours with one of everything that has limits, weighted unevenly.
TEST(Duals, OfEveryKindOfLimit) {
  Scratch scratch;
  const testing::Solved solved = with_duals(scratch.folder(
      {{"snapshots.csv", ",snapshot,objective,stores,generators\n0,0,1,1,1\n1,1,2,2,1\n2,2,1,1,1\n3,3,1.5,1,1\n"},
       {"buses.csv", "name\nhome\naway\n"},
       {"loads.csv", "name,bus\ntown,home\n"},
       {"loads-p_set.csv", ",town\n0,50\n1,80\n2,40\n3,90\n"},
       {"generators.csv",
        "name,bus,p_nom,marginal_cost,ramp_limit_up,ramp_limit_down,p_nom_extendable,capital_cost,p_min_pu\n"
        "cheap,home,60,10,0.3,0.4,False,0,0\nmid,home,25,21,,,False,0,0\ngiven,home,10,3,,,False,0,0\n"
        "dear,home,100,30,,,False,0,0\nnew,home,0,1,,,True,13,0.05\nfar,away,30,4,,,False,0,0\n"},
       {"generators-p_set.csv", ",given\n0,5\n1,6\n2,7\n3,5\n"},
       {"generators-p_max_pu.csv", ",new\n0,0.1\n1,0.2\n2,0.3\n3,0.1\n"},
       {"storage_units.csv",
        "name,bus,p_nom,max_hours,efficiency_store,efficiency_dispatch,state_of_charge_initial,standing_loss,"
        "marginal_cost\nbattery,home,6,2,0.9,0.95,3,0.01,0.5\n"},
       {"stores.csv", "name,bus,e_nom,e_initial,marginal_cost,standing_loss\ntank,home,9,4,0.3,0.02\n"},
       {"lines.csv", "name,bus0,bus1,x,s_nom\nwire,away,home,0.1,8\n"}}));
  EXPECT_NEAR(solved.solution.objective, 3297.6475965982504, 1e-6);
  const auto expect = [&](const char* list, const char* name, const char* member, const std::vector<double>& values) {
    SCOPED_TRACE(std::string(list) + " " + name + " " + member);
    EXPECT_THAT(series(solved, list, name, member), ::testing::Pointwise(::testing::DoubleNear(1e-5), values));
  };
  expect("generators", "mu_upper", "cheap", {0, -4.866761, 0, -10.5});
  expect("generators", "mu_upper", "new", {-9, -22.866761, -3, -30});
  expect("generators", "mu_lower", "mid", {11, 17.133239, 17, 0});
  expect("generators", "mu_lower", "dear", {20, 35.133239, 26, 13.5});
  expect("generators", "mu_p_set", "given", {-7, -18.866761, -1, -27});
  expect("generators", "mu_ramp_limit_up", "cheap", {0, 0, 0, -6});
  expect("stores", "mu_upper", "tank", {-1.952899, 0, -26.729, 0});
  expect("stores", "mu_lower", "tank", {0, 8.507381, 0, 31.05});
  expect("stores", "mu_energy_balance", "tank", {9.7, 12.133381, 3.7, 31.05});
  expect("storage_units", "mu_lower", "battery", {0, 0, 0, 11.566893});
  expect("storage_units", "mu_energy_balance", "battery", {11.111111, 11.336712, 11.451224, 11.566893});
  expect("lines", "mu_upper", "wire", {-6, -16.866761, 0, -25.5});
}

/// Whole numbers have no prices; and without being asked nothing is written.
TEST(Duals, OnlyWhereTheyExistAndAreAskedFor) {
  Scratch scratch;
  auto files = testing::two_hours();
  testing::Solved plain = testing::solve_network(scratch.folder(files));
  add_results(plain.tables, plain.import, plain.formulated, plain.solution);
  EXPECT_EQ(plain.tables.component("generators")->series("mu_upper"), nullptr);
  files["generators.csv"] = "name,bus,p_nom,marginal_cost,committable\ncheap,home,60,10,True\ndear,home,100,30,False\n";
  const testing::Solved whole = with_duals(scratch.folder(files));
  EXPECT_EQ(whole.tables.component("generators")->series("mu_upper"), nullptr);
}

/// Sums over the ten snapshots, by member.
TEST(Truth, AcDcMeshedGivesTheDualsOfPypsa) {
  GIGAPLAN_NEEDS_REFERENCE("truth/ac-dc-meshed");
  const testing::Solved solved = with_duals(testing::reference() + "/ac-dc-meshed/ac-dc-meshed.nc");
  const auto expect = [&](const char* list, const char* name, const std::map<std::string, double>& sums) {
    for (const auto& [member, sum] : sums) {
      SCOPED_TRACE(std::string(list) + " " + name + " " + member);
      const auto values = series(solved, list, name, member);
      EXPECT_EQ(values.size(), 10U);
      EXPECT_NEAR(std::accumulate(values.begin(), values.end(), 0.0), sum, 1e-5 * std::max(1.0, std::abs(sum)));
    }
  };
  expect("generators", "mu_upper",
         {{"Manchester Wind", -5512.852469},
          {"Manchester Gas", -95.468069},
          {"Norway Wind", -5513.095334},
          {"Norway Gas", -158.251250},
          {"Frankfurt Wind", -5513.319756},
          {"Frankfurt Gas", -102.676953}});
  expect("generators", "mu_lower",
         {{"Manchester Wind", 0},
          {"Manchester Gas", 9562.569314},
          {"Norway Wind", 0},
          {"Norway Gas", 9353.877408},
          {"Frankfurt Wind", 0},
          {"Frankfurt Gas", 9495.322073}});
  expect("links", "mu_upper",
         {{"Norwich Converter", -0.233333},
          {"Norway Converter", -0.222222},
          {"Bremen Converter", 0},
          {"DC link", -0.462715}});
  expect("links", "mu_lower",
         {{"Norwich Converter", 0}, {"Norway Converter", 0}, {"Bremen Converter", 0.211111}, {"DC link", 0.042545}});
  expect("lines", "mu_upper",
         {{"0", 0}, {"1", -0.133492}, {"2", 0}, {"3", 0}, {"4", -0.062430}, {"5", -0.021852}, {"6", 0}});
  expect("lines", "mu_lower",
         {{"0", 0.136716}, {"1", 0}, {"2", 0.008673}, {"3", 0.129126}, {"4", 0}, {"5", 0}, {"6", 0.2}});
}

}  // namespace
}  // namespace gigaplan::exchange::pypsa
