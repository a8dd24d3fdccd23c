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

int source_slice(const Frame& frame, std::size_t store, std::size_t s) {
  const auto& thing = nth(frame.network.stores, store);
  if (thing.per_period) return thing.cyclic ? static_cast<int>(s) : -1;
  int before = -1, last = -1;
  for (std::size_t q = 0; q < frame.slices().size(); ++q) {
    if (frame.slices()[q].scenario != frame.slices()[s].scenario || frame.layout.level[store][q] == nowhere) continue;
    last = static_cast<int>(q);
    if (q < s) before = last;
  }
  if (before >= 0) return before;
  return thing.cyclic ? last : -1;
}

Before level_before(const Frame& frame, std::size_t store, std::size_t s, int i) {
  const auto& thing = nth(frame.network.stores, store);
  const auto& slice = frame.slices()[s];
  const auto first = frame.layout.level[store][s];
  if (!slice.calendar.day.empty()) {
    const int hours = slice.calendar.snapshots_per_day;
    if (i % hours != 0) return {first + i - 1, 0};
    if (thing.linked) return {};
    return thing.cyclic ? Before{first + i + hours - 1, 0} : Before{nowhere, thing.before(slice.scenario)};
  }
  if (i > 0) return {first + i - 1, 0};
  const int source = source_slice(frame, store, s);
  if (source < 0) return {nowhere, thing.before(slice.scenario)};
  return {frame.layout.level[store][at(source)] + frame.slices()[at(source)].count - 1, 0};
}

}  // namespace gigaplan::formulate
