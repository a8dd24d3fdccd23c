#include "gigaplan/solve/highs/matrix_loan.hpp"

#include <bit>
#include <cmath>
#include <stdexcept>
#include <utility>

namespace gigaplan::solve {
namespace {

constexpr double dropped_by_highs = 1e-12;  // the least small_matrix_value that HiGHS lets us set

static_assert(sizeof(HighsInt) == sizeof(std::int32_t), "HiGHS built with 32-bit integers");

/// min costᵀx + ½ xᵀQx with a diagonal Q: entries of the lower triangle, column by column.
HighsHessian diagonal(const std::vector<double>& quadratic) {
  HighsHessian hessian;
  hessian.dim_ = static_cast<HighsInt>(quadratic.size());
  hessian.format_ = HessianFormat::kTriangular;
  hessian.start_.assign(1, 0);
  for (std::size_t j = 0; j < quadratic.size(); ++j) {
    if (quadratic[j] != 0) {
      hessian.index_.push_back(static_cast<HighsInt>(j));
      hessian.value_.push_back(quadratic[j]);
    }
    hessian.start_.push_back(static_cast<HighsInt>(hessian.index_.size()));
  }
  return hessian;
}

/// Rows from columns; a matrix that still lies row by row is copied.
void turn_back(const HighsSparseMatrix& matrix, program::Program& program) {
  const auto rows = static_cast<std::size_t>(matrix.num_row_);
  const auto columns = static_cast<std::size_t>(matrix.num_col_);
  if (!matrix.isColwise()) {
    program.start = matrix.start_;
    program.column = matrix.index_;
    program.value = matrix.value_;
    return;
  }
  const auto entries = static_cast<std::size_t>(matrix.start_[columns]);
  std::vector<std::int32_t> start(rows + 1, 0);
  for (std::size_t k = 0; k < entries; ++k) ++start[static_cast<std::size_t>(matrix.index_[k]) + 1];
  for (std::size_t i = 0; i < rows; ++i) start[i + 1] += start[i];
  std::vector<std::int32_t> column(entries);
  std::vector<double> value(entries);
  auto next = start;
  for (std::size_t j = 0; j < columns; ++j) {
    for (auto k = static_cast<std::size_t>(matrix.start_[j]); k < static_cast<std::size_t>(matrix.start_[j + 1]); ++k) {
      const auto to = static_cast<std::size_t>(next[static_cast<std::size_t>(matrix.index_[k])]++);
      column[to] = static_cast<std::int32_t>(j);
      value[to] = matrix.value_[k];
    }
  }
  program.start = std::move(start);
  program.column = std::move(column);
  program.value = std::move(value);
}

bool any_dropped(const std::vector<double>& values) {
  for (const double value : values)
    if (std::abs(value) <= dropped_by_highs) return true;
  return false;
}

}  // namespace

MatrixLoan::MatrixLoan(program::Program& program, Highs& highs) : program_(program), highs_(highs) {
  HighsModel model;
  auto& lp = model.lp_;
  lp.num_col_ = program.columns();
  lp.num_row_ = program.rows();
  lp.col_cost_ = program.cost;
  if (program.maximise)
    for (double& cost : lp.col_cost_) cost = -cost;
  lp.col_lower_ = program.lower;
  lp.col_upper_ = program.upper;
  lp.row_lower_ = program.row_lower;
  lp.row_upper_ = program.row_upper;
  lp.offset_ = program.maximise ? -program.constant : program.constant;
  if (program.has_integers()) {
    lp.integrality_.reserve(program.integer.size());
    for (const auto flag : program.integer)
      lp.integrality_.push_back(flag != 0 ? HighsVarType::kInteger : HighsVarType::kContinuous);
  }
  if (program.has_quadratic()) model.hessian_ = diagonal(program.quadratic);
  lp.a_matrix_.format_ = MatrixFormat::kRowwise;
  lp.a_matrix_.num_col_ = program.columns();
  lp.a_matrix_.num_row_ = program.rows();

  highs.setOptionValue("small_matrix_value", dropped_by_highs);
  // In its own scale HiGHS writes into the columns of whole numbers, and not always back.
  copied_ = program.columns() == 0 || program.rows() == 0 || any_dropped(program.value) || program.has_integers();
  if (copied_) {
    lp.a_matrix_.start_ = program.start;
    lp.a_matrix_.index_ = program.column;
    lp.a_matrix_.value_ = program.value;
  } else {
    fingerprint_ = fingerprint();
    lp.a_matrix_.start_ = std::move(program.start);
    lp.a_matrix_.index_ = std::move(program.column);
    lp.a_matrix_.value_ = std::move(program.value);
    lent_ = true;
  }
  if (highs.passModel(std::move(model)) == HighsStatus::kError) {
    give_back();
    throw std::logic_error("HiGHS does not take the program");
  }
}

MatrixLoan::~MatrixLoan() {
  if (lent_) turn_back(highs_.getLp().a_matrix_, program_);
}

void MatrixLoan::give_back() {
  if (lent_) turn_back(highs_.getLp().a_matrix_, program_);
  const bool compare = std::exchange(lent_, false);
  highs_.clearModel();
  if (compare && fingerprint() != fingerprint_)
    throw std::logic_error("HiGHS returned another matrix than it was lent");
}

/// A sum over the entries of a mix of row, column and the bits of the value: whatever the order, the same.
std::uint64_t MatrixLoan::fingerprint() const {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i + 1 < program_.start.size(); ++i) {
    for (auto k = static_cast<std::size_t>(program_.start[i]); k < static_cast<std::size_t>(program_.start[i + 1]);
         ++k) {
      auto mix = std::bit_cast<std::uint64_t>(program_.value[k]);
      mix ^= (static_cast<std::uint64_t>(i) << 32U) | static_cast<std::uint32_t>(program_.column[k]);
      mix *= 0x9E3779B97F4A7C15ULL;
      mix ^= mix >> 29U;
      mix *= 0xBF58476D1CE4E5B9ULL;
      sum += mix ^ (mix >> 32U);
    }
  }
  return sum;
}

}  // namespace gigaplan::solve
