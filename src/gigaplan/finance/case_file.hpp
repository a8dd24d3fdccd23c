// A money case as people write it (TOML, docs/finance.md) and everything that is computed from it.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gigaplan/base/fault.hpp"
#include "gigaplan/finance/project.hpp"
#include "gigaplan/finance/sensitivity.hpp"

namespace gigaplan::finance {

struct MoneyCase {
  Project project;
  double step = 0.1;  ///< [1] of the tornado
  Driver rows = Driver::price, columns = Driver::capital;
  std::vector<double> factors{0.8, 0.9, 1, 1.1, 1.2};
  Place debt_place;  ///< for faults about the debt
};

struct MoneyResult {
  ProjectResult project;
  BreakEven break_even;
  std::vector<Swing> tornado;
  TwoWay two_way;
  std::vector<std::string> notices;  ///< what a lender or an owner should see at once; a sentence each
};

/// What a plan hands over: yearly figures from `first_year` on (entry t is year first_year + t), in real money of
/// `price_year`. All rows have last_year − first_year + 1 entries; what is built serves from the year after.
struct PlanFigures {
  std::string currency;
  int price_year = 0, first_year = 0, operation_from = 0, last_year = 0;
  /// What is bought. Rules of a case name it, or its kind.
  struct Asset {
    std::string name;
    Years values;           ///< [money/yr]
    std::string kind = {};  ///< "accelerators" of "accelerators, 2030"
    int life = 0;           ///< [yr] of service until it is given up; 0: at the end of the plan
    double left = 0;        ///< [1] of its cost, in real money: worth at the end of the plan
  };
  std::vector<Asset> capital;
  std::vector<Line> costs;  ///< [money/yr]
  struct Volume {
    std::string name, unit;
    Years values;  ///< [unit/yr]
  };
  std::vector<Volume> volumes;
};

/// The corporate tax rate [1] of a country (alpha-2 or alpha-3); nothing where none is known.
using TaxOfCountry = std::function<std::optional<double>(const std::string& country)>;

/// Reads a case. With a plan, time, currency, spending, cost and volumes come from it: `[[capital]]` then holds the
/// rules of the plan's asset of that name or kind (or of all others: "*"; an asset keeps the first rules that name it)
/// and no amount; life and residual value are the plan's where a rule gives none; `[[product]]` the price of the plan's
/// volume of that name; `[[cost]]` adds to the plan's costs. Figures that contradict the plan are GP5020. Faults:
/// GP5010 no TOML, GP5011 missing, GP5012 wrong kind or unit, GP5013 out of range, GP5014 unknown key, GP5015 money of
/// another currency or year without a figure, GP5020 the figures do not fit together. Throws InputInvalid with all of
/// them.
[[nodiscard]] MoneyCase read_money_case(std::string_view text, const std::string& file,
                                        const PlanFigures* plan = nullptr, const TaxOfCountry& tax_of = {});

/// Computes statements, break-even, tornado and table. Throws InputInvalid (GP5021) when a debt given as a share is
/// more than the cash flow carries, and says how much fits. Loans on chips and vendor credit that are not carried, and
/// a surplus of construction that goes to the owners, are notices.
[[nodiscard]] MoneyResult run_money_case(const MoneyCase& money);

/// One JSON object with sources, uses, statements by year, returns, break-even, sensitivities.
[[nodiscard]] std::string money_json(const MoneyCase& money, const MoneyResult& result, const std::string& output,
                                     int indent);

/// Key figures as lines of text for people.
[[nodiscard]] std::string money_text(const MoneyCase& money, const MoneyResult& result);

}  // namespace gigaplan::finance
