#include <algorithm>
#include <chrono>

#include "gigaplan/plan/grid.hpp"
#include "gigaplan/plan/plan.hpp"
#include "gigaplan/plan/steps.hpp"

namespace gigaplan::plan {
namespace {

using Clock = std::chrono::steady_clock;

// Runs one stage and notes how long it took.
template <class Work>
auto timed(Plan& plan, const char* name, const Work& work) {
  const auto start = Clock::now();
  auto result = work();
  plan.stages.push_back({name, std::chrono::duration<double>(Clock::now() - start).count()});
  return result;
}

// Programs of typical days go to simplex first: its answer is a vertex without an interior point's dust, and
// bottlenecks are measured from its basis in a fraction of the time. Where it needs many iterations, or only the cost
// is asked for (the price of a rule), the usual choice is several times as fast.
program::Solution solved(program::Program& program, const PlanOptions& options, const program::Solution& start,
                         const Context& context) {
  constexpr std::int64_t of_typical_days = 300'000;
  constexpr int iterations = 25'000;
  const bool linear = !program.has_integers() && !program.has_quadratic();
  auto asked = options.solver;
  asked.start = &start, asked.keep_interior = options.neighbour == nullptr || options.measured_limits > 0;
  if (asked.solver != solve::Choice::automatic || !linear || program.nonzeros() >= of_typical_days || !options.vertex)
    return solve::solve(program, asked, context);
  auto how = asked;
  how.solver = solve::Choice::simplex, how.simplex_iterations = iterations;
  const auto began = Clock::now();
  auto vertex = solve::solve(program, how, context);
  auto rest = context;
  rest.time_limit =
      std::min(context.time_limit, asked.time_limit) - std::chrono::duration<double>(Clock::now() - began).count();
  if (vertex.status != program::Status::limit || rest.time_limit <= 0) return vertex;
  return solve::solve(program, asked, rest);
}

// Present cost of the answer to an earlier goal; the last goal is the least cost.
double cost_of(const network::Network& network, const program::Solution& solution) {
  return value_at(formulate::formulate(network, network.goals.size() - 1).program, solution.primal);
}

}  // namespace

Plan make_plan(const scenario::Scenario& scenario, const Catalogue& catalogue, const PlanOptions& options,
               const Context& context) {
  Plan plan;
  plan.scenario = scenario;
  std::optional<GridRun> grid;
  plan.compiled =
      timed(plan, "compile", [&] { return compile_scenario(scenario, catalogue, options.solver, context, grid); });
  if (grid) plan.grid_alone = grid->solution;
  const auto& network = plan.compiled.network;
  if (const auto faults = network::validate(network); !faults.empty()) throw InputInvalid(faults);

  auto& reached = plan.reached;
  program::Program program;
  std::optional<program::Solution> first;  // the most of an amount, with its prices
  for (std::size_t goal = 0; goal < network.goals.size(); ++goal) {
    auto formulated = timed(plan, "formulate", [&] { return formulate::formulate(network, goal, reached); });
    plan.layout = std::move(formulated.layout);
    program = std::move(formulated.program);
    const auto before = std::move(plan.solution.primal);
    program::Solution start;
    if (options.neighbour != nullptr && goal < options.neighbour->interiors.size())
      start.interior = options.neighbour->interiors[goal];
    plan.solution = timed(plan, "solve", [&] { return solved(program, options, start, context); });
    plan.interiors.push_back(plan.solution.interior);
    plan.certificate = timed(
        plan, "certify", [&] { return certify::certify(program, plan.solution, {.mip_gap = options.solver.mip_gap}); });
    if (plan.solution.status != program::Status::optimal || !plan.certificate.accepted) break;
    note_goal(plan, program, before);
    reached.push_back(plan.solution.objective);
    if (goal == 0 && !network.goals.front().least_cost) first = plan.solution;
  }
  plan.columns = program.columns(), plan.rows = program.rows(), plan.nonzeros = program.nonzeros();

  if (plan.solution.status == program::Status::infeasible) {
    plan.stages.push_back({"read", 0});  // no answer to read: the stage is there as in every run
    plan.repair = timed(plan, "repair", [&] { return repair_in_words(plan, catalogue, program, options, context); });
    return plan;
  }
  const bool usable =
      !plan.solution.primal.empty() && !plan.solution.ray && (plan.certificate.accepted || plan.certificate.feasible);
  if (!usable) {
    plan.stages.push_back({"read", 0});
    return plan;
  }
  plan.objective = reached.empty() ? plan.solution.objective : reached.front();
  const bool stopped_early = reached.size() + 1 < network.goals.size();
  plan.present_cost = stopped_early ? cost_of(network, plan.solution) : plan.solution.objective;
  read_goals(plan, program);
  if (grid) read_grid(plan, *grid);
  timed(plan, "read", [&] { return read_results(plan, catalogue), 0; });
  plan.bottlenecks = timed(plan, "bottlenecks",
                           [&] { return price_limits(plan, program, first ? &*first : nullptr, options, context); });
  if (options.priced_rules > 0)
    timed(plan, "rules", [&] { return price_rules(plan, catalogue, program, options, context), 0; });
  return plan;
}

}  // namespace gigaplan::plan
