// Helpers of the limits that PyPSA calls global constraints.
#pragma once
#include <string>

#include "gigaplan/exchange/pypsa/map/parts.hpp"

namespace gigaplan::exchange::pypsa::map {

/// What one unit of a carrier counts for in a limit, in one scenario; 0 where it does not.
[[nodiscard]] double carrier_weight(const Work& work, const FlowLimit& limit, const std::string& carrier,
                                    std::size_t scenario);
/// The limit's name.
[[nodiscard]] const std::string& view_name(const Work& work, const FlowLimit& limit);

}  // namespace gigaplan::exchange::pypsa::map
