#include "gigaplan/plan/chain_rows.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "gigaplan/base/index.hpp"

namespace gigaplan::plan {
namespace {

using compile::SourceRef;

double built_in(const Plan& plan, const View& view, network::AssetId id, int period) {
  const auto& asset = plan.compiled.network.assets[id];
  double sum = 0;
  for (std::size_t v = 0; v < asset.vintages.size(); ++v)
    if (asset.vintages[v].period == period && !asset.vintages[v].stood_since) sum += view.built(id, v);
  return sum;
}

double contracted(const Plan& plan, const SourceRef& source, int period) {
  const auto& s = plan.scenario;
  for (const auto& contract : s.chain.contracts) {
    if (contract.name != source.name) continue;
    double sum = 0;
    for (int year = s.periods[at(period)]; year < s.period_end(at(period)); ++year) sum += contract.volume.step(year);
    return sum;
  }
  return 0;
}

// What a factory can make in a period: its capacity, of a factory with a ramp the part that its age allows.
double makes(const Plan& plan, const View& view, const SourceRef& source, int period) {
  const auto years = plan.scenario.period_years(at(period));
  if (source.running == source.factory) return view.capacity(source.factory, at(period)) * years;
  for (const auto& ramp : plan.compiled.network.limits) {
    if (ramp.terms.front().asset != source.running || ramp.terms.front().period != period) continue;
    double sum = 0;
    for (const auto& term : ramp.terms)
      if (term.vintage >= 0) sum -= term.coefficient * view.built(term.asset, at(term.vintage));
    return sum * years;
  }
  return 0;
}

// What a stock node keeps at the end of a period; nothing before the first.
double carried(const Plan& plan, network::NodeId node, int period) {
  const auto first = plan.layout.carry[at(node.index)];
  return period < 0 || first < 0 ? 0 : plan.solution.primal[at(first + period)];
}

ChainRow row_of(const Plan& plan, const View& view, const compile::StageRef& stage, int period) {
  const auto& net = plan.compiled.network;
  ChainRow row{.period = period, .stage = stage.stage, .pieces = stage.pieces};
  for (const auto& source : stage.sources) {
    for (const auto bought : source.bought) row.left += built_in(plan, view, bought, period);
    if (source.kind == SourceRef::Kind::contract) row.contract += contracted(plan, source, period);
    if (source.kind == SourceRef::Kind::factory) {
      row.factory += makes(plan, view, source, period);
      row.at_factories += carried(plan, source.limit, period);
      row.kept += carried(plan, source.limit, period - 1);
    }
    if (source.kind != SourceRef::Kind::maker) continue;
    row.market += net.nodes[source.limit].limit[at(period)];
    row.price = std::max(row.price, std::abs(view.yearly_dual(source.limit, at(period))));
  }
  for (const auto& fleet : plan.compiled.meaning.fleets)
    for (const auto& part : plan.compiled.meaning.chain.parts[at(fleet.accelerator)])
      if (part.stage == stage.stage) row.used += part.pieces * built_in(plan, view, fleet.asset, period);
  return row;
}

}  // namespace

std::vector<ChainRow> chain_rows(const Plan& plan) {
  std::vector<ChainRow> rows;
  if (!plan.has_answer()) return rows;
  const View view = plan.view();
  const double worth_telling = 1e-6 * std::abs(plan.present_cost);
  for (int p = 0; p < static_cast<int>(plan.scenario.periods.size()); ++p) {
    const auto first = static_cast<std::ptrdiff_t>(rows.size());
    for (const auto& stage : plan.compiled.meaning.chain.stages) {
      auto row = row_of(plan, view, stage, p);
      for (const auto& before : rows)
        if (before.period == p - 1 && before.stage == stage.stage && scenario::stage_kind(stage.stage).keeps) {
          row.kept += before.left - before.at_factories;
          row.left += before.left - before.at_factories;
        }
      row.left += row.at_factories - row.used;
      if (std::abs(row.left) < 1e-6 * std::max(1.0, row.used)) row.left = 0;
      rows.push_back(std::move(row));
    }
    // A price alone makes no bottleneck: a cheaper source may be used up while a dearer one still has pieces.
    const auto tight = std::max_element(rows.begin() + first, rows.end(), [](const ChainRow& a, const ChainRow& b) {
      return std::pair(a.exhausted(), a.price * a.used) < std::pair(b.exhausted(), b.price * b.used);
    });
    if (tight != rows.end() && tight->exhausted() && tight->price * tight->used > worth_telling)
      tight->bottleneck = true;
  }
  return rows;
}

}  // namespace gigaplan::plan
