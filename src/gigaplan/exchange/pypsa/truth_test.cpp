// Networks and answers that others published, or that PyPSA 1.4 found: the same objective, to 1e-6.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "gigaplan/exchange/csv/csv.hpp"
#include "gigaplan/exchange/pypsa/helpers_test.hpp"

namespace gigaplan::exchange::pypsa {
namespace {

using testing::reference;
using testing::Scratch;
using testing::solve_network;

/// Compares every network of an objectives.json for which `wanted` holds; returns how many there were.
int compare_all(const std::string& folder, const std::function<bool(const std::string&)>& wanted) {
  std::ifstream file(folder + "/objectives.json");
  const nlohmann::json truths = nlohmann::json::parse(file);
  int compared = 0;
  for (const auto& [name, truth] : truths.items()) {
    if (!wanted(name)) continue;
    SCOPED_TRACE(name);
    const testing::Solved solved = solve_network(folder + "/" + name);
    EXPECT_EQ(program::word(solved.solution.status), truth["status"].get<std::string>());
    ++compared;
    if (truth["status"] != "optimal") continue;
    const double objective = truth["objective"], constant = truth["constant"];
    const double total = objective + constant;
    EXPECT_NEAR(solved.solution.objective, total, 1e-6 * std::abs(total));
    EXPECT_NEAR(solved.import.trace.objective_constant, constant, 1e-6 * std::max(1.0, std::abs(constant)));
  }
  return compared;
}

TEST(Truth, SmallNetworksOfAllKinds) {
  GIGAPLAN_NEEDS_REFERENCE("truth/pypsa-small");
  EXPECT_EQ(compare_all(reference() + "/pypsa-small", [](const std::string&) { return true; }), 24);
}

TEST(Truth, AcDcMeshed) {
  GIGAPLAN_NEEDS_REFERENCE("truth/ac-dc-meshed");
  EXPECT_EQ(compare_all(reference(), [](const std::string& name) { return name.starts_with("ac-dc"); }), 1);
}

TEST(Truth, TwoCountriesForAWeek) {
  GIGAPLAN_NEEDS_REFERENCE("truth/pypsa-eu");
  EXPECT_EQ(
      compare_all(reference() + "/pypsa-eu", [](const std::string& name) { return name.starts_with("eu-2-168"); }), 2);
}

/// Minutes rather than seconds: runs with the label `long`.
TEST(LongTruth, YearsAndCountries) {
  if (std::getenv("GIGAPLAN_LONG") == nullptr) GTEST_SKIP() << "runs with the label long";
  GIGAPLAN_NEEDS_REFERENCE("truth");
  EXPECT_EQ(compare_all(reference(), [](const std::string& name) { return !name.starts_with("ac-dc"); }), 2);
  EXPECT_EQ(compare_all(reference() + "/pypsa-eu", [](const std::string& name) { return name == "eu-5-744.nc"; }), 1);
}

/// The German high-voltage grid of PyPSA's examples. As its file stands (lines loaded up to s_nom) it has a plan. The
/// published example leaves 30 % of every line free for contingencies: then it has none until it raises three lines.
TEST(LongTruth, SciGridHasAPlanUntilLinesKeepAReserve) {
  if (std::getenv("GIGAPLAN_LONG") == nullptr) GTEST_SKIP() << "runs with the label long";
  GIGAPLAN_NEEDS_REFERENCE("truth/scigrid-de");
  const auto solved = [](const std::string& name, double loading) {
    Tables tables = read(reference() + "/scigrid-de/" + name);
    auto& lines = tables.components.at("lines");
    auto& share = lines.ensure(attribute_of("lines", "s_max_pu"), 1).numbers;
    share.assign(share.size(), loading);
    const auto import = import_network(tables);
    auto formulated = formulate::formulate(import.network);
    return solve::solve(formulated.program, {}, {});
  };
  const auto stored = solved("scigrid-de.nc", 1);
  ASSERT_EQ(stored.status, program::Status::optimal);
  EXPECT_NEAR(stored.objective, 6684817.323606501, 6.7);  // PyPSA 1.4 with HiGHS 1.15.1
  EXPECT_EQ(solved("scigrid-de.nc", 0.7).status, program::Status::infeasible);
  const auto raised = solved("scigrid-de-raised.nc", 0.7);
  ASSERT_EQ(raised.status, program::Status::optimal);
  EXPECT_NEAR(raised.objective, 9199288.040548377, 9.2);  // the same
}

/// A published table: name → column → value, or snapshot → name → value.
std::map<std::string, std::map<std::string, double>> table(const std::string& path) {
  std::map<std::string, std::map<std::string, double>> values;
  const auto rows = csv::read(path);
  for (std::size_t r = 1; r < rows.size(); ++r)
    for (std::size_t c = 1; c < rows[r].size(); ++c) {
      bool ok = false;
      const double value = csv::number(rows[r][c].text, ok);
      if (ok) values[rows[r][0].text][rows[0][c].text] = value;
    }
  return values;
}

/// Every published value of a series stands in the results, relative to the largest one.
void expect_series(const Tables& results, const std::string& folder, const std::string& list, const std::string& name) {
  SCOPED_TRACE(list + "-" + name);
  const Component& component = *results.component(list);
  const Varying* series = component.series(name);
  ASSERT_NE(series, nullptr);
  const auto rows = csv::read(folder + "/" + list + "-" + name + ".csv");
  ASSERT_EQ(rows.size(), results.snapshot_count() + 1);
  double largest = 0;
  for (std::size_t r = 1; r < rows.size(); ++r)
    for (std::size_t c = 1; c < rows[r].size(); ++c) largest = std::max(largest, std::abs(std::stod(rows[r][c].text)));
  for (std::size_t c = 1; c < rows[0].size(); ++c) {
    const std::int32_t member = component.find(rows[0][c].text);
    ASSERT_GE(member, 0) << rows[0][c].text;
    for (std::size_t r = 1; r < rows.size(); ++r)
      EXPECT_NEAR((*series->values[static_cast<std::size_t>(member)])[r - 1], std::stod(rows[r][c].text),
                  1e-5 * largest)
          << rows[0][c].text << " " << r;
  }
}

TEST(Truth, AcDcMeshedGivesThePublishedDispatchPricesAndCapacities) {
  GIGAPLAN_NEEDS_REFERENCE("truth/ac-dc-meshed");
  const std::string published = reference() + "/ac-dc-meshed/published/results-lopf";
  testing::Solved solved = solve_network(reference() + "/ac-dc-meshed/ac-dc-meshed");
  add_results(solved.tables, solved.import, solved.formulated, solved.solution);
  expect_series(solved.tables, published, "generators", "p");
  expect_series(solved.tables, published, "buses", "marginal_price");
  expect_series(solved.tables, published, "lines", "p0");
  expect_series(solved.tables, published, "links", "p0");
  for (const auto& [list, column] :
       {std::pair{"generators", "p_nom_opt"}, {"lines", "s_nom_opt"}, {"links", "p_nom_opt"}}) {
    const Component& component = *solved.tables.component(list);
    const Column* ours = component.column(column);
    ASSERT_NE(ours, nullptr);
    for (const auto& [name, values] : table(published + "/" + list + ".csv")) {
      const auto member = static_cast<std::size_t>(component.find(name));
      EXPECT_NEAR(ours->numbers[member], values.at(column), 1e-5 * std::max(1.0, values.at(column))) << name;
    }
  }
  // The published price has the sign of older releases; PyPSA 1.4 reports the dual of "emissions ≤ limit" itself.
  const Column* price = solved.tables.component("global_constraints")->column("mu");
  ASSERT_NE(price, nullptr);
  EXPECT_NEAR(price->numbers[0], -2178.29179922, 1e-4);
}

TEST(Truth, TheSameNetworkFromEveryFile) {
  GIGAPLAN_NEEDS_REFERENCE("truth");
  Scratch scratch;
  for (const char* name : {"ac-dc-meshed/ac-dc-meshed.nc", "pypsa-small/years-100.nc", "pypsa-small/commit-100.nc"}) {
    SCOPED_TRACE(name);
    testing::Solved solved = solve_network(reference() + "/" + name);
    add_results(solved.tables, solved.import, solved.formulated, solved.solution);
    write_netcdf(solved.tables, scratch / "again.nc");
    write_csv(solved.tables, scratch / "again");
    for (const char* again : {"again.nc", "again"}) {
      const testing::Solved twice = solve_network(scratch / again);
      EXPECT_NEAR(twice.solution.objective, solved.solution.objective, 1e-9 * solved.solution.objective) << again;
      EXPECT_EQ(twice.formulated.program.nonzeros(), solved.formulated.program.nonzeros()) << again;
    }
  }
}

}  // namespace
}  // namespace gigaplan::exchange::pypsa
