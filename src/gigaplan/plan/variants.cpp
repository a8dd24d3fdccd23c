// What the variants of a scenario differ by, in words.
//
// Cost a year of a difference:  Δ present cost / Σ_p δ_p,  δ_p the discounted years of period p.
#include "gigaplan/plan/variants.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

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
  double years = 0;
  for (const auto& period : base.compiled.network.horizon.periods) years += period.weight;
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

}  // namespace

std::string difference_in_words(const Plan& base, const Plan& variant) {
  const auto& name = variant.scenario.variant;
  if (!variant.has_answer() || !base.has_answer())
    return fmt::format("{}: nothing to compare, {}.", name,
                       variant.has_answer() ? "the base has no plan" : "it has no plan");
  std::string text = fmt::format("{} against the base: it {}", name, cost_words(base, variant));
  if (base.scenario.objectives.front() == scenario::Objective::most_compute)
    text += fmt::format(" for {}", number_words(variant.objective - base.objective, "H100 equivalents"));
  auto before = by_country(base);
  const auto after = by_country(variant);
  for (const auto& [country, have] : after) before.try_emplace(country);
  for (const auto& [country, had] : before) {
    const auto found = after.find(country);
    const Installed have = found == after.end() ? Installed{} : found->second;
    const double more = have.accelerators - had.accelerators;
    const double compute = have.h100_equivalents - had.h100_equivalents;
    if (std::max(std::abs(more), std::abs(compute)) < 1) continue;
    text += fmt::format("; {} in {}: {} ({} H100 equivalents)", country, variant.scenario.periods.back(),
                        number_words(more, "accelerators"),
                        fmt::format("{}{}", compute < 0 ? "−" : "+", number(std::abs(compute))));
  }
  return text + ".";
}

}  // namespace gigaplan::plan
