// The program: a sparse LP, MILP or LP with a diagonal quadratic cost in one canonical form, with its block structure.
//
//     min  constant + Σ_j cost_j x_j + ½ Σ_j quadratic_j x_j²
//     subject to   row_lower ≤ A x ≤ row_upper,  lower ≤ x ≤ upper
//
// (`maximise` flips the sense; x_j whole where integer_j.) Rows are stored row by row. Every run of columns and rows
// knows its family (the kind of variable or constraint, with unit), its member (which process, node, …) and its axis:
// elements along the snapshot axis lie in consecutive time blocks, all others belong to the yearly border. This is what
// the block solver reads, and what names are made of.
#pragma once
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace gigaplan::program {

inline constexpr double infinity = std::numeric_limits<double>::infinity();
inline constexpr std::int32_t border = -1;  ///< the block of yearly columns and rows

/// What one step of a run's index means.
enum class Axis : std::uint8_t { single, snapshot, period };

/// A kind of column or row. `unit` of a column: the unit of the variable; of a row: the unit of its activity A x.
/// `dual` says in words what the row's dual value means (its unit is money/unit of the row).
struct Family {
  std::string name;
  std::string unit;
  std::string dual;
};

/// Consecutive columns (or rows) of one family and one member: element i has index first + i and position from + i on
/// the axis (snapshot index = time block, or period index).
struct Run {
  std::int32_t first = 0;
  std::int32_t count = 0;
  std::int32_t from = 0;
  std::int16_t family = 0;
  Axis axis = Axis::single;
  std::string member;
};

struct Program {
  // columns
  std::vector<double> cost, lower, upper;
  std::vector<double> quadratic;      ///< empty, or one coefficient (≥ 0) a column
  std::vector<std::uint8_t> integer;  ///< empty, or 1 where the column is whole
  // rows, with A row by row: entries of row i are start[i] … start[i + 1] − 1; columns ascending, no duplicates, no
  // zeros
  std::vector<double> row_lower, row_upper;
  std::vector<std::int32_t> start{0};
  std::vector<std::int32_t> column;
  std::vector<double> value;

  double constant = 0;
  bool maximise = false;

  // structure and names
  std::vector<Family> column_families, row_families;
  std::vector<Run> column_runs, row_runs;    ///< ascending, without gaps
  std::vector<std::int32_t> chain_of_block;  ///< block → chain (period × scenario); blocks of a chain are consecutive
  std::vector<std::string> snapshot_labels, period_labels;

  [[nodiscard]] std::int32_t columns() const { return static_cast<std::int32_t>(cost.size()); }
  [[nodiscard]] std::int32_t rows() const { return static_cast<std::int32_t>(row_lower.size()); }
  [[nodiscard]] std::int64_t nonzeros() const { return static_cast<std::int64_t>(value.size()); }
  [[nodiscard]] std::int32_t blocks() const { return static_cast<std::int32_t>(chain_of_block.size()); }
  [[nodiscard]] bool has_integers() const;
  [[nodiscard]] bool has_quadratic() const;

  /// Block of every column (row): the snapshot index, or `border`.
  [[nodiscard]] std::vector<std::int32_t> column_blocks() const;
  [[nodiscard]] std::vector<std::int32_t> row_blocks() const;
  /// "family[member,position]" of one column (row).
  [[nodiscard]] std::string column_name(std::int32_t j) const;
  [[nodiscard]] std::string row_name(std::int32_t i) const;
  [[nodiscard]] const Run& column_run(std::int32_t j) const;
  [[nodiscard]] const Run& row_run(std::int32_t i) const;
};

}  // namespace gigaplan::program
