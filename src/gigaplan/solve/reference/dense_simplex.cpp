#include "gigaplan/solve/reference/dense_simplex.hpp"

#include <cmath>
#include <stdexcept>

namespace gigaplan::solve {
namespace {

constexpr long double small = 1e-12L;
constexpr std::int64_t iteration_limit = 100'000;

}  // namespace

DenseSimplex::DenseSimplex(const program::Program& program, const std::vector<double>& lower,
                           const std::vector<double>& upper)
    : program_(program), sense_(program.maximise ? -1 : 1), columns_(program.columns()), rows_(program.rows()) {
  const auto all = columns_ + rows_;
  m_ = Matrix::Zero(rows_, all);
  cost_ = Vector::Zero(all);
  lower_.resize(all);
  upper_.resize(all);
  z_.resize(all);
  basic_.assign(static_cast<std::size_t>(all), false);
  for (Eigen::Index j = 0; j < columns_; ++j) {
    const auto k = static_cast<std::size_t>(j);
    cost_[j] = sense_ * program.cost[k];
    lower_[j] = lower[k];
    upper_[j] = upper[k];
    z_[j] = std::isfinite(lower[k]) ? lower[k] : std::isfinite(upper[k]) ? upper[k] : 0;
  }
  for (Eigen::Index i = 0; i < rows_; ++i) {
    const auto k = static_cast<std::size_t>(i);
    for (auto e = program.start[k]; e < program.start[k + 1]; ++e)
      m_(i, program.column[static_cast<std::size_t>(e)]) = program.value[static_cast<std::size_t>(e)];
    m_(i, columns_ + i) = -1;
    lower_[columns_ + i] = program.row_lower[k];
    upper_[columns_ + i] = program.row_upper[k];
    basis_.push_back(columns_ + i);
    basic_[static_cast<std::size_t>(columns_ + i)] = true;
  }
}

/// B z_B = −N z_N.
void DenseSimplex::compute_basics() {
  if (rows_ == 0) return;
  Matrix b(rows_, rows_);
  Vector rest = Vector::Zero(rows_);
  for (Eigen::Index i = 0; i < rows_; ++i) b.col(i) = m_.col(basis_[static_cast<std::size_t>(i)]);
  for (Eigen::Index j = 0; j < columns_ + rows_; ++j)
    if (!basic_[static_cast<std::size_t>(j)]) rest -= m_.col(j) * z_[j];
  factor_.compute(b);
  const Vector basics = factor_.solve(rest);
  for (Eigen::Index i = 0; i < rows_; ++i) z_[basis_[static_cast<std::size_t>(i)]] = basics[i];
}

bool DenseSimplex::feasible() const {
  for (const auto j : basis_)
    if (z_[j] < lower_[j] - small || z_[j] > upper_[j] + small) return false;
  return true;
}

DenseSimplex::Vector DenseSimplex::basic_costs(bool phase_one) const {
  Vector costs(rows_);
  for (Eigen::Index i = 0; i < rows_; ++i) {
    const auto j = basis_[static_cast<std::size_t>(i)];
    costs[i] = cost_[j];
    if (phase_one) costs[i] = z_[j] < lower_[j] - small ? -1 : z_[j] > upper_[j] + small ? 1 : 0;
  }
  return costs;
}

/// Bland: the first nonbasic variable whose reduced cost lets the objective fall.
DenseSimplex::Move DenseSimplex::choose(bool phase_one) const {
  for (Eigen::Index j = 0; j < columns_ + rows_; ++j) {
    if (basic_[static_cast<std::size_t>(j)] || lower_[j] >= upper_[j]) continue;
    const Real d = (phase_one ? Real(0) : cost_[j]) - (rows_ > 0 ? m_.col(j).dot(y_) : Real(0));
    if (d < -small && z_[j] < upper_[j]) return {j, 1};
    if (d > small && z_[j] > lower_[j]) return {j, -1};
  }
  return {};
}

bool DenseSimplex::step(const Move& move, bool phase_one) {
  const auto q = move.entering;
  Vector change = Vector::Zero(rows_);
  if (rows_ > 0) change = -move.sign * factor_.solve(m_.col(q));
  Real longest = move.sign > 0 ? upper_[q] - z_[q] : z_[q] - lower_[q];
  Eigen::Index leaving = -1;
  Real limit = 0;
  for (Eigen::Index i = 0; i < rows_; ++i) {
    if (std::abs(change[i]) <= small) continue;
    const auto j = basis_[static_cast<std::size_t>(i)];
    // A variable below its lower limit stops there on its way up, and nowhere on its way down; likewise above.
    const bool below = phase_one && z_[j] < lower_[j] - small;
    const bool above = phase_one && z_[j] > upper_[j] + small;
    Real stop = change[i] > 0 ? upper_[j] : lower_[j];
    if (below) stop = change[i] > 0 ? lower_[j] : -std::numeric_limits<Real>::infinity();
    if (above) stop = change[i] < 0 ? upper_[j] : std::numeric_limits<Real>::infinity();
    if (std::isinf(stop)) continue;
    const Real length = std::max(Real(0), (stop - z_[j]) / change[i]);
    const bool tie = leaving >= 0 && length == longest && j < basis_[static_cast<std::size_t>(leaving)];
    if (length < longest || tie) {
      longest = length;
      leaving = i;
      limit = stop;
    }
  }
  if (std::isinf(longest)) {
    ray_ = Vector::Zero(columns_ + rows_);
    ray_[q] = move.sign;
    for (Eigen::Index i = 0; i < rows_; ++i) ray_[basis_[static_cast<std::size_t>(i)]] = change[i];
    return false;
  }
  z_[q] += move.sign * longest;
  if (leaving < 0) {
    z_[q] = move.sign > 0 ? upper_[q] : lower_[q];
    return true;
  }
  auto& place = basis_[static_cast<std::size_t>(leaving)];
  z_[place] = limit;
  basic_[static_cast<std::size_t>(place)] = false;
  basic_[static_cast<std::size_t>(q)] = true;
  place = q;
  return true;
}

program::Solution DenseSimplex::solve() {
  for (Eigen::Index j = 0; j < columns_ + rows_; ++j)
    if (lower_[j] > upper_[j]) return answer(program::Status::infeasible);
  while (true) {
    compute_basics();
    const bool phase_one = !feasible();
    y_ = Vector::Zero(rows_);
    if (rows_ > 0) y_ = factor_.transpose().solve(basic_costs(phase_one));
    const auto move = choose(phase_one);
    if (move.entering < 0) return answer(phase_one ? program::Status::infeasible : program::Status::optimal);
    if (++iterations_ > iteration_limit) throw std::logic_error("the reference simplex does not end");
    if (!step(move, phase_one)) return answer(program::Status::unbounded);
  }
}

program::Solution DenseSimplex::answer(program::Status status) const {
  program::Solution solution;
  solution.status = status;
  solution.solver = "reference";
  solution.iterations = iterations_;
  const auto prices = [&](Real sign) {
    for (Eigen::Index i = 0; i < rows_; ++i) solution.row_dual.push_back(static_cast<double>(sign * y_[i]));
  };
  if (status == program::Status::infeasible) {
    solution.ray = y_.size() == rows_;
    if (solution.ray) prices(1);
    return solution;
  }
  const auto& point = status == program::Status::unbounded ? ray_ : z_;
  for (Eigen::Index j = 0; j < columns_; ++j) solution.primal.push_back(static_cast<double>(point[j]));
  solution.ray = status == program::Status::unbounded;
  if (solution.ray) return solution;
  prices(sense_);
  Real objective = program_.constant;
  for (Eigen::Index j = 0; j < columns_; ++j) {
    objective += sense_ * cost_[j] * z_[j];
    const Real d = cost_[j] - (rows_ > 0 ? m_.col(j).dot(y_) : Real(0));
    solution.reduced_cost.push_back(static_cast<double>(sense_ * d));
  }
  solution.objective = static_cast<double>(objective);
  return solution;
}

}  // namespace gigaplan::solve
