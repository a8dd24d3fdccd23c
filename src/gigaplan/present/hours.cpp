// The hourly picture: supply, load, price and carbon of every site and of the whole plan.
#include <fmt/format.h>

#include <algorithm>

#include "gigaplan/base/index.hpp"
#include "gigaplan/present/present.hpp"

namespace gigaplan::present {
namespace {

struct Hour {
  const plan::Plan& plan;
  plan::View view;
  network::Slice slice;

  template <class Value>
  report::Series series(std::string name, std::string role, std::string kind, std::string unit,
                        const Value& value) const {
    report::Series out{.name = std::move(name),
                       .role = std::move(role),
                       .kind_of_supply = std::move(kind),
                       .unit = std::move(unit),
                       .values = {}};
    for (int h = slice.first; h < slice.first + slice.count; ++h) out.values.push_back(value(at(h)));
    return out;
  }
};

void add_nonzero(std::vector<report::Series>& list, report::Series series) {
  if (std::ranges::any_of(series.values, [](double v) { return v > 1e-9; })) list.push_back(std::move(series));
}

void add_plants(report::Frame& frame, const Hour& hour, const std::string& site, bool all) {
  for (const auto& plant : hour.plan.compiled.meaning.plants) {
    const auto& of = hour.plan.scenario.plants[at(plant.plant)];
    if (!all && of.site != site) continue;
    if (plant.store.valid()) {
      add_nonzero(frame.series, hour.series(of.name + ", discharging", "supply", "battery", "MW", [&](std::size_t h) {
        return std::max(0.0, hour.view.discharge(plant.store, h));
      }));
      add_nonzero(frame.series, hour.series(of.name + ", charging", "charge", "battery", "MW", [&](std::size_t h) {
        return std::max(0.0, hour.view.charge(plant.store, h));
      }));
      add_nonzero(frame.series, hour.series(of.name + ", level", "level", "battery", "MWh", [&](std::size_t h) {
        return std::max(0.0, hour.view.level(plant.store, h));
      }));
    } else {
      add_nonzero(frame.series,
                  hour.series(of.name, "supply", plan::plant_kind(hour.plan, plant), "MW",
                              [&](std::size_t h) { return std::max(0.0, hour.view.activity(plant.process, h)); }));
    }
  }
}

double load_at(const Hour& hour, const compile::SiteRef& ref, std::size_t h, std::size_t p) {
  const auto& meaning = hour.plan.compiled.meaning;
  double it = 0;
  for (std::size_t f = 0; f < meaning.fleets.size(); ++f) {
    const auto& fleet = meaning.fleets[f];
    if (fleet.site != ref.site) continue;
    it += fleet.idle_kw * hour.view.capacity(fleet.asset, p);
    for (const auto& serve : meaning.serves)
      if (serve.fleet == static_cast<int>(f))
        it += (fleet.busy_kw - fleet.idle_kw) * hour.view.activity(serve.process, h);
    for (const auto& train : meaning.trains)
      if (train.site == fleet.site && train.accelerator == fleet.accelerator)
        it += (fleet.busy_kw - fleet.idle_kw) * hour.view.activity(train.process, h);
  }
  return it / 1000 * ref.pue.at(h);
}

void whole_plan(report::Document& d, const Hour& hour, std::size_t p) {
  const auto& meaning = hour.plan.compiled.meaning;
  report::Frame frame{.period = static_cast<int>(p), .site = "", .series = {}};
  for (const auto& zone : meaning.zones)
    add_nonzero(frame.series, hour.series("grid, " + zone.name, "supply", "grid", "MW", [&](std::size_t h) {
      return std::max(0.0, hour.view.activity(zone.buy, h));
    }));
  add_plants(frame, hour, "", true);
  frame.series.push_back(hour.series("load of all sites", "load", "", "MW", [&](std::size_t h) {
    double sum = 0;
    for (const auto& ref : meaning.sites) sum += load_at(hour, ref, h, p);
    return sum;
  }));
  frame.series.push_back(hour.series("market price, " + meaning.zones.front().name, "price", "",
                                     d.head.currency + "/MWh",
                                     [&](std::size_t h) { return meaning.zones.front().price.at(h); }));
  frame.series.push_back(hour.series("carbon of the grid, " + meaning.zones.front().name, "carbon", "", "g CO2/kWh",
                                     [&](std::size_t h) { return 1000 * meaning.zones.front().carbon.at(h); }));
  d.hours.frames.push_back(std::move(frame));
}

void one_site(report::Document& d, const Hour& hour, const compile::SiteRef& ref, std::size_t p) {
  const auto& site = hour.plan.scenario.sites[at(ref.site)];
  if (hour.view.capacity(ref.hall, p) <= 1e-6) return;
  report::Frame frame{.period = static_cast<int>(p), .site = site.id, .series = {}};
  add_nonzero(frame.series, hour.series("the grid", "supply", "grid", "MW", [&](std::size_t h) {
    return std::max(0.0, hour.view.activity(ref.import, h));
  }));
  add_plants(frame, hour, site.id, false);
  frame.series.push_back(
      hour.series("load", "load", "", "MW", [&](std::size_t h) { return load_at(hour, ref, h, p); }));
  const double grid = hour.view.capacity(ref.grid, p);
  frame.series.push_back(hour.series("grid connection", "limit", "", "MW", [&](std::size_t) { return grid; }));
  frame.series.push_back(hour.series("value of power at the site", "price", "", d.head.currency + "/MWh",
                                     [&](std::size_t h) { return hour.view.price(ref.power, h); }));
  d.hours.frames.push_back(std::move(frame));
}

}  // namespace

void add_hours(report::Document& d, const plan::Plan& plan, const Catalogue& catalogue) {
  d.hours.time_zone = catalogue.country(plan.scenario.country).time_zone;
  const auto& net = plan.compiled.network;
  const auto& chosen = plan.compiled.meaning.hours;
  for (std::size_t p = 0; p < net.periods(); ++p) {
    const auto& slice = net.horizon.slices[p];
    report::Axis axis{.period = static_cast<int>(p), .stretches = {}};
    const auto start = [&](int h) { return net.horizon.snapshots[at(h)].label + ":00Z"; };
    if (chosen.full) {
      axis.stretches.push_back({.label = "the year", .start = start(slice.first), .hours = slice.count, .weight = 1});
    } else {
      for (std::size_t i = 0; i < chosen.days.size(); ++i) {
        const int first = slice.first + static_cast<int>(i) * 24;
        axis.stretches.push_back({.label = net.horizon.snapshots[at(first)].label.substr(5, 5),
                                  .start = start(first),
                                  .hours = 24,
                                  .weight = static_cast<double>(chosen.weight[i])});
      }
    }
    d.hours.axes.push_back(std::move(axis));
    const Hour hour{plan, plan.view(), slice};
    whole_plan(d, hour, p);
    for (const auto& ref : plan.compiled.meaning.sites) one_site(d, hour, ref, p);
  }
}

}  // namespace gigaplan::present
