// What the plan aims at.
//
//   least cost     min Σ_p δ_p [annuities + fixed costs + Σ_h ω_h running costs]
//   most compute   max Σ_{s,a} H100-equivalents of a · fleet[s, a, last period], then least cost at that amount
#include "gigaplan/compile/work.hpp"

namespace gigaplan::compile {

void build_goals(Work& work) {
  auto& goals = work.network.goals;
  const network::Goal cost{.name = "cost", .unit = work.network.currency, .least_cost = true};
  if (work.scenario.objective == scenario::Objective::most_compute) {
    network::Goal compute{.name = "compute", .unit = "H100 equivalents", .least_cost = false, .slack = 1e-8};
    for (const auto& fleet : work.meaning.fleets)
      compute.capacity.push_back({fleet.asset, static_cast<int>(work.periods()) - 1, fleet.h100_equivalents});
    goals.push_back(std::move(compute));
  }
  goals.push_back(cost);
}

}  // namespace gigaplan::compile
