#include "gigaplan/exchange/pypsa/map/view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace gigaplan::exchange::pypsa::map {

using network::Series;

View::View(Work& work, std::string list) : work_(work), list_(std::move(list)), table_(work.tables.component(list_)) {}

std::vector<int> View::ports() const {
  std::vector<int> ports{0, 1};
  if (table_ == nullptr) return ports;
  for (const Column& column : table_->columns)
    if (const int port = port_of(column.name, "bus"); port >= 2) ports.push_back(port);
  std::ranges::sort(ports);
  return ports;
}

double View::number(std::string_view attribute, std::size_t m, std::size_t scenario) const {
  const Column* column = table_->column(attribute);
  if (column != nullptr && !column->numbers.empty()) {
    const double value = column->numbers[scenario * size() + m];
    if (!std::isnan(value)) return value;
  }
  return attribute_of(list_, attribute).number;
}

std::string View::text(std::string_view attribute, std::size_t m, std::size_t scenario) const {
  const Column* column = table_->column(attribute);
  if (column != nullptr && !column->texts.empty()) return column->texts[scenario * size() + m];
  return attribute_of(list_, attribute).text;
}

double View::one(std::string_view attribute, std::size_t m) const {
  const double first = number(attribute, m, 0);
  for (std::size_t s = 1; s < work_.tables.scenario_count(); ++s) {
    const double other = number(attribute, m, s);
    if (other == first || (std::isnan(other) && std::isnan(first))) continue;
    fault("GP3206", m, fmt::format("{} differs between scenarios ({} and {})", attribute, first, other),
          "give all scenarios the same value; only costs, loads, availabilities and series may differ");
    break;
  }
  return first;
}

std::vector<double> View::each(std::string_view attribute, std::size_t m) const {
  std::vector<double> values;
  for (std::size_t s = 0; s < work_.tables.scenario_count(); ++s) values.push_back(number(attribute, m, s));
  if (std::ranges::all_of(values, [&](double v) { return v == values[0] || (std::isnan(v) && std::isnan(values[0])); }))
    values.clear();
  return values;
}

double View::expected(std::size_t, const std::function<double(std::size_t)>& value) const {
  double sum = 0;
  for (std::size_t s = 0; s < work_.tables.scenario_count(); ++s) {
    const double term = value(s);
    if (term != 0) sum += work_.probability(s) * term;
  }
  return sum;
}

Series View::series(std::string_view attribute, std::size_t m) const {
  if (const Varying* varying = table_->series(attribute); varying != nullptr) {
    const auto found = std::ranges::find(varying->members, static_cast<std::int32_t>(m));
    if (found != varying->members.end())
      return {varying->values[static_cast<std::size_t>(found - varying->members.begin())]};
  }
  const double first = number(attribute, m, 0);
  bool same = true;
  for (std::size_t s = 1; s < work_.tables.scenario_count(); ++s) {
    const double other = number(attribute, m, s);
    same = same && (other == first || (std::isnan(other) && std::isnan(first)));
  }
  if (same) return {first};
  std::vector<double> values(work_.horizon());
  for (std::size_t h = 0; h < values.size(); ++h) values[h] = number(attribute, m, work_.scenario_of(h));
  return {std::move(values)};
}

bool View::absent(std::string_view attribute, std::size_t m) const {
  const Series values = series(attribute, m);
  if (values.constant()) return std::isnan(values.at(0));
  return std::ranges::all_of(values.values(), [](double v) { return std::isnan(v); });
}

const Piecewise* View::curve(std::string_view attribute, std::size_t m, std::size_t& at) const {
  for (const Piecewise& piecewise : table_->piecewise) {
    if (piecewise.name != attribute) continue;
    const auto found = std::ranges::find(piecewise.members, static_cast<std::int32_t>(m));
    if (found == piecewise.members.end()) continue;
    at = static_cast<std::size_t>(found - piecewise.members.begin());
    return &piecewise;
  }
  return nullptr;
}

network::NodeId View::node(std::string_view attribute, std::size_t m) const {
  const std::string bus = text(attribute, m);
  for (std::size_t s = 1; s < work_.tables.scenario_count(); ++s)
    if (text(attribute, m, s) != bus)
      fault("GP3206", m, fmt::format("{} differs between scenarios", attribute), "name the same bus in all scenarios");
  if (bus.empty()) return {};
  const Component* buses = work_.tables.component("buses");
  const std::int32_t at = buses == nullptr ? -1 : buses->find(bus);
  return at < 0 ? network::NodeId{} : work_.result.trace.buses[static_cast<std::size_t>(at)];
}

std::string View::carrier(std::size_t m, std::string_view bus) const {
  std::string own = text("carrier", m);
  if (!own.empty()) return own;
  const View buses(work_, "buses");
  const Component* table = buses.table();
  const std::int32_t at = table == nullptr ? -1 : table->find(text(bus, m));
  return at < 0 ? own : buses.text("carrier", static_cast<std::size_t>(at));
}

void View::fault(const std::string& code, std::size_t m, const std::string& message, const std::string& remedy) const {
  if (work_.faults.list().size() < 100)
    work_.faults.add(code, table_->place(static_cast<std::int32_t>(m)),
                     fmt::format("{} `{}`: {}", list_, name(m), message), remedy);
}

Series combine(std::size_t horizon, const std::vector<const Series*>& inputs,
               const std::function<double(std::size_t)>& f) {
  if (std::ranges::all_of(inputs, [](const Series* s) { return s->constant(); })) return {f(0)};
  return varying(horizon, f);
}

Series varying(std::size_t horizon, const std::function<double(std::size_t)>& f) {
  std::vector<double> values(horizon);
  for (std::size_t h = 0; h < horizon; ++h) values[h] = f(h);
  return {std::move(values)};
}

}  // namespace gigaplan::exchange::pypsa::map
