// Which rows and columns lie in the hours and which in the border.
//
// Every column starts in its own block (the hour, or the border). A row lies in the last hour of its columns when these
// lie in one hour or in two neighbouring hours of one chain; a row that reaches further (the first hour of a cyclic
// store, a daily budget, a link between scenarios) goes to the border, and so does a row without hourly columns. A
// column that makes `far_rows_for_border` rows or more reach far goes to the border instead of those rows. So a column
// of hour t lies in rows of hours t and t + 1 and of the border only, which makes the elimination a chain.
#pragma once
#include <string>

#include "gigaplan/solve/block_ipm/presolve.hpp"

namespace gigaplan::block_ipm {

inline constexpr int far_rows_for_border = 3;

struct Structure {
  std::vector<Index> column_block;  ///< hour or program::border
  std::vector<Index> row_block;
  std::vector<Index> hourly_entries;  ///< of every row: how many of its columns lie in hours
};

[[nodiscard]] Structure analyse(const Rows& rows, std::vector<Index> column_block,
                                const std::vector<Index>& chain_of_block);

}  // namespace gigaplan::block_ipm
