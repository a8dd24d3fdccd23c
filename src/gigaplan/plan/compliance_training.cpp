// The compliance list's rows for training runs: work done by the deadline, and the clusters that it is done in.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "gigaplan/base/index.hpp"
#include "gigaplan/plan/steps.hpp"
#include "gigaplan/plan/words.hpp"

namespace gigaplan::plan {
namespace {

constexpr double slack = 1e-6;

// Most accelerators that a run keeps busy at once on one fleet in a period.
double busiest(const Plan& plan, const View& view, const compile::TrainRef& train, std::size_t p) {
  const auto& slice = plan.compiled.network.horizon.slices[p];
  double most = 0;
  for (int h = slice.first; h < slice.first + slice.count; ++h)
    most = std::max(most, view.activity(train.process, at(h)));
  return most;
}

std::string where(const Plan& plan, const compile::TrainRef& train, double pieces) {
  return fmt::format("{} {} at {}", number(pieces), plan.scenario.accelerators[at(train.accelerator)],
                     plan.scenario.sites[at(train.site)].name);
}

void work_done(Plan& plan, const View& view, int run) {
  const auto& asked = plan.scenario.trainings[at(run)];
  const auto& net = plan.compiled.network;
  double done = 0;
  for (const auto& train : plan.compiled.meaning.trains) {
    if (train.run != run) continue;
    const auto& each = train.each(net);
    for (std::size_t p = 0; p < net.periods(); ++p)
      done += net.horizon.periods[p].years *
              view.yearly(p, [&](std::size_t h) { return each.at(h) * view.activity(train.process, h); });
  }
  plan.compliance.push_back({.rule = fmt::format("the training run is done by {}", asked.deadline),
                             .law = "the scenario",
                             .subject = asked.id,
                             .period = "all",
                             .fulfilled_by = "hours of accelerators that serving leaves free",
                             .evidence = fmt::format("{:.3g} of {:.3g} FLOP", 1e21 * done, asked.flop),
                             .fulfilled = 1e21 * done >= asked.flop * (1 - slack)});
}

// Every cluster is of the least size, holds what the run keeps busy, and has room in the fleet.
void clusters(Plan& plan, const View& view, int run, std::size_t p) {
  const auto& s = plan.scenario;
  const auto& asked = s.trainings[at(run)];
  std::vector<std::string> found;
  bool kept = true;
  for (const auto& train : plan.compiled.meaning.trains) {
    if (train.run != run) continue;
    const double busy = busiest(plan, view, train, p), size = view.capacity(train.cluster, p);
    if (busy <= slack * std::max(1.0, size)) continue;
    double fleet = 0;
    for (const auto& ref : plan.compiled.meaning.fleets)
      if (ref.site == train.site && ref.accelerator == train.accelerator) fleet += view.capacity(ref.asset, p);
    const double most = fleet * s.availability * s.peak_utilisation;
    kept = kept && busy <= size * (1 + slack) + slack && size >= asked.least_cluster * (1 - slack) &&
           size <= most * (1 + slack) + slack;
    found.push_back(where(plan, train, size));
  }
  if (found.empty()) return;
  const auto least =
      asked.least_cluster > 0 ? fmt::format(" of at least {} accelerators", number(asked.least_cluster)) : "";
  plan.compliance.push_back({.rule = asked.co_located ? "the training run has one cluster" + least
                                                      : "the training run works in clusters" + least,
                             .law = "the scenario",
                             .subject = asked.id,
                             .period = std::to_string(s.periods[p]),
                             .fulfilled_by = "yes or no to each site",
                             .evidence = fmt::format("{}", fmt::join(found, ", ")),
                             .fulfilled = kept && (!asked.co_located || found.size() == 1)});
}

}  // namespace

void check_training(Plan& plan) {
  const View view = plan.view();
  for (std::size_t i = 0; i < plan.scenario.trainings.size(); ++i) {
    const auto& run = plan.scenario.trainings[i];
    work_done(plan, view, static_cast<int>(i));
    for (std::size_t p = 0; p < plan.scenario.periods.size() && (run.least_cluster > 0 || run.co_located); ++p)
      clusters(plan, view, static_cast<int>(i), p);
  }
}

}  // namespace gigaplan::plan
