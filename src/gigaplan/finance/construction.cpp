#include "gigaplan/finance/construction.hpp"

#include <algorithm>

namespace gigaplan::finance {

Construction pay_construction(std::span<const double> need, int operation, double share, double interest) {
  const int last = static_cast<int>(need.size()) - 1;
  Construction out{zeros(last), zeros(last), zeros(last), zeros(last)};
  for (int t = 0; t < operation; ++t) {
    const double before = t > 0 ? out.balance[t - 1] : 0;
    out.drawn[t] = std::max(0.0, share * (need[t] + interest * before) / (1 - share * interest / 2));
    out.interest[t] = interest * (before + out.drawn[t] / 2);
    out.equity[t] = need[t] + out.interest[t] - out.drawn[t];
    out.balance[t] = before + out.drawn[t];
  }
  return out;
}

}  // namespace gigaplan::finance
