// Paying for construction: debt and equity in a fixed proportion, interest during construction paid from both.
#pragma once
#include <span>

#include "gigaplan/finance/years.hpp"

namespace gigaplan::finance {

struct Construction {
  Years drawn, interest, commitment, equity, balance;  ///< of the debt and the owners' part, 0 from operation on
};

/// What the debt pays and costs until operation.
struct Drawing {
  double share = 0;           ///< [1] of the need, interest and commitment fee included; in [0, 1]
  double interest = 0;        ///< r [1/yr]
  double commitment_fee = 0;  ///< c [1/yr] of what is not yet drawn
  double amount = 0;          ///< D [money] the whole debt, in the end drawn
};

/// Year by year until operation:  need(t) is what debt and equity pay besides interest and commitment fee of the debt,
///     interest(t) = r · (balance(t−1) + ½ drawn(t)),   commitment(t) = c · (D − balance(t−1) − ½ drawn(t)),
///     drawn(t) = share · (need(t) + interest(t) + commitment(t)),
/// which gives  drawn(t) = share · (need(t) + c · D + (r − c) · balance(t−1)) / (1 − ½ share · (r − c)).
/// A negative need draws nothing and goes to the owners.
[[nodiscard]] Construction pay_construction(std::span<const double> need, int operation, const Drawing& debt);

}  // namespace gigaplan::finance
