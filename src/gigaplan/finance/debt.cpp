#include "gigaplan/finance/debt.hpp"

#include <algorithm>

namespace gigaplan::finance {
namespace {

Loan opened(double amount, int operating_years) {
  Loan loan{zeros(operating_years), zeros(operating_years), zeros(operating_years), zeros(operating_years)};
  loan.balance[0] = amount;
  return loan;
}

void close_year(Loan& loan, int t, double principal) {
  loan.principal[t] = principal;
  loan.payment[t] = principal + loan.interest[t];
  loan.balance[t] = loan.balance[t - 1] - principal;
}

}  // namespace

double level_payment(double amount, double rate, int years) {
  if (years <= 0) return 0;
  return rate == 0 ? amount / years : rate * amount / (1 - std::pow(1 + rate, -years));
}

Loan level_loan(double amount, double rate, int tenor, int moratorium, int operating_years) {
  Loan loan = opened(amount, operating_years);
  const double payment = level_payment(amount, rate, tenor - moratorium);
  for (int t = 1; t <= operating_years; ++t) {
    if (t <= tenor) loan.interest[t] = rate * loan.balance[t - 1];
    close_year(loan, t, t <= tenor && t > moratorium ? payment - loan.interest[t] : 0);
  }
  return loan;
}

Loan equal_principal_loan(double amount, double rate, int tenor, int moratorium, int operating_years) {
  Loan loan = opened(amount, operating_years);
  for (int t = 1; t <= operating_years; ++t) {
    if (t <= tenor) loan.interest[t] = rate * loan.balance[t - 1];
    close_year(loan, t, t <= tenor && t > moratorium ? amount / (tenor - moratorium) : 0);
  }
  return loan;
}

Loan balloon_loan(double amount, double rate, int tenor, double balloon, int operating_years) {
  Loan loan = opened(amount, operating_years);
  const double end = balloon * amount;
  const double payment = level_payment(amount - end / std::pow(1 + rate, tenor), rate, tenor);
  for (int t = 1; t <= operating_years; ++t) {
    if (t <= tenor) loan.interest[t] = rate * loan.balance[t - 1];
    close_year(loan, t, t < tenor ? payment - loan.interest[t] : t == tenor ? loan.balance[t - 1] : 0);
  }
  return loan;
}

double debt_capacity(std::span<const double> cash, double dscr, double rate, int tenor) {
  double out = 0;
  for (int t = 0; t <= std::min(tenor, static_cast<int>(cash.size()) - 1); ++t)
    out += cash[t] / (dscr * std::pow(1 + rate, std::max(t, 1)));
  return out;
}

Loan sculpted_loan(double amount, std::span<const double> cash, double dscr, double rate, int tenor) {
  const int last = static_cast<int>(cash.size()) - 1;
  Loan loan = opened(amount, last);
  for (int t = 1; t <= std::min(last, tenor); ++t) {
    loan.interest[t] = loan.balance[t - 1] * rate;
    loan.payment[t] = dscr != 0 ? cash[t] / dscr : loan.interest[t];
    loan.principal[t] = loan.payment[t] - loan.interest[t];
    loan.balance[t] = loan.balance[t - 1] - loan.principal[t];
  }
  return loan;
}

Years debt_service_cover(std::span<const double> cash, std::span<const double> payment) {
  Years out(cash.size(), 0.0);
  for (std::size_t t = 0; t < out.size(); ++t)
    if (payment[t] != 0) out[t] = cash[t] / payment[t];
  return out;
}

double loan_life_cover(std::span<const double> cash, double rate, int tenor, double amount) {
  double worth = 0;
  for (int t = 1; t <= std::min(tenor, static_cast<int>(cash.size()) - 1); ++t)
    worth += cash[t] / std::pow(1 + rate, t);
  return amount == 0 ? 0 : worth / amount;
}

}  // namespace gigaplan::finance
