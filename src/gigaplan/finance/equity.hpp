// Owners of several classes: who pays in, who is paid first.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "gigaplan/finance/years.hpp"

namespace gigaplan::finance {

/// A class of owners, e.g. a sovereign fund with a preferred return beside private equity.
struct OwnerClass {
  std::string name;
  double contributes = 1;       ///< [1] of every contribution
  double preferred_return = 0;  ///< [1/yr] on what it has paid in, before anything is shared; 0: none
  double shares = 1;            ///< [1] of what is left after preferred returns
};

struct OwnerReturn {
  std::string name;
  Years contributed, distributed, preferred_balance;
  std::optional<double> irr;
};

/// Splits contributions and distributions (both >= 0) over the classes. A class with a preferred return p has the
/// balance
///     B(t) = B(t−1) (1 + p) + paid in(t) − preferred(t) >= 0,
/// and distributions first serve these balances, in proportion where they do not suffice; the rest follows `shares`.
/// `contributes` and `shares` are taken relative to their sums.
[[nodiscard]] std::vector<OwnerReturn> split_among_owners(const std::vector<OwnerClass>& owners,
                                                          std::span<const double> contributed,
                                                          std::span<const double> distributed);

}  // namespace gigaplan::finance
