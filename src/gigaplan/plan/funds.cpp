// What the funds pay for and when, and whether they pay for what they may.
#include <fmt/format.h>

#include <functional>

#include "gigaplan/base/index.hpp"
#include "gigaplan/plan/steps.hpp"
#include "gigaplan/plan/words.hpp"

namespace gigaplan::plan {
namespace {

constexpr double slack = 1e-6;

// Overnight money of what `counts` is true of, by kind and country, over all periods.
double spent_on(const Plan& plan,
                const std::function<bool(const std::string& kind, const std::string& country)>& counts) {
  double sum = 0;
  for (const auto& b : plan.builds)
    if (!b.stood && counts(b.kind, country_of(plan.scenario, b))) sum += b.overnight;
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
  const double spent =
      spent_on(plan, [&](const auto& kind, const auto& country) { return fund.pays_for(kind, country); });
  plan.compliance.push_back(
      {.rule = fmt::format("a fund pays at most {:.4g} % of what it may pay for", 100 * fund.share),
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
    for (const auto& [account, asset] : ref.given)
      for (std::size_t p = 0; p < plan.scenario.periods.size(); ++p)
        if (const double given = view.built(asset, p); view.counts(asset, given))
          plan.funds.push_back({.fund = ref.fund, .period = static_cast<int>(p), .account = account, .given = given});
}

void check_funds(Plan& plan) {
  const auto& s = plan.scenario;
  const auto& meaning = plan.compiled.meaning;
  for (const auto& ref : meaning.funds) within_its_money(plan, ref);
  for (std::size_t i = 0; i < meaning.accounts.size(); ++i) {
    const auto& account = meaning.accounts[i];
    double given = 0;
    for (const auto& row : plan.funds)
      if (at(row.account) == i) given += row.given;
    const double spent = spent_on(plan, [&](const auto& kind, const auto& country) {
      if (!account.country.empty() && country != account.country) return false;
      std::vector<int> payers;
      for (std::size_t f = 0; f < s.funds.size(); ++f)
        if (s.funds[f].pays_for(kind, country)) payers.push_back(static_cast<int>(f));
      return payers == account.funds;
    });
    plan.compliance.push_back(
        {.rule = "funds together pay for no more than what is built",
         .law = "the scenario",
         .subject =
             fmt::format("{}{}{}", in_words(account.kinds), account.country.empty() ? "" : " in ", account.country),
         .period = "all",
         .fulfilled_by = "what is built where",
         .evidence = fmt::format("{} of {} spent on it", money(given, s.currency), money(spent, s.currency)),
         .fulfilled = given <= spent * (1 + slack) + slack});
  }
}

std::vector<std::string> funds_in_words(const Plan& plan) {
  std::vector<std::string> words;
  for (const auto& ref : plan.compiled.meaning.funds) {
    const auto& fund = plan.scenario.funds[at(ref.fund)];
    const auto [paid, all] = sums_of(plan, ref);
    words.push_back(fmt::format("{} pays {} of its {}{}{}.", fund.name, money(paid, plan.scenario.currency),
                                money(all, plan.scenario.currency), fund.kinds.empty() ? "" : " for ",
                                in_words(fund.kinds)));
  }
  return words;
}

}  // namespace gigaplan::plan
