// Blocks of formulas on the hidden sheet Scenarios: the rows of the Model sheet once for each changed set of inputs.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gigaplan/finance/workbook_book.hpp"

namespace gigaplan::finance {

class Scenarios {
 public:
  /// Without a sheet nothing is possible: the debt is not sized by formulas (WorkbookModel::debt_flows).
  Scenarios(Book& book, lxw_worksheet* sheet, const MoneyCase& money, const MoneyResult& result,
            const WorkbookModel& model);

  /// The owners' IRR with each input times its cell of the sheet Sensitivity, as a formula; delay: its years. `value` is
  /// where the reader's search begins.
  std::optional<std::string> irr(const std::vector<std::pair<Driver, std::string>>& changes, double value);

  /// The factor on all prices at which the owners' NPV is zero, as a formula. NPV is piecewise linear in the factor, so
  /// the secant  f(k+1) = f(k) − N(k) · (f(k) − f(k−1)) / (N(k) − N(k−1))  ends on the piece with the root, one block for
  /// each step. #N/A where the last NPV is not zero.
  std::optional<std::string> break_even();

 private:
  WorkbookModel block(Scenario scenario, const std::string& title);
  [[nodiscard]] std::string if_settled(const WorkbookModel& block, const std::string& value) const;

  Book& book_;
  lxw_worksheet* sheet_;
  const MoneyCase& money_;
  const MoneyResult& result_;
  const WorkbookModel& model_;
  std::size_t next_ = 1;
};

}  // namespace gigaplan::finance
