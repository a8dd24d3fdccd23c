// The dense system of the border: symmetric, negative over columns and positive over rows.
//
// It is quasi-definite, so two Cholesky factorisations would do in exact numbers; but capacities that rows of the
// border tie together (a vintage counts in several periods) leave pivots of C that rounding has long eaten. An LU
// factorisation with row exchanges, after a symmetric scaling by powers of two, has no such weak spot, and the border
// is small.
#pragma once
#include <memory>

#include "gigaplan/solve/block_ipm/presolve.hpp"

namespace gigaplan::block_ipm {

class BorderSystem {
 public:
  explicit BorderSystem(Index size);
  ~BorderSystem();

  /// The lower triangle of S, to be filled before factor(): row-major with leading dimension ld().
  [[nodiscard]] double* lower() { return s_.data(); }
  [[nodiscard]] int ld() const { return size_; }
  void clear();
  void factor();
  /// In place: S⁻¹ right.
  void solve(Vector& right) const;

 private:
  struct Factors;
  Index size_;
  Vector s_;
  Vector scale_;
  std::unique_ptr<Factors> factors_;
};

}  // namespace gigaplan::block_ipm
