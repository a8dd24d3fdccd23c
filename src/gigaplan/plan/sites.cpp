// Every site, fleet and service by period: power, energy, tokens, water, jobs.
#include <fmt/format.h>

#include <algorithm>

#include "gigaplan/base/index.hpp"
#include "gigaplan/compile/figures.hpp"
#include "gigaplan/compile/staffing.hpp"
#include "gigaplan/plan/steps.hpp"

namespace gigaplan::plan {
namespace {

double busy_on(const Plan& plan, const View& view, int fleet, std::size_t h) {
  const auto& ref = plan.compiled.meaning.fleets[at(fleet)];
  double busy = 0;
  for (const auto& serve : plan.compiled.meaning.serves)
    if (serve.fleet == fleet) busy += view.activity(serve.process, h);
  for (const auto& train : plan.compiled.meaning.trains)
    if (train.site == ref.site && train.accelerator == ref.accelerator) busy += view.activity(train.process, h);
  return busy;
}

void read_fleet(Plan& plan, const View& view, int f, std::size_t p) {
  const auto& ref = plan.compiled.meaning.fleets[at(f)];
  const auto& asset = plan.compiled.network.assets[ref.asset];
  const double total = view.capacity(ref.asset, p);
  if (!view.counts(ref.asset, total)) return;
  const double used = view.yearly(p, [&](std::size_t h) { return busy_on(plan, view, f, h); }) / (8760 * total);
  for (std::size_t v = 0; v < asset.vintages.size(); ++v) {
    const double built = view.built(ref.asset, v);
    const auto& vintage = asset.vintages[v];
    if (!vintage.alive[p] || !view.counts(ref.asset, built)) continue;
    plan.fleet.push_back({.site = ref.site,
                          .accelerator = ref.accelerator,
                          .period = static_cast<int>(p),
                          .vintage_year = vintage.stood_since.value_or(plan.scenario.periods[at(vintage.period)]),
                          .pieces = built,
                          .it_power = built * ref.busy_kw / 1000,
                          .h100_equivalents = built * ref.h100_equivalents,
                          .utilisation = used});
  }
}

void read_tokens(Plan& plan, const View& view, std::size_t p) {
  for (const auto& serve : plan.compiled.meaning.serves) {
    const auto& service = plan.scenario.services[at(serve.service)];
    const double requests =
        serve.requests_per_hour * view.yearly(p, [&](std::size_t h) { return view.activity(serve.process, h); });
    const auto& asked = plan.compiled.meaning.services[at(serve.service)].requests;
    if (requests <= 1e-7 * view.yearly(p, [&](std::size_t h) { return asked.at(h); })) continue;  // dust
    plan.tokens.push_back(
        {.service = serve.service,
         .site = serve.site,
         .accelerator = serve.accelerator,
         .period = static_cast<int>(p),
         .requests = requests,
         .tokens = requests * service.language_factor * (service.input_tokens + service.output_tokens)});
  }
}

// Accelerators that stand, as far as the connection and the firm plants behind the meter can run them at once.
double in_operation(const Plan& plan, const View& view, const compile::SiteRef& ref, const SiteYear& y) {
  double power = y.grid;
  for (const auto& plant : plan.compiled.meaning.plants)
    if (plan.scenario.plants[at(plant.plant)].site == plan.scenario.sites[at(ref.site)].id)
      power += plant.firm * view.capacity(plant.asset, at(y.period));
  return std::min(y.used_it_power, power / ref.peak_pue);
}

SiteYear read_site(const Plan& plan, const View& view, const compile::SiteRef& ref, std::size_t p) {
  const auto& meaning = plan.compiled.meaning;
  SiteYear y;
  y.site = ref.site, y.period = static_cast<int>(p);
  y.it_power = view.capacity(ref.hall, p);
  if (!view.counts(ref.hall, y.it_power)) y.it_power = 0;
  y.grid = view.capacity(ref.grid, p);
  for (std::size_t f = 0; f < meaning.fleets.size(); ++f) {
    const auto& fleet = meaning.fleets[f];
    if (fleet.site != ref.site) continue;
    const double pieces = view.capacity(fleet.asset, p);
    if (!view.counts(fleet.asset, pieces)) continue;
    y.accelerators += pieces;
    y.h100_equivalents += pieces * fleet.h100_equivalents;
    y.used_it_power += pieces * fleet.busy_kw / 1000;
    const auto it = [&](std::size_t h) {
      return (fleet.idle_kw * pieces + (fleet.busy_kw - fleet.idle_kw) * busy_on(plan, view, static_cast<int>(f), h)) /
             1000;
    };
    y.it_energy += view.yearly(p, it);
    y.energy += view.yearly(p, [&](std::size_t h) { return it(h) * ref.pue.at(h); });
    y.water += view.yearly(p, [&](std::size_t h) { return it(h) * ref.wue.at(h); });
  }
  if (ref.heat.valid()) {
    y.heat = view.yearly(p, [&](std::size_t h) { return view.activity(ref.heat_sold, h); });
    y.heat_electricity = y.heat * plan.scenario.sites[at(ref.site)].heat->electricity;
  }
  y.operation = in_operation(plan, view, ref, y);
  const auto& slice = plan.compiled.network.horizon.slices[p];
  for (int i = slice.first; i < slice.first + slice.count; ++i) {
    double load = 0;
    for (std::size_t f = 0; f < meaning.fleets.size(); ++f) {
      const auto& fleet = meaning.fleets[f];
      if (fleet.site != ref.site) continue;
      const double pieces = view.capacity(fleet.asset, p);
      if (view.counts(fleet.asset, pieces))
        load += (fleet.idle_kw * pieces +
                 (fleet.busy_kw - fleet.idle_kw) * busy_on(plan, view, static_cast<int>(f), at(i))) /
                1000;
    }
    y.peak = std::max(y.peak, load * ref.pue.at(at(i)));
  }
  const auto& zone = meaning.zones[at(ref.zone)];
  y.carbon = view.yearly(p, [&](std::size_t h) { return view.activity(ref.import, h) * zone.carbon.at(h); });
  for (const auto& plant : meaning.plants)
    if (plant.process.valid() && plan.scenario.plants[at(plant.plant)].site == plan.scenario.sites[at(ref.site)].id)
      y.carbon += view.yearly(p, [&](std::size_t h) { return plant.carbon.at(h) * view.activity(plant.process, h); });
  const auto& standby = meaning.standbys[at(ref.site)];
  if (standby.backup.valid()) y.carbon += standby.carbon * view.capacity(standby.backup, p);
  for (const auto& row : plan.tokens) {
    if (row.site != y.site || row.period != y.period) continue;
    const auto& service = plan.scenario.services[at(row.service)];
    y.requests += row.requests, y.tokens += row.tokens;
    y.output_tokens += row.requests * service.language_factor * service.output_tokens;
  }
  return y;
}

}  // namespace

// Jobs of a site and, for them, elsewhere (building/jobs):
//   building    w · MW_it of the halls that open        elsewhere  (suppliers + spending) · building
//   permanent   staff(MW_it)                            elsewhere  m · permanent
void read_sites(Plan& plan, const View& view, const Catalogue& catalogue) {
  const auto jobs = [&](const char* field) { return catalogue.figure(fmt::format("building/jobs/{}", field)).value; };
  const double construction = jobs("construction_fte_years"), elsewhere = jobs("elsewhere_permanent");
  const double beside = jobs("suppliers_construction") + jobs("spending_construction");
  const auto staffing = compile::staffing_of(catalogue);
  for (std::size_t p = 0; p < plan.scenario.periods.size(); ++p) {
    read_tokens(plan, view, p);
    for (std::size_t f = 0; f < plan.compiled.meaning.fleets.size(); ++f)
      read_fleet(plan, view, static_cast<int>(f), p);
    for (const auto& ref : plan.compiled.meaning.sites) {
      auto year = read_site(plan, view, ref, p);
      for (const auto& build : plan.builds)
        if (build.kind == "hall" && !build.stood && build.site == ref.site && build.period == static_cast<int>(p))
          year.construction_jobs += construction * build.amount;
      year.permanent_jobs = staffing.of(year.it_power);
      year.construction_elsewhere = beside * year.construction_jobs;
      year.permanent_elsewhere = elsewhere * year.permanent_jobs;
      plan.sites.push_back(year);
    }
  }
}

}  // namespace gigaplan::plan
