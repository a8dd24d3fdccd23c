#include "gigaplan/solve/block_ipm/structure.hpp"

#include <algorithm>

namespace gigaplan::block_ipm {
namespace {

struct Reach {
  Index first = program::border;
  Index last = program::border;
  Index hourly = 0;
};

Reach reach_of(const Rows& rows, Index i, const std::vector<Index>& column_block) {
  Reach reach;
  for (Index q = rows.start[i]; q < rows.start[i + 1]; ++q) {
    const Index block = column_block[rows.column[q]];
    if (block < 0) continue;
    reach.first = reach.hourly == 0 ? block : std::min(reach.first, block);
    reach.last = std::max(reach.last, block);
    ++reach.hourly;
  }
  return reach;
}

bool is_far(const Reach& reach, const std::vector<Index>& chain_of_block) {
  if (reach.hourly == 0) return false;
  return reach.last - reach.first > 1 || chain_of_block[reach.first] != chain_of_block[reach.last];
}

}  // namespace

Structure analyse(const Rows& rows, std::vector<Index> column_block, const std::vector<Index>& chain_of_block) {
  // Columns whose hour differs from most hours of a far row are to blame for it; count these rows for each column.
  std::vector<Index> blamed(column_block.size(), 0);
  for (Index i = 0; i < rows.count(); ++i) {
    const auto reach = reach_of(rows, i, column_block);
    if (!is_far(reach, chain_of_block)) continue;
    for (Index q = rows.start[i]; q < rows.start[i + 1]; ++q) {
      if (column_block[rows.column[q]] >= 0 && reach.hourly <= 8) ++blamed[rows.column[q]];
    }
  }
  for (std::size_t j = 0; j < column_block.size(); ++j) {
    if (blamed[j] >= far_rows_for_border) column_block[j] = program::border;
  }

  Structure s;
  s.row_block.resize(static_cast<std::size_t>(rows.count()));
  s.hourly_entries.resize(s.row_block.size());
  for (Index i = 0; i < rows.count(); ++i) {
    const auto reach = reach_of(rows, i, column_block);
    s.hourly_entries[i] = reach.hourly;
    s.row_block[i] = is_far(reach, chain_of_block) ? program::border : reach.last;
  }
  s.column_block = std::move(column_block);
  return s;
}

}  // namespace gigaplan::block_ipm
