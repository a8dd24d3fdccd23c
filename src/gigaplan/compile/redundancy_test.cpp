// Spare units, backup and firm capacity worked out on paper.
#include "gigaplan/compile/redundancy.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "gigaplan/scenario/read.hpp"

namespace gigaplan::compile {
namespace {

using scenario::Redundancy;
using testing::HasSubstr;

const Catalogue& catalogue() {
  static const Catalogue loaded = load_catalogue(std::filesystem::path(GIGAPLAN_SOURCE_DIR) / "catalogue");
  return loaded;
}

double value(const std::string& key) { return catalogue().figure("building/" + key).value; }

std::string text(const std::string& halls, const std::string& site = "", const std::string& more = "") {
  return R"(schema_version = 1
country = "DE"
currency = "USD"
price_year = 2025
discount_rate = "5 %"
hours = "typical:1"
[horizon]
periods = [2030]
end = 2035
[power]
default_plants = false
carbon_price = "100 USD_2025/t"
[[service]]
id = "chat"
model = "llama3.1-70b"
reach = "1 %"
[accelerators]
candidates = ["H100 SXM"]
[halls]
)" + halls +
         R"(
[[site]]
id = "berlin"
grid = "90 MW"
cooling = "air"
hall_cost = "10 USD_2025/W_it"
)" + site +
         "\n" + more;
}

scenario::Scenario read(const std::string& all) { return scenario::read_with(catalogue(), all, "my.toml").front(); }

Compiled compiled(const std::string& all) { return compile(read(all), catalogue(), {}); }

std::string fault_of(const std::string& all) {
  try {
    static_cast<void>(compiled(all));
  } catch (const InputInvalid& invalid) {
    return invalid.faults().front().code + " " + invalid.faults().front().message + " | " +
           invalid.faults().front().remedy;
  }
  return "no fault";
}

double annuity_of(double years) { return 0.05 / (1 - std::pow(1.05, -years)); }

TEST(Redundancy, UnitsInstalledOverNeeded) {
  EXPECT_EQ(installed(Redundancy::n, 4), 1);
  EXPECT_EQ(installed(Redundancy::n_plus_1, 4), 1.25);
  EXPECT_EQ(installed(Redundancy::two_n, 4), 2);
}

TEST(Redundancy, UnavailabilityByCountingStates) {
  // Two units needed, each out a tenth of the time, independently.
  EXPECT_NEAR(unavailability(Redundancy::n, 2, 0.1, 0), 1 - 0.81, 1e-15);
  // Three installed: fails with two or three out, 3 · 0.9 · 0.01 + 0.001.
  EXPECT_NEAR(unavailability(Redundancy::n_plus_1, 2, 0.1, 0), 0.028, 1e-15);
  // Two paths of two, each out 19 % of the time.
  EXPECT_NEAR(unavailability(Redundancy::two_n, 2, 0.1, 0), 0.0361, 1e-15);
  // Half of the failures take the path: 0.05 together, 0.05 alone.
  EXPECT_NEAR(unavailability(Redundancy::n_plus_1, 2, 0.1, 0.5), 1 - 0.95 * (1 - 3 * 0.95 * 0.0025 - 0.000125), 1e-15);
  EXPECT_NEAR(unavailability(Redundancy::two_n, 2, 0.1, 0.5), std::pow(1 - 0.95 * 0.9025, 2), 1e-15);
}

TEST(Redundancy, TwoPathsBeatOneSpareBecauseOfCommonCauses) {
  const double spare = unavailability(Redundancy::n_plus_1, 4, 2e-4, 0.1);
  EXPECT_NEAR(spare, 2e-5, 1e-6);
  EXPECT_LT(unavailability(Redundancy::two_n, 4, 2e-4, 0.1), spare / 20);
}

TEST(Backup, HoursThatItDoesNotCover) {
  EXPECT_EQ(hours_without_power(0.5, 2, 0, 0), 1);
  EXPECT_NEAR(hours_without_power(0.5, 2, 2, 0), std::exp(-1), 1e-15);
  EXPECT_NEAR(hours_without_power(0.5, 2, 2, 0.1), 0.1 + 0.9 * std::exp(-1), 1e-15);
}

