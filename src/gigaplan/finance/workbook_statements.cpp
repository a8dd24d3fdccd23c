#include <algorithm>

#include "gigaplan/finance/workbook_layout.hpp"

namespace gigaplan::finance {

// Tax with losses carried forward; the same without debt for the project's own return.
void Layout::tax_of(const std::string& id, const std::string& name, const Years& income, const Years& tax,
                    const std::vector<std::string>& terms, bool levered) {
  const CarriedPool pool = pool_of(income);
  formula(id + "income", name + ": taxable income", income, [this, terms, levered](int t) {
    return adds(terms)(t) +
           (levered && operates(t) ? adds({"-term interest", "-chip interest", "-vendor interest"})(t) : "");
  });
  formula(id + "used", name + ": losses used", pool.used, [this, id](int t) {
    return fmt::format("{}*MIN({},{}*MAX(0,{}))", in("losses carried (1) or refunded (0)"), at(id + "left", t - 1),
                       in("part of profit that losses shelter"), at(id + "income", t));
  });
  formula(id + "left", name + ": losses carried forward", pool.left, [this, id](int t) {
    return fmt::format("{}-{}+MAX(0,-{})", at(id + "left", t - 1), at(id + "used", t), at(id + "income", t));
  });
  formula(id + "tax", name, tax, [this, id](int t) {
    return fmt::format("{}*IF({}=1,MAX(0,{})-{},{})", in("tax rate"), in("losses carried (1) or refunded (0)"),
                       at(id + "income", t), at(id + "used", t), at(id + "income", t));
  });
}

Layout::CarriedPool Layout::pool_of(const Years& income) const {
  CarriedPool out{zeros(last()), zeros(last())};
  double left = 0;
  for (std::size_t t = 0; t < income.size(); ++t) {
    if (project_.tax.carries_losses)
      out.used[t] = std::min(left, project_.tax.usable_losses * std::max(0.0, income[t]));
    left += std::max(0.0, -income[t]) - out.used[t];
    out.left[t] = left;
  }
  return out;
}

void Layout::taxes() {
  heading("Tax");
  tax_of("", "Tax", s_.taxable_income, s_.tax,
         {"+ebitda", "-tax depreciation", "-amortisation", "+reserve interest", "+residual", "-tax derecognised",
          "-decommissioning"},
         true);
  Years income = operations_.ebitda;
  for (std::size_t t = 0; t < income.size(); ++t)
    income[t] += -assets_.tax_depreciation[t] + assets_.residual[t] - assets_.tax_derecognised[t] -
                 operations_.decommissioning[t];
  tax_of("unlevered ", "Tax without debt", income, s_.unlevered_tax,
         {"+ebitda", "-tax depreciation", "+residual", "-tax derecognised", "-decommissioning"}, false);
}

void Layout::owners() {
  heading("Owners");
  Years left = zeros(last());
  for (std::size_t t = 0; t < left.size(); ++t) left[t] = s_.distributed[t] - s_.contributed[t];
  formula("left over", "Left for the owners (negative: paid in)", left, [this](int t) {
    if (!operates(t)) return "-(" + adds({"+need", "+term interest", "+commitment", "-term_drawn"})(t) + ")";
    return fmt::format("{}-{}-({}-{})", at("cash", t), at("service", t), at("dsra", t), at("dsra", t - 1)) +
           (owners_pay(t) ? "-" + at("own spending", t) : std::string());
  });
  formula("distributed", "Paid to owners", s_.distributed,
          [this](int t) { return fmt::format("MAX(0,{})", at("left over", t)); });
  formula("contributed", "Paid in by owners", s_.contributed,
          [this](int t) { return fmt::format("MAX(0,-{})", at("left over", t)); });
  const Returns& r = result_.returns;
  formula("equity_flow", "Owners' flow", r.equity_flow, adds({"+distributed", "-contributed"}));
  if (model_.scenario.first_line > 0) return;
  formula("equity_flow_before_tax", "Owners' flow before tax", r.equity_flow_before_tax,
          adds({"+equity_flow", "+tax", "-credits"}));
  formula("project_flow_before_tax", "Project's flow before tax", r.project_flow_before_tax, [this](int t) {
    return adds({"-own cost", "+ebitda", "+prepaid", "-credited", "+residual", "-decommissioning"})(t) +
           fmt::format("-({}-{})", at("receivables", t), at("receivables", t - 1));
  });
  formula("project_flow", "Project's flow", r.project_flow,
          adds({"+project_flow_before_tax", "-unlevered tax", "+credits"}));
}

void Layout::balance() {
  heading("Income and balance sheet");
  formula("net income", "Net income", s_.net_income, [this](int t) {
    return adds({"+ebitda", "-book depreciation", "-amortisation", "+residual", "-derecognised", "+reserve interest",
                 "-decommissioning", "-tax", "+credits"})(t) +
           (operates(t) ? adds({"-term interest", "-chip interest", "-vendor interest"})(t) : "");
  });
  formula("fixed assets", "Fixed assets", s_.fixed_assets, [this](int t) {
    return at("fixed assets", t - 1) + adds({"+own cost", "+fees", "+construction interest", "-book depreciation",
                                             "-amortisation", "-derecognised"})(t);
  });
  formula("customer credit", "Owed to the customer", s_.customer_credit, [this](int t) {
    return at("customer credit", t - 1) + adds({"+prepaid", "-credited"})(t);
  });
  formula("paid in", "Paid-in capital", s_.paid_in,
          [this](int t) { return at("paid in", t - 1) + "+" + at("contributed", t); });
  formula("retained", "Retained earnings", s_.retained, [this](int t) {
    return at("retained", t - 1) + adds({"+net income", "-distributed"})(t);
  });
  formula("imbalance", "Assets less liabilities and equity", s_.imbalance,
          adds({"+fixed assets", "+receivables", "+reserves", "-term balance", "-chip balance", "-vendor balance",
                "-customer credit", "-paid in", "-retained"}));
}

}  // namespace gigaplan::finance
