// The answer in words.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gigaplan/base/index.hpp"
#include "gigaplan/plan/plan.hpp"
#include "gigaplan/plan/standby.hpp"
#include "gigaplan/plan/steps.hpp"
#include "gigaplan/plan/trade.hpp"
#include "gigaplan/plan/use.hpp"
#include "gigaplan/plan/words.hpp"

namespace gigaplan::plan {
namespace {

std::vector<std::string> without_plan(const Plan& plan) {
  std::vector<std::string> words;
  if (plan.solution.status == program::Status::infeasible) {
    words.push_back("No plan meets all limits of this scenario.");
    if (!plan.repair.empty()) words.push_back("The smallest change that makes one possible:");
    constexpr int most = 8;  // lines of the smallest change; each other way is a line
    const auto smallest = std::ranges::count(plan.repair, false, &RepairLine::alternative);
    int told = 0;
    for (const auto& line : plan.repair) {
      if (line.alternative || ++told <= most) words.push_back("  " + line.sentence);
      if (!line.alternative && told == most && smallest > most)
        words.push_back(fmt::format("  and {} limits more: `repair` in run.json lists all", smallest - most));
    }
  } else if (plan.solution.status == program::Status::unbounded) {
    words.push_back("The scenario has no best plan: something it gains from has no limit.");
  } else if (plan.solution.status == program::Status::limit) {
    words.push_back("The time limit came before a plan: give more time (--time-limit).");
  } else if (plan.solution.status == program::Status::interrupted) {
    words.push_back("Stopped before a plan was found.");
  } else {
    words.push_back(fmt::format("No plan that holds was found: {}",
                                plan.certificate.reason.empty() ? plan.solution.message : plan.certificate.reason));
  }
  return words;
}

// "+12,300 t CO2 a year": what the sites do to the emissions of a country's grid; nothing below a tonne.
std::string emissions_words(const Plan& plan, const GridRow& price) {
  for (const auto& row : plan.grid)
    if (row.item == "emissions" && row.period == price.period && row.country == price.country &&
        std::abs(row.with - row.without) >= 1)
      return fmt::format("{}{} t CO2 a year", row.with < row.without ? "−" : "+",
                         number(std::abs(row.with - row.without)));
  return {};
}

// Nothing where a country's grid does not feel the sites.
std::string grid_sentence(const Plan& plan, const GridRow& price) {
  const auto year = plan.scenario.periods.back();
  const auto from = fmt::format("{:.2f}", price.without), to = fmt::format("{:.2f}", price.with);
  const auto emissions = emissions_words(plan, price);
  if (from != to)
    return fmt::format("The sites move the mean price of {}'s grid in {} from {} to {} {} per MWh{}.", price.country,
                       year, from, to, plan.scenario.currency,
                       emissions.empty() ? "" : " and its emissions by " + emissions);
  if (emissions.empty()) return {};
  return fmt::format("The sites move the emissions of {}'s grid in {} by {}.", price.country, year, emissions);
}

// Who pays, and how well the debt is covered where it is thinnest.
std::string loans_sentence(const Plan& plan) {
  const auto& s = plan.scenario;
  double lent = 0;
  const LoanRow* thinnest = nullptr;
  for (const auto& row : plan.loans) {
    lent += row.lent;
    if (row.service > 0 && (thinnest == nullptr || row.cover() < thinnest->cover())) thinnest = &row;
  }
  if (thinnest == nullptr) return "Nothing is borrowed.";
  return fmt::format("Loans pay {} of it; income covers running costs and then debt service at least {} times, in {}.",
                     money(lent, s.currency), number(thinnest->cover()), s.periods[at(thinnest->period)]);
}

std::string period_sentence(const Plan& plan, std::size_t p) {
  double power = 0, pieces = 0, tokens = 0, cost = 0, energy = 0;
  int sites = 0;
  for (const auto& y : plan.sites) {
    if (y.period != static_cast<int>(p)) continue;
    power += y.it_power, pieces += y.accelerators, tokens += y.output_tokens, energy += y.energy;
    sites += y.it_power > 0 ? 1 : 0;
  }
  for (const auto& row : plan.costs)
    if (row.period == static_cast<int>(p)) cost += row.per_year;
  std::string text =
      fmt::format("{}: {} MW_it at {} site{}, {} accelerators, {} a year", plan.scenario.periods[p], number(power),
                  sites, sites == 1 ? "" : "s", number(pieces), money(cost, plan.scenario.currency));
  const auto use = fleet_use(plan, p);
  if (tokens > 0 && use.serves_mostly())
    text += fmt::format(", {} {} per million output tokens", number(cost / (tokens / 1e6)), plan.scenario.currency);
  if (pieces > 0 && use.busy < 0.2) text += fmt::format(", busy {} % of the time", number(100 * use.busy, 2));
  return text +
         fmt::format("; {} GWh, {:.0f} % carbon-free by the hour.", number(energy / 1000), 100 * plan.carbon_free[p]);
}

// Why some years have no cost per token; nothing where all have.
std::string no_token_cost_sentence(const Plan& plan) {
  std::vector<int> years;
  for (std::size_t p = 0; p < plan.scenario.periods.size(); ++p) {
    const auto use = fleet_use(plan, p);
    if (use.serving > 0 && !use.serves_mostly()) years.push_back(plan.scenario.periods[p]);
  }
  if (years.empty()) return {};
  return fmt::format("No cost per token is given for {}: most of what the fleet could do there serves no tokens.",
                     fmt::join(years, ", "));
}

std::string compliance_sentence(const Plan& plan) {
  const auto broken = std::ranges::count(plan.compliance, false, &Compliance::fulfilled);
  const auto left = std::ranges::count(plan.compliance, true, &Compliance::left_to_operators);
  const auto rules = std::ssize(plan.compliance) - left;
  const std::string duties =
      left == 0 ? "." : fmt::format("; laws ask {} more thing{} of the operators.", left, left == 1 ? "" : "s");
  if (broken == 0) return fmt::format("All {} rules on the compliance list are fulfilled{}", rules, duties);
  return fmt::format("{} of {} rules on the compliance list are broken{}", broken, rules, duties);
}

}  // namespace

std::vector<std::string> answer_in_words(const Plan& plan) {
  if (!plan.has_answer()) return without_plan(plan);
  std::vector<std::string> words;
  double capital = 0;
  for (const auto& b : plan.builds) capital += b.overnight;
  const auto& s = plan.scenario;
  words.push_back(
      fmt::format("{} from {} to {}: {} of capital, {} in all at present value ({} % a year, prices of {}).", s.name,
                  s.periods.front(), s.end - 1, money(capital, s.currency), money(plan.present_cost, s.currency),
                  number(100 * s.discount_rate), s.price_year));
  if (s.objectives.front() == scenario::Objective::most_compute)
    words.push_back(fmt::format("The most compute that the limits allow: {} H100 equivalents in {}.",
                                number(plan.objective), s.periods.back()));
  for (auto& line : goals_in_words(plan)) words.push_back(std::move(line));
  for (std::size_t p = 0; p < s.periods.size(); ++p) words.push_back(period_sentence(plan, p));
  if (auto line = no_token_cost_sentence(plan); !line.empty()) words.push_back(std::move(line));
  for (auto& line : own_chips_in_words(plan)) words.push_back(std::move(line));
  for (auto& line : funds_in_words(plan)) words.push_back(std::move(line));
  if (!plan.loans.empty()) words.push_back(loans_sentence(plan));
  for (const auto& row : plan.grid)
    if (row.item == "mean price" && row.period == static_cast<int>(s.periods.size()) - 1)
      if (auto line = grid_sentence(plan, row); !line.empty()) words.push_back(std::move(line));
  if (plan.solution.status != program::Status::optimal)
    words.push_back("The time limit was hit: this answer holds, but a better one may exist.");
  for (std::size_t i = 0; i < std::min<std::size_t>(3, plan.bottlenecks.size()); ++i)
    words.push_back(plan.bottlenecks[i].sentence);
  words.push_back(compliance_sentence(plan));
  return words;
}

void read_results(Plan& plan, const Catalogue& catalogue) {
  const View view = plan.view();
  read_builds(plan, view);
  read_sites(plan, view, catalogue);
  read_trade(plan, view);
  read_energy(plan, view);
  read_costs(plan, view);
  read_loans(plan, view, catalogue);
  read_funds(plan, view);
  check_compliance(plan);
  check_training(plan);
  check_funds(plan);
  check_standby(plan);
  check_law(plan, catalogue);
  check_laws(plan, catalogue);
  meet_claims(plan);
}

}  // namespace gigaplan::plan
