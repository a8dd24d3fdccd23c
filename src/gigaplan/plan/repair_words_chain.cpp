// Parts of accelerators and training runs that give way, in words.
#include <fmt/format.h>

#include <algorithm>

#include "gigaplan/base/index.hpp"
#include "gigaplan/plan/repair.hpp"
#include "gigaplan/plan/words.hpp"

namespace gigaplan::plan {
namespace {

using compile::SourceRef;

// What a source is asked for beyond its limit; nothing where the item is no limit of it.
std::optional<RepairLine> source_line(const Plan& plan, const compile::StageRef& stage, const SourceRef& source,
                                      const solve::RepairItem& item, const std::string& years) {
  const auto& net = plan.compiled.network;
  const auto line = [&](std::string sentence, std::string unit) {
    return RepairLine{.sentence = std::move(sentence), .amount = item.largest, .unit = std::move(unit)};
  };
  switch (source.kind) {
    case SourceRef::Kind::maker:
      if (item.member != net.nodes[source.limit].name) return std::nullopt;
      return line(fmt::format("{} from {} in {}: {} short", stage.pieces, source.name, years, number(item.largest)),
                  stage.pieces);
    case SourceRef::Kind::contract: {
      const auto of = [&](network::AssetId bought) { return item.member == net.assets[bought].name; };
      if (std::ranges::none_of(source.bought, of)) return std::nullopt;
      return line(fmt::format("{} under contract {} in {}: {} more than agreed", stage.pieces, source.name, years,
                              number(item.largest)),
                  stage.pieces);
    }
    case SourceRef::Kind::factory:
      if (item.member != net.assets[source.factory].name) return std::nullopt;
      return line(fmt::format("capacity of {} in {}: {} {} a year more than the {} allowed", source.name, years,
                              number(item.largest), stage.pieces, number(item.limit)),
                  stage.pieces + "/yr");
  }
  return std::nullopt;
}

}  // namespace

std::optional<RepairLine> chain_line(const Plan& plan, const solve::RepairItem& item, int period) {
  const auto& meaning = plan.compiled.meaning;
  const auto& net = plan.compiled.network;
  const auto& s = plan.scenario;
  const auto years = s.period_name(at(period));
  for (const auto& own : meaning.chain.own_chips)
    if (item.member == net.nodes[own.chips].name)
      return RepairLine{.sentence = fmt::format("chips of {} in {}: {} short", s.accelerators[at(own.accelerator)],
                                                years, amount(item.largest, "accelerators")),
                        .amount = item.largest,
                        .unit = "accelerators"};
  for (const auto& stage : meaning.chain.stages)
    for (const auto& source : stage.sources)
      if (auto line = source_line(plan, stage, source, item, years)) return line;
  for (const auto& train : meaning.trains) {
    const auto& work = net.nodes[train.work];
    const auto& run = s.trainings[at(train.run)];
    if (train.least.valid() && item.member == net.nodes[train.least].name)
      return RepairLine{
          .sentence = fmt::format("training run {} in {}: a cluster of {} at {} in place of {}", run.id,
                                  s.periods[at(period)], amount(run.least_cluster - item.largest, "accelerators"),
                                  s.sites[at(train.site)].name, number(run.least_cluster)),
          .amount = item.largest,
          .unit = "accelerators"};
    if (item.member != work.name) continue;
    const double share = item.largest / work.limit[0];
    return RepairLine{.sentence = fmt::format("training run {} until {}: {} of its {:.3g} FLOP cannot be done", run.id,
                                              run.deadline, amount(100 * share, "%"), run.flop),
                      .amount = 100 * share,
                      .unit = "%"};
  }
  return std::nullopt;
}

}  // namespace gigaplan::plan
