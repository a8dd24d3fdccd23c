#include "gigaplan/exchange/pypsa/results.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <numbers>
#include <span>

namespace gigaplan::exchange::pypsa {
namespace {

using network::Series;
using Numbers = std::vector<double>;

class Results {
 public:
  Results(Tables& tables, const Import& import, const formulate::Formulated& formulated,
          const program::Solution& solution)
      : tables_(tables),
        import_(import),
        net_(import.network),
        layout_(formulated.layout),
        program_(formulated.program),
        solution_(solution),
        horizon_(net_.snapshots()) {}

  void add() {
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
    constraints();
    tables_.numbers["objective_constant"] = import_.trace.objective_constant;
    tables_.numbers["objective"] = solution_.objective - import_.trace.objective_constant;
    if (tables_.many_periods()) tables_.numbers["_multi_invest"] = 1;
  }

 private:
  Component* table(const std::string& list) {
    const auto found = tables_.components.find(list);
    return found == tables_.components.end() || found->second.names.empty() ? nullptr : &found->second;
  }
  [[nodiscard]] const Member& member(const std::string& list, std::size_t m) const {
    return import_.trace.members.at(list)[m];
  }

  /// Values of the columns that start at `first` in each slice; 0 where the thing is not there.
  [[nodiscard]] Numbers columns(const std::vector<std::int32_t>& first) const {
    Numbers values(horizon_, 0.0);
    for (std::size_t s = 0; s < first.size(); ++s) {
      if (first[s] < 0) continue;
      const network::Slice& slice = net_.horizon.slices[s];
      for (int i = 0; i < slice.count; ++i) values[at(slice.first + i)] = solution_.primal[at(first[s] + i)];
    }
    return values;
  }
  [[nodiscard]] static std::size_t at(std::int64_t i) { return static_cast<std::size_t>(i); }
  [[nodiscard]] Numbers activity(network::ProcessId id) const {
    return id.valid() ? columns(layout_.activity[at(id.index)]) : Numbers(horizon_, 0.0);
  }

  static void store(Component& component, const std::string& name, std::size_t m, Numbers values) {
    for (double& value : values)
      if (value == 0) value = 0;  // no negative zeros
    for (Varying& series : component.varying)
      if (series.name == name) series.values[m] = std::make_shared<const Numbers>(std::move(values));
  }

  /// Power into the bus that `attribute` names.
  void inject(const Component& component, const char* attribute, std::size_t m, const Numbers& power, double sign) {
    const Column* column = component.column(attribute);
    const Component* bus_table = tables_.component("buses");
    if (column == nullptr || column->texts.empty() || bus_table == nullptr) return;
    const std::int32_t bus = bus_table->find(column->texts[m]);
    if (bus < 0) return;
    Numbers& sum = injection_[at(bus)];
    if (sum.empty()) sum.assign(horizon_, 0.0);
    for (std::size_t h = 0; h < horizon_; ++h) sum[h] += sign * power[h];
  }

  [[nodiscard]] static double number(const Component& component, const char* attribute, std::size_t m) {
    const Column* column = component.column(attribute);
    const double fallback = attribute_of(component.list, attribute).number;
    if (column == nullptr || column->numbers.empty()) return fallback;
    return std::isnan(column->numbers[m]) ? fallback : column->numbers[m];
  }

  void capacity(Component& component, const std::string& stem) {
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

  /// Mean cost of a unit along a curve, of running (by snapshot) and of capacity; NaN where there is no unit.
  void mean_costs(Component& component, const std::string& stem, const std::string& power) {
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

  /// Status, start and stop of the members with commitment.
  void commitment(Component& component) {
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
        store(component, name, m, values == found.end() ? Numbers(horizon_, 1.0) : values->second);
      }
    }
  }

