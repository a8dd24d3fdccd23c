// A curve along breakpoints x_0 < x_1 < … ≥ 0, of slope c_i on the piece from x_{i−1} to x_i:
//
//     y(x) = y_0 + Σ_i c_i δ_i,     x = x_0 + Σ_i δ_i,     0 ≤ δ_i ≤ x_i − x_{i−1}
//
// Each piece is a process of its own at a node that the member draws from.  Node:  Σ_i δ_i − x = −x_0. Of a cost whose
// c_i rise, the cheapest δ fill up in order by themselves; otherwise, and wherever y is not minimised (what a port
// gives), a piece runs only where the one before is full, which takes a whole number a piece and snapshot.
#include "gigaplan/exchange/pypsa/map/curves.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace gigaplan::exchange::pypsa::map {
namespace {

/// Points (x · scale, value) of the member's curve, rising in x.
std::vector<std::pair<double, double>> points_of(const View& view, std::size_t m, std::string_view attribute,
                                                 double scale) {
  std::size_t at = 0;
  const Piecewise* table = view.curve(attribute, m, at);
  std::vector<std::pair<double, double>> points;
  for (std::size_t b = 0; b < table->y[at].size() && b < table->x[at].size(); ++b)
    if (!std::isnan(table->x[at][b]) && !std::isnan(table->y[at][b]))
      points.emplace_back(table->x[at][b] * scale, table->y[at][b]);
  std::ranges::stable_sort(points, {}, &std::pair<double, double>::first);
  return points;
}

/// Starts the curve and its widths; false with a fault where there is none.
bool begin(const View& view, std::size_t m, std::string_view attribute, double scale,
           const std::vector<std::pair<double, double>>& points, Curve& curve) {
  if (points.size() < 2 || !std::isfinite(scale)) {
    view.fault("GP3215", m, fmt::format("the curve of {} needs two points and a finite capacity", attribute),
               "give more points");
    return false;
  }
  curve.start = points[0].first;
  for (std::size_t i = 1; i < points.size(); ++i) {
    curve.width.push_back(points[i].first - points[i - 1].first);
    if (curve.width.back() > 0) continue;
    view.fault("GP3215", m, fmt::format("the curve of {} has two points at one place", attribute), "remove one");
    return false;
  }
  if (!(curve.start > 0)) return true;
  view.fault("GP3215", m, fmt::format("the curve of {} begins above 0", attribute),
             "begin it at 0, as PyPSA wants it, and give the least in p_min_pu or p_nom_min");
  return false;
}

}  // namespace

bool Curve::convex() const { return std::ranges::is_sorted(slope); }

bool Curve::straight() const {
  return std::ranges::all_of(slope, [&](double c) { return std::abs(c - slope[0]) <= 1e-12 * std::abs(slope[0]); });
}

bool has_curve(const View& view, std::size_t m, std::string_view attribute) {
  std::size_t at = 0;
  return view.curve(attribute, m, at) != nullptr;
}

double scale_of(const View& view, std::size_t m, const std::string& stem, std::string_view attribute) {
  if (!view.flag(stem + "_extendable", m)) return view.one(stem, m);
  view.fault("GP3215", m, fmt::format("a curve of {} needs a fixed {}", attribute, stem),
             fmt::format("set {}_extendable to False", stem));
  return 1;
}

std::optional<Curve> cost_curve(const View& view, std::size_t m, std::string_view attribute, double scale) {
  if (!has_curve(view, m, attribute)) return std::nullopt;
  const auto points = points_of(view, m, attribute, scale);
  Curve curve;
  if (begin(view, m, attribute, scale, points, curve))
    for (std::size_t i = 1; i < points.size(); ++i) curve.slope.push_back(points[i].second);
  return curve;
}

std::optional<Curve> share_curve(const View& view, std::size_t m, std::string_view attribute, double scale,
                                 bool inverse) {
  if (!has_curve(view, m, attribute)) return std::nullopt;
  const auto points = points_of(view, m, attribute, scale);
  Curve curve;
  if (!begin(view, m, attribute, scale, points, curve)) return curve;
  std::vector<double> y;
  for (const auto& [x, value] : points) {
    y.push_back(x == 0 ? 0 : inverse ? x / value : x * value);
    if (std::isfinite(y.back())) continue;
    view.fault("GP3215", m, fmt::format("the curve of {} has an efficiency of 0", attribute), "give one above 0");
    return curve;
  }
  curve.first = y[0];
  for (std::size_t i = 1; i < y.size(); ++i) curve.slope.push_back((y[i] - y[i - 1]) / curve.width[i - 1]);
  return curve;
}

Pieces cut(Work& work, const Curve& curve, network::Process& process, const std::string& what, bool ordered) {
  Pieces cut;
  network::Node node;
  node.name = fmt::format("{} {} curve", process.name, what);
  node.unit = "MW";
  const network::NodeId id = work.network().nodes.add(std::move(node));
  process.ports.push_back({id, network::Series(-1.0)});
  const auto add = [&](const std::string& name, double rating, double share) {
    network::Process piece;
    piece.name = name;
    piece.carrier = process.carrier;
    piece.unit = "MW";
    piece.ports = {{id, network::Series(share)}};
    piece.rating = rating;
    piece.active = process.active;
    return piece;
  };
  if (curve.start != 0) {
    network::Process before = add(fmt::format("{} before the {} curve", process.name, what), -curve.start, -1);
    before.lower = 1.0;
    cut.before = work.network().processes.add(std::move(before));
  }
  for (std::size_t i = 0; i < curve.width.size() && i < curve.slope.size(); ++i) {
    network::Process piece = add(fmt::format("{} {} piece {}", process.name, what, i + 1), curve.width[i], 1);
    if (ordered && i > 0) piece.after = cut.pieces.back();
    cut.pieces.push_back(work.network().processes.add(std::move(piece)));
  }
  return cut;
}

std::vector<network::ProcessId> charge_along(Work& work, const Curve& curve, network::Process& process) {
  const Pieces made = cut(work, curve, process, "cost", !curve.convex());
  process.cost = 0.0;
  for (std::size_t i = 0; i < made.pieces.size(); ++i) work.network().processes[made.pieces[i]].cost = curve.slope[i];
  return made.pieces;
}

std::vector<network::ProcessId> give_along(Work& work, const Curve& curve, network::Process& process,
                                           const std::string& what, const std::vector<network::Port>& ports) {
  Pieces made = cut(work, curve, process, what, !curve.straight());
  const auto give = [&](network::ProcessId piece, double slope) {
    for (const network::Port& port : ports) {
      network::Port arm = port;
      arm.coefficient =
          combine(work.horizon(), {&port.coefficient}, [&](std::size_t h) { return port.coefficient.at(h) * slope; });
      work.network().processes[piece].ports.push_back(std::move(arm));
    }
  };
  for (std::size_t i = 0; i < made.pieces.size(); ++i) give(made.pieces[i], curve.slope[i]);
  if (made.before) {
    give(*made.before, curve.first / -curve.start);
    made.pieces.push_back(*made.before);
  }
  return made.pieces;
}

}  // namespace gigaplan::exchange::pypsa::map
