#include "gigaplan/solve/highs/watch.hpp"

#include <fmt/format.h>

#include <cmath>

namespace gigaplan::solve {
namespace {

constexpr auto between_reports = std::chrono::milliseconds(200);

std::string number(double value) { return std::abs(value) < 1e30 ? fmt::format("{:.6g}", value) : std::string("none"); }

/// Before its first iteration a solver counts −1.
std::string iteration(HighsInt count) { return count < 0 ? std::string() : fmt::format(", iteration {}", count); }

}  // namespace

Watch::Watch(Highs& highs, const Context& context, bool integers, double unit)
    : context_(context), unit_(unit), last_(std::chrono::steady_clock::now()) {
  highs.setCallback([this](int type, const std::string&, const HighsCallbackOutput* out, HighsCallbackInput* in,
                           void*) { called(type, *out, *in); });
  highs.startCallback(kCallbackSimplexInterrupt);
  highs.startCallback(kCallbackIpmInterrupt);
  if (integers) highs.startCallback(kCallbackMipInterrupt);
}

void Watch::called(int type, const HighsCallbackOutput& out, HighsCallbackInput& in) {
  if (context_.stopped()) interrupted_ = true;
  in.user_interrupt = interrupted_;
  const auto now = std::chrono::steady_clock::now();
  if (now - last_ < between_reports) return;
  last_ = now;
  report(type, out);
}

void Watch::report(int type, const HighsCallbackOutput& out) {
  if (type == kCallbackMipInterrupt) {
    context_.report("solve", -1,
                    fmt::format("{} nodes, best {}, bound {}, gap {}", out.mip_node_count,
                                number(unit_ * out.mip_primal_bound), number(unit_ * out.mip_dual_bound),
                                out.mip_gap < 1e30 ? fmt::format("{:.3g} %", 100 * out.mip_gap) : "none"));
  } else if (type == kCallbackIpmInterrupt) {
    context_.report("solve", -1, "interior point" + iteration(out.ipm_iteration_count));
  } else {
    const double objective = out.objective_function_value;
    context_.report("solve", -1,
                    "simplex" + iteration(out.simplex_iteration_count) +
                        (std::abs(objective) < 1e30 ? ", objective " + number(objective) : std::string()));
  }
}

}  // namespace gigaplan::solve
