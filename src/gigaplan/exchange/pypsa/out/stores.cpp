// Stores: the level on a bus of its own, with processes that charge and discharge it.
//
//   e[h] = k e[h−1] + τ u[h],  k = keep^τ,  0 ≤ e ≤ K
//   e before the first hour of a block (slice, representative day) = e after its last
//
// PyPSA knows no cyclic days. So the level inside starts every block empty; an opening level A, a unit that is extended
// without cost, comes in the first hour (k A) and goes in the last (−A), after which the store must be empty:
// e[last] = A. A is within the limits of e[last]. Where assets decide K, a second store holds the space K − e:
//
//   space[h] = k space[h−1] + (1 − k) K − τ u[h],   K − k A in the first hour (with −τ u),   A − K in the last
//
// with the same loss; it is never below zero, so e ≤ K. A ≤ K is a bus of its own in the last hour.
#include <algorithm>
#include <cmath>

#include "gigaplan/exchange/pypsa/out/parts.hpp"

namespace gigaplan::exchange::pypsa::out {
namespace {

double keep(const network::Store& store, std::size_t h, double tau) { return std::pow(1 - store.loss.at(h), tau); }

}  // namespace

void Exporting::stores() {
  for (const auto& thing : net_.stores) store(thing);
}

void Exporting::store(const network::Store& store) {
  const bool sized = !store.level.empty();
  const auto inside = bus("inside of " + store.name, store.carrier, store.unit);
  const auto space = sized ? bus("space of " + store.name, "space", store.unit) : std::string();
  Numbers lower(count()), upper(count()), loss(count());
  bool endless = sized;
  for (std::size_t h = 0; h < count(); ++h) {
    const double rating = sized ? 0 : store.level_rating.at(h);
    endless = endless || std::isinf(rating);
    lower[h] = store.level_lower.is(0) ? 0 : store.level_lower.at(h) * rating;
    upper[h] = sized ? 1 : store.level_upper.at(h) * rating;
    loss[h] = store.loss.at(h);
  }
  const auto level = [&](const std::string& at, double most, Numbers from, Numbers to) {
    for (const auto& block : blocks_) from[block.last] = 0, to[block.last] = 0;
    Row& made = row("stores", at);
    made.texts["bus"] = at;
    made.texts["carrier"] = store.carrier;
    if (std::isinf(most))
      made.numbers["e_nom_extendable"] = 1;
    else
      made.numbers["e_nom"] = most;
    for (double& v : from) v /= std::isinf(most) ? 1 : most;
    for (double& v : to) v /= std::isinf(most) ? 1 : most;
    put(made, "e_min_pu", std::move(from));
    put(made, "e_max_pu", std::move(to));
    put(made, "standing_loss", loss);
  };
  // A level that nothing limits has an extendable store; limits by hour are shares of the highest.
  const double most = endless ? network::unlimited : std::max(1e-9, *std::ranges::max_element(upper));
  level(inside, most, endless ? none() : lower, endless ? all(1) : upper);
  if (sized) level(space, network::unlimited, none(), all(1));

  const auto room = sized ? bus("opening of " + store.name, "room", store.unit) : std::string();
  for (const auto& block : blocks_) {
    const double k = keep(store, block.first, tau(block.first));
    Leg into{inside, none()}, out_of{space, none()}, within{room, none()};
    into.rate[block.first] += k / tau(block.first);
    into.rate[block.last] -= 1 / tau(block.last);
    for (std::size_t h = 0; h < count(); ++h) out_of.rate[h] = -into.rate[h];
    within.rate[block.last] = -1;
    Unit opening{.name = "opening level of " + store.name,
                 .carrier = store.carrier,
                 .legs = {std::move(into)},
                 .numbers = {{"p_nom_extendable", 1}},
                 .lower = all(1),
                 .upper = all(1),
                 .cost = {}};
    if (sized) opening.legs.push_back(std::move(out_of)), opening.legs.push_back(std::move(within));
    if (!endless) opening.numbers["p_nom_min"] = lower[block.last], opening.numbers["p_nom_max"] = upper[block.last];
    unit(std::move(opening));
  }
  if (sized) {
    Leg filled{space, none()}, opened{room, none()};
    for (std::size_t h = 0; h < count(); ++h) filled.rate[h] = (1 - keep(store, h, tau(h))) / tau(h);
    for (const auto& block : blocks_) {
      filled.rate[block.first] = 1 / tau(block.first);
      filled.rate[block.last] -= 1 / tau(block.last);
      opened.rate[block.last] = 1;
    }
    slack(room, -1, opened.rate);
    for (const auto& share : store.level) {
      for (auto leg : {filled, opened}) {
        for (double& rate : leg.rate) rate *= share.share;
        claims_[share.asset.index].push_back(std::move(leg));
      }
    }
  }
  store_powers(store, inside, space);
}

void Exporting::store_powers(const network::Store& store, const std::string& inside, const std::string& space) {
  const auto make = [&](const char* what, Numbers rate, network::NodeId node, double sign,
                        const network::Series& cost) {
    Unit made{.name = what + store.name,
              .carrier = store.carrier,
              .legs = {},
              .numbers = {},
              .lower = {},
              .upper = {},
              .cost = {}};
    if (node.valid()) made.legs.push_back(leg(node, sign));
    made.legs.push_back({inside, rate});
    for (double& v : rate) v = -v;
    if (!space.empty()) made.legs.push_back({space, std::move(rate)});
    for (std::size_t h = 0; h < count(); ++h) made.cost.push_back(cost.at(h));
    return made;
  };
  Numbers gain(count()), drain(count()), inflow(count()), outflow(count());
  for (std::size_t h = 0; h < count(); ++h) {
    gain[h] = store.charge_efficiency.at(h);
    drain[h] = -1 / store.discharge_efficiency.at(h);
    inflow[h] = -store.inflow.at(h);
    outflow[h] = store.inflow.at(h);
  }
  const network::Series one = 1.0, minus_one = -1.0;
  if (store.free) {
    activity(make("net power of ", all(-1), store.node, 1, store.discharge_cost),
             {.lower = &minus_one, .upper = &one, .shares = {}, .rating = network::unlimited}, {});
  } else {
    activity(make("charge of ", gain, store.node, -1, store.charge_cost),
             {.upper = &store.charge_upper, .shares = store.power, .rating = store.power_rating}, {});
    activity(make("discharge of ", drain, store.discharge_node.valid() ? store.discharge_node : store.node, 1,
                  store.discharge_cost),
             {.upper = &store.discharge_upper, .shares = store.power, .rating = store.power_rating}, {});
  }
  load(inside, inflow);
  if (!space.empty()) load(space, outflow);
  if (!store.may_spill) return;
  for (double& v : outflow) v = std::max(0.0, v);
  activity(make("spill of ", all(-1), {}, 1, store.spill_cost), {.upper = &one, .shares = {}, .rating = outflow}, {});
}

}  // namespace gigaplan::exchange::pypsa::out
