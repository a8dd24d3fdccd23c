// A value for every snapshot (or period) of the horizon: one constant, or shared values.
#pragma once
#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace gigaplan::network {

/// Cheap to copy: values are shared. `at(i)` is the value at snapshot i of the whole horizon (all slices one after the
/// other), or at period i where a yearly thing uses it. Values, when present, have exactly that many elements.
class Series {
 public:
  Series(double constant = 0) : constant_(constant) {}  // NOLINT(google-explicit-constructor): a number is a series
  Series(std::vector<double> values)                    // NOLINT(google-explicit-constructor)
      : values_(std::make_shared<const std::vector<double>>(std::move(values))) {}
  Series(std::shared_ptr<const std::vector<double>> values)  // NOLINT(google-explicit-constructor)
      : values_(std::move(values)) {}

  [[nodiscard]] double at(std::size_t i) const { return values_ ? (*values_)[i] : constant_; }
  [[nodiscard]] bool constant() const { return !values_; }
  /// True for the constant `value` (a series of equal values does not count).
  [[nodiscard]] bool is(double value) const { return !values_ && constant_ == value; }
  [[nodiscard]] std::span<const double> values() const {
    return values_ ? std::span<const double>(*values_) : std::span<const double>();
  }

 private:
  double constant_ = 0;
  std::shared_ptr<const std::vector<double>> values_;
};

}  // namespace gigaplan::network
