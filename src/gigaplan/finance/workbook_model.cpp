#include "gigaplan/finance/workbook_model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <stdexcept>

#include "gigaplan/finance/project_parts.hpp"

namespace gigaplan::finance {
namespace {

// Lays the rows in the order in which they are read: what is sold, what it costs, what is built, debt, tax, owners,
// balance.
class Layout {
 public:
  Layout(const Project& project, const ProjectResult& result)
      : project_(project),
        result_(result),
        s_(result.statements),
        assets_(assets_of(project)),
        chips_(chip_loans(project)),
        vendor_(vendor_credits(project)),
        operations_(operations_of(project, assets_)) {}

  WorkbookModel lay() {
    inputs();
    sales();
    running();
    built();
    reserves();
    debt();
    taxes();
    owners();
    balance();
    // only now does every row have its place
    for (std::size_t r = 0; r < texts_.size(); ++r)
      for (int t = 0; texts_[r] && t <= last(); ++t) model_.rows[r].formulas.push_back(texts_[r](t));
    return std::move(model_);
  }

 private:
  using Text = std::function<std::string(int)>;

  void input(const std::string& name, const std::string& unit, double value) {
    model_.inputs.push_back({name, unit, value});
  }
  void row(const std::string& key, const std::string& name, const std::string& unit, const Years& values, Text text) {
    model_.rows.push_back({key, name, unit, values, {}});
    texts_.push_back(std::move(text));
  }
  void heading(const std::string& name) { row("", name, "", {}, {}); }
  void figures(const std::string& key, const std::string& name, const Years& values, const std::string& unit = "") {
    row(key, name, unit, values, {});
  }
  void formula(const std::string& key, const std::string& name, const Years& values, Text text,
               const std::string& unit = "") {
    row(key, name, unit, values, std::move(text));
  }
  // a figure for each year, times an input
  void scaled_figures(const std::string& key, const std::string& name, const Years& values, const std::string& factor) {
    figures("base " + key, name + ", as planned", values);
    formula(key, name, values, [this, key, factor](int t) { return at("base " + key, t) + "*" + in(factor); });
  }
  [[nodiscard]] std::string at(const std::string& key, int t) const { return model_.at(key, t); }
  [[nodiscard]] std::string in(const std::string& name) const { return model_.input(name); }
  [[nodiscard]] bool operates(int t) const { return t >= project_.operation; }
  [[nodiscard]] int last() const { return last_of(project_); }
  // Σ of rows with signs, e.g. {"+a", "-b"}
  Text adds(std::vector<std::string> terms) const {
    return [this, terms = std::move(terms)](int t) {
      std::string out;
      for (const std::string& term : terms) out += term.substr(0, 1) + at(term.substr(1), t);
      return out.empty() ? std::string("0") : out;
    };
  }

  void inputs() {
    input("capital factor", "1", 1);
    input("operating cost factor", "1", 1);
    input("volume factor", "1", 1);
    input("price factor", "1", 1);
    input("discount rate", "1/yr", project_.discount_rate);
    input("equity return asked for", "1/yr", project_.equity_return);
    input("tax rate", "1", project_.tax.rate);
    input("losses carried (1) or refunded (0)", "", project_.tax.carries_losses ? 1 : 0);
    input("part of profit that losses shelter", "1", project_.tax.usable_losses);
    input("term debt: part of need in construction", "1", s_.term_share);
    input("term debt: interest", "1/yr", project_.debt.interest);
    input("reserve of debt service", "months", project_.debt.reserve_months);
    input("receivables", "days", project_.receivable_days);
    input("working cash", "months", project_.working_months);
    input("interest on reserves", "1/yr", project_.reserve_interest);
  }

