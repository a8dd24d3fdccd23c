#include "gigaplan/solve/reference/reference.hpp"

#include <cmath>
#include <stdexcept>

#include "gigaplan/solve/reference/dense_simplex.hpp"

namespace gigaplan::solve {
namespace {

using program::Program;
using program::Solution;
using program::Status;

/// Depth first: the first whole column that is not whole is split.
class Tree {
 public:
  explicit Tree(const Program& program) : program_(program), lower_(program.lower), upper_(program.upper) {}

  Solution solve() {
    best_.status = Status::infeasible;
    best_.solver = "reference";
    visit();
    best_.row_dual.clear();
    best_.reduced_cost.clear();
    best_.ray = false;
    best_.iterations = nodes_;
    best_.has_solver_bound = best_.status == Status::optimal;
    best_.solver_bound = best_.objective;
    return best_;
  }

 private:
  void visit() {
    if (++nodes_ > 100'000) throw std::logic_error("the reference tree does not end");
    const auto node = DenseSimplex(program_, lower_, upper_).solve();
    if (node.status == Status::unbounded) throw std::invalid_argument("the reference tree needs a bounded relaxation");
    if (node.status != Status::optimal) return;
    const double better_by = program_.maximise ? node.objective - best_.objective : best_.objective - node.objective;
    if (best_.status == Status::optimal && better_by <= 1e-9) return;
    for (std::size_t j = 0; j < lower_.size(); ++j) {
      const double x = node.primal[j];
      if (program_.integer[j] == 0 || std::abs(x - std::round(x)) <= 1e-9) continue;
      const auto [lower, upper] = std::pair{lower_[j], upper_[j]};
      upper_[j] = std::floor(x);
      visit();
      upper_[j] = upper;
      lower_[j] = std::ceil(x);
      visit();
      lower_[j] = lower;
      return;
    }
    best_ = node;
    for (std::size_t j = 0; j < lower_.size(); ++j)
      if (program_.integer[j] != 0) best_.primal[j] = std::round(best_.primal[j]);
  }

  const Program& program_;
  std::vector<double> lower_, upper_;
  Solution best_;
  std::int64_t nodes_ = 0;
};

}  // namespace

Solution solve_reference(const Program& program) {
  if (program.columns() > reference_columns || program.rows() > reference_columns)
    throw std::invalid_argument("the reference solves at most 200 columns and 200 rows");
  if (program.has_quadratic()) throw std::invalid_argument("the reference solves no quadratic costs");
  if (program.has_integers()) return Tree(program).solve();
  return DenseSimplex(program, program.lower, program.upper).solve();
}

}  // namespace gigaplan::solve
