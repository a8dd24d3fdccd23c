// What the variants of a scenario differ by, in words.
//
// Cost a year of a difference:  Δ present cost / Σ_p δ_p,  δ_p the discounted years of period p.
#include "gigaplan/plan/variants.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "gigaplan/plan/steps.hpp"
#include "gigaplan/plan/words.hpp"

namespace gigaplan::plan {
namespace {

struct Installed {
  double accelerators = 0, h100_equivalents = 0;
};

// What stands in each country in the last period.
std::map<std::string, Installed> by_country(const Plan& plan) {
  std::map<std::string, Installed> all;
  for (const auto& y : plan.sites) {
    if (y.period != static_cast<int>(plan.scenario.periods.size()) - 1) continue;
    auto& of = all[plan.scenario.sites[static_cast<std::size_t>(y.site)].country];
    of.accelerators += y.accelerators, of.h100_equivalents += y.h100_equivalents;
  }
  return all;
}

std::string cost_words(const Plan& base, const Plan& variant) {
  const double years = discounted_years(base.compiled.network.horizon);
  const double more = variant.present_cost - base.present_cost;
  const auto& currency = base.scenario.currency;
  if (std::abs(more) <= 1e-6 * std::abs(base.present_cost)) return "costs the same";
  const char* word = more < 0 ? "less" : "more";
  return fmt::format("costs {} {} a year ({} {} at present value)", money(std::abs(more) / years, currency), word,
                     money(std::abs(more), currency), word);
}

std::string number_words(double more, const char* what) {
  return fmt::format("{} {} {}", number(std::abs(more)), more < 0 ? "fewer" : "more", what);
}

struct Moved {
  std::string country;
  double accelerators = 0, compute = 0;
};

// The countries where one accelerator or H100 equivalent more or less stands in the last period.
std::vector<Moved> moved_between(const Plan& base, const Plan& variant) {
  auto before = by_country(base);
  auto after = by_country(variant);
  for (const auto& [country, have] : after) before.try_emplace(country);
  std::vector<Moved> moved;
  for (const auto& [country, had] : before) {
    const Installed have = after[country];
    const Moved m{country, have.accelerators - had.accelerators, have.h100_equivalents - had.h100_equivalents};
    if (std::max(std::abs(m.accelerators), std::abs(m.compute)) >= 1) moved.push_back(m);
  }
  return moved;
}

}  // namespace

RunFigures run_figures(const Plan& plan) {
  if (!plan.has_answer()) return {};
  double capital = 0, power = 0, pieces = 0, compute = 0, energy = 0;
  for (const auto& build : plan.builds) capital += build.overnight;
  for (const auto& y : plan.sites) {
    if (y.period != static_cast<int>(plan.scenario.periods.size()) - 1) continue;
    power += y.it_power, pieces += y.accelerators, compute += y.h100_equivalents, energy += y.energy;
  }
  return {.present_cost = plan.present_cost,
          .capital = capital,
          .it_power = power,
          .accelerators = pieces,
          .h100_equivalents = compute,
          .energy = energy,
          .carbon_free = energy > 0 ? std::optional(plan.carbon_free.back()) : std::nullopt};
}

std::string difference_in_words(const Plan& base, const Plan& variant) {
  const auto& name = variant.scenario.variant;
  if (!variant.has_answer() || !base.has_answer())
    return fmt::format("{}: nothing to compare, {}.", name,
                       variant.has_answer() ? "the base has no plan" : "it has no plan");
  std::string text = fmt::format("{} against the base: it {}", name, cost_words(base, variant));
  if (base.scenario.objectives.front() == scenario::Objective::most_compute) {
    const double more = variant.objective - base.objective;
    text += std::abs(more) <= 1e-6 * std::abs(base.objective)
                ? " for as many H100 equivalents"
                : fmt::format(" for {}", number_words(more, "H100 equivalents"));
  }
  auto moved = moved_between(base, variant);
  constexpr std::size_t told = 4;  // more countries than that: the three that change most, in their order
  const std::size_t others = moved.size() > told ? moved.size() - (told - 1) : 0;
  if (others > 0) {
    std::ranges::stable_sort(moved, std::greater<>{}, [](const Moved& m) { return std::abs(m.compute); });
    moved.resize(told - 1);
    std::ranges::sort(moved, {}, &Moved::country);
  }
  for (const auto& m : moved)
    text += fmt::format("; {} in {}: {} ({}{} H100 equivalents)", m.country, variant.scenario.periods.back(),
                        number_words(m.accelerators, "accelerators"), m.compute < 0 ? "−" : "+",
                        number(std::abs(m.compute)));
  if (others > 0) text += fmt::format("; smaller changes in {} other countries", others);
  return text + ".";
}

}  // namespace gigaplan::plan
