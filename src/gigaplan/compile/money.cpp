// The capital budget: a stock node that every building of something with an overnight cost draws from.
//
//   carry[p−1] + budget[p] − Σ_a overnight_a · build[a, p] − carry[p] = 0 (carrying allowed)   or   ≥ 0 (not allowed)
#include <fmt/format.h>

#include "gigaplan/compile/work.hpp"

namespace gigaplan::compile {

void build_budget(Work& work) {
  const auto& s = work.scenario;
  if (s.money.budget.empty()) return;
  network::Node node{.name = "capital budget", .commodity = "money", .place = s.country, .unit = s.currency};
  node.speed = network::Speed::stock;
  node.sense = network::Sense::at_least;
  node.keep = s.money.carry ? 1 : 0;
  node.limit.assign(work.periods(), 0.0);
  for (const auto& point : s.money.budget.points) node.limit[work.period_of(point.year)] += point.value;
  work.meaning.budget = work.network.nodes.add(node);
  for (std::size_t p = 0; p < work.periods(); ++p) {
    const double amount = node.limit[p];
    work.meaning.limits.push_back(
        {.kind = "budget",
         .subject = fmt::format("capital budget of {}", s.periods[p]),
         .sentence = fmt::format("{{step}} more capital in {}", s.periods[p]),
         .site = -1,
         .period = static_cast<int>(p),
         .step = std::max(1e6, 0.1 * amount),
         .unit = s.currency,
         .amount = amount,
         .node = work.meaning.budget,
         .asset = {},
         .relax = [id = work.meaning.budget, p](network::Network& n, double step) { n.nodes[id].limit[p] += step; }});
  }
}

}  // namespace gigaplan::compile
