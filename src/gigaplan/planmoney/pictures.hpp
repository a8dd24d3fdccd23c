// The money section of the report.
#pragma once
#include "gigaplan/planmoney/answer.hpp"
#include "gigaplan/report/document.hpp"

namespace gigaplan::planmoney {

/// The loans that a plan itself decides, by period, with its limit and its least cover; real money, before tax.
[[nodiscard]] report::DebtCover loans_of(const plan::Plan& plan);

/// Key figures, sources and uses, what the price of what is sold and of a million tokens is made of, cash flow, loans with
/// their cover, tornado, two-way table.
[[nodiscard]] report::Finance pictures_of(const Answer& answer);

/// The same of a plan under the default terms, into its report; nothing for a plan without an answer, and a warning in
/// place of pictures where these terms give no price.
void add_finance(report::Document& document, const plan::Plan& plan, const Catalogue& catalogue);

}  // namespace gigaplan::planmoney
