// Services: what is asked for in every hour, and who may serve it.
//
//   requests[j, h] = population · reach[j, p] · requests per user and day · growth · profile[j, local hour] / 24
//   [requests/h] interactive   Σ_{s,a} θ[j, a] x[j, s, a, h] = requests[j, h]                     θ requests per hour
//   and busy accelerator deferrable    backlog[h] = backlog[h−1] + requests[h] − Σ θ x,   0 ≤ backlog[h] ≤ Σ requests
//   of the last n hours,
//                 which keeps every request within n hours of its arrival when the oldest are served first
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gigaplan/compile/law.hpp"
#include "gigaplan/compile/serving.hpp"
#include "gigaplan/compile/work.hpp"

namespace gigaplan::compile {
namespace {

network::Series demand_of(Work& work, std::size_t j) {
  const auto& s = work.scenario;
  const auto& service = s.services[j];
  const double people = work.figures.note(work.figures.catalogue().country(service.country).population);
  work.meaning.population[service.country] = people;
  const auto profile = work.series(work.year.profile[j], true);
  std::vector<double> requests(work.network.snapshots());
  for (const auto& slice : work.network.horizon.slices) {
    const int year = s.periods[static_cast<std::size_t>(slice.period)];
    const double growth = std::pow(1 + service.growth, year - s.periods.front());
    const double mean = people * service.reach.linear(year) * service.requests_per_user_per_day * growth / 24;
    for (int i = slice.first; i < slice.first + slice.count; ++i) {
      const auto h = static_cast<std::size_t>(i);
      requests[h] = mean * profile.at(h);
    }
  }
  return requests;
}

// Requests that arrived in the last `hours` hours, this one included, going round within each slice.
network::Series arrivals(const Work& work, const network::Series& requests, int hours) {
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

ServiceRef add_service(Work& work, std::size_t j) {
  const auto& service = work.scenario.services[j];
  auto& net = work.network;
  ServiceRef ref;
  ref.service = static_cast<int>(j);
  ref.requests = demand_of(work, j);
  network::Node node{
      .name = "demand " + service.id, .commodity = "requests", .place = service.country, .unit = "requests/h"};
  if (service.kind == scenario::ServiceClass::interactive) {
    node.demand = ref.requests;
    ref.demand = net.nodes.add(std::move(node));
    return ref;
  }
  std::vector<double> arriving(net.snapshots());
  for (std::size_t h = 0; h < arriving.size(); ++h) arriving[h] = -ref.requests.at(h);
  node.demand = arriving;
  ref.demand = net.nodes.add(std::move(node));
  network::Store backlog{.name = "backlog " + service.id,
                         .carrier = "backlog",
                         .place = service.country,
                         .unit = "requests",
                         .node = ref.demand};
  backlog.free = true;
  backlog.level_rating = arrivals(work, ref.requests, static_cast<int>(service.within_hours));
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
      const double kw = fleet.busy_kw - fleet.idle_kw;
      std::vector<double> power(net.snapshots());
      for (std::size_t h = 0; h < power.size(); ++h) power[h] = -kw / 1000 * site.pue.at(h);
      const double sign = service.kind == scenario::ServiceClass::interactive ? 1 : -1;
      serve.ports = {{fleet.time, -1.0}, {ref.demand, sign * how.requests_per_hour}, {site.power, power}};
      if (site.water.valid()) {
        std::vector<double> water(net.snapshots());
        for (std::size_t h = 0; h < water.size(); ++h) water[h] = -kw / 1000 * site.wue.at(h);
        serve.ports.push_back({site.water, water});
      }
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
