// The passes over the matrix that the checks share, and what they note down.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "gigaplan/certify/certify.hpp"
#include "gigaplan/certify/sum.hpp"
#include "gigaplan/program/program.hpp"

namespace gigaplan::certify {

/// A x row by row: the sum, and its largest single term |a_ij x_j|, both [rows].
struct Activity {
  std::vector<double> value, largest_term;
};
[[nodiscard]] Activity activity(const program::Program& program, std::span<const double> x);

/// objective − Aᵀ y column by column: the sum, and its largest single term including |objective_j|, both [columns].
struct Reduced {
  std::vector<double> value, largest_term;
};
[[nodiscard]] Reduced reduced(const program::Program& program, std::span<const double> objective,
                              std::span<const double> y);

/// How far `value` lies outside [lower, upper]; 0 inside.
[[nodiscard]] inline double outside(double value, double lower, double upper) {
  if (value < lower) return lower - value;
  if (value > upper) return value - upper;
  return 0;
}

/// Keeps the worst few of a kind and how many there were; entries are named only when the certificate is written.
class WorstList {
 public:
  struct Entry {
    Kind kind = Kind::row;
    std::int32_t index = -1;  ///< row or column; −1: the program as a whole
    double amount = 0, relative = 0, tolerance = 0;
  };
  explicit WorstList(int keep) : keep_(static_cast<std::size_t>(keep)) {}
  void note(const Entry& entry);
  /// Worst first, relative to the tolerance.
  [[nodiscard]] std::vector<Entry> sorted() const;

 private:
  std::size_t keep_;
  std::vector<Entry> heap_;
};

}  // namespace gigaplan::certify
