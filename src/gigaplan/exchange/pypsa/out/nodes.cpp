// Nodes become buses.
//
//   hourly   a bus; demand: a load
//   yearly   a bus and a store that keeps the account of the period: it may fall below zero, and is empty at the end
//            of every period (of the horizon, where the node counts over all of it). A flow of one unit in an hour that
//            stands for ε hours of the year counts ε / τ. The limit is a load in the first snapshot. A node that
//            nothing hourly flows into needs no account: all that it counts happens in the first snapshot of each
//            period.
//   keep     the account of a stock that keeps something may stay above zero, and loses 1 − keep as a period begins
//   ≥, ≤     what may vanish, or come from nowhere, at no cost
//
// The units of a bus are those of its node, times a power of ten that makes the largest coefficient about one; where
// lines meet, they are those of the node.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gigaplan/exchange/pypsa/out/parts.hpp"

namespace gigaplan::exchange::pypsa::out {
namespace {

double largest(const network::Series& series) {
  if (series.constant()) return std::abs(series.at(0));
  double most = 0;
  for (const double v : series.values()) most = std::max(most, std::abs(v));
  return most;
}

}  // namespace

void Exporting::nodes() {
  std::vector<double> most(net_.nodes.size(), 0.0);
  const auto meet = [&](network::NodeId id, const network::Series& amount) {
    auto& value = most[static_cast<std::size_t>(id.index)];
    value = std::max(value, largest(amount));
  };
  for (const auto& process : net_.processes)
    for (const auto& port : process.ports) meet(port.node, port.coefficient);
  for (const auto& store : net_.stores) meet(store.node, 1.0);
  for (const auto& asset : net_.assets) {
    for (const auto& draw : asset.draws) meet(draw.node, draw.amount);
    for (const auto& hold : asset.holds) meet(hold.node, hold.amount);
  }
  for (const auto& line : net_.lines)
    for (const auto end : {line.from, line.to}) most[static_cast<std::size_t>(end.index)] = 0;
  for (std::size_t n = 0; n < net_.nodes.size(); ++n) {
    scale_.push_back(most[n] > 0 ? std::pow(10.0, -std::round(std::log10(most[n]))) : 1.0);
    const auto& node = net_.nodes[net_.nodes.id(n)];
    const auto unit = scale_[n] == 1 ? node.unit : fmt::format("{:g} {}", 1 / scale_[n], node.unit);
    buses_.push_back(bus(node.name, node.commodity, unit));
  }
  for (std::size_t n = 0; n < net_.nodes.size(); ++n) node(n);
}

void Exporting::node(std::size_t n) {
  const auto& node = net_.nodes[net_.nodes.id(n)];
  if (node.speed != network::Speed::hourly) return yearly_node(n, buses_[n], scale_[n]);
  Numbers demand(count());
  for (std::size_t h = 0; h < count(); ++h) demand[h] = scale_[n] * node.demand.at(h);
  load(buses_[n], std::move(demand));
  if (node.sense == network::Sense::at_least) slack(buses_[n], -1, all(1));
  if (node.sense == network::Sense::at_most) slack(buses_[n], 1, all(1));
}

void Exporting::yearly_node(std::size_t n, const std::string& bus, double scale) {
  const auto id = net_.nodes.id(n);
  const auto& node = net_.nodes[id];
  const bool stock = node.speed == network::Speed::stock;
  const bool hourly = std::ranges::any_of(net_.processes, [&](const network::Process& process) {
    return !process.yearly && std::ranges::find(process.ports, id, &network::Port::node) != process.ports.end();
  });
  Numbers demand = none(), vanish = none(), come = none();
  for (std::size_t p = 0; p < net_.periods(); ++p) {
    const auto h = slices_[p].first;
    if (node.whole_horizon && p > 0) continue;
    const double limit = node.limit.empty() ? 0 : node.limit[p];
    if (std::isfinite(limit)) demand[h] = scale * (stock ? -limit : limit) / tau(h);
    if (node.sense == network::Sense::at_least || !std::isfinite(limit)) vanish[h] = 1;
    if (node.sense == network::Sense::at_most || !std::isfinite(limit)) come[h] = 1;
  }
  const auto some = [](const Numbers& v) { return std::ranges::any_of(v, [](double x) { return x != 0; }); };
  if (some(vanish)) slack(bus, -1, std::move(vanish));
  if (some(come)) slack(bus, 1, std::move(come));
  load(bus, std::move(demand));
  if (!hourly && node.keep == 0 && !node.whole_horizon) return;
  Numbers lower = all(-1), upper = all(1), loss = none();
  for (std::size_t p = 0; p < net_.periods(); ++p) {
    if (node.whole_horizon && p + 1 < net_.periods()) continue;
    lower[slices_[p].last] = 0;
    if (node.keep == 0) upper[slices_[p].last] = 0;
    if (node.keep > 0 && p > 0) loss[slices_[p].first] = 1 - std::pow(node.keep, 1 / tau(slices_[p].first));
  }
  Row& account = row("stores", "account of " + bus);
  account.texts["bus"] = bus;
  account.texts["carrier"] = "account";
  account.numbers["e_nom_extendable"] = 1;
  put(account, "e_min_pu", std::move(lower));
  put(account, "e_max_pu", std::move(upper));
  put(account, "standing_loss", std::move(loss));
}

}  // namespace gigaplan::exchange::pypsa::out
