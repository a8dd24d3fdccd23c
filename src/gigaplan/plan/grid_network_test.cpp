// A grid of the user's: two buses worked out by hand.
#include <gmock/gmock.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>

#include "gigaplan/plan/flat_test.hpp"
#include "gigaplan/plan/grid.hpp"

namespace gigaplan::plan {
namespace {

namespace fs = std::filesystem;

// Bus "cheap" with gas at 50, bus "dear" with oil at 90, 1,000 MW of load each; a line of 100 MW between them is always
// full. CO2: gas 0.2 t/MWh of fuel at 50 %, oil 0.27 at 45 %: 0.4 and 0.6 t/MWh.
fs::path folder(int hours) {
  const auto at =
      fs::path(testing::TempDir()) / ("two-buses-" + std::to_string(hours) + "-" + std::to_string(::getpid()));
  fs::create_directories(at);
  const auto write = [&](const char* name, const std::string& text) { std::ofstream(at / name) << text; };
  std::string snapshots = "snapshot,objective,stores,generators\n", load = "snapshot,a,b\n";
  for (int h = 0; h < hours; ++h) {
    snapshots += std::to_string(h) + ",1,1,1\n";
    load += std::to_string(h) + ",1000,1000\n";
  }
  write("network.csv", "name,pypsa_version\ntwo,1.0.0\n");
  write("snapshots.csv", snapshots);
  write("buses.csv", "name,x,y,carrier,v_nom\ncheap,8,54,AC,380\ndear,13.4,52.5,AC,380\n");
  write("carriers.csv", "name,co2_emissions\nAC,0\ngas,0.2\noil,0.27\n");
  write("loads.csv", "name,bus\na,cheap\nb,dear\n");
  write("loads-p_set.csv", load);
  write("generators.csv",
        "name,bus,carrier,p_nom,marginal_cost,efficiency\ng,cheap,gas,3000,50,0.5\no,dear,oil,3000,90,0.45\n");
  write("lines.csv", "name,bus0,bus1,carrier,x,r,s_nom\nl,cheap,dear,AC,10,0.01,100\n");
  return at;
}

scenario::Scenario on_grid(int hours, const std::string& bus = "") {
  const auto at = folder(hours);
  auto text = head + horizon + "[power]\nkind = \"network\"\nnetwork = \"" + at.filename().string() +
              "\"\ndefault_plants = false\n" + chat + h100 + berlin + bus;
  auto s = scenario::read_with(catalogue(), text, (at.parent_path() / "grid.toml").string()).front();
  return s;
}

double drawn(const Plan& plan) {
  const View view = plan.view();
  return view.yearly(0, [&](std::size_t h) { return view.activity(plan.compiled.meaning.zones.front().buy, h); });
}

const GridRow& row(const Plan& plan, const std::string& item) {
  return *std::ranges::find(plan.grid, item, &GridRow::item);
}

TEST(GridNetwork, TheNearestBusServesTheSiteAtItsPriceAndCarbon) {
  for (const int hours : {24, 8760, 8784}) {
    const auto plan = plan_of(on_grid(hours, "location = [13.0, 52.0]\n"));
    ASSERT_TRUE(plan.has_answer());
    EXPECT_EQ(plan.compiled.meaning.zones.front().country, "dear");
    const double energy = drawn(plan);
    EXPECT_GT(energy, 100);
    EXPECT_NEAR(row(plan, "mean price").without, 90, 1e-6);
    EXPECT_NEAR(row(plan, "mean price").with, 90, 1e-6);
    // without: 1,100 MW of gas and 900 MW of oil; the site adds oil alone
    EXPECT_NEAR(row(plan, "emissions").without, 8760 * (1100 * 0.4 + 900 * 0.6), 1);
    EXPECT_NEAR(row(plan, "emissions").with - row(plan, "emissions").without, 0.6 * energy, 1e-6 * energy);
    EXPECT_NEAR(row(plan, "generation").with - row(plan, "generation").without, energy, 1e-6 * energy);
    EXPECT_NEAR(row(plan, "mean flow").without, 100, 1e-6);
    EXPECT_NEAR(row(plan, "mean flow").with, 100, 1e-6);
    EXPECT_NEAR(plan.grid_cost.at(0), 90 * energy, 1e-5 * energy);
    EXPECT_NEAR(plan.carbon.at(0), (1100 * 0.4 + 900 * 0.6) / 2000 * energy, 1e-6 * energy);  // the grid's mean
  }
}

TEST(GridNetwork, ABusIsNamedByTheSite) {
  const auto plan = plan_of(on_grid(24, "bus = \"cheap\"\n"));
  EXPECT_EQ(plan.compiled.meaning.zones.front().country, "cheap");
  EXPECT_NEAR(row(plan, "mean price").with, 50, 1e-6);
  EXPECT_NEAR(plan.grid_cost.at(0), 50 * drawn(plan), 1e-5 * drawn(plan));
}

std::string code(const scenario::Scenario& s) {
  try {
    (void)plan_of(s);
  } catch (const InputInvalid& e) {
    return e.faults().front().code + " " + e.faults().front().remedy;
  }
  return "no fault";
}

TEST(GridNetwork, WhatDoesNotFitIsRefusedByName) {
  EXPECT_THAT(code(on_grid(24, "bus = \"chaep\"\n")), testing::AllOf(testing::HasSubstr("GP1610")));
  EXPECT_THAT(code(on_grid(30)), testing::AllOf(testing::HasSubstr("GP1609"), testing::HasSubstr("24 hours")));
}

}  // namespace
}  // namespace gigaplan::plan
