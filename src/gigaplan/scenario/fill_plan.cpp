// The plan as a whole, its horizon, its accelerators, its money.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gigaplan/scenario/filling.hpp"

namespace gigaplan::scenario {
namespace {

constexpr int first_decisions = 2026;  ///< `now` unless the scenario says otherwise: the year of the catalogue
constexpr int years_of_last_period = 5;

void fill_horizon(const Records& records, Filling& fill) {
  Scenario& s = fill.out();
  const Record& horizon = records.horizon;
  if (const Value* periods = horizon.find("periods")) {
    fill.wrote(horizon, *periods, "periods");
    for (const double year : periods->numbers) s.periods.push_back(static_cast<int>(year));
  } else if (const Value* year = records.top.find("year")) {
    fill.wrote(records.top, *year, "year");
    s.periods.push_back(static_cast<int>(year->number));
  }
  if (s.periods.empty()) return;
  s.end =
      fill.year(horizon, "end", s.periods.back() + years_of_last_period, "five years after the last period's first");
  s.now = fill.year(horizon, "now", std::min(first_decisions, s.periods.front()), "year of the catalogue's figures");
}

Objective objective_of(const std::string& word) {
  if (word == "most-compute") return Objective::most_compute;
  return word == "most-served" ? Objective::most_served : Objective::least_cost;
}

// Least cost ends every list: without it what no earlier goal decides would be left to chance.
void fill_goals(const Record& top, Filling& fill) {
  auto& goals = fill.out().objectives;
  if (const Value* given = top.find("objective")) {
    fill.wrote(top, *given, "objective");
    goals.clear();
    for (const auto& word : given->texts) goals.push_back(objective_of(word));
    if (goals.back() != Objective::least_cost) goals.push_back(Objective::least_cost);
  } else {
    static_cast<void>(fill.text(top, "objective"));
  }
  fill.out().goal_tolerance = fill.number(top, "goal_tolerance");
}

}  // namespace

void fill_plan(const Records& records, Filling& fill) {
  Scenario& s = fill.out();
  const Record& top = records.top;
  s.schema_version = static_cast<int>(fill.number(top, "schema_version"));
  const Country* country = fill.catalogue().find_country(fill.text(top, "country"));
  s.country = country->id;
  s.name = fill.text(top, "name", fmt::format("A plan for {}", country->name), "named after the country");
  fill_horizon(records, fill);
  fill_goals(top, fill);
  s.discount_rate = fill.number(top, "discount_rate");
  const auto hours = fill.text(top, "hours");
  const Value* given_hours = top.find("hours");
  s.hours.full = hours == "full";
  if (given_hours != nullptr && !s.hours.full) s.hours.typical_days = static_cast<int>(given_hours->number);
  s.seed = static_cast<std::uint64_t>(fill.number(top, "seed"));
}

/// Currency and price year were needed before any amount could be read: here they only get their origins.
void fill_money_year(const Records& records, Filling& fill) {
  Scenario& s = fill.out();
  static_cast<void>(
      fill.text(records.top, "currency", s.currency, "of the country, as far as the catalogue converts it"));
  static_cast<void>(fill.year(records.top, "price_year", s.price_year, "the program's own choice"));
}

void fill_accelerators(const Records& records, Filling& fill) {
  Scenario& s = fill.out();
  const Record& record = records.accelerators;
  if (const Value* candidates = record.find("candidates")) {
    fill.wrote(record, *candidates, "candidates");
    s.accelerators = candidates->texts;
  } else {
    std::string all;
    for (const auto* name : {"H200 SXM", "GB300 NVL72 (per GPU)", "MI355X", "Rubin"}) {
      const auto* accelerator = fill.catalogue().find_accelerator(name);
      const int last = s.periods.empty() ? 0 : s.periods.back();
      if (accelerator == nullptr || accelerator->available.substr(0, 4) > std::to_string(last)) continue;
      s.accelerators.push_back(accelerator->id);
      all += (all.empty() ? "" : ", ") + accelerator->id;
    }
    fill.derived("accelerators.candidates", all, "current generations of the catalogue, available in time",
                 record.place, "");
  }
  s.availability = fill.number(record, "availability");
  s.peak_utilisation = fill.number(record, "peak_utilisation");
  s.accelerator_life = fill.number(record, "life");
  s.full_power = fill.flag(record, "full_power");
  s.hall_life = fill.number(records.halls, "life");
  for (const auto& item : records.supplies) {
    Supply supply;
    supply.accelerator = fill.text(item, "accelerator");
    supply.most = fill.path(item, "most", s.now);
    supply.price = fill.given(item, "price");
    s.supplies.push_back(std::move(supply));
  }
}

namespace {

// What the lender asks for; its interest without the inflation of the plan's currency (of the US dollar where none is
// known): real = (1 + nominal) / (1 + inflation) − 1.
void fill_loan(const Records& records, Filling& fill) {
  Loan& loan = fill.out().loan;
  const int first = fill.out().periods.empty() ? fill.out().now : fill.out().periods.front();
  loan.income = fill.path(records.loan, "income", first);
  loan.limit = fill.path(records.loan, "limit", first);
  loan.share = fill.number(records.loan, "share");
  loan.least_cover = fill.number(records.loan, "least_cover");
  loan.tenor = fill.number(records.loan, "tenor");
  loan.fee = fill.number(records.loan, "fee");
  const double nominal = fill.number(records.loan, "interest");
  auto inflation = "finance/inflation/" + fill.out().currency;
  if (fill.catalogue().find_figure(inflation) == nullptr) inflation = "finance/inflation/USD";
  const double rise = fill.figure(inflation, "%/yr", "loan.inflation", records.loan.place) / 100;
  loan.interest = (1 + nominal) / (1 + rise) - 1;
}

}  // namespace

void fill_money(const Records& records, Filling& fill) {
  Scenario& s = fill.out();
  s.money.budget = fill.path(records.money, "budget", s.periods.empty() ? s.now : s.periods.front());
  s.money.carry = fill.flag(records.money, "carry");
  s.money.while_building = fill.text(records.money, "spending") == "construction";
  if (records.loan.find("income") != nullptr) fill_loan(records, fill);
}

}  // namespace gigaplan::scenario
