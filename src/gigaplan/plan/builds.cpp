// What is built, period by period.
#include "gigaplan/base/index.hpp"
#include "gigaplan/plan/steps.hpp"

namespace gigaplan::plan {
namespace {

void add(Plan& plan, const View& view, network::AssetId id, const BuildItem& kind) {
  const auto& asset = plan.compiled.network.assets[id];
  for (std::size_t v = 0; v < asset.vintages.size(); ++v) {
    const auto& vintage = asset.vintages[v];
    const double built = view.built(id, v);
    if (!view.counts(id, built)) continue;
    BuildItem item = kind;
    item.period = vintage.period;
    item.amount = built;
    item.unit = asset.unit;
    item.stood = vintage.stood_since.has_value();
    item.year = vintage.stood_since.value_or(plan.scenario.periods[at(vintage.period)]);
    item.overnight = item.stood ? 0 : built * vintage.overnight_cost;
    item.committed = vintage.committed.has_value();
    plan.builds.push_back(std::move(item));
  }
}

}  // namespace

std::string country_of(const scenario::Scenario& scenario, const BuildItem& build) {
  if (build.plant >= 0) return scenario.plants[at(build.plant)].country;
  return build.site >= 0 ? scenario.sites[at(build.site)].country : std::string();
}

std::string site_of(const scenario::Scenario& scenario, const BuildItem& build) {
  if (build.plant >= 0) return scenario.plants[at(build.plant)].site;
  return build.site >= 0 ? scenario.sites[at(build.site)].id : std::string();
}

void read_builds(Plan& plan, const View& view) {
  const auto& s = plan.scenario;
  const auto& meaning = plan.compiled.meaning;
  for (const auto& site : meaning.sites) {
    const auto& name = s.sites[static_cast<std::size_t>(site.site)].name;
    add(plan, view, site.hall, {.kind = "hall", .what = name, .site = site.site});
    add(plan, view, site.grid, {.kind = "grid", .what = name, .site = site.site});
    if (site.heat.valid()) add(plan, view, site.heat_station, {.kind = "heat", .what = name, .site = site.site});
  }
  for (const auto& standby : meaning.standbys)
    if (standby.backup.valid())
      add(plan, view, standby.backup,
          {.kind = "backup", .what = s.sites[static_cast<std::size_t>(standby.site)].name, .site = standby.site});
  for (const auto& fleet : meaning.fleets)
    add(plan, view, fleet.asset,
        {.kind = "fleet",
         .what = s.accelerators[static_cast<std::size_t>(fleet.accelerator)],
         .site = fleet.site,
         .accelerator = fleet.accelerator});
  for (const auto& stage : meaning.chain.stages)
    for (const auto& source : stage.sources) {
      for (const auto bought : source.bought)
        add(plan, view, bought, {.kind = "parts", .what = stage.pieces + ", " + source.name});
      if (source.factory.valid()) add(plan, view, source.factory, {.kind = "factory", .what = source.name});
    }
  for (const auto& own : meaning.chain.own_chips) {
    const auto& name = s.chain.own_chips[static_cast<std::size_t>(own.own)].name;
    add(plan, view, own.developed, {.kind = "own chip", .what = name, .accelerator = own.accelerator});
    add(plan, view, own.made, {.kind = "chips", .what = name + ", own make", .accelerator = own.accelerator});
    if (own.sold.valid())
      add(plan, view, own.sold, {.kind = "chips", .what = name + ", of its seller", .accelerator = own.accelerator});
  }
  if (s.power.bought_at_prices())  // else the power systems build them
    for (const auto& line : meaning.interconnectors)
      add(plan, view, line.asset, {.kind = "line", .what = s.interconnectors[at(line.interconnector)].name});
  if (meaning.loan.asset.valid()) add(plan, view, meaning.loan.asset, {.kind = "loan", .what = "fees of loans"});
  for (const auto& plant : meaning.plants)
    add(plan, view, plant.asset,
        {.kind = "plant", .what = s.plants[static_cast<std::size_t>(plant.plant)].name, .plant = plant.plant});
}

}  // namespace gigaplan::plan
