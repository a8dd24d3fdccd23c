// A cost along breakpoints x_0 < x_1 < … with the cost per unit c_i of the piece from x_{i−1} to x_i:
//
//     cost(x) = Σ_i c_i δ_i,     x = x_0 + Σ_i δ_i,     0 ≤ δ_i ≤ x_i − x_{i−1}
//
// With c_i rising, the cheapest δ fill up in order, so no integers are needed: each piece is a process of its own at a
// node that the member draws from.  Node:  Σ_i δ_i − x = −x_0.
#include "gigaplan/exchange/pypsa/map/curves.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace gigaplan::exchange::pypsa::map {

std::optional<CostCurve> cost_curve(const View& view, std::size_t m, std::string_view attribute, double scale) {
  std::size_t at = 0;
  const Piecewise* table = view.curve(attribute, m, at);
  if (table == nullptr) return std::nullopt;
  std::vector<std::pair<double, double>> points;
  for (std::size_t b = 0; b < table->y[at].size() && b < table->x[at].size(); ++b)
    if (!std::isnan(table->x[at][b]) && !std::isnan(table->y[at][b]))
      points.emplace_back(table->x[at][b] * scale, table->y[at][b]);
  std::ranges::stable_sort(points, {}, &std::pair<double, double>::first);
  CostCurve curve;
  if (points.size() < 2 || !std::isfinite(scale)) {
    view.fault("GP3215", m, fmt::format("the curve of {} needs two points and a finite capacity", attribute),
               "give more points");
    return curve;
  }
  curve.start = points[0].first;
  for (std::size_t i = 1; i < points.size(); ++i) {
    curve.width.push_back(points[i].first - points[i - 1].first);
    curve.slope.push_back(points[i].second);
    if (!(curve.width.back() > 0))
      view.fault("GP3215", m, fmt::format("the curve of {} has two points at one place", attribute), "remove one");
    if (i > 1 && curve.slope[i - 1] < curve.slope[i - 2])
      view.fault("GP3206", m, fmt::format("a curve of {} that falls is not modelled", attribute),
                 "let the cost of each piece rise, or split the member into several");
  }
  return curve;
}

std::vector<network::ProcessId> charge_along(Work& work, const CostCurve& curve, network::Process& process) {
  std::vector<network::ProcessId> pieces;
  network::Node node;
  node.name = process.name + " cost curve";
  node.unit = "MW";
  node.demand = -curve.start;
  const network::NodeId id = work.network().nodes.add(std::move(node));
  process.ports.push_back({id, network::Series(-1.0)});
  process.cost = 0.0;
  for (std::size_t i = 0; i < curve.width.size(); ++i) {
    network::Process piece;
    piece.name = fmt::format("{} piece {}", process.name, i + 1);
    piece.carrier = process.carrier;
    piece.unit = "MW";
    piece.ports = {{id, network::Series(1.0)}};
    piece.rating = curve.width[i];
    piece.cost = curve.slope[i];
    piece.active = process.active;
    pieces.push_back(work.network().processes.add(std::move(piece)));
  }
  return pieces;
}

}  // namespace gigaplan::exchange::pypsa::map
