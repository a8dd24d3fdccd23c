// The countries' own grids with and without the programme (power of kind "mix").
//
// Without: the grids alone, solved first. The carbon-free share f[h] of what a country generates and receives, and its
// mean carbon by the hour, are data of the programme's own rows; its cost is taken off the objective. With: the plan.
//     cost of the grids in period p = Σ_assets annual cost · added + Σ_h ω cost · generation
#include "gigaplan/plan/grid.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "gigaplan/base/index.hpp"
#include "gigaplan/plan/trade.hpp"

namespace gigaplan::plan {
namespace {

using Sources = std::vector<compile::GridSource>;

// Of a network of the user's, all sources stand with the first zone.
const Sources& sources_of(const compile::Meaning& meaning, const compile::ZoneRef& zone) {
  return zone.sources.empty() ? meaning.zones.front().sources : zone.sources;
}

compile::GridOutcome outcome_of(const View& view, const compile::Meaning& meaning, const scenario::Scenario& scenario,
                                double objective) {
  compile::GridOutcome outcome;
  outcome.present_cost = objective;
  const std::size_t zones = meaning.zones.size();
  outcome.zones.resize(zones);
  for (std::size_t h = 0; h < view.network().snapshots(); ++h) {
    std::vector<double> clean(zones), carbon(zones), total(zones);
    for (std::size_t z = 0; z < zones; ++z)
      for (const auto& source : sources_of(meaning, meaning.zones[z])) {
        const double power = view.activity(source.process, h);
        clean[z] += source.carbon_free ? power : 0;
        carbon[z] += source.carbon.at(h) * power;
        total[z] += power;
      }
    const auto sent = passages(meaning, scenario, view, h);
    for (const auto& passage : sent) total[at(passage.to)] += passage.received;
    const auto share = mixed(clean, total, sent, &Passage::received), mass = mixed(carbon, total, sent, &Passage::sent);
    for (std::size_t z = 0; z < zones; ++z) {
      outcome.zones[z].carbon_free.push_back(total[z] > 0 ? std::min(1.0, share[z]) : 1.0);
      outcome.zones[z].carbon.push_back(mass[z]);
    }
  }
  return outcome;
}

double cost_of(const View& view, const compile::GridParts& parts, std::size_t p) {
  const auto& net = view.network();
  double cost = 0;
  for (std::size_t i = 0; i < parts.assets; ++i) {
    const auto id = net.assets.id(i);
    const auto& vintages = net.assets[id].vintages;
    for (std::size_t v = 0; v < vintages.size(); ++v)
      if (vintages[v].alive[p]) cost += view.built(id, v) * vintages[v].annual_cost[p];
  }
  for (std::size_t i = 0; i < parts.processes; ++i) {
    const auto id = net.processes.id(i);
    const auto& process = net.processes[id];
    cost += view.yearly(p, [&](std::size_t h) {
      const double x = view.activity(id, h);
      return process.cost.at(h) * x + process.quadratic.at(h) * x * x;
    });
  }
  for (std::size_t i = 0; i < parts.stores; ++i) {
    const auto id = net.stores.id(i);
    const auto& store = net.stores[id];
    cost += view.yearly(p, [&](std::size_t h) {
      return store.discharge_cost.at(h) * view.discharge(id, h) + store.charge_cost.at(h) * view.charge(id, h) +
             store.level_cost.at(h) * view.level(id, h);
    });
  }
  return cost;
}

// What one zone's grid does in a period, in the order of the rows.
struct State {
  double price = 0, carbon = 0, carbon_free = 0, energy = 0, unserved = 0;
};

State state_of(const View& view, const compile::ZoneRef& zone, std::size_t p) {
  State s;
  const auto& demand = view.network().nodes[zone.grid].demand;
  const double load = view.yearly(p, [&](std::size_t h) { return demand.at(h); });
  // A bus without load of its own: the mean over time.
  s.price = load > 0 ? view.yearly(p, [&](std::size_t h) { return demand.at(h) * view.price(zone.grid, h); }) / load
                     : view.yearly(p, [&](std::size_t h) { return view.price(zone.grid, h); }) /
                           view.yearly(p, [](std::size_t) { return 1.0; });
  double clean = 0;
  for (const auto& source : zone.sources) {
    const double energy = view.yearly(p, [&](std::size_t h) { return view.activity(source.process, h); });
    s.energy += energy;
    clean += source.carbon_free ? energy : 0;
    s.carbon += view.yearly(p, [&](std::size_t h) { return source.carbon.at(h) * view.activity(source.process, h); });
  }
  s.carbon_free = s.energy > 0 ? clean / s.energy : 0;
  if (zone.unserved.valid())
    s.unserved = view.yearly(p, [&](std::size_t h) { return view.activity(zone.unserved, h); });
  return s;
}

// The grids alone with an answer that `answer` gives to their program.
template <class Answer>
GridRun answered(const scenario::Scenario& scenario, const Catalogue& catalogue, const Context& context,
                 const Answer& answer) {
  GridRun run;
  run.compiled = compile::compile_grid(scenario, catalogue, context);
  if (const auto faults = network::validate(run.compiled.network); !faults.empty()) throw InputInvalid(faults);
  auto formulated = formulate::formulate(run.compiled.network);
  run.layout = std::move(formulated.layout);
  run.solution = answer(formulated.program);
  if (run.solution.primal.empty()) return run;
  run.certificate = certify::certify(formulated.program, run.solution);
  run.outcome = outcome_of(run.view(), run.compiled.meaning, scenario, run.solution.objective);
  return run;
}

// What the interconnectors may pass, where they may be widened, and their mean power each way.
void add_trade(Plan& plan, const View& without, const View& with, std::size_t p) {
  const double hours = with.yearly(p, [](std::size_t) { return 1.0; });
  for (const auto& line : plan.compiled.meaning.interconnectors) {
    const auto add = [&](network::ProcessId process, const std::string& from) {
      const auto mean = [&](const View& view) {
        return view.yearly(p, [&](std::size_t h) { return view.activity(process, h); }) / hours;
      };
      plan.grid.push_back({static_cast<int>(p), plan.scenario.interconnectors[at(line.interconnector)].name,
                           "mean power from " + from, "MW", mean(without), mean(with)});
    };
    const auto& of = plan.scenario.interconnectors[at(line.interconnector)];
    if (of.extension)
      plan.grid.push_back({static_cast<int>(p), of.name, "power that may pass", "MW", without.capacity(line.asset, p),
                           with.capacity(line.asset, p)});
    add(line.there, plan.compiled.meaning.zones[at(line.from)].country);
    if (line.back.valid()) add(line.back, plan.compiled.meaning.zones[at(line.to)].country);
  }
}

// Mean load of the lines, of those that change most by the programme: at most ten a period.
void add_flows(Plan& plan, const View& without, const View& with, std::size_t p) {
  const auto& lines = without.network().lines;
  const double hours = with.yearly(p, [](std::size_t) { return 1.0; });
  std::vector<GridRow> rows;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto id = lines.id(i);
    const auto mean = [&](const View& view) {
      return view.yearly(p, [&](std::size_t h) { return std::abs(view.flow(id, h)); }) / hours;
    };
    rows.push_back({static_cast<int>(p), lines[id].name, "mean flow", "MW", mean(without), mean(with)});
  }
  std::ranges::stable_sort(rows, std::greater<>{}, [](const GridRow& row) { return std::abs(row.with - row.without); });
  rows.resize(std::min<std::size_t>(rows.size(), 10));
  plan.grid.insert(plan.grid.end(), rows.begin(), rows.end());
}

}  // namespace