  void sales() {
    heading("What is sold");
    std::vector<std::string> lines;
    const Years none = zeros(last());
    for (std::size_t i = 0; i < project_.products.size(); ++i) {
      const Product& p = project_.products[i];
      const std::string id = fmt::format("product {} ", i);
      figures(id + "base volume", p.name + ": volume, as planned", p.volume, p.unit);
      if (p.price.empty()) continue;
      figures(id + "committed", p.name + ": committed volume", p.committed.empty() ? none : p.committed, p.unit);
      figures(id + "base price", p.name + ": price, as planned", p.price, project_.currency + "/" + p.unit);
      const auto line = std::ranges::find(s_.revenue_lines, p.name, &Line::name);
      formula(id + "revenue", p.name + ": revenue", line->values, [this, id, share = p.take_or_pay](int t) {
        return fmt::format("{}*{}*MAX({}*{},{}*{}*{})", at(id + "base price", t), in("price factor"),
                           at(id + "base volume", t), in("volume factor"), share, at(id + "committed", t),
                           in("volume factor"));
      });
      lines.push_back("+" + id + "revenue");
    }
    if (project_.prepayment && project_.prepayment->discount != 0) {
      figures("prepayment discount", "Discount on prepayment", scaled(s_.credited, -project_.prepayment->discount));
      lines.push_back("+prepayment discount");
    }
    formula("revenue", "Revenue", s_.revenue, adds(lines));
  }

  void running() {
    heading("What it costs to run");
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < project_.costs.size(); ++i) {
      const std::string key = fmt::format("cost {}", i);
      scaled_figures(key, project_.costs[i].name, project_.costs[i].cost, "operating cost factor");
      lines.push_back("+" + key);
    }
    formula("cost", "Operating cost", s_.operating_cost, adds(lines));
    scaled_figures("rent", "Rent of leases", s_.rent, "capital factor");
    formula("ebitda", "EBITDA", s_.ebitda, adds({"+revenue", "-cost", "-rent"}));
    figures("decommissioning", "Decommissioning", s_.decommissioning);
    figures("prepaid", "Prepaid by the customer", s_.prepaid);
    figures("credited", "Prepayment used up", s_.credited);
  }

  void built() {
    heading("What is built, and what others pay of it");
    scaled_figures("own cost", "Cost of own assets", assets_.own_cost, "capital factor");
    scaled_figures("own spending", "Capital spending, own", assets_.own_spending, "capital factor");
    scaled_figures("grants", "Grants", assets_.grants, "capital factor");
    scaled_figures("residual", "Residual value", assets_.residual, "capital factor");
    scaled_figures("book depreciation", "Depreciation of assets", assets_.depreciation, "capital factor");
    scaled_figures("derecognised", "Book value of what is retired", assets_.derecognised, "capital factor");
    scaled_figures("tax depreciation", "Depreciation for tax", assets_.tax_depreciation, "capital factor");
    scaled_figures("tax derecognised", "Tax value of what is retired", assets_.tax_derecognised, "capital factor");
    scaled_figures("credits", "Tax credits", assets_.credits, "capital factor");
    for (const auto& [id, name, loans] :
         {std::tuple{"chip", "Chip-backed loans", &chips_}, std::tuple{"vendor", "Vendor credit", &vendor_}}) {
      scaled_figures(std::string(id) + " drawn", std::string(name) + " drawn", loans->drawn, "capital factor");
      scaled_figures(std::string(id) + " repaid", std::string(name) + " repaid", loans->repaid, "capital factor");
      scaled_figures(std::string(id) + " interest", std::string(name) + " interest", loans->interest, "capital factor");
      formula(std::string(id) + " balance", std::string(name) + " balance", loans->balance,
              [this, id = std::string(id)](int t) {
                return fmt::format("{}+{}-{}", at(id + " balance", t - 1), at(id + " drawn", t), at(id + " repaid", t));
              });
    }
  }

