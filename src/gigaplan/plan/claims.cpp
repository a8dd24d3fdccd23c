// Claims: what was said, beside the plan's own figure of the same quantity and unit (scenario::claim_quantities()).
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

#include "gigaplan/plan/steps.hpp"
#include "gigaplan/plan/words.hpp"

namespace gigaplan::plan {
namespace {

using Sites = std::vector<const SiteYear*>;

double sum(const Sites& sites, double SiteYear::*member) {
  double total = 0;
  for (const auto* y : sites) total += y->*member;
  return total;
}

// Money or amount of the builds that `chosen` picks, over all periods or one (period ≥ 0).
double sum(const Plan& plan, int period, const std::function<bool(const BuildItem&)>& chosen,
           double BuildItem::*member) {
  double total = 0;
  for (const auto& b : plan.builds)
    if ((period < 0 || b.period == period) && chosen(b)) total += b.*member;
  return total;
}

double yearly_cost(
    const Plan& plan, std::size_t p,
    const std::function<bool(const CostRow&)>& chosen = [](const CostRow&) { return true; }) {
  double total = 0;
  for (const auto& row : plan.costs)
    if (row.period == static_cast<int>(p) && chosen(row)) total += row.per_year;
  return total;
}

double users(const Plan& plan, std::size_t p, const std::vector<std::string>& countries) {
  double most = 0;  // services of one country share their users: the largest counts, countries add up
  std::map<std::string, double> by_country;
  const auto view = plan.view();
  for (const auto& ref : plan.compiled.meaning.services) {
    const auto& country = plan.scenario.services[static_cast<std::size_t>(ref.service)].country;
    if (!scenario::within(countries, country)) continue;
    auto& of = by_country[country];
    of = std::max(of, ref.users[p] * share_served(ref, view, p));
  }
  for (const auto& [country, count] : by_country) most += count;
  return most;
}

std::optional<double> ratio(double a, double b) { return b > 0 ? std::optional(a / b) : std::nullopt; }

// The plan's figure of a claim's quantity, at its site, in its countries or at all. `period` < 0: the whole plan, which for stocks and
// yearly flows means its last period.
std::optional<double> planned(const Plan& plan, const scenario::Claim& claim, int period) {
  const auto p = static_cast<std::size_t>(period >= 0 ? period : static_cast<int>(plan.scenario.periods.size()) - 1);
  const auto here = [&](const std::string& site, const std::string& country) {
    return (claim.site.empty() || site == claim.site) && scenario::within(claim.countries, country);
  };
  const auto sites_in = [&](std::size_t q) {
    Sites found;
    for (const auto& y : plan.sites) {
      const auto& site = plan.scenario.sites[static_cast<std::size_t>(y.site)];
      if (y.period == static_cast<int>(q) && here(site.id, site.country)) found.push_back(&y);
    }
    return found;
  };
  const Sites at = sites_in(p);
  const auto all = [&](const BuildItem& b) { return here(site_of(plan.scenario, b), country_of(plan.scenario, b)); };
  const auto halls = [&](const BuildItem& b) { return b.kind == "hall" && all(b); };
  const auto power_row = [](const CostRow& row) {
    return row.category == "market power" || row.category == "purchased power" || row.category == "own plants" ||
           row.category == "fuel and running" || row.category == "starts of plants";
  };
  const auto overnight = [&](const auto& chosen) { return sum(plan, period, chosen, &BuildItem::overnight); };
  const auto builders = [&](bool elsewhere) {  // of the period asked for, or of the busiest
    double most = 0;
    for (std::size_t q = 0; q < plan.scenario.periods.size(); ++q) {
      if (period >= 0 && q != p) continue;
      const auto sites = sites_in(q);
      const double work =
          sum(sites, &SiteYear::construction_jobs) + (elsewhere ? sum(sites, &SiteYear::construction_elsewhere) : 0);
      most = std::max(most, work / plan.scenario.period_years(q));
    }
    return std::optional(most);
  };
  const auto it_power_built = [&] { return sum(plan, period, halls, &BuildItem::amount); };
  const std::map<std::string, std::function<std::optional<double>()>> figures{
      {"construction_cost", [&] { return ratio(overnight(halls), it_power_built()); }},
      {"investment_per_power", [&] { return ratio(overnight(all), it_power_built()); }},
      {"capital_cost", [&] { return std::optional(overnight(all)); }},
      {"total_cost", [&] { return std::optional(plan.present_cost); }},
      {"yearly_cost", [&] { return std::optional(yearly_cost(plan, p)); }},
      {"cost_per_million_tokens", [&] { return ratio(yearly_cost(plan, p), sum(at, &SiteYear::output_tokens) / 1e6); }},
      {"power_price", [&] { return ratio(yearly_cost(plan, p, power_row), sum(at, &SiteYear::energy)); }},
      {"it_power", [&] { return std::optional(sum(at, &SiteYear::it_power)); }},
      {"facility_power", [&] { return std::optional(sum(at, &SiteYear::peak)); }},
      {"energy", [&] { return std::optional(sum(at, &SiteYear::energy)); }},
      {"pue", [&] { return ratio(sum(at, &SiteYear::energy), sum(at, &SiteYear::it_energy)); }},
      {"carbon_free_share", [&] { return std::optional(100 * plan.carbon_free[p]); }},
      {"carbon", [&] { return std::optional(plan.carbon[p]); }},
      {"water", [&] { return std::optional(sum(at, &SiteYear::water)); }},
      {"accelerators", [&] { return std::optional(sum(at, &SiteYear::accelerators)); }},
      {"h100_equivalents", [&] { return std::optional(sum(at, &SiteYear::h100_equivalents)); }},
      {"accelerators_per_power",
       [&] { return ratio(sum(at, &SiteYear::accelerators), sum(at, &SiteYear::used_it_power)); }},
      {"sites",
       [&] {
         return std::optional(
             static_cast<double>(std::ranges::count_if(at, [](const SiteYear* y) { return y->it_power > 0; })));
       }},
      {"users", [&] { return std::optional(users(plan, p, claim.countries)); }},
      {"tokens_per_user_per_day",
       [&] { return ratio(sum(at, &SiteYear::tokens) / 365, users(plan, p, claim.countries)); }},
      {"construction_jobs", [&] { return builders(false); }},
      {"permanent_jobs", [&] { return std::optional(sum(at, &SiteYear::permanent_jobs)); }},
      {"construction_jobs_in_all", [&] { return builders(true); }},
      {"permanent_jobs_in_all",
       [&] { return std::optional(sum(at, &SiteYear::permanent_jobs) + sum(at, &SiteYear::permanent_elsewhere)); }},
  };
  return figures.at(claim.quantity)();
}

}  // namespace

void meet_claims(Plan& plan) {
  for (const auto& claim : plan.scenario.claims) {
    int period = -1;
    for (std::size_t p = 0; p < plan.scenario.periods.size(); ++p)
      if (claim.year != 0 && claim.year >= plan.scenario.periods[p]) period = static_cast<int>(p);
    ClaimResult result{.claim = claim, .planned = planned(plan, claim, period), .explanation = {}};
    if (!result.planned) {
      result.explanation = "the plan has no such quantity in that period";
    } else if (claim.value != 0) {
      const double off = *result.planned / claim.value - 1;
      result.explanation = std::abs(off) < 0.005 ? "the plan meets it"
                                                 : fmt::format("the plan is {} % {}", number(100 * std::abs(off), 2),
                                                               off > 0 ? "above" : "below");
      if (!claim.because.empty()) result.explanation += ": " + claim.because;
    }
    plan.claims.push_back(std::move(result));
  }
}

}  // namespace gigaplan::plan
