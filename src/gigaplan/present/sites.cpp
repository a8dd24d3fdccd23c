// Sites on the map, where users sit, flows of tokens, where every token ran, and what may not run where.
#include <algorithm>
#include <map>

#include "gigaplan/base/index.hpp"
#include "gigaplan/present/present.hpp"

namespace gigaplan::present {
namespace {

std::string opening(const plan::Plan& plan, int site) {
  int first = 0;
  for (const auto& b : plan.builds)
    if (b.kind == "hall" && b.site == site && (first == 0 || b.year < first)) first = b.year;
  return first == 0 ? std::string() : std::to_string(first);
}

}  // namespace

void add_sites(report::Document& d, const plan::Plan& plan, const Catalogue& catalogue) {
  const auto& s = plan.scenario;
  for (std::size_t i = 0; i < s.sites.size(); ++i) {
    const auto& site = s.sites[i];
    report::Site out{.id = site.id,
                     .name = site.name,
                     .country = site.country,
                     .longitude = site.lon,
                     .latitude = site.lat,
                     .opens = opening(plan, static_cast<int>(i)),
                     .note = site.cooling + " cooling",
                     .by_period = {}};
    for (const auto& y : plan.sites) {
      if (y.site != static_cast<int>(i)) continue;
      out.by_period.push_back({.it_power = y.it_power,
                               .facility_power = y.peak,
                               .grid_power = y.grid,
                               .accelerators = y.accelerators,
                               .tokens = y.tokens,
                               .energy = y.energy,
                               .carbon = y.carbon,
                               .cost = y.cost});
    }
    d.sites.push_back(std::move(out));
  }
  for (const auto& service : s.services) {
    const auto& country = catalogue.country(service.country);
    const std::string id = "users-" + country.id;
    if (std::ranges::find(d.places, id, &report::Place::id) != d.places.end()) continue;
    d.places.push_back({.id = id,
                        .name = "users in " + country.name,
                        .country = country.id,
                        .longitude = country.longitude.value,
                        .latitude = country.latitude.value});
  }
  std::map<std::tuple<int, std::string, int>, double> flows;
  std::map<std::tuple<int, int, int>, double> cells;
  for (const auto& row : plan.tokens) {
    flows[{row.period, "users-" + s.services[at(row.service)].country, row.site}] += row.tokens;
    cells[{row.period, row.service, row.site}] += row.tokens;
  }
  for (const auto& [key, tokens] : flows)
    d.flows.push_back({.period = std::get<0>(key),
                       .kind = "tokens",
                       .from = s.sites[at(std::get<2>(key))].id,
                       .to = std::get<1>(key),
                       .amount = tokens,
                       .unit = "tokens per year"});
  for (const auto& [key, tokens] : cells)
    d.tokens.push_back({.period = std::get<0>(key),
                        .service = s.services[at(std::get<1>(key))].id,
                        .site = s.sites[at(std::get<2>(key))].id,
                        .tokens = tokens});
  for (const auto& no : plan.compiled.meaning.forbidden) {
    d.forbidden.push_back({.service = s.services[at(no.service)].id,
                           .site = no.site < 0 ? std::string() : s.sites[at(no.site)].id,
                           .accelerator = no.accelerator < 0 ? std::string() : s.accelerators[at(no.accelerator)],
                           .rule = no.rule,
                           .reason = no.reason});
  }
}

}  // namespace gigaplan::present
