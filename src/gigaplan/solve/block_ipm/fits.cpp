#include <fmt/format.h>

#include "gigaplan/solve/block_ipm/block_ipm.hpp"
#include "gigaplan/solve/block_ipm/structure.hpp"

namespace gigaplan::block_ipm {
namespace {

constexpr Index most_border = 4000;
constexpr double most_work = 3e12;    // multiplications of one factorisation
constexpr double most_memory = 16e9;  // bytes of its factors

}  // namespace

bool fits_block_ipm(const program::Program& p, std::string* why_not) {
  const auto refuse = [&](std::string text) {
    if (why_not != nullptr) *why_not = std::move(text);
    return false;
  };
  if (p.has_integers()) return refuse("it has whole-number columns");
  if (p.blocks() == 0) return refuse("it has no blocks along the snapshot axis");
  for (const double q : p.quadratic) {
    if (p.maximise ? q > 0 : q < 0) return refuse("its quadratic cost is not convex");
  }
  const Rows rows{p.start, p.column, p.value};
  const auto s = analyse(rows, p.column_blocks(), p.chain_of_block);
  std::vector<Index> rows_of_hour(static_cast<std::size_t>(p.blocks()), 0);
  Index border = 0;
  for (const Index block : s.column_block) border += block < 0 ? 1 : 0;
  for (Index i = 0; i < p.rows(); ++i) {
    const bool becomes_bound_or_pair = s.hourly_entries[i] <= 1 && p.row_lower[i] < p.row_upper[i];
    if (becomes_bound_or_pair || p.start[i + 1] - p.start[i] <= 1) continue;
    if (s.row_block[i] < 0) {
      ++border;
    } else {
      ++rows_of_hour[s.row_block[i]];
    }
  }
  double work = 0;
  double memory = 0;
  for (const double m : rows_of_hour) {
    work += m * m * m / 3 + m * m * border / 2 + m * border * static_cast<double>(border) / 2;
    memory += 12 * m * m;
  }
  if (border > most_border) return refuse(fmt::format("{} columns and rows reach over many hours", border));
  if (work > most_work || memory > most_memory) {
    return refuse(
        fmt::format("an hour has too many rows ({:.0f} on average)", p.rows() / static_cast<double>(p.blocks())));
  }
  return true;
}

}  // namespace gigaplan::block_ipm