  void reserves() {
    heading("Reserves");
    formula("receivables", "Receivables", s_.receivables, [this](int t) {
      return t == last() ? std::string("0")
                         : fmt::format("{}/365*({}-{})", in("receivables"), at("revenue", t), at("credited", t));
    });
    formula("working", "Working cash", operations_.working, [this](int t) {
      if (t + 1 < project_.operation || t == last()) return std::string("0");
      return fmt::format("{}/12*({}+{})", in("working cash"), at("cost", t + 1), at("rent", t + 1));
    });
    figures("refresh", "Saved for refresh and decommissioning", operations_.refresh);
    Years reserve = s_.reserves;
    for (std::size_t t = 0; t < reserve.size(); ++t) reserve[t] -= operations_.working[t] + operations_.refresh[t];
    // What construction puts in is a figure: it depends on the debt that pays for it.
    formula(
        "dsra", "Reserve of debt service", reserve,
        [this, first = reserve[static_cast<std::size_t>(project_.operation) - 1]](int t) {
          if (t == project_.operation - 1) return fmt::format("{:.17g}", first);
          const bool held = t >= project_.operation && t < last() && t + 1 < project_.operation + project_.debt.tenor;
          return held ? fmt::format("{}/12*{}", in("reserve of debt service"), at("service", t + 1)) : std::string("0");
        });
    formula("reserves", "Reserves", s_.reserves, adds({"+working", "+refresh", "+dsra"}));
    formula("reserve interest", "Interest on reserves", s_.reserve_interest,
            [this](int t) { return fmt::format("{}*{}", in("interest on reserves"), at("reserves", t - 1)); });
    formula("cash", "Cash available for debt service", s_.cash_for_debt, [this](int t) {
      return adds({"+ebitda", "+prepaid", "-credited", "+grants", "+residual", "-decommissioning", "-tax", "+credits",
                   "+reserve interest"})(t) +
             (owners_pay(t) ? std::string() : "-" + at("own spending", t)) +
             fmt::format("-({}-{})-({}-{})-({}-{})", at("receivables", t), at("receivables", t - 1), at("working", t),
                         at("working", t - 1), at("refresh", t), at("refresh", t - 1));
    });
  }

  void debt() {
    heading("Term debt");
    const Years none = zeros(last());
    Years part = none, need = none, other = none;
    for (int t = 0; t <= last(); ++t) {
      const auto now = static_cast<std::size_t>(t);
      part[now] = s_.term_amount > 0 ? s_.term_repaid[now] / s_.term_amount : 0;
      other[now] = s_.chip_repaid[now] + s_.chip_interest[now] + s_.vendor_repaid[now] + s_.vendor_interest[now];
      if (operates(t)) continue;
      need[now] = -s_.cash_for_debt[now] + other[now] + s_.fees[now];
      if (t == project_.operation - 1)
        need[now] += s_.reserves[now] - operations_.working[now] - operations_.refresh[now];
    }
    figures("fees", "Fees", s_.fees);
    figures("repaid part", "Part of the term debt repaid", part, "1");
    formula("other service", "Service of chip-backed loans and vendor credit", other,
            adds({"+chip repaid", "+chip interest", "+vendor repaid", "+vendor interest"}));
    formula("need", "Need before interest, in construction", need, [this](int t) {
      if (operates(t)) return std::string("0");
      const std::string dsra = t == project_.operation - 1 ? "+" + at("dsra", t) : "";
      return fmt::format("-{}+{}+{}{}", at("cash", t), at("other service", t), at("fees", t), dsra);
    });
    const std::string share = in("term debt: part of need in construction"), rate = in("term debt: interest");
    formula("term_drawn", "Term debt drawn", s_.term_drawn, [this, share, rate](int t) {
      if (operates(t)) return std::string("0");
      return fmt::format("MAX(0,{0}*({1}+{2}*{3})/(1-{0}*{2}/2))", share, at("need", t), rate,
                         at("term balance", t - 1));
    });
    formula("term interest", "Term debt interest", s_.term_interest, [this, rate](int t) {
      return fmt::format("{}*({}+{}/2)", rate, at("term balance", t - 1), at("term_drawn", t));
    });
    const std::string all = fmt::format("SUM({}:{})", at("term_drawn", 0), at("term_drawn", last()));
    formula("term repaid", "Term debt repaid", s_.term_repaid,
            [this, all](int t) { return operates(t) ? at("repaid part", t) + "*" + all : std::string("0"); });
    formula("term balance", "Term debt", s_.term_debt, [this](int t) {
      return fmt::format("{}+{}-{}", at("term balance", t - 1), at("term_drawn", t), at("term repaid", t));
    });
    formula("service", "Debt service", s_.debt_service, [this](int t) {
      return fmt::format("{}+{}{}", at("other service", t), at("term repaid", t),
                         operates(t) ? "+" + at("term interest", t) : "");
    });
    formula("cover", "Debt service cover ratio", s_.cover, [this](int t) {
      if (!operates(t)) return std::string("0");
      return fmt::format("IF({0}>0,{1}/{0},0)", at("service", t), at("cash", t));
    });
    Years construction = none;
    for (std::size_t t = 0; t < static_cast<std::size_t>(project_.operation); ++t)
      construction[t] = s_.term_interest[t] + s_.chip_interest[t] + s_.vendor_interest[t];
    formula("construction interest", "Interest during construction", construction, [this](int t) {
      return operates(t) ? std::string("0") : adds({"+term interest", "+chip interest", "+vendor interest"})(t);
    });
    const int years = std::min(project_.years - project_.operation, std::max(1, project_.debt.tenor));
    Years written = s_.depreciation;
    for (std::size_t t = 0; t < written.size(); ++t) written[t] -= assets_.depreciation[t];
    formula("amortisation", "Fees and interest of construction written off", written, [this, years](int t) {
      if (!operates(t) || t >= project_.operation + years) return std::string("0");
      return fmt::format("(SUM({}:{})+SUM({}:{}))/{}", at("fees", 0), at("fees", last()),
                         at("construction interest", 0), at("construction interest", last()), years);
    });
  }

