// Why there is no plan: the smallest repair of the program.
//
// Limits that a decision can move may give way, each measured as a share of its usual size: grid connections, hall
// space and its opening year, chip deliveries, capital, plants, water, carbon and the carbon-free share. Only where
// these cannot help does the demand itself give way.
#include "gigaplan/plan/repair.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gigaplan/base/index.hpp"

namespace gigaplan::plan {
namespace {

using solve::Relaxable;
using solve::Side;

class Offers {
 public:
  explicit Offers(const program::Program& program) : program_(program) {}

  /// Lets a limit give way at 1 / `usual` a unit, if the program has it on that side.
  void add(Relaxable limit, double usual) {
    limit.weight = 1 / std::max(usual, 1e-9);
    const auto& runs = limit.column ? program_.column_runs : program_.row_runs;
    const auto& families = limit.column ? program_.column_families : program_.row_families;
    const bool there = std::ranges::any_of(runs, [&](const program::Run& run) {
      return run.member == limit.member && families[at(run.family)].name == limit.family && finite(limit, run);
    });
    if (there) list.push_back(std::move(limit));
  }
  std::vector<Relaxable> list;

 private:
  [[nodiscard]] bool finite(const Relaxable& limit, const program::Run& run) const {
    const auto& lower = limit.column ? program_.lower : program_.row_lower;
    const auto& upper = limit.column ? program_.upper : program_.row_upper;
    for (int i = run.first; i < run.first + run.count; ++i)
      if ((limit.side != Side::upper && std::isfinite(lower[at(i)])) ||
          (limit.side != Side::lower && std::isfinite(upper[at(i)])))
        return true;
    return false;
  }
  const program::Program& program_;
};

double largest(const std::vector<double>& values, double least) {
  for (const double v : values)
    if (std::isfinite(v)) least = std::max(least, std::abs(v));
  return least;
}

// Energy of a year's work on the busiest accelerators there are: the usual size of carbon and energy limits [MWh].
double usual_energy(const Plan& plan) {
  const auto& meaning = plan.compiled.meaning;
  double most = 1;
  for (const auto& service : meaning.services) {
    double rate = 0, kw = 0;
    for (const auto& serve : meaning.serves)
      if (serve.service == service.service && serve.requests_per_hour > rate)
        rate = serve.requests_per_hour, kw = meaning.fleets[at(serve.fleet)].busy_kw;
    double requests = 0;
    for (std::size_t h = 0; h < plan.compiled.network.snapshots(); ++h)
      requests = std::max(requests, service.requests.at(h));
    if (rate > 0) most += requests / rate * kw / 1000 * 8760;
  }
  return most;
}

// The largest compute that a target names, or a thousand: the usual size of a share of compute [H100 equivalents].
double usual_compute(const Plan& plan) {
  double most = 1000;
  for (const auto& target : plan.compiled.meaning.targets)
    if (target.aim == compile::Aim::compute) most = largest(target.asked, most);
  return most;
}

std::vector<Relaxable> movable(const Plan& plan, const program::Program& program) {
  const auto& meaning = plan.compiled.meaning;
  const auto& net = plan.compiled.network;
  Offers offers(program);
  for (const auto& site : meaning.sites) {
    const auto& import = net.processes[site.import].name;
    const double grid = largest(net.assets[site.grid].stock, 10);
    offers.add({.column = true, .family = "activity", .member = import, .side = Side::upper, .together = true}, grid);
    offers.add({.family = "activity_upper", .member = import, .side = Side::upper, .together = true}, grid);
    const double halls = largest(net.assets[site.hall].cap_upper, grid);
    offers.add({.family = "capacity_limit", .member = net.assets[site.hall].name, .side = Side::upper}, halls);
    // Halls before their lead times. Space alone would save the money of the halls: it gives way last.
    bool early = false;
    for (int p = 0; p < static_cast<int>(net.periods()); ++p) early = early || !may_open(net.assets[site.hall], p);
    if (early)
      offers.add({.family = "rate_balance", .member = net.nodes[site.space].name, .side = Side::lower}, 0.1 * halls);
    if (site.water.valid())
      offers.add({.family = "rate_balance", .member = net.nodes[site.water].name, .side = Side::lower},
                 largest(net.nodes[site.water].limit, 1));
  }
  for (const auto& plant : meaning.plants)
    offers.add({.family = "capacity_limit", .member = net.assets[plant.asset].name, .side = Side::upper},
               largest(net.assets[plant.asset].cap_upper, 10));
  const auto yearly = [&](network::NodeId node, const char* family, double usual) {
    if (node.valid()) offers.add({.family = family, .member = net.nodes[node].name, .side = Side::lower}, usual);
  };
  for (const auto& supply : meaning.supplies)
    yearly(supply.node, "stock_balance", largest(net.nodes[supply.node].limit, 100));
  for (const auto& stage : meaning.chain.stages)
    for (const auto& source : stage.sources)
      if (source.kind == compile::SourceRef::Kind::maker)
        yearly(source.limit, "stock_balance", largest(net.nodes[source.limit].limit, 100));
  for (const auto& own : meaning.chain.own_chips) yearly(own.chips, "stock_balance", 100);
  if (meaning.budget.valid()) yearly(meaning.budget, "stock_balance", largest(net.nodes[meaning.budget].limit, 1e6));
  yearly(meaning.carbon_free, "rate_balance", usual_energy(plan));
  if (meaning.carbon.valid()) yearly(meaning.carbon, "rate_balance", largest(net.nodes[meaning.carbon].limit, 1));
  const auto by_law = [&](network::NodeId node, double least) {
    const auto& n = net.nodes[node];
    const bool stock = n.speed == network::Speed::stock, most = n.sense == network::Sense::at_most;
    offers.add({.family = stock ? "stock_balance" : "rate_balance",
                .member = n.name,
                .side = most ? Side::upper : Side::lower},
               largest(n.limit, least));
  };
  for (const auto& licence : meaning.licences) by_law(licence.node, 100);
  for (const auto& labour : meaning.labours) by_law(labour.node, 10);
  for (const auto& standby : meaning.standbys)
    if (standby.firm.valid()) by_law(standby.firm, 100);
  if (meaning.loan.asset.valid()) by_law(meaning.loan.cash, 1e6);
  for (const auto& target : meaning.targets)
    by_law(target.node, target.aim == compile::Aim::compute_share                                 ? usual_compute(plan)
                        : target.aim == compile::Aim::sites || target.aim == compile::Aim::served ? 1
                                                                                                  : 10);
  for (const auto& service : meaning.services)
    offers.add(
        {.family = "hourly_balance", .member = net.nodes[service.demand].name, .side = Side::both, .priority = 1},
        largest({service.requests.at(0)}, 1));
  return offers.list;
}

}  // namespace

std::vector<RepairLine> repair_in_words(Plan& plan, const Catalogue& catalogue, const program::Program& program,
                                        const PlanOptions& options, const Context& context) {
  context.report("repair", -1, "looking for the smallest change that makes a plan possible");
  const auto repair = solve::find_repair(program, movable(plan, program), options.solver, context);
  std::vector<RepairLine> lines;
  if (repair.status == program::Status::optimal) {
    for (const auto& item : repair.items)
      if (item.largest > 1e-6 * (1 + std::abs(item.limit))) lines.push_back(in_words(plan, repair, item));
    if (lines.empty()) {
      plan.solution.status = program::Status::numerical;
      plan.solution.message =
          "the solver calls the scenario infeasible, but no limit needs to give way by more than the tolerance: it "
          "stands on the edge";
      return lines;
    }
  } else {
    lines.push_back({.sentence = fmt::format("No change of single limits was found that makes one possible ({}).",
                                             repair.message.empty() ? program::word(repair.status) : repair.message),
                     .amount = 0,
                     .unit = {}});
  }
  if (auto other = weaker_law(plan, catalogue, options, context)) lines.push_back(std::move(*other));
  return lines;
}

}  // namespace gigaplan::plan
