// What a programme promises, a row for each promise and period. C the countries of the target.
//
//   compute           Σ_{s in C, a} e_a · fleet[s, a, p] ≥ asked[p]                            [H100 equivalents]
//   IT power          Σ_{s in C} running[s, p] ≥ asked[p]                                      [MW_it]
//   compute share     (1 − share) Σ_{s in C, a} e_a · fleet[s, a, p] ≥ share · Σ_{s not in C, a} e_a · fleet[s, a, p]
//   construction jobs j_c · Σ_{s in C} counted[s, p] ≥ years_p · asked[p]                      [FTE years]
//   permanent jobs    Σ_{s in C} staff(running[s, p]) ≥ asked[p]                staffing.cpp   [FTE]
//   sites             Σ_{s in C} z[s, p] ≥ asked[p],  running[s, p] ≥ least · z[s, p],  z in {0, 1}        [sites]
//   people served     Σ_{j in C} users[j, p] · share[j, p] / Σ_{j in C} users[j, p] ≥ asked[p]              [share]
//     running [MW_it in operation], counted [MW_it of halls built for it]  operation.cpp
//     e_a  compute of accelerator a in H100s, by dense FP8 or else BF16 FLOP/s;  j_c [FTE years/MW_it]
// The dual is what one unit of the promise costs.
#include <fmt/format.h>

#include <algorithm>

#include "gigaplan/base/index.hpp"
#include "gigaplan/compile/staffing.hpp"

