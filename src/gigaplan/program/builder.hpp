// Builds a Program run by run: columns first, then rows, each row streamed straight into its final place.
#pragma once
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "gigaplan/program/program.hpp"

namespace gigaplan::program {

class Builder {
 public:
  /// Declares a family once; the returned number is used for its runs.
  std::int16_t column_family(Family family);
  std::int16_t row_family(Family family);

  /// Adds `count` columns with the given bounds and cost 0; returns the index of the first.
  std::int32_t add_columns(std::int16_t family, std::string member, Axis axis, std::int32_t from, std::int32_t count,
                           double lower = 0, double upper = infinity);
  /// Opens a run of rows; then call row() exactly `count` times.
  void begin_rows(std::int16_t family, std::string member, Axis axis, std::int32_t from, std::int32_t count);
  /// One entry of the row that the next row() closes. Zeros are dropped, duplicates summed.
  void entry(std::int32_t column, double value) {
    if (value != 0) pending_.emplace_back(column, value);
  }
  /// Closes the row: lower ≤ entries · x ≤ upper. Returns its index.
  std::int32_t row(double lower, double upper);

  void add_cost(std::int32_t column, double cost) { program_.cost[static_cast<std::size_t>(column)] += cost; }
  void add_quadratic(std::int32_t column, double cost);
  void set_bounds(std::int32_t column, double lower, double upper);
  void set_integer(std::int32_t column);

  [[nodiscard]] Program& program() { return program_; }
  [[nodiscard]] const Program& program() const { return program_; }
  /// Hands the finished program over; throws std::logic_error when an opened run was not filled.
  [[nodiscard]] Program finish();

 private:
  Program program_;
  std::vector<std::pair<std::int32_t, double>> pending_;
  std::int32_t rows_owed_ = 0;
};

}  // namespace gigaplan::program
