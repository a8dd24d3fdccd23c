// Export control: licences that building accelerators in some countries uses up, a stock node for each licence.
//
//   keep · carry[p−1] + most[p] · years_p − Σ_{s in countries, a controlled} tpp_a / tpp_H100 · build[s, a, p]
//      − carry[p] ≥ 0                                                                   [H100s of equal TPP]
//     tpp    total processing performance: dense TOPS times bit length, the largest over a chip's formats
//     keep   1 where what is left may be used later, else 0
// Builds of periods that begin before the regime draw nothing. From the first period that begins when it has ended, a
// free supply without limit takes the row away.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gigaplan/base/index.hpp"
#include "gigaplan/compile/work.hpp"

namespace gigaplan::compile {
namespace {

LicenceRef amounts(Work& work, std::size_t l) {
  const auto& s = work.scenario;
  const auto& licence = s.licences[l];
  const double h100 = work.figures.note(work.figures.catalogue().accelerator("H100").tpp);
  LicenceRef ref{.licence = static_cast<int>(l), .node = {}, .tpp = {}, .most = {}};
  for (const auto& id : s.accelerators) {
    const bool controlled = scenario::within(licence.accelerators, id);
    ref.tpp.push_back(controlled ? work.figures.note(work.figures.catalogue().accelerator(id).tpp) / h100 : 0);
  }
  for (std::size_t p = 0; p < work.periods(); ++p) {
    double most = 0;
    for (int year = s.periods[p]; year < s.period_end(p); ++year)
      most += licence.most.step(year) + licence.tpp.step(year) / h100;
    ref.most.push_back(licence.holds_in(s.periods[p]) ? most : network::unlimited);
  }
  return ref;
}

void add_limits(Work& work, const LicenceRef& ref) {
  const auto& s = work.scenario;
  const auto& licence = s.licences[at(ref.licence)];
  for (std::size_t p = 0; p < work.periods(); ++p) {
    if (!std::isfinite(ref.most[p])) continue;
    const auto years = s.period_name(p);
    work.meaning.limits.push_back(
        {.kind = "licence",
         .subject = fmt::format("licences of {} in {}", licence.name, years),
         .sentence = fmt::format("Licences of {} for {{step}} (by TPP) more in {}", licence.name, years),
         .site = -1,
         .period = static_cast<int>(p),
         .step = std::max(10.0, 0.1 * ref.most[p]),
         .unit = "H100 equivalents",
         .amount = ref.most[p],
         .node = ref.node,
         .asset = {},
         .relax = [id = ref.node, p](network::Network& n, double step) { n.nodes[id].limit[p] += step; }});
  }
}

}  // namespace

void build_licences(Work& work) {
  const auto& s = work.scenario;
  for (std::size_t l = 0; l < s.licences.size(); ++l) {
    const auto& licence = s.licences[l];
    auto ref = amounts(work, l);
    network::Node node{
        .name = "licence " + licence.id, .commodity = "licence", .place = "", .unit = "H100 equivalents"};
    node.speed = network::Speed::stock;
    node.sense = network::Sense::at_least;
    node.keep = licence.carry ? 1 : 0;
    for (std::size_t p = 0; p < work.periods(); ++p) node.limit.push_back(std::isfinite(ref.most[p]) ? ref.most[p] : 0);
    ref.node = work.network.nodes.add(node);
    const std::size_t first = licence.from ? work.first_period_from(*licence.from) : 0;
    auto ended = ref.most;
    std::fill(ended.begin(), ended.begin() + static_cast<std::ptrdiff_t>(first), 0.0);
    work.lift(ref.node, ended);
    for (const auto& fleet : work.meaning.fleets) {
      const double tpp = ref.tpp[at(fleet.accelerator)];
      if (tpp > 0 && licence.binds(s.sites[at(fleet.site)].country))
        work.network.assets[fleet.asset].draws.push_back(
            {.node = ref.node, .amount = tpp, .lead_years = 0, .from_period = static_cast<int>(first)});
    }
    add_limits(work, ref);
    work.meaning.licences.push_back(std::move(ref));
  }
}

}  // namespace gigaplan::compile
