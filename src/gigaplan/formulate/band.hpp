// A band: activity, power, level or flow held between two multiples of a capacity.
//
//     lower[i] · C[i]  ≤  x[i]  ≤  upper[i] · C[i],        C[i] = Σ share · cap[asset, p] + rating[i]
//
// Where C is a number the band is a pair of column bounds, unless an outage takes a share of it away. Where C is
// decided, only the rows that say something are written, and what follows from C ≥ 0 alone (upper 0: nothing; lower ≥
// 0: no negative x) becomes a column bound.
#pragma once
#include <string>

#include "gigaplan/formulate/frame.hpp"

namespace gigaplan::formulate {

/// One run of columns with its limits; position from + i of the axis for the i-th column.
struct Band {
  std::int32_t first = nowhere;
  int from = 0, count = 0;
  program::Axis axis = program::Axis::snapshot;
  Expression capacity;                      ///< of this period, without `rating`
  const network::Series* rating = nullptr;  ///< by position; none: 0
  int rating_at = -1;                       ///< ≥ 0: this element of `rating` for the whole run
  const network::Series* lower = nullptr;   ///< none: 0
  const network::Series* upper = nullptr;
  bool mirrored = false;        ///< lower = −upper
  std::int32_t away = nowhere;  ///< first column of what an outage takes from C, or of the outage where C is a number …
  bool away_whole = false;      ///< … the latter
  double away_share = 0;        ///< share of it that counts

  [[nodiscard]] double low(int i) const {
    if (mirrored) return -upper->at(at(from + i));
    return lower == nullptr ? 0 : lower->at(at(from + i));
  }
  [[nodiscard]] double high(int i) const { return upper->at(at(from + i)); }
  /// Enters factor · (what an outage takes from C).
  void enter_away(program::Builder& builder, int i, double factor) const {
    if (away != nowhere) builder.entry(away + i, factor * away_share * (away_whole ? constant(i) : 1));
  }
  /// The fixed part of C.
  [[nodiscard]] double constant(int i) const {
    if (rating == nullptr) return capacity.constant;
    return capacity.constant + rating->at(at(rating_at >= 0 ? rating_at : from + i));
  }
};

/// Sets the column bounds of a band.
void bound_columns(Frame& frame, const Band& band);

/// Writes the rows of a band, of the kinds `upper` and `lower`, wherever C is decided and the limit says something.
void limit_rows(Frame& frame, const Band& band, Row upper, Row lower, const std::string& member,
                const std::string& unit);

/// Writes x[i] = given[i] wherever a value is given (not NaN).
void fix_rows(Frame& frame, std::int32_t first, int from, int count, program::Axis axis, const network::Series& given,
              Row kind, const std::string& member, const std::string& unit);

/// Calls run(i, length) for every longest stretch of positions 0 … count − 1 for which needed(i) holds.
template <class Needed, class Stretch>
void for_stretches(int count, Needed needed, Stretch run) {
  for (int i = 0; i < count;) {
    if (!needed(i)) {
      ++i;
      continue;
    }
    int end = i + 1;
    while (end < count && needed(end)) ++end;
    run(i, end - i);
    i = end;
  }
}

}  // namespace gigaplan::formulate
