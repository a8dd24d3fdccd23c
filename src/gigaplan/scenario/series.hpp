// Hourly series that the user brings as CSV files.
#pragma once
#include <optional>
#include <string>

#include "gigaplan/scenario/fields.hpp"
#include "gigaplan/scenario/record.hpp"

namespace gigaplan::scenario {

/// Reads `{ file, column, unit }` (or `{ values, unit }`): 8,760 hourly values, or 8,784 of a leap year, whose 29
/// February is dropped. UTC, hour beginning, from 1 January 0:00. With a time column (the first one, ISO 8601) gaps
/// and the leap year are checked against it. Faults: GP4101 file, GP4102 column, GP4103 length, GP4104 gap, GP4105
/// leap year, GP4106 not a number or out of range.
[[nodiscard]] std::optional<UserSeries> read_series(const Node& node, const Field& field, const std::string& path,
                                                    Reading& reading);

}  // namespace gigaplan::scenario
