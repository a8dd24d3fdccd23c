#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <numbers>

#include "gigaplan/exchange/pypsa/results_parts.hpp"

namespace gigaplan::exchange::pypsa {

void Results::generators() {
  Component* component = table("generators");
  if (component == nullptr) return;
  capacity(*component, "p_nom");
  commitment(*component);
  maintenance(*component);
  component->ensure_series("p");
  for (std::size_t m = 0; m < component->names.size(); ++m) {
    Numbers power = activity(member("generators", m).process);
    inject(*component, "bus", m, power, number(*component, "sign", m));
    store(*component, "p", m, std::move(power));
  }
  mean_costs(*component, "p_nom", "p");
}

void Results::branches(const std::string& list) {
  Component* component = table(list);
  if (component == nullptr) return;
  capacity(*component, "p_nom");
  commitment(*component);
  maintenance(*component);
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
        const network::Port& arm = arm_of(id, ports, port, *component, m);
        for (std::size_t h = 0; h < horizon_; ++h) {
          const auto left = arm.left.empty() ? static_cast<std::int64_t>(h) : arm.left[h];
          out[h] = left < 0 ? 0 : -power[at(left)] * arm.coefficient.at(h);
        }
        along(list, m, port, out);
      }
      inject(*component, bus.c_str(), m, out, -1);
      store(*component, fmt::format("p{}", port), m, std::move(out));
    }
    store(*component, "p", m, power);
  }
  mean_costs(*component, "p_nom", "p");
}

void Results::along(const std::string& list, std::size_t m, int port, Numbers& out) const {
  const auto& curves = member(list, m).along;
  const auto pieces = curves.find(port);
  if (pieces == curves.end()) return;
  for (const network::ProcessId piece : pieces->second) {
    const Numbers amount = activity(piece);
    const network::Port& arm = net_.processes[piece].ports.back();
    for (std::size_t h = 0; h < horizon_; ++h) {
      const auto left = arm.left.empty() ? static_cast<std::int64_t>(h) : arm.left[h];
      if (left >= 0) out[h] -= amount[at(left)] * arm.coefficient.at(h);
    }
  }
}

const network::Port& Results::arm_of(network::ProcessId id, const std::vector<int>& ports, int port,
                                     const Component& component, std::size_t m) const {
  std::size_t index = 0;
  for (const int other : ports) {
    if (other == port) break;
    const Column* column = component.column(fmt::format("bus{}", other));
    if (column != nullptr && !column->texts.empty() && !column->texts[m].empty()) ++index;
  }
  return net_.processes[id].ports[index];
}

void Results::storage_units() {
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

Numbers Results::free_power(network::StoreId id, const Numbers& level) const {
  const network::Store& store = net_.stores[id];
  const auto& slices = net_.horizon.slices;
  const auto& first = layout_.level[at(id.index)];
  Numbers power(horizon_, 0.0);
  const auto last_of = [&](std::size_t s) { return level[at(slices[s].first + slices[s].count - 1)]; };
  for (std::size_t s = 0; s < slices.size(); ++s) {
    if (first[s] < 0) continue;
    double before = store.before(slices[s].scenario);
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

bool Results::no_later(const std::vector<std::int32_t>& first, std::size_t q) const {
  const auto& slices = net_.horizon.slices;
  for (std::size_t r = q + 1; r < slices.size() && slices[r].scenario == slices[q].scenario; ++r)
    if (first[r] >= 0) return false;
  return true;
}

void Results::stores() {
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

void Results::ratings(Component& component) {
  if (component.list != "transformers") return;
  Column& column = component.ensure(attribute_of(component.list, "s_nom"), tables_.scenario_count());
  for (std::size_t i = 0; i < column.numbers.size(); ++i) {
    const Member& part = member(component.list, i % component.names.size());
    if (part.rated) column.numbers[i] = *part.rated;
  }
}

void Results::shifts(Component& component) {
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

void Results::passive(const std::string& list) {
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

void Results::loads() {
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

}  // namespace gigaplan::exchange::pypsa
