// Head, answer, headline figures, periods, services.
#include <fmt/format.h>

#include <array>

#include "gigaplan/base/index.hpp"
#include "gigaplan/plan/use.hpp"
#include "gigaplan/plan/words.hpp"
#include "gigaplan/present/present.hpp"

namespace gigaplan::present {
namespace {

std::string objective_of(const scenario::Scenario& s) {
  if (s.objectives.size() == 1) return "least present cost of meeting the demand";
  std::string words;
  for (const auto objective : s.objectives)
    words += (words.empty() ? "" : ", then ") +
             std::string(objective == scenario::Objective::least_cost     ? "least present cost"
                         : objective == scenario::Objective::most_compute ? "most compute under the budget"
                                                                          : "most people served under the budget");
  return words;
}

void add_headlines(report::Document& d, const plan::Plan& plan) {
  const auto& s = plan.scenario;
  const auto last = static_cast<int>(s.periods.size()) - 1;
  double power = 0, pieces = 0, tokens = 0, cost = 0, capital = 0, jobs = 0;
  int sites = 0;
  for (const auto& y : plan.sites) {
    if (y.period != last) continue;
    power += y.it_power, pieces += y.accelerators, tokens += y.output_tokens, jobs += y.permanent_jobs;
    sites += y.it_power > 0 ? 1 : 0;
  }
  for (const auto& row : plan.costs) cost += row.period == last ? row.per_year : 0;
  for (const auto& b : plan.builds) capital += b.overnight;
  const std::string year = std::to_string(s.periods.back());
  const auto use = plan::fleet_use(plan, at(last));
  d.headlines = {
      {.label = "Present cost",
       .value = plan.present_cost / 1e9,
       .unit = "bn " + d.head.currency,
       .text = {},
       .note = fmt::format("{}-{}, at {} % a year", s.periods.front(), s.end - 1, plan::number(100 * s.discount_rate))},
      {.label = "Capital spending",
       .value = capital / 1e9,
       .unit = "bn " + d.head.currency,
       .text = {},
       .note = "overnight cost of everything built"},
      {.label = "IT power in " + year,
       .value = power,
       .unit = "MW_it",
       .text = {},
       .note = fmt::format("at {} sites", sites)},
      {.label = "Accelerators in " + year, .value = pieces, .unit = "pieces", .text = {}, .note = {}},
      {.label = "Output tokens in " + year, .value = tokens / 1e12, .unit = "trillion a year", .text = {}, .note = {}},
      use.serves_mostly() && tokens > 0
          ? report::Headline{.label = "Cost of a million output tokens",
                             .value = cost / (tokens / 1e6),
                             .unit = d.head.currency,
                             .text = {},
                             .note = year}
          : report::Headline{.label = "Accelerators busy in " + year,
                             .value = 100 * use.busy,
                             .unit = "%",
                             .text = {},
                             .note = tokens > 0 ? "of the time; no cost per token, as most of it serves none"
                                                : "of the time"},
      {.label = "Carbon-free energy in " + year,
       .value = 100 * plan.carbon_free.back(),
       .unit = "%",
       .text = {},
       .note = "matched in every hour"},
      {.label = "Permanent jobs in " + year, .value = jobs, .unit = "FTE", .text = {}, .note = {}},
  };
}

}  // namespace

void add_head(report::Document& d, const plan::Plan& plan, const About& about) {
  const auto& s = plan.scenario;
  d.head.title = s.name;
  d.head.subtitle = fmt::format("What to build, where, when, with which chips, power and money, {}-{}{}",
                                s.periods.front(), s.end - 1, s.variant.empty() ? "" : ", variant " + s.variant);
  d.head.scenario = s.file.substr(s.file.find_last_of('/') + 1);
  d.head.program_version = about.version;
  d.head.input_hash = about.input_hash;
  d.head.currency = plan.compiled.network.currency;
  d.head.objective = objective_of(s);
  const auto& hours = plan.compiled.meaning.hours;
  d.head.hours = hours.full ? "all 8,760 hours of a year"
                            : fmt::format("{} typical days a year, extremes kept", hours.days.size());
  d.head.foresight = fmt::format("perfect foresight over {}-{}", s.periods.front(), s.end - 1);
  d.head.status = program::word(plan.solution.status);
  d.answer = plan::answer_in_words(plan);
  for (std::size_t p = 0; p < s.periods.size(); ++p)
    d.periods.push_back({.name = std::to_string(s.periods[p]),
                         .first_year = s.periods[p],
                         .years = static_cast<int>(s.period_years(p))});
  constexpr std::array residency{"in-country", "region", "adequacy", "anywhere"};
  for (const auto& service : s.services)
    d.services.push_back({.id = service.id,
                          .name = service.name,
                          .residency = residency[static_cast<std::size_t>(service.residency)],
                          .note = service.model});
  if (plan.has_answer()) add_headlines(d, plan);
}

}  // namespace gigaplan::present
