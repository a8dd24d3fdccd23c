#include "gigaplan/report/check.hpp"

#include <fmt/format.h>

#include <map>
#include <set>
#include <stdexcept>
#include <string_view>

namespace gigaplan::report {
namespace {

[[noreturn]] void refuse(std::string_view field, const std::string& why) {
  throw std::invalid_argument(fmt::format("report document, {}: {}", field, why));
}

class Known {
 public:
  explicit Known(const Document& d) : periods_(static_cast<int>(d.periods.size())) {
    for (const Site& site : d.sites) once(sites_, "sites", site.id);
    for (const Service& service : d.services) once(services_, "services", service.id);
    for (const Place& place : d.places) once(places_, "places", place.id);
  }
  void period(std::string_view field, int index, bool may_be_all = false) const {
    if (index >= periods_ || index < (may_be_all ? -1 : 0)) refuse(field, fmt::format("there is no period {}", index));
  }
  void site(std::string_view field, const std::string& id) const {
    if (!id.empty() && !sites_.contains(id)) refuse(field, fmt::format("there is no site \"{}\"", id));
  }
  void service(std::string_view field, const std::string& id) const {
    if (!id.empty() && !services_.contains(id)) refuse(field, fmt::format("there is no service \"{}\"", id));
  }
  void end(std::string_view field, const std::string& id) const {
    if (!sites_.contains(id) && !places_.contains(id))
      refuse(field, fmt::format("there is no site or place \"{}\"", id));
  }

 private:
  static void once(std::set<std::string>& ids, std::string_view field, const std::string& id) {
    if (id.empty()) refuse(field, "an id is empty");
    if (!ids.insert(id).second) refuse(field, fmt::format("\"{}\" is there twice", id));
  }
  int periods_;
  std::set<std::string> sites_, services_, places_;
};

void same_length(std::string_view field, const std::string& name, std::size_t found, std::size_t wanted) {
  if (found != wanted) refuse(field, fmt::format("\"{}\" has {} values, {} expected", name, found, wanted));
}

void check_hours(const Document& d, const Known& known) {
  std::map<int, std::size_t> length;
  for (const Axis& axis : d.hours.axes) {
    known.period("hours.axes", axis.period);
    if (!length.emplace(axis.period, 0).second) refuse("hours.axes", fmt::format("two for period {}", axis.period));
    for (const Stretch& stretch : axis.stretches) {
      if (stretch.hours <= 0) refuse("hours.axes", fmt::format("stretch \"{}\" has no hours", stretch.label));
      length[axis.period] += static_cast<std::size_t>(stretch.hours);
    }
  }
  for (const Frame& frame : d.hours.frames) {
    known.site("hours.frames", frame.site);
    const auto axis = length.find(frame.period);
    if (axis == length.end()) refuse("hours.frames", fmt::format("period {} has no axis", frame.period));
    for (const Series& series : frame.series)
      same_length("hours.frames", series.name, series.values.size(), axis->second);
  }
}

void check_money(const Finance& finance) {
  for (const MoneyYears& years : finance.cash_flows)
    for (const MoneySeries& series : years.series)
      same_length("finance.cash_flows", series.name, series.values.size(), years.years.size());
  for (const DebtCover& debt : finance.debt) {
    same_length("finance.debt", "balance", debt.balance.size(), debt.years.size());
    for (const auto* row : {&debt.drawn, &debt.repaid, &debt.limit})
      if (!row->empty()) same_length("finance.debt", debt.title, row->size(), debt.years.size());
    same_length("finance.debt", "dscr", debt.dscr.size(), debt.years.size());
  }
  for (const TwoWayTable& table : finance.tables) {
    same_length("finance.tables", "rows", table.values.size(), table.row_at.size());
    for (const auto& row : table.values) same_length("finance.tables", "columns", row.size(), table.column_at.size());
  }
}

}  // namespace

void check(const Document& d) {
  const Known known(d);
  for (const Site& site : d.sites) same_length("sites.by_period", site.id, site.by_period.size(), d.periods.size());
  for (const Flow& flow : d.flows) {
    known.period("flows", flow.period);
    known.end("flows.from", flow.from);
    known.end("flows.to", flow.to);
  }
  for (const Task& task : d.timeline) known.site("timeline", task.site);
  for (const FleetRow& row : d.fleet) known.period("fleet", row.period), known.site("fleet", row.site);
  check_hours(d, known);
  for (const CostRow& row : d.costs) known.period("costs", row.period), known.site("costs", row.site);
  for (const UnitCost& row : d.unit_costs)
    known.period("unit_costs", row.period), known.service("unit_costs", row.service);

  std::set<std::string> nodes;
  for (const EnergyNode& node : d.energy_flow.nodes) nodes.insert(node.id);
  for (const EnergyLink& link : d.energy_flow.links) {
    known.period("energy_flow.links", link.period);
    for (const std::string& end : {link.from, link.to})
      if (!nodes.contains(end)) refuse("energy_flow.links", fmt::format("there is no node \"{}\"", end));
  }
  for (const Bottleneck& b : d.bottlenecks)
    known.period("bottlenecks", b.period, true), known.site("bottlenecks", b.site);
  for (const TokenRow& row : d.tokens) {
    known.period("tokens", row.period);
    known.service("tokens", row.service);
    known.site("tokens", row.site);
  }
  for (const Forbidden& f : d.forbidden) known.service("forbidden", f.service), known.site("forbidden", f.site);
  for (const BalanceRow& row : d.balances) known.period("balances", row.period);
  for (const SupplyRow& row : d.supply) known.period("supply", row.period);
  for (const Target& target : d.targets) known.period("targets", target.period);
  for (const VariantRow& row : d.variants.rows)
    same_length("variants.rows", row.quantity, row.values.size(), d.variants.names.size());
  if (!d.variants.changes.empty())
    same_length("variants", "changes", d.variants.changes.size(), d.variants.names.size());
  if (d.variants.here >= static_cast<int>(d.variants.names.size()))
    refuse("variants", fmt::format("there is no run {}", d.variants.here));
  check_money(d.finance);
}

}  // namespace gigaplan::report
