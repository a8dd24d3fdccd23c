// The build timeline by site with lanes, and the fleet by year and vintage.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gigaplan/base/index.hpp"
#include "gigaplan/plan/words.hpp"
#include "gigaplan/present/present.hpp"

namespace gigaplan::present {
namespace {

// "2029-07" for the year 2029.5.
std::string month(double year) {
  const int whole = static_cast<int>(std::floor(year));
  const int m = std::clamp(static_cast<int>(std::floor((year - whole) * 12)), 0, 11) + 1;
  return fmt::format("{}-{:02}", whole, m);
}

void add_hall(report::Document& d, const plan::Plan& plan, const plan::BuildItem& b) {
  const auto& s = plan.scenario;
  const auto& site = s.sites[at(b.site)];
  const double open = b.year;
  const double construction = open - site.construction_years, permit = construction - site.permit_years;
  const auto lane = [&](const char* name, std::string label, double from, double to, double value, const char* unit) {
    d.timeline.push_back({.site = site.id,
                          .lane = name,
                          .label = std::move(label),
                          .start = month(from),
                          .end = month(to),
                          .amount = value,
                          .unit = unit,
                          .committed = b.committed,
                          .critical = false,
                          .note = {}});
  };
  if (site.permit_years > 0 && !b.committed) lane("permit", "permits", permit, construction, b.amount, "MW_it");
  if (site.ordering_years() > site.construction_years && !b.committed)  // ordered before the building begins
    lane("building", "equipment on order", open - site.ordering_years(), open - site.installation_years, b.amount,
         "MW_it");
  if (site.construction_years > 0)
    lane("building", fmt::format("{} MW IT of halls", plan::number(b.amount)), construction, open, b.amount, "MW_it");
}

// First year in which a fleet runs no more: it runs through the period in which its life ends.
int runs_until(const plan::Plan& plan, const plan::BuildItem& b) {
  int end = plan.scenario.period_end(at(b.period));
  for (const auto& row : plan.fleet)
    if (row.site == b.site && row.accelerator == b.accelerator && row.vintage_year == b.year)
      end = std::max(end, plan.scenario.period_end(at(row.period)));
  return end;
}

}  // namespace

void add_timeline(report::Document& d, const plan::Plan& plan, const Catalogue& catalogue) {
  const auto& s = plan.scenario;
  bool outlived = false;
  for (const auto& b : plan.builds) {
    const double open = b.year;
    if (b.kind == "hall") add_hall(d, plan, b);
    if (b.kind == "grid")
      d.timeline.push_back({.site = s.sites[at(b.site)].id,
                            .lane = "grid",
                            .label = fmt::format("{} MW more connection", plan::number(b.amount)),
                            .start = month(open - 2),
                            .end = month(open),
                            .amount = b.amount,
                            .unit = "MW",
                            .committed = b.committed,
                            .critical = false,
                            .note = {}});
    if (b.kind == "fleet") {
      outlived = outlived || runs_until(plan, b) > open + s.accelerator_life;
      const auto& chip = s.accelerators[at(b.accelerator)];
      d.timeline.push_back({.site = s.sites[at(b.site)].id,
                            .lane = "chips",
                            .label = fmt::format("{} {}", plan::number(std::max(1.0, std::round(b.amount))), chip),
                            .start = month(open),
                            .end = month(runs_until(plan, b)),
                            .amount = b.amount,
                            .unit = "accelerators",
                            .committed = b.committed,
                            .critical = false,
                            .note = {}});
    }
    if (b.kind == "plant" && !s.plants[at(b.plant)].site.empty())
      d.timeline.push_back({.site = s.plants[at(b.plant)].site,
                            .lane = "power",
                            .label = fmt::format("{} MW {}", plan::number(b.amount), b.what),
                            .start = month(open - 1),
                            .end = month(open),
                            .amount = b.amount,
                            .unit = "MW",
                            .committed = b.committed,
                            .critical = false,
                            .note = {}});
  }
  if (outlived)
    d.captions.push_back({.chart = "timeline",
                          .sentence = fmt::format("Accelerators are bought for {} years and run to the end of the "
                                                  "period in which these are over.",
                                                  plan::number(s.accelerator_life))});
  for (std::size_t i = 0; i < s.sites.size(); ++i) {  // contracted steps of the connection
    double before = 0;
    for (const auto& point : s.sites[i].grid.points) {
      if (point.value > before)
        d.timeline.push_back({.site = s.sites[i].id,
                              .lane = "grid",
                              .label = fmt::format("connection of {} MW", plan::number(point.value)),
                              .start = month(point.year),
                              .end = month(point.year + 0.25),
                              .amount = point.value,
                              .unit = "MW",
                              .committed = true,
                              .critical = false,
                              .note = "contracted"});
      before = point.value;
    }
  }
  for (const auto& row : plan.fleet) {
    const auto& id = s.accelerators[at(row.accelerator)];
    d.fleet.push_back({.period = row.period,
                       .site = s.sites[at(row.site)].id,
                       .accelerator = id,
                       .generation = catalogue.accelerator(id).maker,
                       .vintage = row.vintage_year,
                       .pieces = row.pieces,
                       .it_power = row.it_power,
                       .h100_equivalents = row.h100_equivalents,
                       .utilisation = row.utilisation});
  }
}

}  // namespace gigaplan::present
