// What has no exact counterpart in PyPSA, or none that is built: each thing by name.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gigaplan/exchange/pypsa/out/parts.hpp"

namespace gigaplan::exchange::pypsa::out {

void Exporting::refuse(const std::string& what, const std::string& why) {
  faults_.add("GP3216", {net_.name, 0, 0}, fmt::format("{} cannot be written as a PyPSA network: {}", what, why),
              "leave it out of the plan that is to be exported");
}

namespace {

bool always(const std::vector<bool>& active) {
  return std::ranges::all_of(active, [](bool yes) { return yes; });
}

/// Why a store cannot be carried over; empty when it can.
std::string trouble(const network::Store& store) {
  if (store.linked) return "its level runs through a calendar of representative days; plan it with all hours";
  if (!store.cyclic || !store.per_period) return "only stores that end every period as they began it are written";
  if (!store.depletion.empty()) return "what it uses up counts in a yearly balance";
  if (!always(store.active)) return "it is not there in every period";
  if (store.fixed_level || store.fixed_power) return "its level or power is given";
  if (!store.level_cost.is(0)) return "its level costs";
  if (store.level.empty()) return {};
  if (!store.level_rating.is(0) || !store.level_lower.is(0) || !store.level_upper.is(1))
    return "its size is decided and its level has limits besides";
  return {};
}

std::string trouble(const network::Process& process) {
  if (process.ramp || process.commitment) return "ramps and commitment are not written";
  for (const auto& port : process.ports)
    if (!port.left.empty()) return "what it gives is on its way for a while";
  if (process.fixed) return "its activity is given";
  if (!process.quadratic.is(0)) return "its cost is quadratic";
  if (std::isfinite(process.energy_min) || std::isfinite(process.energy_max)) return "its energy is limited";
  if (!process.capacity.empty() && !process.lower.is(0)) return "its capacity is decided and it has a least activity";
  return {};
}

}  // namespace

void Exporting::refuse_what_pypsa_lacks() {
  if (net_.horizon.scenarios.size() > 1 || net_.risk) refuse("a plan with several futures", "not built");
  if (net_.goals.size() > 1 || (!net_.goals.empty() && !net_.goals.front().least_cost))
    refuse(fmt::format("the goal \"{}\"", net_.goals.front().name), "PyPSA seeks the least cost");
  for (const auto& line : net_.lines)
    if (const auto why = trouble_of(line); !why.empty()) refuse(fmt::format("line \"{}\"", line.name), why);
  for (const auto& limit : net_.limits)
    refuse(fmt::format("limit \"{}\"", limit.name), "limits over several capacities are not written");
  for (const auto& process : net_.processes)
    if (const auto why = trouble(process); !why.empty()) refuse(fmt::format("process \"{}\"", process.name), why);
  for (const auto& store : net_.stores)
    if (const auto why = trouble(store); !why.empty()) refuse(fmt::format("store \"{}\"", store.name), why);
  for (const auto& asset : net_.assets) {
    if (asset.may_retire) refuse(fmt::format("asset \"{}\"", asset.name), "it may close early");
    for (const auto& draw : asset.draws)
      if (draw.lead_years != 0)
        refuse(fmt::format("asset \"{}\"", asset.name), "what it is built of is drawn before its first year");
  }
  for (std::size_t p = 1; p < net_.periods(); ++p)
    if (net_.horizon.periods[p].first_year <= net_.horizon.periods[p - 1].first_year)
      refuse("the order of the periods", "PyPSA's investment periods are years that rise");
}

}  // namespace gigaplan::exchange::pypsa::out
