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
  Layout(const Project& project, const ProjectResult& result, Scenario scenario)
      : project_(project),
        result_(result),
        s_(result.statements),
        assets_(assets_of(project)),
        chips_(chip_loans(project)),
        vendor_(vendor_credits(project)),
        operations_(operations_of(project, assets_)) {
    model_.scenario = std::move(scenario);
    const TermDebt& d = project.debt;
    resizes_ = resizes();
    model_.debt_flows = !d.by_cover && (d.repayment != Repayment::sculpted || s_.term_amount == 0) && resizes_;
  }

  WorkbookModel lay() {
    inputs();
    sales();
    running();
    built();
    reserves();
    debt();
    taxes();
    owners();
    if (model_.scenario.first_line == 0) balance();
    // only now does every row have its place
    for (std::size_t r = 0; r < texts_.size(); ++r)
      for (int t = 0; texts_[r] && t <= last(); ++t) model_.rows[r].formulas.push_back(texts_[r](t));
    return std::move(model_);
  }

 private:
  using Text = std::function<std::string(int)>;

  void input(const std::string& name, const std::string& unit, double value, bool flows = true) {
    model_.inputs.push_back({name, unit, value, flows});
  }
  void row(const std::string& key, const std::string& name, const std::string& unit, const Years& values, Text text) {
    model_.rows.push_back({key, name, unit, values, text != nullptr, false, {}});
    texts_.push_back(std::move(text));
  }
  void heading(const std::string& name) { row("", name, "", {}, {}); }
  void figures(const std::string& key, const std::string& name, const Years& values, const std::string& unit = "") {
    row(key, name, unit, values, {});
  }
  // Figures that all formulas follow: the user may write others over them.
  void open_figures(const std::string& key, const std::string& name, const Years& values,
                    const std::string& unit = "") {
    figures(key, name, values, unit);
    model_.rows.back().open = true;
  }
  void formula(const std::string& key, const std::string& name, const Years& values, Text text,
               const std::string& unit = "") {
    row(key, name, unit, values, std::move(text));
  }
  // Years of what follows the cost of what is built, and, where there are grants, what they change of it.
  void built_figures(const std::string& key, const std::string& name, const Years& values, const Years& ungranted) {
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
  void scaled_figures(const std::string& key, const std::string& name, const Years& values, const std::string& factor) {
    figures("base " + key, name + ", as planned", values);
    formula(key, name, values, [this, key, factor](int t) { return at("base " + key, t) + "*" + in(factor); });
  }
  [[nodiscard]] std::string at(const std::string& key, int t) const { return model_.at(key, t); }
  // In operation, the cell of as many years earlier as the scenario is late; none before operation.
  [[nodiscard]] std::string delayed(const std::string& key, int t) const {
    const int late = operates(t) ? model_.scenario.delay : 0;
    return late > 0 && t - late < project_.operation ? "0" : at(key, t - late);
  }
  [[nodiscard]] std::string in(const std::string& name) const { return model_.input(name); }
  [[nodiscard]] std::string drawing_rate() const {
    return in(project_.debt.construction_interest ? "term debt: interest in construction" : "term debt: interest");
  }
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
    input("residual value factor", "1", 1);
    const bool sized_here = model_.debt_flows;
    input("term debt: part of need in construction", "1", s_.term_share, sized_here);
    input("term debt: interest", "1/yr", project_.debt.interest, sized_here);
    if (project_.debt.construction_interest)
      input("term debt: interest in construction", "1/yr", *project_.debt.construction_interest, sized_here);
    input("term debt: fee", "1", project_.debt.upfront_fee);
    input("reserve of debt service", "months", project_.debt.reserve_months);
    input("receivables", "days", project_.receivable_days);
    input("working cash", "months", project_.working_months);
    input("interest on reserves", "1/yr", project_.reserve_interest);
    input("chip-backed loans: interest", "1/yr", project_.chip_loan.interest, false);
    input("vendor credit: interest", "1/yr", project_.vendor.interest, false);
    input("inflation", "1/yr", project_.inflation, false);
  }

  void sales() {
    heading("What is sold");
    std::vector<std::string> lines;
    const Years none = zeros(last());
    for (std::size_t i = 0; i < project_.products.size(); ++i) {
      const Product& p = project_.products[i];
      const std::string id = fmt::format("product {} ", i);
      open_figures(id + "base volume", p.name + ": volume, as planned", p.volume, p.unit);
      if (p.price.empty()) continue;
      open_figures(id + "committed", p.name + ": committed volume", p.committed.empty() ? none : p.committed, p.unit);
      open_figures(id + "base price", p.name + ": price, as planned", p.price, project_.currency + "/" + p.unit);
      const auto line = std::ranges::find(s_.revenue_lines, p.name, &Line::name);
      formula(id + "revenue", p.name + ": revenue", line->values, [this, id, share = p.take_or_pay](int t) {
        return fmt::format("{}*{}*MAX({}*{},{}*{})", at(id + "base price", t), in("price factor"),
                           delayed(id + "base volume", t), in("volume factor"), share, delayed(id + "committed", t));
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
      const CostItem& item = project_.costs[i];
      const auto of = std::ranges::find(project_.products, item.of, &Product::name);
      if (item.per_unit.empty() || of == project_.products.end()) {
        scaled_figures(key, item.name, item.cost, "operating cost factor");
        model_.rows[model_.rows.size() - 2].open = true;
      } else {
        const std::string volume = fmt::format("product {} base volume", of - project_.products.begin());
        open_figures("base " + key, item.name + ", by year", item.cost);
        open_figures("unit " + key, item.name + ", per unit of " + item.of, item.per_unit,
                     project_.currency + "/" + of->unit);
        formula(key, item.name, cost_of(project_, item), [this, key, volume](int t) {
          return fmt::format("({}+{}*{}*{})*{}", at("base " + key, t), at("unit " + key, t), delayed(volume, t),
                             in("volume factor"), in("operating cost factor"));
        });
      }
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
    for (std::size_t i = 0; i < project_.capital.size(); ++i)
      scaled_figures(fmt::format("spending {}", i), project_.capital[i].name, project_.capital[i].spending,
                     "capital factor");
    Project plain = project_;
    for (CapitalItem& item : plain.capital) item.grants.clear();
    for (Product& product : plain.products) product.production_credit = 0;
    const Assets ungranted = assets_of(plain);
    figures("grants", "Grants", assets_.grants);
    built_figures("own cost", "Cost of own assets", assets_.own_cost, ungranted.own_cost);
    scaled_figures("own spending", "Capital spending, own", assets_.own_spending, "capital factor");
    figures("base residual", "Residual value, as planned", assets_.residual);
    formula("residual", "Residual value", assets_.residual, [this](int t) {
      return fmt::format("{}*{}*{}", at("base residual", t), in("capital factor"), in("residual value factor"));
    });
    built_figures("book depreciation", "Depreciation of assets", assets_.depreciation, ungranted.depreciation);
    built_figures("derecognised", "Book value of what is retired", assets_.derecognised, ungranted.derecognised);
    built_figures("tax depreciation", "Depreciation for tax", assets_.tax_depreciation, ungranted.tax_depreciation);
    built_figures("tax derecognised", "Tax value of what is retired", assets_.tax_derecognised,
                  ungranted.tax_derecognised);
    scaled_figures("investment credits", "Investment credits", ungranted.credits, "capital factor");
    formula("credits", "Tax credits", assets_.credits, [this](int t) {
      std::string out = at("investment credits", t);
      for (std::size_t i = 0; i < project_.products.size(); ++i) {
        const Product& p = project_.products[i];
        if (p.production_credit == 0 || !operates(t) || t >= project_.operation + p.production_credit_years) continue;
        out += fmt::format("+{:.17g}*{}*{}", p.production_credit, delayed(fmt::format("product {} base volume", i), t),
                           in("volume factor"));
      }
      return out;
    });
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
    saved();
    Years reserve = s_.reserves;
    for (std::size_t t = 0; t < reserve.size(); ++t) reserve[t] -= operations_.working[t] + operations_.refresh[t];
    // What construction puts in depends on the debt that pays for it: it is taken from the amount solved for below.
    formula("dsra", "Reserve of debt service", reserve, [this](int t) {
      const int start = project_.operation;
      if (t < start - 1 || t >= last() || t + 1 >= start + project_.debt.tenor) return std::string("0");
      const std::string service =
          t >= start ? at("service", t + 1)
                     : fmt::format("({}+({}+{})*{})", at("other service", start), at("repaid part", start),
                                   in("term debt: interest"), at("amount", t));
      return fmt::format("{}/12*{}", in("reserve of debt service"), service);
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

  // As sinking_balance():  what falls due next, in equal parts since what fell due before.
  void saved() {
    int from = project_.operation;
    std::map<int, std::pair<int, int>> saving;  // by year: first year of saving, year in which it is due
    for (int due = from; due <= last(); ++due) {
      const auto at_due = static_cast<std::size_t>(due);
      double need = s_.decommissioning[at_due];
      if (project_.saves_for_refresh) need += assets_.own_spending[at_due] - assets_.grants[at_due];
      if (!(need > 0)) continue;
      for (int t = from; t < due; ++t) saving[t] = {from, due};
      from = due + 1;
    }
    formula("refresh", "Saved for refresh and decommissioning", operations_.refresh, [this, saving](int t) {
      const auto now = saving.find(t);
      if (now == saving.end()) return std::string("0");
      const auto [first, due] = now->second;
      return fmt::format("({}{})*{}/{}", at("decommissioning", due),
                         project_.saves_for_refresh ? adds({"+own spending", "-grants"})(due) : "", t - first + 1,
                         due - first + 1);
    });
  }

  // What construction draws in each year for a need, without the floor at zero:  x(t) = k (need(t) + r Σ_{s<t} x(s)).
  [[nodiscard]] Years drawn_for(const Years& need) const {
    const double r = project_.debt.drawing_rate(), k = s_.term_share / (1 - s_.term_share * r / 2);
    Years out = zeros(last());
    double before = 0;
    for (std::size_t t = 0; t < static_cast<std::size_t>(project_.operation); ++t)
      before += out[t] = k * (need[t] + r * before);
    return out;
  }

  // Does the amount follow from the need by the closed form of term_debt()? Not where a year of construction has a
  // surplus: nothing is drawn then, and the form is not linear.
  [[nodiscard]] bool resizes() const {
    const Years need = need_of_construction(true);
    const Years drawn = drawn_for(need);
    return std::ranges::all_of(drawn, [](double value) { return value >= 0; });
  }

  // Paid by debt and owners in construction; `whole`: with the fee and the first reserve of debt service.
  [[nodiscard]] Years need_of_construction(bool whole) const {
    Years out = zeros(last());
    for (int t = 0; t < project_.operation; ++t) {
      const auto now = static_cast<std::size_t>(t);
      out[now] = -s_.cash_for_debt[now] + s_.chip_repaid[now] + s_.chip_interest[now] + s_.vendor_repaid[now] +
                 s_.vendor_interest[now];
      if (whole) out[now] += s_.fees[now];
      if (whole && t == project_.operation - 1)
        out[now] += s_.reserves[now] - operations_.working[now] - operations_.refresh[now];
    }
    return out;
  }

  // The amount D pays its own fee f · D and the first reserve m/12 · (other + (p + r) · D), p the part repaid first:
  //     D = (D₀ + k · m/12 · other) / (1 − f · U − k · m/12 · (p + r)),
  // D₀ drawn without fee and reserve, U drawn for a need of 1 in the first year, k = share / (1 − share · r / 2).
  void amount() {
    Years amount = zeros(last());
    amount[static_cast<std::size_t>(project_.operation - 1)] = s_.term_amount;
    if (!resizes_) {
      figures("amount", "Term debt, whole amount", amount);
      return;
    }
    const int end = project_.operation - 1;
    const std::string share = in("term debt: part of need in construction"), rate = drawing_rate();
    const auto row_of = [&](const std::string& key, const std::string& name, const Years& need,
                            const std::function<std::string(int)>& what) {
      formula(key, name, drawn_for(need), [this, key, what, share, rate](int t) {
        if (operates(t)) return std::string("0");
        const std::string before = t > 0 ? fmt::format("+{}*SUM({}:{})", rate, at(key, 0), at(key, t - 1)) : "";
        return fmt::format("{0}/(1-{0}*{1}/2)*({2}{3})", share, rate, what(t), before);
      });
    };
    row_of("drawn before", "Drawn without fee and first reserve", need_of_construction(false),
           [this](int t) { return fmt::format("-{}+{}", at("cash", t), at("other service", t)); });
    Years one = zeros(last());
    one[0] = 1;
    row_of("drawn for fee", "Drawn for a fee of 1", one, [](int t) { return std::string(t == 0 ? "1" : "0"); });
    formula("amount", "Term debt, whole amount", amount, [this, end, share, rate](int t) {
      if (t != end) return std::string("0");
      const bool reserved = project_.debt.tenor > 0;
      const std::string reserve =
          fmt::format("{0}/(1-{0}*{1}/2)*{2}/12", share, rate, reserved ? in("reserve of debt service") : "0");
      return fmt::format("(SUM({}:{})+{}*{})/(1-{}*SUM({}:{})-{}*({}+{}))", at("drawn before", 0),
                         at("drawn before", end), reserve, at("other service", end + 1), in("term debt: fee"),
                         at("drawn for fee", 0), at("drawn for fee", end), reserve, at("repaid part", end + 1),
                         in("term debt: interest"));
    });
  }

  // The part of the debt that is repaid in year y = 1 … n after the years of grace.
  void repayment(const Years& part) {
    const TermDebt& d = project_.debt;
    if (!model_.debt_flows) {
      figures("repaid part", "Part of the term debt repaid", part, "1");
      return;
    }
    const int n = d.tenor - d.grace;
    formula("repaid part", "Part of the term debt repaid", part, [this, n](int t) {
      const int y = t - project_.operation + 1 - project_.debt.grace;
      if (y < 1 || y > n || s_.term_amount == 0) return std::string("0");
      if (project_.debt.repayment == Repayment::equal_principal) return fmt::format("1/{}", n);
      return fmt::format("IF({0}=0,1/{1},{0}*(1+{0})^{2}/((1+{0})^{1}-1))", in("term debt: interest"), n, y - 1);
    });
  }

  void debt() {
    heading("Term debt");
    const Years none = zeros(last());
    Years part = none, other = none;
    const Years need = need_of_construction(true);
    for (int t = 0; t <= last(); ++t) {
      const auto now = static_cast<std::size_t>(t);
      part[now] = s_.term_amount > 0 ? s_.term_repaid[now] / s_.term_amount : 0;
      other[now] = s_.chip_repaid[now] + s_.chip_interest[now] + s_.vendor_repaid[now] + s_.vendor_interest[now];
    }
    repayment(part);
    amount();
    formula("fees", "Fees", s_.fees, [this](int t) {
      return t == 0 ? fmt::format("{}*{}", in("term debt: fee"), at("amount", project_.operation - 1)) : "0";
    });
    formula("other service", "Service of chip-backed loans and vendor credit", other,
            adds({"+chip repaid", "+chip interest", "+vendor repaid", "+vendor interest"}));
    formula("need", "Need before interest, in construction", need, [this](int t) {
      if (operates(t)) return std::string("0");
      const std::string dsra = t == project_.operation - 1 ? "+" + at("dsra", t) : "";
      return fmt::format("-{}+{}+{}{}", at("cash", t), at("other service", t), at("fees", t), dsra);
    });
    const std::string share = in("term debt: part of need in construction"), rate = drawing_rate();
    formula("term_drawn", "Term debt drawn", s_.term_drawn, [this, share, rate](int t) {
      if (operates(t)) return std::string("0");
      return fmt::format("MAX(0,{0}*({1}+{2}*{3})/(1-{0}*{2}/2))", share, at("need", t), rate,
                         at("term balance", t - 1));
    });
    formula("term interest", "Term debt interest", s_.term_interest, [this, rate](int t) {
      if (t >= project_.operation + project_.debt.tenor) return std::string("0");  // not on what rounding leaves
      return fmt::format("{}*({}+{}/2)", operates(t) ? in("term debt: interest") : rate, at("term balance", t - 1),
                         at("term_drawn", t));
    });
    formula("term repaid", "Term debt repaid", s_.term_repaid, [this](int t) {
      return operates(t)
                 ? fmt::format("{}*SUM({}:{})", at("repaid part", t), at("term_drawn", 0), at("term_drawn", last()))
                 : std::string("0");
    });
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
  bool resizes_ = false;
  std::vector<Text> texts_;
};

}  // namespace

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
  const auto found = std::ranges::find(rows, key, &WorkbookRow::key);
  if (found == rows.end()) throw std::out_of_range("no row " + key);
  if (scenario.first_line == 0) return static_cast<std::size_t>(found - rows.begin()) + 2;
  return scenario.first_line + static_cast<std::size_t>(std::count_if(
                                   rows.begin(), found, [](const WorkbookRow& row) { return row.living; }));
}

namespace {

std::string column_of(int t) {
  std::string out;
  for (int c = t + 3; c > 0; c = (c - 1) / 26) out.insert(out.begin(), static_cast<char>('A' + (c - 1) % 26));
  return out;
}

}  // namespace

std::string WorkbookModel::at(const std::string& key, int t) const {
  const auto found = std::ranges::find(rows, key, &WorkbookRow::key);
  if (found == rows.end()) throw std::out_of_range("no row " + key);
  if (t < 0 || t >= static_cast<int>(found->values.size())) return "0";
  if (scenario.first_line > 0 && !found->living)
    return fmt::format("Model!{}{}", column_of(t), found - rows.begin() + 2);
  return fmt::format("{}{}", column_of(t), line(key));
}

std::string WorkbookModel::years(const std::string& sheet, const std::string& key, int from, int to) const {
  return fmt::format("{0}!${1}${3}:${2}${3}", sheet, column_of(from), column_of(to), line(key));
}

}  // namespace gigaplan::finance
