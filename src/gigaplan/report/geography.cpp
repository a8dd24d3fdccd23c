#include "gigaplan/report/geography.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <numbers>

#include "gigaplan/report/assets.hpp"
#include "gigaplan/report/packed.hpp"

namespace gigaplan::report {
namespace {

constexpr double fine_span = 40;  // degrees across, up to which fine coasts are drawn
constexpr double margin = 0.6;    // of the span, added on every side: the map's frame is wider than what it shows

struct Box {
  double west = std::numeric_limits<double>::infinity(), south = west, east = -west, north = -west;

  void add(const Box& other) {
    west = std::min(west, other.west);
    south = std::min(south, other.south);
    east = std::max(east, other.east);
    north = std::max(north, other.north);
  }
  // Boxes of land that crosses the 180th meridian reach beyond it, so both tests also look one turn to each side.
  [[nodiscard]] bool meets(const Box& other) const {
    const bool rows = south <= other.north && other.south <= north;
    for (const double turn : {-360.0, 0.0, 360.0})
      if (rows && west + turn <= other.east && other.west <= east + turn) return true;
    return false;
  }
  [[nodiscard]] double span() const { return std::max(east - west, north - south); }
};

struct Polygon {
  Box box;
  LandPolygon land;
};

std::string_view cut(std::string_view& text, char mark) {
  const std::size_t end = std::min(text.find(mark), text.size());
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return part;
}

std::vector<Polygon> read_land(std::string_view text) {
  std::vector<Polygon> polygons;
  while (!text.empty()) {
    std::string_view line = cut(text, '\n');
    Polygon& polygon = polygons.emplace_back();
    polygon.land.name = cut(line, '\t');
    std::string_view box = cut(line, '\t');
    for (double* side : {&polygon.box.west, &polygon.box.south, &polygon.box.east, &polygon.box.north})
      *side = std::strtod(std::string(cut(box, ' ')).c_str(), nullptr);
    while (!line.empty()) polygon.land.rings.emplace_back(cut(line, '\t'));
  }
  return polygons;
}

// Even-odd rule over the outer ring: a point is inside when a ray to the east crosses the ring an odd number of times.
// A ring that is cut at the 180th meridian jumps from one side of the map to the other; followed without the jump it is
// one shape again.
bool inside(const Polygon& polygon, Point p) {
  if (!polygon.box.meets({p.longitude, p.latitude, p.longitude, p.latitude})) return false;
  const std::vector<std::int64_t> ring = unpack(polygon.land.rings.front(), 2);
  constexpr std::int64_t turn = 36000;  // steps of 1/100 degree
  std::vector<double> x, y;
  std::int64_t shift = 0;
  for (std::size_t i = 0; i < ring.size(); i += 2) {
    if (i > 0 && ring[i] - ring[i - 2] > turn / 2) shift -= turn;
    if (i > 0 && ring[i - 2] - ring[i] > turn / 2) shift += turn;
    x.push_back(static_cast<double>(ring[i] + shift));
    y.push_back(static_cast<double>(ring[i + 1]));
  }
  bool odd = false;
  for (const double px : {100 * p.longitude - turn, 100 * p.longitude, 100 * p.longitude + turn}) {
    const double py = 100 * p.latitude;
    for (std::size_t i = 0, j = x.size() - 1; i < x.size(); j = i++)
      if ((y[i] > py) != (y[j] > py) && px < (x[j] - x[i]) * (py - y[i]) / (y[j] - y[i]) + x[i]) odd = !odd;
  }
  return odd;
}

// Coasts are drawn coarsely, so a harbour may lie in the sea: it belongs to the land with the nearest corner within a
// degree.
void mark_nearest(std::vector<Polygon>& polygons, Point p) {
  constexpr double reach = 1;
  const Box around{p.longitude - reach, p.latitude - reach, p.longitude + reach, p.latitude + reach};
  const double narrow = std::cos(p.latitude * std::numbers::pi / 180);
  Polygon* nearest = nullptr;
  double least = reach;
  for (Polygon& polygon : polygons) {
    if (!polygon.box.meets(around)) continue;
    const std::vector<std::int64_t> ring = unpack(polygon.land.rings.front(), 2);
    for (std::size_t i = 0; i < ring.size(); i += 2) {
      const double x = std::remainder(static_cast<double>(ring[i]) / 100 - p.longitude, 360) * narrow;
      const double far = std::hypot(x, static_cast<double>(ring[i + 1]) / 100 - p.latitude);
      if (far < least) least = far, nearest = &polygon;
    }
  }
  if (nearest != nullptr) nearest->land.home = true;
}

}  // namespace

std::vector<LandPolygon> land_around(const std::vector<Point>& points) {
  if (points.empty()) return {};
  Box view;
  for (const Point& p : points) view.add({p.longitude, p.latitude, p.longitude, p.latitude});
  const auto with_homes = [&](std::vector<Polygon> polygons) {
    for (const Point& p : points) {
      const auto holds = [&](const Polygon& polygon) { return inside(polygon, p); };
      const auto home = std::find_if(polygons.begin(), polygons.end(), holds);
      if (home != polygons.end()) home->land.home = true;
      if (home == polygons.end()) mark_nearest(polygons, p);
    }
    for (const Polygon& polygon : polygons)
      if (polygon.land.home) view.add(polygon.box);
    return polygons;
  };
  std::vector<Polygon> polygons = with_homes(read_land(assets::land_coarse));
  if (view.span() <= fine_span) polygons = with_homes(read_land(assets::land_fine));

  const double wider = std::max(2.0, margin * view.span());
  const Box frame{view.west - wider, view.south - wider, view.east + wider, view.north + wider};
  std::vector<LandPolygon> land;
  for (Polygon& polygon : polygons)
    if (polygon.box.meets(frame)) land.push_back(std::move(polygon.land));
  return land;
}

}  // namespace gigaplan::report
