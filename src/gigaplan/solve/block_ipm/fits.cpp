#include <fmt/format.h>

#include "gigaplan/solve/block_ipm/block_ipm.hpp"
#include "gigaplan/solve/block_ipm/structure.hpp"

namespace gigaplan::block_ipm {
namespace {

constexpr Index most_met = 4000;      // border numbers that hours meet: a dense matrix
constexpr Index most_yearly = 6000;   // and those that none meets: sparse, but they may fill
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
  std::vector<char> met(s.column_block.size(), 0);  // border columns beside an hourly one
  Index border = 0;
  Index yearly = 0;
  for (Index i = 0; i < p.rows(); ++i) {
    for (Index q = p.start[i]; q < p.start[i + 1] && s.hourly_entries[i] > 0; ++q) met[p.column[q]] = 1;
    const bool inequality = p.row_lower[i] < p.row_upper[i];
    if (p.start[i + 1] - p.start[i] <= 1 || (inequality && s.hourly_entries[i] == 1)) continue;
    if (s.row_block[i] >= 0) {
      ++rows_of_hour[s.row_block[i]];
    } else if (s.hourly_entries[i] > 0) {
      ++border;
    } else {
      yearly += inequality ? 2 : 1;  // the row, and the slack of an inequality
    }
  }
  for (std::size_t j = 0; j < met.size(); ++j) {
    if (s.column_block[j] < 0) ++(met[j] ? border : yearly);
  }
  double work = 0;
  double memory = 0;
  for (const double m : rows_of_hour) {
    work += m * m * m / 3 + m * m * border / 2 + m * border * static_cast<double>(border) / 2;
    memory += 12 * m * m;
  }
  if (border > most_met) return refuse(fmt::format("{} columns and rows reach over many hours", border));
  if (yearly > most_yearly) return refuse(fmt::format("{} columns and rows have no hour", yearly));
  if (work > most_work || memory > most_memory) {
    return refuse(
        fmt::format("an hour has too many rows ({:.0f} on average)", p.rows() / static_cast<double>(p.blocks())));
  }
  return true;
}

}  // namespace gigaplan::block_ipm
