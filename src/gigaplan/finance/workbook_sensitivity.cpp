#include <algorithm>

#include "gigaplan/finance/workbook_book.hpp"

namespace gigaplan::finance {
namespace {

// The input that a driver multiplies; empty where it acts on figures of the Model sheet.
std::string input_of(Driver driver, const Project& project) {
  switch (driver) {
    case Driver::capital:
      return "capital factor";
    case Driver::operating:
      return "operating cost factor";
    case Driver::volume:
      return "volume factor";
    case Driver::price:
      return "price factor";
    case Driver::residual:
      return "residual value factor";
    case Driver::interest:
      break;
    case Driver::delay:
      return "";  // shifts rows instead
  }
  // interest on chips, vendor credit and leases is in the figures, and construction may have a rate of its own
  const bool other = std::ranges::any_of(
      project.capital, [](const CapitalItem& item) { return item.chip_loan + item.vendor + item.lease > 0; });
  return other || project.debt.construction_interest ? "" : "term debt: interest";
}

// Blocks of formulas on the sheet Scenarios, one for each changed set of inputs.
class Scenarios {
 public:
  Scenarios(Book& book, lxw_worksheet* sheet, const MoneyCase& money, const MoneyResult& result,
            const WorkbookModel& model)
      : book_(book), sheet_(sheet), money_(money), result_(result), model_(model) {
    if (sheet == nullptr) return;
    text(sheet, 0, 0, "The rows of the sheet Model with inputs times factors of the sheet Sensitivity", book.heading_);
    worksheet_hide(sheet);
  }

  /// The owners' IRR with each input times the cell beside it, as a formula; nothing where that is not possible.
  std::optional<std::string> irr(const std::vector<std::pair<Driver, std::string>>& changes) {
    if (sheet_ == nullptr) return std::nullopt;
    Scenario scenario{.inputs = {}, .first_line = next_ + 2};
    std::string title;
    for (const auto& [driver, cell] : changes) {
      if (driver == Driver::delay) {
        scenario.delay = std::stoi(cell);
        title = fmt::format("delay of {} yr", cell);
        continue;
      }
      const std::string name = input_of(driver, money_.project);
      if (name.empty()) return std::nullopt;
      const auto at = scenario.inputs.try_emplace(name, model_.input(name)).first;
      at->second = fmt::format("({}*Sensitivity!{})", at->second, cell);
      title += fmt::format("{}{} times Sensitivity!{}", title.empty() ? "" : ", ", driver_name(driver), cell);
    }
    const WorkbookModel block = workbook_model(money_.project, result_.project, std::move(scenario));
    text(sheet_, next_++, 0, title, book_.bold_);
    for (const WorkbookRow& row : block.rows) {
      if (!row.living) continue;
      text(sheet_, next_, 0, row.name);
      for (std::size_t t = 0; t < row.formulas.size(); ++t)
        formula(sheet_, next_, static_cast<lxw_col_t>(first_year_column + t), row.formulas[t], book_.number_, 0);
      ++next_;
    }
    return fmt::format("IRR({})", block.years("Scenarios", "equity_flow", 0, money_.project.years - 1));
  }

 private:
  Book& book_;
  lxw_worksheet* sheet_;
  const MoneyCase& money_;
  const MoneyResult& result_;
  const WorkbookModel& model_;
  std::size_t next_ = 1;
};

}  // namespace

void write_sensitivity(Book& book, lxw_worksheet* sheet, lxw_worksheet* scenarios, const MoneyCase& money,
                       const MoneyResult& result, const WorkbookModel& model) {
  Scenarios living(book, scenarios, money, result, model);
  text(sheet, 0, 0,
       scenarios != nullptr ? "Equity IRR when one thing changes: formulas over the sheet Scenarios (hidden); yellow "
                              "factors can be changed"
                            : "Equity IRR when one thing changes: figures of the program, which sizes the debt again "
                              "for each; with size = "
                              "\"share\" in [debt] they are formulas",
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
    const auto what = value ? living.irr(changes) : std::nullopt;
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
    if (scenarios != nullptr && !low && !high) text(sheet, at, 7, "figures of the program");
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
