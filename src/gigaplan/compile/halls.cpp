// Halls, cooling and water.
//
//   hall space    Σ_a busy power_a · fleet[s, a, p] ≤ hall[s, p]                                              [MW_it]
//   PUE[s, h] = base + slope · max(0, T[s, h] − free-cooling limit)                                   by cooling kind
//   spending      overnight · build[s, p] is charged to the period in which the hall opens, or to the years before it:
//                 share of year −k = max(0, min(1, T − k + 1)) / T,  k = 1 … ⌈T⌉,  T years of construction
//   water[s, p] = Σ_h ω_h WUE[s, h] · IT energy ≤ limit,  WUE[s, h] = mean WUE · (PUE[s, h] − 1) / mean(PUE − 1)
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "gigaplan/compile/redundancy.hpp"

namespace gigaplan::compile {
namespace {

void add_cooling(Work& work, SiteRef& ref, const scenario::Site& site) {
  const auto key = [&](const char* field) { return "cooling/" + site.cooling + "/" + field; };
  const double base = work.figures.take(key("pue_base"), "1");
  const double slope = work.figures.note(work.figures.catalogue().figure(key("pue_per_degree")));
  const double limit = work.figures.note(work.figures.catalogue().figure(key("free_cooling_below")));
  const double mean_wue = work.figures.note(work.figures.catalogue().figure(key("wue")));  // L/kWh = m³/MWh
  const auto& temperature = work.year.temperature[static_cast<std::size_t>(ref.site)];
  std::vector<double> pue(temperature.size()), wue(temperature.size());
  double overhead = 0;
  for (std::size_t h = 0; h < pue.size(); ++h) {
    pue[h] = base + slope * std::max(0.0, temperature[h] - limit);
    ref.peak_pue = std::max(ref.peak_pue, pue[h]);
    overhead += (pue[h] - 1) / static_cast<double>(pue.size());
  }
  for (std::size_t h = 0; h < wue.size(); ++h) wue[h] = overhead > 0 ? mean_wue * (pue[h] - 1) / overhead : mean_wue;
  ref.pue = work.series(pue);
  ref.wue = work.series(wue);
  ref.temperature = work.series(temperature);
}

// Money for a hall falls due before it opens: what the budget was charged with moves to the years before. Where such a
// year lies before the plan, the first period pays.
void spend_while_building(const Work& work, double construction, network::Asset& hall) {
  const auto& starts = work.scenario.periods;
  const auto charged = hall.draws;  // to the budget and to the account of the country
  for (int k = 1; k < construction + 1; ++k) {
    const double share = std::clamp(construction - k + 1, 0.0, 1.0) / construction;
    const auto first = work.first_period_from(starts.front() + k);
    if (first == work.periods()) break;
    for (const auto& whole : charged) {
      auto later = whole, sooner = whole;
      later.amount *= -share, sooner.amount *= share;
      sooner.lead_years = k;
      later.from_period = sooner.from_period = std::max(whole.from_period, static_cast<int>(first));
      hall.draws.push_back(later);
      hall.draws.push_back(sooner);
    }
  }
}

network::Asset hall_of(Work& work, const scenario::Site& site) {
  const auto& s = work.scenario;
  network::Asset hall{.name = "hall " + site.id, .carrier = "hall", .place = site.id, .unit = "MW_it"};
  const double fixed = work.figures.take("building/opex/fixed_100mw", "money/MW/yr");
  const double cost = site.hall_cost * hall_cost_factor(work, site.standby);
  const double annual = cost * annuity(s.discount_rate, s.hall_life) + fixed;
  for (std::size_t p = 0; p < work.periods(); ++p) {
    if (s.periods[p] < site.hall_from) continue;
    auto v = work.vintage(p, s.hall_life, annual, cost);
    v.block = site.whole_blocks ? site.hall_block : 0;
    v.whole = site.whole_blocks && site.hall_block > 0;
    hall.vintages.push_back(v);
  }
  for (const auto& built : s.built) {
    if (built.kind != scenario::Built::Kind::hall || built.site != site.id) continue;
    hall.vintages.push_back(work.committed(built, s.hall_life, annual, cost));
  }
  if (std::isfinite(site.halls_most)) hall.cap_upper.assign(work.periods(), site.halls_most);
  charge_budget(work, hall, "hall", site.country);
  if (s.money.while_building && site.construction_years > 0) spend_while_building(work, site.construction_years, hall);
  return hall;
}

}  // namespace

void build_halls(Work& work) {
  auto& net = work.network;
  for (auto& ref : work.meaning.sites) {
    const auto& site = work.scenario.sites[static_cast<std::size_t>(ref.site)];
    add_cooling(work, ref, site);
    ref.space = work.at_least("hall space " + site.id, "hall space", site.id, "MW_it");
    auto hall = hall_of(work, site);
    hall.holds.push_back({.node = ref.space, .amount = -1.0});
    ref.hall = net.assets.add(std::move(hall));
    if (std::isfinite(site.water_most)) {
      network::Node water{.name = "water " + site.id, .commodity = "water", .place = site.id, .unit = "m3/yr"};
      water.speed = network::Speed::rate;
      water.sense = network::Sense::at_least;  // processes take water out: −use ≥ −limit
      water.limit.assign(work.periods(), -site.water_most);
      ref.water = net.nodes.add(std::move(water));
    }
    if (!std::isfinite(site.halls_most)) continue;
    for (std::size_t p = 0; p < work.periods(); ++p) {
      work.meaning.limits.push_back(
          {.kind = "hall",
           .subject = fmt::format("hall space at {}", site.name),
           .sentence = fmt::format("{{step}} more hall space at {} in {}", site.name, work.scenario.periods[p]),
           .site = ref.site,
           .period = static_cast<int>(p),
           .step = std::max(10.0, 0.25 * site.halls_most),
           .unit = "MW_it",
           .amount = site.halls_most,
           .node = {},
           .asset = ref.hall,
           .relax = [asset = ref.hall, p](network::Network& n, double step) { n.assets[asset].cap_upper[p] += step; }});
    }
  }
}

}  // namespace gigaplan::compile
