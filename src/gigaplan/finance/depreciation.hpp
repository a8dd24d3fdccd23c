// Depreciation: which share of a basis may be written off in which year of service.
#pragma once
#include <array>
#include <span>
#include <string_view>

#include "gigaplan/finance/years.hpp"

namespace gigaplan::finance {

/// The classes that SAM knows, in SAM's order.
enum class WriteOff { macrs_5, macrs_15, straight_5, straight_15, straight_20, straight_39, custom };
inline constexpr int write_off_classes = 7;

/// Share [1] of the basis in each year of service 1 … N (entry 0 is 0). For `custom` use custom_share().
/// MACRS: IRS Publication 946, table A-1 (half-year convention). Straight line: half a year at both ends, rounded to
/// four digits for 15 years as the tables of the IRS are; 39 years at 2.56410256410256 % a year.
[[nodiscard]] Years write_off_share(WriteOff method, int operating_years);

/// MACRS by class life 3, 5, 7, 10, 15 or 20 years (same table), straight line over `life` years without a half year.
/// Throws std::invalid_argument for another MACRS class or a life below 1.
[[nodiscard]] Years macrs_share(int class_life, int operating_years);
[[nodiscard]] Years straight_share(int life, int operating_years);

/// A list of shares [%] for years 1, 2, …; a single entry is the share of year 1 alone.
[[nodiscard]] Years custom_share(std::span<const double> percent, int operating_years);

/// d(t) = basis · share(t − first + 1) for t >= first: written off from the year it enters service; what lies beyond
/// the last year is lost. `into` collects. 1 <= first_year.
void write_off(double basis, std::span<const double> share, int first_year, Years& into);

}  // namespace gigaplan::finance
