#include "gigaplan/finance/workbook_scenarios.hpp"

namespace gigaplan::finance {
namespace {

constexpr std::size_t secant_steps = 10;

// The inputs that a driver multiplies.
std::vector<std::string> inputs_of(Driver driver, const Project& project) {
  switch (driver) {
    case Driver::capital:
      return {"capital factor"};
    case Driver::operating:
      return {"operating cost factor"};
    case Driver::volume:
      return {"volume factor"};
    case Driver::price:
      return {"price factor"};
    case Driver::residual:
      return {"residual value factor"};
    case Driver::interest:
      break;
    case Driver::delay:
      return {};  // shifts rows instead
  }
  std::vector<std::string> out{"term debt: interest", "chip-backed loans: interest", "vendor credit: interest",
                               "leases: rate"};
  if (project.debt.construction_interest) out.emplace_back("term debt: interest in construction");
  return out;
}

}  // namespace

Scenarios::Scenarios(Book& book, lxw_worksheet* sheet, const MoneyCase& money, const MoneyResult& result,
                     const WorkbookModel& model)
    : book_(book), sheet_(sheet), money_(money), result_(result), model_(model) {
  if (sheet == nullptr) return;
  text(sheet, 0, 0, "The rows of the sheet Model with inputs times the factors named above each block", book.heading_);
  worksheet_hide(sheet);
}

// The rows below a title; the next block stands below them.
WorkbookModel Scenarios::block(Scenario scenario, const std::string& title) {
  scenario.first_line = next_ + 2;
  WorkbookModel out = workbook_model(money_.project, result_.project, std::move(scenario));
  text(sheet_, next_++, 0, title, book_.bold_);
  for (const WorkbookRow& row : out.rows) {
    if (!row.living) continue;
    text(sheet_, next_, 0, row.name);
    for (std::size_t t = 0; t < row.formulas.size(); ++t)
      if (!row.formulas[t].empty())
        formula(sheet_, next_, static_cast<lxw_col_t>(first_year_column + t), row.formulas[t], book_.number_, 0);
    ++next_;
  }
  return out;
}

// No figure rather than a wrong one, where a change leaves the debt unsettled.
std::string Scenarios::if_settled(const WorkbookModel& block, const std::string& value) const {
  const std::string debt = block.years("Scenarios", "term_drawn", 0, money_.project.operation - 1);
  return fmt::format("IF({}>1E-7*(1+SUM({})),NA(),{})", block.unsettled("Scenarios", money_.project), debt, value);
}

std::optional<std::string> Scenarios::irr(const std::vector<std::pair<Driver, std::string>>& changes, double value) {
  if (sheet_ == nullptr) return std::nullopt;
  Scenario scenario;
  std::string title;
  for (const auto& [driver, cell] : changes) {
    if (driver == Driver::delay) {
      scenario.delay = std::stoi(cell);
      title = fmt::format("delay of {} yr", cell);
      continue;
    }
    for (const std::string& name : inputs_of(driver, money_.project)) {
      const auto at = scenario.inputs.try_emplace(name, model_.input(name)).first;
      at->second = fmt::format("({}*Sensitivity!{})", at->second, cell);
    }
    title += fmt::format("{}{} times Sensitivity!{}", title.empty() ? "" : ", ", driver_name(driver), cell);
  }
  const WorkbookModel changed = block(std::move(scenario), title);
  return if_settled(
      changed,
      fmt::format("IRR({},{:.4f})", changed.years("Scenarios", "equity_flow", 0, money_.project.years - 1), value));
}

std::optional<std::string> Scenarios::break_even() {
  if (sheet_ == nullptr || !result_.break_even.root.bracketed) return std::nullopt;
  const std::string rate = model_.input("equity return asked for");
  const auto worth = [&](const std::string& cells) { return fmt::format("NPV({0},{1})*(1+{0})", rate, cells); };
  const std::string revenue = worth(model_.years("Model", "revenue", 0, money_.project.years - 1));
  std::vector<std::string> factor, npv;  // cells, by step
  std::string out;
  for (std::size_t k = 0; k < secant_steps; ++k) {
    const std::size_t line = next_;
    factor.push_back(fmt::format("Scenarios!$B${}", line + 1));
    npv.push_back(fmt::format("Scenarios!$C${}", line + 1));
    std::string next = "1";
    if (k == 1) next = fmt::format("1-{}/({})", npv[0], revenue);
    if (k > 1)
      next = fmt::format("IF({1}={3},{0},{0}-{1}*({0}-{2})/({1}-{3}))", factor[k - 1], npv[k - 1], factor[k - 2],
                         npv[k - 2]);
    const WorkbookModel at =
        block({.inputs = {{"price factor", fmt::format("({}*{})", model_.input("price factor"), factor[k])}}},
              fmt::format("price, step {} to the price that earns what the owners ask for: factor, their NPV", k + 1));
    formula(sheet_, line, 1, next, book_.number_, result_.break_even.root.at);
    formula(sheet_, line, 2, worth(at.years("Scenarios", "equity_flow", 0, money_.project.years - 1)), book_.number_,
            0);
    if (k + 1 == secant_steps)
      out = if_settled(at, fmt::format("IF(ABS({})>1E-9*ABS({}),NA(),{})", npv[k], revenue, factor[k]));
  }
  return out;
}

}  // namespace gigaplan::finance
