// The money section of the report.
#pragma once
#include "gigaplan/planmoney/answer.hpp"
#include "gigaplan/report/document.hpp"

namespace gigaplan::planmoney {

/// Key figures, sources and uses, what the price is made of, cash flow, debt with its cover, tornado.
[[nodiscard]] report::Finance pictures_of(const Answer& answer);

/// The same of a plan under the default terms, into its report; nothing for a plan without an answer, and a warning in
/// place of pictures where these terms give no price.
void add_finance(report::Document& document, const plan::Plan& plan, const Catalogue& catalogue);

}  // namespace gigaplan::planmoney
