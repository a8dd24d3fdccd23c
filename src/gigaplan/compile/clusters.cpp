// Clusters: how many accelerators of one kind a training run keeps together at a site in a period.
//
//   size      x[g, s, a, h] ≤ cluster[g, s, a, p]                       =, if the run may not pause       [accelerators]
//   room      cluster[g, s, a, p] ≤ availability · peak use · fleet[s, a, p]
//   least     L z ≤ cluster[g, s, a, p] ≤ X z,   z in {0, 1}
//   together  Σ_{s, a} z[g, s, a, p] ≤ 1                                a co-located run
//     X  what does the whole run in the period, of a run that may pause in a tenth of its hours; L where that is more
// A run that may pause and asks for neither has no clusters. They cost nothing.
#include <fmt/format.h>

#include <algorithm>

#include "gigaplan/compile/training.hpp"

namespace gigaplan::compile {
namespace {

constexpr double shortest = 0.1;  // share of the hours of a period in which a run that may pause works at least

bool chosen(const scenario::Training& run) { return run.least_cluster > 0 || run.co_located; }

// The largest cluster that makes sense, by period [accelerators].
std::vector<double> largest(const Work& work, const scenario::Training& run, const std::vector<double>& done,
                            const std::vector<bool>& active) {
  std::vector<double> most;
  for (std::size_t p = 0; p < work.periods(); ++p) {
    const double each = work.yearly_sum(done, p) * work.scenario.period_years(p);
    const double all = active[p] ? run.flop / 1e21 / each : 0;
    most.push_back(std::max(run.least_cluster, run.interruptible ? all / shortest : all));
  }
  return most;
}

}  // namespace

network::NodeId together(Work& work, const scenario::Training& run) {
  if (!run.co_located) return {};
  return work.network.nodes.add({.name = "clusters of training " + run.id,
                                 .commodity = "clusters",
                                 .place = run.country,
                                 .unit = "1",
                                 .speed = network::Speed::rate,
                                 .sense = network::Sense::at_most,
                                 .limit = std::vector<double>(work.periods(), 1.0)});
}

void build_cluster(Work& work, const scenario::Training& run, const FleetRef& fleet, const std::vector<double>& done,
                   network::NodeId one, TrainRef& ref, network::Process& train) {
  if (run.interruptible && !chosen(run)) {
    train.rating = network::unlimited;
    return;
  }
  auto cluster = work.free_asset("cluster " + train.name, train.carrier, train.place, "accelerators", train.active);
  const auto row = [&](const char* name) {
    return work.at_least(fmt::format("{} {}", name, train.name), train.carrier, train.place, "accelerators");
  };
  if (chosen(run)) {
    const auto most = largest(work, run, done, train.active);
    auto yes = work.choice("choice " + train.name, train.carrier, train.place, train.active);
    const auto there = row("choice of");
    std::vector<double> opens;
    for (const double m : most) opens.push_back(-m);
    yes.holds = {{.node = there, .amount = opens}};
    cluster.holds = {{.node = there, .amount = 1.0}};
    if (run.least_cluster > 0) {
      ref.least = row("least cluster of");
      yes.holds.push_back({.node = ref.least, .amount = run.least_cluster});
      cluster.holds.push_back({.node = ref.least, .amount = -1.0});
    }
    if (one.valid()) yes.holds.push_back({.node = one, .amount = -1.0});
    work.network.assets.add(std::move(yes));
    const auto room = row("room for the cluster of");
    cluster.holds.push_back({.node = room, .amount = 1.0});
    work.network.assets[fleet.asset].holds.push_back(
        {.node = room, .amount = -work.scenario.availability * work.scenario.peak_utilisation});
  }
  ref.cluster = work.network.assets.add(std::move(cluster));
  train.capacity = {{ref.cluster, 1.0}};
  train.lower = run.interruptible ? 0.0 : 1.0;
}

}  // namespace gigaplan::compile
