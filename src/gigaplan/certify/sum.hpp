// Sums carried in twice the precision of double: error-free additions and products (Dekker, Knuth; Ogita, Rump, Oishi
// 2005, "Accurate sum and dot product").
#pragma once
#include <cmath>

namespace gigaplan::certify {

class Sum {
 public:
  void add(double x) {
    const double total = high_ + x;
    const double part = total - high_;
    low_ += (high_ - (total - part)) + (x - part);
    high_ = total;
  }
  void add_product(double a, double b) {
    const double product = a * b;
    add(product);
    low_ += std::fma(a, b, -product);
  }
  void add(const Sum& other) {
    add(other.high_);
    low_ += other.low_;
  }
  [[nodiscard]] double value() const { return high_ + low_; }

 private:
  double high_ = 0;
  double low_ = 0;
};

}  // namespace gigaplan::certify