TEST(Redundancy, TheHallCostsWhatItsPlantCosts) {
  const auto cost = [](const std::string& halls, const std::string& site = "") {
    const auto c = compiled(text(halls, site));
    return c.network.assets[c.meaning.sites[0].hall].vintages[0].overnight_cost;
  };
  const double base = 10e6, critical = value("construction_share/critical") / 100,
               electrical = value("redundancy/electrical_of_critical") / 100;
  EXPECT_EQ(cost(""), base);
  EXPECT_EQ(cost("redundancy = \"N+1\""), base);
  EXPECT_NEAR(cost("redundancy = \"2N\""), base * (1 + critical * 0.6), 1e-3);  // 2 / 1.25 − 1
  EXPECT_NEAR(cost("redundancy = \"N\""), base * (1 - critical * 0.2), 1e-3);
  EXPECT_NEAR(cost("", "redundancy = \"2N\"\ncooling_redundancy = \"N+1\""), base * (1 + critical * electrical * 0.6),
              1e-3);
  EXPECT_NEAR(cost("redundancy = \"2N\"", "redundancy = \"N+1\"\nredundancy_units = 2"), base * (1 + critical * 0.2),
              1e-3);  // 1.5 / 1.25 − 1
}

TEST(Redundancy, IsToldWithTheHoursItLoses) {
  const auto c = compiled(text("redundancy = \"N\"\nredundancy_units = 1"));
  const auto& ref = c.meaning.standbys.at(0);
  const auto out = [](const std::string& part) {
    return value("reliability/" + part + "_failures") * value("reliability/" + part + "_repair") / 8766;
  };
  const double unit = 1 - (1 - out("transformer")) * (1 - out("switchgear")) * (1 - out("ups"));
  const double common = value("redundancy/common_cause") / 100;
  EXPECT_NEAR(ref.lost_power, 8766 * (1 - (1 - common * unit) * (1 - (1 - common) * unit)), 1e-9);
  EXPECT_NEAR(ref.lost_grid, value("reliability/grid_saifi") * value("reliability/grid_outage_hours"), 1e-12);
  EXPECT_THAT(c.meaning.assumptions,
              testing::Contains(HasSubstr("Berlin: power N and cooling N of 1 units, no backup")));
}

TEST(Backup, CarriesThePeakAndCostsItsPartsTestsAndFuel) {
  const auto c =
      compiled(text("redundancy_units = 4\nbackup = { kind = \"diesel\", hours = \"20 h\", tests = \"10 h/yr\", "
                    "cost = \"1000 USD_2025/kW\" }"));
  const auto& ref = c.meaning.standbys.at(0);
  const auto& asset = c.network.assets[ref.backup];
  const auto& diesel = catalogue().technology("diesel backup");
  Figures figures{catalogue(), {"USD", 2025}};
  const double efficiency = diesel.efficiency->at(2030).value;
  const double fuel = figures.take(diesel.fuel->at(2030), "money/MWh");
  EXPECT_DOUBLE_EQ(ref.fuel_store, 20 / efficiency);
  const double store = 20 / efficiency * (fuel + value("backup/tank"));
  EXPECT_NEAR(asset.vintages[0].overnight_cost, 1e6 + store, 1e-6);
  const double running = 10 + (ref.grid_out - ref.lost_grid) / 1.25;
  const double carbon = diesel.co2->at(2030).value / efficiency;
  const double hour = figures.take(diesel.vom->at(2030), "money/MWh") + fuel / efficiency + carbon * 100;
  const double fixed = diesel.fom->at(2030).value / 100;
  EXPECT_NEAR(asset.vintages[0].annual_cost[0],
              1e6 * (annuity_of(25) + fixed) + store * annuity_of(25) + running * hour, 1e-4);
  EXPECT_NEAR(ref.carbon, running * carbon, 1e-9);
  // One MW installed for every 0.8 MW of the peak: accelerators all busy in the hottest hour.
  const auto& fleet = c.network.assets[c.meaning.fleets[0].asset];
  const auto node = asset.holds[0].node;
  EXPECT_EQ(asset.holds[0].amount.at(0), -1);
  EXPECT_DOUBLE_EQ(std::ranges::find(fleet.holds, node, &network::Hold::node)->amount.at(0),
                   1.25 * c.meaning.sites[0].peak_pue * c.meaning.fleets[0].busy_kw / 1000);
  // Well covered: what is lost is about what fails to start.
  EXPECT_LT(ref.lost_grid, 0.01 * ref.grid_out);
}

