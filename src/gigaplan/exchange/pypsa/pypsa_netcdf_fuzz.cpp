// Any bytes as a netCDF file, or as changes to a sound one: a network or a fault, never a crash of ours. The first byte
// chooses: even, the rest is the file; odd, the rest are changes of four bytes each, place (3) and value (1), the
// places taken modulo the length; every eighth odd number also cuts the file off at the last place.
#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "gigaplan/exchange/pypsa/import.hpp"

namespace {

using namespace gigaplan;
namespace fs = std::filesystem;

const fs::path& folder() {
  static const fs::path path = fs::temp_directory_path() / ("gigaplan-fuzz-nc-" + std::to_string(::getpid()));
  return path;
}

/// The bytes of a small network as we write it.
std::string sound() {
  const fs::path csv = folder() / "csv", file = folder() / "sound.nc";
  fs::create_directories(csv);
  const auto write = [&](const char* name, std::string_view text) { std::ofstream(csv / name) << text; };
  write("snapshots.csv",
        ",snapshot,objective,stores,generators\n0,2030-01-01 00:00:00,1,1,1\n1,2030-01-01 01:00:00,1,1,1\n");
  write("buses.csv", "name,carrier,v_nom\nhome,AC,1\naway,AC,1\n");
  write("loads.csv", "name,bus\ntown,home\n");
  write("loads-p_set.csv", ",town\n0,50\n1,80\n");
  write("generators.csv", "name,bus,p_nom,marginal_cost\ncheap,away,60,10\ndear,home,100,30\n");
  write("lines.csv", "name,bus0,bus1,x,s_nom\nlong,home,away,0.1,50\n");
  exchange::pypsa::write_netcdf(exchange::pypsa::read(csv.string()), file.string());
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::string changed(const std::uint8_t* data, std::size_t size) {
  static const std::string bytes = sound();
  std::string made = bytes;
  std::size_t place = 0;
  for (std::size_t i = 1; i + 4 <= size; i += 4) {
    place = (data[i] | std::size_t{data[i + 1]} << 8U | std::size_t{data[i + 2]} << 16U) % bytes.size();
    made[place] = static_cast<char>(data[i + 3]);
  }
  if (data[0] % 16 == 1) made.resize(place);
  return made;
}

}  // namespace

/// HDF5 and netCDF forget some of their own memory on damaged files, so leaks tell nothing about us here.
// NOLINTNEXTLINE(bugprone-reserved-identifier)
extern "C" int __lsan_is_turned_off() { return 1; }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  fs::create_directories(folder());
  const std::string path = (folder() / "tried.nc").string();
  std::ofstream(path, std::ios::binary) << (data[0] % 2 == 1 ? changed(data, size)
                                                             : std::string(data + 1, data + size));
  try {
    (void)exchange::pypsa::import_network(exchange::pypsa::read(path));
  } catch (const InputInvalid&) {
  } catch (const FileTrouble&) {
  }
  return 0;
}
