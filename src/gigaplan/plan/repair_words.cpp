#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gigaplan/base/index.hpp"
#include "gigaplan/plan/repair.hpp"
#include "gigaplan/plan/trade.hpp"
#include "gigaplan/plan/words.hpp"

namespace gigaplan::plan {
namespace {

using solve::RepairItem;

int period_of(const Plan& plan, const RepairItem& item) {
  if (item.axis == program::Axis::period) return item.from;
  if (item.axis != program::Axis::snapshot) return 0;
  const auto& horizon = plan.compiled.network.horizon;
  return horizon.slices[at(horizon.slice_of_snapshot()[at(item.from)])].period;
}

std::string hours_of(const Plan& plan, const RepairItem& item) {
  if (item.axis != program::Axis::snapshot) return {};
  const auto& first = plan.compiled.network.horizon.snapshots[at(item.from)].label;
  if (item.count == 1) return fmt::format(" (hour {})", first);
  return fmt::format(" ({} hours from {})", item.count, first);
}

std::string years(double count) { return fmt::format("{} {}", number(count, 2), count == 1 ? "year" : "years"); }

RepairLine hall_line(const Plan& plan, const compile::SiteRef& ref, int period, double amount_short) {
  const auto& s = plan.scenario;
  const auto& site = s.sites[at(ref.site)];
  const auto short_of = amount(amount_short, "MW_it");
  std::string sentence;
  if (may_open(plan.compiled.network.assets[ref.hall], period)) {
    sentence = fmt::format("hall space at {} in {}: {} more than the {} permitted", site.name, s.periods[at(period)],
                           short_of, amount(site.halls_most, "MW_it"));
  } else {
    const auto wait =
        site.ordering_years() > site.building_years()
            ? fmt::format("{} for equipment, {} of installation", years(site.equipment_years),
                          years(site.installation_years))
            : fmt::format("{} of permit, {} of construction", years(site.permit_years), years(site.construction_years));
    sentence =
        fmt::format("halls at {} in {}: none can open before {} ({}); {} more committed halls ([[built]]) needed",
                    site.name, s.periods[at(period)], site.hall_from, wait, short_of);
  }
  return {.sentence = std::move(sentence), .amount = amount_short, .unit = "MW_it"};
}

// The share within reach: what is asked for less what is missing over the load of the repaired plan, which is all power
// less what batteries lose.
RepairLine carbon_free_line(const Plan& plan, const solve::Repair& repair, int period, double missing) {
  const auto& meaning = plan.compiled.meaning;
  program::Solution repaired;
  repaired.primal = repair.primal;
  const View view(plan.compiled.network, plan.layout, repaired);
  double load = 0;
  const auto add = [&](network::ProcessId process) {
    load += view.yearly(at(period), [&](std::size_t h) { return view.activity(process, h); });
  };
  for (const auto& zone : meaning.zones) add(zone.buy);
  for (const auto& plant : meaning.plants) {
    if (plant.process.valid()) add(plant.process);
    if (!plant.store.valid()) continue;
    load -= view.yearly(at(period),
                        [&](std::size_t h) { return view.charge(plant.store, h) - view.discharge(plant.store, h); });
  }
  load -= view.yearly(at(period), [&](std::size_t h) {
    double lost = 0;
    for (const auto& passage : own_passages(meaning, plan.scenario, view, h)) lost += passage.sent - passage.received;
    return lost;
  });
  const int year = plan.scenario.periods[at(period)];
  const double asked = plan.scenario.power.carbon_free.step(year);
  const double reached = load > 0 ? asked - missing / load : 0;
  return {.sentence = fmt::format("carbon-free energy in {}: {:.4g} % asked, {:.4g} % within reach ({} a year short)",
                                  year, 100 * asked, 100 * reached, amount(missing, "MWh")),
          .amount = missing,
          .unit = "MWh/yr"};
}

}  // namespace

bool may_open(const network::Asset& hall, int period) {
  return std::ranges::any_of(hall.vintages, [&](const network::Vintage& v) {
    return !v.committed && v.period <= period && v.alive[at(period)];
  });
}

RepairLine in_words(const Plan& plan, const solve::Repair& repair, const RepairItem& item) {
  const auto& meaning = plan.compiled.meaning;
  const auto& net = plan.compiled.network;
  const auto& s = plan.scenario;
  const int period = period_of(plan, item);
  const int year = s.periods[at(period)];
  const double value = item.largest;
  const auto line = [&](std::string sentence, std::string unit) {
    return RepairLine{.sentence = std::move(sentence), .amount = value, .unit = std::move(unit)};
  };
  for (const auto& ref : meaning.sites) {
    const auto& site = s.sites[at(ref.site)];
    if (item.member == net.processes[ref.import].name)
      return line(fmt::format("grid connection at {} in {}: {} more than the {} there are", site.name, year,
                              amount(value, "MW"), amount(net.assets[ref.grid].stock[at(period)], "MW")),
                  "MW");
    if (ref.full_power.valid() && item.member == net.nodes[ref.full_power].name)
      return line(
          fmt::format("grid connection at {} in {}: {} more, or as much firm power behind its meter, so that {} "
                      "at once{}",
                      site.name, year, amount(value, "MW"),
                      s.full_power ? "all accelerators there can run" : "what the promises count there can run",
                      s.full_power ? " (full_power)" : ""),
          "MW");
    if (item.member == net.assets[ref.hall].name || item.member == net.nodes[ref.space].name)
      return hall_line(plan, ref, period, value);
    if (ref.water.valid() && item.member == net.nodes[ref.water].name)
      return line(fmt::format("water at {} in {}: {} a year more than the {} allowed", site.name, year,
                              amount(value, "m3"), number(site.water_most)),
                  "m3/yr");
  }
  for (const auto& plant : meaning.plants)
    if (item.member == net.assets[plant.asset].name)
      return line(fmt::format("{} in {}: {} more than the {} offered", s.plants[at(plant.plant)].name, year,
                              amount(value, "MW"), amount(s.plants[at(plant.plant)].most, "MW")),
                  "MW");
  for (const auto& supply : meaning.supplies)
    if (item.member == net.nodes[supply.node].name)
      return line(fmt::format("deliveries of {} in {}: {} short", s.accelerators[at(supply.accelerator)],
                              s.period_name(at(period)), amount(value, "accelerators")),
                  "accelerators");
  if (auto chain = chain_line(plan, item, period)) return *chain;
  if (meaning.budget.valid() && item.member == net.nodes[meaning.budget].name)
    return line(fmt::format("capital for {}: {} short", s.period_name(at(period)), money(value, s.currency)),
                s.currency);
  for (const auto& fund : meaning.funds)
    if (item.member == net.nodes[fund.money].name)
      return line(fmt::format("money of {} for {}: {} short", s.funds[at(fund.fund)].name, s.period_name(at(period)),
                              money(value, s.currency)),
                  s.currency);
  if (meaning.carbon_free.valid() && item.member == net.nodes[meaning.carbon_free].name)
    return carbon_free_line(plan, repair, period, value);
  if (meaning.carbon.valid() && item.member == net.nodes[meaning.carbon].name)
    return line(fmt::format("carbon cap of {}: {} a year, at least {} needed", year,
                            amount(s.power.carbon_cap.step(year), "t CO2"),
                            amount(s.power.carbon_cap.step(year) + value, "t CO2")),
                "t CO2/yr");
  if (auto law = law_line(plan, item, period)) return *law;
  for (const auto& service : meaning.services)
    if (item.member == net.nodes[service.demand].name)
      return line(fmt::format("{} in {}: up to {} cannot be served{}", s.services[at(service.service)].name, year,
                              amount(value, "requests/h"), hours_of(plan, item)),
                  "requests/h");
  return line(fmt::format("{} of {} in {}: {} short", item.family, item.member, year, amount(value, item.unit)),
              item.unit);
}

}  // namespace gigaplan::plan
