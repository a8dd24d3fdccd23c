// The limits of a process's activity, as bands.
#pragma once
#include "gigaplan/formulate/band.hpp"
#include "gigaplan/formulate/families.hpp"

namespace gigaplan::formulate {

/// Limits of the hourly process k in slice s (its columns must exist).
[[nodiscard]] Band activity_band(const Frame& frame, std::size_t k, std::size_t s);
/// Limits of the yearly process k in one period.
[[nodiscard]] Band yearly_band(const Frame& frame, std::size_t k, int period);

}  // namespace gigaplan::formulate
