// Backup power at a site, sized to its peak draw; it runs in tests and outages only.
//
//   backup[s, p] ≥ u_power · max PUE[s] · Σ_a busy power_a · fleet[s, a, p]                       [MW], a yearly row
//     u_power  installed over needed (redundancy.cpp);  max PUE  of all hours of the year
//   cost [money/MW/yr]   annuity of sets, tanks and first filling + fixed operation + running hours · (fuel + CO2)
//     tanks and filling  hours / efficiency · (tank + fuel price), diesel only: a gas pipe is taken to hold
//   running hours        tests + hours of outages carried / u_power
#include <fmt/format.h>

#include "gigaplan/base/index.hpp"
#include "gigaplan/compile/redundancy.hpp"
#include "gigaplan/compile/technology_cost.hpp"

namespace gigaplan::compile {
namespace {

const char* technology_of(const std::string& kind) {
  return kind == "diesel" ? "diesel backup" : kind == "gas" ? "reciprocating gas engine" : "battery storage";
}

struct BackupCost {
  double overnight = 0, annual = 0, life = 0;
};

// `ref` learns what a MW keeps of fuel and emits.
BackupCost cost_of(Work& work, const scenario::Backup& backup, int year, StandbyRef& ref) {
  const auto& tech = work.figures.catalogue().technology(technology_of(backup.kind));
  const bool battery = backup.kind == "battery";
  const auto own = technology_cost(work, tech, year, battery ? backup.hours : 0, work.scenario.power.carbon_price);
  BackupCost cost{.overnight = backup.cost.value_or(own.overnight), .life = own.life};
  cost.annual = own.annual / own.overnight * cost.overnight;
  if (backup.kind == "diesel") {
    ref.fuel_store = backup.hours / work.figures.note(tech.efficiency->at(year));
    const double store = ref.fuel_store * (work.figures.take("building/backup/tank", "money/MWh") +
                                           work.figures.take(tech.fuel->at(year), "money/MWh"));
    cost.overnight += store;
    cost.annual += store * annuity(work.scenario.discount_rate, cost.life);
  }
  if (battery) return cost;
  cost.annual += ref.running * own.marginal;
  ref.carbon = ref.running * own.carbon;
  return cost;
}

void add_backup(Work& work, StandbyRef& ref) {
  const auto& place = work.scenario.sites[at(ref.site)];
  const auto& backup = *place.standby.backup;
  const auto& site = work.meaning.sites[at(ref.site)];
  auto& net = work.network;
  ref.running = backup.tests + (ref.grid_out - ref.lost_grid) / ref.power_units;
  network::Asset asset{
      .name = "backup " + place.id, .carrier = technology_of(backup.kind), .place = place.id, .unit = "MW"};
  for (std::size_t p = 0; p < work.periods(); ++p) {
    const auto cost = cost_of(work, backup, work.scenario.periods[p], ref);
    asset.vintages.push_back(work.vintage(p, cost.life, cost.annual, cost.overnight));
  }
  const auto covered = work.at_least("backup of the peak " + place.id, "backup power", place.id, "MW");
  asset.holds.push_back({.node = covered, .amount = -1.0});
  if (work.meaning.carbon.valid() && ref.carbon > 0)
    asset.holds.push_back({.node = work.meaning.carbon, .amount = ref.carbon});
  peak_draw_holds(work, site, covered, ref.power_units);
  charge_budget(work, asset, "backup", place.country);
  ref.backup = net.assets.add(std::move(asset));
}

}  // namespace

void build_backup(Work& work) {
  for (auto& ref : work.meaning.standbys)
    if (work.scenario.sites[at(ref.site)].standby.backup) add_backup(work, ref);
}

}  // namespace gigaplan::compile
