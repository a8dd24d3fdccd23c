// Goals and own chips in words.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gigaplan/base/index.hpp"
#include "gigaplan/plan/steps.hpp"
#include "gigaplan/plan/words.hpp"

namespace gigaplan::plan {
namespace {

std::string value_words(const Plan& plan, const GoalRow& goal, double value) {
  return goal.name == "cost" ? money(value, plan.scenario.currency) : number(value) + " " + goal.unit;
}

std::string goal_words(const Plan& plan, std::size_t g) {
  const auto& goal = plan.goals[g];
  std::string text = fmt::format("Goal {}, {} {}: {}", g + 1, goal.least ? "least" : "most", goal.name,
                                 value_words(plan, goal, goal.planned));
  const double given = std::abs(goal.planned - goal.best);
  if (given > 1e-6 * std::abs(goal.best))
    text += fmt::format(", of its best {} later goals took {:.2g} % (up to {:g} % allowed)",
                        value_words(plan, goal, goal.best), 100 * given / std::abs(goal.best), 100 * goal.tolerance);
  if (goal.before && std::abs(*goal.before - goal.best) > 1e-6 * std::abs(goal.best))
    text += fmt::format("; {} {} than in the first best plan of the goal before it",
                        value_words(plan, goal, std::abs(*goal.before - goal.best)), goal.least ? "less" : "more");
  if (goal.price && *goal.price > 0)
    text += fmt::format("; the last unit of it costs {} at present value", money(*goal.price, plan.scenario.currency));
  return text + ".";
}

}  // namespace

std::vector<std::string> goals_in_words(const Plan& plan) {
  std::vector<std::string> words;
  if (plan.scenario.aims_at(scenario::Objective::most_served)) {
    double all = 0, served = 0;
    const auto view = plan.view();
    for (const auto& ref : plan.compiled.meaning.services)
      for (std::size_t p = 0; p < ref.users.size(); ++p) {
        const double people = plan.scenario.period_years(p) * ref.users[p];
        all += people, served += people * share_served(ref, view, p);
      }
    words.push_back(fmt::format("{:.4g} % of the users are served, in the mean of all years.",
                                all > 0 ? 100 * served / all : 100.0));
  }
  if (plan.goals.size() > 1)
    for (std::size_t g = 0; g < plan.goals.size(); ++g) words.push_back(goal_words(plan, g));
  return words;
}

std::vector<std::string> own_chips_in_words(const Plan& plan) {
  std::vector<std::string> words;
  const auto& s = plan.scenario;
  const auto view = plan.view();
  for (const auto& ref : plan.compiled.meaning.chain.own_chips) {
    const auto& own = s.chain.own_chips[at(ref.own)];
    const auto total = [&](network::AssetId id) {
      double sum = 0;
      if (!id.valid()) return sum;
      for (std::size_t v = 0; v < plan.compiled.network.assets[id].vintages.size(); ++v) sum += view.built(id, v);
      return sum;
    };
    const double made = total(ref.made), sold = total(ref.sold);
    std::string text = view.built(ref.developed, 0) > 0.5
                           ? fmt::format("Own chip {}: yes. Its development takes {} from {} on; {} are made", own.name,
                                         money(own.development, s.currency), own.start, number(made))
                           : fmt::format("Own chip {}: no. Its development would take {} from {} on", own.name,
                                         money(own.development, s.currency), own.start);
    if (own.sold) text += fmt::format(", {} bought of its seller", number(sold));
    if (std::isfinite(ref.pays_from))
      text += fmt::format("; it pays from {} of its first period on", number(ref.pays_from));
    else if (own.sold)
      text += "; the seller is not dearer: it never pays";
    words.push_back(text + ".");
  }
  return words;
}

}  // namespace gigaplan::plan
