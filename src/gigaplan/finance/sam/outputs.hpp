// Results under SAM's names: scalars and yearly rows, in the order in which they were put.
#pragma once
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "gigaplan/finance/years.hpp"

namespace gigaplan::finance::sam {

class Outputs {
 public:
  void put(std::string name, double value) { list_.emplace_back(std::move(name), value); }
  void put(std::string name, Years row) { list_.emplace_back(std::move(name), std::move(row)); }
  [[nodiscard]] const std::vector<std::pair<std::string, std::variant<double, Years>>>& list() const { return list_; }

  /// Nothing with this name: null pointer.
  [[nodiscard]] const double* scalar(const std::string& name) const;
  [[nodiscard]] const Years* row(const std::string& name) const;

  /// Keys of the case that are no input of the model and had no part in the results.
  std::vector<std::string> riding;

  /// One flat JSON object; numbers that do not exist are null. `indent` < 0: all on one line.
  [[nodiscard]] std::string to_json(int indent) const;

 private:
  std::vector<std::pair<std::string, std::variant<double, Years>>> list_;
};

}  // namespace gigaplan::finance::sam
