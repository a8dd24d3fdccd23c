#include "gigaplan/formulate/levels.hpp"

#include <cmath>

namespace gigaplan::formulate {

bool linked_in(const network::Store& store, const network::Slice& slice) {
  return store.linked && !slice.calendar.day.empty();
}

std::string linked_member(const Frame& frame, std::size_t store, std::size_t s) {
  const auto& name = nth(frame.network.stores, store).name;
  return frame.slices().size() == 1 ? name : name + "," + std::to_string(s);
}

double keep(const network::Store& store, int h, double elapsed) {
  const double left = 1 - store.loss.at(at(h));
  if (left == 1 || elapsed == 1) return left;
  return std::pow(left, elapsed);
}

int slice_before(const Frame& frame, std::size_t store, std::size_t s) {
  for (auto q = static_cast<int>(s) - 1; q >= 0; --q)
    if (frame.slices()[at(q)].scenario == frame.slices()[s].scenario && frame.layout.level[store][at(q)] != nowhere)
      return q;
  return -1;
}

int last_slice(const Frame& frame, std::size_t store, std::size_t s) {
  int last = -1;
  for (std::size_t q = 0; q < frame.slices().size(); ++q)
    if (frame.slices()[q].scenario == frame.slices()[s].scenario && frame.layout.level[store][q] != nowhere)
      last = static_cast<int>(q);
  return last;
}

Before level_before(const Frame& frame, std::size_t store, std::size_t s, int i) {
  const auto& thing = nth(frame.network.stores, store);
  const auto& slice = frame.slices()[s];
  const auto first = frame.layout.level[store][s];
  if (!slice.calendar.day.empty()) {
    const int hours = slice.calendar.snapshots_per_day;
    if (i % hours != 0) return {first + i - 1, 0};
    if (thing.linked) return {};
    return thing.cyclic ? Before{first + i + hours - 1, 0} : Before{nowhere, thing.initial};
  }
  if (i > 0) return {first + i - 1, 0};
  int source = static_cast<int>(s);
  if (!thing.per_period) {
    source = slice_before(frame, store, s);
    if (source < 0) source = thing.cyclic ? last_slice(frame, store, s) : -1;
  } else if (!thing.cyclic) {
    source = -1;
  }
  if (source < 0) return {nowhere, thing.initial};
  return {frame.layout.level[store][at(source)] + frame.slices()[at(source)].count - 1, 0};
}

}  // namespace gigaplan::formulate
