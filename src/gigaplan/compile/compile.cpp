#include "gigaplan/compile/compile.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "gigaplan/compile/grid_network.hpp"
#include "gigaplan/compile/mix.hpp"

namespace gigaplan::compile {
namespace {

Hours choose_hours(const scenario::Scenario& scenario, const YearData& year) {
  if (scenario.hours.full) return full_year();
  // What shapes the cost of an hour: price and carbon-free share of every market, output of every plant, use of the
  // services, temperature. Extremes are kept of prices, carbon-free shares and use.
  std::vector<std::vector<double>> features;
  std::vector<std::size_t> extremes;
  for (std::size_t j = 0; j < year.profile.size(); ++j)
    extremes.push_back(features.size()), features.push_back(year.profile[j]);
  for (std::size_t z = 0; z < year.zones.size(); ++z) {
    const auto& country = year.zones[z].country;
    if (std::ranges::find(year.zones, country, &YearData::Zone::country) - year.zones.begin() <
        static_cast<std::ptrdiff_t>(z))
      continue;  // regions of a country have one market at several levels
    const auto& market = year.markets[z];
    extremes.push_back(features.size()), features.push_back(market.price);
    features.push_back(market.carbon_free);
  }
  for (const auto& output : year.output)
    if (!output.empty()) features.push_back(output);
  for (const auto& t : year.temperature) features.push_back(t);
  return typical_days(features, scenario.hours.typical_days, extremes);
}

void add_assumptions(Meaning& meaning, const scenario::Scenario& scenario) {
  meaning.assumptions.push_back(
      "Weather, load and market prices by the hour are synthetic: computed from sourced yearly figures, seed " +
      std::to_string(scenario.seed) + ".");
  if (scenario.power.kind == scenario::PowerKind::mix) {
    meaning.assumptions.push_back(fmt::format(
        "Each country's power system is one node: today's load in all periods, {}, the plants of today (made from "
        "yearly generation by kind and typical capacity factors) without retirements.",
        scenario.interconnectors.empty() ? "no trade with its neighbours" : "trade over the interconnectors written"));
    meaning.assumptions.push_back(
        "It may add wind, solar, gas and batteries, of each kind at most 5 % of its peak load a year from now on; fuel "
        "at European prices. Nuclear runs at its yearly mean at most; load that is not served costs 4,000 EUR/MWh.");
    meaning.assumptions.push_back(
        "The grid's carbon-free share and carbon by the hour are those without the programme. The plan's cost is what "
        "the programme adds to the cost of the countries' power systems and its own.");
  } else if (scenario.power.kind == scenario::PowerKind::network) {
    meaning.assumptions.push_back(
        "The grid is the network given, its money taken as the plan's currency; the plan's hours are picked from its "
        "year. What it may build it may build in every period. Carbon and carbon-free share by the hour are those of "
        "all its generators together, without the programme; flow tracing is not done.");
    meaning.assumptions.push_back(
        "The plan's cost is what the programme adds to the cost of that grid and its own; the country's charge for the "
        "wires comes on top of the price of the bus.");
  } else {
    meaning.assumptions.push_back(
        "Electricity markets keep today's mix and price level in all periods; the programme does not move them.");
    if (std::ranges::any_of(scenario.sites, [](const auto& site) { return !site.region.empty(); }))
      meaning.assumptions.push_back(
          "Sites that name a region buy at the country's hourly prices, moved to the level of the region, with its "
          "carbon and carbon-free share where they are known. What plants deliver through the country's grid reaches "
          "all its regions.");
    if (!scenario.interconnectors.empty())
      meaning.assumptions.push_back(
          "Over interconnectors the programme brings what it buys or makes in one country to its sites in another; "
          "such power is as clean as where it was bought.");
  }
  meaning.assumptions.push_back(fmt::format("Perfect foresight over {}-{}: every decision knows all periods.",
                                            scenario.periods.front(), scenario.end - 1));
  meaning.assumptions.push_back(
      fmt::format("At most {:.0f} % of the working accelerators are busy, so that queues stay short; {:.0f} % of all "
                  "are available.",
                  100 * scenario.peak_utilisation, 100 * scenario.availability));
  if (!meaning.hours.full)
    meaning.assumptions.push_back(fmt::format(
        "{} typical days stand for the year; their daily means miss those of the year by {:.1f} % on average.",
        meaning.hours.days.size(), 100 * meaning.hours.feature_error));
}

// Weather, markets, hours and the empty network: what every way to compile begins with.
Work begun(const scenario::Scenario& scenario, const Catalogue& catalogue, const Context& context) {
  refuse_unbuilt(scenario);
  context.report("compile", -1, "weather and markets");
  Work work{.scenario = scenario,
            .figures = Figures(catalogue, {scenario.currency, scenario.price_year}),
            .year = {},
            .hours = {},
            .network = {},
            .meaning = {}};
  for (const auto& figure : scenario.figures) work.figures.note(figure);
  for (const auto* jobs : {"construction_fte_years", "permanent_hyperscale", "permanent_gigawatt", "permanent_first",
                           "suppliers_construction", "spending_construction", "elsewhere_permanent"})
    work.figures.note(catalogue.figure(fmt::format("building/jobs/{}", jobs)));
  work.year = year_data(scenario, work.figures);
  work.hours = work.meaning.hours = choose_hours(scenario, work.year);
  work.network.name = scenario.name;
  work.network.currency = fmt::format("{}_{}", scenario.currency, scenario.price_year);
  work.network.horizon = horizon_of(work.hours, scenario.periods, scenario.end, scenario.discount_rate);
  context.report("compile", -1, "network");
  if (scenario.power.kind == scenario::PowerKind::mix) build_mix(work);
  if (scenario.power.kind == scenario::PowerKind::network) build_grid_network(work);
  return work;
}

}  // namespace

Compiled compile_grid(const scenario::Scenario& scenario, const Catalogue& catalogue, const Context& context) {
  Work work = begun(scenario, catalogue, context);
  work.network.goals.push_back({.name = "cost", .unit = work.network.currency, .least_cost = true});
  work.meaning.figures = work.figures.used();
  return {std::move(work.network), std::move(work.meaning)};
}

Compiled compile(const scenario::Scenario& scenario, const Catalogue& catalogue, const Context& context,
                 const GridOutcome* grid) {
  Work work = begun(scenario, catalogue, context);
  if (grid != nullptr) work.network.constant_cost -= grid->present_cost;
  build_budget(work);
  build_power(work, grid);
  build_halls(work);
  build_heat(work);
  build_supply(work);
  build_chain(work);
  build_own_chips(work);
  build_fleets(work);
  build_services(work);
  build_training(work);
  build_plants(work);
  build_green(work);
  build_redundancy(work);
  build_backup(work);
  build_reserve(work);
  build_laws(work);
  build_licences(work);
  build_operation(work);
  build_targets(work);
  build_labour(work);
  build_full_power(work);
  build_loan(work);
  build_goals(work);
  add_assumptions(work.meaning, scenario);
  work.meaning.figures = work.figures.used();
  return {std::move(work.network), std::move(work.meaning)};
}

std::vector<Figure> figures_used(const scenario::Scenario& scenario, const Catalogue& catalogue,
                                 const Context& context) {
  auto quick = scenario;
  if (scenario.power.kind != scenario::PowerKind::network) quick.hours = {.full = false, .typical_days = 2};
  if (scenario.power.bought_at_prices()) return compile(quick, catalogue, context).meaning.figures;
  // A stand-in for what the countries' power systems do: it changes numbers of the network, not what they are made of.
  const auto grid = compile_grid(quick, catalogue, context);
  const std::vector<double> half(grid.network.snapshots(), 0.5);
  const GridOutcome outcome{std::vector<GridOutcome::Zone>(grid.meaning.zones.size(), {half, half}), 0};
  return compile(quick, catalogue, context, &outcome).meaning.figures;
}

}  // namespace gigaplan::compile
