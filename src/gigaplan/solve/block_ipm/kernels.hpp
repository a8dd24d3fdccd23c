// Small dense kernels of the chain, compiled once for each instruction set and chosen when the program starts.
//
// All matrices are row-major. A "wide" matrix has a leading dimension that is a multiple of `lane` (padding is zero),
// so that a row is a whole number of vectors. A "packed" lower triangle holds row i in packed_row(i + 1) numbers at
// packed_start(i), padded with zeros: half the memory of the square, which is what the triangular solves stream.
#pragma once
#include <cstddef>
#include <cstdint>

namespace gigaplan::block_ipm {

inline constexpr int lane = 8;  ///< numbers in one vector of the kernels

[[nodiscard]] constexpr int padded(int n) { return (n + lane - 1) / lane * lane; }
/// First number of row i of a packed lower triangle; packed_start(n) is the size of one with n rows.
[[nodiscard]] constexpr std::size_t packed_start(int i) {
  const std::size_t whole = static_cast<std::size_t>(i) / lane;
  const std::size_t rest = static_cast<std::size_t>(i) % lane;
  return lane * (lane * whole * (whole + 1) / 2 + rest * (whole + 1));
}

struct Kernels {
  const char* name;
  /// In place a = L Lᵀ (lower triangle read and written, n rows, leading dimension ld). A pivot not above 1e-15 of its
  /// diagonal becomes 1e64, which drops the row. Returns the number of pivots so replaced.
  int (*cholesky)(int n, double* a, int ld);
  /// inverse (n rows, leading dimension ld, upper part set to zero) = L⁻¹.
  void (*invert_lower)(int n, const double* lower, double* inverse, int ld);
  /// c += sign · a b: c is m × n (n a multiple of lane), a is m × k, b is k × n. `triangular`: a is lower triangular.
  void (*multiply)(int m, int n, int k, double sign, const double* a, int lda, const double* b, int ldb, double* c,
                   int ldc, bool triangular);
  /// Lower triangle (in whole blocks of lane columns) of s += bᵀ b: b is k × n, s is n × n, n a multiple of lane.
  void (*rank_update)(int n, int k, const double* b, int ldb, double* s, int lds);
  /// y = L x with packed L (n rows). x has padded(n) numbers, those past n are read and must be finite. y ≠ x.
  void (*packed_times)(int n, const double* packed, const double* x, double* y);
  /// y = Lᵀ x with packed L. y has padded(n) numbers. y ≠ x.
  void (*packed_transposed_times)(int n, const double* packed, const double* x, double* y);
  /// y −= A x: A is m × n wide (ld = padded(n)); x has padded(n) finite numbers.
  void (*subtract_times)(int m, int n, const double* a, const double* x, double* y);
  /// y −= Aᵀ x: y has padded(n) numbers.
  void (*subtract_transposed_times)(int m, int n, const double* a, const double* x, double* y);
  /// fastest_s = max(fastest_s, −(d_k + weight_s more_k) / v_k over k) for the `lane` weights; a NaN is passed over.
  void (*fastest_blends)(std::size_t n, const double* v, const double* d, const double* more, const double* weight,
                         double* fastest);
};

/// The fastest set this processor runs. The choice changes rounding, so answers are bitwise equal on one machine only.
[[nodiscard]] const Kernels& kernels();
/// All sets this processor runs, plainest first: the tests compare them.
[[nodiscard]] int kernel_sets(const Kernels* (&sets)[3]);

}  // namespace gigaplan::block_ipm
