// Long vectors in fixed pieces: the same sums whatever the number of threads.
#pragma once
#include <cmath>

#include "gigaplan/solve/block_ipm/crew.hpp"
#include "gigaplan/solve/block_ipm/presolve.hpp"

namespace gigaplan::block_ipm {

inline constexpr int pieces = 32;

/// Calls work(piece, first, last) for every piece of [0, size).
template <class Work>
void each_piece(const Crew& crew, std::size_t size, Work&& work) {
  if (size < 4096) {
    work(0, std::size_t{0}, size);
    return;
  }
  crew.each(pieces, [&](int p) {
    const auto piece = static_cast<std::size_t>(p);
    work(p, piece * size / pieces, (piece + 1) * size / pieces);
  });
}

/// Σ over [0, size) of term(i), piece by piece.
template <class Term>
double sum_of(const Crew& crew, std::size_t size, Term&& term) {
  double parts[pieces] = {};
  each_piece(crew, size, [&](int p, std::size_t first, std::size_t last) {
    double sum[4] = {};
    std::size_t i = first;
    for (; i + 4 <= last; i += 4) {
      for (std::size_t k = 0; k < 4; ++k) sum[k] += term(i + k);
    }
    for (; i < last; ++i) sum[0] += term(i);
    parts[p] = (sum[0] + sum[1]) + (sum[2] + sum[3]);
  });
  double total = 0;
  for (const double part : parts) total += part;
  return total;
}

/// What every stretch of hours adds to the border, summed in order afterwards.
class BorderShares {
 public:
  BorderShares(int parts, Index size)
      : size_(static_cast<std::size_t>(size)), parts_(static_cast<std::size_t>(parts)), sums_(size_ * parts_, 0.0) {}
  [[nodiscard]] double* of(int part) { return sums_.data() + static_cast<std::size_t>(part) * size_; }
  [[nodiscard]] double sum(Index at) const {
    double total = 0;
    for (std::size_t part = 0; part < parts_; ++part) total += sums_[part * size_ + static_cast<std::size_t>(at)];
    return total;
  }

 private:
  std::size_t size_, parts_;
  Vector sums_;
};

/// max(start, term(i) over [0, size)); a NaN is passed on.
template <class Term>
double largest_of(const Crew& crew, std::size_t size, double start, Term&& term) {
  double parts[pieces];
  std::fill(parts, parts + pieces, start);
  each_piece(crew, size, [&](int p, std::size_t first, std::size_t last) {
    double most[8];
    std::fill(most, most + 8, start);
    const auto take = [](double& held, double t) { held = t <= held ? held : t; };
    std::size_t i = first;
    for (; i + 8 <= last; i += 8) {
      for (std::size_t k = 0; k < 8; ++k) take(most[k], term(i + k));
    }
    for (; i < last; ++i) take(most[0], term(i));
    for (std::size_t k = 1; k < 8; ++k) take(most[0], most[k]);
    parts[p] = most[0];
  });
  double most = start;
  for (const double part : parts) most = part <= most ? most : part;
  return most;
}

inline double dot(const Crew& crew, const Vector& a, const Vector& b) {
  return sum_of(crew, a.size(), [&](std::size_t i) { return a[i] * b[i]; });
}

inline double max_norm(const Crew& crew, const Vector& v) {
  return largest_of(crew, v.size(), 0.0, [&](std::size_t i) { return std::abs(v[i]); });
}

/// y += factor · x
inline void add(const Crew& crew, double factor, const Vector& x, Vector& y) {
  each_piece(crew, x.size(), [&](int, std::size_t first, std::size_t last) {
    for (std::size_t i = first; i < last; ++i) y[i] += factor * x[i];
  });
}

}  // namespace gigaplan::block_ipm
