// Activities become processes of PyPSA.
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

}  // namespace gigaplan::exchange::pypsa::out
