// Training runs: work done on a site's accelerators between two years, in the hours that serving leaves free.
//
//   Σ_p years_p Σ_h ω_h Σ_s 3600 · FLOP/s · utilisation · inside[g, p] · x[g, s, a, h] ≥ FLOP[g]   over its periods
//     inside   share of the years of a period between the run's start and its deadline
//   one node per run over the whole horizon; activity x in busy accelerators, only where the law allows the run
//   a run that may not pause, or works in clusters of a least size or at one site: clusters.cpp
#include "gigaplan/compile/training.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "gigaplan/base/index.hpp"
#include "gigaplan/compile/law.hpp"

namespace gigaplan::compile {
namespace {

// Share of the years of a period in which the run may work; 0 outside of it.
double inside(const scenario::Scenario& s, const scenario::Training& run, std::size_t p) {
  const int first = std::max(s.periods[p], run.start), last = std::min(s.period_end(p), run.deadline + 1);
  return std::max(0, last - first) / s.period_years(p);
}

}  // namespace

const network::Series& TrainRef::each(const network::Network& network) const {
  return std::ranges::find(network.processes[process].ports, work, &network::Port::node)->coefficient;
}

void build_training(Work& work) {
  const auto& s = work.scenario;
  auto& net = work.network;
  Faults faults;
  for (const auto& run : s.trainings) {
    network::Node node{
        .name = "training " + run.id, .commodity = "training work", .place = run.country, .unit = "1e21 FLOP"};
    node.speed = network::Speed::rate;
    node.sense = network::Sense::at_least;
    node.whole_horizon = true;
    node.limit = {run.flop / 1e21};
    const auto id = net.nodes.add(std::move(node));
    const auto one = together(work, run);
    std::vector<bool> active;
    for (std::size_t p = 0; p < work.periods(); ++p) active.push_back(inside(s, run, p) > 0);
    const scenario::Service law{.id = run.id, .name = run.id, .country = run.country, .residency = run.residency};
    int found = 0;
    for (const auto& fleet : work.meaning.fleets) {
      const auto& place = s.sites[static_cast<std::size_t>(fleet.site)];
      if (refusal(law, place, work.figures)) continue;
      const auto& chip =
          work.figures.catalogue().accelerator(s.accelerators[static_cast<std::size_t>(fleet.accelerator)]);
      const double flops = work.figures.note(chip.flops_bf16) * 1e12;
      network::Process train{.name = fmt::format("train {} {} {}", run.id, place.id, chip.id),
                             .carrier = run.id,
                             .place = place.id,
                             .unit = "accelerators"};
      std::vector<double> done(net.snapshots());
      for (const auto& slice : net.horizon.slices)
        std::fill_n(done.begin() + slice.first, slice.count,
                    3600 * flops * run.utilisation / 1e21 * inside(s, run, at(slice.period)));
      train.ports = {{fleet.time, -1.0}, {id, done}};
      work.draw_of_work(fleet, train);
      train.active = active;
      TrainRef ref{.run = static_cast<int>(&run - s.trainings.data()),
                   .site = fleet.site,
                   .accelerator = fleet.accelerator,
                   .work = id};
      build_cluster(work, run, fleet, done, one, ref, train);
      ref.process = net.processes.add(std::move(train));
      work.meaning.trains.push_back(ref);
      ++found;
    }
    if (found == 0)
      faults.add("GP1603", {s.file, 0, 0}, fmt::format("training run \"{}\" may run at no site", run.id),
                 "allow another site or a weaker residency");
  }
  faults.throw_if_any();
}

}  // namespace gigaplan::compile
