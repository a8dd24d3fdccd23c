// The capital budget: a stock node that every building of something with an overnight cost draws from, and the funds that
// pay into it what they may.
//
//   budget   carry[p−1] + budget[p] + Σ_{f, q} given[f, q, p] − Σ_a overnight_a · build[a, p] − carry[p] = 0
//            (carrying allowed)   or   ≥ 0 (not allowed)
//   fund     kept[f, p−1] + amount[f, p] − Σ_q given[f, q, p] − kept[f, p] = 0   or   ≥ 0                        [money]
//   account  Σ_{a in q} overnight_a · build[a, p] − Σ_f given[f, q, p] ≥ 0
//   share    share_f · Σ_{q of f} Σ_{a in q} overnight_a · build[a, p] − Σ_q given[f, q, p] ≥ 0
// An account q is what the same funds may pay for, of some kinds, in one country where one of these funds names
// countries. Whatever is built and some fund may pay for lies in one account, and a fund may pay for all of an account
// or none of it: so no more than what is built is paid, of each kind in each country, and nothing twice. Who pays for
// what is one way of several where there is more money than is spent.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

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

// What a fund gives to an account.
void add_given(Work& work, FundRef& ref, int account) {
  const auto& fund = work.scenario.funds[at(ref.fund)];
  const auto& to = work.meaning.accounts[at(account)];
  auto given = work.free_asset(fmt::format("given by {}: {}", fund.id, work.network.nodes[to.spent].name), "fund",
                               to.country, work.scenario.currency.c_str(), std::vector<bool>(work.periods(), true));
  given.draws = {
      {.node = ref.money, .amount = 1}, {.node = work.meaning.budget, .amount = -1}, {.node = to.spent, .amount = 1}};
  if (ref.part.valid()) given.draws.push_back({.node = ref.part, .amount = 1});
  ref.given.push_back({account, work.network.assets.add(std::move(given))});
}

// The account of what these funds may pay for in a country, made when something is charged to it first.
Account& account_of(Work& work, const std::vector<int>& funds, const std::string& country) {
  const auto& all = work.scenario.funds;
  const bool placed = std::ranges::any_of(funds, [&](int f) { return !all[at(f)].countries.empty(); });
  const auto place = placed ? country : std::string();
  auto& accounts = work.meaning.accounts;
  const auto found = std::ranges::find_if(
      accounts, [&](const Account& account) { return account.funds == funds && account.country == place; });
  if (found != accounts.end()) return *found;
  std::string who;
  for (const int f : funds) who += (who.empty() ? "" : ", ") + all[at(f)].id;
  const auto name = fmt::format("spending{}{} that {} may pay", placed ? " in " : "", place, who);
  accounts.push_back({funds, place, {}, money_node(work, name, place, {}, false)});
  for (const int f : funds) add_given(work, work.meaning.funds[at(f)], static_cast<int>(accounts.size()) - 1);
  return accounts.back();
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
    work.meaning.funds.push_back(std::move(ref));
  }
}

std::vector<Charge> charges_of(Work& work, const std::string& kind, const std::string& country) {
  const auto& meaning = work.meaning;
  if (!meaning.budget.valid()) return {};
  std::vector<Charge> charges{{meaning.budget, 1}};
  std::vector<int> payers;
  for (const auto& ref : meaning.funds) {
    const auto& fund = work.scenario.funds[at(ref.fund)];
    if (!fund.pays_for(kind, country)) continue;
    payers.push_back(ref.fund);
    if (ref.part.valid()) charges.push_back({ref.part, -fund.share});
  }
  if (payers.empty()) return charges;
  auto& account = account_of(work, payers, country);
  charges.push_back({account.spent, -1});
  if (std::ranges::find(account.kinds, kind) == account.kinds.end()) account.kinds.push_back(kind);
  return charges;
}

void charge_budget(Work& work, network::Asset& asset, const std::string& kind, const std::string& country) {
  std::map<int, double> cost;  // of what is built from a period on
  for (const auto& v : asset.vintages)
    if (!v.stood_since) cost[v.period] = std::max(cost[v.period], v.overnight_cost);
  if (std::ranges::all_of(cost, [](const auto& of) { return of.second == 0; })) return;
  const auto charges = charges_of(work, kind, country);
  double before = 0;
  for (const auto& [period, now] : cost) {
    const double change = now - std::exchange(before, now);
    if (change == 0) continue;
    for (const auto& charge : charges)
      asset.draws.push_back({.node = charge.node, .amount = charge.amount * change, .from_period = period});
  }
}

}  // namespace gigaplan::compile
