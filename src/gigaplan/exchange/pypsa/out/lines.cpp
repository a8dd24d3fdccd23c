// Lines become lines, or transformers where the phase is shifted.
//
//   |f| ≤ upper · C    C a number, or one vintage of an asset that serves this line alone: an extendable line
//   line               x = r = reactance · (1 kV)²  [Ohm], as every bus has v_nom = 1 kV; PyPSA takes x on AC, r
//   elsewhere transformer        x = reactance · s_nom,  phase_shift = −shift  [degrees]
//
// A line without a voltage law is a process forth and one back.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "gigaplan/exchange/pypsa/out/parts.hpp"

namespace gigaplan::exchange::pypsa::out {
namespace {

constexpr double degrees = 180 / std::numbers::pi;  ///< of a radian

bool lawful(const network::Line& line) { return line.reactance != 0 || line.stiff; }

bool always(const std::vector<bool>& flags) {
  return std::ranges::all_of(flags, [](bool yes) { return yes; });
}

bool serves(const std::vector<network::Share>& shares, network::AssetId id) {
  return std::ranges::any_of(shares, [&](const network::Share& share) { return share.asset == id; });
}

/// One vintage that is there throughout and that nothing but the line feels.
bool belongs_to(const network::Network& net, const network::Line& line) {
  if (line.capacity.size() != 1 || line.capacity[0].share != 1 || line.rating != 0) return false;
  const network::AssetId id = line.capacity[0].asset;
  const network::Asset& asset = net.assets[id];
  const bool plain = asset.vintages.size() == 1 && asset.vintages[0].period == 0 && always(asset.vintages[0].alive) &&
                     asset.holds.empty() && asset.draws.empty() &&
                     std::ranges::all_of(asset.stock, [](double v) { return v == 0; });
  const auto users =
      std::ranges::count_if(net.lines, [&](const auto& l) { return serves(l.capacity, id); }) +
      std::ranges::count_if(net.processes, [&](const auto& p) { return serves(p.capacity, id); }) +
      std::ranges::count_if(net.stores, [&](const auto& s) { return serves(s.power, id) || serves(s.level, id); });
  return plain && users == 1;
}

}  // namespace

std::string Exporting::trouble_of(const network::Line& line) const {
  if (line.fixed) return "its flow is given";
  if (!lawful(line)) return {};
  if (!always(line.active)) return "it is not there in every period, and the voltage law with it";
  if (std::isfinite(line.angle) && net_.nodes[line.from].commodity != "AC")
    return "its angle is limited, but not on AC";
  if (!line.capacity.empty() && !belongs_to(net_, line))
    return "its capacity is decided more than once, or together with something else";
  return {};
}

bool Exporting::is_line(network::AssetId id) const {
  return std::ranges::any_of(net_.lines, [&](const network::Line& line) {
    return lawful(line) && serves(line.capacity, id) && belongs_to(net_, line);
  });
}

void Exporting::lines() {
  for (const network::Line& line : net_.lines) {
    if (lawful(line))
      branch(line);
    else
      for (const bool forth : {true, false}) {
        Unit made{.name = line.name + (forth ? " forth" : " back"),
                  .carrier = line.carrier,
                  .legs = {leg(forth ? line.from : line.to, -1.0), leg(forth ? line.to : line.from, 1.0)},
                  .numbers = {},
                  .lower = {},
                  .upper = {},
                  .cost = {}};
        activity(std::move(made), {.upper = &line.upper, .shares = line.capacity, .rating = line.rating}, line.active);
      }
  }
}

void Exporting::branch(const network::Line& line) {
  const bool shifts = !line.shift.is(0) || line.shift_lower < line.shift_upper;
  Row& made = row(shifts ? "transformers" : "lines", line.name);
  made.texts["bus0"] = buses_[static_cast<std::size_t>(line.from.index)];
  made.texts["bus1"] = buses_[static_cast<std::size_t>(line.to.index)];
  if (!shifts) made.texts["carrier"] = net_.nodes[line.from].commodity;
  auto& numbers = made.numbers;
  double base = line.rating;
  if (!line.capacity.empty()) {
    const network::Asset& asset = net_.assets[line.capacity[0].asset];
    const network::Vintage& vintage = asset.vintages[0];
    double lower = vintage.committed.value_or(vintage.lower), upper = vintage.committed.value_or(vintage.upper);
    for (const double v : asset.cap_lower) lower = std::max(lower, v);
    for (const double v : asset.cap_upper) upper = std::min(upper, v);
    double cost = 0, factors = 0;
    for (std::size_t p = 0; p < net_.periods(); ++p) {
      factors += factor_[p];
      if (!vintage.annual_cost.empty()) cost += factor_[p] * vintage.annual_cost[p];
    }
    numbers["s_nom_extendable"] = 1;
    numbers["s_nom_min"] = lower;
    numbers["s_nom_max"] = upper;
    numbers["capital_cost"] = many_periods_ ? cost / factors : cost;
    if (vintage.whole && vintage.block > 0 && !vintage.committed) numbers["s_nom_mod"] = vintage.block;
    base = 1;
  } else if (std::isinf(line.rating)) {
    numbers["s_nom_extendable"] = 1;
    base = 1;
  }
  if (shifts || line.capacity.empty()) numbers["s_nom"] = base;
  const double x = shifts ? line.reactance * base : line.reactance;
  numbers["x"] = x;
  numbers["r"] = x;
  if (std::isfinite(line.angle)) numbers["v_ang_max"] = line.angle * degrees;
  Numbers upper(count()), shift(count());
  for (std::size_t h = 0; h < count(); ++h) upper[h] = line.upper.at(h), shift[h] = -degrees * line.shift.at(h);
  put(made, "s_max_pu", std::move(upper));
  if (!shifts) return;
  put(made, "phase_shift", std::move(shift));
  if (!(line.shift_lower < line.shift_upper)) return;
  numbers["phase_shift_min"] = -degrees * line.shift_upper;
  numbers["phase_shift_max"] = -degrees * line.shift_lower;
}

}  // namespace gigaplan::exchange::pypsa::out
