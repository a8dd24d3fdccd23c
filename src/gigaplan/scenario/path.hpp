// Values over the years.
#pragma once
#include <vector>

namespace gigaplan::scenario {

/// A value that holds from `year` on, until the next point; before the first point it does not exist (0).
struct Point {
  int year = 0;
  double value = 0;
};

/// A path over the years. `steps` paths hold each value until the next point; reach paths interpolate linearly.
struct Path {
  std::vector<Point> points;
  [[nodiscard]] bool empty() const { return points.empty(); }
  /// Value of the latest point at or before `year`; 0 before the first.
  [[nodiscard]] double step(int year) const;
  /// Linear between points, constant outside them; 0 when empty.
  [[nodiscard]] double linear(int year) const;
};

}  // namespace gigaplan::scenario
