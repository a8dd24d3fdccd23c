// The limits of a store's powers and level, as bands.
#pragma once
#include "gigaplan/formulate/band.hpp"
#include "gigaplan/formulate/families.hpp"

namespace gigaplan::formulate {

/// Limits of charging, or of discharging, of a store in slice s.
[[nodiscard]] Band power_band(const Frame& frame, std::size_t store, std::size_t s, bool charging);
/// Limits of its level.
[[nodiscard]] Band level_band(const Frame& frame, std::size_t store, std::size_t s);

}  // namespace gigaplan::formulate
