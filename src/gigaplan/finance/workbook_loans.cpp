#include <algorithm>
#include <cmath>

#include "gigaplan/finance/workbook_layout.hpp"

namespace gigaplan::finance {
namespace {

// Yearly payment for `amount`, as level_payment():  r · amount / (1 − (1 + r)^−n), amount / n at r = 0.
std::string level(const std::string& amount, const std::string& rate, int years) {
  return fmt::format("IF({0}=0,({1})/{2},{0}*({1})/(1-(1+{0})^-{2}))", rate, amount, years);
}

// What is owed of a loan of 1 after each year:  b(s) = (1 + r) · b(s−1) − payment, nothing after the tenor.
Years owed_of_one(double rate, int years, double balloon, std::size_t count) {
  const double financed = 1 - balloon / std::pow(1 + rate, years);
  const double payment = rate == 0 ? financed / years : rate * financed / (1 - std::pow(1 + rate, -years));
  Years out(count, 0.0);
  out[0] = 1;
  for (std::size_t s = 1; s < count && static_cast<int>(s) < years; ++s) out[s] = out[s - 1] * (1 + rate) - payment;
  return out;
}

}  // namespace

// A loan of each purchase, all at one rate:
//     repaid(t) = Σ_p drawn(p) · (b(t−p−1) − b(t−p)),   interest(t) = r · balance(t−1),
// b(s) what is owed of a loan of 1 after s years. What outlives the project is due in its last year.
void Layout::purchase_loan(const std::string& id, const std::string& name, const PurchaseLoans& loans, int years,
                           const std::string& balloon, const std::string& rate) {
  std::vector<int> bought;
  for (int t = 0; t < last(); ++t)
    if (loans.drawn[static_cast<std::size_t>(t)] != 0) bought.push_back(t);
  scaled_figures(id + " drawn", name + " drawn", loans.drawn, "capital factor");
  if (!bought.empty()) {
    const double r = id == "chip" ? project_.chip_loan.interest : project_.vendor.interest;
    formula(
        id + " owed", name + ": owed of a loan of 1, years after the purchase from 0 on",
        owed_of_one(r, years, std::stod(balloon), loans.drawn.size()),
        [this, id, years, balloon, rate](int s) {
          if (s == 0) return std::string("1");
          if (s >= years) return std::string("0");
          return fmt::format("{}*(1+{})-{}", at(id + " owed", s - 1), in(rate),
                             level(fmt::format("1-{}/(1+{})^{}", balloon, in(rate), years), in(rate), years));
        },
        "1");
  }
  formula(id + " repaid", name + " repaid", loans.repaid, [this, id, bought, years](int t) {
    if (t == last()) return at(id + " balance", t - 1);
    std::string out;
    for (const int p : bought)
      if (t > p && t <= p + years)
        out += fmt::format("+{}*({}-{})", at(id + " drawn", p), at(id + " owed", t - p - 1), at(id + " owed", t - p));
    return out.empty() ? std::string("0") : out;
  });
  formula(id + " interest", name + " interest", loans.interest,
          [this, id, rate](int t) { return fmt::format("{}*{}", in(rate), at(id + " balance", t - 1)); });
  formula(id + " balance", name + " balance", loans.balance, [this, id](int t) {
    return fmt::format("{}+{}-{}", at(id + " balance", t - 1), at(id + " drawn", t), at(id + " repaid", t));
  });
}

// Level rent that earns the lessor its rate, of what was leased in the years before.
void Layout::rent() {
  const Lease& lease = project_.lease;
  Years leased = zeros(last());
  for (const CapitalItem& item : project_.capital)
    for (std::size_t t = 0; t + 1 < leased.size(); ++t) leased[t] += item.spending[t] * item.lease;
  scaled_figures("leased", "Spending that is leased", leased, "capital factor");
  formula("rent", "Rent of leases", s_.rent, [this, lease](int t) {
    if (t == 0) return std::string("0");
    const std::string financed = fmt::format("1-{:.17g}/(1+{})^{}", lease.residual, in("leases: rate"), lease.years);
    return fmt::format("SUM({}:{})*{}", at("leased", std::max(0, t - lease.years)), at("leased", t - 1),
                       level(financed, in("leases: rate"), lease.years));
  });
}

}  // namespace gigaplan::finance
