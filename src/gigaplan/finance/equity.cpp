#include "gigaplan/finance/equity.hpp"

#include <algorithm>

#include "gigaplan/finance/returns.hpp"

namespace gigaplan::finance {

std::vector<OwnerReturn> split_among_owners(const std::vector<OwnerClass>& owners, std::span<const double> contributed,
                                            std::span<const double> distributed) {
  const int last = static_cast<int>(contributed.size()) - 1;
  double contributing = 0, sharing = 0;
  for (const OwnerClass& owner : owners) contributing += owner.contributes, sharing += owner.shares;
  std::vector<OwnerReturn> out;
  for (const OwnerClass& owner : owners) out.push_back({owner.name, zeros(last), zeros(last), zeros(last), {}});
  std::vector<double> balance(owners.size(), 0.0);
  for (std::size_t t = 0; t < contributed.size(); ++t) {
    double owed = 0;
    for (std::size_t i = 0; i < owners.size(); ++i) {
      out[i].contributed[t] = contributed[t] * owners[i].contributes / contributing;
      if (owners[i].preferred_return > 0)
        balance[i] = balance[i] * (1 + owners[i].preferred_return) + out[i].contributed[t];
      owed += balance[i];
    }
    const double served = owed > 0 ? std::min(1.0, distributed[t] / owed) : 0;
    const double rest = distributed[t] - served * owed;
    for (std::size_t i = 0; i < owners.size(); ++i) {
      out[i].distributed[t] = served * balance[i] + rest * owners[i].shares / sharing;
      balance[i] *= 1 - served;
      out[i].preferred_balance[t] = balance[i];
    }
  }
  for (OwnerReturn& owner : out) {
    Years flow = owner.distributed;
    for (std::size_t t = 0; t < flow.size(); ++t) flow[t] -= owner.contributed[t];
    owner.irr = internal_rate_of_return(flow);
  }
  return out;
}

}  // namespace gigaplan::finance
