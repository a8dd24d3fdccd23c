// Costs by year and site, unit costs, bottlenecks, what rules cost.
#include <algorithm>
#include <cctype>

#include "gigaplan/plan/use.hpp"
#include "gigaplan/plan/words.hpp"
#include "gigaplan/present/present.hpp"

namespace gigaplan::present {

namespace {

// "accelerators" → "accelerator", "H100 equivalents" → "H100 equivalent", "HBM4 stacks/yr" → "HBM4 stack/yr"
std::string one_of(const std::string& unit) {
  if (unit == "share") return "percentage point";
  if (unit == "people") return "person";
  const auto slash = std::min(unit.find('/'), unit.size());
  const auto plural = slash > 2 && unit[slash - 1] == 's' && std::islower(static_cast<unsigned char>(unit[slash - 2]));
  return plural ? unit.substr(0, slash - 1) + unit.substr(slash) : unit;
}

}  // namespace

void add_money(report::Document& d, const plan::Plan& plan) {
  const auto& s = plan.scenario;
  const auto site_id = [&](int site) { return site < 0 ? std::string() : s.sites[static_cast<std::size_t>(site)].id; };
  for (const auto& row : plan.costs)
    d.costs.push_back(
        {.period = row.period, .category = row.category, .site = site_id(row.site), .per_year = row.per_year});
  for (std::size_t p = 0; p < s.periods.size(); ++p) {
    double cost = 0, tokens = 0;
    for (const auto& row : plan.costs) cost += row.period == static_cast<int>(p) ? row.per_year : 0;
    for (const auto& y : plan.sites) tokens += y.period == static_cast<int>(p) ? y.output_tokens : 0;
    if (tokens > 0 && plan::fleet_use(plan, p).serves_mostly())
      d.unit_costs.push_back({.period = static_cast<int>(p),
                              .service = "",
                              .value = cost / (tokens / 1e6),
                              .unit = d.head.currency + " per million output tokens"});
  }
  // Where the first goal is an amount, what a step gives of it ranks; what only saves money says so in its words.
  const bool of_amount = !plan.compiled.network.goals.front().least_cost;
  for (const auto& b : plan.bottlenecks) {
    const double first = b.gain > 0 ? b.gain / b.step : b.price;
    d.bottlenecks.push_back({.sentence = b.sentence,
                             .kind = b.kind,
                             .site = site_id(b.site),
                             .period = b.period,
                             .price = b.unit == "share" ? first / 100 : first,
                             .price_unit = (b.gain > 0 ? b.gain_unit : d.head.currency) + " per " + one_of(b.unit),
                             .step = b.unit == "share" ? 100 * b.step : b.step,
                             .step_unit = b.unit == "share" ? "percentage points" : b.unit,
                             .saving = b.gain > 0  ? report::Number(b.gain)
                                       : of_amount ? std::nullopt
                                                   : report::Number(b.saving_per_year),
                             .saving_unit = of_amount ? b.gain_unit : d.head.currency + " per year",
                             .measured = b.measured});
  }
  for (const auto& r : plan.rule_prices) {
    const bool of_money = plan.compiled.network.goals.front().least_cost;
    d.rule_prices.push_back({.kind = r.kind,
                             .rule = r.rule,
                             .sentence = r.sentence,
                             .worth = r.worth,
                             .unit = of_money ? d.head.currency + " per year" : r.unit,
                             .share = r.worth ? report::Number(r.share) : std::nullopt,
                             .cost_per_year = r.worth ? report::Number(r.cost_per_year) : std::nullopt});
  }
  d.rule_note = plan.rule_note;
}

}  // namespace gigaplan::present
