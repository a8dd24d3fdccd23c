// Any bytes at all are either read or refused with faults; nothing else may happen. Run over tests/scenario/corpus.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "gigaplan/scenario/read.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gigaplan;
  static const Catalogue catalogue = load_catalogue(catalogue_folder());
  const std::string text(reinterpret_cast<const char*>(data), size);
  if (text.find("extends") != std::string::npos || text.find("catalogue") != std::string::npos) return -1;  // no files
  try {
    for (const auto& scenario : scenario::read_with(catalogue, text, "fuzz.toml"))
      if (scenario::read_with(catalogue, scenario.text, "again.toml").size() != 1 && scenario.variant.empty() &&
          text.find("variant") == std::string::npos)
        std::abort();
  } catch (const InputInvalid& invalid) {
    if (invalid.faults().empty() || invalid.faults().size() > 102) std::abort();
  }
  return 0;
}
