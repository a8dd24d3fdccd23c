// results.nc: every number of the plan with units, the scenario's files, the solution and its certificate.
#include "gigaplan/exchange/netcdf/netcdf.hpp"

#include <fmt/format.h>

#include <cmath>
#include <functional>

#include "gigaplan/base/index.hpp"
#include "gigaplan/exchange/pypsa/instants.hpp"
#include "gigaplan/results/stored_tables.hpp"
#include "gigaplan/results/write.hpp"

namespace gigaplan::results {
namespace {

using exchange::netcdf::Writer;
using Strings = std::vector<std::string>;

void coordinate(Writer& file, const std::string& name, const Strings& values) {
  file.dimension(name, values.size());
  file.texts(name, {name}, values);
}

void write_attributes(Writer& file, const plan::Plan& plan, const WriteOptions& options) {
  file.attribute("Conventions", std::string("CF-1.10"));
  file.attribute("coordinates", std::string("time"));
  file.attribute("title", plan.scenario.name);
  file.attribute("source", "Gigaplan " + options.version);
  file.attribute("gigaplan_version", options.version);
  file.attribute("input_hash", options.input_hash);
  file.attribute("scenario", options.scenario_files);
  file.attribute("variant", plan.scenario.variant);
  file.attribute("currency", plan.compiled.network.currency);
  file.attribute("hours", plan.scenario.hours.full ? std::string("full")
                                                   : fmt::format("typical:{}", plan.scenario.hours.typical_days));
  file.attribute("status", std::string(program::word(plan.solution.status)));
  file.attribute("solver", plan.solution.solver);
  file.attribute("objective", plan.solution.objective);
  file.attribute("has_solver_bound", static_cast<std::int64_t>(plan.solution.has_solver_bound ? 1 : 0));
  file.attribute("solver_bound", plan.solution.solver_bound);
  file.attribute("duals_with_integers_fixed",
                 static_cast<std::int64_t>(plan.solution.duals_with_integers_fixed ? 1 : 0));
  file.attribute("certificate_accepted", static_cast<std::int64_t>(plan.certificate.accepted ? 1 : 0));
  file.attribute("certificate_primal", plan.certificate.primal);
  file.attribute("certificate_dual", plan.certificate.dual);
  if (std::isfinite(plan.certificate.gap)) file.attribute("certificate_gap", plan.certificate.gap);
}

// Values of every site and period.
void write_sites(Writer& file, const plan::Plan& plan) {
  const auto& s = plan.scenario;
  const auto put = [&](const char* name, double plan::SiteYear::*member, const std::string& unit, const char* words) {
    std::vector<double> values(s.periods.size() * s.sites.size(), 0.0);
    for (const auto& y : plan.sites) values[at(y.period) * s.sites.size() + at(y.site)] = y.*member;
    file.reals(name, {"period", "site"}, values, unit, words);
  };
  using Y = plan::SiteYear;
  put("site_hall", &Y::it_power, "MW", "IT power of the halls");
  put("site_grid", &Y::grid, "MW", "grid connection");
  put("site_peak", &Y::peak, "MW", "facility power at the busiest hour");
  put("site_accelerators", &Y::accelerators, "1", "accelerators in operation");
  put("site_energy", &Y::energy, "MWh year-1", "facility energy");
  put("site_output_tokens", &Y::output_tokens, "year-1", "output tokens");
  put("site_carbon", &Y::carbon, "t year-1", "CO2, location-based");
  put("site_water", &Y::water, "m3 year-1", "water");
  put("site_cost", &Y::cost, plan.compiled.network.currency + " year-1", "cost");
}

void write_hours(Writer& file, const plan::Plan& plan) {
  const auto view = plan.view();
  const auto& net = plan.compiled.network;
  const auto& meaning = plan.compiled.meaning;
  const std::size_t n = net.snapshots();
  Strings labels;
  std::vector<double> weight, period;
  for (std::size_t h = 0; h < n; ++h)
    labels.push_back(net.horizon.snapshots[h].label), weight.push_back(net.horizon.snapshots[h].energy);
  const auto slices = net.horizon.slice_of_snapshot();
  for (std::size_t h = 0; h < n; ++h)
    period.push_back(plan.scenario.periods[at(net.horizon.slices[at(slices[h])].period)]);
  coordinate(file, "snapshot", labels);
  std::vector<std::int64_t> time;  // labels are "2030-02-10T01"
  for (const auto& label : labels)
    if (const auto instant = exchange::pypsa::instant_of_text(label + ":00")) time.push_back(*instant);
  if (time.size() == n) file.integers("time", {"snapshot"}, time, "seconds since 1970-01-01 00:00:00");
  file.reals("snapshot_weight", {"snapshot"}, weight, "h", "hours of the year that the snapshot stands for");
  file.reals("snapshot_period", {"snapshot"}, period, "1", "first year of the period");
  const auto put = [&](const char* name, const char* dimension, std::size_t count, const char* unit, const char* words,
                       const std::function<double(std::size_t, std::size_t)>& value) {
    std::vector<double> values;
    values.reserve(n * count);
    for (std::size_t h = 0; h < n; ++h)
      for (std::size_t i = 0; i < count; ++i) values.push_back(value(i, h));
    if (count > 0) file.reals(name, {"snapshot", dimension}, values, unit, words);
  };
  const std::string price_unit = net.currency + " MWh-1";
  put("import", "site", meaning.sites.size(), "MW", "power through the grid connection",
      [&](std::size_t i, std::size_t h) { return view.activity(meaning.sites[i].import, h); });
  put("site_power_price", "site", meaning.sites.size(), price_unit.c_str(), "value of power at the site",
      [&](std::size_t i, std::size_t h) { return view.price(meaning.sites[i].power, h); });
  put("pue", "site", meaning.sites.size(), "1", "facility power per IT power",
      [&](std::size_t i, std::size_t h) { return meaning.sites[i].pue.at(h); });
  put("market_power", "zone", meaning.zones.size(), "MW", "power bought on the market",
      [&](std::size_t i, std::size_t h) { return view.activity(meaning.zones[i].buy, h); });
  put("market_price", "zone", meaning.zones.size(), price_unit.c_str(), "market price, delivered",
      [&](std::size_t i, std::size_t h) { return meaning.zones[i].price.at(h); });
  put("market_carbon_free", "zone", meaning.zones.size(), "1", "carbon-free share of the market",
      [&](std::size_t i, std::size_t h) { return meaning.zones[i].carbon_free.at(h); });
  const auto sent = [&](network::ProcessId process, std::size_t h) {
    return process.valid() ? view.activity(process, h) : 0.0;
  };
  put("sent", "interconnector", meaning.interconnectors.size(), "MW", "power sent from the first country to the second",
      [&](std::size_t i, std::size_t h) { return sent(meaning.interconnectors[i].there, h); });
  put("sent_back", "interconnector", meaning.interconnectors.size(), "MW",
      "power sent from the second country to the first",
      [&](std::size_t i, std::size_t h) { return sent(meaning.interconnectors[i].back, h); });
  put("plant_power", "plant", meaning.plants.size(), "MW", "generation; discharge less charge of a battery",
      [&](std::size_t i, std::size_t h) {
        const auto& plant = meaning.plants[i];
        return plant.store.valid() ? view.discharge(plant.store, h) - view.charge(plant.store, h)
                                   : view.activity(plant.process, h);
      });
  put("plant_level", "plant", meaning.plants.size(), "MWh", "level of a battery at the end of the hour",
      [&](std::size_t i, std::size_t h) {
        const auto& plant = meaning.plants[i];
        return plant.store.valid() ? view.level(plant.store, h) : 0.0;
      });
  put("busy", "serving", meaning.serves.size(), "1", "busy accelerators by service, site and type",
      [&](std::size_t i, std::size_t h) { return view.activity(meaning.serves[i].process, h); });
  put("requests", "service", meaning.services.size(), "h-1", "requests asked",
      [&](std::size_t i, std::size_t h) { return meaning.services[i].requests.at(h); });
}

}  // namespace

void write_netcdf(const std::filesystem::path& path, const plan::Plan& plan, const WriteOptions& options) {
  const auto& s = plan.scenario;
  Writer file(path.string());
  write_attributes(file, plan, options);
  if (plan.has_answer()) {
    Strings sites, zones, lines, plants, services, servings;
    std::vector<std::int64_t> years;
    for (const auto& site : s.sites) sites.push_back(site.id);
    for (const auto& zone : plan.compiled.meaning.zones) zones.push_back(zone.name);
    for (const auto& line : s.interconnectors) lines.push_back(line.id);
    for (const auto& plant : s.plants) plants.push_back(plant.id);
    for (const auto& service : s.services) services.push_back(service.id);
    for (const auto& serve : plan.compiled.meaning.serves)
      servings.push_back(fmt::format("{} | {} | {}", s.services[at(serve.service)].id, s.sites[at(serve.site)].id,
                                     s.accelerators[at(serve.accelerator)]));
    for (const int year : s.periods) years.push_back(year);
    file.dimension("period", years.size());
    file.integers("period", {"period"}, years);
    coordinate(file, "site", sites);
    coordinate(file, "zone", zones);
    if (!lines.empty()) coordinate(file, "interconnector", lines);
    if (!plants.empty()) coordinate(file, "plant", plants);
    coordinate(file, "service", services);
    coordinate(file, "serving", servings);
    write_sites(file, plan);
    write_hours(file, plan);
    write_tables(file, plan);
  }
  const auto vector = [&](const char* name, const char* dimension, const std::vector<double>& values,
                          const char* words) {
    if (!values.empty()) file.reals(name, {dimension}, values, {}, words);
  };
  file.dimension("column", static_cast<std::size_t>(plan.columns));
  file.dimension("row", static_cast<std::size_t>(plan.rows));
  if (plan.reached.size() > 1) {
    file.dimension("goal", plan.reached.size() - 1);
    file.reals("goals_reached", {"goal"}, std::span(plan.reached).first(plan.reached.size() - 1), {},
               "values of the goals before the last");
  }
  vector("solution_primal", "column", plan.solution.primal, "primal values of the program, for `gigaplan verify`");
  vector("solution_reduced_cost", "column", plan.solution.reduced_cost, "reduced costs");
  vector("solution_row_dual", "row", plan.solution.row_dual, "dual values of the rows");
  if (const auto& grid = plan.grid_alone; !grid.primal.empty()) {
    file.dimension("grid_column", grid.primal.size());
    file.dimension("grid_row", grid.row_dual.size());
    file.attribute("grid_objective", grid.objective);
    vector("grid_primal", "grid_column", grid.primal, "primal values of the countries' grids without the programme");
    vector("grid_reduced_cost", "grid_column", grid.reduced_cost, "reduced costs of them");
    vector("grid_row_dual", "grid_row", grid.row_dual, "dual values of their rows");
  }
  file.finish();
}

}  // namespace gigaplan::results
