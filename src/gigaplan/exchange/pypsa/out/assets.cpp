// Assets become processes that run at their capacity in every snapshot: one for each vintage, one for what stands.
//
//   p_nom   the build, between its limits; in whole blocks: p_nom_mod; committed: limits that meet
//   ports   amount · p to everything that feels the capacity: held nodes (−amount), drawn nodes (once, in the first
//           snapshot of its period), rooms of activities and stores, limits on the capacity
//   life    from the first to the last period in which it is alive; capital_cost: its annual cost, as a mean over them
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "gigaplan/exchange/pypsa/out/parts.hpp"

namespace gigaplan::exchange::pypsa::out {
namespace {

std::vector<bool> alive_of(const network::Vintage& vintage, std::size_t periods) {
  if (!vintage.alive.empty()) return vintage.alive;
  std::vector<bool> alive(periods);
  for (std::size_t p = 0; p < periods; ++p) alive[p] = static_cast<int>(p) >= vintage.period;
  return alive;
}

}  // namespace

// What a unit of capacity does at the buses, in the periods of `alive`.
std::vector<Leg> Exporting::legs_of(network::AssetId id, const std::vector<bool>& alive) const {
  std::vector<Leg> legs;
  for (const auto& hold : net_.assets[id].holds) {
    if (net_.nodes[hold.node].speed == network::Speed::hourly) {
      legs.push_back(leg(hold.node, hold.amount));
      for (double& rate : legs.back().rate) rate = -rate;
      continue;
    }
    const auto n = static_cast<std::size_t>(hold.node.index);
    const auto& node = net_.nodes[hold.node];
    const bool by_years = node.speed == network::Speed::stock || node.whole_horizon;
    Leg held{buses_[n], none()};
    for (std::size_t p = 0; p < net_.periods(); ++p) {
      const auto h = slices_[p].first;
      held.rate[h] = -scale_[n] * hold.amount.at(p) * (by_years ? net_.horizon.periods[p].years : 1) / tau(h);
    }
    legs.push_back(std::move(held));
  }
  if (const auto found = claims_.find(id.index); found != claims_.end())
    legs.insert(legs.end(), found->second.begin(), found->second.end());
  for (auto& leg : legs)
    for (std::size_t h = 0; h < count(); ++h)
      if (!alive[period_[h]]) leg.rate[h] = 0;
  return legs;
}

void Exporting::assets() {
  for (std::size_t a = 0; a < net_.assets.size(); ++a)
    if (!is_line(net_.assets.id(a))) asset(a);
}

void Exporting::asset(std::size_t a) {
  const auto id = net_.assets.id(a);
  const auto& asset = net_.assets[id];
  // cap ≤ upper, cap ≥ lower: a bus each, in the first snapshot of the period
  const auto limit = [&](const std::vector<double>& by_period, const char* name, double sign) {
    if (std::ranges::none_of(by_period, [](double v) { return std::isfinite(v); })) return;
    const auto at = bus(fmt::format("{} of {}", name, asset.name), "limit", asset.unit);
    Numbers demand = none(), counted = none();
    for (std::size_t p = 0; p < by_period.size(); ++p) {
      if (!std::isfinite(by_period[p])) continue;
      demand[slices_[p].first] = by_period[p];
      counted[slices_[p].first] = 1;
    }
    load(at, std::move(demand));
    slack(at, sign, counted);
    claims_[id.index].push_back({at, std::move(counted)});
  };
  limit(asset.cap_upper, "most", 1);
  if (std::ranges::any_of(asset.cap_lower, [](double v) { return v > 0; })) limit(asset.cap_lower, "least", -1);

  if (std::ranges::any_of(asset.stock, [](double v) { return v != 0; })) {
    const double most = *std::ranges::max_element(asset.stock);
    Unit standing{.name = asset.name + " standing",
                  .carrier = asset.carrier,
                  .legs = legs_of(id, std::vector<bool>(net_.periods(), true)),
                  .numbers = {{"p_nom", most}},
                  .lower = none(),
                  .upper = {},
                  .cost = {}};
    for (std::size_t h = 0; h < count(); ++h) standing.lower[h] = asset.stock[period_[h]] / most;
    standing.upper = standing.lower;
    unit(std::move(standing));
  }
  for (const auto& vintage : asset.vintages) {
    auto alive = alive_of(vintage, net_.periods());
    const auto born = static_cast<std::size_t>(vintage.period);
    auto legs = legs_of(id, alive);
    std::map<std::size_t, double> drawn_of;
    for (const auto& draw : asset.draws)
      if (draw.counts(vintage)) drawn_of[static_cast<std::size_t>(draw.node.index)] += draw.amount;
    for (const auto& [n, amount] : drawn_of) {
      Leg drawn{buses_[n], none()};
      const auto h = slices_[born].first;
      drawn.rate[h] = -scale_[n] * amount / tau(h);
      legs.push_back(std::move(drawn));
    }
    std::size_t from = born, to = born;
    for (std::size_t p = 0; p < alive.size(); ++p)
      if (alive[p]) from = std::min(from, p), to = std::max(to, p);
    double cost = 0, factors = 0;
    for (std::size_t p = from; p <= to; ++p) {
      factors += factor_[p];
      if (alive[p] && !vintage.annual_cost.empty()) cost += factor_[p] * vintage.annual_cost[p];
    }
    Unit built{.name = fmt::format("{} {}{}", asset.name, net_.horizon.periods[born].label,
                                   vintage.committed ? " decided" : ""),
               .carrier = asset.carrier,
               .legs = std::move(legs),
               .numbers = {{"p_nom_extendable", 1}, {"capital_cost", many_periods_ ? cost / factors : cost}},
               .lower = all(1),
               .upper = all(1),
               .cost = {}};
    built.numbers["p_nom_min"] = vintage.committed.value_or(vintage.lower);
    built.numbers["p_nom_max"] = vintage.committed.value_or(vintage.upper);
    if (vintage.whole && vintage.block > 0 && !vintage.committed) built.numbers["p_nom_mod"] = vintage.block;
    if (many_periods_) {
      built.numbers["build_year"] = net_.horizon.periods[from].first_year;
      if (to + 1 < net_.periods())
        built.numbers["lifetime"] = net_.horizon.periods[to + 1].first_year - net_.horizon.periods[from].first_year;
    }
    unit(std::move(built));
  }
}

// What the objective counts though nothing decides it: the capital cost of a unit that is built for sure and does
// nothing.
void Exporting::standing_costs() {
  double yearly = 0, sum = net_.constant_cost, factors = 0;
  for (const auto& asset : net_.assets) yearly += asset.constant_cost;
  for (const double factor : factor_) sum += factor * yearly, factors += factor;
  if (sum == 0) return;
  unit({.name = "standing costs",
        .carrier = "account",
        .legs = {},
        .numbers = {{"p_nom_extendable", 1},
                    {"p_nom_min", 1},
                    {"p_nom_max", 1},
                    {"capital_cost", many_periods_ ? sum / factors : sum}},
        .lower = {},
        .upper = {},
        .cost = {}});
}

}  // namespace gigaplan::exchange::pypsa::out
