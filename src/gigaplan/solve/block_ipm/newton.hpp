// The optimality conditions of the standard form, what is missing to them, and the Newton direction towards them.
//
//     A x = b      G x − w = h      c + Q x − Aᵀy − Gᵀz = 0      w_k z_k = μ      w, z > 0
#pragma once
#include "gigaplan/solve/block_ipm/arrow.hpp"
#include "gigaplan/solve/block_ipm/vectors.hpp"

namespace gigaplan::block_ipm {

/// An iterate, or a direction.
struct Point {
  Vector x, y, w, z;
  Point() = default;
  explicit Point(const StandardForm& f) : x(f.c.size()), y(f.b.size()), w(f.h.size()), z(f.h.size()) {}
};

/// Right-hand side of a Newton system: A dx = rows, G dx − dw = pairs, −Q dx + Aᵀdy + Gᵀdz = columns,
/// Z dw + W dz = products.
struct Residual {
  Vector rows, pairs, columns, products;
  Residual() = default;
  explicit Residual(const StandardForm& f)
      : rows(f.b.size()), pairs(f.h.size()), columns(f.c.size()), products(f.h.size()) {}
};

/// How far a direction is refined: at most `steps` times, until its relative error is below `enough`. Errors of rows and
/// pairs are judged beside their right-hand side and a thousandth of `right_size`.
struct Refinement {
  int steps = 3;
  double enough = 1e-10;
  double right_size = 1;
};

class Newton {
 public:
  Newton(const StandardForm& form, const Crew& crew);

  /// rows − A x, pairs − G x + w, columns + Q x − Aᵀy − Gᵀz: what `at` leaves of the first three conditions.
  void linear_residual(const Vector& rows, const Vector& pairs, const Vector& columns, const Point& at,
                       Residual& left) const;
  void multiply_pairs(const Vector& x, Vector& gx) const;  ///< gx = G x

  /// Factorises at this iterate.
  void factor(const Point& at, double rho, double delta);
  /// Factorises with all weights 1 (for the starting point).
  void factor_plain(double rho, double delta);
  /// Solves for `right` at the iterate last factorised, with iterative refinement on the whole unregularised system.
  /// Returns the relative error seen last before a correction was applied, and the first
  /// one in `first_error`.
  double direction(const Point& at, const Residual& right, Refinement refinement, Point& d,
                   double* first_error = nullptr);
  /// min |G x − h| with A x = b; then min |G v| with Aᵀy + Gᵀ(G v) = c, Q left to the diagonal. Needs factor_plain.
  void least_squares(Vector& x, Vector& v, Vector& y);

  [[nodiscard]] const Arrow& arrow() const { return arrow_; }
  [[nodiscard]] long solves() const { return solves_; }

 private:
  void solve_once(const Point& at, const Residual& right, Point& d);

  const StandardForm& form_;
  const Crew& crew_;
  Arrow arrow_;
  Vector theta_, inverse_w_, phi_;
  Residual left_;
  Point correction_;
  double cost_size_;
  long solves_ = 0;
};

}  // namespace gigaplan::block_ipm
