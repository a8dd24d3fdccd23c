#include "gigaplan/solve/block_ipm/kernels.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

namespace gigaplan::block_ipm {
namespace {

using Numbers = std::vector<double>;

// Every set of kernels on sizes around the lane, against plain loops.
class KernelsOfSize : public testing::TestWithParam<int> {
 protected:
  Numbers random(int rows, int ld, int used) {
    Numbers v(static_cast<std::size_t>(rows) * ld, 0.0);
    for (int i = 0; i < rows; ++i) {
      for (int j = 0; j < used; ++j) v[static_cast<std::size_t>(i) * ld + j] = normal_(random_);
    }
    return v;
  }
  template <class Check>
  static void each_set(Check&& check) {
    const Kernels* sets[3];
    const int count = kernel_sets(sets);
    for (int s = 0; s < count; ++s) {
      SCOPED_TRACE(sets[s]->name);
      check(*sets[s]);
    }
  }
  std::mt19937 random_{1};
  std::normal_distribution<double> normal_;
};

TEST_P(KernelsOfSize, FactorInvertAndPack) {
  const int n = GetParam();
  const int ld = padded(n);
  const auto g = random(n, ld, n);
  Numbers a(g.size(), 0.0);
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n; ++j) {
      for (int k = 0; k < n; ++k) a[i * ld + j] += g[i * ld + k] * g[j * ld + k];
    }
    a[i * ld + i] += 1;
  }
  each_set([&](const Kernels& kernel) {
    auto l = a;
    EXPECT_EQ(kernel.cholesky(n, l.data(), ld), 0);
    Numbers inverse(l.size(), 7.0);
    kernel.invert_lower(n, l.data(), inverse.data(), ld);
    Numbers packed(packed_start(n));
    for (int i = 0; i < n; ++i) {
      for (int k = 0; k < padded(i + 1); ++k) packed[packed_start(i) + k] = inverse[i * ld + k];
    }
    // a x with x = L⁻ᵀ L⁻¹ b must be b.
    Numbers b = random(1, ld, n), half(ld, 0.0), x(ld, 0.0);
    kernel.packed_times(n, packed.data(), b.data(), half.data());
    kernel.packed_transposed_times(n, packed.data(), half.data(), x.data());
    for (int i = 0; i < n; ++i) {
      double sum = 0;
      for (int j = 0; j < n; ++j) sum += a[i * ld + j] * x[j];
      EXPECT_NEAR(sum, b[i], 1e-9);
    }
  });
}

TEST_P(KernelsOfSize, MultiplyAndRankUpdate) {
  const int n = GetParam();
  const int ld = padded(n);
  const int m = n / 2 + 3;
  const auto a = random(m, ld, n);
  const auto b = random(n, ld, n);
  each_set([&](const Kernels& kernel) {
    Numbers c(static_cast<std::size_t>(m) * ld, 1.0);
    kernel.multiply(m, ld, n, -2, a.data(), ld, b.data(), ld, c.data(), ld, false);
    Numbers s(static_cast<std::size_t>(ld) * ld, 1.0);
    kernel.rank_update(ld, n, b.data(), ld, s.data(), ld);
    for (int i = 0; i < m; ++i) {
      for (int j = 0; j < n; ++j) {
        double sum = 1;
        for (int k = 0; k < n; ++k) sum -= 2 * a[i * ld + k] * b[k * ld + j];
        EXPECT_NEAR(c[i * ld + j], sum, 1e-10 * (1 + std::abs(sum)) * n);
      }
    }
    for (int i = 0; i < n; ++i) {
      for (int j = 0; j <= i; ++j) {
        double sum = 1;
        for (int k = 0; k < n; ++k) sum += b[k * ld + i] * b[k * ld + j];
        EXPECT_NEAR(s[i * ld + j], sum, 1e-10 * (1 + std::abs(sum)) * n);
      }
    }
  });
}

TEST_P(KernelsOfSize, SubtractProducts) {
  const int n = GetParam();
  const int ld = padded(n);
  const int m = n + 2;
  const auto a = random(m, ld, n);
  const auto x = random(1, ld, n);
  const auto u = random(1, padded(m), m);
  each_set([&](const Kernels& kernel) {
    Numbers y(m, 1.0), v(ld, 1.0);
    kernel.subtract_times(m, n, a.data(), x.data(), y.data());
    kernel.subtract_transposed_times(m, n, a.data(), u.data(), v.data());
    for (int i = 0; i < m; ++i) {
      double sum = 1;
      for (int j = 0; j < n; ++j) sum -= a[i * ld + j] * x[j];
      EXPECT_NEAR(y[i], sum, 1e-11 * n);
    }
    for (int j = 0; j < n; ++j) {
      double sum = 1;
      for (int i = 0; i < m; ++i) sum -= a[i * ld + j] * u[i];
      EXPECT_NEAR(v[j], sum, 1e-11 * n);
    }
  });
}

TEST_P(KernelsOfSize, FastestBlends) {
  const int n = GetParam();
  auto v = random(1, n, n);
  const auto d = random(1, n, n);
  const auto more = random(1, n, n);
  for (double& x : v) x = std::abs(x) + 0.1;
  each_set([&](const Kernels& kernel) {
    Numbers weight(lane), fastest(lane, 0.0);
    for (int s = 0; s < lane; ++s) weight[s] = (s + 1.0) / lane;
    kernel.fastest_blends(v.size(), v.data(), d.data(), more.data(), weight.data(), fastest.data());
    for (int s = 0; s < lane; ++s) {
      double most = 0;
      for (int k = 0; k < n; ++k) most = std::max(most, -(d[k] + weight[s] * more[k]) / v[k]);
      EXPECT_NEAR(fastest[s], most, 1e-13 * (1 + most));
    }
  });
}

INSTANTIATE_TEST_SUITE_P(Sizes, KernelsOfSize, testing::Values(1, 2, 7, 8, 9, 15, 16, 17, 30, 41));

TEST(Kernels, ADependentRowIsDropped) {
  const int ld = 8;
  Numbers a(2 * ld, 0.0);
  a[0] = a[ld] = a[ld + 1] = 4;
  EXPECT_EQ(kernels().cholesky(2, a.data(), ld), 1);
  EXPECT_GT(a[ld + 1], 1e30);
}

}  // namespace
}  // namespace gigaplan::block_ipm
