// Factories for a stage, paid by the programme.
//
//   made[f, p]     ≤ capacity[f, p]                                                               [pieces/year]
//   with a ramp    ≤ Σ_{v alive in p} mean over the years y of p of ramp[y − first year of v] · build[f, v]
//   output         years_p · made[f, p] + left[p−1] − left[p] − taken[f, p] ≥ 0                   [pieces]
//   cost           capacity: annuity of its overnight cost over its life; a piece taken: its cost of making
//
// capacity is built from its first year on, after the time to build and ramp; what is made and not taken is kept.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gigaplan/base/index.hpp"
#include "gigaplan/compile/chain_parts.hpp"

namespace gigaplan::compile {

namespace {

double ramp_of(const scenario::Factory& factory, int age) {
  return age < static_cast<int>(factory.ramp.size()) ? factory.ramp[at(age)] : 1.0;
}

// What runs of a factory by period: an asset without cost, of at most the ramped part of what is built.
network::AssetId running_part(Work& work, const scenario::Factory& factory, network::AssetId built) {
  const auto& s = work.scenario;
  network::Asset asset{.name = "running part of " + factory.id,
                       .carrier = factory.stage,
                       .place = "",
                       .unit = work.network.assets[built].unit};
  for (std::size_t p = 0; p < work.periods(); ++p) asset.vintages.push_back(work.vintage_of_one(p, network::unlimited));
  const auto running = work.network.assets.add(std::move(asset));
  const auto& vintages = work.network.assets[built].vintages;
  for (std::size_t p = 0; p < work.periods(); ++p) {
    network::CapacityLimit limit{.name = fmt::format("ramp of {} in {}", factory.id, s.periods[p]),
                                 .unit = work.network.assets[built].unit,
                                 .terms = {{.asset = running, .period = static_cast<int>(p)}},
                                 .upper = 0};
    for (std::size_t v = 0; v < vintages.size(); ++v) {
      if (!vintages[v].alive[p]) continue;
      double share = 0;
      for (int year = s.periods[p]; year < s.period_end(p); ++year)
        share += ramp_of(factory, year - s.periods[at(vintages[v].period)]) / s.period_years(p);
      limit.terms.push_back({.asset = built, .vintage = static_cast<int>(v), .coefficient = -share});
    }
    work.network.limits.push_back(std::move(limit));
  }
  return running;
}

}  // namespace

void add_factories(Work& work, StageRef& stage) {
  const auto& s = work.scenario;
  for (const auto& factory : s.chain.factories) {
    if (factory.stage != stage.stage) continue;
    network::Asset asset{
        .name = "factory " + factory.id, .carrier = stage.stage, .place = "", .unit = stage.pieces + "/yr"};
    const double annual = factory.cost * annuity(s.discount_rate, factory.life);
    for (std::size_t p = work.first_period_from(factory.from); p < work.periods(); ++p)
      asset.vintages.push_back(work.vintage(p, factory.life, annual, factory.cost));
    if (std::isfinite(factory.most)) asset.cap_upper.assign(work.periods(), factory.most);
    charge_budget(work, asset, "factory", {});
    SourceRef source{.kind = SourceRef::Kind::factory, .name = factory.name, .limit = {}, .bought = {}, .factory = {}};
    source.factory = work.network.assets.add(std::move(asset));

    network::Node output{
        .name = "output of " + factory.id, .commodity = stage.stage, .place = "", .unit = stage.pieces};
    output.speed = network::Speed::stock;
    output.sense = network::Sense::at_least;
    output.keep = scenario::stage_kind(stage.stage).keeps ? 1 : 0;
    source.limit = work.network.nodes.add(output);
    network::Process made{
        .name = "made in " + factory.id, .carrier = stage.stage, .place = "", .unit = stage.pieces + "/yr"};
    made.yearly = true;
    made.ports.push_back({.node = source.limit, .coefficient = 1.0});
    source.running = factory.ramp.empty() ? source.factory : running_part(work, factory, source.factory);
    made.capacity.push_back({.asset = source.running, .share = 1});
    work.network.processes.add(std::move(made));
    source.bought.push_back(buy(work, stage.stage + " made in " + factory.id, stage, factory.running,
                                {.most = std::vector<double>(work.periods(), 1.0), .from = source.limit}));
    if (std::isfinite(factory.most))
      for (std::size_t p = work.first_period_from(factory.from); p < work.periods(); ++p)
        work.meaning.limits.push_back(
            {.kind = "chips",
             .subject = fmt::format("{} in {}", factory.name, s.periods[p]),
             .sentence = fmt::format("{{step}} more capacity of {} in {}", factory.name, s.periods[p]),
             .site = -1,
             .period = static_cast<int>(p),
             .step = std::max(100.0, 0.1 * factory.most),
             .unit = stage.pieces + "/yr",
             .amount = factory.most,
             .node = {},
             .asset = source.factory,
             .relax = [id = source.factory, p](network::Network& n, double step) {
               n.assets[id].cap_upper[p] += step;
             }});
    stage.sources.push_back(std::move(source));
  }
}

}  // namespace gigaplan::compile
