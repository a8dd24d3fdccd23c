#include <fmt/format.h>

#include <algorithm>

#include "gigaplan/network/validate.hpp"

namespace gigaplan::network {
namespace {

bool has_quadratic(const Network& network) {
  return std::ranges::any_of(network.processes, [](const Process& process) { return !process.quadratic.is(0); });
}

bool has_integers(const Network& network) {
  return std::ranges::any_of(network.processes,
                             [](const Process& process) { return process.commitment.has_value(); }) ||
         std::ranges::any_of(network.assets, [](const Asset& asset) {
           return std::ranges::any_of(asset.vintages, [](const Vintage& v) { return v.whole && !v.committed; });
         });
}

bool has_period(const Network& network, int period) {
  return period >= 0 && static_cast<std::size_t>(period) < network.periods();
}

void check_limit(Check& check, const CapacityLimit& limit) {
  check.about("limit", limit.name);
  check.number("lower", limit.lower, {.may_be_infinite = true});
  check.number("upper", limit.upper, {.may_be_infinite = true});
  check.ordered("limit", limit.lower, limit.upper);
  for (const auto& term : limit.terms) {
    check.number("coefficient", term.coefficient, {});
    if (!check.exists("asset", check.network.assets, term.asset)) continue;
    const auto vintages = static_cast<int>(check.network.assets[term.asset].vintages.size());
    if (term.vintage >= vintages)
      check.fault("GP3103", fmt::format("asset \"{}\" has no vintage number {}", check.network.assets[term.asset].name,
                                        term.vintage));
    if (term.vintage < 0 && !has_period(check.network, term.period))
      check.fault("GP3103", fmt::format("period number {} does not exist", term.period));
  }
}

void check_goal(Check& check, const Goal& goal) {
  check.about("goal", goal.name);
  check.number("slack", goal.slack, {.least = 0});
  if (goal.least_cost && !(goal.capacity.empty() && goal.activity.empty()))
    check.fault("GP3112", "least cost has no terms of its own");
  if (!goal.least_cost && goal.capacity.empty() && goal.activity.empty())
    check.fault("GP3112", "wants the most of nothing");
  for (const auto& term : goal.capacity) {
    check.exists("asset", check.network.assets, term.asset);
    check.number("coefficient", term.coefficient, {});
    if (!has_period(check.network, term.period))
      check.fault("GP3103", fmt::format("period number {} does not exist", term.period));
  }
  for (const auto& term : goal.activity) {
    check.exists("process", check.network.processes, term.process);
    check.number("coefficient", term.coefficient, {});
    if (!has_period(check.network, term.period))
      check.fault("GP3103", fmt::format("period number {} does not exist", term.period));
  }
}

}  // namespace

void check_aims(Check& check) {
  const auto& network = check.network;
  for (const auto& limit : network.limits) check_limit(check, limit);
  for (const auto& goal : network.goals) check_goal(check, goal);
  check.about("network", network.name);
  check.number("constant cost", network.constant_cost, {});
  if (network.risk) {
    check.number("weight of the risk", network.risk->weight, {.least = 0});
    check.number("level of the risk", network.risk->level, {.least = 0});
    if (network.risk->weight > 1) check.fault("GP3113", "the weight of the risk is more than 1");
    if (network.risk->level >= 1) check.fault("GP3113", "the level of the risk is not below 1");
  }
  if (!has_quadratic(network)) return;
  if (has_integers(network))
    check.fault("GP3110", "quadratic costs and whole numbers (commitment, whole blocks) cannot be planned together",
                "replace the quadratic cost by a few linear steps, or leave the whole numbers out");
  if (network.risk)
    check.fault("GP3110", "quadratic costs and a risk measure cannot be planned together",
                "replace the quadratic cost by a few linear steps");
  for (std::size_t g = 0; g + 1 < network.goals.size(); ++g)
    if (network.goals[g].least_cost)
      check.fault("GP3110", "a least cost with quadratic terms cannot be kept while a later goal is sought",
                  "put the least cost last, or replace the quadratic cost by linear steps");
}

}  // namespace gigaplan::network
