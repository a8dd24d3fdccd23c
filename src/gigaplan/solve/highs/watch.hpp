// What HiGHS says while it works, and what it is told: progress lines out, the wish to stop in.
#pragma once
#include <chrono>
#include <string>

#include "Highs.h"
#include "gigaplan/base/context.hpp"

namespace gigaplan::solve {

class Watch {
 public:
  /// Hangs itself into `highs`; must outlive its runs. `unit`: of the objective that HiGHS works with.
  Watch(Highs& highs, const Context& context, bool integers, double unit);
  [[nodiscard]] bool interrupted() const { return interrupted_; }

 private:
  void called(int type, const HighsCallbackOutput& out, HighsCallbackInput& in);
  void report(int type, const HighsCallbackOutput& out);

  const Context& context_;
  double unit_;
  bool interrupted_ = false;
  std::chrono::steady_clock::time_point last_;
};

}  // namespace gigaplan::solve
