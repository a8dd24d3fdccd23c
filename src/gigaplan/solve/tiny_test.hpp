// Writes tiny dense programs in a line each, for the tests of this room.
#pragma once
#include <string>
#include <vector>

#include "gigaplan/program/builder.hpp"

namespace gigaplan::solve {

/// tiny().column("x", cost).column("y", cost, lower, upper).row("r", {a_x, a_y}, lower, upper).finish()
class Tiny {
 public:
  Tiny() : columns_(builder_.column_family({"x", "MW", ""})), rows_(builder_.row_family({"row", "MW", "price"})) {}

  Tiny& column(const std::string& name, double cost, double lower = 0, double upper = program::infinity) {
    const auto j = builder_.add_columns(columns_, name, program::Axis::single, 0, 1, lower, upper);
    builder_.add_cost(j, cost);
    last_ = j;
    return *this;
  }
  Tiny& whole() {
    builder_.set_integer(last_);
    return *this;
  }
  Tiny& quadratic(double cost) {
    builder_.add_quadratic(last_, cost);
    return *this;
  }
  Tiny& row(const std::string& name, const std::vector<double>& coefficients, double lower, double upper) {
    builder_.begin_rows(rows_, name, program::Axis::single, 0, 1);
    for (std::size_t j = 0; j < coefficients.size(); ++j) builder_.entry(static_cast<std::int32_t>(j), coefficients[j]);
    builder_.row(lower, upper);
    return *this;
  }
  Tiny& constant(double value) {
    builder_.program().constant = value;
    return *this;
  }
  Tiny& maximise() {
    builder_.program().maximise = true;
    return *this;
  }
  program::Program finish() { return builder_.finish(); }

 private:
  program::Builder builder_;
  std::int16_t columns_, rows_;
  std::int32_t last_ = 0;
};

inline Tiny tiny() { return Tiny(); }

}  // namespace gigaplan::solve
