// Presolve: takes out what hurts an interior point, and gives every row and column its value back afterwards.
//
// Two phases, undone in reverse order:
//  A. to a fixed point: fixed columns are put into the right-hand sides, empty rows checked and dropped, rows with one
//     column left become bounds of that column (so zero availability, x ≤ 0 · capacity, removes the column);
//  B. a free column in equality rows of its own hours is substituted by the shortest of them.
// Bounds of 1e10 and more, far above every other number of the program, count as absent (`ignored_bounds`); who solves
// the reduced program checks them afterwards.
#pragma once
#include <cstdint>
#include <vector>

#include "gigaplan/program/program.hpp"

namespace gigaplan::block_ipm {

using Index = std::int32_t;
using Vector = std::vector<double>;

/// Rows of a matrix one after another: entries of row i are start[i] … start[i + 1] − 1.
struct Rows {
  std::vector<Index> start{0};
  std::vector<Index> column;
  Vector value;
  [[nodiscard]] Index count() const { return static_cast<Index>(start.size()) - 1; }
};

/// The columns of a matrix given by rows: the same layout, `column` then holds row numbers.
[[nodiscard]] Rows transposed(const Rows& rows, Index columns);

/// True if two finite bounds are one: no interior lies between them.
[[nodiscard]] bool have_met(double lower, double upper);

/// What is left: min cost · x + ½ Σ quadratic x², row_lower ≤ rows · x ≤ row_upper, lower ≤ x ≤ upper.
struct Reduced {
  Vector cost, quadratic, lower, upper;
  std::vector<Index> block;  ///< of every column, or program::border
  Rows rows;
  Vector row_lower, row_upper;
  std::vector<Index> chain_of_block;
  double constant = 0;  ///< cost of what was taken out
  [[nodiscard]] Index columns() const { return static_cast<Index>(cost.size()); }
};

/// How to come back. Indices are those of the program.
struct Postsolve {
  struct BoundRow {  ///< a row with one column left that became a bound
    Index row, column;
    double coefficient;
    bool gives_lower, gives_upper;  ///< it is the tightest of its column
  };
  struct Substituted {  ///< free column = (rhs − Σ entries x) / pivot, taken from `row`
    Index column, row;
    double pivot, rhs;
    std::vector<std::pair<Index, double>> entries;     ///< of `row`, without the column
    std::vector<std::pair<Index, double>> other_rows;  ///< the column's coefficients in other rows
    double cost;
  };
  std::vector<Index> columns, rows;  ///< of the reduced program
  Vector fixed;                      ///< value of every fixed column, NaN elsewhere
  std::vector<BoundRow> bound_rows;
  std::vector<Substituted> substituted;
};

struct Presolved {
  Reduced reduced;
  Postsolve postsolve;
  bool conflict = false;  ///< a row or a pair of bounds cannot hold: the program is infeasible
  std::vector<std::pair<Index, double>> conflict_prices;  ///< rows and prices from which recover() makes the proof
  bool ignored_bounds = false;                            ///< some bounds of 1e10 and more were left out
};

/// `keep_huge_bounds`: treat every finite bound below 1e20 as meant.
[[nodiscard]] Presolved presolve(const program::Program& program, bool keep_huge_bounds);

/// Which cost the duals belong to: that of the program, or none (a proof of infeasibility).
enum class Cost : std::uint8_t { own, none };

/// Primal of every column and dual of every row of `program` from those of the reduced program (minimisation signs).
void recover(const program::Program& program, const Postsolve& postsolve, const Vector& reduced_x,
             const Vector& reduced_y, Cost cost, Vector& x, Vector& y);

/// The prices of rows that prove a conflict found here.
[[nodiscard]] Vector conflict_proof(const program::Program& program, const Presolved& presolved);

}  // namespace gigaplan::block_ipm
