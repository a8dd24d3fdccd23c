// Reads and formulates a PyPSA network, then stops where a solver would start; prints seconds and peak memory as JSON.
#include <fmt/format.h>

#include <chrono>
#include <fstream>
#include <string>

#include "gigaplan/exchange/pypsa/import.hpp"
#include "gigaplan/formulate/formulate.hpp"

namespace {

/// Largest resident memory of this process so far, in bytes.
long long peak_memory() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;)
    if (word == "VmHWM:") {
      long long kilobytes = 0;
      status >> kilobytes;
      return kilobytes * 1024;
    }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    fmt::print(stderr, "usage: pypsa_build_only NETWORK\n");
    return 2;
  }
  using namespace gigaplan;
  using Clock = std::chrono::steady_clock;
  const auto seconds = [](auto from, auto to) { return std::chrono::duration<double>(to - from).count(); };
  try {
    const auto start = Clock::now();
    auto tables = exchange::pypsa::read(argv[1]);
    const auto import = exchange::pypsa::import_network(tables);
    const auto between = Clock::now();
    const auto formulated = formulate::formulate(import.network);
    const auto end = Clock::now();
    fmt::print(R"({{"read": {}, "build": {}, "memory": {}, "columns": {}, "rows": {}}})"
               "\n",
               seconds(start, between), seconds(between, end), peak_memory(), formulated.program.columns(),
               formulated.program.rows());
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
  }
}
