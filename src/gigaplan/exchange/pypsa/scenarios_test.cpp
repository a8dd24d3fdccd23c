// Values that scenarios have for themselves, held to PyPSA 1.4: the objectives are those of its program.
#include <gmock/gmock.h>

#include "gigaplan/exchange/pypsa/helpers_test.hpp"

namespace gigaplan::exchange::pypsa {
namespace {

using testing::Scratch;

/// The network in two scenarios of one half each, in which all is the same.
Tables in_two_scenarios(Tables tables) {
  tables.scenarios = {"low", "high"};
  tables.scenario_weight = {0.5, 0.5};
  const auto twice = [](auto& values) {
    const auto first = values;
    values.insert(values.end(), first.begin(), first.end());
  };
  for (auto& [list, component] : tables.components) {
    for (Column& column : component.columns) twice(column.numbers), twice(column.texts);
    for (Varying& series : component.varying)
      for (Values& values : series.values) {
        std::vector<double> both = *values;
        twice(both);
        values = std::make_shared<const std::vector<double>>(std::move(both));
      }
  }
  return tables;
}

/// One value of one member in the two scenarios.
struct Change {
  std::string list, member, attribute;
  double low = 0, high = 0;
};

testing::Solved solve_with(const std::vector<Change>& changes) {
  Scratch scratch;
  testing::Solved solved;
  solved.tables = in_two_scenarios(read(scratch.folder(
      {{"snapshots.csv", ",snapshot,objective,stores,generators\n0,0,1,1,1\n1,1,1,1,1\n"},
       {"carriers.csv", "name,co2_emissions\nfuel,0.5\n"},
       {"buses.csv", "name,carrier\nhome,AC\naway,AC\n"},
       {"loads.csv", "name,bus\ntown,home\n"},
       {"loads-p_set.csv", ",town\n0,50\n1,80\n"},
       {"generators.csv",
        "name,bus,p_nom,marginal_cost,carrier\ncheap,home,60,10,fuel\ndear,home,100,30,\nfar,away,60,5,\n"},
       {"lines.csv", "name,bus0,bus1,x,s_nom\nwire,away,home,0.1,8\n"},
       {"stores.csv", "name,bus,e_nom\ntank,home,20\n"},
       {"storage_units.csv", "name,bus,p_nom,max_hours\nbattery,home,10,1\n"},
       {"global_constraints.csv",
        "name,type,carrier_attribute,sense,constant\ncap,operational_limit,fuel,<=,1000\n"}})));
  for (const Change& change : changes) {
    Component& component = solved.tables.components.at(change.list);
    const auto member = static_cast<std::size_t>(component.find(change.member));
    Column& column = component.ensure(attribute_of(change.list, change.attribute), 2);
    column.numbers[member] = change.low;
    column.numbers[component.names.size() + member] = change.high;
  }
  solved.import = import_network(solved.tables);
  solved.formulated = formulate::formulate(solved.import.network);
  solved.solution = solve::solve(solved.formulated.program, {}, {});
  EXPECT_EQ(solved.solution.status, program::Status::optimal);
  return solved;
}

double objective(const std::vector<Change>& changes) { return solve_with(changes).solution.objective; }

TEST(Scenarios, WithCapacitiesOfTheirOwn) {
  EXPECT_NEAR(objective({}), 1220, 1e-6);
  EXPECT_NEAR(objective({{"generators", "cheap", "p_nom", 60, 40}}), 1560, 1e-6);
  EXPECT_NEAR(objective({{"lines", "wire", "s_nom", 8, 20}}), 1160, 1e-6);
}

TEST(Scenarios, WithLevelsAndStoresOfTheirOwn) {
  EXPECT_NEAR(objective({{"storage_units", "battery", "p_nom", 10, 4},
                         {"storage_units", "battery", "max_hours", 1, 2},
                         {"storage_units", "battery", "state_of_charge_initial", 3, 6}}),
              1175, 1e-6);
  testing::Solved solved = solve_with({{"stores", "tank", "e_initial", 5, 12}, {"stores", "tank", "e_nom", 20, 15}});
  EXPECT_NEAR(solved.solution.objective, 1135, 1e-6);
  // What the store gives in the two hours is what it began with and no longer has.
  add_results(solved.tables, solved.import, solved.formulated, solved.solution);
  const Component& stores = *solved.tables.component("stores");
  const std::vector<double>&power = *stores.series("p")->values[0], &level = *stores.series("e")->values[0];
  EXPECT_NEAR(power[0] + power[1], 5 - level[1], 1e-6);
  EXPECT_NEAR(power[2] + power[3], 12 - level[3], 1e-6);
}

TEST(Scenarios, WithLimitsOfTheirOwn) {
  EXPECT_NEAR(objective({{"generators", "cheap", "e_sum_max", 120, 70}}), 1660, 1e-6);
  EXPECT_NEAR(objective({{"generators", "dear", "e_sum_min", 0, 70}}), 1920, 1e-6);
  EXPECT_NEAR(objective({{"global_constraints", "cap", "constant", 100, 60}}), 1900, 1e-6);
}

}  // namespace
}  // namespace gigaplan::exchange::pypsa
