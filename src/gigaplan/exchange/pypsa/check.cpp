// What a network says that we cannot honour, by name; and what nobody honours, as notes.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gigaplan/exchange/pypsa/tables.hpp"

namespace gigaplan::exchange::pypsa {
namespace {

/// Distance of two words by inserted, removed, changed and swapped letters, at most `limit` + 1.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i)
    for (std::size_t j = 1; j <= b.size(); ++j) {
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  return d[a.size()][b.size()];
}

std::vector<std::string> parts_of(const std::string& name) {
  std::vector<std::string> parts{""};
  for (const char c : name) {
    if (c == '_')
      parts.emplace_back();
    else
      parts.back() += c;
  }
  return parts;
}

/// Two names of as many parts, one of which is another word rather than a slip: `p_nom_ref` is no `p_nom_mod`, `e_nom`
/// no `p_nom`, `ch4_emissions` no `co2_emissions`.
bool another_word(const std::string& name, const std::string& known) {
  const auto ours = parts_of(name), theirs = parts_of(known);
  if (ours.size() != theirs.size()) return false;
  for (std::size_t i = 0; i < ours.size(); ++i)
    if (ours[i] != theirs[i] && distance(ours[i], theirs[i]) > theirs[i].size() / 3) return true;
  return false;
}

bool known_anywhere(const std::string& name) {
  return std::ranges::any_of(component_types(),
                             [&](const auto& entry) { return !attribute_of(entry.first, name).name.empty(); });
}

/// The attribute of `list` that `name` misspells, or nothing: attributes of other components and numbered ones are
/// columns of the user's own, which PyPSA leaves alone.
std::string misspelt(const std::string& list, const std::string& name) {
  std::string folded = name;
  for (char& c : folded) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c == ' ' || c == '-' ? '_' : c);
  if (folded == name && known_anywhere(name)) return {};
  while (!folded.empty() && folded.back() >= '0' && folded.back() <= '9') folded.pop_back();
  if (folded.size() < name.size() && known_anywhere(folded)) return {};
  for (const Attribute& attribute : component_types().find(list)->second.attributes) {
    const std::string& known = attribute.name;
    if (attribute.use == Use::result || attribute.use == Use::harmless || known.size() < 4) continue;
    const std::size_t apart = distance(folded, known);
    if (apart == 0 || (apart == 1 && known.size() >= 5) || (apart == 2 && known.size() >= 9))
      if (!another_word(folded, known)) return known;
  }
  return {};
}

class Check {
 public:
  Check(const Tables& tables, std::vector<std::string>& notes) : tables_(tables), notes_(notes) {}

  std::vector<Fault> faults() {
    if (tables_.component("buses") == nullptr || tables_.component("buses")->names.empty())
      add("GP3202", {tables_.file}, "the network has no buses", "add buses; every other component connects to one");
    weights();
    periods();
    scenarios();
    for (const auto& [list, component] : tables_.components) {
      for (const Column& column : component.columns) check_column(component, column);
      for (const Varying& series : component.varying) check_series(component, series);
      for (const Piecewise& curve : component.piecewise) check_curve(component, curve);
      check_buses(component);
    }
    if (const Component* shunts = tables_.component("shunt_impedances"); shunts != nullptr && !shunts->names.empty())
      notes_.push_back(
          fmt::format("{} shunt impedances play no part in a linear plan, as in PyPSA", shunts->names.size()));
    return faults_.list();
  }

 private:
  void add(const std::string& code, const Place& place, const std::string& message, const std::string& remedy) {
    if (faults_.list().size() < 100) faults_.add(code, place, message, remedy);
  }

  void weights() {
    for (const auto* values : {&tables_.objective_weight, &tables_.store_weight, &tables_.generator_weight})
      for (const double value : *values)
        if (!(value >= 0) || value > without_end)
          return add("GP3208", {tables_.file}, fmt::format("a snapshot weighting is {}", value),
                     "weightings are hours: finite and not negative");
    if (tables_.snapshots.size() != tables_.snapshot_count())
      add("GP3203", {tables_.file}, "snapshots and weightings differ in number", "export the network again");
  }

  void periods() {
    if (!tables_.many_periods()) return;
    for (std::size_t p = 1; p < tables_.periods.size(); ++p)
      if (tables_.periods[p] <= tables_.periods[p - 1])
        return add("GP3210", {tables_.file}, "investment periods must rise", "sort the periods");
    for (const auto* values : {&tables_.period_objective, &tables_.period_years})
      for (const double value : *values)
        if (!std::isfinite(value) || std::abs(value) > without_end)
          return add("GP3208", {tables_.file}, "a weighting of an investment period is no number", "give all of them");
    std::size_t p = 0;
    for (const std::int64_t period : tables_.snapshot_period) {
      while (p < tables_.periods.size() && tables_.periods[p] != period) ++p;
      if (p < tables_.periods.size()) continue;
      return add("GP3210", {tables_.file}, fmt::format("snapshots of {} stand where no such period is next", period),
                 "list every investment period and sort the snapshots by period");
    }
  }

  void scenarios() {
    double sum = 0;
    for (const double weight : tables_.scenario_weight) sum += weight >= 0 ? weight : std::nan("");
    if (!tables_.scenario_weight.empty() && !(std::abs(sum - 1) < 1e-6))
      add("GP3208", {tables_.file}, fmt::format("scenario weights sum to {}", sum), "give probabilities that sum to 1");
  }

