// What the factorisation of the arrow knows before it sees a number: sizes, places in memory, who eliminates what.
//
// Every chain [first, last) of hours is eliminated from both ends towards a middle hour: two segments that two threads
// can take at once without extra work. The order is the same with one thread, so the answer is too.
#pragma once
#include "gigaplan/solve/block_ipm/standard_form.hpp"

namespace gigaplan::block_ipm {

/// The hours first … last − 1 of one chain.
struct Chain {
  Index first, last, middle;
  std::vector<Index> border;  ///< border numbers this chain touches, ascending; their place here is their local number
};

/// One entry of F, the border columns of an hour's rows: local row, local border number.
struct BorderEntry {
  std::uint16_t row, border;
};

struct ArrowPlan {
  std::vector<Chain> chains;
  std::vector<Index> chain_of_hour;
  std::vector<Index> local_border;  ///< chain · border_size + border number → local number in the chain, or −1
  // places of every hour (hours + 1 entries)
  std::vector<std::size_t> packed_at;  ///< L⁻¹ of the hour
  std::vector<std::size_t> link_at;    ///< X towards the hour that is eliminated next
  std::vector<std::size_t> border_at;  ///< entries of F
  std::vector<BorderEntry> entries;
  // entries of A in hourly rows and border columns, by hour
  std::vector<std::size_t> fixed_at;
  std::vector<BorderEntry> fixed_entries;
  Vector fixed_values;
  Index widest_hour = 0;    ///< most rows in an hour
  Index widest_border = 0;  ///< most border numbers in a chain

  [[nodiscard]] Index local(Index chain, Index border, Index border_size) const {
    return local_border[static_cast<std::size_t>(chain) * border_size + border];
  }
};

/// The hour that is eliminated after hour t of a chain; t itself for the middle.
[[nodiscard]] inline Index next_hour(const Chain& chain, Index t) {
  return t < chain.middle ? t + 1 : t > chain.middle ? t - 1 : t;
}

[[nodiscard]] ArrowPlan plan_arrow(const StandardForm& form);

}  // namespace gigaplan::block_ipm
