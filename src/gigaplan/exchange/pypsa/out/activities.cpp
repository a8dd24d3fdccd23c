// Activities become processes of PyPSA. A yearly one runs in the first snapshot of each period only, with x = y, the
// activity of the year: ports coefficient / τ, cost / ω.
//
//   lower · C ≤ x ≤ upper · C,   C = rating + Σ share · cap
//
// A number C is the p_nom of the process, infinite C an extendable p_nom without cost. Where assets decide it, the
// process takes its activity from a bus of room, which the assets fill with upper · share · cap and a load of
// −upper · rating; what is not used vanishes.
#include <algorithm>
#include <cmath>

#include "gigaplan/exchange/pypsa/out/parts.hpp"

namespace gigaplan::exchange::pypsa::out {

void Exporting::activity(Unit made, const Band& band, const std::vector<bool>& active) {
  Numbers upper(count()), lower(count()), rating(count());
  for (std::size_t h = 0; h < count(); ++h) {
    const bool here = active.empty() || active[period_[h]];
    rating[h] = band.rating.at(band.rating_by_period ? period_[h] : h);
    upper[h] = here ? band.upper->at(h) : 0;
    lower[h] = here && band.lower != nullptr ? band.lower->at(h) : 0;
  }
  if (std::ranges::any_of(rating, [](double c) { return std::isinf(c); })) {
    for (std::size_t h = 0; h < count(); ++h) {  // an infinite multiple is infinite; nothing of it is nothing
      upper[h] = upper[h] > 0 ? 1 : 0;
      lower[h] = lower[h] < 0 ? -1 : 0;
    }
    made.numbers["p_nom_extendable"] = 1;
  } else if (band.shares.empty()) {
    const double most = std::max(1e-300, *std::ranges::max_element(rating));
    for (std::size_t h = 0; h < count(); ++h) upper[h] *= rating[h] / most, lower[h] *= rating[h] / most;
    made.numbers["p_nom"] = most == 1e-300 ? 0 : most;
  } else {
    const auto room = bus("room of " + made.name, "room", "");
    made.legs.push_back({room, all(-1)});
    for (const auto& share : band.shares) {
      Leg filled{room, upper};
      for (double& v : filled.rate) v *= share.share;
      claims_[share.asset.index].push_back(std::move(filled));
    }
    Numbers fixed(count());
    for (std::size_t h = 0; h < count(); ++h) fixed[h] = -upper[h] * rating[h];
    load(room, std::move(fixed));
    slack(room, -1, all(1));
    upper = all(1);
    made.numbers["p_nom_extendable"] = 1;
  }
  made.lower = std::move(lower);
  made.upper = std::move(upper);
  unit(std::move(made));
}

void Exporting::processes() {
  for (const auto& process : net_.processes) {
    if (process.yearly) {
      yearly_process(process);
      continue;
    }
    Unit made{.name = process.name,
              .carrier = process.carrier,
              .legs = {},
              .numbers = {},
              .lower = {},
              .upper = {},
              .cost = {}};
    for (const auto& port : process.ports) made.legs.push_back(leg(port.node, port.coefficient));
    for (std::size_t h = 0; h < count(); ++h) made.cost.push_back(process.cost.at(h));
    activity(std::move(made),
             {.lower = &process.lower,
              .upper = &process.upper,
              .shares = process.capacity,
              .rating = process.rating,
              .rating_by_period = process.rating_by_period},
             process.active);
  }
}

void Exporting::yearly_process(const network::Process& process) {
  Unit made{.name = process.name,
            .carrier = process.carrier,
            .legs = {},
            .numbers = {},
            .lower = {},
            .upper = {},
            .cost = none()};
  const auto in_first_snapshots = [&](const network::Series& by_period, const auto& factor) {
    Numbers values = none();
    for (std::size_t p = 0; p < net_.periods(); ++p) {
      const auto h = slices_[p].first;
      values[h] = by_period.at(p) * factor(p, h);
    }
    return values;
  };
  const auto same = [](std::size_t, std::size_t) { return 1.0; };
  for (const auto& port : process.ports) {
    const auto n = static_cast<std::size_t>(port.node.index);
    const auto& node = net_.nodes[port.node];
    const bool by_years = node.speed == network::Speed::stock || node.whole_horizon;
    made.legs.push_back({buses_[n], in_first_snapshots(port.coefficient, [&](std::size_t p, std::size_t h) {
                           return scale_[n] * (by_years ? net_.horizon.periods[p].years : 1) / tau(h);
                         })});
  }
  made.cost =
      in_first_snapshots(process.cost, [&](std::size_t, std::size_t h) { return 1 / net_.horizon.snapshots[h].cost; });
  const network::Series lower = in_first_snapshots(process.lower, same),
                        upper = in_first_snapshots(process.upper, same);
  activity(std::move(made),
           {.lower = &lower,
            .upper = &upper,
            .shares = process.capacity,
            .rating = process.rating,
            .rating_by_period = process.rating_by_period || !process.rating.constant()},
           process.active);
}

}  // namespace gigaplan::exchange::pypsa::out
