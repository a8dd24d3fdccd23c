// How a store's level follows in time: what lies before each snapshot, and how much of it is left.
#pragma once
#include <string>

#include "gigaplan/formulate/families.hpp"

namespace gigaplan::formulate {

/// The level before a snapshot: a column, or (column nowhere) a number.
struct Before {
  std::int32_t column = nowhere;
  double level = 0;
};

/// Level of the store before the i-th snapshot of slice s: inside a chain the snapshot before; at its head what
/// `cyclic`, `initial` and `per_period` say. On representative days each day is a chain: a linked store counts from 0
/// (the level is relative to the day's start), any other ends as it began, or begins with `initial`.
[[nodiscard]] Before level_before(const Frame& frame, std::size_t store, std::size_t s, int i);

/// The slice whose end is the level before the first snapshot of slice s: s itself (a cycle), the one before of the
/// same scenario in which the store is active, the last such (a cycle over all periods); −1: none, the level is
/// `initial`.
[[nodiscard]] int source_slice(const Frame& frame, std::size_t store, std::size_t s);

/// keep^τ = (1 − loss)^τ: share of the level that is left after snapshot h.
[[nodiscard]] double keep(const network::Store& store, int h, double elapsed);

/// Name of the store in the families of calendar days: with the slice's number where there are several.
[[nodiscard]] std::string linked_member(const Frame& frame, std::size_t store, std::size_t s);

/// True where the store's level is carried through the calendar of the slice.
[[nodiscard]] bool linked_in(const network::Store& store, const network::Slice& slice);

}  // namespace gigaplan::formulate
