// What a solver hands back for a program.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace gigaplan::program {

struct Interior;

enum class Status : std::uint8_t { optimal, infeasible, unbounded, limit, interrupted, numerical };

/// Signs, for a minimisation: row_dual_i = ∂objective/∂(right-hand side of row i), so row_dual ≥ 0 where only row_lower
/// binds and ≤ 0 where only row_upper binds; reduced_cost_j = cost_j + quadratic_j x_j − Σ_i A_ij row_dual_i. For a
/// maximisation the same derivative signs hold (row_dual_i is still ∂objective/∂rhs_i), so both flip their sign rule.
/// `primal` is present (size columns) whenever a point is known; duals are empty where none exist (integers,
/// infeasible). For Status::infeasible `row_dual` may hold a Farkas ray; for unbounded `primal` may hold a ray; `ray`
/// says so.
struct Solution {
  Status status = Status::numerical;
  std::vector<double> primal;
  std::vector<double> row_dual;
  std::vector<double> reduced_cost;
  double objective = 0;     ///< with the program's constant, at `primal`
  double solver_bound = 0;  ///< the solver's own dual bound (tree bound for integers)
  bool has_solver_bound = false;
  bool ray = false;
  bool duals_with_integers_fixed = false;
  /// Simplex: where every column and row stands in the basis (HiGHS's numbering), to start a program of the same
  /// shape from; empty otherwise.
  std::vector<std::uint8_t> column_basis, row_basis;
  /// Block interior point, when asked for: a point on the way, to start a program much like this one from.
  std::shared_ptr<const Interior> interior;
  std::string solver;  ///< "highs-simplex", "highs-hipo", "highs-mip", "highs-ipx", "block-ipm"
  std::int64_t iterations = 0;
  std::string message;             ///< one line for people: what happened
  std::vector<std::string> tried;  ///< solvers that were tried before and why they were left
};

[[nodiscard]] inline const char* word(Status status) {
  switch (status) {
    case Status::optimal:
      return "optimal";
    case Status::infeasible:
      return "infeasible";
    case Status::unbounded:
      return "unbounded";
    case Status::limit:
      return "limit";
    case Status::interrupted:
      return "limit";
    case Status::numerical:
      return "numerical";
  }
  return "numerical";
}

}  // namespace gigaplan::program
