// Loans: how much, and how they are paid back.
#pragma once
#include <span>

#include "gigaplan/finance/years.hpp"

namespace gigaplan::finance {

/// A loan's years: balance at the end of the year, what is paid in the year. payment = interest + principal.
struct Loan {
  Years balance, interest, principal, payment;
};

/// Yearly payment that pays `amount` back in `years` equal payments:  amount · r / (1 − (1 + r)^−years), amount / years
/// at r = 0.
[[nodiscard]] double level_payment(double amount, double rate, int years);

/// Equal payments after `moratorium` years in which only interest is paid; `tenor` includes the moratorium.
[[nodiscard]] Loan level_loan(double amount, double rate, int tenor, int moratorium, int operating_years);

/// Equal principal after the moratorium:  principal(t) = amount / (tenor − moratorium).
[[nodiscard]] Loan equal_principal_loan(double amount, double rate, int tenor, int moratorium, int operating_years);

/// As level_loan(), but only `1 − balloon` of the amount is paid off in the level payments; the rest falls due with the
/// last one:  payment(t) = level_payment(amount − B/(1+r)^tenor),  B = balloon · amount at t = tenor.  balloon in [0,
/// 1].
[[nodiscard]] Loan balloon_loan(double amount, double rate, int tenor, double balloon, int operating_years);

/// What a cash flow carries at a cover ratio:  D = Σ_{t<=tenor} cash(t) / (dscr · (1 + rate)^max(t,1)).
/// A year 0 with cash counts with the factor of year 1, as SAM does.
[[nodiscard]] double debt_capacity(std::span<const double> cash, double dscr, double rate, int tenor);

/// The loan whose payment is cash(t) / dscr in each year 1 … tenor; dscr = 0: only interest is paid.
[[nodiscard]] Loan sculpted_loan(double amount, std::span<const double> cash, double dscr, double rate, int tenor);

/// Cover ratios of a loan: DSCR(t) = cash(t) / payment(t) where something is paid, else 0; LLCR(t) = PV of the cash of
/// the years t+1 … tenor at the loan's rate over the balance at t.
[[nodiscard]] Years debt_service_cover(std::span<const double> cash, std::span<const double> payment);
[[nodiscard]] double loan_life_cover(std::span<const double> cash, double rate, int tenor, double amount);

}  // namespace gigaplan::finance
