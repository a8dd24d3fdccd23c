// The kernels themselves, included by one .cpp for each instruction set. Everything lies in an unnamed namespace, so
// that the linker never mixes the versions. `RowsAtOnce` (a divisor of lane) is how many
// rows of the result are held in registers.
#pragma once
#include "gigaplan/solve/block_ipm/kernels.hpp"

namespace gigaplan::block_ipm {
namespace {

#if defined(__AVX512F__)
constexpr int width = 8;  // numbers in one register
#elif defined(__AVX2__)
constexpr int width = 4;
#else
constexpr int width = 2;
#endif
constexpr int registers = lane / width;
using Register = double __attribute__((vector_size(width * sizeof(double)), aligned(8), may_alias));

// `lane` numbers held in registers.
struct Lanes {
  Register part[registers] = {};
  [[gnu::always_inline]] static Lanes at(const double* from) {
    Lanes v;
    for (int r = 0; r < registers; ++r) v.part[r] = *reinterpret_cast<const Register*>(from + r * width);
    return v;
  }
  [[gnu::always_inline]] void put(double* to) const {
    for (int r = 0; r < registers; ++r) *reinterpret_cast<Register*>(to + r * width) = part[r];
  }
  [[gnu::always_inline]] void add(double factor, const Lanes& v) {
    for (int r = 0; r < registers; ++r) part[r] += factor * v.part[r];
  }
  [[gnu::always_inline]] void add(const Lanes& u, const Lanes& v) {
    for (int r = 0; r < registers; ++r) part[r] += u.part[r] * v.part[r];
  }
  // A fixed tree, the same for every width.
  [[nodiscard, gnu::always_inline]] double sum() const {
    double v[lane];
    put(v);
    return ((v[0] + v[4]) + (v[1] + v[5])) + ((v[2] + v[6]) + (v[3] + v[7]));
  }
};

[[gnu::always_inline]] inline void add_to(double* to, double factor, const Lanes& v) {
  Lanes here = Lanes::at(to);
  here.add(factor, v);
  here.put(to);
}

constexpr double pivot_relative = 1e-15;
constexpr double pivot_dropped = 1e64;

int cholesky(int n, double* a, int ld) {
  int dropped = 0;
  for (int k = 0; k < n; ++k) {
    double* row = a + static_cast<std::size_t>(k) * ld;
    double pivot = row[k];
    for (int p = 0; p < k; ++p) pivot -= row[p] * row[p];
    if (!(pivot > pivot_relative * row[k])) {
      pivot = pivot_dropped;
      ++dropped;
    }
    const double root = __builtin_sqrt(pivot);
    row[k] = root;
    const double scale = 1 / root;
    for (int i = k + 1; i < n; ++i) {
      double* other = a + static_cast<std::size_t>(i) * ld;
      Lanes parts;
      int p = 0;
      for (; p + lane <= k; p += lane) parts.add(Lanes::at(other + p), Lanes::at(row + p));
      double rest = other[k] - parts.sum();
      for (; p < k; ++p) rest -= other[p] * row[p];
      other[k] = rest * scale;
    }
  }
  return dropped;
}

void invert_lower(int n, const double* lower, double* inverse, int ld) {
  for (int i = 0; i < n; ++i) {
    const double* row = lower + static_cast<std::size_t>(i) * ld;
    double* out = inverse + static_cast<std::size_t>(i) * ld;
    for (int c = 0; c < ld; ++c) out[c] = 0;
    for (int k = 0; k < i; ++k) {
      const double factor = row[k];
      if (factor == 0) continue;
      const double* above = inverse + static_cast<std::size_t>(k) * ld;
      for (int c = 0; c <= k; c += lane) add_to(out + c, -factor, Lanes::at(above + c));
    }
    const double scale = 1 / row[i];
    for (int c = 0; c < i; ++c) out[c] *= scale;
    out[i] = scale;
  }
}

template <int Rows, int Wide>
inline void multiply_tile(int k, double sign, const double* a, int lda, const double* b, int ldb, double* c, int ldc) {
  Lanes held[Rows][Wide];
  for (int p = 0; p < k; ++p) {
    const double* line = b + static_cast<std::size_t>(p) * ldb;
    for (int r = 0; r < Rows; ++r) {
      const double factor = a[static_cast<std::size_t>(r) * lda + p];
      for (int w = 0; w < Wide; ++w) held[r][w].add(factor, Lanes::at(line + w * lane));
    }
  }
  for (int r = 0; r < Rows; ++r) {
    for (int w = 0; w < Wide; ++w) add_to(c + static_cast<std::size_t>(r) * ldc + w * lane, sign, held[r][w]);
  }
}

template <int Rows>
inline void multiply_rows(int n, int k, double sign, const double* a, int lda, const double* b, int ldb, double* c,
                          int ldc) {
  int j = 0;
  if constexpr (registers == 1) {
    for (; j + 2 * lane <= n; j += 2 * lane) multiply_tile<Rows, 2>(k, sign, a, lda, b + j, ldb, c + j, ldc);
  }
  for (; j < n; j += lane) multiply_tile<Rows, 1>(k, sign, a, lda, b + j, ldb, c + j, ldc);
}

template <int RowsAtOnce>
void multiply(int m, int n, int k, double sign, const double* a, int lda, const double* b, int ldb, double* c, int ldc,
              bool triangular) {
  int i = 0;
  for (; i + RowsAtOnce <= m; i += RowsAtOnce) {
    const int deep = triangular ? (i + RowsAtOnce < k ? i + RowsAtOnce : k) : k;
    multiply_rows<RowsAtOnce>(n, deep, sign, a + static_cast<std::size_t>(i) * lda, lda, b, ldb,
                              c + static_cast<std::size_t>(i) * ldc, ldc);
  }
  for (; i < m; ++i) {
    const int deep = triangular ? (i + 1 < k ? i + 1 : k) : k;
    multiply_rows<1>(n, deep, sign, a + static_cast<std::size_t>(i) * lda, lda, b, ldb,
                     c + static_cast<std::size_t>(i) * ldc, ldc);
  }
}

template <int Rows>
inline void rank_tile(int k, const double* left, const double* right, int ldb, double* s, int lds) {
  Lanes held[Rows];
  for (int p = 0; p < k; ++p) {
    const Lanes line = Lanes::at(right + static_cast<std::size_t>(p) * ldb);
    for (int r = 0; r < Rows; ++r) held[r].add(left[static_cast<std::size_t>(p) * ldb + r], line);
  }
  for (int r = 0; r < Rows; ++r) add_to(s + static_cast<std::size_t>(r) * lds, 1, held[r]);
}

template <int RowsAtOnce>
void rank_update(int n, int k, const double* b, int ldb, double* s, int lds) {
  for (int i = 0; i < n; i += RowsAtOnce) {
    for (int j = 0; j <= i; j += lane) {
      rank_tile<RowsAtOnce>(k, b + i, b + j, ldb, s + static_cast<std::size_t>(i) * lds + j, lds);
    }
  }
}

void packed_times(int n, const double* packed, const double* x, double* y) {
  for (int i = 0; i < n; ++i) {
    const double* row = packed + packed_start(i);
    Lanes parts;
    for (int c = 0; c <= i; c += lane) parts.add(Lanes::at(row + c), Lanes::at(x + c));
    y[i] = parts.sum();
  }
}

void packed_transposed_times(int n, const double* packed, const double* x, double* y) {
  for (int c = 0; c < n; c += lane) {
    Lanes parts;
    for (int i = c; i < n; ++i) parts.add(x[i], Lanes::at(packed + packed_start(i) + c));
    parts.put(y + c);
  }
}

void subtract_times(int m, int n, const double* a, const double* x, double* y) {
  const int ld = padded(n);
  for (int i = 0; i < m; ++i) {
    Lanes parts;
    for (int c = 0; c < n; c += lane) parts.add(Lanes::at(a + static_cast<std::size_t>(i) * ld + c), Lanes::at(x + c));
    y[i] -= parts.sum();
  }
}

void subtract_transposed_times(int m, int n, const double* a, const double* x, double* y) {
  const int ld = padded(n);
  for (int c = 0; c < n; c += lane) {
    Lanes parts;
    for (int i = 0; i < m; ++i) parts.add(x[i], Lanes::at(a + static_cast<std::size_t>(i) * ld + c));
    add_to(y + c, -1, parts);
  }
}

void fastest_blends(std::size_t n, const double* v, const double* d, const double* more, const double* weight,
                    double* fastest) {
  Register held[lane];
  for (int s = 0; s < lane; ++s) held[s] = Register{} + fastest[s];
  const auto at = [](const double* from) { return *reinterpret_cast<const Register*>(from); };
  std::size_t k = 0;
  for (; k + width <= n; k += width) {
    const Register inverse = -1 / at(v + k);
    const Register base = at(d + k) * inverse;
    const Register slope = at(more + k) * inverse;
    for (int s = 0; s < lane; ++s) {
      const Register blend = base + weight[s] * slope;
      held[s] = blend > held[s] ? blend : held[s];
    }
  }
  for (int s = 0; s < lane; ++s) {
    for (int i = 0; i < width; ++i) fastest[s] = held[s][i] > fastest[s] ? held[s][i] : fastest[s];
    for (std::size_t i = k; i < n; ++i) {
      const double blend = -(d[i] + weight[s] * more[i]) / v[i];
      fastest[s] = blend > fastest[s] ? blend : fastest[s];
    }
  }
}

template <int RowsAtOnce>
constexpr Kernels kernel_set(const char* name) {
  return {name,
          cholesky,
          invert_lower,
          multiply<RowsAtOnce>,
          rank_update<RowsAtOnce>,
          packed_times,
          packed_transposed_times,
          subtract_times,
          subtract_transposed_times,
          fastest_blends};
}

}  // namespace
}  // namespace gigaplan::block_ipm
