// The hourly part of the report: one time axis per period, and per period and scope (the whole plan, or a site) its
// series.
#pragma once
#include <optional>
#include <string>
#include <vector>

namespace gigaplan::report {

using Number = std::optional<double>;

/// Consecutive hours of the axis that stand for `weight` times themselves in the year. A full year is one stretch of
/// weight 1.
struct Stretch {
  std::string label;  ///< "winter, little wind"
  std::string start;  ///< UTC, "2030-01-17T00:00Z"
  int hours = 24;
  double weight = 1;  ///< how often it occurs in the year (typical days: days a year)
};

struct Axis {
  int period = 0;
  std::vector<Stretch> stretches;
};

/// One row of numbers, as long as the axis of its period.
struct Series {
  std::string name;
  /// supply (stacked up, ≥ 0) | charge (drawn below zero, ≥ 0 here) | load (line over the stack) | level (of a store) |
  /// price | carbon | limit (dashed line) | weather | tokens
  std::string role;
  /// For colour and order: grid nuclear geothermal hydro wind solar gas coal battery unserved other
  std::string kind_of_supply;
  std::string unit;  ///< MW for supply, charge, load, limit
  std::vector<double> values;
};

struct Frame {
  int period = 0;
  std::string site;  ///< "" = the whole plan
  std::vector<Series> series;
};

/// Values are kept on the page to about 1/4000 of each series' span (coarser when the year is long and the sites are
/// many; the page says so). The exact ones are in the results file.
struct Hours {
  std::string time_zone;  ///< IANA name ("Europe/Berlin") for the labels; "" = UTC
  std::vector<Axis> axes;
  std::vector<Frame> frames;
};

}  // namespace gigaplan::report
