// What all commands share: how they talk, show progress, print faults, and stop.
#pragma once
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "gigaplan/base/context.hpp"
#include "gigaplan/base/fault.hpp"

namespace gigaplan::cli {

/// Options that every command knows; solving commands also threads and time limit.
struct Common {
  bool json = false;
  bool quiet = false;
  bool verbose = false;           ///< tell why a solver was left
  std::string progress = "auto";  ///< auto | bar | plain | json | none
  int threads = 0;                ///< 0: as many as the machine has, at most 8
  double time_limit = 0;          ///< seconds; 0: none
};

/// Exit codes of the program.
enum Exit : int {
  ok = 0,
  internal = 1,
  usage = 2,
  invalid = 3,
  infeasible = 4,
  limit = 5,
  numerical = 6,
  file = 7,
  interrupted = 130
};

/// Context with progress on stderr (a moving bar on a terminal, lines otherwise, JSON lines when asked), threads, time
/// limit, and the flag that Ctrl-C sets.
[[nodiscard]] Context make_context(const Common& common);

/// Ends a moving progress bar's line, so that text may follow.
void end_progress();

/// The faults as --json lists them.
[[nodiscard]] nlohmann::json faults_json(const std::vector<Fault>& faults);

/// Prints the faults: as text with carets on stderr, or {"faults": […]} on stdout with --json. Returns Exit::invalid.
int print_faults(const std::vector<Fault>& faults, bool json);

/// "90", "10min", "2h", "30s" → seconds; throws UsageTrouble.
[[nodiscard]] double parse_duration(const std::string& text);

/// True when stderr is a terminal and colours are wanted (NO_COLOR unset).
[[nodiscard]] bool colour();

/// Largest memory this process held so far, in bytes.
[[nodiscard]] long long peak_memory_bytes();

}  // namespace gigaplan::cli
