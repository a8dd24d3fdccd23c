// Capacities: periodized costs, the asset of an extendable member, when a member is there.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "gigaplan/exchange/pypsa/map/curves.hpp"
#include "gigaplan/exchange/pypsa/map/parts.hpp"

namespace gigaplan::exchange::pypsa::map {
namespace {

constexpr double hours_per_year = 8760;

/// r / (1 − (1 + r)^−n); 1/n at r = 0; r without end of life.
double annuity(double rate, double life) {
  if (std::isinf(life)) return std::max(rate, 0.0);
  if (rate == 0) return 1 / life;
  return rate / (1 - std::pow(1 + rate, -life));
}

/// Years that the snapshots stand for: Σ objective weightings / 8,760 h, of each period.
std::vector<double> modelled_years(const Tables& tables) {
  if (!tables.many_periods())
    return {std::accumulate(tables.objective_weight.begin(), tables.objective_weight.end(), 0.0) / hours_per_year};
  std::vector<double> years;
  for (const std::int64_t period : tables.periods) {
    double hours = 0;
    for (std::size_t t = 0; t < tables.snapshot_count(); ++t)
      if (tables.snapshot_period[t] == period) hours += tables.objective_weight[t];
    years.push_back(hours / hours_per_year);
  }
  return years;
}

}  // namespace

double periodized_cost(const View& view, const Work& work, std::size_t m, std::size_t scenario, bool with_fom) {
  const double overnight = view.number("overnight_cost", m, scenario);
  double cost = view.number("capital_cost", m, scenario);
  if (!std::isnan(overnight)) {
    const double rate = view.number("discount_rate", m, scenario), life = view.number("lifetime", m, scenario);
    const std::vector<double> years = modelled_years(work.tables);
    if (std::isnan(rate) || !(life > 0))
      view.fault("GP3215", m, "overnight_cost needs a discount_rate and a lifetime above 0",
                 "give both, or capital_cost instead");
    else if (std::ranges::any_of(years, [&](double y) { return y != years[0]; }))
      view.fault("GP3215", m, "overnight_cost needs investment periods of equal modelled length",
                 "give capital_cost instead, or weight the snapshots of every period to the same sum");
    cost = overnight * annuity(rate, life) * years[0];
  }
  return cost + (with_fom ? view.number("fom_cost", m, scenario) : 0);
}

std::vector<bool> active_periods(const View& view, const Work& work, std::size_t m) {
  if (!work.tables.many_periods() || view.list() == "loads") return {};
  const double built = view.one("build_year", m), life = view.one("lifetime", m);
  std::vector<bool> there;
  for (const std::int64_t period : work.tables.periods) {
    const auto year = static_cast<double>(period);
    there.push_back(built <= year && year < built + life);
  }
  if (std::ranges::all_of(there, [](bool b) { return b; })) return {};
  return there;
}

std::vector<network::CapacityLimit::Term> builds_of(const Work& work, network::AssetId asset, double coefficient) {
  std::vector<network::CapacityLimit::Term> terms;
  for (std::size_t v = 0; v < work.network().assets[asset].vintages.size(); ++v)
    terms.push_back({asset, 0, static_cast<int>(v), coefficient});
  return terms;
}

network::Series rating(const View& view, const std::string& stem, std::size_t m) { return view.series(stem, m); }

network::AssetId asset(View& view, Work& work, std::size_t m, const std::string& stem, Member& member,
                       std::optional<double> rated) {
  member.extendable = view.flag(stem + "_extendable", m);
  const double set = view.one(stem + "_set", m);
  if (!member.extendable) {
    if (!std::isnan(set))
      view.fault("GP3215", m, fmt::format("{}_set is given, but {}_extendable is False", stem, stem),
                 fmt::format("set {}_extendable to True, or give {} alone", stem, stem));
    return {};
  }
  const std::size_t scenarios = work.tables.scenario_count();
  double lower = -network::unlimited, upper = network::unlimited;
  for (std::size_t s = 0; s < scenarios; ++s) {
    lower = std::max(lower, view.number(stem + "_min", m, s));
    upper = std::min(upper, view.number(stem + "_max", m, s));
  }
  const double cost = view.expected(m, [&](std::size_t s) { return periodized_cost(view, work, m, s); });
  const std::size_t periods = work.network().periods();

  network::Vintage vintage;
  vintage.alive = active_periods(view, work, m);
  if (vintage.alive.empty()) vintage.alive.assign(periods, true);
  const auto first = std::ranges::find(vintage.alive, true);
  vintage.period = first == vintage.alive.end() ? 0 : static_cast<int>(first - vintage.alive.begin());
  vintage.lower = lower;
  vintage.upper = upper;
  vintage.block = view.one(stem + "_mod", m);
  vintage.whole = vintage.block > 0;
  vintage.annual_cost.assign(periods, cost);

  network::Asset asset;
  asset.name = fmt::format("{} {}", view.list(), view.name(m));
  asset.unit = stem == "e_nom" ? "MWh" : stem == "s_nom" ? "MVA" : "MW";
  // Limits that contradict each other make the plan infeasible, not the file wrong: they become rows.
  const auto curve = cost_curve(view, m, "capital_cost", 1);
  if (curve && (vintage.whole || !std::isnan(view.one("overnight_cost", m))))
    view.fault("GP3206", m, "a curve of capital_cost is not modelled with blocks or overnight_cost",
               "give one capital_cost, or drop the others");
  const bool contradictory = lower > upper || (!std::isnan(set) && vintage.whole) || curve;
  if (!std::isnan(set) && set >= lower && set <= upper && !vintage.whole && !curve) vintage.committed = set;
  const bool needs_rows = contradictory || (!std::isnan(set) && !vintage.committed);
  if (needs_rows) {
    vintage.lower = std::min({lower, 0.0});
    vintage.upper = std::max({upper, lower, std::isnan(set) ? lower : set});
  }
  if (curve) {
    for (std::size_t i = 0; i <= curve->slope.size(); ++i) {
      network::Vintage piece = vintage;
      piece.lower = i == 0 ? curve->start : 0;
      piece.upper = i == 0 ? curve->start : curve->width[i - 1];
      if (i > 1 && !curve->convex()) piece.after = static_cast<int>(i) - 1;
      piece.annual_cost.assign(periods, i == 0 ? 0 : curve->slope[i - 1]);
      asset.vintages.push_back(std::move(piece));
    }
  } else {
    asset.vintages.push_back(std::move(vintage));
  }
  const network::AssetId id = work.network().assets.add(std::move(asset));
  if (needs_rows) {
    const auto limit = [&](const char* what, double low, double high) {
      work.network().limits.push_back(
          {fmt::format("{} {} {}{}", view.list(), view.name(m), stem, what), "MW", builds_of(work, id, 1), low, high});
    };
    if (std::isfinite(lower)) limit("_min", lower, network::unlimited);
    if (std::isfinite(upper)) limit("_max", -network::unlimited, upper);
    if (!std::isnan(set)) limit("_set", set, set);
  }

  // Constant of what stands already: Σ_p δ_p · cost · p_nom over the periods in which the member is there.
  double weight = 0;
  for (std::size_t p = 0; p < periods; ++p)
    if (work.network().assets[id].vintages[0].alive[p]) weight += work.network().horizon.periods[p].weight;
  work.result.trace.objective_constant += weight * view.expected(m, [&](std::size_t s) {
    const double existing = rated.value_or(view.number(stem, m, s)), unit = periodized_cost(view, work, m, s);
    return unit == 0 ? 0.0 : unit * existing;
  });
  return id;
}

}  // namespace gigaplan::exchange::pypsa::map
