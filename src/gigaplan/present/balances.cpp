// Energy, carbon, water and jobs by period, and the flow from power to tokens.
#include <fmt/format.h>

#include <map>

#include "gigaplan/base/index.hpp"
#include "gigaplan/plan/words.hpp"
#include "gigaplan/present/present.hpp"

namespace gigaplan::present {
namespace {

// People at suppliers and where wages are spent: multipliers of other building and other data centres, not of these.
void add_jobs_elsewhere(report::Document& d, const plan::Plan& plan, int p) {
  double building = 0, permanent = 0;
  for (const auto& y : plan.sites) {
    if (y.period != p) continue;
    building += y.construction_elsewhere / plan.scenario.period_years(at(p));
    permanent += y.permanent_elsewhere;
  }
  const auto row = [&](const char* item, double value, const char* note) {
    if (value > 0)
      d.balances.push_back({.topic = "jobs elsewhere",
                            .period = p,
                            .item = item,
                            .value = value,
                            .unit = "FTE",
                            .total = false,
                            .note = note});
  };
  row("for those who build", building, "suppliers and spent wages, as of all building in the US; mean of the period");
  row("for those who run the sites", permanent, "suppliers and spent wages, as of the US industry");
}

void add_starts(report::Document& d, const plan::Plan& plan, int p) {
  const auto view = plan.view();
  const auto& net = plan.compiled.network;
  for (const auto& ref : plan.compiled.meaning.plants) {
    const auto& plant = plan.scenario.plants[at(ref.plant)];
    if (!plant.units || !view.counts(ref.asset, view.capacity(ref.asset, at(p)))) continue;
    const double starts = view.yearly(
        at(p), [&](std::size_t h) { return view.starts(ref.process, h) / net.horizon.snapshots[h].elapsed; });
    d.balances.push_back({.topic = "starts of plants",
                          .period = p,
                          .item = plant.name,
                          .value = starts,
                          .unit = "1/yr",
                          .total = false,
                          .note = fmt::format("units of {:g} MW", plant.units->size)});
  }
}

void add_rows(report::Document& d, const plan::Plan& plan, int p) {
  for (const auto& row : plan.energy)
    if (row.period == p && row.mwh != 0)
      d.balances.push_back({.topic = "energy",
                            .period = p,
                            .item = row.kind == "load" ? "sites, load" : row.item,
                            .value = row.mwh,
                            .unit = "MWh/yr",
                            .total = false,
                            .note = {}});
  for (const auto& row : plan.trade)
    if (row.period == p && row.sent > 0)
      d.balances.push_back(
          {.topic = "power between countries",
           .period = p,
           .item = fmt::format("{}, {} to {}", plan.scenario.interconnectors[at(row.line)].name, row.from, row.to),
           .value = row.received,
           .unit = "MWh/yr",
           .total = false,
           .note = fmt::format("{} % of what could pass", plan::number(100 * row.use, 3))});
  for (const auto& row : plan.grid)
    if (row.period == p)
      d.balances.push_back({.topic = "grid",
                            .period = p,
                            .item = fmt::format("{}, {}", row.country, row.item),
                            .value = row.with - row.without,
                            .unit = row.unit,
                            .total = false,
                            .note = fmt::format("change by the programme: {} without it, {} with it",
                                                plan::number(row.without, 6), plan::number(row.with, 6))});
  d.balances.push_back({.topic = "carbon",
                        .period = p,
                        .item = "location-based",
                        .value = plan.carbon[at(p)],
                        .unit = "t CO2/yr",
                        .total = false,
                        .note = "the grid's mean for all that is drawn from it"});
  d.balances.push_back({.topic = "carbon",
                        .period = p,
                        .item = "market-based",
                        .value = plan.carbon_market[at(p)],
                        .unit = "t CO2/yr",
                        .total = true,
                        .note = "power of contracted plants counted as theirs"});
  for (const auto& row : plan.funds) {
    if (row.period != p) continue;
    const auto& account = plan.compiled.meaning.accounts[at(row.account)];
    d.balances.push_back({.topic = "money of funds",
                          .period = p,
                          .item = plan.scenario.funds[at(row.fund)].name,
                          .value = row.given,
                          .unit = plan.compiled.network.currency,
                          .total = false,
                          .note = fmt::format("for {}{}{}", plan::in_words(account.kinds),
                                              account.country.empty() ? "" : " in ", account.country)});
  }
  add_starts(d, plan, p);
  for (const auto& y : plan.sites) {
    if (y.period != p || y.it_power <= 0) continue;
    const auto& name = plan.scenario.sites[at(y.site)].name;
    if (y.water > 0)
      d.balances.push_back(
          {.topic = "water", .period = p, .item = name, .value = y.water, .unit = "m3/yr", .total = false, .note = {}});
    if (y.heat > 0)
      d.balances.push_back({.topic = "heat delivered",
                            .period = p,
                            .item = name,
                            .value = y.heat,
                            .unit = "MWh/yr",
                            .total = false,
                            .note = {}});
    d.balances.push_back({.topic = "jobs",
                          .period = p,
                          .item = name + ", permanent",
                          .value = y.permanent_jobs,
                          .unit = "FTE",
                          .total = false,
                          .note = {}});
    if (y.construction_jobs > 0)
      d.balances.push_back({.topic = "construction work",
                            .period = p,
                            .item = name,
                            .value = y.construction_jobs,
                            .unit = "FTE years",
                            .total = false,
                            .note = "over the building time of what opens in the period"});
  }
  add_jobs_elsewhere(d, plan, p);
}

// Sources → sites → cooling, services, idle accelerators, energy of the year:
//     a service at a site  Σ_fleets busy power · hours in which one works for it
//     idle accelerators    IT energy of the site − that of all its services and training
void add_flow(report::Document& d, const plan::Plan& plan, int p) {
  auto& flow = d.energy_flow;
  const auto node = [&](const std::string& id, const std::string& name, const std::string& kind) {
    for (const auto& n : flow.nodes)
      if (n.id == id) return;
    flow.nodes.push_back({.id = id, .name = name, .kind = kind, .note = {}});
  };
  const auto link = [&](const std::string& from, const std::string& to, double mwh) {
    if (mwh > 1) flow.links.push_back({.period = p, .from = from, .to = to, .value = mwh / 1000});
  };
  const plan::View view = plan.view();
  const auto& meaning = plan.compiled.meaning;
  double total = 0, supplied = 0;
  for (const auto& y : plan.sites) total += y.period == p ? y.energy : 0;
  for (const auto& row : plan.energy) supplied += row.period == p && row.mwh > 0 ? row.mwh : 0;
  if (total <= 0) return;
  for (const auto& row : plan.energy) {
    if (row.period != p || row.mwh <= 0) continue;
    node(row.item, row.item, row.kind);
    node("sites", "all sites", "site");
    link(row.item, "sites", row.mwh * total / supplied);
  }
  for (const auto& y : plan.sites) {
    if (y.period != p || y.energy <= 0) continue;
    const auto& site = plan.scenario.sites[at(y.site)];
    node("site " + site.id, site.name, "site");
    node("overhead", "cooling and losses", "use");
    link("sites", "site " + site.id, y.energy);
    link("site " + site.id, "overhead", y.energy - y.it_energy);
    std::map<std::string, double> busy;
    double all = 0;
    for (const auto& serve : meaning.serves) {
      if (serve.site != y.site) continue;
      const double kwh = meaning.fleets[at(serve.fleet)].busy_kw *
                         view.yearly(at(p), [&](std::size_t h) { return view.activity(serve.process, h); });
      busy[plan.scenario.services[at(serve.service)].name] += kwh, all += kwh;
    }
    for (const auto& train : meaning.trains) {
      if (train.site != y.site) continue;
      const double hours = view.yearly(at(p), [&](std::size_t h) { return view.activity(train.process, h); });
      for (const auto& fleet : meaning.fleets)
        if (fleet.site == train.site && fleet.accelerator == train.accelerator)
          busy["training " + plan.scenario.trainings[at(train.run)].id] += fleet.busy_kw * hours,
              all += fleet.busy_kw * hours;
    }
    for (const auto& [use, kwh] : busy) {
      node("use " + use, use, "service");
      link("site " + site.id, "use " + use, kwh / 1000);
    }
    node("idle", "idle accelerators", "use");
    link("site " + site.id, "idle", y.it_energy - all / 1000);
  }
}

}  // namespace

void add_balances(report::Document& d, const plan::Plan& plan) {
  for (int p = 0; p < static_cast<int>(plan.scenario.periods.size()); ++p) {
    add_rows(d, plan, p);
    add_flow(d, plan, p);
  }
}

}  // namespace gigaplan::present
