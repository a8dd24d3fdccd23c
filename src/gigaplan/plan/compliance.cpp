// The compliance list: every rule, by site or service and period, fulfilled or not, with the numbers that show it.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "gigaplan/base/index.hpp"
#include "gigaplan/plan/steps.hpp"
#include "gigaplan/plan/words.hpp"

namespace gigaplan::plan {
namespace {

constexpr double slack = 1e-6;

const char* word(scenario::Residency r) {
  switch (r) {
    case scenario::Residency::in_country:
      return "data stay in the country";
    case scenario::Residency::region:
      return "data stay in the region (EEA)";
    case scenario::Residency::adequacy:
      return "data stay where protection is adequate";
    case scenario::Residency::anywhere:
      return "no limit on place";
  }
  return "";
}

// Tokens of a service at sites that a rule forbids, and at all sites.
struct Served {
  double forbidden = 0, all = 0;
  std::map<std::string, double> by_country;
};

Served served_against(const Plan& plan, std::size_t j, const char* rule) {
  Served served;
  for (const auto& row : plan.tokens) {
    if (row.service != static_cast<int>(j)) continue;
    const bool refused = std::ranges::any_of(plan.compiled.meaning.forbidden, [&](const compile::Forbidden& f) {
      return f.service == row.service && f.site == row.site && f.rule.starts_with(rule);
    });
    if (refused) served.forbidden += row.tokens;
    served.all += row.tokens;
    served.by_country[plan.scenario.sites[at(row.site)].country] += row.tokens;
  }
  return served;
}

void residency(Plan& plan, std::size_t j) {
  const auto& service = plan.scenario.services[j];
  if (service.residency == scenario::Residency::anywhere) return;
  const auto served = served_against(plan, j, "residency");
  std::string where;
  for (const auto& [country, tokens] : served.by_country)
    where += fmt::format("{}{} {:.1f} %", where.empty() ? "" : ", ", country, 100 * tokens / served.all);
  plan.compliance.push_back(
      {.rule = word(service.residency),
       .law = fmt::format("residency class of the scenario, {}", service.country),
       .subject = service.name,
       .period = "all",
       .fulfilled_by = "pairs of service and site that the class forbids do not exist in the plan",
       .evidence = fmt::format("tokens by country: {}", where),
       .fulfilled = served.forbidden <= slack * served.all});
}

void latency(Plan& plan, std::size_t j) {
  const auto& service = plan.scenario.services[j];
  if (!service.latency_ms) return;
  const auto served = served_against(plan, j, "latency");
  plan.compliance.push_back({.rule = fmt::format("at most {} ms there and back", number(*service.latency_ms)),
                             .law = "the scenario",
                             .subject = service.name,
                             .period = "all",
                             .fulfilled_by = "sites too far away do not serve it",
                             .evidence = fmt::format("{:.1f} % of its tokens come from sites beyond the limit",
                                                     served.all > 0 ? 100 * served.forbidden / served.all : 0.0),
                             .fulfilled = served.forbidden <= slack * served.all});
}

void demand_met(Plan& plan, std::size_t j, std::size_t p) {
  const auto& service = plan.scenario.services[j];
  const auto& ref = plan.compiled.meaning.services[j];
  const View view = plan.view();
  const double share = share_served(ref, view, p);
  const double asked = share * view.yearly(p, [&](std::size_t h) { return ref.requests.at(h); });
  double served = 0;
  for (const auto& row : plan.tokens)
    if (row.service == static_cast<int>(j) && row.period == static_cast<int>(p)) served += row.requests;
  const std::string how = service.kind == scenario::ServiceClass::interactive
                              ? "in the hour in which it is asked"
                              : fmt::format("within {:.0f} h", service.within_hours);
  const std::string who = ref.share.valid() ? fmt::format(", of {:.4g} % of its users", 100 * share) : "";
  plan.compliance.push_back({.rule = "every request is served " + how,
                             .law = "the scenario",
                             .subject = service.name,
                             .period = std::to_string(plan.scenario.periods[p]),
                             .fulfilled_by = "installed fleets",
                             .evidence = fmt::format("{} of {} requests a year{}", number(served), number(asked), who),
                             .fulfilled = served >= asked * (1 - 2 * slack)});
}

void site_limits(Plan& plan, const SiteYear& y) {
  const auto& site = plan.scenario.sites[at(y.site)];
  const auto period = std::to_string(plan.scenario.periods[at(y.period)]);
  if (y.it_power <= 0 && y.used_it_power <= 0) return;
  const View view = plan.view();
  const auto& ref = plan.compiled.meaning.sites[at(y.site)];
  const auto& slice = plan.compiled.network.horizon.slices[at(y.period)];
  double drawn = 0;
  for (int h = slice.first; h < slice.first + slice.count; ++h)
    drawn = std::max(drawn, view.activity(ref.import, at(h)));
  plan.compliance.push_back({.rule = "no more power than the grid connection allows",
                             .law = "connection contract",
                             .subject = site.name,
                             .period = period,
                             .fulfilled_by = "hourly operation",
                             .evidence = fmt::format("highest draw {} of {} MW", number(drawn), number(y.grid)),
                             .fulfilled = drawn <= y.grid * (1 + slack) + slack});
  plan.compliance.push_back({.rule = "accelerators fit the halls",
                             .law = "building permit",
                             .subject = site.name,
                             .period = period,
                             .fulfilled_by = "hall blocks",
                             .evidence = fmt::format("{} of {} MW_it used, {} permitted", number(y.used_it_power),
                                                     number(y.it_power), number(site.halls_most)),
                             .fulfilled = y.used_it_power <= y.it_power * (1 + slack) + slack &&
                                          y.it_power <= site.halls_most * (1 + slack)});
  if (site.water_most < 1e300) {
    plan.compliance.push_back({.rule = "water within the basin's limit",
                               .law = "water permit",
                               .subject = site.name,
                               .period = period,
                               .fulfilled_by = "cooling kind and load",
                               .evidence = fmt::format("{} of {} m3 a year", number(y.water), number(site.water_most)),
                               .fulfilled = y.water <= site.water_most * (1 + slack)});
  }
}

void whole_plan(Plan& plan, std::size_t p) {
  const auto& s = plan.scenario;
  const auto period = std::to_string(s.periods[p]);
  const double share = s.power.carbon_free.step(s.periods[p]);
  if (share > 0) {
    const bool hourly = s.power.matching == scenario::Matching::hourly;
    plan.compliance.push_back(
        {.rule = fmt::format("at least {:.0f} % carbon-free energy, {}", 100 * share,
                             hourly ? "matched in every hour" : "over the year"),
         .law = "target of the scenario",
         .subject = "the whole plan",
         .period = period,
         .fulfilled_by = "contracted wind and solar, and the grid's carbon-free share in each hour",
         .evidence = fmt::format("{:.2f} % by the hour, {:.2f} % over the year", 100 * plan.carbon_free[p],
                                 100 * plan.carbon_free_annual[p]),
         .fulfilled = (hourly ? plan.carbon_free[p] : plan.carbon_free_annual[p]) >= share - slack});
  }
  const double cap = s.power.carbon_cap.step(s.periods[p]);
  if (!s.power.carbon_cap.empty()) {
    plan.compliance.push_back(
        {.rule = "carbon within its cap",
         .law = "target of the scenario",
         .subject = "the whole plan",
         .period = period,
         .fulfilled_by = "power mix",
         .evidence = fmt::format("{} of {} t a year, market-based", number(plan.carbon_market[p]), number(cap)),
         .fulfilled = plan.carbon_market[p] <= cap * (1 + slack) + slack});
  }
}

}  // namespace

void check_compliance(Plan& plan) {
  for (std::size_t j = 0; j < plan.scenario.services.size(); ++j) residency(plan, j), latency(plan, j);
  for (std::size_t p = 0; p < plan.scenario.periods.size(); ++p) {
    for (std::size_t j = 0; j < plan.scenario.services.size(); ++j) demand_met(plan, j, p);
    whole_plan(plan, p);
  }
  for (const auto& site : plan.sites) site_limits(plan, site);
}

}  // namespace gigaplan::plan
