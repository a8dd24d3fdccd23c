#include "gigaplan/finance/construction.hpp"

#include <algorithm>

namespace gigaplan::finance {

Construction pay_construction(std::span<const double> need, int operation, const Drawing& debt) {
  const int last = static_cast<int>(need.size()) - 1;
  const double net = debt.interest - debt.commitment_fee;  // what drawing costs more than not drawing
  Construction out{zeros(last), zeros(last), zeros(last), zeros(last), zeros(last)};
  for (int t = 0; t < operation; ++t) {
    const double before = t > 0 ? out.balance[t - 1] : 0;
    out.drawn[t] = std::max(
        0.0, debt.share * (need[t] + debt.commitment_fee * debt.amount + net * before) / (1 - debt.share * net / 2));
    const double mean = before + out.drawn[t] / 2;
    out.interest[t] = debt.interest * mean;
    out.commitment[t] = debt.commitment_fee * (debt.amount - mean);
    out.equity[t] = need[t] + out.interest[t] + out.commitment[t] - out.drawn[t];
    out.balance[t] = before + out.drawn[t];
  }
  return out;
}

}  // namespace gigaplan::finance
