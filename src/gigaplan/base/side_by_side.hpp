// Independent pieces of work side by side, each of which writes its own results only.
#pragma once
#include <atomic>
#include <cstddef>
#include <exception>
#include <thread>
#include <vector>

namespace gigaplan {

/// Calls work(task) once for every task in [0, tasks), in this order where `threads` is 1, else begun in this order by
/// so many threads. What a task throws is thrown again when all have ended; of several, that of the lowest task.
template <class Work>
void side_by_side(std::size_t tasks, int threads, const Work& work) {
  std::vector<std::exception_ptr> thrown(tasks);
  std::atomic<std::size_t> next = 0;
  const auto labour = [&] {
    for (std::size_t task = next++; task < tasks; task = next++) {
      try {
        work(task);
      } catch (...) {
        thrown[task] = std::current_exception();
      }
    }
  };
  {
    std::vector<std::jthread> others;
    for (std::size_t t = 1; t < tasks && t < static_cast<std::size_t>(threads); ++t) others.emplace_back(labour);
    labour();
  }
  for (const auto& each : thrown)
    if (each) std::rethrow_exception(each);
}

}  // namespace gigaplan
