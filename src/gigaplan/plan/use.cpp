#include "gigaplan/plan/use.hpp"

namespace gigaplan::plan {

FleetUse fleet_use(const Plan& plan, std::size_t period) {
  const View view = plan.view();
  const auto& meaning = plan.compiled.meaning;
  double pieces = 0, serving = 0, training = 0;
  for (const auto& fleet : meaning.fleets) {
    const double own = view.capacity(fleet.asset, period);
    if (view.counts(fleet.asset, own)) pieces += own;
  }
  const auto hours = [&](network::ProcessId process) {
    return view.yearly(period, [&](std::size_t h) { return view.activity(process, h); });
  };
  for (const auto& serve : meaning.serves) serving += hours(serve.process);
  for (const auto& train : meaning.trains) training += hours(train.process);
  if (pieces <= 0) return {};
  return {.busy = (serving + training) / (8760 * pieces),
          .serving = serving / (8760 * pieces),
          .most = plan.scenario.availability * plan.scenario.peak_utilisation};
}

}  // namespace gigaplan::plan