  // Tax with losses carried forward; the same without debt for the project's own return.
  void tax_of(const std::string& id, const std::string& name, const Years& income, const Years& tax,
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

  struct CarriedPool {
    Years used, left;
  };
  [[nodiscard]] CarriedPool pool_of(const Years& income) const {
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

  void taxes() {
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

  [[nodiscard]] bool owners_pay(int t) const { return project_.owners_pay_growth && operates(t); }

  void owners() {
    heading("Owners");
    Years left = zeros(last());
    for (std::size_t t = 0; t < left.size(); ++t) left[t] = s_.distributed[t] - s_.contributed[t];
    formula("left over", "Left for the owners (negative: paid in)", left, [this](int t) {
      if (!operates(t)) return fmt::format("-({}+{}-{})", at("need", t), at("term interest", t), at("term_drawn", t));
      return fmt::format("{}-{}-({}-{})", at("cash", t), at("service", t), at("dsra", t), at("dsra", t - 1)) +
             (owners_pay(t) ? "-" + at("own spending", t) : std::string());
    });
    formula("distributed", "Paid to owners", s_.distributed,
            [this](int t) { return fmt::format("MAX(0,{})", at("left over", t)); });
    formula("contributed", "Paid in by owners", s_.contributed,
            [this](int t) { return fmt::format("MAX(0,-{})", at("left over", t)); });
    const Returns& r = result_.returns;
    formula("equity_flow", "Owners' flow", r.equity_flow, adds({"+distributed", "-contributed"}));
    formula("equity_flow_before_tax", "Owners' flow before tax", r.equity_flow_before_tax,
            adds({"+equity_flow", "+tax", "-credits"}));
    formula("project_flow_before_tax", "Project's flow before tax", r.project_flow_before_tax, [this](int t) {
      return adds({"-own cost", "+ebitda", "+prepaid", "-credited", "+residual", "-decommissioning"})(t) +
             fmt::format("-({}-{})", at("receivables", t), at("receivables", t - 1));
    });
    formula("project_flow", "Project's flow", r.project_flow,
            adds({"+project_flow_before_tax", "-unlevered tax", "+credits"}));
  }

  void balance() {
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

  const Project& project_;
  const ProjectResult& result_;
  const Statements& s_;
  Assets assets_;
  PurchaseLoans chips_, vendor_;
  Operations operations_;
  WorkbookModel model_;
  std::vector<Text> texts_;
};

}  // namespace

WorkbookModel workbook_model(const Project& project, const ProjectResult& result) {
  return Layout(project, result).lay();
}

std::string WorkbookModel::input(const std::string& name) const {
  const auto found = std::ranges::find(inputs, name, &WorkbookInput::name);
  if (found == inputs.end()) throw std::out_of_range("no input " + name);
  return fmt::format("Inputs!$B${}", found - inputs.begin() + 2);
}

std::size_t WorkbookModel::line(const std::string& key) const {
  const auto found = std::ranges::find(rows, key, &WorkbookRow::key);
  if (found == rows.end()) throw std::out_of_range("no row " + key);
  return static_cast<std::size_t>(found - rows.begin()) + 2;
}

std::string WorkbookModel::at(const std::string& key, int t) const {
  const std::size_t row = line(key);
  if (t < 0 || t >= static_cast<int>(rows[row - 2].values.size())) return "0";
  std::string column;
  for (int c = t + 3; c > 0; c = (c - 1) / 26) column.insert(column.begin(), static_cast<char>('A' + (c - 1) % 26));
  return fmt::format("{}{}", column, row);
}

}  // namespace gigaplan::finance
