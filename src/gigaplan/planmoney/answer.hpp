// The money of a plan under a money case: statements, returns, prices; as text and as JSON.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "gigaplan/finance/case_file.hpp"
#include "gigaplan/planmoney/figures.hpp"
#include "gigaplan/planmoney/loop.hpp"
#include "gigaplan/planmoney/terms.hpp"

namespace gigaplan::planmoney {

/// The price of one output, sold alone, that earns the owners what they ask for. Real: in money of the price year, the
/// price then rises with inflation.
struct WholePrice {
  std::string name, unit;
  std::optional<double> real, first_year;  ///< [money/unit]; first_year: nominal, when operation begins; none: no price
};

/// What the real price of one output is made of, each the present value at the plan's rate over that of the volume:
///
///     price = Σ spending + Σ running − salvage + tax + financing
///
/// financing is what lenders and owners earn above the plan's rate (below zero: less), with what reserves and
/// receivables take.
struct PriceParts {
  std::string name, unit;
  std::vector<finance::Amount> parts;
  double price = 0;
};

struct Answer {
  PlanMoney plan;
  Loop loop;
  Terms terms;               ///< empty when the user gave a case
  finance::MoneyCase money;  ///< with prices: those of the case, else `anchor` at the price that makes owners whole
  finance::MoneyResult result;
  bool solved_price = false;  ///< the case sells nothing at a price: `anchor` is sold
  std::string anchor;         ///< the output that is sold, or the first of those sold
  std::vector<WholePrice> prices;
  PriceParts build_up;  ///< of `anchor`; no parts without a price
  /// Of a million output tokens sold alone, at the price that makes the owners whole; no parts where these are the
  /// anchor, or have no such price.
  PriceParts build_up_of_tokens;
};

/// `case_text` empty: the default terms. Throws InputInvalid as read_money_case and run_money_case do, and GP5022 when
/// the case sells nothing and no price makes the owners whole.
[[nodiscard]] Answer answer_of(PlanMoney plan, const Catalogue& catalogue, const std::string& case_text,
                               const std::string& case_file);

/// finance::money_text and what only a plan has: prices, the loop, the terms with their sources.
[[nodiscard]] std::string text_of(const Answer& answer);

/// finance::money_json's object with "plan" (loop, rate), "prices", "price_build_up", "terms".
[[nodiscard]] std::string json_of(const Answer& answer, const std::string& output, int indent);

}  // namespace gigaplan::planmoney
