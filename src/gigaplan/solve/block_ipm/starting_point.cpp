#include "gigaplan/solve/block_ipm/starting_point.hpp"

#include <algorithm>
#include <cmath>

namespace gigaplan::block_ipm {
namespace {

constexpr double regularisation = 1e-8;
constexpr double floor_w = 10;   // times the mean of |w|
constexpr double floor_z = 0.1;  // times the mean of |z|
constexpr double spread = 10;    // of the products around their mean

}  // namespace

Point starting_point(const StandardForm& form, Newton& newton, const Crew& crew) {
  Point p(form);
  if (form.pairs == 0) {
    Vector v(form.c.size());
    newton.factor_plain(regularisation, regularisation);
    newton.least_squares(p.x, v, p.y);
    return p;
  }
  Vector v(form.c.size());
  newton.factor_plain(regularisation, regularisation);
  newton.least_squares(p.x, v, p.y);
  newton.multiply_pairs(p.x, p.w);
  newton.multiply_pairs(v, p.z);
  for (std::size_t k = 0; k < p.w.size(); ++k) p.w[k] -= form.h[k];
  const auto mean = [&](const Vector& u) {
    return sum_of(crew, u.size(), [&](std::size_t k) { return std::abs(u[k]); }) / static_cast<double>(u.size());
  };
  const auto lift = [](Vector& u, double least) {
    if (!(least > 0)) least = 1;
    for (double& value : u) value = std::max(std::abs(value), least);
  };
  lift(p.w, floor_w * mean(p.w));
  lift(p.z, floor_z * mean(p.z));
  const double mu = dot(crew, p.w, p.z) / static_cast<double>(p.w.size());
  for (std::size_t k = 0; k < p.w.size(); ++k) {
    const double product = p.w[k] * p.z[k];
    const double factor = std::sqrt(std::clamp(product, mu / spread, mu * spread) / product);
    p.w[k] *= factor;
    p.z[k] *= factor;
  }
  return p;
}

}  // namespace gigaplan::block_ipm
