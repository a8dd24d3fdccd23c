// The workbook as a file: its formats, and cells by row and column from 0.
#pragma once
#include <fmt/format.h>
#include <xlsxwriter.h>

#include <cmath>
#include <optional>
#include <string>

#include "gigaplan/base/fault.hpp"
#include "gigaplan/finance/case_file.hpp"
#include "gigaplan/finance/workbook_model.hpp"

namespace gigaplan::finance {

inline constexpr lxw_col_t name_column = 0, unit_column = 1, first_year_column = 2;

class Book {
 public:
  explicit Book(const std::string& path) : path_(path), book_(workbook_new(path.c_str())) {
    if (book_ == nullptr) throw FileTrouble(path, fmt::format("cannot write {}", path));
    bold_ = format("General", true);
    number_ = format("#,##0.00;[Red]-#,##0.00", false);
    input_ = format("#,##0.0000", false);
    format_set_bg_color(input_, 0xFFF2CC);
    fixed_ = format("#,##0.0000", false);
    percent_ = format("0.00%", false);
    factor_ = format("0.00", false);
    format_set_bg_color(factor_, 0xFFF2CC);
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
      throw FileTrouble(path_, fmt::format("cannot write {}: {}", path_, lxw_strerror(error)));
  }

  lxw_format *bold_ = nullptr, *number_ = nullptr, *input_ = nullptr, *fixed_ = nullptr, *factor_ = nullptr,
             *percent_ = nullptr, *heading_ = nullptr;

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

inline void text(lxw_worksheet* sheet, std::size_t row, lxw_col_t column, const std::string& value,
                 lxw_format* format = nullptr) {
  worksheet_write_string(sheet, static_cast<lxw_row_t>(row), column, value.c_str(), format);
}

inline void number(lxw_worksheet* sheet, std::size_t row, lxw_col_t column, double value, lxw_format* format) {
  if (std::isfinite(value)) worksheet_write_number(sheet, static_cast<lxw_row_t>(row), column, value, format);
}

inline void formula(lxw_worksheet* sheet, std::size_t row, lxw_col_t column, const std::string& what,
                    lxw_format* format, double value) {
  worksheet_write_formula_num(sheet, static_cast<lxw_row_t>(row), column, ("=" + what).c_str(), format, value);
}

class Scenarios;

/// Key figures, sources and uses, break-even prices as formulas over the Model sheet and `scenarios`.
void write_summary(Book& book, lxw_worksheet* sheet, Scenarios& scenarios, const MoneyCase& money,
                   const MoneyResult& result, const WorkbookModel& model);

/// Tornado and two-way table: formulas over `scenarios` where every input flows (WorkbookModel::debt_flows), else
/// figures.
void write_sensitivity(Book& book, lxw_worksheet* sheet, Scenarios& scenarios, const MoneyResult& result,
                       const WorkbookModel& model);

}  // namespace gigaplan::finance
