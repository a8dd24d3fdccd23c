// Borrowed money: loans of period q, in money that was lent, each paid back in n years by equal real payments.
//
//   budget   gets (1 − fee) · loan[q] beside the owners' money
//   cover    8,760 h · availability · Σ_s,a income[p] · e_a · fleet[s, a, p] − running[p] − k · a(i, n) · Σ_q loan[q]
//            ≥ 0 [money/yr]; loans q that are not yet paid back in p; k the least debt service cover, i the real interest
//   running  Σ_h ω_h Σ cost · activity + Σ_assets upkeep · capacity; upkeep is what a vintage costs a year beyond its
//            annuity, of the vintages that serve the dearest
//   lent     Σ_q loan[q] ≤ limit[p]
//   share    Σ_{q ≤ p} (share · Σ overnight · build[q] − loan[q]) ≥ 0
//     a(i, n) = i / (1 − (1 + i)^−n);  e_a compute of accelerator a in H100s
// The dual of the cover is what a unit more of cash a year is worth. The fee is capital; interest and repayment are
// money between owners and lenders and no part of the plan's cost, which counts the plan's own rate.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gigaplan/base/index.hpp"
#include "gigaplan/compile/purchases.hpp"
#include "gigaplan/compile/work.hpp"

namespace gigaplan::compile {
namespace {

constexpr double hours_of_a_year = 8760;

network::Series negative(const network::Series& series) {
  if (series.constant()) return -series.at(0);
  std::vector<double> values;
  for (const double v : series.values()) values.push_back(-v);
  return values;
}

// Yearly cost beyond the annuity, of the dearest vintage in each period; empty where there is none.
std::vector<double> upkeep_of(const Work& work, const network::Asset& asset, const std::vector<double>& life) {
  std::vector<double> upkeep(work.periods(), 0.0);
  bool any = false;
  for (std::size_t v = 0; v < asset.vintages.size(); ++v) {
    const auto& vintage = asset.vintages[v];
    if (vintage.annual_cost.empty()) continue;
    const double paid = life.empty() ? 0 : vintage.overnight_cost * annuity(work.scenario.discount_rate, life[v]);
    for (std::size_t p = 0; p < work.periods(); ++p) {
      if (!vintage.alive[p]) continue;
      upkeep[p] = std::max(upkeep[p], vintage.annual_cost[p] - paid);
      any = any || upkeep[p] > 1e-9 * vintage.annual_cost[p];
    }
  }
  return any ? upkeep : std::vector<double>{};
}

// Everything that costs takes from the cash, everything that is bought lets loans pay its share.
void take_costs(Work& work, LoanRef& loan) {
  auto& net = work.network;
  const auto purchases = purchases_of(net, work.meaning, work.scenario, work.figures.catalogue());
  for (int i = 0; i < static_cast<int>(net.assets.size()); ++i) {
    const network::AssetId id{i};
    auto& asset = net.assets[id];
    const auto bought = std::ranges::find(purchases, id, &Purchase::asset);
    const auto upkeep = upkeep_of(work, asset, bought == purchases.end() ? std::vector<double>{} : bought->life);
    if (!upkeep.empty()) asset.holds.push_back({.node = loan.cash, .amount = upkeep});
    const auto draws = asset.draws;
    for (auto paid : draws) {
      if (paid.node != work.meaning.budget) continue;
      paid.node = loan.share, paid.amount *= -work.scenario.loan.share;
      asset.draws.push_back(paid);
    }
  }
  for (int i = 0; i < static_cast<int>(net.processes.size()); ++i) {
    auto& process = net.processes[network::ProcessId{i}];
    if (!process.cost.is(0)) process.ports.push_back({loan.cash, negative(process.cost)});
  }
}

void earn(Work& work, const LoanRef& loan) {
  const auto& s = work.scenario;
  for (const auto& fleet : work.meaning.fleets) {
    std::vector<double> earned;
    for (const int year : s.periods)
      earned.push_back(-hours_of_a_year * s.availability * s.loan.income.step(year) * fleet.h100_equivalents);
    work.network.assets[fleet.asset].holds.push_back({.node = loan.cash, .amount = earned});
  }
}

void lend(Work& work, LoanRef& loan, const std::vector<Charge>& fee) {
  const auto& terms = work.scenario.loan;
  network::Asset asset{
      .name = "loans", .carrier = "loan", .place = work.scenario.country, .unit = work.scenario.currency};
  for (std::size_t p = 0; p < work.periods(); ++p)
    asset.vintages.push_back(
        work.vintage(p, terms.tenor, terms.fee * annuity(work.scenario.discount_rate, terms.tenor), terms.fee));
  for (const int year : work.scenario.periods)
    loan.limit.push_back(terms.limit.empty() ? network::unlimited : terms.limit.step(year));
  asset.cap_upper = loan.limit;
  asset.draws = {{.node = work.meaning.budget, .amount = terms.fee - 1, .lead_years = 0},
                 {.node = loan.share, .amount = 1, .lead_years = 0}};
  for (const auto& charge : fee)
    if (charge.node != work.meaning.budget)
      asset.draws.push_back({.node = charge.node, .amount = charge.amount * terms.fee, .lead_years = 0});
  loan.payment = annuity(terms.interest, terms.tenor);
  asset.holds = {{.node = loan.cash, .amount = std::vector<double>(work.periods(), terms.least_cover * loan.payment)}};
  loan.asset = work.network.assets.add(std::move(asset));
}

void add_limits(Work& work, const LoanRef& loan) {
  const auto& s = work.scenario;
  for (std::size_t p = 0; p < work.periods(); ++p) {
    work.meaning.limits.push_back(
        {.kind = "loan",
         .subject = fmt::format("debt service cover of {}", s.periods[p]),
         .sentence = fmt::format("A least debt service cover lower by {{step}} in {}", s.periods[p]),
         .site = -1,
         .period = static_cast<int>(p),
         .step = 0.1,
         .unit = "1",
         .amount = s.loan.least_cover,
         .node = loan.cash,
         .asset = {},
         .relax = [asset = loan.asset, cash = loan.cash, p, payment = loan.payment](network::Network& n, double step) {
           auto& hold = *std::ranges::find(n.assets[asset].holds, cash, &network::Hold::node);
           std::vector<double> values(hold.amount.values().begin(), hold.amount.values().end());
           values[p] -= step * payment;
           hold.amount = values;
         }});
    if (!std::isfinite(loan.limit[p])) continue;
    work.meaning.limits.push_back(
        {.kind = "loan",
         .subject = fmt::format("loans standing in {}", s.periods[p]),
         .sentence = fmt::format("{{step}} more debt in {}", s.periods[p]),
         .site = -1,
         .period = static_cast<int>(p),
         .step = std::max(1e6, 0.1 * loan.limit[p]),
         .unit = s.currency,
         .amount = loan.limit[p],
         .node = {},
         .asset = loan.asset,
         .relax = [id = loan.asset, p](network::Network& n, double step) { n.assets[id].cap_upper[p] += step; }});
  }
}

}  // namespace

void build_loan(Work& work) {
  if (!work.scenario.loan.wanted()) return;
  auto& net = work.network;
  LoanRef loan;
  network::Node cash{
      .name = "cash for debt service", .commodity = "money", .place = "", .unit = work.scenario.currency};
  cash.speed = network::Speed::rate;
  cash.sense = network::Sense::at_least;
  loan.cash = net.nodes.add(std::move(cash));
  network::Node share{
      .name = "spending that loans may pay", .commodity = "money", .place = "", .unit = work.scenario.currency};
  share.speed = network::Speed::stock;
  share.sense = network::Sense::at_least;
  share.keep = 1;
  loan.share = net.nodes.add(std::move(share));
  // What funds give for the fee is there before take_costs() looks at what they give.
  const auto fee = work.scenario.loan.fee > 0 ? charges_of(work, "loan", {}) : std::vector<Charge>{};
  take_costs(work, loan);
  earn(work, loan);
  lend(work, loan, fee);
  add_limits(work, loan);
  work.meaning.loan = std::move(loan);
}

}  // namespace gigaplan::compile
