// Costs that fall, efficiencies and rates given by breakpoints, held to PyPSA 1.4: the objectives are those of
// n.optimize().
#include <gmock/gmock.h>

#include "gigaplan/exchange/pypsa/helpers_test.hpp"

namespace gigaplan::exchange::pypsa {
namespace {

using testing::Scratch;
using testing::two_hours;
using Files = std::map<std::string, std::string>;

testing::Solved solved(Scratch& scratch, const Files& files) {
  testing::Solved found = testing::solve_network(scratch.folder(files));
  EXPECT_EQ(found.solution.status, program::Status::optimal);
  add_results(found.tables, found.import, found.formulated, found.solution);
  return found;
}

double objective(Scratch& scratch, const Files& files) { return solved(scratch, files).solution.objective; }

std::vector<double> series(const testing::Solved& solved, const std::string& list, const std::string& name,
                           const std::string& member) {
  const Component& component = *solved.tables.component(list);
  return *component.series(name)->values[static_cast<std::size_t>(component.find(member))];
}

/// The breakpoints of one member: x and y of three points.
std::string curve(const std::string& member, const std::string& x, const std::string& y, const std::string& points) {
  return "name," + member + "," + member + "\nattribute," + x + "," + y + "\nbreakpoint,,\n" + points;
}

/// 50 and 80 MW; at 30 per MWh as much as is asked for.
Files with_generator(const std::string& columns, const std::string& values) {
  Files files = two_hours();
  const auto commas = static_cast<std::size_t>(std::ranges::count(columns, ',') + 1);
  files["generators.csv"] = "name,bus,marginal_cost,p_nom," + columns + "\ndear,home,30,100" +
                            std::string(commas, ',') + "\ncurved,home,10,80," + values + "\n";
  return files;
}

/// 40 MW at 40, then 40 MW at 10 per MWh: all of it, or none. 50 MW come from the other, 40 · 40 + 40 · 10 from this.
TEST(Curves, ACostThatFalls) {
  Scratch scratch;
  Files files = with_generator("carrier", "AC");
  files["generators-marginal_cost-pw.csv"] = curve("curved", "p_pu", "marginal_cost", "0,0,0\n1,0.5,40\n2,1,10\n");
  const testing::Solved found = solved(scratch, files);
  EXPECT_NEAR(found.solution.objective, 1500 + 2000, 1e-6);
  EXPECT_THAT(series(found, "generators", "p", "curved"), ::testing::ElementsAre(0, 80));
  EXPECT_THAT(series(found, "generators", "marginal_cost_piecewise_opt", "curved")[1], ::testing::DoubleNear(25, 1e-9));
}

TEST(Curves, ACostThatFallsOfAUnitThatSwitches) {
  Scratch scratch;
  Files files =
      with_generator("committable,p_min_pu,start_up_cost,up_time_before,down_time_before", "True,0.25,50,0,1");
  files["generators-marginal_cost-pw.csv"] = curve("curved", "p_pu", "marginal_cost", "0,0,0\n1,0.25,40\n2,1,10\n");
  EXPECT_NEAR(objective(scratch, files), 2550, 1e-6);
}

/// 20 MW at 60, then up to 60 MW at 15 each: 80 MW for 2,100, and 1,300 for running them.
TEST(Curves, ACapacityThatBecomesCheaper) {
  Scratch scratch;
  Files files = with_generator("p_nom_extendable,p_nom_max", "True,90");
  files["generators-capital_cost-pw.csv"] = curve("curved", "p_nom", "capital_cost", "0,0,0\n1,20,60\n2,80,15\n");
  EXPECT_NEAR(objective(scratch, files), 3400, 1e-6);
}

/// A pipe of 100 MW from a bus with power at 10 per MWh.
Files with_pipe(const std::string& columns, const std::string& values, const std::string& efficiencies) {
  Files files = with_generator("carrier", "AC");
  files["buses.csv"] = "name,carrier\nhome,AC\naway,AC\n";
  files["generators.csv"] = "name,bus,p_nom,marginal_cost\ndear,home,100,30\ncheap,away,200,10\n";
  files["links.csv"] = "name,bus0,bus1,p_nom" + columns + "\npipe,away,home,100" + values + "\n";
  files["links-efficiency-pw.csv"] = curve("pipe", "p_pu", "efficiency", efficiencies);
  return files;
}

/// 45 of 50 MW, then 70 of 100 arrive: 60 MW for the first hour, all and 10 from the other in the second.
TEST(Curves, AnEfficiencyThatChangesWithTheLoad) {
  Scratch scratch;
  const testing::Solved found = solved(scratch, with_pipe("", "", "0,0,0.5\n1,0.5,0.9\n2,1,0.7\n"));
  EXPECT_NEAR(found.solution.objective, 1900, 1e-6);
  EXPECT_THAT(series(found, "links", "p0", "pipe"),
              ::testing::Pointwise(::testing::DoubleNear(1e-6), std::vector<double>{60, 100}));
  EXPECT_THAT(series(found, "links", "p1", "pipe"),
              ::testing::Pointwise(::testing::DoubleNear(1e-6), std::vector<double>{-50, -70}));
  EXPECT_NEAR(objective(scratch, with_pipe("", "", "0,0,0.9\n1,0.5,0.4\n2,1,0.8\n")), 1750, 1e-6);
}

TEST(Curves, AnEfficiencyOfAUnitThatSwitches) {
  Scratch scratch;
  EXPECT_NEAR(objective(scratch, with_pipe(",committable,p_min_pu,stand_by_cost,up_time_before,down_time_before",
                                           ",True,0.3,5,0,1", "0,0,0\n1,0.3,0.5\n2,0.6,0.9\n3,1,0.8\n")),
              1579.230769230769, 1e-6);
}

/// The goods leave in the first hour and arrive in the second, 70 of 100 MW.
TEST(Curves, AnEfficiencyOfWhatArrivesLate) {
  Scratch scratch;
  const testing::Solved found =
      solved(scratch, with_pipe(",delay,cyclic_delay", ",1,False", "0,0,0.5\n1,0.5,0.9\n2,1,0.7\n"));
  EXPECT_NEAR(found.solution.objective, 2800, 1e-6);
  EXPECT_THAT(series(found, "links", "p1", "pipe"), ::testing::ElementsAre(0, -70));
}

/// Backwards half of what is taken arrives. 300 MW are asked for at the far end in the first hour.
TEST(Curves, AnEfficiencyThatBeginsBelowZero) {
  Scratch scratch;
  Files files = with_pipe(",p_min_pu", ",-1", "0,-1,0.5\n1,0,0.9\n2,0.5,0.9\n3,1,0.8\n");
  files["loads.csv"] = "name,bus\ntown,home\nfar,away\n";
  files["loads-p_set.csv"] = ",town,far\n0,50,300\n1,80,0\n";
  // 200 MW, and 100 from the pipe, which takes 50 at home: 100 MW of the dear; then 100 MW of the cheap.
  const testing::Solved found = solved(scratch, files);
  EXPECT_NEAR(found.solution.objective, 2000 + 3000 + 1000, 1e-6);
  EXPECT_THAT(series(found, "links", "p1", "pipe"),
              ::testing::Pointwise(::testing::DoubleNear(1e-6), std::vector<double>{50, -80}));
}

TEST(Curves, RatesOfAProcess) {
  Scratch scratch;
  Files files = with_pipe("", "", "");
  files.erase("links.csv"), files.erase("links-efficiency-pw.csv");
  files["processes.csv"] = "name,bus0,bus1,p_nom\nplant,away,home,100\n";
  files["processes-rate0-pw.csv"] = curve("plant", "p_pu", "rate0", "0,0,-1\n1,0.5,-1.5\n2,1,-1.1\n");
  files["processes-rate1-pw.csv"] = curve("plant", "p_pu", "rate1", "0,0,0.9\n1,0.5,0.6\n2,1,0.7\n");
  const testing::Solved found = solved(scratch, files);
  EXPECT_NEAR(found.solution.objective, 2325, 1e-6);
  EXPECT_THAT(series(found, "processes", "p0", "plant"),
              ::testing::Pointwise(::testing::DoubleNear(1e-6), std::vector<double>{92.5, 110}));
}

/// Fuel 0 at 0, 133.3 MW at 40 MW, 160 MW at 80 MW, 0.2 t per MWh of fuel, at most 35 t.
TEST(Curves, AnEfficiencyOfAGeneratorUnderALimit) {
  Scratch scratch;
  Files files = with_generator("carrier", "gas");
  files["carriers.csv"] = "name,co2_emissions\ngas,0.2\nAC,0\n";
  files["global_constraints.csv"] =
      "name,type,carrier_attribute,sense,constant\nco2,primary_energy,co2_emissions,<=,35\n";
  files["generators-efficiency-pw.csv"] = curve("curved", "p_pu", "efficiency", "0,0,0.2\n1,0.5,0.3\n2,1,0.5\n");
  EXPECT_NEAR(objective(scratch, files), 2210, 1e-6);
  files["global_constraints.csv"] =
      "name,type,carrier_attribute,sense,constant\nco2,primary_energy,co2_emissions,<=,24\n";
  EXPECT_NEAR(objective(scratch, files), 3180, 1e-6);
}

TEST(Curves, ThatCannotBeUnderstoodAreFaults) {
  Scratch scratch;
  const auto codes = [&](const std::string& columns, const std::string& values, const std::string& points) {
    return testing::codes_of(scratch.folder(with_pipe(columns, values, points)));
  };
  EXPECT_THAT(codes("", "", "0,0.2,0.5\n1,1,0.9\n"), ::testing::ElementsAre("GP3215"));
  EXPECT_THAT(codes("", "", "0,0,0.5\n1,1,0.9\n2,1,0.8\n"), ::testing::ElementsAre("GP3215"));
  EXPECT_THAT(codes(",p_nom_extendable", ",True", "0,0,0.5\n1,1,0.9\n"), ::testing::ElementsAre("GP3215"));
  EXPECT_THAT(codes(",committable,p_min_pu", ",True,-1", "0,-1,0.5\n1,0,0.5\n2,1,0.9\n"),
              ::testing::ElementsAre("GP3206"));
}

}  // namespace
}  // namespace gigaplan::exchange::pypsa
