#include "gigaplan/solve/block_ipm/border_system.hpp"

#include <Eigen/LU>
#include <algorithm>
#include <cmath>

namespace gigaplan::block_ipm {
namespace {

using Matrix = Eigen::MatrixXd;

constexpr int scaling_passes = 3;

}  // namespace

struct BorderSystem::Factors {
  Eigen::PartialPivLU<Matrix> lu;
};

BorderSystem::BorderSystem(Index size)
    : size_(size),
      s_(static_cast<std::size_t>(size) * static_cast<std::size_t>(size)),
      scale_(static_cast<std::size_t>(size), 1.0),
      factors_(std::make_unique<Factors>()) {}

BorderSystem::~BorderSystem() = default;

void BorderSystem::clear() { std::ranges::fill(s_, 0.0); }

void BorderSystem::factor() {
  if (size_ == 0) return;
  Matrix full(size_, size_);
  for (Index i = 0; i < size_; ++i) {
    for (Index k = 0; k <= i; ++k) full(i, k) = full(k, i) = s_[static_cast<std::size_t>(i) * size_ + k];
  }
  std::ranges::fill(scale_, 1.0);
  for (int pass = 0; pass < scaling_passes; ++pass) {
    for (Index i = 0; i < size_; ++i) {
      const double largest = full.col(i).cwiseAbs().maxCoeff();
      if (!(largest > 0) || !std::isfinite(largest)) continue;
      const double factor = std::exp2(-std::round(std::log2(largest) / 2));
      full.col(i) *= factor;
      full.row(i) *= factor;
      scale_[i] *= factor;
    }
  }
  factors_->lu.compute(full);
}

void BorderSystem::solve(Vector& right) const {
  if (size_ == 0) return;
  Eigen::Map<Eigen::VectorXd> r(right.data(), size_);
  const Eigen::Map<const Eigen::VectorXd> scale(scale_.data(), size_);
  r = scale.cwiseProduct(factors_->lu.solve(scale.cwiseProduct(r)));
}

}  // namespace gigaplan::block_ipm
