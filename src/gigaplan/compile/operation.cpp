// IT power in operation: what promises of IT power, jobs and sites count. A hall without accelerators, or accelerators
// without power, keep no promise.
//
//   chips     running[s, p] ≤ Σ_a busy power_a · fleet[s, a, p]                                              [MW_it]
//   power     max_h PUE[s, h] · running[s, p] ≤ connection[s, p] + Σ_i firm_i · plant[i, p]    full_power.cpp   [MW]
//   built     counted[s, p] ≤ halls of s built in p                                                         [MW_it]
//   in use    Σ_{q ≤ p, a hall built in q lives in p} counted[s, q] ≤ running[s, p]                         [MW_it]
// running and counted are free of cost; they exist at the sites and in the periods of which something is asked. Halls
// that hold accelerators already leave no room in `running` for new halls that stand empty beside them.
#include <fmt/format.h>

#include <algorithm>

#include "gigaplan/base/index.hpp"
#include "gigaplan/compile/work.hpp"

namespace gigaplan::compile {
namespace {

// The periods of which some target asks one of these of the site.
template <class... Paths>
std::vector<bool> asked_of(const Work& work, const scenario::Site& site, Paths... paths) {
  std::vector<bool> asked(work.periods(), false);
  for (const auto& target : work.scenario.targets) {
    if (!scenario::within(target.countries, site.country)) continue;
    for (std::size_t p = 0; p < work.periods(); ++p)
      asked[p] = asked[p] || ((((target.*paths).step(work.scenario.periods[p]) > 0) || ...));
  }
  return asked;
}

network::NodeId row(Work& work, const std::string& name, const std::string& id, network::Speed speed) {
  return work.at_least(fmt::format("{} {}", name, id), name, id, "MW_it", speed);
}

void add_running(Work& work, SiteRef& ref, const std::string& id, const std::vector<bool>& asked) {
  auto running = work.free_asset("IT power in operation " + id, "operation", id, "MW_it", asked);
  const auto chips = row(work, "accelerators in operation", id, network::Speed::rate);
  running.holds.push_back({.node = chips, .amount = 1.0});
  for (const auto& fleet : work.meaning.fleets)
    if (fleet.site == ref.site)
      work.network.assets[fleet.asset].holds.push_back({.node = chips, .amount = -fleet.busy_kw / 1000});
  ref.running = work.network.assets.add(std::move(running));
}

void add_counted(Work& work, SiteRef& ref, const std::string& id, const std::vector<bool>& asked) {
  const auto& s = work.scenario;
  network::Asset counted{
      .name = "halls built for operation " + id, .carrier = "operation", .place = id, .unit = "MW_it"};
  for (std::size_t p = 0; p < work.periods(); ++p)
    if (asked[p]) counted.vintages.push_back(work.vintage(p, s.hall_life, 0, 0));
  const auto built = row(work, "halls built", id, network::Speed::stock);
  counted.draws.push_back({.node = built, .amount = 1, .lead_years = 0});
  work.network.assets[ref.hall].draws.push_back({.node = built, .amount = -1, .lead_years = 0});
  const auto in_use = row(work, "halls in use", id, network::Speed::rate);
  counted.holds.push_back({.node = in_use, .amount = std::vector<double>(asked.begin(), asked.end())});
  work.network.assets[ref.running].holds.push_back({.node = in_use, .amount = -1.0});
  ref.counted = work.network.assets.add(std::move(counted));
}

}  // namespace

void build_operation(Work& work) {
  using scenario::Target;
  for (auto& ref : work.meaning.sites) {
    const auto& site = work.scenario.sites[at(ref.site)];
    const auto any = [](const std::vector<bool>& asked) { return std::ranges::count(asked, true) > 0; };
    const auto running =
        asked_of(work, site, &Target::it_power, &Target::permanent_jobs, &Target::sites, &Target::construction_jobs);
    const auto counted = asked_of(work, site, &Target::construction_jobs);
    if (any(running)) add_running(work, ref, site.id, running);
    if (any(counted)) add_counted(work, ref, site.id, counted);
  }
}

}  // namespace gigaplan::compile
