// Costs given by breakpoints.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "gigaplan/exchange/pypsa/map/view.hpp"

namespace gigaplan::exchange::pypsa::map {

/// A convex cost curve: nothing at `start`, then pieces of some width, each dearer than the one before.
struct CostCurve {
  double start = 0;
  std::vector<double> width, slope;
};

/// The curve of `attribute` (x in units of `scale`), where the member has one. A fault (GP3206) where it falls, or
/// where its points do not rise.
[[nodiscard]] std::optional<CostCurve> cost_curve(const View& view, std::size_t m, std::string_view attribute,
                                                  double scale);

/// Charges the activity of `process` along the curve instead of its own cost; returns the pieces.
[[nodiscard]] std::vector<network::ProcessId> charge_along(Work& work, const CostCurve& curve,
                                                           network::Process& process);

}  // namespace gigaplan::exchange::pypsa::map