GridRun run_grid(const scenario::Scenario& scenario, const Catalogue& catalogue, const solve::SolveOptions& solver,
                 const Context& context) {
  auto fitting = solver;
  fitting.solver = solve::Choice::automatic;
  auto run = answered(scenario, catalogue, context,
                      [&](program::Program& program) { return solve::solve(program, fitting, context); });
  if (run.solution.status != program::Status::optimal || !run.certificate.accepted)
    throw InputInvalid(
        {{"GP1608",
          {scenario.file, 0, 0},
          "the countries' power systems without the programme could not be solved: " + run.solution.message,
          "give more time, or use power of kind \"price\""}});
  return run;
}

GridRun stored_grid(const scenario::Scenario& scenario, const Catalogue& catalogue, program::Solution solution,
                    const Context& context) {
  return answered(scenario, catalogue, context, [&](program::Program& program) {
    if (static_cast<std::size_t>(program.columns()) != solution.primal.size() ||
        static_cast<std::size_t>(program.rows()) != solution.row_dual.size())
      throw InputInvalid({{"GP1608",
                           {scenario.file, 0, 0},
                           "the stored answer of the countries' power systems without the programme does not fit them",
                           "plan it again"}});
    return std::move(solution);
  });
}

compile::Compiled compile_scenario(const scenario::Scenario& scenario, const Catalogue& catalogue,
                                   const solve::SolveOptions& solver, const Context& context,
                                   std::optional<GridRun>& grid) {
  if (scenario.power.bought_at_prices()) return compile::compile(scenario, catalogue, context);
  if (!grid) grid = run_grid(scenario, catalogue, solver, context);
  return compile::compile(scenario, catalogue, context, &grid->outcome);
}

void read_grid(Plan& plan, const GridRun& run) {
  const View without = run.view();
  const View with = plan.view();
  auto& meaning = plan.compiled.meaning;
  for (std::size_t z = 0; z < meaning.zones.size(); ++z) {
    auto& zone = meaning.zones[z];
    std::vector<double> price;
    for (std::size_t h = 0; h < with.network().snapshots(); ++h)
      price.push_back(with.price(zone.grid, h) + zone.network_charge);
    zone.price = price;
    for (std::size_t p = 0; p < plan.scenario.periods.size(); ++p) {
      const auto a = state_of(without, run.compiled.meaning.zones[z], p), b = state_of(with, zone, p);
      const auto add = [&](const char* item, double before, double after, const std::string& unit) {
        plan.grid.push_back({static_cast<int>(p), zone.country, item, unit, before, after});
      };
      add("mean price", a.price, b.price, plan.compiled.network.currency + "/MWh");
      if (zone.sources.empty()) continue;
      add("emissions", a.carbon, b.carbon, "t CO2/yr");
      add("generation", a.energy, b.energy, "MWh/yr");
      add("carbon-free share", a.carbon_free, b.carbon_free, "share");
      if (!zone.unserved.valid()) continue;
      add("load not served", a.unserved, b.unserved, "MWh/yr");
    }
  }
  for (std::size_t p = 0; p < plan.scenario.periods.size(); ++p) {
    add_trade(plan, without, with, p);
    add_flows(plan, without, with, p);
  }
  for (std::size_t p = 0; p < plan.scenario.periods.size(); ++p)
    plan.grid_cost.push_back(cost_of(with, meaning.grid, p) - cost_of(without, run.compiled.meaning.grid, p));
}

}  // namespace gigaplan::plan
