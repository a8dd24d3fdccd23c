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
#include <mutex>
#include <optional>

#include "gigaplan/base/index.hpp"
#include "gigaplan/base/side_by_side.hpp"
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

// Plans without the rules, the first ones side by side, as long as there is time.
class Prices {
 public:
  Prices(const Plan& plan, const Catalogue& catalogue, const std::vector<Rule>& rules, const PlanOptions& options,
         const Context& context)
      : plan_(plan), catalogue_(catalogue), how_(options), most_(at(options.priced_rules)), context_(context) {
    for (const auto& rule : rules)
      if (!rule.idle) rules_.push_back(&rule);
    for (const auto& stage : plan.stages)  // how long a plan takes: the first guess is this one
      if (stage.name == "compile" || stage.name == "formulate" || stage.name == "solve" || stage.name == "certify")
        one_ += stage.seconds;
    how_.measured_limits = how_.priced_rules = 0;
    how_.vertex = false;
    how_.neighbour = &plan;
  }

  /// By rule that is not idle; nothing where neither time nor the wish for prices reached it.
  std::vector<std::optional<RulePrice>> find(int threads) {
    std::vector<std::optional<RulePrice>> prices(rules_.size());
    Context quiet = context_;
    quiet.progress = {};
    if (threads > 1) quiet.threads = 1;
    side_by_side(rules_.size(), threads, [&](std::size_t k) {
      const auto& rule = *rules_[k];
      auto mine = quiet;
      if (!may_begin(k)) return;
      mine.time_limit = std::min(context_.time_limit, left());
      auto scenario = plan_.scenario;
      rule.drop(scenario);
      const auto began = Clock::now();
      const auto without = make_plan(scenario, catalogue_, how_, mine);
      const double took = std::chrono::duration<double>(Clock::now() - began).count();
      const std::scoped_lock lock(mutex_);
      one_ = std::max(one_, took);
      if (answers(without)) {
        prices[k] = priced(plan_, without, rule);
        return;
      }
      prices[k] = unpriced(rule);
      prices[k]->sentence =
          fmt::format("{}: what it costs is not known, no certified plan without it was found.", rule.words);
    });
    return prices;
  }

 private:
  using Clock = std::chrono::steady_clock;
  [[nodiscard]] double left() const {
    return how_.rule_seconds - std::chrono::duration<double>(Clock::now() - start_).count();
  }
  bool may_begin(std::size_t k) {
    const std::scoped_lock lock(mutex_);
    if (k >= most_ || one_ >= left() || context_.stopped()) return false;
    context_.report("rules", static_cast<double>(k) / static_cast<double>(rules_.size()), rules_[k]->words);
    return true;
  }

  const Plan& plan_;
  const Catalogue& catalogue_;
  std::vector<const Rule*> rules_;
  PlanOptions how_;
  std::size_t most_;
  const Context& context_;
  double one_ = 0;
  Clock::time_point start_ = Clock::now();
  std::mutex mutex_;
};

}  // namespace

void price_rules(Plan& plan, const Catalogue& catalogue, const program::Program& program, const PlanOptions& options,
                 const Context& context) {
  const auto rules = rules_of(plan.scenario, plan.compiled.meaning.forbidden);
  if (rules.empty() || !answers(plan)) return;
  if (program.has_integers()) {
    plan.rule_note = "Rules have no price here: this plan has whole numbers, and each price would be a search anew.";
    return;
  }
  const auto found = Prices(plan, catalogue, rules, options, context).find(side_by_side_threads(program, context));
  auto price = found.begin();
  std::size_t missed = 0;
  for (const auto& rule : rules) {
    if (rule.idle) {
      plan.rule_prices.push_back(priced(plan, plan, rule));
    } else if (const auto& one = *price++; one) {
      plan.rule_prices.push_back(*one);
    } else {
      ++missed;
    }
  }
  if (missed > 0)
    plan.rule_note =
        fmt::format("Without a price: {} of {} rules; each takes a plan of its own, and {}.", missed, rules.size(),
                    found.size() - missed >= at(options.priced_rules)
                        ? fmt::format("{} were asked for", options.priced_rules)
                        : "time was short; `--rules N` prices N of them, however long it takes");
  std::ranges::stable_sort(plan.rule_prices, std::greater<>{},
                           [](const RulePrice& p) { return std::pair(p.worth.value_or(-1), p.cost_per_year); });
}

}  // namespace gigaplan::plan
