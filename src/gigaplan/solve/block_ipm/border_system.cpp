#include "gigaplan/solve/block_ipm/border_system.hpp"

#include <Eigen/LU>
#include <algorithm>
#include <cmath>
#include <numeric>

namespace gigaplan::block_ipm {
namespace {

using Matrix = Eigen::MatrixXd;

constexpr int scaling_passes = 3;
// Neighbours up to which a number is eliminated sparsely: a share of the dense numbers, whose LU is the faster per entry.
constexpr Index few_neighbours = 50;
constexpr double share_of_dense = 0.3;

std::size_t area(Index rows, Index ld) { return static_cast<std::size_t>(rows) * static_cast<std::size_t>(ld); }

// Ascending, each place once.
void sort_and_add_up(BorderRow& row) {
  std::ranges::stable_sort(row, {}, &BorderTerm::at);
  std::size_t to = 0;
  for (const auto& term : row) {
    if (to > 0 && row[to - 1].at == term.at) {
      row[to - 1].value += term.value;
    } else {
      row[to++] = term;
    }
  }
  row.resize(to);
}

}  // namespace

struct BorderSystem::Factors {
  Eigen::PartialPivLU<Matrix> lu;
};

BorderSystem::BorderSystem(const std::vector<char>& met)
    : place_(met.size()), scale_(met.size()), factors_(std::make_unique<Factors>()) {
  for (std::size_t i = 0; i < met.size(); ++i) place_[i] = met[i] ? dense_++ : sparse_++;
  for (std::size_t i = 0; i < met.size(); ++i) place_[i] += met[i] ? sparse_ : 0;
  rows_.resize(static_cast<std::size_t>(sparse_));
  s_.resize(area(dense_, dense_));
}

BorderSystem::~BorderSystem() = default;

void BorderSystem::clear() {
  for (auto& row : rows_) row.clear();
  std::ranges::fill(s_, 0.0);
}

void BorderSystem::add(Index i, Index k, double value) {
  const auto [low, high] = std::minmax(place_[i], place_[k]);
  if (low >= sparse_) {
    s_[area(high - sparse_, dense_) + low - sparse_] += value;
    return;
  }
  rows_[low].push_back({high, value});
  if (high < sparse_ && high != low) rows_[high].push_back({low, value});
}

void BorderSystem::subtract(std::span<const Index> numbers, const double* lower, int ld) {
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const double* from = lower + area(static_cast<Index>(i), ld);
    double* to = s_.data() + area(place_[numbers[i]] - sparse_, dense_) - sparse_;
    for (std::size_t k = 0; k <= i; ++k) to[place_[numbers[k]]] -= from[k];
  }
}

void BorderSystem::factor() {
  if (place_.empty()) return;
  for (auto& row : rows_) sort_and_add_up(row);
  scale();
  const auto most = std::max(few_neighbours, static_cast<Index>(share_of_dense * dense_));
  elimination_.run(rows_, s_.data(), dense_, most);
  factor_rest();
}

// Every number's largest entry towards one, by square roots from both sides.
void BorderSystem::scale() {
  std::ranges::fill(scale_, 1.0);
  Vector largest(scale_.size());
  for (int pass = 0; pass < scaling_passes; ++pass) {
    std::ranges::fill(largest, 0.0);
    const auto see = [&](Index i, Index k, double value) {
      largest[i] = std::max(largest[i], std::abs(value) * scale_[i] * scale_[k]);
      largest[k] = std::max(largest[k], std::abs(value) * scale_[i] * scale_[k]);
    };
    for (Index i = 0; i < sparse_; ++i) {
      for (const auto& term : rows_[i]) see(i, term.at, term.value);
    }
    for (Index i = 0; i < dense_; ++i) {
      for (Index k = 0; k <= i; ++k) see(sparse_ + i, sparse_ + k, s_[area(i, dense_) + k]);
    }
    for (std::size_t i = 0; i < scale_.size(); ++i) {
      if (largest[i] > 0 && std::isfinite(largest[i])) scale_[i] *= std::exp2(-std::round(std::log2(largest[i]) / 2));
    }
  }
  for (Index i = 0; i < sparse_; ++i) {
    for (auto& term : rows_[i]) term.value *= scale_[i] * scale_[term.at];
  }
  for (Index i = 0; i < dense_; ++i) {
    for (Index k = 0; k <= i; ++k) s_[area(i, dense_) + k] *= scale_[sparse_ + i] * scale_[sparse_ + k];
  }
}

void BorderSystem::factor_rest() {
  rest_.resize(static_cast<std::size_t>(dense_));
  std::iota(rest_.begin(), rest_.end(), sparse_);
  std::vector<Index> at(place_.size());  // place → number in the rest
  for (Index i = 0; i < dense_; ++i) at[sparse_ + i] = i;
  for (const Index i : elimination_.left()) {
    at[i] = dense_size();
    rest_.push_back(i);
  }
  Matrix full = Matrix::Zero(dense_size(), dense_size());
  for (Index i = 0; i < dense_; ++i) {
    for (Index k = 0; k <= i; ++k) full(i, k) = full(k, i) = s_[area(i, dense_) + k];
  }
  for (const Index i : elimination_.left()) {
    for (const auto& term : elimination_.row(i)) full(at[i], at[term.at]) = full(at[term.at], at[i]) = term.value;
  }
  factors_->lu.compute(full);
}

void BorderSystem::solve(Vector& right) const {
  if (place_.empty()) return;
  Vector r(right.size());
  for (std::size_t i = 0; i < r.size(); ++i) r[place_[i]] = right[i] * scale_[place_[i]];
  elimination_.forward(r);
  if (!rest_.empty()) {
    Eigen::VectorXd dense(dense_size());
    for (std::size_t i = 0; i < rest_.size(); ++i) dense[static_cast<Eigen::Index>(i)] = r[rest_[i]];
    dense = factors_->lu.solve(dense);
    for (std::size_t i = 0; i < rest_.size(); ++i) r[rest_[i]] = dense[static_cast<Eigen::Index>(i)];
  }
  elimination_.backward(r);
  for (std::size_t i = 0; i < r.size(); ++i) right[i] = r[place_[i]] * scale_[place_[i]];
}

}  // namespace gigaplan::block_ipm
