// What a stream of money returns: present value, rate of return, payback, levelised price.
#pragma once
#include <optional>
#include <span>

#include "gigaplan/finance/years.hpp"

namespace gigaplan::finance {

/// Present value of the years 1 … last (year 0 is not in it):
///     PV = Σ_{t=1..last} flow(t) / (1 + rate)^t
/// flow [money], rate [1/yr] ≠ −1 (at −1 the factor is taken as 1), last < flow.size().
[[nodiscard]] double present_value(std::span<const double> flow, double rate, int last);
[[nodiscard]] double present_value(std::span<const double> flow, double rate);

/// NPV = flow(0) + PV(flow, rate).
[[nodiscard]] double net_present_value(std::span<const double> flow, double rate);

/// The rate r at which flow(0) + PV(flow, r) = 0, by Brent's method; nothing when no rate in (−0.99, 1000) solves it.
/// With several roots the one nearest to zero is returned.
[[nodiscard]] std::optional<double> internal_rate_of_return(std::span<const double> flow);

/// The rate of return as SAM iterates it (chord method, residual below 1e-6 of the largest flow), for years 0 … last.
/// NaN where it does not converge or flow(0) > 0. Use it only to equal SAM: the value is as exact as its residual.
/// Starts, in this order: −½b ± ½√(b² − 4c) with b = 2 + f1/f0, c = 1 + f1/f0 + f2/f0; 0.1; −0.1; 0.
[[nodiscard]] double chord_rate_of_return(std::span<const double> flow, int last);

/// Years until the running sum of `flow` (from year 0) is no longer negative, linear within a year; nothing if never.
[[nodiscard]] std::optional<double> payback_years(std::span<const double> flow);

/// Price that pays for `cost` when `amount` is sold, both discounted:  PV(cost) / PV(amount), year 0 of cost included.
/// With the nominal rate below and above it is the nominal price; real: nominal above, real below. 0 when nothing is
/// sold.
[[nodiscard]] double levelised_price(std::span<const double> cost, std::span<const double> amount, double rate_of_cost,
                                     double rate_of_amount);

/// (1 + real) (1 + inflation) − 1.
[[nodiscard]] inline double nominal_rate(double real, double inflation) { return (1 + inflation) * (1 + real) - 1; }

}  // namespace gigaplan::finance
