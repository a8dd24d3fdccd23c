// Chips that the programme may develop: yes or no, and then made on its own account.
//
//   chips   sold[a, p] + made[a, p] − Σ_s build[s, a, p] = 0                                         [accelerators]
//   right   made[a, p] / (most · years_p) − developed[a] ≤ 0          developed in {0, 1}                       [1]
//   cost    developed: in equal parts in the years of its spread, in full, whatever use is left at the plan's end;
//           a chip: the seller's price, or the cost of making it, as an annuity over the accelerator's life
//     made from the first period on that begins when development is over; parts that the scenario limits are bought on
//     their own (supply_chain.cpp), and both prices are less by what they cost by the catalogue
//
// The development pays from as many chips of its first period as
//   N = present cost of the development / [(price − cost of making) · annuity · Σ_{p that they live in} δ_p].
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gigaplan/base/index.hpp"
#include "gigaplan/compile/chain_parts.hpp"

namespace gigaplan::compile {
namespace {

// The development as an asset of one unit, which is alive from the plan's begin so that its cost falls where it is
// paid.
network::Asset development(Work& work, const scenario::OwnChip& own, std::size_t first) {
  const auto& s = work.scenario;
  network::Asset asset{.name = "development of " + own.id, .carrier = "own chip", .place = "", .unit = "programmes"};
  network::Vintage v;
  v.period = static_cast<int>(first);
  v.alive.assign(work.periods(), true);
  v.upper = v.block = 1;
  v.whole = true;
  v.annual_cost.assign(work.periods(), 0.0);
  v.overnight_cost = own.development;
  std::vector<double> paid(work.periods(), 0.0);
  for (int year = own.start; year < own.start + own.spread; ++year) {
    const auto p = work.period_of(year);
    const double worth = std::pow(1 + s.discount_rate, s.periods.front() - year);
    v.annual_cost[p] += own.development / own.spread * worth / work.network.horizon.periods[p].weight;
    paid[p] += own.development / own.spread;
  }
  asset.vintages.push_back(std::move(v));
  if (own.development > 0)
    for (const auto& charge : charges_of(work, "own chip", {}))
      for (std::size_t p = 0; p < work.periods(); ++p)
        if (paid[p] > 0)
          asset.draws.push_back({.node = charge.node,
                                 .amount = charge.amount * paid[p],
                                 .lead_years = static_cast<double>(s.periods[first] - s.periods[p])});
  return asset;
}

double cost_of_making(Work& work, const scenario::OwnChip& own, const Accelerator& chip) {
  return own.unit_cost ? *own.unit_cost : price_of(parts_of(work, chip, true));
}

void only_when_developed(Work& work, const OwnChipRef& ref) {
  const auto& vintages = work.network.assets[ref.made].vintages;
  for (std::size_t v = 0; v < vintages.size(); ++v)
    work.network.limits.push_back(
        {.name = fmt::format("right to make {} in {}", work.network.assets[ref.made].name,
                             work.scenario.periods[at(vintages[v].period)]),
         .unit = "1",
         .terms = {{.asset = ref.made, .vintage = static_cast<int>(v), .coefficient = 1 / vintages[v].upper},
                   {.asset = ref.developed, .vintage = 0, .coefficient = -1}},
         .upper = 0});
}

void add_own_chip(Work& work, std::size_t i, std::size_t a) {
  const auto& s = work.scenario;
  const auto& own = s.chain.own_chips[i];
  const auto& chip = work.figures.catalogue().accelerator(own.accelerator);
  const std::size_t first = work.first_period_from(own.from);
  OwnChipRef ref{.own = static_cast<int>(i), .accelerator = static_cast<int>(a)};
  network::Node node{.name = "chips " + chip.id, .commodity = chip.id, .place = "", .unit = "accelerators"};
  node.speed = network::Speed::stock;
  node.sense = network::Sense::equal;  // a chip whose parts are bought on their own may be made for nothing
  ref.chips = work.network.nodes.add(node);

  auto& parts = work.meaning.chain.parts[a];
  const auto supply = std::ranges::find(s.supplies, chip.id, &scenario::Supply::accelerator);
  ref.price = supply != s.supplies.end() && supply->price ? *supply->price : work.figures.take(chip.price, "money");
  const double limited = price_of(parts), making = cost_of_making(work, own, chip);
  if (std::min(ref.price, making) < limited * (1 - 1e-9))
    throw InputInvalid({{"GP1632",
                         {s.file, 0, 0},
                         fmt::format("the parts of \"{}\" cost more than {}", chip.id,
                                     making < limited * (1 - 1e-9) ? "it is said to cost to make" : "the accelerator"),
                         "give a higher `unit_cost` in [[own_chip]], or price in [[supply]]"}});
  const StageRef stage{.stage = chip.id, .pieces = "accelerators", .node = ref.chips, .sources = {}};
  Purchase most{.most = std::vector<double>(work.periods(), 0.0), .kind = "chips"};
  for (std::size_t p = first; p < work.periods(); ++p) most.most[p] = own.most * s.period_years(p);
  ref.made = buy(work, "made " + own.id, stage, std::max(0.0, making - limited), std::move(most));
  if (own.sold)
    ref.sold = buy(work, "bought " + chip.id, stage, std::max(0.0, ref.price - limited),
                   {.most = std::vector<double>(work.periods(), network::unlimited), .kind = "chips"});
  ref.developed = work.network.assets.add(development(work, own, first));
  only_when_developed(work, ref);
  parts.push_back({.stage = "chip", .pieces = 1, .price = ref.price - limited});

  double discounted = 0;
  const auto& paid = work.network.assets[ref.developed].vintages[0].annual_cost;
  const auto lives = work.vintage(first, s.accelerator_life, 0, 0).alive;
  for (std::size_t p = 0; p < work.periods(); ++p) {
    const double weight = work.network.horizon.periods[p].weight;
    ref.development += paid[p] * weight;
    discounted += lives[p] ? weight : 0;
  }
  const double saved = (ref.price - making) * annuity(s.discount_rate, s.accelerator_life) * discounted;
  ref.pays_from = own.sold && saved > 0 ? ref.development / saved : network::unlimited;
  work.meaning.chain.own_chips.push_back(ref);
}

}  // namespace

void build_own_chips(Work& work) {
  const auto& s = work.scenario;
  for (std::size_t i = 0; i < s.chain.own_chips.size(); ++i) {
    const auto chip = std::ranges::find(s.accelerators, s.chain.own_chips[i].accelerator);
    add_own_chip(work, i, static_cast<std::size_t>(chip - s.accelerators.begin()));
  }
  if (!s.chain.own_chips.empty())
    work.meaning.assumptions.push_back(
        "The development of an own chip is paid in full in the years of its spread; what use it has after the plan's "
        "end is not credited. A chip that is made needs the same upkeep as one that is bought.");
}

}  // namespace gigaplan::compile
