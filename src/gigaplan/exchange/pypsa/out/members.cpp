// Rows become tables; time becomes snapshots and investment periods.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gigaplan/exchange/pypsa/instants.hpp"
#include "gigaplan/exchange/pypsa/out/parts.hpp"

namespace gigaplan::exchange::pypsa::out {

Row& Exporting::row(const std::string& list, const std::string& name) {
  auto& rows = rows_[list];
  const int before = taken_[list][name]++;
  rows.push_back({.name = before == 0 ? name : fmt::format("{} ({})", name, before + 1)});
  return rows.back();
}

std::string Exporting::bus(const std::string& name, const std::string& carrier, const std::string& unit) {
  Row& made = row("buses", name);
  made.texts["carrier"] = carrier;
  made.texts["unit"] = unit;
  return made.name;
}

void Exporting::put(Row& row, const std::string& attribute, Numbers values) {
  if (std::ranges::all_of(values, [&](double v) { return v == values.front(); }))
    row.numbers[attribute] = values.front();
  else
    row.series[attribute] = std::move(values);
}

void Exporting::load(const std::string& bus, Numbers demand) {
  if (std::ranges::all_of(demand, [](double v) { return v == 0; })) return;
  Row& made = row("loads", "demand of " + bus);
  made.texts["bus"] = bus;
  put(made, "p_set", std::move(demand));
}

void Exporting::slack(const std::string& bus, double sign, Numbers open) {
  Row& made = row("generators", (sign < 0 ? "surplus of " : "supply of ") + bus);
  made.texts["bus"] = bus;
  made.texts["carrier"] = "slack";
  made.numbers["sign"] = sign;
  made.numbers["p_nom_extendable"] = 1;
  put(made, "p_max_pu", std::move(open));
}

// A process has two buses at least: one that has a single port names its bus twice, the second time with nothing.
void Exporting::unit(Unit unit) {
  if (unit.legs.empty()) unit.legs.push_back({bus("nowhere of " + unit.name, "nothing", ""), none()});
  if (unit.legs.size() == 1) unit.legs.push_back({unit.legs.front().bus, none()});
  Row& made = row("processes", unit.name);
  made.texts["carrier"] = unit.carrier;
  made.numbers = unit.numbers;
  for (std::size_t i = 0; i < unit.legs.size(); ++i) {
    made.texts[fmt::format("bus{}", i)] = unit.legs[i].bus;
    put(made, fmt::format("rate{}", i), std::move(unit.legs[i].rate));
  }
  if (!unit.lower.empty()) put(made, "p_min_pu", std::move(unit.lower));
  if (!unit.upper.empty()) put(made, "p_max_pu", std::move(unit.upper));
  if (!unit.cost.empty()) put(made, "marginal_cost", std::move(unit.cost));
}

Leg Exporting::leg(network::NodeId id, const network::Series& coefficient) const {
  const auto n = static_cast<std::size_t>(id.index);
  const auto& node = net_.nodes[id];
  Leg leg{buses_[n], none()};
  for (std::size_t h = 0; h < count(); ++h) {
    double hours = 1;  // of the year, per hour of the clock
    if (node.speed != network::Speed::hourly) {
      hours = net_.horizon.snapshots[h].energy / tau(h);
      if (node.speed == network::Speed::stock || node.whole_horizon) hours *= net_.horizon.periods[period_[h]].years;
    }
    leg.rate[h] = scale_[n] * hours * coefficient.at(h);
  }
  return leg;
}

Component Exporting::component(const std::string& list) const {
  const auto& rows = rows_.at(list);
  Component component;
  component.list = list;
  for (const Row& row : rows) {
    component.index[row.name] = static_cast<std::int32_t>(component.names.size());
    component.names.push_back(row.name);
  }
  for (std::size_t m = 0; m < rows.size(); ++m) {
    for (const auto& [name, text] : rows[m].texts) component.ensure(attribute_of(list, name), 1).texts[m] = text;
    for (const auto& [name, value] : rows[m].numbers) component.ensure(attribute_of(list, name), 1).numbers[m] = value;
    for (const auto& [name, values] : rows[m].series) {
      auto found = std::ranges::find(component.varying, name, &Varying::name);
      if (found == component.varying.end())
        found = component.varying.insert(found, Varying{.name = name, .members = {}, .values = {}});
      found->members.push_back(static_cast<std::int32_t>(m));
      found->values.push_back(std::make_shared<const Numbers>(values));
    }
  }
  return component;
}

void Exporting::horizon(Tables& tables) const {
  for (std::size_t h = 0; h < count(); ++h) {
    const auto& snapshot = net_.horizon.snapshots[h];
    tables.objective_weight.push_back(snapshot.cost * (many_periods_ ? 1 : factor_.front()));
    tables.store_weight.push_back(snapshot.elapsed);
    tables.generator_weight.push_back(snapshot.energy);
    const auto instant = instant_of_text(snapshot.label + ":00");
    if (instant) tables.snapshots.numbers.push_back(*instant);
    if (many_periods_) tables.snapshot_period.push_back(net_.horizon.periods[period_[h]].first_year);
  }
  tables.snapshots.kind = Labels::Kind::instant;
  if (tables.snapshots.numbers.size() < count()) {
    tables.snapshots.kind = Labels::Kind::integer;
    tables.snapshots.numbers.clear();
    for (std::size_t h = 0; h < count(); ++h) tables.snapshots.numbers.push_back(static_cast<std::int64_t>(h));
  }
  if (!many_periods_) return;
  for (std::size_t p = 0; p < net_.periods(); ++p) {
    tables.periods.push_back(net_.horizon.periods[p].first_year);
    tables.period_objective.push_back(factor_[p]);
    tables.period_years.push_back(net_.horizon.periods[p].years);
  }
}

}  // namespace gigaplan::exchange::pypsa::out
