#include "gigaplan/finance/workbook.hpp"

#include "gigaplan/finance/workbook_scenarios.hpp"

namespace gigaplan::finance {
namespace {

void write_inputs(Book& book, lxw_worksheet* sheet, const WorkbookModel& model) {
  text(sheet, 0, 0, "Inputs: change the yellow cells", book.bold_);
  text(sheet, 0, 3,
       model.debt_flows
           ? "Every yellow cell gives what `gigaplan finance` gives for the changed case."
           : "The term debt is not sized again here, because a year of construction has a surplus: its part of the "
             "need stays. `gigaplan finance` sizes it for a changed case.");
  for (std::size_t i = 0; i < model.inputs.size(); ++i) {
    const WorkbookInput& input = model.inputs[i];
    text(sheet, i + 1, name_column, input.name);
    number(sheet, i + 1, 1, input.value, input.flows ? book.input_ : book.fixed_);
    text(sheet, i + 1, 2, input.unit);
    if (!input.flows)
      text(sheet, i + 1, 3, "fixed: already in the figures of the sheet Model; change it in the case and run again");
  }
}

void write_model(Book& book, lxw_worksheet* sheet, const Project& project, const WorkbookModel& model) {
  text(sheet, 0, name_column, fmt::format("{}: {} of the year unless a unit is given", project.name, project.currency),
       book.heading_);
  text(sheet, 0, unit_column, "unit", book.heading_);
  for (int t = 0; t < project.years; ++t)
    number(sheet, 0, static_cast<lxw_col_t>(first_year_column + t), project.first_year + t, book.heading_);
  lxw_row_col_options folded{.hidden = 1, .level = 1, .collapsed = 0};
  for (std::size_t r = 0; r < model.rows.size(); ++r) {
    const WorkbookRow& row = model.rows[r];
    text(sheet, r + 1, name_column, row.name, !row.formulas.empty() || row.values.empty() ? book.bold_ : nullptr);
    text(sheet, r + 1, unit_column, row.unit);
    if (row.settling) worksheet_set_row_opt(sheet, static_cast<lxw_row_t>(r + 1), LXW_DEF_ROW_HEIGHT, nullptr, &folded);
    for (std::size_t t = 0; t < row.values.size(); ++t) {
      if (!row.formulas.empty() && row.formulas[t].empty()) continue;
      const auto column = static_cast<lxw_col_t>(first_year_column + t);
      if (!row.formulas.empty())
        formula(sheet, r + 1, column, row.formulas[t], book.number_, row.values[t]);
      else
        number(sheet, r + 1, column, row.values[t], row.open ? book.input_ : book.fixed_);
    }
  }
  worksheet_freeze_panes(sheet, 1, first_year_column);
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
      "Term debt as a share, with level payments or equal principal: the amount, its fee and its first reserve are "
      "solved in closed form from the need in construction (it is linear in the amount).",
      fmt::format("Term debt sized to cover or sculpted: debt and tax need each other. The program repeats until "
                  "neither moves; here as many sweeps stand below the sheet Model (folded rows: open the group), each "
                  "from the tax of the one before. No circular reference, no iterative calculation: {}.",
                  sizing_method),
      "Yellow: a cell that all formulas follow. White figures are as planned; the formulas beside them follow the "
      "factors.",
      "Break-even prices (sheet Summary): the owners' NPV is piecewise linear in the factor on all prices, so ten "
      "steps "
      "of the secant, a block each on the hidden sheet Scenarios, end at its root; #N/A where they do not. The price "
      "factors of the tornado are solved by the program.",
      "MACRS: IRS Publication 946, table A-1, half-year convention."};
  for (std::size_t i = 0; i < notes.size(); ++i) text(sheet, i + 1, 0, notes[i]);
}

}  // namespace

void write_workbook(const MoneyCase& money, const MoneyResult& result, const std::string& path) {
  const WorkbookModel model = workbook_model(money.project, result.project);
  Book book(path);
  lxw_worksheet *summary = book.sheet("Summary"), *inputs = book.sheet("Inputs"), *sheet = book.sheet("Model"),
                *sensitivity = book.sheet("Sensitivity"), *notes = book.sheet("Sources");
  lxw_worksheet* scenarios = model.debt_flows ? book.sheet("Scenarios") : nullptr;
  Scenarios living(book, scenarios, money, result, model);
  write_summary(book, summary, living, money, result, model);
  write_inputs(book, inputs, model);
  write_model(book, sheet, money.project, model);
  write_sensitivity(book, sensitivity, living, result, model);
  write_notes(book, notes, money, result);
  book.close();
}

}  // namespace gigaplan::finance
