// Any bytes as a netCDF file: a network or a fault, never a crash of ours. Start from the seeds of a sound file.
#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

#include "gigaplan/exchange/pypsa/import.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gigaplan;
  static const std::string path =
      (std::filesystem::temp_directory_path() / ("gigaplan-fuzz-" + std::to_string(::getpid()) + ".nc")).string();
  std::ofstream(path, std::ios::binary) << std::string(data, data + size);
  try {
    (void)exchange::pypsa::import_network(exchange::pypsa::read(path));
  } catch (const InputInvalid&) {
  } catch (const FileTrouble&) {
  }
  return 0;
}
