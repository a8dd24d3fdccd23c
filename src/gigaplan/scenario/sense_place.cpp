// Whether a place lies where its country does.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "gigaplan/scenario/checks.hpp"

namespace gigaplan::scenario {
namespace {

constexpr double farthest = 300;  ///< [km] outside the box of a country's land: platforms at sea, small islands

struct Point {
  double lon = 0, lat = 0;
};

/// Along the great circle:  2 R asin √( sin²(Δφ/2) + cos φ₁ cos φ₂ sin²(Δλ/2) ),  R = 6,371 km
double kilometres(const Point& a, const Point& b) {
  constexpr double degree = std::numbers::pi / 180, radius = 6371;
  const double across = std::sin((b.lon - a.lon) * degree / 2), up = std::sin((b.lat - a.lat) * degree / 2);
  return 2 * radius *
         std::asin(std::sqrt(up * up + std::cos(a.lat * degree) * std::cos(b.lat * degree) * across * across));
}

/// From the box around the country's land; 0 inside, and where the catalogue does not know it.
double outside(const Country& country, const Point& place) {
  const auto side = [&](const char* name, double otherwise) {
    const auto found = country.extent.find(name);
    return found == country.extent.end() ? otherwise : found->second.value;
  };
  const Point nearest{std::clamp(place.lon, side("west", -180), side("east", 180)),
                      std::clamp(place.lat, side("south", -90), side("north", 90))};
  return kilometres(place, nearest);
}

void check_place(const Record& record, const std::string& country_id, Reading& reading) {
  const Value* place = record.find("location");
  if (place == nullptr || !record.sound) return;
  const Country& country = reading.catalogue.country(country_id);
  const Point point{place->numbers[0], place->numbers[1]};
  const double away = outside(country, point);
  if (away <= farthest) return;
  const bool swapped = std::abs(point.lon) <= 90 && outside(country, {point.lat, point.lon}) <= farthest;
  reading.faults.add("GP1504", place->place,
                     fmt::format("`{}.location` lies {:.0f} km outside {}", record.path, away, country.name),
                     swapped ? fmt::format("longitude comes first: write [{:g}, {:g}]", point.lat, point.lon)
                             : "write [longitude, latitude] in degrees, or name its own `country`");
}

void check_region(const Record& record, const Site& site, Reading& reading) {
  const Value* region = record.find("region");
  if (region == nullptr || !record.sound) return;
  const auto& there = reading.catalogue.country(reading.catalogue.region(site.region).country);
  if (there.id == site.country) return;
  reading.faults.add("GP1506", region->place,
                     fmt::format("`{}.region`: {} is a part of {}, and the site lies in {}", record.path, site.region,
                                 there.name, reading.catalogue.country(site.country).name),
                     fmt::format("write `country = \"{}\"`, or leave the region out", there.iso2));
}

}  // namespace

void check_places(const Scenario& s, const Records& records, Reading& reading) {
  for (std::size_t i = 0; i < records.sites.size() && i < s.sites.size(); ++i)
    check_place(records.sites[i], s.sites[i].country, reading), check_region(records.sites[i], s.sites[i], reading);
  for (std::size_t i = 0; i < records.plants.size() && i < s.plants.size(); ++i)
    check_place(records.plants[i], s.plants[i].country, reading);
}

}  // namespace gigaplan::scenario
