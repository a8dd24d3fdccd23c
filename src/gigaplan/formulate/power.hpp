// What a store gives to its node.
#pragma once
#include "gigaplan/formulate/levels.hpp"

namespace gigaplan::formulate {

/// Enters factor · (power given − power taken) of a store in the i-th snapshot of slice s into the open row, and
/// returns the constant part.   With power of its own: out − in. Free: (keep^τ e[h−1] − e[h]) / τ + inflow − spill.
double enter_net_power(Frame& frame, std::size_t store, std::size_t s, int i, double factor);

/// The same for a free store, for any receiver of (column, coefficient); returns the constant part.
template <class Receiver>
double free_power(const Frame& frame, std::size_t k, std::size_t s, int i, double factor, Receiver receive) {
  const auto& store = nth(frame.network.stores, k);
  const int h = frame.slices()[s].first + i;
  const double tau = frame.snapshot(h).elapsed, left = keep(store, h, tau);
  const auto before = level_before(frame, k, s, i);
  if (before.column != nowhere) receive(before.column, factor * left / tau);
  receive(frame.layout.level[k][s] + i, -factor / tau);
  if (frame.layout.spill[k][s] != nowhere) receive(frame.layout.spill[k][s] + i, -factor);
  return factor * (left * before.level / tau + store.inflow.at(at(h)));
}

}  // namespace gigaplan::formulate
