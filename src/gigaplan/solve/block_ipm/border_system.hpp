// The system of the border: symmetric, negative over columns and positive over rows.
//
// Numbers that no hour meets (builds and what ties the years together) have few entries and go first, sparsely
// (BorderElimination). What is left is dense. It is quasi-definite, so two Cholesky factorisations would do in exact
// numbers; but capacities that rows of the border tie together (a vintage counts in several periods) leave pivots of C
// that rounding has long eaten. An LU factorisation with row exchanges has no such weak spot. Before both, everything is
// scaled symmetrically by powers of two.
#pragma once
#include <memory>
#include <span>

#include "gigaplan/solve/block_ipm/border_elimination.hpp"

namespace gigaplan::block_ipm {

class BorderSystem {
 public:
  /// `met` says of every border number whether an hour meets it.
  explicit BorderSystem(const std::vector<char>& met);
  ~BorderSystem();

  void clear();
  /// Adds `value` to the entry of numbers i and k, and to that of k and i.
  void add(Index i, Index k, double value);
  /// Subtracts the lower triangle of a matrix over these numbers (ascending, all of them met by hours), row-major.
  void subtract(std::span<const Index> numbers, const double* lower, int ld);
  void factor();
  /// In place: S⁻¹ right.
  void solve(Vector& right) const;
  /// The size of the dense matrix factorised last.
  [[nodiscard]] Index dense_size() const { return static_cast<Index>(rest_.size()); }

 private:
  struct Factors;
  void scale();
  void factor_rest();

  std::vector<Index> place_;      // of every border number: those that no hour meets first
  Index sparse_ = 0, dense_ = 0;  // how many of either
  std::vector<BorderRow> rows_;   // of the sparse ones
  Vector s_;                      // lower triangle over the dense ones
  Vector scale_;                  // by place
  BorderElimination elimination_;
  std::vector<Index> rest_;  // places that the elimination leaves: dense ones, then sparse ones
  std::unique_ptr<Factors> factors_;
};

}  // namespace gigaplan::block_ipm
