// The linear system of every iteration, and how the order of the hours solves it.
//
//     (Gᵀ Θ G + Q + ρ) dx − Aᵀ dy = f          (Θ = z / w, one for each pair)
//     A dx + δ dy               = r
//
// 1. An hourly column j meets only its own pairs, so its diagonal W_j = ρ + Q_j + Σ θ_k a_k² eliminates it:
//    with u_j = (its coefficients in border rows; −Σ θ_k a_k g_k for the border columns g_k of its pairs),
//
//        M = δ + Σ_j A_j A_jᵀ / W_j      F = A_border + Σ_j A_j u_jᵀ / W_j      S = S₀ + Σ_j u_j u_jᵀ / W_j
//
//    where A_j holds hourly rows only: of its own hour and the next, so M is block tridiagonal over the hours.
// 2. M = L Lᵀ hour by hour, from both ends of a chain to its middle (ArrowPlan). An hour keeps L⁻¹ and its link X.
// 3. The border: S ← S − Fᵀ M⁻¹ F, with G = L⁻¹ F of a few hours at a time, never stored as a whole.
// 4. Solve: z = M⁻¹ r; S d = r_border − Fᵀ z; dy = M⁻¹ (r − F d); then dx of the hourly columns from 1.
#pragma once
#include <functional>

#include "gigaplan/solve/block_ipm/arrow_plan.hpp"
#include "gigaplan/solve/block_ipm/border_system.hpp"
#include "gigaplan/solve/block_ipm/crew.hpp"

namespace gigaplan::block_ipm {

class SegmentFactor;

/// What is to be done with the pairs [first, last) while a solve has them in the cache.
struct PairWork {
  std::function<void(Index first, Index last)> before;  ///< fills φ of these pairs, just before it is read
  std::function<void(Index first, Index last)> after;   ///< G dx of these pairs is there
};

class Arrow {
 public:
  Arrow(const StandardForm& form, const Crew& crew);

  /// Factorises for these weights θ (one for each pair) and regularisations. `theta` must live until the last solve.
  void factor(const Vector& theta, double rho, double delta);
  /// dx (columns), dy (rows) and G dx (pairs) for f = Gᵀ φ − columns and r = rows.
  void solve(const Vector& phi, const Vector& columns, const Vector& rows, Vector& dx, Vector& dy, Vector& gdx,
             const PairWork& work = {});

  [[nodiscard]] int dropped_pivots() const { return dropped_; }
  [[nodiscard]] std::size_t bytes() const;
  [[nodiscard]] const ArrowPlan& plan() const { return plan_; }

 private:
  friend class SegmentFactor;
  void start_border();
  void add_to_border(const Chain& chain, const SegmentFactor& whole);
  void condense(const Vector& phi, const Vector& columns, const Vector& rows, Vector& border_right,
                const PairWork& work);
  /// In place right_ ← M⁻¹ (right_ − F border); `products` (when asked for) ← Fᵀ of the result.
  void solve_hours(const Vector* border, Vector* products);
  void forward(const Chain& chain, bool front, const Vector* border, Vector& carried);
  void meet(const Chain& chain, const Vector* border, const Vector& from_front, const Vector& from_back,
            Vector* products);
  void backward(const Chain& chain, bool front, Vector* products);
  void subtract_border_columns(Index t, const Chain& chain, const Vector& border, double* right) const;
  void add_border_products(Index t, const Chain& chain, const double* x, Vector& products) const;
  void recover_columns(Vector& dx, const Vector& dy, Vector& gdx, const PairWork& work);

  [[nodiscard]] Index rows_of(Index t) const { return form_.row_start[t + 1] - form_.row_start[t]; }
  [[nodiscard]] Index coupled_of(Index t) const { return form_.row_start[t + 1] - form_.coupled_start[t]; }
  [[nodiscard]] Index local_rows_of(Index t) const { return form_.coupled_start[t] - form_.row_start[t]; }

  const StandardForm& form_;
  const Crew& crew_;
  ArrowPlan plan_;
  BorderSystem border_;
  Vector packed_, links_, f_values_;
  Vector inverse_weight_;  // 1 / W of every hourly column
  Vector column_work_;     // f / W of every column
  Vector right_;           // of the hourly rows, worked on in place
  const Vector* theta_ = nullptr;
  double rho_ = 0, delta_ = 0;
  int dropped_ = 0;
};

}  // namespace gigaplan::block_ipm
