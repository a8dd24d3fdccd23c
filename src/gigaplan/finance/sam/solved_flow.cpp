#include <algorithm>
#include <cmath>

#include "gigaplan/finance/returns.hpp"
#include "gigaplan/finance/sam/model.hpp"

namespace gigaplan::finance::sam {
namespace {

constexpr double coarse_step = 10;  // cents/kWh

// SAM's search for the price at which the rate of return in the target year is the target. It walks in coarse steps up
// from zero (or down) until the present value at the target rate changes sign, then narrows the interval [low, high] by
// weighting its ends with the present values there:  p = (w_low · high + w_high · low) / (w_low + w_high).
// It is kept step by step as SAM has it, because the price that it stops at is only as exact as its tolerance.
class PriceSearch {
 public:
  explicit PriceSearch(const SingleOwner& in) : in_(in), low_(in.price_low), high_(in.price_high) {}

  [[nodiscard]] double next(double price) const {
    return bracketed_ ? (weight_low_ * high_ + weight_high_ * low_) / (weight_low_ + weight_high_) : price;
  }

  // Takes what the price gave; true when the search is over. `price` becomes the next to try while there is no bracket.
  bool take(const Flow& flow, double& price) {
    const auto year = static_cast<std::size_t>(in_.target_year);
    const double target = in_.target_irr_percent;
    double widest = std::max(low_, high_);
    if (widest <= in_.tolerance) widest = 1;
    if (std::abs(flow.aftertax_irr[year] - target) / std::max(target, 1.0) < in_.tolerance) return true;
    if (std::abs(low_ - high_) / widest < in_.tolerance) return true;
    const double worth = present_value(flow.aftertax_return, target / 100, in_.target_year) + flow.aftertax_return[0];
    const double weight = std::abs(worth);
    const bool met = weight < in_.tolerance;
    const bool enough = worth >= 0 || met;
    if (bracketed_) {
      set(enough, price, weight);
    } else {
      widen(enough, price, weight);
    }
    return met;
  }

 private:
  void set(bool upper, double price, double weight) {
    (upper ? high_ : low_) = price;
    (upper ? weight_high_ : weight_low_) = weight;
  }

  void widen(bool enough, double& price, double weight) {
    if (first_) downward_ = enough;
    first_ = false;
    const bool crossed = downward_ != enough;
    if (crossed) {
      // the end reached before becomes the other end
      (downward_ ? high_ : low_) = downward_ ? low_ : high_;
      (downward_ ? weight_high_ : weight_low_) = downward_ ? weight_low_ : weight_high_;
      bracketed_ = true;
    }
    set(!downward_, price, weight);
    if (!crossed) price = downward_ ? low_ - coarse_step : high_ + coarse_step;
    if (std::abs(low_ - high_) < in_.tolerance) low_ = high_ - 2 * in_.tolerance;
  }

  const SingleOwner& in_;
  double low_, high_, weight_low_ = 1, weight_high_ = 1;
  bool bracketed_ = false, downward_ = false, first_ = true;
};

}  // namespace

Flow solved_flow(const SingleOwner& in, const Fixed& fixed, double& reported_price) {
  const Loan loan = in.by_cover ? Loan{} : share_loan(in, fixed);
  double estimate = first_estimate(in, fixed);
  if (!in.solve_price) {
    reported_price = in.price.empty() ? 0 : in.price[0] * 100;
    return flow_at(in, fixed, loan, reported_price, estimate);
  }
  PriceSearch search(in);
  double price = 0, before = 0;
  Flow flow;
  for (int round = 0; round < in.rounds && price >= 0; ++round) {
    price = search.next(price);
    flow = flow_at(in, fixed, loan, price, estimate);
    estimate = flow.installed_cost;
    before = price;
    if (search.take(flow, price)) break;
  }
  reported_price = price < 0 ? before : price;
  return flow;
}

}  // namespace gigaplan::finance::sam
