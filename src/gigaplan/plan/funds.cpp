// What the funds pay by country and period, and whether they pay for what they may.
#include <fmt/format.h>

#include <algorithm>

#include "gigaplan/base/index.hpp"
#include "gigaplan/plan/steps.hpp"
#include "gigaplan/plan/words.hpp"

namespace gigaplan::plan {
namespace {

constexpr double slack = 1e-6;

// Overnight money of what is built in some countries (none named: anywhere), over all periods.
double spent_in(const Plan& plan, const std::vector<std::string>& countries) {
  const auto& s = plan.scenario;
  double sum = 0;
  for (const auto& b : plan.builds) {
    if (b.stood) continue;
    const auto country = b.plant >= 0  ? s.plants[at(b.plant)].country
                         : b.site >= 0 ? s.sites[at(b.site)].country
                                       : std::string();
    if (scenario::within(countries, country)) sum += b.overnight;
  }
  return sum;
}

// What a fund gives, and what it has, over all periods.
struct Sums {
  double paid = 0, all = 0;
};
Sums sums_of(const Plan& plan, const compile::FundRef& ref) {
  Sums sums;
  for (const auto& row : plan.funds)
    if (row.fund == ref.fund) sums.paid += row.given;
  for (const double amount : plan.compiled.network.nodes[ref.money].limit) sums.all += amount;
  return sums;
}

// A fund gives no more than it has by then, in all periods together where it may carry.
void within_its_money(Plan& plan, const compile::FundRef& ref) {
  const auto& s = plan.scenario;
  const auto& fund = s.funds[at(ref.fund)];
  const auto& money_of = plan.compiled.network.nodes[ref.money].limit;
  double had = 0, given = 0;
  bool kept = true;
  for (std::size_t p = 0; p < s.periods.size(); ++p) {
    if (!fund.carry) had = given = 0;
    had += money_of[p];
    for (const auto& row : plan.funds)
      if (row.fund == ref.fund && row.period == static_cast<int>(p)) given += row.given;
    kept = kept && given <= had * (1 + slack) + slack;
  }
  const auto [paid, all] = sums_of(plan, ref);
  plan.compliance.push_back({.rule = "a fund gives what it has",
                             .law = "the scenario",
                             .subject = fund.name,
                             .period = "all",
                             .fulfilled_by = "what is built when",
                             .evidence = fmt::format("{} of {}", money(paid, s.currency), money(all, s.currency)),
                             .fulfilled = kept});
  if (fund.share >= 1) return;
  const double spent = spent_in(plan, fund.countries);
  plan.compliance.push_back({.rule = fmt::format("a fund pays at most {:.4g} % of what is built", 100 * fund.share),
                             .law = "the scenario",
                             .subject = fund.name,
                             .period = "all",
                             .fulfilled_by = "others who pay",
                             .evidence = fmt::format("{} of {}", money(paid, s.currency), money(spent, s.currency)),
                             .fulfilled = paid <= fund.share * spent * (1 + slack) + slack});
}

}  // namespace

void read_funds(Plan& plan, const View& view) {
  for (const auto& ref : plan.compiled.meaning.funds)
    for (const auto& [country, asset] : ref.given)
      for (std::size_t p = 0; p < plan.scenario.periods.size(); ++p)
        if (const double given = view.built(asset, p); view.counts(asset, given))
          plan.funds.push_back({.fund = ref.fund, .period = static_cast<int>(p), .country = country, .given = given});
}

void check_funds(Plan& plan) {
  const auto& meaning = plan.compiled.meaning;
  for (const auto& ref : meaning.funds) within_its_money(plan, ref);
  for (const auto& account : meaning.accounts) {
    double given = 0;
    for (const auto& row : plan.funds)
      if (row.country == account.country) given += row.given;
    const double spent = spent_in(plan, {account.country});
    plan.compliance.push_back({.rule = "funds of a country pay for what is built there",
                               .law = "the scenario",
                               .subject = account.country,
                               .period = "all",
                               .fulfilled_by = "what is built where",
                               .evidence = fmt::format("{} of {} spent there", money(given, plan.scenario.currency),
                                                       money(spent, plan.scenario.currency)),
                               .fulfilled = given <= spent * (1 + slack) + slack});
  }
}

std::vector<std::string> funds_in_words(const Plan& plan) {
  std::vector<std::string> words;
  for (const auto& ref : plan.compiled.meaning.funds) {
    const auto [paid, all] = sums_of(plan, ref);
    words.push_back(fmt::format("{} pays {} of its {}.", plan.scenario.funds[at(ref.fund)].name,
                                money(paid, plan.scenario.currency), money(all, plan.scenario.currency)));
  }
  return words;
}

}  // namespace gigaplan::plan
