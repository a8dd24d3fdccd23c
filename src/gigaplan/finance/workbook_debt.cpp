#include <algorithm>

#include "gigaplan/finance/workbook_layout.hpp"

namespace gigaplan::finance {

// What construction draws in each year for a need, without the floor at zero:  x(t) = k (need(t) + (r − c) Σ_{s<t} x(s)).
Years Layout::drawn_for(const Years& need, double share) const {
  const double r = project_.debt.drawing_rate() - project_.debt.commitment_fee, k = share / (1 - share * r / 2);
  Years out = zeros(last());
  double before = 0;
  for (std::size_t t = 0; t < static_cast<std::size_t>(project_.operation); ++t)
    before += out[t] = k * (need[t] + r * before);
  return out;
}

// Does the amount follow from the need by the closed form of term_debt()? Not where a year of construction has a
// surplus: nothing is drawn then, and the form is not linear.
bool Layout::resizes() const {
  Years need = need_of_construction(true);
  for (double& value : need) value += project_.debt.commitment_fee * s_.term_amount;
  const Years drawn = drawn_for(need, s_.term_share);
  return std::ranges::all_of(drawn, [](double value) { return value >= 0; });
}

// Paid by debt and owners in construction besides interest and commitment fee; `whole`: with the fee of the first year
// and the first reserve of debt service.
Years Layout::need_of_construction(bool whole) const {
  Years out = zeros(last());
  for (int t = 0; t < project_.operation; ++t) {
    const auto now = static_cast<std::size_t>(t);
    out[now] = -s_.cash_for_debt[now] + s_.chip_repaid[now] + s_.chip_interest[now] + s_.vendor_repaid[now] +
               s_.vendor_interest[now];
    if (whole && t == 0) out[now] += project_.debt.upfront_fee * s_.term_amount;
    if (whole && t == project_.operation - 1)
      out[now] += s_.reserves[now] - operations_.working[now] - operations_.refresh[now];
  }
  return out;
}

bool Layout::sized() const {
  return project_.debt.tenor > 0 && (project_.debt.by_cover || project_.debt.repayment == Repayment::sculpted);
}

std::string Layout::drawing_rate() const {
  return in(project_.debt.construction_interest ? "term debt: interest in construction" : "term debt: interest");
}

std::string Layout::net_rate() const { return fmt::format("({}-{})", drawing_rate(), in("term debt: commitment fee")); }

// The part of the need that the debt pays, or may pay at most.
std::string Layout::largest_share() const {
  return in(project_.debt.by_cover && resizes_ ? "term debt: largest part of need in construction"
                                               : "term debt: part of need in construction");
}

// The amount D, with `part` repaid and paid as interest of a debt of 1 in the first year of operation.
std::string Layout::amount_paying(const std::string& part) const {
  const int end = project_.operation - 1;
  const std::string share = largest_share();
  const std::string reserve = fmt::format("{0}/(1-{0}*{1}/2)*{2}/12", share, net_rate(),
                                          project_.debt.tenor > 0 ? in("reserve of debt service") : "0");
  return fmt::format("(SUM({}:{})+{}*{})/(1-SUM({}:{})-{}*{})", at("drawn before", 0), at("drawn before", end), reserve,
                     at("other service", end + 1), at("drawn for fees", 0), at("drawn for fees", end), reserve, part);
}

// The amount D pays its own fees, f · D in the first year and c · (D − drawn) in each, and the first reserve
// m/12 · (other + (p + r) · D), p the part repaid first:
//     D = (D₀ + k · m/12 · other) / (1 − U − k · m/12 · (p + r)),
// D₀ drawn without fees and reserve, U drawn for f in the first year and c in each, k = share / (1 − share · (r − c) / 2).
// Sized to cover or sculpted, p + r depends on the tax: the amount is that of the last sweep.
void Layout::amount() {
  Years amount = zeros(last());
  const int end = project_.operation - 1;
  amount[static_cast<std::size_t>(end)] = s_.term_amount;
  if (!resizes_) {
    figures("amount", "Term debt, whole amount", amount);
    return;
  }
  const std::string share = largest_share(), rate = net_rate();
  const double largest = project_.debt.by_cover ? project_.debt.largest_share : s_.term_share;
  const auto row_of = [&](const std::string& key, const std::string& name, const Years& need,
                          const std::function<std::string(int)>& what) {
    formula(key, name, drawn_for(need, largest), [this, key, what, share, rate](int t) {
      if (operates(t)) return std::string("0");
      const std::string before = t > 0 ? fmt::format("+{}*SUM({}:{})", rate, at(key, 0), at(key, t - 1)) : "";
      return fmt::format("{0}/(1-{0}*{1}/2)*({2}{3})", share, rate, what(t), before);
    });
  };
  formula("need before", "Need in construction without fees and first reserve", need_of_construction(false),
          [this](int t) { return operates(t) ? "0" : fmt::format("-{}+{}", at("cash", t), at("other service", t)); });
  row_of("drawn before", "Drawn for it", need_of_construction(false), [this](int t) { return at("need before", t); });
  Years fees(amount.size(), project_.debt.commitment_fee);
  fees[0] += project_.debt.upfront_fee;
  row_of("drawn for fees", "Drawn for the fees of a debt of 1", fees, [this](int t) {
    return (t == 0 ? in("term debt: fee") + "+" : std::string()) + in("term debt: commitment fee");
  });
  formula("amount", "Term debt, whole amount", amount, [this, end](int t) {
    if (t != end) return std::string("0");
    if (sized()) return sweep(sweeps(), "amount", end);
    return amount_paying(fmt::format("({}+{})", at("repaid part", end + 1), in("term debt: interest")));
  });
}

// The part of the debt that is repaid in year y = 1 … n after the years of grace; sized to cover or sculpted as the last
// sweep has it.
void Layout::repayment() {
  const TermDebt& d = project_.debt;
  Years part = zeros(last());
  for (std::size_t t = 0; t < part.size(); ++t) part[t] = s_.term_amount > 0 ? s_.term_repaid[t] / s_.term_amount : 0;
  if (!resizes_) {
    figures("repaid part", "Part of the term debt repaid", part, "1");
    return;
  }
  const int n = d.tenor - d.grace;
  formula(
      "repaid part", "Part of the term debt repaid", part,
      [this, n](int t) {
        if (sized())
          return serves(t) ? fmt::format("IF({0}=0,0,({1}-{2})/{0})", sweep(sweeps(), "amount", project_.operation - 1),
                                         sweep(sweeps(), "flow", t), sweep(sweeps(), "interest", t))
                           : std::string("0");
        const int y = t - project_.operation + 1 - project_.debt.grace;
        if (y < 1 || y > n || s_.term_amount == 0) return std::string("0");
        if (project_.debt.repayment == Repayment::equal_principal) return fmt::format("1/{}", n);
        return fmt::format("IF({0}=0,1/{1},{0}*(1+{0})^{2}/((1+{0})^{1}-1))", in("term debt: interest"), n, y - 1);
      },
      "1");
}

void Layout::debt() {
  heading("Term debt");
  const Years none = zeros(last());
  Years other = none;
  const Years need = need_of_construction(true);
  for (std::size_t t = 0; t < other.size(); ++t)
    other[t] = s_.chip_repaid[t] + s_.chip_interest[t] + s_.vendor_repaid[t] + s_.vendor_interest[t];
  repayment();
  amount();
  Years upfront = none, commitment = s_.fees;
  upfront[0] = project_.debt.upfront_fee * s_.term_amount;
  commitment[0] -= upfront[0];
  formula("upfront fee", "Fee of the first year", upfront, [this](int t) {
    return t == 0 ? fmt::format("{}*{}", in("term debt: fee"), at("amount", project_.operation - 1)) : "0";
  });
  formula("other service", "Service of chip-backed loans and vendor credit", other,
          adds({"+chip repaid", "+chip interest", "+vendor repaid", "+vendor interest"}));
  formula("need", "Need before interest and commitment fee, in construction", need, [this](int t) {
    if (operates(t)) return std::string("0");
    const std::string dsra = t == project_.operation - 1 ? "+" + at("dsra", t) : "";
    return fmt::format("-{}+{}+{}{}", at("cash", t), at("other service", t), at("upfront fee", t), dsra);
  });
  const int end = project_.operation - 1;
  const std::string rate = drawing_rate(), net = net_rate();
  const bool settled = project_.debt.by_cover && resizes_;
  if (settled) {
    Years part = none;
    part[static_cast<std::size_t>(end)] = s_.term_share;
    formula(
        "share", "Part of the need that the term debt pays", part,
        [this, end](int t) {
          if (t != end) return std::string("0");
          const std::string whole =
              fmt::format("SUM({}:{})+{}", at("need", 0), at("need", end), sweep_sum(sweeps(), "interest"));
          return fmt::format("IF({0}>0,{1}/({0}),0)", whole, at("amount", end));
        },
        "1");
  }
  formula("term_drawn", "Term debt drawn", s_.term_drawn, [this, settled, net, end](int t) {
    if (operates(t)) return std::string("0");
    const std::string share = settled ? at("share", end) : in("term debt: part of need in construction");
    return fmt::format("MAX(0,{0}*({1}+{4}*{5}+{2}*{3})/(1-{0}*{2}/2))", share, at("need", t), net,
                       at("term balance", t - 1), in("term debt: commitment fee"), at("amount", end));
  });
  formula("commitment", "Commitment fee", commitment, [this, end](int t) {
    if (operates(t)) return std::string("0");
    return fmt::format("{}*({}-{}-{}/2)", in("term debt: commitment fee"), at("amount", end), at("term balance", t - 1),
                       at("term_drawn", t));
  });
  formula("fees", "Fees", s_.fees, adds({"+upfront fee", "+commitment"}));
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
    if (!operates(t)) return std::string();
    return fmt::format("IF({0}>0,{1}/{0},\"\")", at("service", t), at("cash", t));  // text: not counted
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
    return fmt::format("(SUM({}:{})+SUM({}:{}))/{}", at("fees", 0), at("fees", last()), at("construction interest", 0),
                       at("construction interest", last()), years);
  });
}

}  // namespace gigaplan::finance
