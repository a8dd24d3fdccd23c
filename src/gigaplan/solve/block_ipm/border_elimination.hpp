// The sparse part of the border's system: the numbers that no hour meets, eliminated before the dense rest.
//
//     [ K_ss  K_sd ]     s: numbers with a row of their own here (builds, vintages, what ties the years together)
//     [ K_ds  K_dd ]     d: the numbers behind them, given as a dense matrix
//
// One number at a time, or two at once: with P the pivots and B their entries towards what is left,
//
//     left ← left − Bᵀ P⁻¹ B        solve: y = P⁻¹ r_P, r_left ← r_left − Bᵀ y, …, x_P = P⁻¹ (r_P − B x_left)
//
// The number with the fewest entries comes next. Its pivot must stand up to everything in its row: |p| ≥ u max|b| for one,
// |P⁻¹| (max|b_1|, max|b_2|)ᵀ ≤ 1/u for two (Duff and Reid), so no entry grows by more than 1 + 1/u in a step. A number
// without such a pivot stays, and so does one with more neighbours than the dense rest takes in its stride.
#pragma once
#include <array>

#include "gigaplan/solve/block_ipm/presolve.hpp"

namespace gigaplan::block_ipm {

struct BorderTerm {
  Index at;
  double value;
};
/// Entries of one number's row, its own diagonal among them, ascending.
using BorderRow = std::vector<BorderTerm>;

class BorderElimination {
 public:
  /// Takes the rows of the sparse numbers 0 … rows.size() − 1 (symmetric: an entry between two of them stands in both)
  /// and the lower triangle of the dense ones, row-major with leading dimension `ld`, from which it subtracts its share.
  /// Numbers with more than `most_neighbours` entries stay.
  void run(std::vector<BorderRow> rows, double* dense, Index ld, Index most_neighbours);

  /// The sparse numbers that stay, ascending; their rows hold what is left of them, without entries of eliminated ones.
  [[nodiscard]] const std::vector<Index>& left() const { return left_; }
  [[nodiscard]] const BorderRow& row(Index i) const { return rows_[i]; }

  /// Right-hand side of what is left, in place; the eliminated numbers hold P⁻¹ r afterwards.
  void forward(Vector& right) const;
  /// With the solution of what is left in place: that of the eliminated numbers.
  void backward(Vector& right) const;

 private:
  struct Step {
    std::array<Index, 2> pivot{-1, -1};  // the second is −1 for one number alone
    std::array<double, 3> inverse{};     // P⁻¹: first, between, second
    std::size_t first = 0, last = 0;     // of its entries
  };
  struct Entry {
    Index at;
    std::array<double, 2> value;  // of the two pivots
  };

  [[nodiscard]] bool find_pivot(Index i, Step& step) const;
  [[nodiscard]] double largest_beside(Index i, Index without) const;
  [[nodiscard]] double entry(Index i, Index k) const;
  void eliminate(const Step& step);
  void subtract(const Entry& line, const Step& step);

  std::vector<BorderRow> rows_;
  double* dense_ = nullptr;
  Index ld_ = 0;
  std::size_t most_entries_ = 0;  // a row with as many stays
  std::vector<char> gone_, waits_;
  std::vector<Step> steps_;
  std::vector<Entry> entries_;
  std::vector<Index> left_;
  BorderRow work_;
};

}  // namespace gigaplan::block_ipm
