// Flows on the map beside tokens: chips from where they are packaged, power from markets and plants.
//
//     chips from a country to site s in period p, a year = Σ accelerators built there that are packaged in it / L_p
//     power from source i of zone z to site s, a year    = E_s · E_i / Σ_i E_i
//
//     L_p  years of the period
//     E_s  what s draws through its connection;  E_i  what the zone's market, a plant or an interconnector feeds in
//
// A site's sources are those of its zone in their shares of the year: who supplies whom is a matter of accounts.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "gigaplan/base/index.hpp"
#include "gigaplan/plan/words.hpp"
#include "gigaplan/present/present.hpp"

namespace gigaplan::present {
namespace {

void add_place(report::Document& d, report::Place place) {
  if (std::ranges::find(d.places, place.id, &report::Place::id) == d.places.end()) d.places.push_back(std::move(place));
}

// The country where an accelerator is packaged ("CoWoS-S + SoIC" → supply/packaging/CoWoS), or nothing.
const Country* packaged_in(const std::string& accelerator, const Catalogue& catalogue) {
  const auto& package = catalogue.accelerator(accelerator).package;
  const auto* record = catalogue.find_record("supply", "packaging/" + package.substr(0, package.find_first_of("- ")));
  if (record == nullptr) return nullptr;
  const auto country = record->statements.find("country");
  return country == record->statements.end() ? nullptr : catalogue.find_country(country->second.text);
}

void add_chips(report::Document& d, const plan::Plan& plan, const Catalogue& catalogue) {
  const auto& s = plan.scenario;
  std::map<std::tuple<int, std::string, int>, double> flows;
  std::vector<std::string> unknown;
  for (const auto& b : plan.builds) {
    if (b.kind != "fleet" || b.stood || b.amount <= 0) continue;
    const auto& chip = s.accelerators[at(b.accelerator)];
    if (const auto* country = packaged_in(chip, catalogue)) {
      add_place(d, {.id = "packaging-" + country->id,
                    .name = "packaging in " + country->name,
                    .country = country->id,
                    .longitude = country->longitude.value,
                    .latitude = country->latitude.value,
                    .supplier = true});
      flows[{b.period, "packaging-" + country->id, b.site}] += b.amount / s.period_years(at(b.period));
    } else if (std::ranges::find(unknown, chip) == unknown.end()) {
      unknown.push_back(chip);
    }
  }
  for (const auto& [key, pieces] : flows)
    d.flows.push_back({.period = std::get<0>(key),
                       .kind = "chips",
                       .from = std::get<1>(key),
                       .to = s.sites[at(std::get<2>(key))].id,
                       .amount = pieces,
                       .unit = "accelerators per year"});
  std::string left_out;
  if (!unknown.empty())
    left_out = fmt::format(" Left out, where they are packaged is not in the catalogue: {}.", fmt::join(unknown, ", "));
  if (!flows.empty())
    d.captions.push_back({.chart = "map chips",
                          .sentence = "Chips flow from the country where they are packaged; dies and memory may come "
                                      "from others." +
                                      left_out});
}

// What feeds a zone over the year.
struct Source {
  report::Place place;
  double mwh = 0;
};

report::Place grid_of(const Country& country) {
  return {.id = "grid-" + country.id,
          .name = "grid of " + country.name,
          .country = country.id,
          .longitude = country.longitude.value,
          .latitude = country.latitude.value};
}

// What plants that deliver through a country's grid feed into a zone of it: all, or what reaches that region.
std::vector<Source> plants_of(const plan::Plan& plan, std::size_t zone, std::size_t p) {
  const plan::View view = plan.view();
  const auto& meaning = plan.compiled.meaning;
  const auto yearly = [&](network::ProcessId process) {
    return std::max(0.0, view.yearly(p, [&](std::size_t h) { return view.activity(process, h); }));
  };
  std::vector<Source> sources;
  double generated = 0;
  for (const auto& ref : meaning.plants) {
    const auto& plant = plan.scenario.plants[at(ref.plant)];
    if (!ref.process.valid() || !plant.site.empty() || plant.country != meaning.zones[zone].country) continue;
    sources.push_back({.place = {.id = "plant-" + plant.id,
                                 .name = plant.name,
                                 .country = plant.country,
                                 .longitude = plant.lon,
                                 .latitude = plant.lat},
                       .mwh = yearly(ref.process)});
    generated += sources.back().mwh;
  }
  for (const auto& delivery : meaning.deliveries)
    if (delivery.to == static_cast<int>(zone) && generated > 0)
      for (auto& source : sources) source.mwh *= yearly(delivery.process) / generated;
  return sources;
}

std::vector<Source> sources_of(const plan::Plan& plan, const Catalogue& catalogue, std::size_t z, std::size_t p) {
  const plan::View view = plan.view();
  const auto& s = plan.scenario;
  const auto& zone = plan.compiled.meaning.zones[z];
  auto sources = plants_of(plan, z, p);
  const double bought = view.yearly(p, [&](std::size_t h) { return view.activity(zone.buy, h); });
  sources.insert(sources.begin(), {grid_of(catalogue.country(zone.country)), std::max(0.0, bought)});
  for (const auto& row : plan.trade)
    if (row.period == static_cast<int>(p) && row.to == zone.country && s.power.bought_at_prices())
      sources.push_back({grid_of(catalogue.country(row.from)), row.received});
  return sources;
}

void add_power(report::Document& d, const plan::Plan& plan, const Catalogue& catalogue) {
  const auto& s = plan.scenario;
  const auto& meaning = plan.compiled.meaning;
  if (s.power.kind == scenario::PowerKind::network) return;  // its zones are buses, which have no place here
  const plan::View view = plan.view();
  bool behind = false;
  const bool trades = s.power.bought_at_prices() && !meaning.interconnectors.empty();
  for (const auto& ref : meaning.plants)
    behind = behind || (ref.process.valid() && !s.plants[at(ref.plant)].site.empty());
  for (std::size_t p = 0; p < s.periods.size(); ++p)
    for (std::size_t z = 0; z < meaning.zones.size(); ++z) {
      const auto sources = sources_of(plan, catalogue, z, p);
      double total = 0;
      for (const auto& source : sources) total += source.mwh;
      for (const auto& ref : meaning.sites) {
        if (ref.zone != static_cast<int>(z) || total <= 0) continue;
        const double drawn = view.yearly(p, [&](std::size_t h) { return view.activity(ref.import, h); });
        for (const auto& source : sources) {
          const double mwh = drawn * source.mwh / total;
          if (mwh < 1) continue;
          add_place(d, source.place);
          d.flows.push_back({.period = static_cast<int>(p),
                             .kind = "power",
                             .from = source.place.id,
                             .to = s.sites[at(ref.site)].id,
                             .amount = mwh / 1000,
                             .unit = "GWh per year"});
        }
      }
    }
  d.captions.push_back({.chart = "map power",
                        .sentence = std::string("Each site draws from the market and the plants of its country in "
                                                "their shares of the year") +
                                    (trades ? ", and what comes over interconnectors" : "") +
                                    (behind ? "; plants behind a site's own meter are not drawn." : ".")});
}

}  // namespace

void add_flows(report::Document& d, const plan::Plan& plan, const Catalogue& catalogue) {
  add_chips(d, plan, catalogue);
  add_power(d, plan, catalogue);
}

}  // namespace gigaplan::present
