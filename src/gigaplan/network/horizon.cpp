#include "gigaplan/network/horizon.hpp"

#include <cstddef>

namespace gigaplan::network {

std::vector<int> Horizon::slice_of_snapshot() const {
  std::vector<int> of(snapshots.size(), -1);
  for (std::size_t s = 0; s < slices.size(); ++s)
    for (int i = 0; i < slices[s].count; ++i) of[static_cast<std::size_t>(slices[s].first + i)] = static_cast<int>(s);
  return of;
}

int Horizon::period_of(double year) const {
  int last = -1;
  for (std::size_t p = 0; p < periods.size(); ++p)
    if (periods[p].first_year <= year) last = static_cast<int>(p);
  return last;
}

Horizon Horizon::hours(int n) {
  Horizon horizon;
  horizon.snapshots.resize(static_cast<std::size_t>(n));
  for (int h = 0; h < n; ++h) horizon.snapshots[static_cast<std::size_t>(h)].label = "h" + std::to_string(h);
  horizon.slices = {{.period = 0, .scenario = 0, .first = 0, .count = n, .calendar = {}}};
  return horizon;
}

}  // namespace gigaplan::network