  /// Branches and stores without a carrier take that of their bus, as they do in PyPSA when it optimises.
  void carriers(const std::string& list, const char* at_bus) {
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

  void generators() {
    Component* component = table("generators");
    if (component == nullptr) return;
    capacity(*component, "p_nom");
    commitment(*component);
    component->ensure_series("p");
    for (std::size_t m = 0; m < component->names.size(); ++m) {
      Numbers power = activity(member("generators", m).process);
      inject(*component, "bus", m, power, number(*component, "sign", m));
      store(*component, "p", m, std::move(power));
    }
    mean_costs(*component, "p_nom", "p");
  }

  /// p0, p1 … are powers out of the buses.
  void branches(const std::string& list) {
    Component* component = table(list);
    if (component == nullptr) return;
    capacity(*component, "p_nom");
    commitment(*component);
    std::vector<int> ports{0, 1};
    for (const Column& column : component->columns)
      if (const int port = port_of(column.name, "bus"); port >= 2) ports.push_back(port);
    component->ensure_series("p");
    for (const int port : ports) component->ensure_series(fmt::format("p{}", port));
    for (std::size_t m = 0; m < component->names.size(); ++m) {
      const network::ProcessId id = member(list, m).process;
      const Numbers power = activity(id);
      for (const int port : ports) {
        const std::string bus = fmt::format("bus{}", port);
        Numbers out(horizon_, 0.0);
        const Column* column = component->column(bus);
        if (id.valid() && column != nullptr && !column->texts.empty() && !column->texts[m].empty()) {
          const Series coefficient = port_coefficient(id, ports, port, *component, m);
          for (std::size_t h = 0; h < horizon_; ++h) out[h] = -power[h] * coefficient.at(h);
        }
        inject(*component, bus.c_str(), m, out, -1);
        store(*component, fmt::format("p{}", port), m, std::move(out));
      }
      store(*component, "p", m, power);
    }
    mean_costs(*component, "p_nom", "p");
  }

  /// Coefficient of the port: the process has one for every port whose bus is named, in order.
  [[nodiscard]] Series port_coefficient(network::ProcessId id, const std::vector<int>& ports, int port,
                                        const Component& component, std::size_t m) const {
    std::size_t index = 0;
    for (const int other : ports) {
      if (other == port) break;
      const Column* column = component.column(fmt::format("bus{}", other));
      if (column != nullptr && !column->texts.empty() && !column->texts[m].empty()) ++index;
    }
    return net_.processes[id].ports[index].coefficient;
  }

  void storage_units() {
    Component* component = table("storage_units");
    if (component == nullptr) return;
    capacity(*component, "p_nom");
    bool spills = false;
    for (const char* name : {"p", "p_dispatch", "p_store", "state_of_charge"}) component->ensure_series(name);
    for (std::size_t m = 0; m < component->names.size(); ++m) {
      const network::StoreId id = member("storage_units", m).store;
      spills = spills || (id.valid() && net_.stores[id].may_spill);
    }
    if (spills) component->ensure_series("spill");
    for (std::size_t m = 0; m < component->names.size(); ++m) {
      const network::StoreId id = member("storage_units", m).store;
      const auto values = [&](const std::vector<std::vector<std::int32_t>>& first) {
        return id.valid() ? columns(first[at(id.index)]) : Numbers(horizon_, 0.0);
      };
      const Numbers in = values(layout_.charge), out = values(layout_.discharge);
      Numbers net(horizon_);
      for (std::size_t h = 0; h < horizon_; ++h) net[h] = out[h] - in[h];
      inject(*component, "bus", m, net, number(*component, "sign", m));
      store(*component, "p", m, std::move(net));
      store(*component, "p_dispatch", m, out);
      store(*component, "p_store", m, in);
      store(*component, "state_of_charge", m, values(layout_.level));
      if (spills) store(*component, "spill", m, values(layout_.spill));
    }
    mean_costs(*component, "p_nom", "p_dispatch");
  }

  /// Power of a free store: what the level loses, (keep^τ e[h−1] − e[h]) / τ.
  [[nodiscard]] Numbers free_power(network::StoreId id, const Numbers& level) const {
    const network::Store& store = net_.stores[id];
    const auto& slices = net_.horizon.slices;
    const auto& first = layout_.level[at(id.index)];
    Numbers power(horizon_, 0.0);
    const auto last_of = [&](std::size_t s) { return level[at(slices[s].first + slices[s].count - 1)]; };
    for (std::size_t s = 0; s < slices.size(); ++s) {
      if (first[s] < 0) continue;
      double before = store.initial;
      if (store.per_period) {
        if (store.cyclic) before = last_of(s);
      } else {
        // The slice before in the same scenario where the store is there; around the horizon when it cycles.
        std::size_t source = slices.size();
        for (std::size_t q = 0; q < s; ++q)
          if (first[q] >= 0 && slices[q].scenario == slices[s].scenario) source = q;
        for (std::size_t q = s; source == slices.size() && store.cyclic && q < slices.size(); ++q)
          if (first[q] >= 0 && slices[q].scenario == slices[s].scenario &&
              (q + 1 == slices.size() || slices[q + 1].scenario != slices[s].scenario || no_later(first, q)))
            source = q;
        if (source < slices.size()) before = last_of(source);
      }
      for (int i = 0; i < slices[s].count; ++i) {
        const std::size_t h = at(slices[s].first + i);
        const double elapsed = net_.horizon.snapshots[h].elapsed;
        power[h] = (std::pow(1 - store.loss.at(h), elapsed) * before - level[h]) / elapsed;
        before = level[h];
      }
    }
    return power;
  }
  [[nodiscard]] bool no_later(const std::vector<std::int32_t>& first, std::size_t q) const {
    const auto& slices = net_.horizon.slices;
    for (std::size_t r = q + 1; r < slices.size() && slices[r].scenario == slices[q].scenario; ++r)
      if (first[r] >= 0) return false;
    return true;
  }

  void stores() {
    Component* component = table("stores");
    if (component == nullptr) return;
    capacity(*component, "e_nom");
    component->ensure_series("e");
    component->ensure_series("p");
    for (std::size_t m = 0; m < component->names.size(); ++m) {
      const network::StoreId id = member("stores", m).store;
      Numbers level = id.valid() ? columns(layout_.level[at(id.index)]) : Numbers(horizon_, 0.0);
      Numbers power = id.valid() ? free_power(id, level) : Numbers(horizon_, 0.0);
      inject(*component, "bus", m, power, number(*component, "sign", m));
      store(*component, "e", m, std::move(level));
      store(*component, "p", m, std::move(power));
    }
    mean_costs(*component, "e_nom", "p");
  }

  /// A transformer with a type has the type's rating.
  void ratings(Component& component) {
    if (component.list != "transformers") return;
    Column& column = component.ensure(attribute_of(component.list, "s_nom"), tables_.scenario_count());
    for (std::size_t i = 0; i < column.numbers.size(); ++i) {
      const Member& part = member(component.list, i % component.names.size());
      if (part.line.valid() && !part.extendable) column.numbers[i] = net_.lines[part.line].rating;
    }
  }

  /// Degrees by which transformers shift, given or decided.
  void shifts(Component& component) {
    if (component.list != "transformers") return;
    component.ensure_series("phase_shift_opt");
    constexpr double degrees = 180 / std::numbers::pi;
    for (std::size_t m = 0; m < component.names.size(); ++m) {
      const network::LineId id = member(component.list, m).line;
      Numbers shift(horizon_, 0.0);
      if (id.valid()) {
        const auto& first = layout_.shift[at(id.index)];
        const bool decided = std::ranges::any_of(first, [](std::int32_t column) { return column >= 0; });
        if (decided) shift = columns(first);
        for (std::size_t h = 0; h < horizon_; ++h)
          shift[h] = -degrees * (decided ? shift[h] : net_.lines[id].shift.at(h));
      }
      store(component, "phase_shift_opt", m, std::move(shift));
    }
  }

  void passive(const std::string& list) {
    Component* component = table(list);
    if (component == nullptr) return;
    ratings(*component);
    capacity(*component, "s_nom");
    component->ensure_series("p0");
    component->ensure_series("p1");
    for (std::size_t m = 0; m < component->names.size(); ++m) {
      const network::LineId id = member(list, m).line;
      Numbers flow = id.valid() ? columns(layout_.flow[at(id.index)]) : Numbers(horizon_, 0.0);
      store(*component, "p0", m, flow);
      for (double& value : flow) value = -value;
      store(*component, "p1", m, std::move(flow));
    }
    mean_costs(*component, "s_nom", "p0");
    shifts(*component);
  }

  void loads() {
    Component* component = table("loads");
    if (component == nullptr) return;
    const Varying* given = component->series("p_set");
    const Varying set = given == nullptr ? Varying{} : *given;
    component->ensure_series("p");
    for (std::size_t m = 0; m < component->names.size(); ++m) {
      Numbers power(horizon_, number(*component, "p_set", m));
      for (std::size_t i = 0; i < set.members.size(); ++i)
        if (at(set.members[i]) == m) power = *set.values[i];
      if (member("loads", m).active) inject(*component, "bus", m, power, number(*component, "sign", m));
      store(*component, "p", m, std::move(power));
    }
  }

  void buses() {
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

  void constraints() {
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

  Tables& tables_;
  const Import& import_;
  const network::Network& net_;
  const formulate::Layout& layout_;
  const program::Program& program_;
  const program::Solution& solution_;
  std::size_t horizon_;
  std::vector<Numbers> injection_;
};

}  // namespace

void add_results(Tables& tables, const Import& import, const formulate::Formulated& formulated,
                 const program::Solution& solution) {
  Results(tables, import, formulated, solution).add();
}

}  // namespace gigaplan::exchange::pypsa
