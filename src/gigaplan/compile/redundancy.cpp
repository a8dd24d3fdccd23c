// Redundancy of power and cooling: what spare units cost, and the hours a year that are lost all the same.
//
//   installed over needed   u = 1 (N), (n + 1) / n (N+1), 2 (2N)
//   hall cost / hall_cost   1 + critical · [e (u_power / u_0 − 1) + (1 − e) (u_cooling / u_0 − 1)]
//     critical  share of electrical and mechanical plant in the construction cost, e  electrical share of it,
//     u_0       what the cost figures mean: N+1 of base_units
//   one unit out             q = 1 − Π_parts (1 − failures · repair / 8,766 h); a share β of it takes the whole path
//   fewer than n at work     N, N+1   1 − (1 − βq) Σ_{i ≤ m − n} C(m, i) ((1 − β)q)^i (1 − (1 − β)q)^(m − i)
//                            2N       (1 − (1 − βq) (1 − (1 − β)q)^n)²      two paths, each of n
//   without power [h/yr]     λ D [f + (1 − f) e^(−H / D)]    λ outages of the grid a year, D mean hours of one,
//                            H hours of backup, f the chance that fewer than n of its units start and run through D
#include "gigaplan/compile/redundancy.hpp"

#include <fmt/format.h>

#include <cmath>
#include <map>

#include "gigaplan/base/index.hpp"

namespace gigaplan::compile {
namespace {

using scenario::Redundancy;

constexpr double hours_of_year = 8766;

double out_of_service(Work& work, const std::string& part) {
  return work.figures.take("building/reliability/" + part + "_failures", "1/yr") *
         work.figures.take("building/reliability/" + part + "_repair", "h") / hours_of_year;
}

double common_cause(Work& work) { return work.figures.take("building/redundancy/common_cause", "1"); }

// The chance that the site's backup does not carry an outage of mean length.
double backup_fails(Work& work, const scenario::Standby& standby, double mean) {
  const auto at = [&](const char* key, const char* unit) {
    return work.figures.take(std::string("building/reliability/") + key, unit);
  };
  const double unit = standby.backup->kind == "battery" ? at("battery_start_failure", "1")
                                                        : 1 - (1 - at("generator_start_failure", "1")) *
                                                                  std::exp(-mean / at("generator_run_hours", "h"));
  return unavailability(standby.power, standby.units, unit, common_cause(work));
}

StandbyRef standby_of(Work& work, const SiteRef& site) {
  const auto& place = work.scenario.sites[at(site.site)];
  const auto& standby = place.standby;
  StandbyRef ref;
  ref.site = site.site;
  ref.power_units = installed(standby.power, standby.units);
  ref.cooling_units = installed(standby.cooling, standby.units);
  const double common = common_cause(work);
  double works = 1;
  for (const char* part : {"transformer", "switchgear", "ups"}) works *= 1 - out_of_service(work, part);
  ref.lost_power = hours_of_year * unavailability(standby.power, standby.units, 1 - works, common);
  ref.lost_cooling =
      hours_of_year * unavailability(standby.cooling, standby.units, out_of_service(work, "cooling"), common);
  double connected = 0;
  for (const double contracted : work.network.assets[site.grid].stock) connected = std::max(connected, contracted);
  if (connected == 0 && !place.extension) return ref;  // own supply only: there is no grid to lose
  const double outages = work.figures.take("building/reliability/grid_saifi", "1/yr");
  const double mean = work.figures.take("building/reliability/grid_outage_hours", "h");
  ref.grid_out = outages * mean;
  ref.lost_grid = standby.backup
                      ? hours_without_power(outages, mean, standby.backup->hours, backup_fails(work, standby, mean))
                      : ref.grid_out;
  return ref;
}

const char* survived(Redundancy redundancy) {
  switch (redundancy) {
    case Redundancy::n:
      return "no failure of a unit is covered";
    case Redundancy::n_plus_1:
      return "the failure of one unit is covered";
    case Redundancy::two_n:
      return "the failure of a whole path is covered";
  }
  return "";
}

std::string in_words(const scenario::Standby& standby, const StandbyRef& ref) {
  const double lost = ref.lost_power + ref.lost_cooling + ref.lost_grid;
  return fmt::format(
      "power {} and cooling {} of {} units, {}: {}; {:.2f} hours a year below full load are expected (power chain "
      "{:.2f}, cooling {:.2f}, grid {:.2f} of its {:.2f}), {:.4f} % of the year. They are told here, not taken off "
      "what "
      "the accelerators serve.",
      word(standby.power), word(standby.cooling), standby.units,
      standby.backup ? fmt::format("{} backup for {:g} h", standby.backup->kind, standby.backup->hours) : "no backup",
      survived(standby.power), lost, ref.lost_power, ref.lost_cooling, ref.lost_grid, ref.grid_out,
      100 * lost / hours_of_year);
}

}  // namespace

double installed(Redundancy redundancy, int units) {
  return redundancy == Redundancy::n ? 1.0 : redundancy == Redundancy::two_n ? 2.0 : (units + 1.0) / units;
}

double unavailability(Redundancy redundancy, int units, double unit, double common) {
  const double together = common * unit, alone = (1 - common) * unit;
  const double all = std::pow(1 - alone, units);
  if (redundancy == Redundancy::two_n) return std::pow(1 - (1 - together) * all, 2);
  // with a spare: all n + 1 at work, or all but one
  const double enough = redundancy == Redundancy::n ? all : all * (1 - alone) + (units + 1) * alone * all;
  return 1 - (1 - together) * enough;
}

double hours_without_power(double outages, double mean, double covered, double failing) {
  return outages * mean * (failing + (1 - failing) * std::exp(-covered / mean));
}

double hall_cost_factor(Work& work, const scenario::Standby& standby) {
  const auto base_units = static_cast<int>(work.figures.catalogue().figure("building/redundancy/base_units").value);
  const double base = installed(Redundancy::n_plus_1, base_units);
  const double power = installed(standby.power, standby.units) / base - 1;
  const double cooling = installed(standby.cooling, standby.units) / base - 1;
  if (power == 0 && cooling == 0) return 1;
  work.figures.note(work.figures.catalogue().figure("building/redundancy/base_units"));
  const double electrical = work.figures.take("building/redundancy/electrical_of_critical", "1");
  return 1 + work.figures.take("building/construction_share/critical", "1") *
                 (electrical * power + (1 - electrical) * cooling);
}

void peak_draw_holds(Work& work, const SiteRef& site, network::NodeId node, double per_mw) {
  for (const auto& fleet : work.meaning.fleets)
    if (fleet.site == site.site)
      work.network.assets[fleet.asset].holds.push_back(
          {.node = node, .amount = per_mw * site.peak_pue * fleet.busy_kw / 1000});
}

void build_redundancy(Work& work) {
  std::map<std::string, std::string> sites_by_words;
  for (const auto& site : work.meaning.sites) {
    const auto& place = work.scenario.sites[at(site.site)];
    work.meaning.standbys.push_back(standby_of(work, site));
    auto& names = sites_by_words[in_words(place.standby, work.meaning.standbys.back())];
    names += (names.empty() ? "" : ", ") + place.name;
  }
  for (const auto& [words, names] : sites_by_words) work.meaning.assumptions.push_back(names + ": " + words);
}

}  // namespace gigaplan::compile
