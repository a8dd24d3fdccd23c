// What is built costs every year that it stands:
//
//     Σ_p δ_p [ Σ_a Σ_{v alive in p} ( annual_cost[a,v,p] · build[a,v] − saved[a] · Σ_{q ≤ p} retired[a,v,q] )
//               + constant_cost[a] ]
//
// δ_p sum of the discount factors of the period's years, annual_cost [money / unit / year] annuity and fixed cost,
// saved [money / unit / year] the part that ends with early closing, constant_cost [money / year] what is paid in any
// case.
#include "gigaplan/formulate/vintages.hpp"

namespace gigaplan::formulate {

void costs::investment(const Frame& frame, Costs& costs) {
  const auto& network = frame.network;
  costs.constant += network.constant_cost;
  for (std::size_t a = 0; a < network.assets.size(); ++a) {
    const auto& asset = nth(network.assets, a);
    for (int p = 0; p < frame.periods(); ++p) {
      const double weight = network.horizon.periods[at(p)].weight;
      costs.constant += weight * asset.constant_cost;
      for (std::size_t v = 0; v < asset.vintages.size(); ++v) {
        const auto& vintage = asset.vintages[v];
        if (!alive(vintage, p)) continue;
        costs.add(frame.layout.build[a][v], weight * by_period(vintage.annual_cost, p, 0));
        for (int q = 0; q <= p; ++q) {
          const auto retired = frame.layout.retired[a][v * network.periods() + at(q)];
          if (retired != nowhere) costs.add(retired, -weight * asset.fixed_share_saved);
        }
      }
    }
  }
}

}  // namespace gigaplan::formulate
