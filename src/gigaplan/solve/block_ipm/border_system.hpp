// The dense system of the border: symmetric and quasi-definite, columns negative and rows positive,
//
//     S = [ −C  Eᵀ ]      C = L Lᵀ,   Y = L⁻¹ Eᵀ,   G + Yᵀ Y = M Mᵀ
//         [  E  G  ]
//
// so two Cholesky factorisations solve it and nothing is pivoted.
#pragma once
#include "gigaplan/solve/block_ipm/presolve.hpp"

namespace gigaplan::block_ipm {

class BorderSystem {
 public:
  /// `columns` negative rows of S come first, then `rows` positive ones.
  BorderSystem(Index columns, Index rows);

  /// The lower triangle of S, to be filled before factor(): row-major with leading dimension ld().
  [[nodiscard]] double* lower() { return s_.data(); }
  [[nodiscard]] int ld() const { return ld_; }
  void clear();
  /// Returns the number of pivots that were dropped. Destroys lower().
  int factor();
  /// In place: S⁻¹ right.
  void solve(Vector& right) const;

 private:
  Index columns_, rows_;
  int ld_, ld_columns_, ld_rows_;
  Vector s_;              // lower triangle of S
  Vector l_, l_inverse_;  // of C
  Vector y_;              // columns × rows
  Vector m_, m_inverse_;
};

}  // namespace gigaplan::block_ipm
