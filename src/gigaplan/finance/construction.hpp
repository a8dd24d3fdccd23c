// Paying for construction: debt and equity in a fixed proportion, interest during construction paid from both.
#pragma once
#include <span>

#include "gigaplan/finance/years.hpp"

namespace gigaplan::finance {

struct Construction {
  Years drawn, interest, equity, balance;  ///< of the debt and the owners' part, 0 from operation on
};

/// Year by year until operation:  need(t) is what debt and equity pay besides the interest of the debt,
///     interest(t) = r · (balance(t−1) + ½ drawn(t)),   drawn(t) = share · (need(t) + interest(t)),
/// which gives  drawn(t) = share · (need(t) + r · balance(t−1)) / (1 − ½ share · r).
/// A negative need draws nothing and goes to the owners. share in [0, 1], r [1/yr].
[[nodiscard]] Construction pay_construction(std::span<const double> need, int operation, double share, double interest);

}  // namespace gigaplan::finance
