// What the plan aims at: goals in their order, each sought while those before it keep their best value but for a
// tolerance; the least cost comes last in any case.
//
//   least cost     min Σ_p δ_p [annuities + fixed costs + Σ_h ω_h running costs]                               [money]
//   most compute   max Σ_{s,a} H100-equivalents of a · fleet[s, a, last period]                     [H100 equivalents]
//   most served    max Σ_{j,p} years_p / Σ years · weight_j · users[j, p] · share[j, p]     [people, mean of years]
//     share  of the users of service j that is served, in [0, 1]: services.cpp
#include <algorithm>

#include "gigaplan/base/index.hpp"
#include "gigaplan/compile/work.hpp"

namespace gigaplan::compile {
namespace {

network::Goal compute_goal(const Work& work) {
  network::Goal compute{.name = "compute", .unit = "H100 equivalents", .least_cost = false};
  for (const auto& fleet : work.meaning.fleets)
    compute.capacity.push_back({fleet.asset, static_cast<int>(work.periods()) - 1, fleet.h100_equivalents});
  return compute;
}

network::Goal served_goal(const Work& work) {
  const auto& s = work.scenario;
  const bool weighted = std::ranges::any_of(s.services, [](const auto& service) { return service.weight != 1; });
  network::Goal served{.name = "people served", .unit = weighted ? "weighted people" : "people", .least_cost = false};
  const double years = s.end - s.periods.front();
  for (const auto& ref : work.meaning.services)
    for (std::size_t p = 0; p < work.periods(); ++p)
      served.capacity.push_back({ref.share, static_cast<int>(p),
                                 s.period_years(p) / years * s.services[at(ref.service)].weight * ref.users[p]});
  return served;
}

}  // namespace

void build_goals(Work& work) {
  for (const auto objective : work.scenario.objectives) {
    network::Goal goal{.name = "cost", .unit = work.network.currency, .least_cost = true};
    if (objective == scenario::Objective::most_compute) goal = compute_goal(work);
    if (objective == scenario::Objective::most_served) goal = served_goal(work);
    goal.slack = work.scenario.goal_tolerance;
    work.network.goals.push_back(std::move(goal));
  }
}

}  // namespace gigaplan::compile
