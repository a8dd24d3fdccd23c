#include "gigaplan/solve/block_ipm/dense_reference.hpp"

#include <Eigen/Dense>

namespace gigaplan::block_ipm {

void solve_dense(const StandardForm& form, const Vector& theta, double rho, double delta, const Vector& f,
                 const Vector& r, Vector& dx, Vector& dy) {
  const Index n = form.columns;
  const Index m = form.rows;
  Eigen::MatrixXd g = Eigen::MatrixXd::Zero(form.pairs, n);
  for (Index j = 0; j < form.hourly_columns(); ++j) {
    for (Index k = form.pair_start[j]; k < form.pair_start[j + 1]; ++k) g(k, j) = form.pivot[k];
  }
  for (Index k = 0; k < form.pairs; ++k) {
    for (Index q = form.tail.start[k]; q < form.tail.start[k + 1]; ++q) g(k, form.tail.column[q]) = form.tail.value[q];
  }
  Eigen::MatrixXd a = Eigen::MatrixXd::Zero(m, n);
  for (Index i = 0; i < m; ++i) {
    for (Index q = form.a_by_row.start[i]; q < form.a_by_row.start[i + 1]; ++q) {
      a(i, form.a_by_row.column[q]) = form.a_by_row.value[q];
    }
  }
  Eigen::MatrixXd k = Eigen::MatrixXd::Zero(n + m, n + m);
  const Eigen::Map<const Eigen::VectorXd> weights(theta.data(), form.pairs);
  k.topLeftCorner(n, n) = g.transpose() * weights.asDiagonal() * g;
  for (Index j = 0; j < n; ++j) k(j, j) += rho + form.q[j];
  k.topRightCorner(n, m) = -a.transpose();
  k.bottomLeftCorner(m, n) = a;
  for (Index i = 0; i < m; ++i) k(n + i, n + i) = delta;
  Eigen::VectorXd right(n + m);
  right << Eigen::Map<const Eigen::VectorXd>(f.data(), n), Eigen::Map<const Eigen::VectorXd>(r.data(), m);
  const Eigen::VectorXd solution = k.fullPivLu().solve(right);
  Eigen::Map<Eigen::VectorXd>(dx.data(), n) = solution.head(n);
  Eigen::Map<Eigen::VectorXd>(dy.data(), m) = solution.tail(m);
}

}  // namespace gigaplan::block_ipm
