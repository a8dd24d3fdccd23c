// One linear program in dense form; see reference.hpp for the mathematics.
#pragma once
#include <Eigen/Dense>
#include <vector>

#include "gigaplan/program/program.hpp"
#include "gigaplan/program/solution.hpp"

namespace gigaplan::solve {

class DenseSimplex {
 public:
  using Real = long double;
  using Vector = Eigen::Matrix<Real, Eigen::Dynamic, 1>;
  using Matrix = Eigen::Matrix<Real, Eigen::Dynamic, Eigen::Dynamic>;

  /// Bounds of the columns are taken from `lower` and `upper`, not from the program.
  DenseSimplex(const program::Program& program, const std::vector<double>& lower, const std::vector<double>& upper);
  [[nodiscard]] program::Solution solve();

 private:
  struct Move {
    Eigen::Index entering = -1;
    Real sign = 1;
  };
  void compute_basics();
  [[nodiscard]] bool feasible() const;
  [[nodiscard]] Vector basic_costs(bool phase_one) const;
  [[nodiscard]] Move choose(bool phase_one) const;
  /// Moves along the entering variable; false when nothing stops it (the direction is then in `ray_`).
  bool step(const Move& move, bool phase_one);
  [[nodiscard]] program::Solution answer(program::Status status) const;

  const program::Program& program_;
  Real sense_;
  Eigen::Index columns_, rows_;
  Matrix m_;
  Vector cost_, lower_, upper_, z_;
  std::vector<Eigen::Index> basis_;
  std::vector<bool> basic_;
  Eigen::PartialPivLU<Matrix> factor_;
  Vector y_, d_, ray_;
  std::int64_t iterations_ = 0;
};

}  // namespace gigaplan::solve
