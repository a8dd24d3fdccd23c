#include "gigaplan/finance/workbook_scenarios.hpp"

namespace gigaplan::finance {

void write_sensitivity(Book& book, lxw_worksheet* sheet, Scenarios& living, const MoneyResult& result,
                       const WorkbookModel& model) {
  text(sheet, 0, 0,
       model.debt_flows
           ? "Equity IRR when one thing changes: formulas over the sheet Scenarios (hidden); yellow factors "
             "can be changed"
           : "Equity IRR when one thing changes: figures of the program, which sizes the debt again for "
             "each",
       book.heading_);
  std::size_t at = 1;
  lxw_col_t column = 0;
  for (const char* title :
       {"driver", "low", "high", "IRR low", "IRR high", "price factor low", "price factor high", ""})
    text(sheet, at, column++, title, book.bold_);
  const auto maybe = [&](std::size_t row, lxw_col_t c, const std::optional<double>& value, lxw_format* format) {
    if (value) number(sheet, row, c, *value, format);
  };
  const auto irr = [&](std::size_t row, lxw_col_t c, const std::vector<std::pair<Driver, std::string>>& changes,
                       const std::optional<double>& value) {
    const auto what = value ? living.irr(changes, *value) : std::nullopt;
    if (what)
      formula(sheet, row, c, *what, book.percent_, *value);
    else
      maybe(row, c, value, book.percent_);
    return what.has_value();
  };
  for (const Swing& swing : result.tornado) {
    text(sheet, ++at, 0, std::string(driver_name(swing.driver)));
    const bool delay = swing.driver == Driver::delay;  // years, not a factor
    const auto cell = [&](char letter, double factor) {
      return delay ? fmt::format("{:.0f}", factor) : fmt::format("${}${}", letter, at + 1);
    };
    const bool low = irr(at, 3, {{swing.driver, cell('B', swing.low_factor)}}, swing.low_irr);
    const bool high = irr(at, 4, {{swing.driver, cell('C', swing.high_factor)}}, swing.high_irr);
    number(sheet, at, 1, swing.low_factor, low && !delay ? book.factor_ : book.number_);
    number(sheet, at, 2, swing.high_factor, high && !delay ? book.factor_ : book.number_);
    maybe(at, 5, swing.low_factor_of_price, book.number_);
    maybe(at, 6, swing.high_factor_of_price, book.number_);
  }
  text(sheet, ++at, 0, "price factors are solved by the program");
  at += 2;
  const TwoWay& table = result.two_way;
  text(sheet, at, 0,
       fmt::format("Equity IRR: {} (rows) by {} (columns)", driver_name(table.rows), driver_name(table.columns)),
       book.heading_);
  const std::size_t head = ++at;
  bool all = true;
  for (std::size_t r = 0; r < table.row_factors.size(); ++r) {
    ++at;
    for (std::size_t c = 0; c < table.irr[r].size(); ++c) {
      const auto to = static_cast<lxw_col_t>(c + 1);
      const std::string column_cell = fmt::format("${}${}", static_cast<char>('A' + to), head + 1);
      const bool formula_there =
          to < 26 &&
          irr(at, to, {{table.rows, fmt::format("$A${}", at + 1)}, {table.columns, column_cell}}, table.irr[r][c]);
      if (to >= 26) maybe(at, to, table.irr[r][c], book.percent_);
      all = all && formula_there;
    }
    number(sheet, at, 0, table.row_factors[r], all ? book.factor_ : book.number_);
  }
  for (std::size_t c = 0; c < table.column_factors.size(); ++c)
    number(sheet, head, static_cast<lxw_col_t>(c + 1), table.column_factors[c], all ? book.factor_ : book.heading_);
}

}  // namespace gigaplan::finance
