// Threads for loops whose answers must not depend on how many threads there are: tasks are numbered, each writes only
// its own results, and sums over tasks are taken in their order afterwards.
#pragma once
#include <tbb/info.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>

namespace gigaplan::block_ipm {

/// A stretch of consecutive hours: the unit of work of loops over columns, rows and pairs. Their number depends on the
/// program alone.
struct Stretch {
  int first, last;
};
[[nodiscard]] inline int stretches(int hours) { return std::clamp(hours / 16, 1, 256); }
[[nodiscard]] inline Stretch stretch(int hours, int number) {
  const auto cut = [&](long long at) { return static_cast<int>(at * hours / stretches(hours)); };
  return {cut(number), cut(number + 1)};
}

class Crew {
 public:
  explicit Crew(int threads) : threads_(std::clamp(threads, 1, tbb::info::default_concurrency())), arena_(threads_) {}

  /// Calls work(task) once for every task in [0, tasks), in any order and at the same time.
  template <class Work>
  void each(int tasks, Work&& work) const {
    if (threads_ == 1 || tasks <= 1) {
      for (int task = 0; task < tasks; ++task) work(task);
    } else {
      arena_.execute([&] {
        tbb::parallel_for(
            0, tasks, [&](int task) { work(task); }, tbb::simple_partitioner());
      });
    }
  }

 private:
  int threads_;
  mutable tbb::task_arena arena_;
};

}  // namespace gigaplan::block_ipm
