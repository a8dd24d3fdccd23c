// What a run carries down through the rooms: threads, time, progress, the wish to stop. Never global.
#pragma once
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <limits>
#include <string>

namespace gigaplan {

/// One report of progress. `fraction` in [0, 1], or negative when unknown; `note` is one short line for people.
struct Progress {
  std::string stage;
  double fraction = -1;
  std::string note;
};

/// Passed by const reference. The callbacks may be empty; they are called from the thread that does the work.
struct Context {
  int threads = 1;
  double time_limit = std::numeric_limits<double>::infinity();  ///< seconds for the solve stage
  std::uint64_t seed = 1;
  std::chrono::steady_clock::time_point started = std::chrono::steady_clock::now();
  const std::atomic<bool>* stop = nullptr;  ///< set by Ctrl-C; solvers return their best answer soon after
  std::function<void(const Progress&)> progress;
  std::function<void(const std::string&)> log;     ///< one line, no newline
  std::function<void(const std::string&)> detail;  ///< the same, for who wants to know why a solver was left

  [[nodiscard]] bool stopped() const { return stop != nullptr && stop->load(std::memory_order_relaxed); }
  void report(std::string stage, double fraction, std::string note = {}) const {
    if (progress) progress({std::move(stage), fraction, std::move(note)});
  }
  void say(const std::string& line) const {
    if (log) log(line);
  }
  void explain(const std::string& line) const {
    if (detail) detail(line);
  }
};

}  // namespace gigaplan
