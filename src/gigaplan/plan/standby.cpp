#include "gigaplan/plan/standby.hpp"

#include <fmt/format.h>

#include "gigaplan/base/index.hpp"
#include "gigaplan/plan/words.hpp"

namespace gigaplan::plan {
namespace {

constexpr double slack = 1e-6;

std::string units(scenario::Redundancy redundancy, int n) { return fmt::format("{} of {}", word(redundancy), n); }

// What stands of a vintage, in money of its own.
double of_vintages(const Plan& plan, const View& view, network::AssetId id, std::size_t p, const auto& each) {
  const auto& vintages = plan.compiled.network.assets[id].vintages;
  double sum = 0;
  for (std::size_t v = 0; v < vintages.size(); ++v)
    if (vintages[v].alive[p]) sum += view.built(id, v) * each(vintages[v]);
  return sum;
}

// Σ of what an asset's capacity gives to a yearly node.
double given(const Plan& plan, const View& view, network::AssetId id, network::NodeId node, std::size_t p) {
  double sum = 0;
  for (const auto& hold : plan.compiled.network.assets[id].holds)
    if (hold.node == node) sum -= hold.amount.at(p) * view.capacity(id, p);
  return sum;
}

double firm_of(const Plan& plan, const View& view, const compile::StandbyRef& ref, std::size_t p) {
  const auto& meaning = plan.compiled.meaning;
  double firm = given(plan, view, meaning.sites[at(ref.site)].grid, ref.firm, p);
  for (const auto& plant : meaning.plants) firm += given(plan, view, plant.asset, ref.firm, p);
  return firm;
}

}  // namespace

std::vector<StandbyRow> standby_rows(const Plan& plan) {
  std::vector<StandbyRow> rows;
  const View view = plan.view();
  for (const auto& year : plan.sites) {
    if (year.accelerators <= 0) continue;
    const auto p = at(year.period);
    const auto& ref = plan.compiled.meaning.standbys[at(year.site)];
    const auto& standby = plan.scenario.sites[at(year.site)].standby;
    StandbyRow row{.site = year.site,
                   .period = year.period,
                   .peak = year.used_it_power * plan.compiled.meaning.sites[at(year.site)].peak_pue,
                   .power = units(standby.power, standby.units),
                   .cooling = units(standby.cooling, standby.units),
                   .backup = standby.backup ? standby.backup->kind : "none"};
    row.lost_power = ref.lost_power, row.lost_cooling = ref.lost_cooling, row.lost_grid = ref.lost_grid;
    row.lost = row.lost_power + row.lost_cooling + row.lost_grid;
    if (ref.backup.valid()) {
      row.backup_power = view.capacity(ref.backup, p);
      row.backup_hours = standby.backup->hours;
      row.fuel_store = ref.fuel_store * row.backup_power;
      row.overnight = of_vintages(plan, view, ref.backup, p, [](const auto& v) { return v.overnight_cost; });
      row.cost = of_vintages(plan, view, ref.backup, p, [&](const auto& v) { return v.annual_cost[p]; });
      row.carbon = ref.carbon * row.backup_power;
    }
    if (ref.firm.valid()) row.firm = firm_of(plan, view, ref, p);
    rows.push_back(std::move(row));
  }
  return rows;
}

void check_standby(Plan& plan) {
  for (const auto& row : standby_rows(plan)) {
    const auto& site = plan.scenario.sites[at(row.site)];
    const auto& ref = plan.compiled.meaning.standbys[at(row.site)];
    const auto period = std::to_string(plan.scenario.periods[at(row.period)]);
    if (ref.backup.valid()) {
      const double needed = ref.power_units * row.peak;
      plan.compliance.push_back(
          {.rule = fmt::format("backup power for the peak draw, {}", row.power),
           .law = "rule of the scenario",
           .subject = site.name,
           .period = period,
           .fulfilled_by = row.backup,
           .evidence =
               fmt::format("{} MW for a peak of {} MW over {:g} h; {:.2f} hours a year below full load expected",
                           number(row.backup_power), number(row.peak), row.backup_hours, row.lost),
           .fulfilled = row.backup_power >= needed * (1 - slack)});
    }
    if (!ref.firm.valid()) continue;
    const double needed = (1 + *site.standby.reserve_margin) * row.peak;
    plan.compliance.push_back(
        {.rule = fmt::format("firm capacity {:.0f} % above the peak draw", 100 * *site.standby.reserve_margin),
         .law = "rule of the scenario",
         .subject = site.name,
         .period = period,
         .fulfilled_by = "connection and own plants by their capacity credit",
         .evidence = fmt::format("{} MW of {} MW needed", number(row.firm), number(needed)),
         .fulfilled = row.firm >= needed * (1 - slack)});
  }
}

}  // namespace gigaplan::plan