namespace gigaplan::compile {
namespace {

struct Promise {
  Aim aim;
  const char* word;
  const char* unit;
  std::vector<double> asked;  // by period
};

std::vector<Promise> promises_of(const Work& work, const scenario::Target& target) {
  std::vector<Promise> list{{Aim::compute, "compute", "H100 equivalents", {}},
                            {Aim::it_power, "IT power", "MW_it", {}},
                            {Aim::compute_share, "share of compute", "share", {}},
                            {Aim::construction_jobs, "construction jobs", "people", {}},
                            {Aim::permanent_jobs, "permanent jobs", "people", {}},
                            {Aim::sites, "sites", "sites", {}},
                            {Aim::served, "people served", "share", {}}};
  for (const int year : work.scenario.periods) {
    list[0].asked.push_back(target.least_compute(year));
    list[1].asked.push_back(target.it_power.step(year));
    list[2].asked.push_back(target.compute_share.step(year));
    list[3].asked.push_back(target.construction_jobs.step(year));
    list[4].asked.push_back(target.permanent_jobs.step(year));
    list[5].asked.push_back(target.sites.step(year));
    list[6].asked.push_back(target.served.step(year));
  }
  std::erase_if(list, [](const Promise& p) { return std::ranges::none_of(p.asked, [](double a) { return a > 0; }); });
  return list;
}

// Fleets hold −(amount per H100) of the row: inside with 1 − share, outside with −share.
void fleets_hold(Work& work, const scenario::Target& target, network::NodeId id, const std::vector<double>& share) {
  for (const auto& fleet : work.meaning.fleets) {
    const bool inside = scenario::within(target.countries, work.scenario.sites[at(fleet.site)].country);
    std::vector<double> amount;
    for (const double part : share) amount.push_back(-fleet.h100_equivalents * (inside ? 1 - part : -part));
    if (std::ranges::any_of(amount, [](double a) { return a != 0; }))
      work.network.assets[fleet.asset].holds.push_back({.node = id, .amount = amount});
  }
}

// A share lower by `step` in period p: what every fleet gives to the row rises by step · e_a.
void lower_share(network::Network& n, const std::vector<FleetRef>& fleets, network::NodeId id, std::size_t p,
                 double step) {
  for (const auto& fleet : fleets) {
    auto& holds = n.assets[fleet.asset].holds;
    auto hold = std::ranges::find(holds, id, &network::Hold::node);
    if (hold == holds.end()) continue;
    std::vector<double> values;
    for (std::size_t q = 0; q < n.periods(); ++q)
      values.push_back(hold->amount.at(q) - (p == q ? step * fleet.h100_equivalents : 0));
    hold->amount = values;
  }
}

// Every place counts one where enough of it is in operation: yes or no, in every period that asks.
void sites_count(Work& work, const scenario::Target& target, network::NodeId id, const std::vector<double>& asked) {
  std::vector<bool> when;
  for (const double value : asked) when.push_back(value > 0);
  for (const auto& ref : work.meaning.sites) {
    const auto& site = work.scenario.sites[at(ref.site)];
    if (!scenario::within(target.countries, site.country)) continue;
    auto counts = work.choice(fmt::format("{} counts for {}", site.id, target.id), "site", site.id, when, "sites");
    counts.holds.push_back({.node = id, .amount = -1.0});
    const auto enough =
        work.at_least(fmt::format("operation of {} for {}", site.id, target.id), "operation", site.id, "MW_it");
    counts.holds.push_back({.node = enough, .amount = target.site_least});
    work.network.assets[ref.running].holds.push_back({.node = enough, .amount = -1.0});
    work.network.assets.add(std::move(counts));
  }
}

void users_count(Work& work, const scenario::Target& target, network::NodeId id) {
  std::vector<double> all(work.periods(), 0.0);
  const auto inside = [&](const ServiceRef& ref) {
    return scenario::within(target.countries, work.scenario.services[at(ref.service)].country);
  };
  for (const auto& ref : work.meaning.services)
    for (std::size_t p = 0; inside(ref) && p < work.periods(); ++p) all[p] += ref.users[p];
  for (const auto& ref : work.meaning.services) {
    if (!inside(ref)) continue;
    std::vector<double> part;
    for (std::size_t p = 0; p < work.periods(); ++p) part.push_back(all[p] > 0 ? -ref.users[p] / all[p] : 0);
    work.network.assets[ref.share].holds.push_back({.node = id, .amount = part});
  }
}

void add_limits(Work& work, const scenario::Target& target, const Promise& promise, network::NodeId id) {
  const auto& s = work.scenario;
  for (std::size_t p = 0; p < work.periods(); ++p) {
    if (promise.asked[p] <= 0) continue;
    std::function<void(network::Network&, double)> relax;
    if (promise.aim == Aim::compute_share) {
      relax = [fleets = work.meaning.fleets, id, p](network::Network& n, double step) {
        lower_share(n, fleets, id, p, step);
      };
    } else {
      const double per_unit = promise.aim == Aim::construction_jobs ? s.period_years(p) : 1;
      relax = [id, p, per_unit](network::Network& n, double step) { n.nodes[id].limit[p] -= per_unit * step; };
    }
    work.meaning.limits.push_back(
        {.kind = "target",
         .subject = fmt::format("target {} of {}: {}", target.name, s.periods[p], promise.word),
         .sentence = fmt::format("The target {} ({}) lower by {{step}} in {}", target.name, promise.word, s.periods[p]),
         .site = -1,
         .period = static_cast<int>(p),
         .step = promise.aim == Aim::compute_share || promise.aim == Aim::served ? 0.05
                 : promise.aim == Aim::sites                                     ? 1
                                                                                 : 0.1 * promise.asked[p],
         .unit = promise.unit,
         .amount = promise.asked[p],
         .node = id,
         .asset = {},
         .relax = relax});
  }
}

void add_promise(Work& work, std::size_t t, const Promise& promise) {
  const auto& target = work.scenario.targets[t];
  network::Node node{.name = fmt::format("target {} {}", target.id, promise.word),
                     .commodity = promise.word,
                     .place = "",
                     .unit = promise.unit};
  node.speed = network::Speed::rate;
  node.sense = network::Sense::at_least;
  if (promise.aim == Aim::construction_jobs) {  // limit − draws ≤ 0
    const double per_mw = work.figures.note(work.figures.catalogue().figure("building/jobs/construction_fte_years"));
    node.speed = network::Speed::stock;
    node.sense = network::Sense::at_most;
    node.unit = "FTE years";
    for (std::size_t p = 0; p < work.periods(); ++p)
      node.limit.push_back(promise.asked[p] * work.scenario.period_years(p));
    const auto id = work.network.nodes.add(node);
    work.sites_draw(&SiteRef::counted, target.countries, id, per_mw);
    work.meaning.targets.push_back({static_cast<int>(t), promise.aim, id, promise.asked});
    return add_limits(work, target, promise, id);
  }
  if (promise.aim != Aim::compute_share) node.limit = promise.asked;
  const auto id = work.network.nodes.add(node);
  if (promise.aim == Aim::compute) {
    fleets_hold(work, target, id, std::vector<double>(work.periods(), 0.0));
  } else if (promise.aim == Aim::compute_share) {
    fleets_hold(work, target, id, promise.asked);
  } else if (promise.aim == Aim::sites) {
    sites_count(work, target, id, promise.asked);
  } else if (promise.aim == Aim::served) {
    users_count(work, target, id);
  } else if (promise.aim == Aim::permanent_jobs) {
    staff_promised(work, target.countries, id);
  } else {
    work.sites_hold(&SiteRef::running, target.countries, id, -1);
  }
  work.meaning.targets.push_back({static_cast<int>(t), promise.aim, id, promise.asked});
  add_limits(work, target, promise, id);
}

}  // namespace

void build_targets(Work& work) {
  for (std::size_t t = 0; t < work.scenario.targets.size(); ++t)
    for (const auto& promise : promises_of(work, work.scenario.targets[t])) add_promise(work, t, promise);
}

}  // namespace gigaplan::compile
