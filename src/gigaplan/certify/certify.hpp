// The independent check: everything recomputed from Program and Solution alone.
//
// With s = +1 for a minimisation, −1 for a maximisation, y = s · row_dual and d = s (cost + quadratic x) − Aᵀ y:
//
//     rows            row_lower − v ≤ A x ≤ row_upper + v           v relative to the run's peak limit or term
//     bounds          lower − v ≤ x ≤ upper + v                     v relative to max(1, |bound|)
//     dual residual   y_i, d_j on the side where no limit is (> 0 with no lower, < 0 with no upper limit), and the
//                     difference between d and the reported reduced cost, relative to 1 + the run's peak price (y) or
//                     term of cost − Aᵀ y (d)
//     gap             |p − q| / max(1, |p|),  q = s · constant − ½ xᵀQx
//                     + Σ_i (y_i > 0 ? y_i row_lower_i : y_i row_upper_i) + Σ_j (d_j > 0 ? d_j lower_j : d_j upper_j)
//
// Sums are carried in twice the precision. Cost: five passes over the matrix at most.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "gigaplan/program/program.hpp"
#include "gigaplan/program/solution.hpp"

namespace gigaplan::certify {

struct CertifyOptions {
  double tolerance = 1e-6;        ///< rows, dual residual, complementarity
  double bound_tolerance = 1e-9;  ///< bounds
  double gap = 1e-6;              ///< relative gap without integers
  double mip_gap = 1e-4;          ///< relative gap with integers
  int worst = 10;                 ///< how many worst rows are listed
};

/// What kind of thing is out of order.
enum class Kind : std::uint8_t {
  row,           ///< a row outside its limits
  bound,         ///< a column outside its bounds
  integrality,   ///< a whole column that is not whole
  row_dual,      ///< a row's price with a sign that its limits forbid
  reduced_cost,  ///< the same for a column, or a reported reduced cost that is not cost − Aᵀ price
  row_slack,     ///< a row with a price and room left (complementarity)
  bound_slack,   ///< the same for a column
  objective,     ///< the reported objective
};
[[nodiscard]] const char* word(Kind kind);

/// One violation, by name.
struct Worst {
  Kind kind = Kind::row;
  std::string name;      ///< "family[member,position]"
  std::string unit;      ///< of `amount`; empty where it is money per unit or money
  double amount = 0;     ///< in original units
  double relative = 0;   ///< the number that is compared with the tolerance
  double tolerance = 0;  ///< accepted when relative ≤ tolerance
};

/// Largest row violation of one family.
struct FamilyCheck {
  std::string family, unit;
  std::int64_t rows = 0;
  double violation = 0;  ///< [unit], of the row that is worst relative to its scale
  double scale = 0;      ///< [unit], what it is compared with: the peak limit or term of its run
  double relative = 0;
  std::string worst;  ///< name of that row, empty when nothing is violated
};

struct Certificate {
  /// Everything below holds: an optimal answer with its proof, or a proof that none exists.
  bool accepted = false;
  /// Rows, bounds and integrality hold (also for answers of a limit, where no gap is proved).
  bool feasible = false;
  double primal = 0;           ///< largest relative violation of rows and bounds
  double dual = 0;             ///< largest relative dual residual
  double complementarity = 0;  ///< largest single product of dual and slack, relative to max(1, |objective|)
  double integrality = 0;      ///< largest distance from a whole number
  double gap = 0;              ///< relative; NaN where no dual side is known
  double objective = 0;        ///< recomputed, with the constant
  /// No feasible point is better than this, whatever the solver says, if the boxes of `dual_bound_assumes` hold.
  std::optional<double> dual_bound;
  std::vector<std::string> dual_bound_assumes;  ///< boxes and other things taken on trust, one line each
  bool bound_is_solvers = false;                ///< with integers: `dual_bound` is the tree's, not recomputed
  bool prices_from_fixed_integers = false;
  /// Violations above their tolerance first: rows, bounds and whole numbers, then prices, then what follows from them,
  /// each worst first; then the largest of those that are allowed.
  std::vector<Worst> worst;
  std::vector<FamilyCheck> families;  ///< one for each row family that has rows
  std::string reason;                 ///< one sentence: why it was refused, or what was proved
};

/// Checks `solution` against `program`. Never throws on wrong numbers: NaN, wrong sizes and missing parts are refused
/// with a reason.
[[nodiscard]] Certificate certify(const program::Program& program, const program::Solution& solution,
                                  const CertifyOptions& options = {});

}  // namespace gigaplan::certify
