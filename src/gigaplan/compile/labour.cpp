// Skilled people that can be had, a row for each kind and period. C the countries of the limit.
//
//   construction   j_c · (Σ_{s in C} build of halls[s, p] − standing[p]) ≤ years_p · most[p]   [FTE years]
//   permanent      Σ_{s in C} staff(hall[s, p]) ≤ most[p]                       staffing.cpp   [FTE]
//     j_c [FTE years/MW_it];  standing: halls that stood before the plan and enter its first period
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gigaplan/compile/staffing.hpp"

namespace gigaplan::compile {
namespace {

// What each value of a path allows by period; before its first point nothing limits.
std::vector<double> most_of(const Work& work, const scenario::Path& path) {
  std::vector<double> most;
  for (const int year : work.scenario.periods)
    most.push_back(path.points.front().year <= year ? path.step(year) : network::unlimited);
  return most;
}

void add(Work& work, std::size_t l, bool construction, const scenario::Path& path) {
  if (path.empty()) return;
  const auto& s = work.scenario;
  const auto& labour = s.labours[l];
  const char* word = construction ? "building workers" : "operating staff";
  LabourRef ref{static_cast<int>(l), construction, {}, most_of(work, path)};
  network::Node node{.name = fmt::format("labour {} {}", labour.id, word),
                     .commodity = word,
                     .place = "",
                     .unit = construction ? "FTE years" : "FTE"};
  node.speed = construction ? network::Speed::stock : network::Speed::rate;
  node.sense = network::Sense::at_least;
  for (std::size_t p = 0; p < work.periods(); ++p) {
    if (construction) {
      node.limit.push_back(std::isfinite(ref.most[p]) ? ref.most[p] * s.period_years(p) : 0);
    } else {
      node.limit.push_back(-ref.most[p]);
    }
  }
  ref.node = work.network.nodes.add(node);
  if (construction) {
    const double per_mw = work.figures.note(work.figures.catalogue().figure("building/jobs/construction_fte_years"));
    work.sites_draw(&SiteRef::hall, labour.countries, ref.node, per_mw);
    work.lift(ref.node, ref.most);
  } else {
    staff_limited(work, labour.countries, ref.node, ref.most);
  }
  for (std::size_t p = 0; p < work.periods(); ++p) {
    if (!std::isfinite(ref.most[p])) continue;
    const double per_person = construction ? s.period_years(p) : -1;
    work.meaning.limits.push_back(
        {.kind = "labour",
         .subject = fmt::format("{} of {} in {}", word, labour.name, s.periods[p]),
         .sentence = fmt::format("{{step}} more as {} in {} from {} on", word, labour.name, s.periods[p]),
         .site = -1,
         .period = static_cast<int>(p),
         .step = std::max(10.0, 0.1 * ref.most[p]),
         .unit = "people",
         .amount = ref.most[p],
         .node = ref.node,
         .asset = {},
         .relax = [id = ref.node, p, per_person](network::Network& n, double step) {
           n.nodes[id].limit[p] += per_person * step;
         }});
  }
  work.meaning.labours.push_back(std::move(ref));
}

}  // namespace

void build_labour(Work& work) {
  for (std::size_t l = 0; l < work.scenario.labours.size(); ++l) {
    add(work, l, true, work.scenario.labours[l].construction);
    add(work, l, false, work.scenario.labours[l].permanent);
  }
}

}  // namespace gigaplan::compile
