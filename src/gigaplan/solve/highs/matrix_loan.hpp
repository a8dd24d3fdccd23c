// The loan of a program's matrix to HiGHS: moved in, turned back and compared when the loan ends.
#pragma once
#include <cstdint>

#include "Highs.h"
#include "gigaplan/program/program.hpp"

namespace gigaplan::solve {

class MatrixLoan {
 public:
  /// Passes the whole program to `highs`, a maximisation as the minimisation of its negative (HiGHS 1.15.1 confuses the
  /// signs of an interior point's prices when it maximises); throws std::logic_error (matrix given back) when HiGHS
  /// does not take it.
  MatrixLoan(program::Program& program, Highs& highs);
  MatrixLoan(const MatrixLoan&) = delete;
  MatrixLoan& operator=(const MatrixLoan&) = delete;
  /// Gives back when give_back() was not reached (an exception is on its way).
  ~MatrixLoan();
  /// Ends the loan; `highs` holds no model afterwards. Throws std::logic_error when the matrix is not the one lent.
  void give_back();

 private:
  [[nodiscard]] std::uint64_t fingerprint() const;

  program::Program& program_;
  Highs& highs_;
  bool lent_ = false;    ///< the matrix lies in HiGHS
  bool copied_ = false;  ///< a copy lies in HiGHS
  std::uint64_t fingerprint_ = 0;
};

}  // namespace gigaplan::solve
