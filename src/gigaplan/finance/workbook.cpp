#include "gigaplan/finance/workbook.hpp"

#include <fmt/format.h>
#include <xlsxwriter.h>

#include "gigaplan/base/fault.hpp"
#include "gigaplan/finance/case_report.hpp"
#include "gigaplan/finance/project_parts.hpp"
#include "gigaplan/finance/workbook_model.hpp"

namespace gigaplan::finance {
namespace {

constexpr lxw_col_t name_column = 0, unit_column = 1, first_year_column = 2;

class Book {
 public:
  explicit Book(const std::string& path) : path_(path), book_(workbook_new(path.c_str())) {
    if (book_ == nullptr) throw FileTrouble(fmt::format("cannot write {}", path));
    bold_ = format("General", true);
    number_ = format("#,##0.00;[Red]-#,##0.00", false);
    input_ = format("#,##0.0000", false);
    format_set_bg_color(input_, 0xFFF2CC);
    percent_ = format("0.00%", false);
    heading_ = format("0", true);
    format_set_bg_color(heading_, 0xD9E1F2);
  }
  Book(const Book&) = delete;
  Book& operator=(const Book&) = delete;
  ~Book() {
    if (book_ != nullptr) workbook_close(book_);
  }

  lxw_worksheet* sheet(const char* name) {
    lxw_worksheet* out = workbook_add_worksheet(book_, name);
    worksheet_set_column(out, name_column, name_column, 46, nullptr);
    worksheet_set_column(out, unit_column, 40, 16, nullptr);
    return out;
  }

  void close() {
    lxw_workbook* book = book_;
    book_ = nullptr;
    if (const lxw_error error = workbook_close(book); error != LXW_NO_ERROR)
      throw FileTrouble(fmt::format("cannot write {}: {}", path_, lxw_strerror(error)));
  }

  lxw_format *bold_ = nullptr, *number_ = nullptr, *input_ = nullptr, *percent_ = nullptr, *heading_ = nullptr;

 private:
  lxw_format* format(const char* pattern, bool bold) {
    lxw_format* out = workbook_add_format(book_);
    format_set_num_format(out, pattern);
    if (bold) format_set_bold(out);
    return out;
  }

