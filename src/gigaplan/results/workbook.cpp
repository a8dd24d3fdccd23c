// results.xlsx: one sheet a table, units under the titles.
#include <fmt/format.h>
#include <xlsxwriter.h>

#include <cmath>

#include "gigaplan/results/tables.hpp"
#include "gigaplan/results/write.hpp"

namespace gigaplan::results {
namespace {

void add_sheet(lxw_workbook* book, const Sheet& sheet, lxw_format* title, lxw_format* unit, lxw_format* number) {
  lxw_worksheet* page = workbook_add_worksheet(book, sheet.name.c_str());
  for (std::size_t c = 0; c < sheet.columns.size(); ++c) {
    const auto column = static_cast<lxw_col_t>(c);
    std::size_t width = sheet.columns[c].title.size();
    worksheet_write_string(page, 0, column, sheet.columns[c].title.c_str(), title);
    worksheet_write_string(page, 1, column, sheet.columns[c].unit.c_str(), unit);
    for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
      const auto line = static_cast<lxw_row_t>(r + 2);
      if (const auto* value = std::get_if<double>(&sheet.rows[r][c])) {
        if (std::isfinite(*value))
          worksheet_write_number(page, line, column, *value, sheet.columns[c].unit == "year" ? nullptr : number);
        width = std::max<std::size_t>(width, 12);
      } else {
        const auto& text = std::get<std::string>(sheet.rows[r][c]);
        worksheet_write_string(page, line, column, text.c_str(), nullptr);
        width = std::max(width, std::min<std::size_t>(text.size(), 60));
      }
    }
    worksheet_set_column(page, column, column, static_cast<double>(width) + 2, nullptr);
  }
  worksheet_freeze_panes(page, 2, 0);
}

}  // namespace

void write_workbook(const std::filesystem::path& file, const plan::Plan& plan) {
  const std::string part = file.string() + ".part";
  lxw_workbook_options options{};
  options.constant_memory = LXW_FALSE;
  lxw_workbook* book = workbook_new_opt(part.c_str(), &options);
  lxw_format* title = workbook_add_format(book);
  format_set_bold(title);
  lxw_format* unit = workbook_add_format(book);
  format_set_italic(unit);
  format_set_font_color(unit, 0x666666);
  lxw_format* number = workbook_add_format(book);
  format_set_num_format(number, "#,##0.###");
  for (const auto& sheet : tables_of(plan)) add_sheet(book, sheet, title, unit, number);
  const auto status = workbook_close(book);
  std::error_code error;
  if (status == LXW_NO_ERROR) std::filesystem::rename(part, file, error);
  if (status != LXW_NO_ERROR || error)
    throw FileTrouble(file.string(), fmt::format("{} cannot be written: {}", file.string(),
                                                 status != LXW_NO_ERROR ? lxw_strerror(status) : error.message()));
}

}  // namespace gigaplan::results
