// Services: what is asked for in every hour, and who may serve it.
//
//   requests[j, h] = population · reach[j, p] · requests per user and day · growth · profile[j, local hour] / 24
//                                                                                                          [requests/h]
//   interactive   Σ_{s,a} θ[j, a] x[j, s, a, h] = requests[j, h]              θ requests per hour and busy accelerator
//   deferrable    backlog[h] = backlog[h−1] + requests[h] − Σ θ x,   0 ≤ backlog[h] ≤ Σ requests of the last n hours,
//                 which keeps every request within n hours of its arrival when the oldest are served first
// Where people may be left unserved, requests[j, h] and the backlog's limit are multiplied by share[j, p] in [0, 1].
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gigaplan/compile/law.hpp"
#include "gigaplan/compile/serving.hpp"
#include "gigaplan/compile/work.hpp"

namespace gigaplan::compile {
namespace {

// Requests by snapshot; users by period.
network::Series demand_of(Work& work, std::size_t j, std::vector<double>& users) {
  const auto& s = work.scenario;
  const auto& service = s.services[j];
  const double people = work.figures.note(work.figures.catalogue().country(service.country).population);
  const auto profile = work.series(work.year.profile[j], true);
  std::vector<double> requests(work.network.snapshots());
  for (const int year : s.periods) users.push_back(people * service.reach.linear(year));
  for (const auto& slice : work.network.horizon.slices) {
    const int year = s.periods[static_cast<std::size_t>(slice.period)];
    const double growth = std::pow(1 + service.growth, year - s.periods.front());
    const double mean = users[static_cast<std::size_t>(slice.period)] * service.requests_per_user_per_day * growth / 24;
    for (int i = slice.first; i < slice.first + slice.count; ++i) {
      const auto h = static_cast<std::size_t>(i);
      requests[h] = mean * profile.at(h);
    }
  }
  return requests;
}

// Requests that arrived in the last `hours` hours, this one included, going round within each slice.
std::vector<double> arrivals(const Work& work, const network::Series& requests, int hours) {
  std::vector<double> sum(work.network.snapshots(), 0.0);
  for (const auto& slice : work.network.horizon.slices) {
    const int day = slice.calendar.day.empty() ? slice.count : slice.calendar.snapshots_per_day;
    for (int i = 0; i < slice.count; ++i) {
      const int start = i / day * day;  // typical days stand alone: the window goes round within the day
      for (int back = 0; back < std::min(hours, day); ++back)
        sum[static_cast<std::size_t>(slice.first + i)] +=
            requests.at(static_cast<std::size_t>(slice.first + start + (i - start - back + day) % day));
    }
  }
  return sum;
}

// The objective most-served, or a target of the share served, lets people of a service go unserved.
bool may_be_unserved(const scenario::Scenario& s, const scenario::Service& service) {
  return s.aims_at(scenario::Objective::most_served) || std::ranges::any_of(s.targets, [&](const auto& target) {
           return !target.served.empty() && scenario::within(target.countries, service.country);
         });
}

// Where people may be left unserved, a share of the users is: the same in every hour of a period, so that who is served
// is served always.
void add_share(Work& work, ServiceRef& ref, double sign) {
  const auto& service = work.scenario.services[static_cast<std::size_t>(ref.service)];
  network::Asset asset{.name = "served " + service.id, .carrier = "users", .place = service.country, .unit = "1"};
  for (std::size_t p = 0; p < work.periods(); ++p) asset.vintages.push_back(work.vintage_of_one(p, 1));
  std::vector<double> asked(work.network.snapshots());
  for (std::size_t h = 0; h < asked.size(); ++h) asked[h] = sign * ref.requests.at(h);
  asset.holds.push_back({.node = ref.demand, .amount = asked});
  ref.share = work.network.assets.add(std::move(asset));
  work.network.nodes[ref.demand].demand = 0.0;
}

ServiceRef add_service(Work& work, std::size_t j) {
  const auto& service = work.scenario.services[j];
  auto& net = work.network;
  ServiceRef ref;
  ref.service = static_cast<int>(j);
  ref.requests = demand_of(work, j, ref.users);
  network::Node node{
      .name = "demand " + service.id, .commodity = "requests", .place = service.country, .unit = "requests/h"};
  if (service.kind == scenario::ServiceClass::interactive) {
    node.demand = ref.requests;
    ref.demand = net.nodes.add(std::move(node));
    if (may_be_unserved(work.scenario, service)) add_share(work, ref, 1);
    return ref;
  }
  std::vector<double> arriving(net.snapshots());
  for (std::size_t h = 0; h < arriving.size(); ++h) arriving[h] = -ref.requests.at(h);
  node.demand = arriving;
  ref.demand = net.nodes.add(std::move(node));
  if (may_be_unserved(work.scenario, service)) add_share(work, ref, -1);
  network::Store backlog{.name = "backlog " + service.id,
                         .carrier = "backlog",
                         .place = service.country,
                         .unit = "requests",
                         .node = ref.demand};
  backlog.free = true;
  const std::vector<double> waiting = arrivals(work, ref.requests, static_cast<int>(service.within_hours));
  if (ref.share.valid()) {
    backlog.level.push_back({.asset = ref.share, .share = 1});
    backlog.level_upper = waiting;
  } else {
    backlog.level_rating = waiting;
  }
  ref.backlog = net.stores.add(std::move(backlog));
  return ref;
}

// All (site, accelerator) pairs that may and can serve the service; what may not keeps its reason.
int add_serving(Work& work, const ServiceRef& ref) {
  const auto& s = work.scenario;
  const auto& service = s.services[static_cast<std::size_t>(ref.service)];
  auto& net = work.network;
  int found = 0;
  std::vector<Serving> serving;
  for (std::size_t a = 0; a < s.accelerators.size(); ++a) {
    serving.push_back(serving_of(service, work.figures.catalogue().accelerator(s.accelerators[a]), work.figures));
    const bool allowed = service.accelerators.empty() ||
                         std::ranges::find(service.accelerators, s.accelerators[a]) != service.accelerators.end();
    if (!allowed) serving.back().refused = fmt::format("{} names the accelerators it may use", service.name);
    if (!serving.back().refused.empty())
      work.meaning.forbidden.push_back({ref.service, -1, static_cast<int>(a), "hardware", serving.back().refused});
  }
  for (std::size_t i = 0; i < s.sites.size(); ++i) {
    if (const auto no = refusal(service, s.sites[i], work.figures)) {
      work.meaning.forbidden.push_back({ref.service, static_cast<int>(i), -1, no->rule, no->reason});
      continue;
    }
    const auto& site = work.meaning.sites[i];
    for (std::size_t f = 0; f < work.meaning.fleets.size(); ++f) {
      const auto& fleet = work.meaning.fleets[f];
      const auto& how = serving[static_cast<std::size_t>(fleet.accelerator)];
      if (fleet.site != static_cast<int>(i) || !how.refused.empty()) continue;
      network::Process serve{.name = fmt::format("serve {} {} {}", service.id, site.site >= 0 ? s.sites[i].id : "",
                                                 s.accelerators[static_cast<std::size_t>(fleet.accelerator)]),
                             .carrier = service.id,
                             .place = s.sites[i].id,
                             .unit = "accelerators"};
      const double sign = service.kind == scenario::ServiceClass::interactive ? 1 : -1;
      serve.ports = {{fleet.time, -1.0}, {ref.demand, sign * how.requests_per_hour}};
      work.draw_of_work(fleet, serve);
      serve.rating = network::unlimited;
      work.meaning.serves.push_back({.service = ref.service,
                                     .site = static_cast<int>(i),
                                     .accelerator = fleet.accelerator,
                                     .fleet = static_cast<int>(f),
                                     .process = net.processes.add(std::move(serve)),
                                     .requests_per_hour = how.requests_per_hour,
                                     .output_tokens_per_second = how.output_tokens_per_second,
                                     .batch = how.batch,
                                     .accelerators_per_copy = how.accelerators_per_copy});
      ++found;
    }
  }
  return found;
}

}  // namespace

void build_services(Work& work) {
  Faults faults;
  for (std::size_t j = 0; j < work.scenario.services.size(); ++j) {
    work.meaning.services.push_back(add_service(work, j));
    if (add_serving(work, work.meaning.services.back()) > 0) continue;
    std::string reasons;
    for (const auto& no : work.meaning.forbidden)
      if (no.service == static_cast<int>(j)) reasons += "\n    " + no.rule + ": " + no.reason;
    faults.add("GP1601", {work.scenario.file, 0, 0},
               fmt::format("service \"{}\" can run nowhere:{}", work.scenario.services[j].id, reasons),
               "allow another site, a weaker residency, or an accelerator that holds the model");
  }
  faults.throw_if_any();
}

}  // namespace gigaplan::compile
