// Costs, efficiencies and rates given by breakpoints.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gigaplan/exchange/pypsa/map/view.hpp"

namespace gigaplan::exchange::pypsa::map {

/// y along x: `first` at `start`, then pieces of some width on which y rises by `slope` per unit of x.
struct Curve {
  double start = 0, first = 0;
  std::vector<double> width, slope;

  /// Do the slopes rise, so that the cheapest pieces fill up in order by themselves?
  [[nodiscard]] bool convex() const;
  [[nodiscard]] bool straight() const;
};

[[nodiscard]] bool has_curve(const View& view, std::size_t m, std::string_view attribute);
/// The capacity that an x per unit of it is scaled by; a fault (GP3215) where it is not fixed.
[[nodiscard]] double scale_of(const View& view, std::size_t m, const std::string& stem, std::string_view attribute);

/// The cost curve of `attribute` (x in units of `scale`), where the member has one: its values price the piece before
/// each point. A fault (GP3215) where its points do not rise.
[[nodiscard]] std::optional<Curve> cost_curve(const View& view, std::size_t m, std::string_view attribute,
                                              double scale);
/// The curve of an efficiency or rate, where the member has one: y = value · x at its points, or x / value (`inverse`).
[[nodiscard]] std::optional<Curve> share_curve(const View& view, std::size_t m, std::string_view attribute,
                                               double scale, bool inverse);

/// Cuts the activity of `process` into the pieces of a curve, called `what`; they fill up in order where `ordered`.
/// Each piece has one port, at a node of the curve's own; the caller adds what it costs or gives. A curve that does not
/// begin at 0 has a piece before the others that always runs, −start of it.
struct Pieces {
  std::optional<network::ProcessId> before;
  std::vector<network::ProcessId> pieces;
};
[[nodiscard]] Pieces cut(Work& work, const Curve& curve, network::Process& process, const std::string& what,
                         bool ordered);

/// Charges the activity of `process` along the curve instead of its own cost; returns the pieces.
[[nodiscard]] std::vector<network::ProcessId> charge_along(Work& work, const Curve& curve, network::Process& process);

/// Lets `process` give along the curve at a port instead of in proportion: weight[h] · y [unit of the node]; returns
/// the pieces. `port` keeps its place in the process, with a coefficient of 0.
[[nodiscard]] std::vector<network::ProcessId> give_along(Work& work, const Curve& curve, network::Process& process,
                                                         const std::string& what,
                                                         const std::vector<network::Port>& ports);

}  // namespace gigaplan::exchange::pypsa::map
