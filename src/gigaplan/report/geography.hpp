// The land around the sites: polygons of the coasts and borders that the map of this plan needs, and no others.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace gigaplan::report {

/// Longitude and latitude in degrees, WGS84.
struct Point {
  double longitude = 0, latitude = 0;
};

struct LandPolygon {
  std::string name;                ///< of the country
  bool home = false;               ///< one of the points lies in it, or on no land and nearest to it, within a degree
  std::vector<std::string> rings;  ///< packed with stride 2, steps of 1/100 degree; the first is the outer one
};

/// The polygons that meet the box around `points` and their countries, widened by a margin. Fine coasts (1:50 million)
/// for regions up to 40 degrees across, coarse ones (1:110 million) beyond. Empty when there are no points.
std::vector<LandPolygon> land_around(const std::vector<Point>& points);

}  // namespace gigaplan::report