  void check_column(const Component& component, const Column& column) {
    const Attribute known = attribute_of(component.list, column.name);
    if (known.name.empty()) return unknown(component, column.name);
    if (known.use == Use::harmless || known.use == Use::result) return;
    if ((known.kind == Kind::text) != (column.kind == Kind::text)) {
      // A column of texts that holds nothing is how absent texts look in numbers, and the other way round.
      const bool empty = column.kind == Kind::text
                             ? std::ranges::all_of(column.texts, [](const std::string& t) { return t.empty(); })
                             : known.name.starts_with("bus") ||
                                   std::ranges::all_of(column.numbers, [](double v) { return std::isnan(v); });
      if (!empty)
        add("GP3208", component.place(-1),
            fmt::format("{}.{} must hold {}", component.list, column.name,
                        known.kind == Kind::text ? "texts" : "numbers"),
            "mend the column");
      return;
    }
    if (column.kind == Kind::text) return;
    for (std::size_t i = 0; i < column.numbers.size(); ++i) {
      const double value = column.numbers[i];
      if (std::isnan(value)) continue;  // PyPSA takes the default
      const auto member = static_cast<std::int32_t>(i % component.names.size());
      if (known.use == Use::refused && value != known.number) {
        add("GP3206", component.place(member),
            fmt::format("{} `{}`: {} = {} is not modelled", component.list, name_of(component, member), column.name,
                        value),
            "give it its default");
        continue;
      }
      finite(component, member, column.name, value);
    }
  }

  /// Infinite values are meant where the attribute is a limit, a life or a capacity without limit.
  void finite(const Component& component, std::int32_t member, const std::string& attribute, double value) {
    if (std::isinf(value) ? has_no_end(attribute, value) : std::abs(value) < without_end) return;
    add("GP3208", component.place(member),
        fmt::format("{} `{}`: {} = {} cannot be computed with", component.list, name_of(component, member), attribute,
                    value),
        "give a finite number below 1e20");
  }

  static const std::string& name_of(const Component& component, std::int32_t member) {
    return component.names[static_cast<std::size_t>(member)];
  }

  void unknown(const Component& component, const std::string& name) {
    if (component.list == "buses" && (name.starts_with("nom_min_") || name.starts_with("nom_max_"))) return;
    if (const std::string meant = misspelt(component.list, name); !meant.empty())
      return add("GP3205", component.place(-1), fmt::format("{} have no `{}`", component.list, name),
                 fmt::format("did you mean `{}`? rename the column, or remove it", meant));
    notes_.push_back(fmt::format("{}.{} is a column of your own: kept, without a part in the plan (as in PyPSA)",
                                 component.list, name));
  }

  void check_series(const Component& component, const Varying& series) {
    const Attribute known = attribute_of(component.list, series.name);
    if (known.name.empty()) return unknown(component, series.name);
    if (known.use != Use::modelled && known.use != Use::refused) return;
    if (!known.varies) {
      if (!series.members.empty())
        add("GP3206", component.place(-1), fmt::format("{}.{} cannot vary by snapshot", component.list, series.name),
            "PyPSA takes one value of it for each member: give it in the static table");
      return;
    }
    const bool may_be_absent = series.name.ends_with("_set") || series.name.starts_with("ramp_limit");
    for (std::size_t m = 0; m < series.members.size(); ++m)
      for (const double value : *series.values[m]) {
        if (std::isnan(value) && may_be_absent && component.list != "loads") continue;
        const bool infinite = std::isinf(value) && series.name.find("_pu") != std::string::npos;
        if (!std::isnan(value) && (infinite || std::abs(value) < without_end)) continue;
        add("GP3208", component.place(series.members[m]),
            fmt::format("{} `{}`: the series {} holds {}", component.list, name_of(component, series.members[m]),
                        series.name, value),
            "give a number for every snapshot");
        break;
      }
  }

  void check_curve(const Component& component, const Piecewise& curve) {
    const Attribute known = attribute_of(component.list, curve.name);
    if (known.piecewise && !curve.members.empty()) return;
    if (!curve.members.empty())
      add("GP3205", component.place(-1), fmt::format("{} have no curve `{}`", component.list, curve.name),
          "remove it; PyPSA knows no breakpoints for this attribute");
  }

  /// Every bus that a component names must be there; an empty one only beyond the first two ports.
  void check_buses(const Component& component) {
    const Component* buses = tables_.component("buses");
    if (buses == nullptr || component.list == "buses" || component.list == "global_constraints" ||
        component.list == "sub_networks" || component.list == "shapes" || component.list == "carriers")
      return;
    const ComponentType& type = component_types().find(component.list)->second;
    for (const char* must : {"bus", "bus0", "bus1"})
      if (type.find(must) != nullptr && component.column(must) == nullptr && !component.names.empty())
        add("GP3207", component.place(-1), fmt::format("{} name no `{}`", component.list, must),
            "give every one a bus");
    for (const Column& column : component.columns) {
      const int port = port_of(column.name, "bus");
      if ((column.name != "bus" && port < 0) || column.kind != Kind::text) continue;
      for (std::size_t i = 0; i < column.texts.size(); ++i) {
        if (buses->find(column.texts[i]) >= 0 || (port >= 2 && column.texts[i].empty())) continue;
        const auto member = static_cast<std::int32_t>(i % component.names.size());
        const std::string meant =
            nearest(column.texts[i], buses->names.size() < 5000 ? buses->names : std::vector<std::string>{});
        add("GP3207", component.place(member),
            fmt::format("{} `{}`: {} names the bus `{}`, which does not exist", component.list,
                        name_of(component, member), column.name, column.texts[i]),
            meant.empty() ? "name an existing bus" : fmt::format("did you mean `{}`?", meant));
      }
    }
  }

  const Tables& tables_;
  std::vector<std::string>& notes_;
  Faults faults_;
};

}  // namespace

std::vector<Fault> check(const Tables& tables, std::vector<std::string>& notes) {
  return Check(tables, notes).faults();
}

}  // namespace gigaplan::exchange::pypsa
