// Any bytes as one table of a CSV folder: a network or a fault, never a crash. The first byte chooses the table.
#include <unistd.h>

#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>

#include "gigaplan/exchange/pypsa/import.hpp"

namespace {

using namespace gigaplan;

constexpr std::array<const char*, 8> tables{"generators.csv", "loads-p_set.csv",        "snapshots.csv", "buses.csv",
                                            "lines.csv",      "global_constraints.csv", "stores.csv",    "links.csv"};

const std::filesystem::path& folder() {
  static const std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("gigaplan-fuzz-" + std::to_string(::getpid()));
  return path;
}

void write(const char* name, std::string_view text) { std::ofstream(folder() / name, std::ios::binary) << text; }

void lay() {
  std::filesystem::remove_all(folder());
  std::filesystem::create_directories(folder());
  write("snapshots.csv", ",snapshot,objective,stores,generators\n0,a,1,1,1\n1,b,1,1,1\n");
  write("buses.csv", "name,carrier\nhome,AC\naway,AC\n");
  write("loads.csv", "name,bus\ntown,home\n");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  lay();
  write(tables[data[0] % tables.size()], std::string(data + 1, data + size));
  try {
    (void)exchange::pypsa::import_network(exchange::pypsa::read(folder().string()));
  } catch (const InputInvalid&) {
  } catch (const FileTrouble&) {
  }
  return 0;
}