  std::string path_;
  lxw_workbook* book_;
};

void text(lxw_worksheet* sheet, std::size_t row, lxw_col_t column, const std::string& value,
          lxw_format* format = nullptr) {
  worksheet_write_string(sheet, static_cast<lxw_row_t>(row), column, value.c_str(), format);
}

void number(lxw_worksheet* sheet, std::size_t row, lxw_col_t column, double value, lxw_format* format) {
  if (std::isfinite(value)) worksheet_write_number(sheet, static_cast<lxw_row_t>(row), column, value, format);
}

void formula(lxw_worksheet* sheet, std::size_t row, lxw_col_t column, const std::string& what, lxw_format* format,
             double value) {
  worksheet_write_formula_num(sheet, static_cast<lxw_row_t>(row), column, ("=" + what).c_str(), format, value);
}

std::string column_name(std::size_t column) {
  std::string out;
  for (std::size_t c = column + 1; c > 0; c = (c - 1) / 26)
    out.insert(out.begin(), static_cast<char>('A' + (c - 1) % 26));
  return out;
}

void write_inputs(Book& book, lxw_worksheet* sheet, const WorkbookModel& model) {
  text(sheet, 0, 0, "Inputs: change the yellow cells", book.bold_);
  for (std::size_t i = 0; i < model.inputs.size(); ++i) {
    text(sheet, i + 1, name_column, model.inputs[i].name);
    number(sheet, i + 1, 1, model.inputs[i].value, book.input_);
    text(sheet, i + 1, 2, model.inputs[i].unit);
  }
}

void write_model(Book& book, lxw_worksheet* sheet, const Project& project, const WorkbookModel& model) {
  text(sheet, 0, name_column, fmt::format("{}: {} of the year unless a unit is given", project.name, project.currency),
       book.heading_);
  text(sheet, 0, unit_column, "unit", book.heading_);
  for (int t = 0; t < project.years; ++t)
    number(sheet, 0, static_cast<lxw_col_t>(first_year_column + t), project.first_year + t, book.heading_);
  for (std::size_t r = 0; r < model.rows.size(); ++r) {
    const WorkbookRow& row = model.rows[r];
    text(sheet, r + 1, name_column, row.name, !row.formulas.empty() || row.values.empty() ? book.bold_ : nullptr);
    text(sheet, r + 1, unit_column, row.unit);
    for (std::size_t t = 0; t < row.values.size(); ++t) {
      const auto column = static_cast<lxw_col_t>(first_year_column + t);
      if (!row.formulas.empty())
        formula(sheet, r + 1, column, row.formulas[t], book.number_, row.values[t]);
      else
        number(sheet, r + 1, column, row.values[t], book.input_);
    }
  }
  worksheet_freeze_panes(sheet, 1, first_year_column);
}

// Every key figure as a formula over the Model sheet, beside it the value computed here and their difference.
void write_summary(Book& book, lxw_worksheet* sheet, const Project& project, const MoneyResult& result,
                   const WorkbookModel& model) {
  const Returns& r = result.project.returns;
  const Statements& s = result.project.statements;
  const std::string last = column_name(static_cast<std::size_t>(first_year_column + project.years - 1));
  const auto row_of = [&](const std::string& key) {
    return fmt::format("Model!$C${0}:${1}${0}", model.line(key), last);
  };
  struct Figure {
    std::string name, formula;
    std::optional<double> value;
    bool percent;
  };
  const std::string discount = model.input("discount rate"), wanted = model.input("equity return asked for");
  const std::vector<Figure> figures{
      {"project IRR before tax", fmt::format("IRR({})", row_of("project_flow_before_tax")), r.project_irr_before_tax,
       true},
      {"project IRR", fmt::format("IRR({})", row_of("project_flow")), r.project_irr, true},
      {"equity IRR before tax", fmt::format("IRR({})", row_of("equity_flow_before_tax")), r.equity_irr_before_tax,
       true},
      {"equity IRR", fmt::format("IRR({})", row_of("equity_flow")), r.equity_irr, true},
      {"project NPV", fmt::format("NPV({0},{1})*(1+{0})", discount, row_of("project_flow")), r.project_npv, false},
      {"equity NPV", fmt::format("NPV({0},{1})*(1+{0})", wanted, row_of("equity_flow")), r.equity_npv, false},
      {"term debt", fmt::format("SUM({})", row_of("term_drawn")), s.term_amount, false},
      {"least cover (DSCR)",
       fmt::format("IF(MIN({0})<0,MIN({0}),IF(COUNTIF({0},\">0\")=0,0,SMALL({0},COUNTIF({0},\"<=0\")+1)))",
                   row_of("cover")),
       s.least_cover, false},
      {"paid in by owners", fmt::format("SUM({})", row_of("contributed")), total(s.contributed), false},
      {"paid to owners", fmt::format("SUM({})", row_of("distributed")), total(s.distributed), false},
      {"tax paid", fmt::format("SUM({})", row_of("tax")), total(s.tax), false},
      {"largest imbalance of the balance sheet", fmt::format("MAX({0})-MIN({0})", row_of("imbalance")), 0.0, false}};
  text(sheet, 0, 0, project.name, book.heading_);
  text(sheet, 0, 1, "in this workbook", book.heading_);
  text(sheet, 0, 2, "as computed", book.heading_);
  text(sheet, 0, 3, "difference", book.heading_);
  std::size_t at = 1;
  for (const Figure& figure : figures) {
    lxw_format* format = figure.percent ? book.percent_ : book.number_;
    text(sheet, at, 0, figure.name);
    if (figure.value) {
      formula(sheet, at, 1, figure.formula, format, *figure.value);
      number(sheet, at, 2, *figure.value, format);
      formula(sheet, at, 3, fmt::format("B{0}-C{0}", at + 1), book.number_, 0);
    }
    ++at;
  }
  for (const auto& [title, list] :
       {std::pair{"Uses until operation", &result.project.uses}, std::pair{"Sources", &result.project.sources}}) {
    text(sheet, ++at, 0, title, book.heading_);
    const std::size_t first = ++at;
    for (const Amount& amount : *list) {
      text(sheet, at, 0, amount.name);
      number(sheet, at++, 1, amount.value, book.number_);
    }
    double sum = 0;
    for (const Amount& amount : *list) sum += amount.value;
    text(sheet, at, 0, "total", book.bold_);
    formula(sheet, at++, 1, fmt::format("SUM(B{}:B{})", first + 1, at), book.number_, sum);
  }
}

void write_sensitivity(Book& book, lxw_worksheet* sheet, const MoneyResult& result) {
  text(sheet, 0, 0, "Equity IRR when one thing changes (computed, not formulas)", book.heading_);
  std::size_t at = 1;
  lxw_col_t column = 0;
  for (const char* title : {"driver", "low", "high", "IRR low", "IRR high", "price factor low", "price factor high"})
    text(sheet, at, column++, title, book.bold_);
  const auto maybe = [&](std::size_t row, lxw_col_t c, const std::optional<double>& value, lxw_format* format) {
    if (value) number(sheet, row, c, *value, format);
  };
  for (const Swing& swing : result.tornado) {
    text(sheet, ++at, 0, std::string(driver_name(swing.driver)));
    number(sheet, at, 1, swing.low_factor, book.number_);
    number(sheet, at, 2, swing.high_factor, book.number_);
    maybe(at, 3, swing.low_irr, book.percent_);
    maybe(at, 4, swing.high_irr, book.percent_);
    maybe(at, 5, swing.low_factor_of_price, book.number_);
    maybe(at, 6, swing.high_factor_of_price, book.number_);
  }
  at += 2;
  const TwoWay& table = result.two_way;
  text(sheet, at, 0,
       fmt::format("Equity IRR: {} (rows) by {} (columns)", driver_name(table.rows), driver_name(table.columns)),
       book.heading_);
  ++at;
  for (std::size_t c = 0; c < table.column_factors.size(); ++c)
    number(sheet, at, static_cast<lxw_col_t>(c + 1), table.column_factors[c], book.heading_);
  for (std::size_t r = 0; r < table.row_factors.size(); ++r) {
    number(sheet, ++at, 0, table.row_factors[r], book.number_);
    for (std::size_t c = 0; c < table.irr[r].size(); ++c)
      maybe(at, static_cast<lxw_col_t>(c + 1), table.irr[r][c], book.percent_);
  }
}

void write_notes(Book& book, lxw_worksheet* sheet, const MoneyCase& money, const MoneyResult& result) {
  text(sheet, 0, 0, "Units and methods", book.heading_);
  const std::vector<std::string> notes{
      fmt::format("Money is nominal, in {} of the year; prices of {} were raised with inflation.",
                  money.project.currency, money.project.price_year),
      "Flows are at the end of the year; present values at the end of the first year.",
      fmt::format("Break-even: {}; price factor {:.9g} between {:.6g} and {:.6g}, where the NPV of the owners is "
                  "{:.6g} and {:.6g}.",
                  root_method, result.break_even.root.at, result.break_even.root.low, result.break_even.root.high,
                  result.break_even.root.value_low, result.break_even.root.value_high),
      "The share of the term debt, its repayment profile, its fee and its first reserve are figures: they are not "
      "sized again here.",
      "MACRS: IRS Publication 946, table A-1, half-year convention."};
  for (std::size_t i = 0; i < notes.size(); ++i) text(sheet, i + 1, 0, notes[i]);
}

}  // namespace

void write_workbook(const MoneyCase& money, const MoneyResult& result, const std::string& path) {
  const WorkbookModel model = workbook_model(money.project, result.project);
  Book book(path);
  lxw_worksheet *summary = book.sheet("Summary"), *inputs = book.sheet("Inputs"), *sheet = book.sheet("Model"),
                *sensitivity = book.sheet("Sensitivity"), *notes = book.sheet("Sources");
  write_summary(book, summary, money.project, result, model);
  write_inputs(book, inputs, model);
  write_model(book, sheet, money.project, model);
  write_sensitivity(book, sensitivity, result);
  write_notes(book, notes, money, result);
  book.close();
}

}  // namespace gigaplan::finance
