#include "gigaplan/solve/block_ipm/newton.hpp"

#include <algorithm>
#include <functional>

namespace gigaplan::block_ipm {
namespace {

constexpr double size_floor = 1e-3;  // of limits and costs: residuals below it are judged against this share of them

double tail_product(const Rows& tail, Index k, const Vector& x) {
  double sum = 0;
  for (Index q = tail.start[k]; q < tail.start[k + 1]; ++q) sum += tail.value[q] * x[tail.column[q]];
  return sum;
}

}  // namespace

Newton::Newton(const StandardForm& form, const Crew& crew)
    : form_(form),
      crew_(crew),
      arrow_(form, crew),
      theta_(form.h.size(), 1.0),
      inverse_w_(form.h.size(), 1.0),
      phi_(form.h.size()),
      left_(form),
      correction_(form),
      cost_size_(max_norm(crew, form.c)) {}

void Newton::multiply_pairs(const Vector& x, Vector& gx) const {
  const auto& tail = form_.tail;
  crew_.each(stretches(form_.hours), [&](int part) {
    const auto hours = stretch(form_.hours, part);
    for (Index j = form_.column_start[hours.first]; j < form_.column_start[hours.last]; ++j) {
      for (Index k = form_.pair_start[j]; k < form_.pair_start[j + 1]; ++k) {
        gx[k] = form_.pivot[k] * x[j] + tail_product(tail, k, x);
      }
    }
  });
  for (Index k = form_.hourly_pairs(); k < form_.pairs; ++k) gx[k] = tail_product(tail, k, x);
}

// One pass over the hours: each column with its pairs, each row.
void Newton::linear_residual(const Vector& rows, const Vector& pairs, const Vector& columns, const Point& at,
                             Residual& left) const {
  const auto& by_row = form_.a_by_row;
  const auto& by_column = form_.a_by_column;
  const auto& tail = form_.tail;
  const Index hourly = form_.hourly_columns();
  const auto row_left = [&](Index i) {
    double sum = rows[i];
    for (Index q = by_row.start[i]; q < by_row.start[i + 1]; ++q) sum -= by_row.value[q] * at.x[by_row.column[q]];
    left.rows[i] = sum;
  };
  const auto column_left = [&](Index j) {
    double sum = columns[j] + form_.q[j] * at.x[j];
    for (Index q = by_column.start[j]; q < by_column.start[j + 1]; ++q) {
      sum -= by_column.value[q] * at.y[by_column.column[q]];
    }
    return sum;
  };
  BorderShares shares(stretches(form_.hours), form_.border_columns());
  crew_.each(stretches(form_.hours), [&](int part) {
    const auto hours = stretch(form_.hours, part);
    for (Index i = form_.row_start[hours.first]; i < form_.row_start[hours.last]; ++i) row_left(i);
    double* share = shares.of(part);
    for (Index j = form_.column_start[hours.first]; j < form_.column_start[hours.last]; ++j) {
      double sum = column_left(j);
      for (Index k = form_.pair_start[j]; k < form_.pair_start[j + 1]; ++k) {
        sum -= form_.pivot[k] * at.z[k];
        double reach = form_.pivot[k] * at.x[j];
        for (Index q = tail.start[k]; q < tail.start[k + 1]; ++q) {
          reach += tail.value[q] * at.x[tail.column[q]];
          share[tail.column[q] - hourly] += tail.value[q] * at.z[k];
        }
        left.pairs[k] = pairs[k] - reach + at.w[k];
      }
      left.columns[j] = sum;
    }
  });
  for (Index i = form_.hourly_rows(); i < form_.rows; ++i) row_left(i);
  for (Index k = form_.hourly_pairs(); k < form_.pairs; ++k) {
    left.pairs[k] = pairs[k] - tail_product(tail, k, at.x) + at.w[k];
    for (Index q = tail.start[k]; q < tail.start[k + 1]; ++q) {
      shares.of(0)[tail.column[q] - hourly] += tail.value[q] * at.z[k];
    }
  }
  for (Index j = hourly; j < form_.columns; ++j) left.columns[j] = column_left(j) - shares.sum(j - hourly);
}

void Newton::factor(const Point& at, double rho, double delta) {
  each_piece(crew_, theta_.size(), [&](int, std::size_t first, std::size_t last) {
    for (std::size_t k = first; k < last; ++k) {
      inverse_w_[k] = 1 / at.w[k];
      theta_[k] = at.z[k] * inverse_w_[k];
    }
  });
  arrow_.factor(theta_, rho, delta);
}

void Newton::factor_plain(double rho, double delta) {
  std::ranges::fill(theta_, 1.0);
  arrow_.factor(theta_, rho, delta);
}

// dw = G dx − pairs and dz = (products − z dw) / w leave (GᵀΘG + Q) dx − Aᵀdy = Gᵀφ − columns with
// φ = products / w + θ · pairs.
void Newton::solve_once(const Point& at, const Residual& right, Point& d) {
  ++solves_;
  PairWork work;
  work.before = [&](Index first, Index last) {
    for (Index k = first; k < last; ++k) phi_[k] = right.products[k] * inverse_w_[k] + theta_[k] * right.pairs[k];
  };
  work.after = [&](Index first, Index last) {
    for (Index k = first; k < last; ++k) {
      d.w[k] -= right.pairs[k];
      d.z[k] = (right.products[k] - at.z[k] * d.w[k]) * inverse_w_[k];
    }
  };
  arrow_.solve(phi_, right.columns, right.rows, d.x, d.y, d.w, work);
}

double Newton::direction(const Point& at, const Residual& right, Refinement refinement, Point& d, double* first_error) {
  solve_once(at, right, d);
  if (refinement.steps == 0) return 0;
  const double rows = size_floor * refinement.right_size + max_norm(crew_, right.rows);
  const double pairs = size_floor * refinement.right_size + max_norm(crew_, right.pairs);
  const double columns = size_floor * cost_size_ + max_norm(crew_, right.columns);
  const double products = max_norm(crew_, right.products) + 1e-30;
  double error = 0;
  double before = 1e300;
  for (int step = 0; step < refinement.steps; ++step) {
    linear_residual(right.rows, right.pairs, right.columns, d, left_);
    each_piece(crew_, theta_.size(), [&](int, std::size_t first, std::size_t last) {
      for (std::size_t k = first; k < last; ++k) {
        left_.products[k] = right.products[k] - at.z[k] * d.w[k] - at.w[k] * d.z[k];
      }
    });
    error = std::max({max_norm(crew_, left_.rows) / rows, max_norm(crew_, left_.pairs) / pairs,
                      max_norm(crew_, left_.columns) / columns, max_norm(crew_, left_.products) / products});
    if (step == 0 && first_error != nullptr) *first_error = error;
    if (!(error >= refinement.enough) || (step > 1 && error > 0.5 * before)) break;
    before = error;
    solve_once(at, left_, correction_);
    add(crew_, 1, correction_.x, d.x);
    add(crew_, 1, correction_.y, d.y);
    add(crew_, 1, correction_.w, d.w);
    add(crew_, 1, correction_.z, d.z);
  }
  return error;
}

void Newton::least_squares(Vector& x, Vector& v, Vector& y) {
  Vector columns(form_.c.size(), 0.0);
  const Vector no_rows(form_.b.size(), 0.0);
  Vector other(form_.b.size());
  arrow_.solve(form_.h, columns, form_.b, x, other, phi_);
  std::ranges::transform(form_.c, columns.begin(), std::negate<>());
  const Vector no_pairs(form_.h.size(), 0.0);
  arrow_.solve(no_pairs, columns, no_rows, v, y, phi_);
  for (double& value : y) value = -value;
}

}  // namespace gigaplan::block_ipm
