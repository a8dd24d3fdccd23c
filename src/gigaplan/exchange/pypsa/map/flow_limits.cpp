// Limits on flows: a node for the whole horizon, fed by generators (per unit of primary energy, or of output) and by
// what stores lose from start to end.
//
//     primary_energy      Σ_h w_h Σ_k emissions(carrier) / efficiency · p[k,h] + Σ_s emissions · (e_start − e_end)  ≤
//     constant operational_limit   Σ_h w_h Σ_k p[k,h] + Σ_s (e_start − e_end) ≤ constant
//
// w_h generator weighting, times the years of the period; k and s those of the carrier.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gigaplan/exchange/pypsa/map/limits.hpp"

namespace gigaplan::exchange::pypsa::map {

double carrier_weight(const Work& work, const FlowLimit& limit, const std::string& carrier, std::size_t scenario) {
  if (!limit.primary_energy) return carrier == limit.attribute ? 1 : 0;
  const Component* carriers = work.tables.component("carriers");
  if (carriers == nullptr) return 0;
  const std::int32_t at = carriers->find(carrier);
  const Column* column = carriers->column(limit.attribute);
  if (at < 0 || column == nullptr || column->numbers.empty()) return 0;
  const double value = column->numbers[scenario * carriers->names.size() + static_cast<std::size_t>(at)];
  return std::isnan(value) ? 0 : value;
}

const std::string& view_name(const Work& work, const FlowLimit& limit) {
  return work.tables.component("global_constraints")->names[limit.constraint];
}

network::Series weight_of(Work& work, const FlowLimit& limit, const std::string& carrier) {
  const double first = carrier_weight(work, limit, carrier, 0);
  bool same = limit.period < 0;
  for (std::size_t s = 1; s < work.tables.scenario_count(); ++s)
    same = same && carrier_weight(work, limit, carrier, s) == first;
  if (same) return {first};
  std::vector<double> values(work.horizon(), 0.0);
  bool any = false;
  for (const network::Slice& slice : work.network().horizon.slices) {
    if (limit.period >= 0 && slice.period != limit.period) continue;
    const double weight = carrier_weight(work, limit, carrier, static_cast<std::size_t>(slice.scenario));
    any = any || weight != 0;
    for (int i = 0; i < slice.count; ++i) values[static_cast<std::size_t>(slice.first + i)] = weight;
  }
  return any ? network::Series(std::move(values)) : network::Series(0.0);
}

std::vector<FlowLimit> flow_limits(Work& work) {
  const View view(work, "global_constraints");
  std::vector<FlowLimit> limits;
  work.result.trace.constraints.resize(view.size());
  for (std::size_t m = 0; m < view.size(); ++m) {
    const std::string type = view.text("type", m);
    if (type != "primary_energy" && type != "operational_limit") continue;
    FlowLimit limit;
    limit.constraint = m;
    limit.primary_energy = type == "primary_energy";
    limit.attribute = view.text("carrier_attribute", m);
    if (limit.primary_energy) {
      const Component* carriers = work.tables.component("carriers");
      const bool there =
          limit.attribute == "co2_emissions" || (carriers != nullptr && carriers->column(limit.attribute) != nullptr);
      if (!there)
        view.fault("GP3213", m, fmt::format("carriers have no column `{}`", limit.attribute),
                   "name a column of the carriers, such as co2_emissions");
    }
    const double period = view.one("investment_period", m);
    if (!std::isnan(period)) {
      if (!work.tables.many_periods())
        view.fault("GP3213", m, "investment_period is given, but the network has no investment periods", "remove it");
      const auto found = std::ranges::find(work.tables.periods, static_cast<std::int64_t>(period));
      if (found == work.tables.periods.end()) continue;
      limit.period = static_cast<int>(found - work.tables.periods.begin());
    }
    network::Node node;
    node.name = view.name(m);
    node.unit = "t";
    node.speed = network::Speed::rate;
    node.whole_horizon = true;
    node.limit = view.each("constant", m);
    if (node.limit.empty()) node.limit = {view.one("constant", m)};
    const std::string sense = view.text("sense", m);
    node.sense = sense == "<="   ? network::Sense::at_most
                 : sense == ">=" ? network::Sense::at_least
                                 : network::Sense::equal;
    if (sense != "<=" && sense != ">=" && sense != "==" && sense != "=")
      view.fault("GP3213", m, fmt::format("`{}` is no sense of a constraint", sense), "write <=, >= or ==");
    limit.node = work.network().nodes.add(std::move(node));
    work.result.trace.constraints[m].node = limit.node;
    limits.push_back(std::move(limit));
  }
  return limits;
}

}  // namespace gigaplan::exchange::pypsa::map