TEST(Backup, BatteriesBurnNothingAndOneSiteMayDoWithout) {
  const auto c = compiled(text("backup = { kind = \"battery\", hours = \"1 h\" }"));
  const auto& ref = c.meaning.standbys.at(0);
  EXPECT_TRUE(ref.backup.valid());
  EXPECT_EQ(ref.carbon, 0);
  EXPECT_EQ(ref.fuel_store, 0);
  const double mean = value("reliability/grid_outage_hours");
  EXPECT_NEAR(ref.lost_grid / ref.grid_out, std::exp(-1 / mean), 1e-3);
  const auto without = compiled(text("backup = { kind = \"diesel\" }", "backup = { kind = \"none\" }"));
  EXPECT_FALSE(without.meaning.standbys.at(0).backup.valid());
}

TEST(Reserve, CountsTheConnectionInFullAndPlantsByTheirCredit) {
  const std::string plant = "[[plant]]\nid = \"own\"\nsite = \"berlin\"\nfrom = 2031\ntechnology = ";
  const auto firm = [&](const std::string& technology, const std::string& more = "") {
    auto all = text("reserve_margin = \"15 %\"", "", plant + '"' + technology + "\"\nbuild = \"1 yr\"\n" + more);
    all.replace(all.find("[2030]"), 6, "[2031]");
    const auto c = compiled(all);
    const auto node = c.meaning.standbys.at(0).firm;
    const auto of = [&](network::AssetId id) {
      return std::ranges::find(c.network.assets[id].holds, node, &network::Hold::node)->amount.at(0);
    };
    EXPECT_EQ(of(c.meaning.sites[0].grid), -1);
    EXPECT_DOUBLE_EQ(of(c.meaning.fleets[0].asset),
                     1.15 * c.meaning.sites[0].peak_pue * c.meaning.fleets[0].busy_kw / 1000);
    return -of(c.meaning.plants[0].asset);
  };
  EXPECT_DOUBLE_EQ(firm("OCGT"), value("capacity_credit/gas_turbine") / 100);
  EXPECT_DOUBLE_EQ(firm("onwind"), 0.41);
  EXPECT_DOUBLE_EQ(firm("battery storage", "duration = \"2 h\"\n"), value("capacity_credit/battery_4h") / 200);
  EXPECT_DOUBLE_EQ(firm("battery storage", "duration = \"7 h\"\n"),
                   (value("capacity_credit/battery_6h") + value("capacity_credit/battery_8h")) / 200);
  EXPECT_DOUBLE_EQ(firm("battery storage", "duration = \"99 h\"\n"), value("capacity_credit/battery_10h") / 100);
}

TEST(Reserve, EveryTechnologyHasACreditOrIsNamed) {
  const auto s = read(text("", "", "[[plant]]\nid = \"own\"\nsite = \"berlin\"\ntechnology = \"fuel cell\"\n"));
  EXPECT_THAT(fault_of(text("reserve_margin = \"15 %\"", "",
                            "[[plant]]\nid = \"own\"\nsite = \"berlin\"\ntechnology = \"fuel cell\"\n")),
              HasSubstr("GP1611 no capacity credit is known of \"fuel cell\""));
}

TEST(Standby, BadInputIsNamed) {
  EXPECT_THAT(fault_of(text("redundancy = \"N+2\"")), HasSubstr("One of: N, N+1, 2N"));
  EXPECT_THAT(fault_of(text("", "cooling_redundancy = \"3N\"")),
              HasSubstr("`site.berlin.cooling_redundancy` cannot be"));
  EXPECT_THAT(fault_of(text("redundancy_units = 0")), HasSubstr("redundancy_units"));
  EXPECT_THAT(fault_of(text("backup = { kind = \"diesel\", hours = \"-3 h\" }")), HasSubstr("hours"));
  EXPECT_THAT(fault_of(text("backup = { kind = \"disel\" }")), HasSubstr("did you mean \"diesel\"?"));
  EXPECT_THAT(fault_of(text("backup = { hours = \"3 h\" }")), HasSubstr("kind"));
  EXPECT_THAT(fault_of(text("reserve_margin = \"250 %\"")), HasSubstr("reserve_margin"));
}

}  // namespace
}  // namespace gigaplan::compile
