// Lines and transformers: flows that obey Kirchhoff's voltage law around every cycle.
//
//     line          x_pu = x / v_nom²  [Ohm, kV]                                   (r instead of x where the bus is not
//     AC) transformer   x_pu = x / s_nom · tap_ratio,  shift by phase_shift [degrees]
//
// Standard types give  x = x_per_length · length / num_parallel;  for transformers
// r = vscr/100,  x = √((vsc/100)² − r²),  both over num_parallel,  tap_ratio = 1 + (tap_position − tap_neutral)
// tap_step/100, and the type's own s_nom and phase_shift.
#include <fmt/format.h>

#include <cmath>
#include <numbers>
#include <optional>

#include "gigaplan/exchange/pypsa/map/parts.hpp"

namespace gigaplan::exchange::pypsa::map {
namespace {

using network::Line;

constexpr double radians = std::numbers::pi / 180;  ///< of a degree

bool begin(View& view, Work& work, std::size_t m, Line& line, std::optional<double> rated = {}) {
  Member& member = work.result.trace.members[view.list()].emplace_back();
  member.active = view.flag("active", m);
  member.extendable = view.flag("s_nom_extendable", m);
  if (!member.active) return false;
  line.name = fmt::format("{} {}", view.list(), view.name(m));
  line.from = view.node("bus0", m);
  line.to = view.node("bus1", m);
  member.rated = rated;
  member.asset = asset(view, work, m, "s_nom", member, rated);
  line.upper = view.series("s_max_pu", m);
  const network::Series size = view.series("s_nom", m);
  if (member.extendable) {
    line.capacity = {{member.asset, 1}};
  } else if (size.constant() || rated) {
    line.rating = size.at(0);
  } else {  // differs between scenarios: a rating of 1, with limits in MVA
    const network::Series share = line.upper;
    line.rating = 1;
    line.upper = combine(work.horizon(), {&share, &size},
                         [&](std::size_t h) { return share.at(h) == 0 ? 0 : share.at(h) * size.at(h); });
  }
  line.active = active_periods(view, work, m);
  return true;
}

/// Impedance counts as reactance on AC, as resistance elsewhere; PyPSA takes the carrier of the sub-network.
bool alternating(const View& buses, const View& view, std::size_t m) {
  const std::int32_t at = buses.table()->find(view.text("bus0", m));
  const std::int32_t other = buses.table()->find(view.text("bus1", m));
  const std::string carrier = buses.text("carrier", static_cast<std::size_t>(at));
  if (buses.text("carrier", static_cast<std::size_t>(other)) != carrier)
    view.fault("GP3215", m, "connects buses of different carriers", "use a link between different carriers");
  return carrier == "AC";
}

/// The values of a type in the network's own table of types, or of PyPSA's standard type.
std::optional<LineType> line_type(Work& work, const std::string& name) {
  const View own(work, "line_types");
  const std::int32_t at = own.table() == nullptr ? -1 : own.table()->find(name);
  if (at >= 0) {
    const auto m = static_cast<std::size_t>(at);
    return LineType{own.number("f_nom", m, 0), own.number("r_per_length", m, 0), own.number("x_per_length", m, 0), 0,
                    0};
  }
  const auto found = line_types().find(name);
  return found == line_types().end() ? std::nullopt : std::optional(found->second);
}

std::optional<TransformerType> transformer_type(Work& work, const std::string& name) {
  const View own(work, "transformer_types");
  const std::int32_t at = own.table() == nullptr ? -1 : own.table()->find(name);
  if (at >= 0) {
    const auto value = [&](const char* attribute) { return own.number(attribute, static_cast<std::size_t>(at), 0); };
    return TransformerType{value("s_nom"), value("vsc"),         value("vscr"),        value("pfe"),
                           value("i0"),    value("phase_shift"), value("tap_neutral"), value("tap_step")};
  }
  const auto found = transformer_types().find(name);
  return found == transformer_types().end() ? std::nullopt : std::optional(found->second);
}

void unknown_type(const View& view, std::size_t m, const std::string& type) {
  view.fault("GP3212", m, fmt::format("there is no standard type `{}`", type),
             "name one of PyPSA's standard types, or clear `type` and give x and r");
}

}  // namespace

void lines(Work& work) {
  View view(work, "lines");
  const View buses(work, "buses");
  for (std::size_t m = 0; m < view.size(); ++m) {
    Line line;
    if (!begin(view, work, m, line)) continue;
    line.carrier = view.carrier(m, "bus0");
    double x = view.one("x", m), r = view.one("r", m);
    if (const std::string type = view.text("type", m); !type.empty()) {
      const auto values = line_type(work, type);
      if (!values) unknown_type(view, m, type);
      const double scale = view.one("length", m) / view.one("num_parallel", m);
      x = values ? values->x_per_length * scale : 0;
      r = values ? values->r_per_length * scale : 0;
    }
    const auto bus = static_cast<std::size_t>(buses.table()->find(view.text("bus0", m)));
    const double voltage = buses.number("v_nom", bus, 0);
    line.reactance = (alternating(buses, view, m) ? x : r) / (voltage * voltage);
    line.stiff = line.reactance == 0;
    if (line.carrier == "AC") line.angle = view.one("v_ang_max", m) * radians;
    if (!std::isfinite(line.reactance))
      view.fault("GP3215", m, "its impedance per unit is no finite number", "mend x, r, v_nom or num_parallel");
    work.result.trace.members["lines"].back().line = work.network().lines.add(std::move(line));
  }
}

void transformers(Work& work) {
  View view(work, "transformers");
  const View buses(work, "buses");
  for (std::size_t m = 0; m < view.size(); ++m) {
    Line line;
    const std::string type = view.text("type", m);
    const auto values = type.empty() ? std::nullopt : transformer_type(work, type);
    if (!begin(view, work, m, line, values ? std::optional(values->s_nom) : std::nullopt)) continue;
    double x = view.one("x", m), r = view.one("r", m), base = view.one("s_nom", m), tap = view.one("tap_ratio", m);
    network::Series shift = view.series("phase_shift", m);
    if (!type.empty()) {
      if (!values) {
        unknown_type(view, m, type);
        continue;
      }
      const double parallel = view.one("num_parallel", m);
      r = values->vscr / 100;
      x = std::sqrt(values->vsc / 100 * (values->vsc / 100) - r * r) / parallel;
      r /= parallel;
      tap = 1 + (view.one("tap_position", m) - values->tap_neutral) * values->tap_step / 100;
      if (shift.constant()) shift = values->phase_shift;
      base = values->s_nom;
      if (line.capacity.empty()) line.rating = base;
    }
    line.reactance = (alternating(buses, view, m) ? x : r) / base * tap;
    line.shift = combine(work.horizon(), {&shift}, [&](std::size_t h) { return -shift.at(h) * radians; });
    line.shift_lower = -view.one("phase_shift_max", m) * radians;
    line.shift_upper = -view.one("phase_shift_min", m) * radians;
    line.stiff = line.reactance == 0;
    line.angle = view.one("v_ang_max", m) * radians;
    if (!std::isfinite(line.reactance))
      view.fault("GP3215", m, "its impedance per unit is no finite number", "mend x, r, s_nom or num_parallel");
    work.result.trace.members["transformers"].back().line = work.network().lines.add(std::move(line));
  }
}

}  // namespace gigaplan::exchange::pypsa::map
