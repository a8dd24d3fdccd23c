// The capital budget: a stock node that every building of something with an overnight cost draws from, and the funds that
// pay into it what they may.
//
//   budget   carry[p−1] + budget[p] + Σ_{f, c} given[f, c, p] − Σ_a overnight_a · build[a, p] − carry[p] = 0
//            (carrying allowed)   or   ≥ 0 (not allowed)
//   fund     kept[f, p−1] + amount[f, p] − Σ_c given[f, c, p] − kept[f, p] = 0   or   ≥ 0                        [money]
//   account  Σ_{a in c} overnight_a · build[a, p] − Σ_f given[f, c, p] ≥ 0       c a country of some fund
//   share    share_f · Σ_{a in its countries} overnight_a · build[a, p] − Σ_c given[f, c, p] ≥ 0
// A fund without countries gives to anything. Who pays for what is one way of several where there is more money than is
// spent.
#include <fmt/format.h>

#include <algorithm>

#include "gigaplan/base/index.hpp"
#include "gigaplan/compile/work.hpp"

namespace gigaplan::compile {
namespace {

network::NodeId money_node(Work& work, const std::string& name, const std::string& place, const scenario::Path& amount,
                           bool carry) {
  network::Node node{.name = name, .commodity = "money", .place = place, .unit = work.scenario.currency};
  node.speed = network::Speed::stock;
  node.sense = network::Sense::at_least;
  node.keep = carry ? 1 : 0;
  node.limit.assign(work.periods(), 0.0);
  for (const auto& point : amount.points) node.limit[work.period_of(point.year)] += point.value;
  return work.network.nodes.add(std::move(node));
}

// More money of the node is worth something in each of the periods.
void add_limits(Work& work, network::NodeId id, const std::string& what, const std::string& more) {
  const auto& s = work.scenario;
  for (std::size_t p = 0; p < work.periods(); ++p) {
    const double amount = work.network.nodes[id].limit[p];
    work.meaning.limits.push_back(
        {.kind = "budget",
         .subject = fmt::format("{} of {}", what, s.periods[p]),
         .sentence = fmt::format("{{step}} more {} in {}", more, s.periods[p]),
         .site = -1,
         .period = static_cast<int>(p),
         .step = std::max(1e6, 0.1 * amount),
         .unit = s.currency,
         .amount = amount,
         .node = id,
         .asset = {},
         .relax = [id, p](network::Network& n, double step) { n.nodes[id].limit[p] += step; }});
  }
}

network::NodeId account_of(Work& work, const std::string& country) {
  auto& accounts = work.meaning.accounts;
  const auto found = std::ranges::find(accounts, country, &Account::country);
  if (found != accounts.end()) return found->spent;
  accounts.push_back({country, money_node(work, "spending in " + country, country, {}, false)});
  return accounts.back().spent;
}

void add_given(Work& work, FundRef& ref, const std::string& country) {
  const auto& fund = work.scenario.funds[at(ref.fund)];
  auto given = work.free_asset(fmt::format("given by {}{}{}", fund.id, country.empty() ? "" : " in ", country), "fund",
                               country, work.scenario.currency.c_str(), std::vector<bool>(work.periods(), true));
  given.draws = {{.node = ref.money, .amount = 1}, {.node = work.meaning.budget, .amount = -1}};
  if (ref.part.valid()) given.draws.push_back({.node = ref.part, .amount = 1});
  if (!country.empty()) given.draws.push_back({.node = account_of(work, country), .amount = 1});
  ref.given.push_back({country, work.network.assets.add(std::move(given))});
}

}  // namespace

void build_budget(Work& work) {
  const auto& s = work.scenario;
  if (s.money.budget.empty() && s.funds.empty()) return;
  work.meaning.budget = money_node(work, "capital budget", s.country, s.money.budget, s.money.carry);
  if (!s.money.budget.empty()) add_limits(work, work.meaning.budget, "capital budget", "capital");
  for (std::size_t i = 0; i < s.funds.size(); ++i) {
    const auto& fund = s.funds[i];
    FundRef ref{.fund = static_cast<int>(i),
                .money = money_node(work, "money of " + fund.id, "", fund.amount, fund.carry),
                .part = {},
                .given = {}};
    if (fund.share < 1) ref.part = money_node(work, "share of " + fund.id, "", {}, false);
    add_limits(work, ref.money, "money of " + fund.name, "money of " + fund.name);
    if (fund.countries.empty()) add_given(work, ref, {});
    for (const auto& country : fund.countries) add_given(work, ref, country);
    work.meaning.funds.push_back(std::move(ref));
  }
}

}  // namespace gigaplan::compile
