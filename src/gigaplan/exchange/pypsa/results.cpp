#include "gigaplan/exchange/pypsa/results.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <numbers>

#include "gigaplan/exchange/pypsa/results_parts.hpp"

namespace gigaplan::exchange::pypsa {

void Results::add() {
  injection_.resize(import_.trace.buses.size());
  carriers("links", "bus0");
  carriers("lines", "bus0");
  carriers("stores", "bus");
  generators();
  branches("links");
  branches("processes");
  storage_units();
  stores();
  passive("lines");
  passive("transformers");
  loads();
  buses();
  angles();
  constraints();
  tables_.numbers["objective_constant"] = import_.trace.objective_constant;
  tables_.numbers["objective"] = solution_.objective - import_.trace.objective_constant;
  if (tables_.many_periods()) tables_.numbers["_multi_invest"] = 1;
}

Component* Results::table(const std::string& list) {
  const auto found = tables_.components.find(list);
  return found == tables_.components.end() || found->second.names.empty() ? nullptr : &found->second;
}

const Member& Results::member(const std::string& list, std::size_t m) const {
  return import_.trace.members.at(list)[m];
}

Numbers Results::columns(const std::vector<std::int32_t>& first) const {
  Numbers values(horizon_, 0.0);
  for (std::size_t s = 0; s < first.size(); ++s) {
    if (first[s] < 0) continue;
    const network::Slice& slice = net_.horizon.slices[s];
    for (int i = 0; i < slice.count; ++i) values[at(slice.first + i)] = solution_.primal[at(first[s] + i)];
  }
  return values;
}

Numbers Results::activity(network::ProcessId id) const {
  return id.valid() ? columns(layout_.activity[at(id.index)]) : Numbers(horizon_, 0.0);
}

void Results::store(Component& component, const std::string& name, std::size_t m, Numbers values) {
  for (double& value : values)
    if (value == 0) value = 0;  // no negative zeros
  for (Varying& series : component.varying)
    if (series.name == name) {
      series.values[m] = std::make_shared<const Numbers>(std::move(values));
      return;
    }
}

void Results::inject(const Component& component, const char* attribute, std::size_t m, const Numbers& power,
                     double sign) {
  const Column* column = component.column(attribute);
  const Component* bus_table = tables_.component("buses");
  if (column == nullptr || column->texts.empty() || bus_table == nullptr) return;
  const std::int32_t bus = bus_table->find(column->texts[m]);
  if (bus < 0) return;
  Numbers& sum = injection_[at(bus)];
  if (sum.empty()) sum.assign(horizon_, 0.0);
  for (std::size_t h = 0; h < horizon_; ++h) sum[h] += sign * power[h];
}

double Results::number(const Component& component, const char* attribute, std::size_t m) {
  const Column* column = component.column(attribute);
  const double fallback = attribute_of(component.list, attribute).number;
  if (column == nullptr || column->numbers.empty()) return fallback;
  return std::isnan(column->numbers[m]) ? fallback : column->numbers[m];
}

void Results::capacity(Component& component, const std::string& stem) {
  const std::size_t scenarios = tables_.scenario_count();
  const Column* fixed = component.column(stem);
  const Numbers given = fixed == nullptr ? Numbers() : fixed->numbers;
  Column& column = component.ensure(attribute_of(component.list, stem + "_opt"), scenarios);
  for (std::size_t i = 0; i < column.numbers.size(); ++i) {
    const Member& part = member(component.list, i % component.names.size());
    double value = part.extendable ? 0 : given.empty() || std::isnan(given[i]) ? 0 : given[i];
    if (part.asset.valid())
      for (const std::int32_t build : layout_.build[at(part.asset.index)]) value += solution_.primal[at(build)];
    column.numbers[i] = value == 0 ? 0 : value;
  }
}

void Results::mean_costs(Component& component, const std::string& stem, const std::string& power) {
  for (const Piecewise& curve : component.piecewise) {
    if (curve.name == "capital_cost") {
      const Column* built = component.column(stem + "_opt");
      const Numbers units = built->numbers;
      Column& column =
          component.ensure(attribute_of(component.list, "capital_cost_piecewise_opt"), tables_.scenario_count());
      for (std::size_t i = 0; i < units.size(); ++i) {
        const network::AssetId id = member(component.list, i % component.names.size()).asset;
        if (!id.valid() || net_.assets[id].vintages.size() < 2) continue;
        double cost = 0;
        for (std::size_t v = 0; v < net_.assets[id].vintages.size(); ++v)
          cost += net_.assets[id].vintages[v].annual_cost[0] * solution_.primal[at(layout_.build[at(id.index)][v])];
        column.numbers[i] = cost / units[i];
      }
    }
    if (curve.name != "marginal_cost") continue;
    const Varying units = *component.series(power);
    component.ensure_series("marginal_cost_piecewise_opt");
    for (std::size_t m = 0; m < component.names.size(); ++m) {
      Numbers cost(horizon_, 0.0);
      const auto& pieces = member(component.list, m).pieces;
      for (const network::ProcessId piece : pieces) {
        const Numbers amount = activity(piece);
        for (std::size_t h = 0; h < horizon_; ++h) cost[h] += net_.processes[piece].cost.at(h) * amount[h];
      }
      if (!pieces.empty())
        for (std::size_t h = 0; h < horizon_; ++h) cost[h] /= (*units.values[m])[h];
      store(component, "marginal_cost_piecewise_opt", m, std::move(cost));
    }
  }
}

void Results::commitment(Component& component) {
  bool any = false;
  for (std::size_t m = 0; m < component.names.size(); ++m) {
    const network::ProcessId id = member(component.list, m).process;
    any = any || (id.valid() && net_.processes[id].commitment);
  }
  if (!any) return;
  for (const auto& [name, family] : {std::pair{"status", "status"}, {"start_up", "start"}, {"shut_down", "stop"}}) {
    std::map<std::string, Numbers> found;
    for (const program::Run& run : program_.column_runs) {
      if (program_.column_families[at(run.family)].name != family) continue;
      Numbers& values = found[run.member];
      values.resize(horizon_, 0.0);
      for (std::int32_t i = 0; i < run.count; ++i)
        values[at(run.from + i)] = std::round(solution_.primal[at(run.first + i)] * 1e6) / 1e6;
    }
    component.ensure_series(name);
    for (std::size_t m = 0; m < component.names.size(); ++m) {
      const network::ProcessId id = member(component.list, m).process;
      const auto values = id.valid() ? found.find(net_.processes[id].name) : found.end();
      store(component, name, m,
            values == found.end() ? Numbers(horizon_, name == std::string_view("status") ? 1.0 : 0.0) : values->second);
    }
  }
}

void Results::maintenance(Component& component) {
  const auto outages = [&](std::size_t m) {
    const network::ProcessId id = member(component.list, m).process;
    return id.valid() && net_.processes[id].outage ? id : network::ProcessId{};
  };
  bool any = false;
  for (std::size_t m = 0; m < component.names.size(); ++m) any = any || outages(m).valid();
  if (!any) return;
  for (const auto& [name, first] :
       {std::pair{"maintenance", &layout_.outage}, {"maintenance_start", &layout_.outage_start}}) {
    component.ensure_series(name);
    for (std::size_t m = 0; m < component.names.size(); ++m) {
      const network::ProcessId id = outages(m);
      Numbers values = id.valid() ? columns((*first)[at(id.index)]) : Numbers(horizon_, 0.0);
      for (double& value : values) value = std::round(value * 1e6) / 1e6;
      store(component, name, m, std::move(values));
    }
  }
}

void Results::carriers(const std::string& list, const char* at_bus) {
  Component* component = table(list);
  const Component* bus_table = tables_.component("buses");
  if (component == nullptr || bus_table == nullptr) return;
  const Column* buses = component->column(at_bus);
  const Column* known = bus_table->column("carrier");
  if (buses == nullptr || buses->texts.empty()) return;
  const std::vector<std::string> names = buses->texts;
  Column& column = component->ensure(attribute_of(list, "carrier"), tables_.scenario_count());
  if (column.kind != Kind::text) {
    column.kind = Kind::text;
    column.numbers.clear();
    column.texts.assign(names.size(), "");
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::int32_t bus = bus_table->find(names[i]);
    if (!column.texts[i].empty() || bus < 0) continue;
    column.texts[i] = known == nullptr || known->texts.empty() ? "AC" : known->texts[at(bus)];
  }
}

void Results::buses() {
  Component* component = table("buses");
  if (component == nullptr) return;
  component->ensure_series("p");
  for (std::size_t m = 0; m < component->names.size(); ++m)
    store(*component, "p", m, injection_[m].empty() ? Numbers(horizon_, 0.0) : std::move(injection_[m]));
  if (solution_.row_dual.empty()) return;
  component->ensure_series("marginal_price");
  for (std::size_t m = 0; m < component->names.size(); ++m) {
    const auto& rows = layout_.balance[at(import_.trace.buses[m].index)];
    Numbers price(horizon_, 0.0);
    for (std::size_t s = 0; s < rows.size(); ++s) {
      if (rows[s] < 0) continue;
      const network::Slice& slice = net_.horizon.slices[s];
      for (int i = 0; i < slice.count; ++i) {
        const std::size_t h = at(slice.first + i);
        const double weight = net_.horizon.snapshots[h].cost * net_.horizon.periods[at(slice.period)].weight;
        const double dual = solution_.row_dual[at(rows[s] + i)];
        price[h] = weight != 0 ? dual / weight : dual == 0 ? 0 : std::nan("");
      }
    }
    store(*component, "marginal_price", m, std::move(price));
  }
}

void Results::constraints() {
  Component* component = table("global_constraints");
  if (component == nullptr || solution_.row_dual.empty()) return;
  const std::size_t scenarios = tables_.scenario_count();
  Column& column = component->ensure(attribute_of("global_constraints", "mu"), scenarios);
  for (std::size_t i = 0; i < column.numbers.size(); ++i) {
    const Constraint& constraint = import_.trace.constraints[i % component->names.size()];
    const std::size_t scenario = i / component->names.size();
    std::int32_t row = -1;
    if (constraint.node.valid()) row = layout_.yearly[at(constraint.node.index)][scenario * net_.periods()];
    if (constraint.limit >= 0) row = layout_.limit[at(constraint.limit)];
    if (row >= 0) column.numbers[i] = solution_.row_dual[at(row)];
  }
}

void add_results(Tables& tables, const Import& import, const formulate::Formulated& formulated,
                 const program::Solution& solution, bool duals) {
  Results results(tables, import, formulated, solution);
  results.add();
  if (duals) results.duals();
}

}  // namespace gigaplan::exchange::pypsa
