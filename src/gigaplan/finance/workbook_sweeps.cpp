// Debt sized to cover or sculpted, and tax. Tax needs the interest, interest the debt, the debt the cash after tax. The
// program repeats until neither moves; here as many sweeps stand one below the other, each from the tax of the one
// before (the first from the tax without debt). A sweep of year t, all in formulas:
//     service(t) = max(0, (cash before tax(t) − tax(t) + i · reserve(t−1)) / cover − service of other loans(t))
//     carried    = Σ service(t) / (1 + r)^t,   amount = min(carried, D at the largest share)
//     paid(t)    = service(t) · amount / carried,   balance(t) = (1 + r) · balance(t−1) − paid(t)
//     tax(t)     from the taxable income with this interest, losses carried forward
#include <algorithm>

#include "gigaplan/finance/workbook_layout.hpp"

namespace gigaplan::finance {
namespace {

std::string key_of(int k, const std::string& key) { return fmt::format("sweep {} {}", k, key); }

}  // namespace

// At least as many as the program needed until nothing moved by 1e-11 of the whole; a changed input may need more. A sweep
// leaves about tax rate · (interest within the service) / cover of the error, seldom more than 0.3.
int Layout::sweeps() const { return std::max(16, s_.settling_rounds); }

bool Layout::serves(int t) const { return operates(t) && t < project_.operation + project_.debt.tenor && t <= last(); }

std::string Layout::sweep(int k, const std::string& key, int t) const { return at(key_of(k, key), t); }

// Over construction.
std::string Layout::sweep_sum(int k, const std::string& key) const {
  return fmt::format("SUM({}:{})", sweep(k, key, 0), sweep(k, key, project_.operation - 1));
}

void Layout::settle_debt() {
  if (project_.debt.tenor == 0) return;
  settling_ = true;
  heading("Debt and tax, sweep by sweep until they settle");
  for (int k = 1; k <= sweeps(); ++k) {
    sweep_amount(k);
    sweep_flow(k);
    sweep_tax(k);
  }
  settling_ = false;
  model_.sweeps = sweeps();
}

void Layout::sweep_amount(int k) {
  const TermDebt& d = project_.debt;
  const int start = project_.operation;
  const auto now = [k](const std::string& key) { return key_of(k, key); };
  const std::string name = fmt::format("Sweep {}: ", k), months = in("reserve of debt service");
  Years service = zeros(last()), carried = service, amount = service;
  for (int t = start; serves(t); ++t) {
    const auto at_t = static_cast<std::size_t>(t);
    service[at_t] = std::max(0.0, s_.cash_for_debt[at_t] / d.cover - s_.chip_repaid[at_t] - s_.chip_interest[at_t] -
                                      s_.vendor_repaid[at_t] - s_.vendor_interest[at_t]);
  }
  carried[static_cast<std::size_t>(start)] = s_.term_capacity;
  amount[static_cast<std::size_t>(start) - 1] = s_.term_amount;
  formula(now("service"), name + "service that the cash covers", service, [this, k, months](int t) {
    if (!serves(t)) return std::string();
    const std::string tax = k > 1 ? sweep(k - 1, "tax", t) : at("unlevered tax", t);
    const std::string paid = k > 1 ? "+" + sweep(k - 1, "flow", t) : "";
    return fmt::format("MAX(0,({}-{}+{}*{}/12*({}{}))/{}-{})", at("cash before tax", t), tax,
                       in("interest on reserves"), months, at("other service", t), paid, in("term debt: cover"),
                       at("other service", t));
  });
  formula(now("carried"), name + "debt that it carries", carried, [this, k, start](int t) {
    if (t != start) return std::string();
    return fmt::format("NPV({},{}:{})", in("term debt: interest"), sweep(k, "service", t),
                       sweep(k, "service", t + project_.debt.tenor - 1));
  });
  formula(now("amount"), name + "term debt", amount, [this, k, start](int t) {
    if (t != start - 1) return std::string();
    const std::string at_share = amount_paying(paid_part(k, start));
    return project_.debt.by_cover ? fmt::format("MAX(0,MIN({},{}))", sweep(k, "carried", start), at_share) : at_share;
  });
}

// Paid in year t of a debt of 1. With nothing to sculpt to: level payments after the years of grace.
std::string Layout::paid_part(int k, int t) const {
  const TermDebt& d = project_.debt;
  const std::string carried = sweep(k, "carried", project_.operation), rate = in("term debt: interest");
  const int n = d.tenor - d.grace;
  const std::string level =
      t - project_.operation < d.grace ? rate : fmt::format("IF({0}=0,1/{1},{0}/(1-(1+{0})^-{1}))", rate, n);
  return fmt::format("IF({0}>0,{1}/{0},{2})", carried, sweep(k, "service", t), d.by_cover ? "0" : level);
}

void Layout::sweep_flow(int k) {
  const int start = project_.operation, end = start - 1;
  const auto now = [k](const std::string& key) { return key_of(k, key); };
  const std::string name = fmt::format("Sweep {}: ", k);
  Years flow = s_.term_drawn;
  for (int t = start; serves(t); ++t) {
    const auto at_t = static_cast<std::size_t>(t);
    flow[at_t] = s_.term_repaid[at_t] + s_.term_interest[at_t];
  }
  formula(now("flow"), name + "drawn, then paid", flow, [this, k, end](int t) {
    const std::string amount = sweep(k, "amount", end);
    if (serves(t)) return fmt::format("{}*{}", amount, paid_part(k, t));
    if (operates(t)) return std::string();
    const auto extra = [&](int year) {
      return (year == 0 ? fmt::format("+{}*{}", in("term debt: fee"), amount) : std::string()) +
             (year == end ? fmt::format("+{}/12*({}+{}*{})", in("reserve of debt service"),
                                        at("other service", end + 1), amount, paid_part(k, end + 1))
                          : std::string());
    };
    if (!project_.debt.by_cover)
      return fmt::format("{0}*({1}{2}+{5}*{6}+{3}*{4})/(1-{0}*{3}/2)", largest_share(), at("need before", t), extra(t),
                         net_rate(), sweep(k, "balance", t - 1), in("term debt: commitment fee"), amount);
    // the part of need and interest together that the amount is; interest as in the sweep before
    const auto interest = [&](int year) { return k > 1 ? "+" + sweep(k - 1, "interest", year) : std::string(); };
    const std::string all = fmt::format("SUM({}:{}){}{}{}", at("need before", 0), at("need before", end), extra(0),
                                        end > 0 ? extra(end) : "", k > 1 ? "+" + sweep_sum(k - 1, "interest") : "");
    return fmt::format("IF({0}>0,{1}*({2}{3}{4})/({0}),0)", all, amount, at("need before", t), extra(t), interest(t));
  });
  formula(now("balance"), name + "term debt owed", s_.term_debt, [this, k](int t) {
    if (serves(t))
      return fmt::format("{}*(1+{})-{}", sweep(k, "balance", t - 1), in("term debt: interest"), sweep(k, "flow", t));
    return operates(t) ? std::string() : fmt::format("{}+{}", sweep(k, "balance", t - 1), sweep(k, "flow", t));
  });
  Years interest = s_.term_interest;
  for (std::size_t t = 0; t < interest.size(); ++t)
    interest[t] += s_.fees[t] - (t == 0 ? project_.debt.upfront_fee * s_.term_amount : 0);
  formula(now("interest"), name + "interest, commitment fee", interest, [this, k, end](int t) {
    if (serves(t)) return fmt::format("{}*{}", in("term debt: interest"), sweep(k, "balance", t - 1));
    if (operates(t)) return std::string();
    return fmt::format("{0}*({1}+{2}/2)+{3}*{4}", net_rate(), sweep(k, "balance", t - 1), sweep(k, "flow", t),
                       in("term debt: commitment fee"), sweep(k, "amount", end));
  });
}

void Layout::sweep_tax(int k) {
  const int start = project_.operation, end = start - 1;
  const auto now = [k](const std::string& key) { return key_of(k, key); };
  const std::string name = fmt::format("Sweep {}: ", k);
  const int years = std::min(project_.years - start, std::max(1, project_.debt.tenor));
  formula(now("income"), name + "taxable income", s_.taxable_income, [this, k, years, end](int t) {
    if (!serves(t)) return std::string();
    const std::string written = fmt::format(
        "({}*{}+{}+SUM({}:{})+SUM({}:{}))/{}", in("term debt: fee"), sweep(k, "amount", end), sweep_sum(k, "interest"),
        at("chip interest", 0), at("chip interest", end), at("vendor interest", 0), at("vendor interest", end), years);
    const std::string reserves =
        fmt::format("{}*({}+{}+{}/12*({}+{}))", in("interest on reserves"), at("working", t - 1), at("refresh", t - 1),
                    in("reserve of debt service"), at("other service", t), sweep(k, "flow", t));
    return fmt::format("{}+{}-{}-{}-{}-{}", at("unlevered income", t), reserves, written, sweep(k, "interest", t),
                       at("chip interest", t), at("vendor interest", t));
  });
  const auto left_before = [this, k, end](int t) {
    return t - 1 == end ? at("unlevered left", end) : sweep(k, "left", t - 1);
  };
  const auto used = [this, k, left_before](int t) {
    return fmt::format("{}*MIN({},{}*MAX(0,{}))", in("losses carried (1) or refunded (0)"), left_before(t),
                       in("part of profit that losses shelter"), sweep(k, "income", t));
  };
  formula(now("left"), name + "losses carried forward", s_.losses_left, [this, k, left_before, used](int t) {
    if (!serves(t)) return std::string();
    return fmt::format("{}-{}+MAX(0,-{})", left_before(t), used(t), sweep(k, "income", t));
  });
  formula(now("tax"), name + "tax", s_.tax, [this, k, used](int t) {
    if (!serves(t)) return std::string();
    return fmt::format("{0}*IF({1}=1,MAX(0,{2})-{3},{2})", in("tax rate"), in("losses carried (1) or refunded (0)"),
                       sweep(k, "income", t), used(t));
  });
}

}  // namespace gigaplan::finance
