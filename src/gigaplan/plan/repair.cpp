// Why there is no plan: the smallest repair of the program, in the user's words.
//
// Limits that a decision can move may give way, each measured as a share of itself: grid connections, hall space, chip
// deliveries, capital, carbon and the carbon-free share. Only where these cannot help does the demand itself give way.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gigaplan/plan/steps.hpp"
#include "gigaplan/plan/words.hpp"
#include "gigaplan/solve/elastic.hpp"

namespace gigaplan::plan {
namespace {

using solve::Relaxable;
using solve::RepairItem;

// Names a limit for the repair only when the program has it.
void offer(std::vector<Relaxable>& list, const program::Program& program, const Relaxable& limit) {
  const auto& runs = limit.column ? program.column_runs : program.row_runs;
  const auto& families = limit.column ? program.column_families : program.row_families;
  const bool there = std::ranges::any_of(runs, [&](const program::Run& run) {
    return run.member == limit.member && families[static_cast<std::size_t>(run.family)].name == limit.family;
  });
  if (there) list.push_back(limit);
}

std::vector<Relaxable> movable(const Plan& plan, const program::Program& program) {
  const auto& meaning = plan.compiled.meaning;
  const auto& net = plan.compiled.network;
  std::vector<Relaxable> list;
  for (const auto& site : meaning.sites) {
    const auto& import = net.processes[site.import].name;
    offer(list, program,
          {.column = true, .family = "activity", .member = import, .side = solve::Side::upper, .together = true});
    offer(list, program, {.family = "activity_upper", .member = import, .side = solve::Side::upper, .together = true});
    offer(list, program,
          {.family = "capacity_limit", .member = net.assets[site.hall].name, .side = solve::Side::upper});
    offer(list, program, {.family = "rate_balance", .member = net.nodes[site.space].name, .side = solve::Side::lower});
    if (site.water.valid())
      offer(list, program,
            {.family = "rate_balance", .member = net.nodes[site.water].name, .side = solve::Side::lower});
  }
  const auto yearly = [&](network::NodeId node, const char* family) {
    if (node.valid())
      offer(list, program, {.family = family, .member = net.nodes[node].name, .side = solve::Side::lower});
  };
  for (const auto& supply : meaning.supplies) yearly(supply.node, "stock_balance");
  yearly(meaning.budget, "stock_balance");
  yearly(meaning.carbon_free, "rate_balance");
  yearly(meaning.carbon, "rate_balance");
  for (const auto& service : meaning.services)
    offer(list, program,
          {.family = "hourly_balance",
           .member = net.nodes[service.demand].name,
           .side = solve::Side::both,
           .priority = 1});
  return list;
}

std::string hours_of(const Plan& plan, const RepairItem& item) {
  const auto& snapshots = plan.compiled.network.horizon.snapshots;
  if (item.axis != program::Axis::snapshot) return {};
  const auto& first = snapshots[static_cast<std::size_t>(item.from)].label;
  if (item.count == 1) return fmt::format(" (hour {})", first);
  return fmt::format(" ({} hours from {})", item.count, first);
}

int year_of(const Plan& plan, const RepairItem& item) {
  if (item.axis == program::Axis::period) return plan.scenario.periods[static_cast<std::size_t>(item.from)];
  if (item.axis == program::Axis::snapshot) {
    const auto slices = plan.compiled.network.horizon.slice_of_snapshot();
    return plan.scenario.periods[static_cast<std::size_t>(slices[static_cast<std::size_t>(item.from)])];
  }
  return plan.scenario.periods.front();
}

RepairLine in_words(const Plan& plan, const RepairItem& item) {
  const auto& meaning = plan.compiled.meaning;
  const auto& net = plan.compiled.network;
  const auto& s = plan.scenario;
  const int year = year_of(plan, item);
  const auto line = [&](std::string sentence, double value, std::string unit) {
    return RepairLine{std::move(sentence), value, std::move(unit)};
  };
  for (const auto& site : meaning.sites) {
    const auto& name = s.sites[static_cast<std::size_t>(site.site)].name;
    if (item.member == net.processes[site.import].name)
      return line(fmt::format("grid connection at {} in {}: {} short", name, year, amount(item.largest, "MW")),
                  item.largest, "MW");
    if (item.member == net.assets[site.hall].name || item.member == net.nodes[site.space].name)
      return line(fmt::format("hall space at {} in {}: {} short", name, year, amount(item.largest, "MW_it")),
                  item.largest, "MW_it");
    if (site.water.valid() && item.member == net.nodes[site.water].name)
      return line(fmt::format("water at {} in {}: {} short", name, year, amount(item.largest, "m3/yr")), item.largest,
                  "m3/yr");
  }
  for (const auto& supply : meaning.supplies)
    if (item.member == net.nodes[supply.node].name)
      return line(
          fmt::format("deliveries of {} in {}-{}: {} short",
                      s.accelerators[static_cast<std::size_t>(supply.accelerator)], year,
                      s.period_end(static_cast<std::size_t>(item.from)) - 1, amount(item.largest, "accelerators")),
          item.largest, "accelerators");
  if (meaning.budget.valid() && item.member == net.nodes[meaning.budget].name)
    return line(fmt::format("capital for {}: {} short", year, money(item.largest, s.currency)), item.largest,
                s.currency);
  if (meaning.carbon_free.valid() && item.member == net.nodes[meaning.carbon_free].name)
    return line(
        fmt::format("carbon-free energy in {}: {} a year short of the target", year, amount(item.largest, "MWh")),
        item.largest, "MWh/yr");
  if (meaning.carbon.valid() && item.member == net.nodes[meaning.carbon].name)
    return line(fmt::format("carbon cap of {}: {} a year too tight", year, amount(item.largest, "t CO2")), item.largest,
                "t/yr");
  for (const auto& service : meaning.services)
    if (item.member == net.nodes[service.demand].name)
      return line(fmt::format("{} in {}: up to {} cannot be served{}",
                              s.services[static_cast<std::size_t>(service.service)].name, year,
                              amount(item.largest, "requests/h"), hours_of(plan, item)),
                  item.largest, "requests/h");
  return line(fmt::format("{} of {} in {}: {} short", item.family, item.member, year, amount(item.largest, item.unit)),
              item.largest, item.unit);
}

}  // namespace

std::vector<RepairLine> repair_in_words(const Plan& plan, const program::Program& program, const PlanOptions& options,
                                        const Context& context) {
  context.report("repair", -1, "looking for the smallest change that makes a plan possible");
  const auto repair = solve::find_repair(program, movable(plan, program), options.solver, context);
  std::vector<RepairLine> lines;
  if (repair.status != program::Status::optimal) return lines;
  for (const auto& item : repair.items)
    if (item.largest > 1e-6 * (1 + std::abs(item.limit))) lines.push_back(in_words(plan, item));
  return lines;
}

}  // namespace gigaplan::plan
