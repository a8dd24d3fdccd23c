// Files that are no networks: a fault with its place, never a crash.
#include <gmock/gmock.h>

#include <cmath>
#include <random>

#include "gigaplan/exchange/netcdf/netcdf.hpp"
#include "gigaplan/exchange/pypsa/helpers_test.hpp"

namespace gigaplan::exchange::pypsa {
namespace {

using testing::codes_of;
using ::testing::Contains;
using ::testing::IsEmpty;
using testing::Scratch;
using testing::two_hours;

/// One change to the sound network, and the code of the fault that it must bring.
struct Change {
  std::string name, file, text, code;
};
void PrintTo(const Change& change, std::ostream* out) { *out << change.name; }

class HostileCsv : public ::testing::TestWithParam<Change> {};

TEST_P(HostileCsv, IsAFault) {
  Scratch scratch;
  auto files = two_hours();
  EXPECT_THAT(codes_of(scratch.folder(files)), IsEmpty());
  if (GetParam().text.empty())
    files.erase(GetParam().file);
  else
    files[GetParam().file] = GetParam().text;
  EXPECT_THAT(codes_of(scratch.folder(files)), Contains(GetParam().code));
}

INSTANTIATE_TEST_SUITE_P(
    All, HostileCsv,
    ::testing::Values(
        Change{"no_snapshots_file", "snapshots.csv", "", "GP3202"},
        Change{"empty_snapshots", "snapshots.csv", ",snapshot,objective,stores,generators\n", "GP3210"},
        Change{"nan_weight", "snapshots.csv", ",snapshot,objective,stores,generators\n0,a,1,1,1\n1,b,,1,1\n", "GP3208"},
        Change{"no_buses", "buses.csv", "", "GP3202"},
        Change{"duplicate_name", "buses.csv", "name,carrier\nhome,AC\nhome,AC\n", "GP3209"},
        Change{"unknown_bus", "loads.csv", "name,bus\ntown,hom\n", "GP3207"},
        Change{"no_bus_column", "loads.csv", "name\ntown\n", "GP3207"},
        Change{"nan_load", "loads-p_set.csv", ",town\n0,50\n1,\n", "GP3208"},
        Change{"huge_load", "loads-p_set.csv", ",town\n0,50\n1,1e308\n", "GP3208"},
        Change{"text_for_number", "loads-p_set.csv", ",town\n0,50\n1,eighty\n", "GP3208"},
        Change{"short_series", "loads-p_set.csv", ",town\n0,50\n", "GP3203"},
        Change{"series_of_nobody", "loads-p_set.csv", ",city\n0,50\n1,80\n", "GP3207"},
        Change{"two_equal_columns", "loads-p_set.csv", ",town,town\n0,50,1\n1,80,1\n", "GP3209"},
        Change{"open_quote", "generators.csv", "name,bus\n\"cheap,home\n", "GP3211"},
        Change{"misspelt", "generators.csv", "name,bus,p_nom,margnal_cost\ncheap,home,60,10\n", "GP3205"},
        Change{"huge_cost", "generators.csv", "name,bus,p_nom,marginal_cost\ncheap,home,60,1e308\n", "GP3208"},
        Change{"infinite_cost", "generators.csv", "name,bus,p_nom,marginal_cost\ncheap,home,60,inf\n", "GP3208"},
        Change{"misspelt_by_a_letter", "generators.csv", "name,bus,p_nomm\ncheap,home,60\n", "GP3205"},
        Change{"endless_least", "generators.csv", "name,bus,p_nom_extendable,p_nom_min\ncheap,home,True,1e30\n",
               "GP3208"},
        Change{"falling_quadratic", "generators.csv", "name,bus,p_nom,marginal_cost_quadratic\ncheap,home,60,-1\n",
               "GP3215"},
        Change{"quadratic_and_wholes", "generators.csv",
               "name,bus,p_nom,marginal_cost_quadratic,committable\ncheap,home,60,1,True\n", "GP3206"},
        Change{"latin_1", "buses.csv", "name,carrier\nhome,AC\nM\xFCnchen,AC\n", "GP3211"},
        Change{"maintenance_without_duration", "generators.csv", "name,bus,p_nom,maintainable\ncheap,home,60,True\n",
               "GP3215"},
        Change{"delay_beyond_the_horizon", "links.csv", "name,bus0,bus1,p_nom,delay\nl,home,home,60,2\n", "GP3215"},
        Change{"no_boolean", "generators.csv", "name,bus,p_nom,committable\ncheap,home,60,perhaps\n", "GP3208"},
        Change{"set_without_extendable", "generators.csv", "name,bus,p_nom_set\ncheap,home,60\n", "GP3215"},
        Change{"overnight_without_rate", "generators.csv",
               "name,bus,p_nom_extendable,overnight_cost\ncheap,home,True,60\n", "GP3215"},
        Change{"unknown_type", "lines.csv", "name,bus0,bus1,type\nl,home,home,wire\n", "GP3212"},
        Change{"unknown_table", "gizmos.csv", "name\nx\n", "GP3204"},
        Change{"series_without_table", "stores-e_max_pu.csv", ",s\n0,1\n1,1\n", "GP3202"},
        Change{"unknown_constraint", "global_constraints.csv", "name,type,constant\nx,wish,1\n", "GP3213"},
        Change{"unknown_sense", "global_constraints.csv", "name,type,sense,constant\nx,primary_energy,<,1\n", "GP3213"},
        Change{"unknown_carrier_attribute", "global_constraints.csv",
               "name,type,carrier_attribute,sense,constant\nx,primary_energy,soot,<=,1\n", "GP3213"}),
    [](const auto& tested) { return tested.param.name; });

TEST(HostileCsv, NamesThePlaceAndTheRemedy) {
  Scratch scratch;
  auto files = two_hours();
  files["generators.csv"] = "name,bus,p_nom,marginal_cost\r\ncheap,home,60,10\r\n\"dear, too\",hme,100,30\r\n";
  const std::string folder = scratch.folder(files);
  try {
    (void)import_network(read(folder));
    FAIL() << "no fault";
  } catch (const InputInvalid& invalid) {
    ASSERT_EQ(invalid.faults().size(), 1U);
    const Fault& fault = invalid.faults()[0];
    EXPECT_EQ(fault.place.file, folder + "/generators.csv");
    EXPECT_EQ(fault.place.line, 3);
    EXPECT_THAT(fault.message, ::testing::HasSubstr("dear, too"));
    EXPECT_THAT(fault.remedy, ::testing::HasSubstr("home"));
  }
}

/// The bytes of a sound netCDF file.
std::string sound_netcdf(Scratch& scratch) {
  const std::string path = scratch / "sound.nc";
  write_netcdf(read(scratch.folder(two_hours())), path);
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void spill(const std::string& path, const std::string& bytes) { std::ofstream(path, std::ios::binary) << bytes; }

TEST(HostileNetcdf, CutOffAnywhereIsAFault) {
  Scratch scratch;
  const std::string bytes = sound_netcdf(scratch);
  EXPECT_THAT(codes_of(scratch / "sound.nc"), IsEmpty());
  for (std::size_t length = 0; length + 1 < bytes.size(); length += 1 + bytes.size() / 97) {
    spill(scratch / "cut.nc", bytes.substr(0, length));
    EXPECT_THAT(codes_of(scratch / "cut.nc"), ::testing::Not(IsEmpty())) << length << " of " << bytes.size();
  }
}

/// Bytes overwritten at random: a network, a fault, or a fault because the library crashed; never a crash of ours.
TEST(HostileNetcdf, OverwrittenBytesAreNoCrash) {
  Scratch scratch;
  const std::string bytes = sound_netcdf(scratch);
  std::mt19937 random(1);
  for (int i = 0; i < 60; ++i) {
    std::string broken = bytes;
    for (int k = 0; k < 20; ++k) broken[random() % broken.size()] = static_cast<char>(random());
    spill(scratch / "broken.nc", broken);
    (void)codes_of(scratch / "broken.nc");
  }
}

TEST(HostileNetcdf, WrongMagicIsAFault) {
  Scratch scratch;
  spill(scratch / "text.nc", "this is no netCDF file");
  EXPECT_THAT(codes_of(scratch / "text.nc"), Contains("GP3201"));
}

TEST(HostileNetcdf, MissingFileIsNoFaultOfTheInput) { EXPECT_THROW((void)read("/no/such/network.nc"), FileTrouble); }

TEST(HostileNetcdf, BillionsOfDeclaredSnapshotsAreRefused) {
  Scratch scratch;
  for (const std::size_t count : {std::size_t{1'000'000'000}, std::size_t{15'000'000}}) {
    netcdf::Writer writer(scratch / "long.nc");
    writer.dimension("snapshots", count);
    writer.dimension("buses_i", 1);
    writer.integers("snapshots", {"snapshots"}, {});
    writer.texts("buses_i", {"buses_i"}, std::vector<std::string>{"home"});
    writer.finish();
    EXPECT_THAT(codes_of(scratch / "long.nc"), ::testing::Not(IsEmpty()));
  }
}

TEST(HostileNetcdf, WrongShapesAreFaults) {
  Scratch scratch;
  const auto with = [&](const std::string& name, const std::vector<std::string>& dimensions, std::size_t count) {
    netcdf::Writer writer(scratch / "shape.nc");
    writer.dimension("snapshots", 2);
    writer.dimension("buses_i", 1);
    writer.dimension("loads_i", 1);
    writer.dimension("other", 3);
    writer.dimension("loads_t_p_set_i", 1);
    writer.integers("snapshots", {"snapshots"}, std::vector<std::int64_t>{0, 1});
    writer.texts("buses_i", {"buses_i"}, std::vector<std::string>{"home"});
    writer.texts("loads_i", {"loads_i"}, std::vector<std::string>{"town"});
    writer.texts("loads_bus", {"loads_i"}, std::vector<std::string>{"home"});
    writer.texts("loads_t_p_set_i", {"loads_t_p_set_i"}, std::vector<std::string>{"town"});
    writer.reals(name, dimensions, std::vector<double>(count, 1.0));
    writer.finish();
    return codes_of(scratch / "shape.nc");
  };
  EXPECT_THAT(with("loads_t_p_set", {"snapshots", "loads_t_p_set_i"}, 2), IsEmpty());
  EXPECT_THAT(with("loads_t_p_set", {"other", "loads_t_p_set_i"}, 3), Contains("GP3203"));
  EXPECT_THAT(with("loads_p_set", {"other"}, 3), Contains("GP3203"));
  EXPECT_THAT(with("loads_p_set", {}, 1), Contains("GP3203"));
  EXPECT_THAT(with("snapshots_objective", {"other"}, 3), Contains("GP3203"));
  EXPECT_THAT(with("gizmos_size", {"other"}, 3), Contains("GP3204"));
}

TEST(HostileNetcdf, WrongContentsAreFaults) {
  Scratch scratch;
  struct Contents {
    std::size_t snapshots = 2;
    std::vector<std::string> buses{"home", "away"};
    std::string bus = "home";
    std::vector<double> power{50, 80};
  };
  const auto with = [&](const Contents& contents) {
    netcdf::Writer writer(scratch / "contents.nc");
    std::vector<std::int64_t> snapshots;
    for (std::size_t t = 0; t < contents.snapshots; ++t) snapshots.push_back(static_cast<std::int64_t>(t));
    writer.dimension("snapshots", contents.snapshots);
    writer.dimension("buses_i", contents.buses.size());
    writer.dimension("loads_i", 1);
    writer.dimension("loads_t_p_set_i", 1);
    writer.integers("snapshots", {"snapshots"}, snapshots);
    writer.texts("buses_i", {"buses_i"}, contents.buses);
    writer.texts("loads_i", {"loads_i"}, std::vector<std::string>{"town"});
    writer.texts("loads_bus", {"loads_i"}, std::vector<std::string>{contents.bus});
    writer.texts("loads_t_p_set_i", {"loads_t_p_set_i"}, std::vector<std::string>{"town"});
    writer.reals("loads_t_p_set", {"snapshots", "loads_t_p_set_i"}, contents.power);
    writer.finish();
    return codes_of(scratch / "contents.nc");
  };
  EXPECT_THAT(with({}), IsEmpty());
  EXPECT_THAT(with({.snapshots = 0, .power = {}}), Contains("GP3210"));
  EXPECT_THAT(with({.buses = {"home", "home"}}), Contains("GP3209"));
  EXPECT_THAT(with({.bus = "hme"}), Contains("GP3207"));
  EXPECT_THAT(with({.power = {50, std::nan("")}}), Contains("GP3208"));
  EXPECT_THAT(with({.power = {50, 1e308}}), Contains("GP3208"));
}

}  // namespace
}  // namespace gigaplan::exchange::pypsa
