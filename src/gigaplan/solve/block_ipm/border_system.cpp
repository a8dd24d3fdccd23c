#include "gigaplan/solve/block_ipm/border_system.hpp"

#include <algorithm>

#include "gigaplan/solve/block_ipm/kernels.hpp"

namespace gigaplan::block_ipm {
namespace {

std::size_t area(Index rows, int ld) { return static_cast<std::size_t>(rows) * ld; }

// out = inverse · in, or its transpose · in: inverse is lower triangular with n rows.
void lower_times(const Vector& inverse, Index n, int ld, const double* in, double* out) {
  for (Index i = 0; i < n; ++i) {
    double sum = 0;
    for (Index k = 0; k <= i; ++k) sum += inverse[area(i, ld) + k] * in[k];
    out[i] = sum;
  }
}

void transposed_lower_times(const Vector& inverse, Index n, int ld, const double* in, double* out) {
  std::fill(out, out + n, 0.0);
  for (Index i = 0; i < n; ++i) {
    for (Index k = 0; k <= i; ++k) out[k] += inverse[area(i, ld) + k] * in[i];
  }
}

}  // namespace

BorderSystem::BorderSystem(Index columns, Index rows)
    : columns_(columns),
      rows_(rows),
      ld_(padded(columns + rows)),
      ld_columns_(padded(columns)),
      ld_rows_(padded(rows)),
      s_(area(columns + rows, ld_)),
      l_(area(columns, ld_columns_)),
      l_inverse_(l_.size()),
      y_(area(columns, ld_rows_)),
      m_(area(static_cast<Index>(ld_rows_), ld_rows_)),
      m_inverse_(m_.size()) {}

void BorderSystem::clear() { std::ranges::fill(s_, 0.0); }

int BorderSystem::factor() {
  const auto& kernel = kernels();
  for (Index i = 0; i < columns_; ++i) {
    for (Index k = 0; k <= i; ++k) l_[area(i, ld_columns_) + k] = -s_[area(i, ld_) + k];
  }
  int dropped = kernel.cholesky(columns_, l_.data(), ld_columns_);
  kernel.invert_lower(columns_, l_.data(), l_inverse_.data(), ld_columns_);
  if (rows_ == 0) return dropped;

  // Eᵀ is gathered into l's place of work only once: e holds it, y_ receives L⁻¹ Eᵀ.
  Vector e(y_.size(), 0.0);
  for (Index i = 0; i < rows_; ++i) {
    for (Index k = 0; k < columns_; ++k) e[area(k, ld_rows_) + i] = s_[area(columns_ + i, ld_) + k];
  }
  std::ranges::fill(y_, 0.0);
  kernel.multiply(columns_, ld_rows_, columns_, 1, l_inverse_.data(), ld_columns_, e.data(), ld_rows_, y_.data(),
                  ld_rows_, true);
  std::ranges::fill(m_, 0.0);
  for (Index i = 0; i < rows_; ++i) {
    for (Index k = 0; k <= i; ++k) m_[area(i, ld_rows_) + k] = s_[area(columns_ + i, ld_) + columns_ + k];
  }
  kernel.rank_update(ld_rows_, columns_, y_.data(), ld_rows_, m_.data(), ld_rows_);
  dropped += kernel.cholesky(rows_, m_.data(), ld_rows_);
  kernel.invert_lower(rows_, m_.data(), m_inverse_.data(), ld_rows_);
  return dropped;
}

// −C d_c + Eᵀ d_r = r_c and E d_c + G d_r = r_r: with a = L⁻¹ r_c,
// (G + YᵀY) d_r = r_r + Yᵀ a, then d_c = L⁻ᵀ (Y d_r − a).
void BorderSystem::solve(Vector& right) const {
  Vector a(static_cast<std::size_t>(columns_));
  lower_times(l_inverse_, columns_, ld_columns_, right.data(), a.data());
  Vector row_part(static_cast<std::size_t>(rows_));
  for (Index i = 0; i < rows_; ++i) row_part[i] = right[columns_ + i];
  for (Index k = 0; k < columns_; ++k) {
    for (Index i = 0; i < rows_; ++i) row_part[i] += y_[area(k, ld_rows_) + i] * a[k];
  }
  Vector half(static_cast<std::size_t>(rows_));
  lower_times(m_inverse_, rows_, ld_rows_, row_part.data(), half.data());
  double* d_rows = right.data() + columns_;
  transposed_lower_times(m_inverse_, rows_, ld_rows_, half.data(), d_rows);
  for (Index k = 0; k < columns_; ++k) {
    a[k] = -a[k];
    for (Index i = 0; i < rows_; ++i) a[k] += y_[area(k, ld_rows_) + i] * d_rows[i];
  }
  transposed_lower_times(l_inverse_, columns_, ld_columns_, a.data(), right.data());
}

}  // namespace gigaplan::block_ipm
