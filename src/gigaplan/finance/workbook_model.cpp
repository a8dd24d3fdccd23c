#include "gigaplan/finance/workbook_model.hpp"

#include <algorithm>
#include <stdexcept>

#include "gigaplan/finance/workbook_layout.hpp"

namespace gigaplan::finance {

Layout::Layout(const Project& project, const ProjectResult& result, Scenario scenario)
    : project_(project),
      result_(result),
      s_(result.statements),
      assets_(assets_of(project)),
      chips_(chip_loans(project)),
      vendor_(vendor_credits(project)),
      operations_(operations_of(project, assets_)) {
  model_.scenario = std::move(scenario);
  model_.debt_flows = resizes_ = resizes();
}

WorkbookModel Layout::lay() {
  inputs();
  sales();
  running();
  built();
  reserves();
  debt();
  taxes();
  owners();
  if (model_.scenario.first_line == 0) balance();
  if (sized() && resizes_) settle_debt();
  // only now does every row have its place
  for (std::size_t r = 0; r < texts_.size(); ++r)
    for (int t = 0; texts_[r] && t <= last(); ++t) model_.rows[r].formulas.push_back(texts_[r](t));
  return std::move(model_);
}

void Layout::input(const std::string& name, const std::string& unit, double value, bool flows) {
  model_.inputs.push_back({name, unit, value, flows});
}

void Layout::row(const std::string& key, const std::string& name, const std::string& unit, const Years& values,
                 Text text) {
  model_.places.try_emplace(key, model_.rows.size());
  const bool living_above = !model_.rows.empty() && model_.rows.back().living;
  model_.living_before.push_back(model_.rows.empty() ? 0 : model_.living_before.back() + (living_above ? 1 : 0));
  model_.rows.push_back({key, name, unit, values, text != nullptr, false, settling_, {}});
  texts_.push_back(std::move(text));
}

void Layout::heading(const std::string& name) { row("", name, "", {}, {}); }

void Layout::figures(const std::string& key, const std::string& name, const Years& values, const std::string& unit) {
  row(key, name, unit, values, {});
}

// Figures that all formulas follow: the user may write others over them.
void Layout::open_figures(const std::string& key, const std::string& name, const Years& values,
                          const std::string& unit) {
  figures(key, name, values, unit);
  model_.rows.back().open = true;
}

void Layout::formula(const std::string& key, const std::string& name, const Years& values, Text text,
                     const std::string& unit) {
  row(key, name, unit, values, std::move(text));
}

// Years of what follows the cost of what is built, and, where there are grants, what they change of it.
void Layout::built_figures(const std::string& key, const std::string& name, const Years& values,
                           const Years& ungranted) {
  figures("base " + key, name + ", as planned", ungranted);
  bool granted = false;
  Years change = values;
  for (std::size_t t = 0; t < change.size(); ++t) {
    change[t] -= ungranted[t];
    granted = granted || change[t] != 0;
  }
  if (granted) figures("granted " + key, name + ": changed by grants", change);
  formula(key, name, values, [this, key, granted](int t) {
    return at("base " + key, t) + "*" + in("capital factor") + (granted ? "+" + at("granted " + key, t) : "");
  });
}

// a figure for each year, times an input
void Layout::scaled_figures(const std::string& key, const std::string& name, const Years& values,
                            const std::string& factor) {
  figures("base " + key, name + ", as planned", values);
  formula(key, name, values, [this, key, factor](int t) { return at("base " + key, t) + "*" + in(factor); });
}

// In operation, the cell of as many years earlier as the scenario is late; none before operation.
std::string Layout::delayed(const std::string& key, int t) const {
  const int late = operates(t) ? model_.scenario.delay : 0;
  return late > 0 && t - late < project_.operation ? "0" : at(key, t - late);
}

// Σ of rows with signs, e.g. {"+a", "-b"}
Layout::Text Layout::adds(std::vector<std::string> terms) const {
  return [this, terms = std::move(terms)](int t) {
    std::string out;
    for (const std::string& term : terms) out += term.substr(0, 1) + at(term.substr(1), t);
    return out.empty() ? std::string("0") : out;
  };
}

WorkbookModel workbook_model(const Project& project, const ProjectResult& result, Scenario scenario) {
  return Layout(project, result, std::move(scenario)).lay();
}

std::string WorkbookModel::input(const std::string& name) const {
  if (const auto other = scenario.inputs.find(name); other != scenario.inputs.end()) return other->second;
  const auto found = std::ranges::find(inputs, name, &WorkbookInput::name);
  if (found == inputs.end()) throw std::out_of_range("no input " + name);
  return fmt::format("Inputs!$B${}", found - inputs.begin() + 2);
}

std::size_t WorkbookModel::line(const std::string& key) const {
  const auto found = places.find(key);
  if (found == places.end()) throw std::out_of_range("no row " + key);
  return scenario.first_line == 0 ? found->second + 2 : scenario.first_line + living_before[found->second];
}

namespace {

std::string column_of(int t) {
  std::string out;
  for (int c = t + 3; c > 0; c = (c - 1) / 26) out.insert(out.begin(), static_cast<char>('A' + (c - 1) % 26));
  return out;
}

}  // namespace

std::string WorkbookModel::at(const std::string& key, int t) const {
  const auto found = places.find(key);
  if (found == places.end()) throw std::out_of_range("no row " + key);
  const WorkbookRow& row = rows[found->second];
  if (t < 0 || t >= static_cast<int>(row.values.size())) return "0";
  if (scenario.first_line > 0 && !row.living) return fmt::format("Model!{}{}", column_of(t), found->second + 2);
  return fmt::format("{}{}", column_of(t), line(key));
}

std::string WorkbookModel::years(const std::string& sheet, const std::string& key, int from, int to) const {
  return fmt::format("{0}!${1}${3}:${2}${3}", sheet, column_of(from), column_of(to), line(key));
}

std::string WorkbookModel::unsettled(const std::string& sheet, const Project& project) const {
  const auto amount = [&](const std::string& key) {
    return years(sheet, key, project.operation - 1, project.operation - 1);
  };
  std::string out =
      fmt::format("ABS(SUM({})-SUM({}))", amount("amount"), years(sheet, "term_drawn", 0, project.operation - 1));
  if (sweeps > 1)
    out += fmt::format("+ABS(SUM({})-SUM({}))", amount(fmt::format("sweep {} amount", sweeps)),
                       amount(fmt::format("sweep {} amount", sweeps - 1)));
  return out;
}

}  // namespace gigaplan::finance
