// Ways through time: a smaller reach at first, training runs that end later.
//
//   reach      min Σ_{j,p} u[j,p]       Σ θ x = (1 − u[j,p]) · requests[j,h] in every hour of p,  u in [0, 1]
//   deadlines  min Σ_g Σ_{p after the deadline of g} (year of p − deadline) · share of the work of g done in p,
//              over all plans in which every run is open to the end of the plan
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "gigaplan/base/index.hpp"
#include "gigaplan/plan/grid.hpp"
#include "gigaplan/plan/repair.hpp"
#include "gigaplan/plan/repair_offers.hpp"
#include "gigaplan/plan/words.hpp"

namespace gigaplan::plan {
namespace {

// IT power that a share of a service's users takes in its busiest hour, on what serves it with least [MW_it].
double power_of(const Plan& plan, const compile::ServiceRef& ref, std::size_t period, double share) {
  const auto& meaning = plan.compiled.meaning;
  const auto& s = plan.scenario;
  double least = std::numeric_limits<double>::infinity(), peak = 0;
  for (const auto& serve : meaning.serves)
    if (serve.service == ref.service)
      least = std::min(least, meaning.fleets[at(serve.fleet)].busy_kw / 1000 / serve.requests_per_hour);
  for (const auto& slice : plan.compiled.network.horizon.slices)
    for (int h = slice.first; at(slice.period) == period && h < slice.first + slice.count; ++h)
      peak = std::max(peak, ref.requests.at(at(h)));
  return std::isfinite(least) ? share * peak * least / (s.availability * s.peak_utilisation) : 0;
}

struct Cut {
  std::size_t period;
  double share;
};

// "Chat for 0.63 % of the people in 2030 in place of 1 %, for all from 2032 on: 210 MW_it move"
std::string reach_words(const Plan& plan, const compile::ServiceRef& ref, const std::vector<Cut>& cuts) {
  const auto& s = plan.scenario;
  const auto& service = s.services[at(ref.service)];
  std::vector<std::string> periods;
  double power = 0;
  for (const auto& [p, share] : cuts) {
    const double asked = 100 * service.reach.linear(s.periods[p]);
    periods.push_back(
        fmt::format("{:.3g} % of the people in {} in place of {:.3g} %", (1 - share) * asked, s.periods[p], asked));
    power = std::max(power, power_of(plan, ref, p, share));
  }
  const auto next = cuts.back().period + 1;
  const bool later = next < s.periods.size();
  return fmt::format("{} for {}{}: {} {}", service.name, fmt::join(periods, ", "),
                     later ? fmt::format(", for all from {} on", s.periods[next]) : "", amount(power, "MW_it"),
                     later ? "move" : "less");
}

}  // namespace

std::optional<RepairLine> smaller_reach(const Plan& plan, const program::Program& program, const PlanOptions& options,
                                        const Context& context) {
  const auto limits = reach_of(plan);
  if (limits.empty()) return std::nullopt;
  const auto repair = solve::find_repair(program, limits, options.solver, context);
  if (repair.status != program::Status::optimal || repair.items.empty()) return std::nullopt;
  const auto& horizon = plan.compiled.network.horizon;
  const auto slice_of = horizon.slice_of_snapshot();
  std::vector<std::string> parts;
  RepairLine line{.unit = "%", .alternative = true};
  for (const auto& ref : plan.compiled.meaning.services) {
    std::vector<Cut> cuts;
    for (const auto& item : repair.items)
      if (item.member == plan.compiled.network.nodes[ref.demand].name)
        cuts.push_back({at(horizon.slices[at(slice_of[at(item.from)])].period), item.largest});
    if (cuts.empty()) continue;
    std::ranges::sort(cuts, {}, &Cut::period);
    for (const auto& cut : cuts) line.amount = std::max(line.amount, 100 * cut.share);
    parts.push_back(reach_words(plan, ref, cuts));
  }
  if (parts.empty() || line.amount > 99.9) return std::nullopt;
  line.sentence = fmt::format("or in place of all that a smaller reach: {}", fmt::join(parts, "; and "));
  return line;
}

std::optional<RepairLine> later_deadlines(const Plan& plan, const Catalogue& catalogue, const PlanOptions& options,
                                          const Context& context) {
  const auto& asked = plan.scenario.trainings;
  auto scenario = plan.scenario;
  for (auto& run : scenario.trainings) run.deadline = std::max(run.deadline, scenario.end - 1);
  const int last_start = scenario.periods.back();
  if (std::ranges::none_of(asked, [&](const auto& run) { return run.deadline < last_start; }) || context.stopped())
    return std::nullopt;
  std::optional<GridRun> grid;
  const auto compiled = compile_scenario(scenario, catalogue, options.solver, context, grid);
  auto formulated = formulate::formulate(compiled.network, compiled.network.goals.size() - 1);
  auto& program = formulated.program;
  std::ranges::fill(program.cost, 0.0);
  program.constant = 0, program.maximise = false;

  struct Late {
    int run, period, column;
    double share;  // of the run's work, by one unit of activity
  };
  const auto& horizon = compiled.network.horizon;
  std::vector<Late> late;
  for (const auto& train : compiled.meaning.trains) {
    const double each = train.each(compiled.network).at(0) / compiled.network.nodes[train.work].limit[0];
    for (std::size_t k = 0; k < horizon.slices.size(); ++k) {
      const auto& slice = horizon.slices[k];
      const auto first = formulated.layout.activity[at(train.process.index)][k];
      if (first < 0 || scenario.periods[at(slice.period)] <= asked[at(train.run)].deadline) continue;
      for (int i = 0; i < slice.count; ++i)
        late.push_back(
            {train.run, slice.period, first + i,
             each * horizon.snapshots[at(slice.first + i)].energy * horizon.periods[at(slice.period)].years});
    }
  }
  // Shares of one hour are tiny: in millions, so that the solver's tolerance does not count as work.
  for (const auto& part : late)
    program.cost[at(part.column)] =
        1e6 * part.share * (scenario.periods[at(part.period)] - asked[at(part.run)].deadline);
  const auto solution = solve::solve(program, options.solver, context);
  if (solution.status != program::Status::optimal) return std::nullopt;
  std::vector<double> after(asked.size(), 0.0);
  std::vector<int> end(asked.size(), 0);
  for (const auto& part : late) {
    const double share = part.share * solution.primal[at(part.column)];
    after[at(part.run)] += share;
    if (share > 1e-9) end[at(part.run)] = std::max(end[at(part.run)], scenario.period_end(at(part.period)) - 1);
  }
  std::vector<std::string> parts;
  RepairLine line{.unit = "%", .alternative = true};
  for (std::size_t g = 0; g < asked.size(); ++g) {
    if (after[g] <= 1e-6) continue;
    line.amount = std::max(line.amount, 100 * after[g]);
    parts.push_back(fmt::format("{} until {} in place of {} ({} of its work after the deadline)", asked[g].id, end[g],
                                asked[g].deadline, amount(100 * after[g], "%")));
  }
  if (parts.empty()) return std::nullopt;
  line.sentence = fmt::format("or in place of all that later deadlines: training run {}", fmt::join(parts, "; and "));
  return line;
}

}  // namespace gigaplan::plan
