// Accelerators that can be had: pieces per period, a stock node per type that its fleets draw from.
//
//   most[a, p] · years_p − Σ_s build[s, a, p] ≥ 0
#include <fmt/format.h>

#include <algorithm>

#include "gigaplan/compile/work.hpp"

namespace gigaplan::compile {

void build_supply(Work& work) {
  const auto& s = work.scenario;
  for (std::size_t a = 0; a < s.accelerators.size(); ++a) {
    const auto supply = std::ranges::find(s.supplies, s.accelerators[a], &scenario::Supply::accelerator);
    if (supply == s.supplies.end() || supply->most.empty()) continue;
    network::Node node{
        .name = "supply " + s.accelerators[a], .commodity = s.accelerators[a], .place = "", .unit = "accelerators"};
    node.speed = network::Speed::stock;
    node.sense = network::Sense::at_least;
    for (std::size_t p = 0; p < work.periods(); ++p) {
      double pieces = 0;
      for (int year = s.periods[p]; year < s.period_end(p); ++year) pieces += supply->most.step(year);
      node.limit.push_back(pieces);
    }
    const auto id = work.network.nodes.add(node);
    work.meaning.supplies.push_back({.accelerator = static_cast<int>(a), .node = id});
    for (std::size_t p = 0; p < work.periods(); ++p) {
      if (node.limit[p] <= 0) continue;
      work.meaning.limits.push_back(
          {.kind = "chips",
           .subject = fmt::format("deliveries of {} in {}", s.accelerators[a], s.period_name(p)),
           .sentence = fmt::format("{{step}} more {} delivered in {}", s.accelerators[a], s.period_name(p)),
           .site = -1,
           .period = static_cast<int>(p),
           .step = std::max(100.0, 0.1 * node.limit[p]),
           .unit = "accelerators",
           .amount = node.limit[p],
           .node = id,
           .asset = {},
           .relax = [id, p](network::Network& n, double step) { n.nodes[id].limit[p] += step; }});
    }
  }
}

}  // namespace gigaplan::compile
