// How many people run a site of x MW_it, and what a promise or a limit counts of them.
//
//   staff(x) = j₁ · min(x, x₁) + j₂ · max(0, x − x₁) = j₂ · x + (j₁ − j₂) · min(x, x₁)        [FTE],  j₁ ≥ j₂
//
//   a promise   x running[s, p]:  first ≤ x,  0 ≤ first ≤ x₁         it wants many people: first = min(x, x₁)
//   a limit     x halls[s, p]:    x ≤ first + (X − x₁) z,  x₁ z ≤ first ≤ x₁,  z in {0, 1}        first ≥ min(x, x₁)
//     X  most halls of the site, or 100 GW_it; a site that stays below x₁ needs no z: first = x
#include "gigaplan/compile/staffing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gigaplan/base/index.hpp"

namespace gigaplan::compile {
namespace {

constexpr double largest_site = 100'000;  // [MW_it]

network::NodeId row(Work& work, const std::string& name, const std::string& id) {
  return work.at_least(fmt::format("{} {}", name, id), "staff", id, "MW_it");
}

network::Asset part(const Work& work, const std::string& name, const std::string& id, const std::vector<bool>& periods,
                    double most, const char* unit) {
  return work.free_asset(fmt::format("{} {}", name, id), "staff", id, unit, periods, most);
}

}  // namespace

double Staffing::of(double mw) const { return beyond * mw + (first - beyond) * std::min(mw, first_mw); }

Staffing staffing_of(const Catalogue& catalogue) {
  return {.first = catalogue.figure("building/jobs/permanent_hyperscale").value,
          .beyond = catalogue.figure("building/jobs/permanent_gigawatt").value,
          .first_mw = catalogue.figure("building/jobs/permanent_first").value};
}

void staff_promised(Work& work, const std::vector<std::string>& countries, network::NodeId node) {
  const auto staffing = staffing_of(work.figures.catalogue());
  const auto& of = work.network.nodes[node];
  std::vector<bool> asked;
  for (std::size_t p = 0; p < work.periods(); ++p) asked.push_back(of.limit.at(p) > 0);
  const std::string name = "first MW of " + of.name + " at";
  for (const auto& ref : work.meaning.sites) {
    const auto& site = work.scenario.sites[at(ref.site)];
    if (!scenario::within(countries, site.country)) continue;
    const auto within = row(work, name, site.id);
    auto first = part(work, name, site.id, asked, staffing.first_mw, "MW_it");
    first.holds = {{.node = within, .amount = 1.0}, {.node = node, .amount = staffing.beyond - staffing.first}};
    work.network.assets.add(std::move(first));
    auto& running = work.network.assets[ref.running].holds;
    running.push_back({.node = within, .amount = -1.0});
    running.push_back({.node = node, .amount = -staffing.beyond});
  }
}

void staff_limited(Work& work, const std::vector<std::string>& countries, network::NodeId node,
                   const std::vector<double>& most) {
  const auto staffing = staffing_of(work.figures.catalogue());
  const std::string of = work.network.nodes[node].name;
  std::vector<bool> limited;
  for (const double each : most) limited.push_back(std::isfinite(each));
  for (const auto& ref : work.meaning.sites) {
    const auto& site = work.scenario.sites[at(ref.site)];
    if (!scenario::within(countries, site.country)) continue;
    const double largest = std::isfinite(site.halls_most) ? site.halls_most : largest_site;
    if (largest <= staffing.first_mw) {
      work.network.assets[ref.hall].holds.push_back({.node = node, .amount = staffing.first});
      continue;
    }
    const auto covered = row(work, "halls staffed under " + of + " at", site.id);
    const auto large = row(work, "first MW filled under " + of + " at", site.id);
    auto first = part(work, "first MW under " + of + " at", site.id, limited, staffing.first_mw, "MW_it");
    first.holds = {{.node = node, .amount = staffing.first - staffing.beyond},
                   {.node = covered, .amount = -1.0},
                   {.node = large, .amount = -1.0}};
    auto beyond =
        work.choice(fmt::format("more than the first MW under {} at {}", of, site.id), "staff", site.id, limited);
    beyond.holds = {{.node = covered, .amount = staffing.first_mw - largest},
                    {.node = large, .amount = staffing.first_mw}};
    work.network.assets.add(std::move(first));
    work.network.assets.add(std::move(beyond));
    std::vector<double> counts(limited.begin(), limited.end());
    auto& halls = work.network.assets[ref.hall].holds;
    halls.push_back({.node = covered, .amount = counts});
    halls.push_back({.node = node, .amount = staffing.beyond});
  }
}

}  // namespace gigaplan::compile
