// Sites: the user's, or two plausible ones of the country.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gigaplan/scenario/filling.hpp"

namespace gigaplan::scenario {
namespace {

/// Names of the two default sites.
constexpr auto campus = "campus";          ///< stands beside what the country has: part of it may be connected at once
constexpr auto new_campus = "new-campus";  ///< waits for its grid connection
constexpr double share_of_installed = 0.1;
constexpr double least_campus = 50, new_connection = 1000;  ///< [MW]

void fill_extension(const Record& site_record, const Value& value, Site& site, Filling& fill) {
  Section section;
  const Record record = Filling::inner(site_record, value, section, "grid_extension");
  GridExtension extension;
  extension.most = fill.number(record, "most");
  extension.cost = fill.number(record, "cost");
  const double wait = fill.number(record, "wait", {site.country, ""});
  extension.from = fill.year(record, "from", static_cast<int>(std::ceil(fill.out().now + wait)),
                             fmt::format("now + {:g} years' wait for a connection", wait));
  site.extension = extension;
}

// A kind of one's own that names none gives air as warm as that of air cooling.
std::string heat_electricity(const Catalogue& catalogue, const std::string& cooling) {
  const auto key = [](const std::string& kind) { return fmt::format("cooling/{}/heat_electricity", kind); };
  return key(catalogue.find_figure(key(cooling)) != nullptr ? cooling : "air-cooled");
}

void fill_heat(const Record& site_record, const Value& value, Site& site, Filling& fill) {
  Section section;
  const Record record = Filling::inner(site_record, value, section, "heat");
  HeatSale heat;
  heat.most = fill.number(record, "most");
  heat.price = fill.number(record, "price");
  heat.cost = fill.number(record, "cost");
  heat.share = fill.number(record, "share");
  if (const auto given = fill.given(record, "electricity"))
    heat.electricity = *given;
  else
    heat.electricity =
        fill.figure(heat_electricity(fill.catalogue(), site.cooling), "1", record.path + ".electricity", record.place);
  heat.summer = fill.number(record, "summer");
  heat.from = fill.year(record, "from", fill.out().periods.empty() ? fill.out().now : fill.out().periods.front(),
                        "the first year of the plan");
  site.heat = heat;
}

/// hall_from = ⌈now + max(permit + construction, equipment + installation)⌉, all in years; needs the four times.
int earliest_hall(const Site& site, int now) {
  return static_cast<int>(std::ceil(now + std::max(site.building_years(), site.ordering_years()) - 1e-9));
}

std::string why_then(const Site& site, int now) {
  return site.ordering_years() > site.building_years()
             ? fmt::format("{} + {:.3g} yr for equipment + {:.3g} yr installation", now, site.equipment_years,
                           site.installation_years)
             : fmt::format("{} + {:g} yr permit + {:g} yr construction", now, site.permit_years,
                           site.construction_years);
}

Site filled(const Record& record, const Standby& of_halls, Filling& fill) {
  Scenario& s = fill.out();
  Site site;
  site.id = fill.text(record, "id");
  site.name = fill.name(record, site.id);
  site.country = fill.text(record, "country", s.country, "the plan's country");
  const Country& country = fill.catalogue().country(site.country);
  const Around around{site.country, ""};
  if (const Value* place = record.find("location")) {
    fill.wrote(record, *place, "location");
    site.lon = place->numbers[0];
    site.lat = place->numbers[1];
  } else {
    site.lon = country.longitude.value;
    site.lat = country.latitude.value;
    fill.derived(record.path + ".location", fmt::format("{:g}, {:g}", site.lon, site.lat), "centre of " + country.name,
                 record.place, country.latitude.confidence);
    fill.note(country.longitude), fill.note(country.latitude);
  }
  site.region = fill.text(record, "region", "", "");
  site.bus = fill.text(record, "bus");
  site.grid = fill.path(record, "grid", s.now);
  if (const Value* extension = record.find("grid_extension")) fill_extension(record, *extension, site, fill);
  site.halls_most = fill.given(record, "halls_most").value_or(unlimited);
  site.hall_block = fill.number(record, "hall_block", around);
  site.whole_blocks = fill.flag(record, "whole_blocks");
  site.hall_cost = fill.number(record, "hall_cost", around);
  site.permit_years = fill.number(record, "permit", around);
  site.construction_years = fill.number(record, "construction", around);
  site.equipment_years = fill.number(record, "equipment", around);
  site.installation_years = fill.number(record, "installation", around);
  site.hall_from = fill.year(record, "hall_from", earliest_hall(site, s.now), why_then(site, s.now));
  site.cooling = fill.text(record, "cooling");
  if (const Value* heat = record.find("heat")) fill_heat(record, *heat, site, fill);
  site.water_most = fill.given(record, "water_most").value_or(unlimited);
  site.mean_temperature = fill.number(record, "mean_temperature", around);
  if (const auto amplitude = fill.given(record, "temperature_amplitude")) {
    site.temperature_amplitude = *amplitude;
  } else {
    site.temperature_amplitude = std::max(0.0, country.warmest_month.value - country.mean_temperature.value);
    fill.derived(record.path + ".temperature_amplitude", fmt::format("{:.2f} degC", site.temperature_amplitude),
                 "warmest month less yearly mean of " + country.name, record.place, country.warmest_month.confidence);
    fill.note(country.warmest_month), fill.note(country.mean_temperature);
  }
  site.temperature = fill.series(record, "temperature");
  site.standby = fill_standby(record, &of_halls, fill);
  return site;
}

/// A record as if the user had written id and grid.
Record default_record(const std::string& id, double grid, int from, Filling& fill, const std::string& why) {
  Record record;
  record.section = &section("site");
  record.path = "site." + id;
  record.offered = true;
  record.place = {fill.out().file, 0, 0};
  Value name;
  name.text = name.written = id;
  record.values["id"] = name;
  Value connection;
  connection.path.points = {{from, grid}};
  connection.written = fmt::format("{:.0f} MW from {}: {}", grid, from, why);
  record.values["grid"] = connection;
  return record;
}

}  // namespace

void fill_sites(const Records& records, Filling& fill) {
  Scenario& s = fill.out();
  const Standby of_halls = fill_standby(records.halls, nullptr, fill);
  for (const auto& record : records.sites) s.sites.push_back(filled(record, of_halls, fill));
  if (!s.sites.empty()) return;
  const Country& country = fill.catalogue().country(s.country);
  const double installed = country.data_centre_capacity.value;
  const int connected = s.now + static_cast<int>(std::ceil(country.grid_years.value));
  s.sites.push_back(filled(
      default_record(campus, std::max(least_campus, share_of_installed * installed), s.now, fill,
                     fmt::format("a tenth of the {:.0f} MW of data centres that stand in {}, assumed to be connected",
                                 installed, country.name)),
      of_halls, fill));
  s.sites.push_back(
      filled(default_record(new_campus, new_connection, connected, fill,
                            fmt::format("a new connection after {:g} years' wait, assumed", country.grid_years.value)),
             of_halls, fill));
  const Place place{s.file, 0, 0};
  const auto key = "countries/" + country.id;
  static_cast<void>(fill.figure(key + "/data_centre_capacity", "MW", fmt::format("site.{}.grid", campus), place));
  static_cast<void>(fill.figure(key + "/grid_years", "yr", fmt::format("site.{}.grid", new_campus), place));
  s.notes.push_back(fmt::format(
      "No site was given: two assumed ones stand at the centre of {}, {:.0f} MW connected already and {:.0f} MW from "
      "{} on.",
      country.name, s.sites[0].grid.points[0].value, new_connection, connected));
}

}  // namespace gigaplan::scenario
