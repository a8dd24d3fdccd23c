// What each rule costs: the plan against the plan of the same scenario without it.
//
//     cost of a rule a year = (present cost with it − present cost without it) / Σ_p δ_p
//     where the first goal is the most of something:  amount without it − amount with it
//
//     δ_p  discounted years of period p
//
// A scenario without a rule has every plan that it has with it, so no rule gains anything. Several rules may bind at
// once: without one the others hold on, so the prices of two rules do not add up to that of both.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>

#include "gigaplan/plan/rules.hpp"
#include "gigaplan/plan/steps.hpp"
#include "gigaplan/plan/words.hpp"

namespace gigaplan::plan {
namespace {

constexpr double nothing = 1e-6;  // relative

std::string percent(double share) { return fmt::format("{} %", number(100 * share, 2)); }

bool answers(const Plan& plan) {
  return plan.has_answer() && plan.solution.status == program::Status::optimal && plan.certificate.accepted;
}

// Without a price: the rule in words alone.
RulePrice unpriced(const Rule& rule) {
  return {.kind = rule.kind, .rule = rule.words, .sentence = {}, .unit = {}, .worth = std::nullopt};
}

RulePrice priced(const Plan& plan, const Plan& without, const Rule& rule) {
  RulePrice price = unpriced(rule);
  const auto& goal = plan.compiled.network.goals.front();
  const auto& currency = plan.scenario.currency;
  price.cost_per_year = (plan.present_cost - without.present_cost) / discounted_years(plan.compiled.network.horizon);
  if (std::abs(plan.present_cost - without.present_cost) <= nothing * std::abs(plan.present_cost))
    price.cost_per_year = 0;
  if (goal.least_cost) {
    price.unit = currency + " a year";
    price.worth = std::max(0.0, price.cost_per_year);
    price.share = *price.worth > 0 ? 1 - without.present_cost / plan.present_cost : 0;
    price.sentence = *price.worth > 0 ? fmt::format("{} costs {} a year ({}).", rule.words,
                                                    money(*price.worth, currency), percent(price.share))
                                      : fmt::format("{} costs nothing.", rule.words);
    return price;
  }
  price.unit = plan.goals.front().unit;
  const double less = without.objective - plan.objective;
  price.worth = less > nothing * std::abs(plan.objective) ? less : 0;
  price.share = *price.worth > 0 ? less / plan.objective : 0;
  if (*price.worth > 0)
    price.sentence = fmt::format("{} costs {} {} ({} of the plan's).", rule.words, number(*price.worth), price.unit,
                                 percent(price.share));
  else if (price.cost_per_year > 0)
    price.sentence =
        fmt::format("{} costs no {}, but {} a year.", rule.words, price.unit, money(price.cost_per_year, currency));
  else
    price.sentence = fmt::format("{} costs nothing.", rule.words);
  return price;
}

}  // namespace

void price_rules(Plan& plan, const Catalogue& catalogue, const program::Program& program, const PlanOptions& options,
                 const Context& context) {
  const auto rules = rules_of(plan.scenario, plan.compiled.meaning.forbidden);
  if (rules.empty() || !answers(plan)) return;
  if (program.has_integers()) {
    plan.rule_note = "Rules have no price here: this plan has whole numbers, and each price would be a search anew.";
    return;
  }
  using Clock = std::chrono::steady_clock;
  const auto start = Clock::now();
  const auto left = [&] { return options.rule_seconds - std::chrono::duration<double>(Clock::now() - start).count(); };
  double one = 0;  // how long a plan takes: the first guess is this one
  for (const auto& stage : plan.stages)
    if (stage.name == "compile" || stage.name == "formulate" || stage.name == "solve" || stage.name == "certify")
      one += stage.seconds;
  PlanOptions how = options;
  how.measured_limits = how.priced_rules = 0;
  Context quiet = context;
  quiet.progress = {};
  std::size_t done = 0, missed = 0;
  for (const auto& rule : rules) {
    if (rule.idle) {
      plan.rule_prices.push_back(priced(plan, plan, rule));
      continue;
    }
    const bool may = done < static_cast<std::size_t>(options.priced_rules) && one < left() && !context.stopped();
    if (!may) {
      ++missed;
      continue;
    }
    context.report("rules", static_cast<double>(done++) / static_cast<double>(rules.size()), rule.words);
    auto scenario = plan.scenario;
    rule.drop(scenario);
    quiet.time_limit = std::min(context.time_limit, left());
    const auto began = Clock::now();
    const auto without = make_plan(scenario, catalogue, how, quiet);
    one = std::max(one, std::chrono::duration<double>(Clock::now() - began).count());
    if (answers(without)) {
      plan.rule_prices.push_back(priced(plan, without, rule));
    } else {
      plan.rule_prices.push_back(unpriced(rule));
      plan.rule_prices.back().sentence =
          fmt::format("{}: what it costs is not known, no certified plan without it was found.", rule.words);
    }
  }
  if (missed > 0)
    plan.rule_note =
        fmt::format("Without a price: {} of {} rules; each takes a plan of its own, and {}.", missed, rules.size(),
                    done >= static_cast<std::size_t>(options.priced_rules)
                        ? fmt::format("{} were asked for", options.priced_rules)
                        : "time was short; `--rules N` prices N of them, however long it takes");
  std::ranges::stable_sort(plan.rule_prices, std::greater<>{},
                           [](const RulePrice& p) { return std::pair(p.worth.value_or(-1), p.cost_per_year); });
}

}  // namespace gigaplan::plan
