#include <algorithm>
#include <map>

#include "gigaplan/finance/workbook_layout.hpp"

namespace gigaplan::finance {

void Layout::inputs() {
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
  const TermDebt& d = project_.debt;
  if (d.by_cover && resizes_)
    input("term debt: largest part of need in construction", "1", d.largest_share);
  else
    input("term debt: part of need in construction", "1", s_.term_share, resizes_);
  if (sized()) input("term debt: cover", "1", d.cover, resizes_);
  input("term debt: interest", "1/yr", d.interest, resizes_);
  if (d.construction_interest) input("term debt: interest in construction", "1/yr", *d.construction_interest, resizes_);
  input("term debt: fee", "1", d.upfront_fee);
  input("term debt: commitment fee", "1/yr", d.commitment_fee);
  input("reserve of debt service", "months", d.reserve_months);
  input("receivables", "days", project_.receivable_days);
  input("working cash", "months", project_.working_months);
  input("interest on reserves", "1/yr", project_.reserve_interest);
  input("chip-backed loans: interest", "1/yr", project_.chip_loan.interest);
  input("vendor credit: interest", "1/yr", project_.vendor.interest);
  input("leases: rate", "1/yr", project_.lease.rate);
  input("inflation", "1/yr", project_.inflation, false);
}

void Layout::sales() {
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

void Layout::running() {
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
  rent();
  formula("ebitda", "EBITDA", s_.ebitda, adds({"+revenue", "-cost", "-rent"}));
  figures("decommissioning", "Decommissioning", s_.decommissioning);
  figures("prepaid", "Prepaid by the customer", s_.prepaid);
  figures("credited", "Prepayment used up", s_.credited);
}

void Layout::built() {
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
  purchase_loan("chip", "Chip-backed loans", chips_, project_.chip_loan.tenor,
                fmt::format("{:.17g}", project_.chip_loan.balloon), "chip-backed loans: interest");
  purchase_loan("vendor", "Vendor credit", vendor_, project_.vendor.years, "0", "vendor credit: interest");
}

void Layout::reserves() {
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
    const std::string service = t >= start
                                    ? at("service", t + 1)
                                    : fmt::format("({}+({}+{})*{})", at("other service", start),
                                                  at("repaid part", start), in("term debt: interest"), at("amount", t));
    return fmt::format("{}/12*{}", in("reserve of debt service"), service);
  });
  formula("reserves", "Reserves", s_.reserves, adds({"+working", "+refresh", "+dsra"}));
  formula("reserve interest", "Interest on reserves", s_.reserve_interest,
          [this](int t) { return fmt::format("{}*{}", in("interest on reserves"), at("reserves", t - 1)); });
  Years before_tax = s_.cash_for_debt;
  for (std::size_t t = 0; t < before_tax.size(); ++t)
    before_tax[t] += s_.tax[t] - (t > 0 ? project_.reserve_interest * reserve[t - 1] : 0);
  formula("cash before tax", "Cash before tax and interest on the reserve of debt service", before_tax, [this](int t) {
    return adds({"+ebitda", "+prepaid", "-credited", "+grants", "+residual", "-decommissioning", "+credits"})(t) +
           (owners_pay(t) ? std::string() : "-" + at("own spending", t)) +
           fmt::format("-({}-{})-({}-{})-({}-{})+{}*({}+{})", at("receivables", t), at("receivables", t - 1),
                       at("working", t), at("working", t - 1), at("refresh", t), at("refresh", t - 1),
                       in("interest on reserves"), at("working", t - 1), at("refresh", t - 1));
  });
  formula("cash", "Cash available for debt service", s_.cash_for_debt, [this](int t) {
    return adds({"+cash before tax", "-tax"})(t) + fmt::format("+{}*{}", in("interest on reserves"), at("dsra", t - 1));
  });
}

// As sinking_balance():  what falls due next, in equal parts since what fell due before.
void Layout::saved() {
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

}  // namespace gigaplan::finance
