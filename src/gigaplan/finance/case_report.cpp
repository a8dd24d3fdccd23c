#include "gigaplan/finance/case_report.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "gigaplan/finance/case_file.hpp"

namespace gigaplan::finance {
namespace {

using Json = nlohmann::ordered_json;

template <class T>
Json maybe(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json amounts(const std::vector<Amount>& list) {
  Json out = Json::array();
  for (const Amount& amount : list) out.push_back({{"name", amount.name}, {"value", amount.value}});
  return out;
}

Json unit_costs(const std::vector<UnitCost>& list, int real_price_year) {
  Json out = Json::array();
  for (const UnitCost& cost : list) {
    Json entry{{"name", cost.name}, {"unit", cost.unit}, {"nominal", cost.nominal}, {"real", cost.real}};
    entry["real_price_year"] = real_price_year;
    if (!cost.parts.empty()) entry["parts"] = amounts(cost.parts);
    out.push_back(entry);
  }
  return out;
}

Json returns(const Returns& r) {
  Json owners = Json::array();
  for (const OwnerReturn& owner : r.owners)
    owners.push_back({{"name", owner.name},
                      {"irr", maybe(owner.irr)},
                      {"contributed", owner.contributed},
                      {"distributed", owner.distributed},
                      {"preferred_balance", owner.preferred_balance}});
  return {{"project_irr_before_tax", maybe(r.project_irr_before_tax)},
          {"project_irr", maybe(r.project_irr)},
          {"equity_irr_before_tax", maybe(r.equity_irr_before_tax)},
          {"equity_irr", maybe(r.equity_irr)},
          {"real_equity_irr", maybe(r.real_equity_irr)},
          {"project_npv", r.project_npv},
          {"equity_npv", r.equity_npv},
          {"project_payback_years", maybe(r.project_payback)},
          {"equity_payback_years", maybe(r.equity_payback)},
          {"project_flow_before_tax", r.project_flow_before_tax},
          {"project_flow", r.project_flow},
          {"equity_flow_before_tax", r.equity_flow_before_tax},
          {"equity_flow", r.equity_flow},
          {"owners", owners}};
}

Json sensitivities(const MoneyResult& result) {
  Json swings = Json::array();
  for (const Swing& s : result.tornado)
    swings.push_back({{"driver", driver_name(s.driver)},
                      {"low", s.low_factor},
                      {"high", s.high_factor},
                      {"equity_irr_low", maybe(s.low_irr)},
                      {"equity_irr_high", maybe(s.high_irr)},
                      {"price_factor_low", maybe(s.low_factor_of_price)},
                      {"price_factor_high", maybe(s.high_factor_of_price)}});
  Json table = Json::array();
  for (const auto& row : result.two_way.irr) {
    Json line = Json::array();
    for (const auto& value : row) line.push_back(maybe(value));
    table.push_back(line);
  }
  return {{"tornado", swings},
          {"two_way",
           {{"rows", driver_name(result.two_way.rows)},
            {"columns", driver_name(result.two_way.columns)},
            {"row_factors", result.two_way.row_factors},
            {"column_factors", result.two_way.column_factors},
            {"equity_irr", table}}}};
}

std::string percent_or_none(const std::optional<double>& value) {
  return value ? fmt::format("{:.2f} %", *value * 100) : "none";
}

}  // namespace

std::vector<StatementTable> statement_tables(const Statements& s) {
  StatementTable income{"income", "Income statement", {}};
  for (const Line& line : s.revenue_lines)
    income.rows.push_back({"revenue: " + line.name, "Revenue: " + line.name, &line.values});
  income.rows.push_back({"revenue", "Revenue", &s.revenue});
  for (const Line& line : s.cost_lines)
    income.rows.push_back({"cost: " + line.name, "Cost: " + line.name, &line.values});
  for (const StatementRow& row : {StatementRow{"operating_cost", "Operating cost", &s.operating_cost},
                                  {"rent", "Rent of leases", &s.rent},
                                  {"ebitda", "EBITDA", &s.ebitda},
                                  {"depreciation", "Depreciation", &s.depreciation},
                                  {"gain", "Gain on what is sold", &s.gain},
                                  {"interest", "Interest", &s.interest},
                                  {"reserve_interest", "Interest on reserves", &s.reserve_interest},
                                  {"decommissioning", "Decommissioning", &s.decommissioning},
                                  {"income_before_tax", "Income before tax", &s.income_before_tax},
                                  {"tax", "Tax", &s.tax},
                                  {"credits", "Tax credits", &s.credits},
                                  {"net_income", "Net income", &s.net_income}})
    income.rows.push_back(row);
  StatementTable cash{"cash",
                      "Cash flow",
                      {{"capital", "Capital spending, all payers", &s.capital},
                       {"own_capital", "Capital spending, own", &s.own_capital},
                       {"grants", "Grants", &s.grants},
                       {"prepaid", "Prepaid by the customer", &s.prepaid},
                       {"credited", "Prepayment used up", &s.credited},
                       {"receivables_change", "Change of receivables", &s.receivables_change},
                       {"residual", "Residual value", &s.residual},
                       {"cash_for_debt", "Cash available for debt service", &s.cash_for_debt},
                       {"fees", "Fees", &s.fees},
                       {"term_drawn", "Term debt drawn", &s.term_drawn},
                       {"term_repaid", "Term debt repaid", &s.term_repaid},
                       {"term_interest", "Term debt interest", &s.term_interest},
                       {"chip_drawn", "Chip-backed loans drawn", &s.chip_drawn},
                       {"chip_repaid", "Chip-backed loans repaid", &s.chip_repaid},
                       {"chip_interest", "Chip-backed loans interest", &s.chip_interest},
                       {"vendor_drawn", "Vendor credit drawn", &s.vendor_drawn},
                       {"vendor_repaid", "Vendor credit repaid", &s.vendor_repaid},
                       {"vendor_interest", "Vendor credit interest", &s.vendor_interest},
                       {"debt_service", "Debt service", &s.debt_service},
                       {"reserve_change", "Into reserves", &s.reserve_change},
                       {"contributed", "Paid in by owners", &s.contributed},
                       {"distributed", "Paid to owners", &s.distributed}}};
  StatementTable balance{"balance",
                         "Balance sheet",
                         {{"fixed_assets", "Fixed assets", &s.fixed_assets},
                          {"receivables", "Receivables", &s.receivables},
                          {"reserves", "Reserves", &s.reserves},
                          {"term_debt", "Term debt", &s.term_debt},
                          {"chip_debt", "Chip-backed loans", &s.chip_debt},
                          {"vendor_debt", "Vendor credit", &s.vendor_debt},
                          {"customer_credit", "Owed to the customer", &s.customer_credit},
                          {"paid_in", "Paid-in capital", &s.paid_in},
                          {"retained", "Retained earnings", &s.retained},
                          {"imbalance", "Assets less liabilities and equity", &s.imbalance}}};
  StatementTable tax{"tax",
                     "Tax and cover",
                     {{"taxable_income", "Taxable income", &s.taxable_income},
                      {"losses_used", "Losses used", &s.losses_used},
                      {"losses_left", "Losses carried forward", &s.losses_left},
                      {"unlevered_tax", "Tax without debt", &s.unlevered_tax},
                      {"cover", "Debt service cover ratio", &s.cover}}};
  std::erase_if(tax.rows, [](const StatementRow& row) { return row.values->empty(); });
  return {income, cash, balance, tax};
}

std::string money_json(const MoneyCase& money, const MoneyResult& result, const std::string& output, int indent) {
  const Project& project = money.project;
  const Statements& s = result.project.statements;
  Json years = Json::array();
  for (int t = 0; t < project.years; ++t) years.push_back(project.first_year + t);
  Json statements = Json::object();
  for (const StatementTable& table : statement_tables(s)) {
    Json rows = Json::object();
    for (const StatementRow& row : table.rows) rows[row.key] = *row.values;
    statements[table.key] = rows;
  }
  Json out{
      {"name", project.name}, {"currency", project.currency}, {"price_year", project.price_year}, {"years", years}};
  out["sources"] = amounts(result.project.sources);
  out["uses"] = amounts(result.project.uses);
  out["returns"] = returns(result.project.returns);
  out["debt"] = {{"term_amount", s.term_amount},
                 {"share", s.term_share},
                 {"least_cover", s.least_cover},
                 {"average_cover", s.average_cover},
                 {"loan_life_cover", s.loan_life_cover}};
  if (project.debt.by_cover) {
    const Root& share = s.share_root;
    out["debt"]["sizing"] = {{"method", sizing_method},
                             {"wanted_cover", project.debt.cover},
                             {"carried", s.term_capacity},
                             {"limited_by", share.bracketed ? "cover" : "largest_share"},
                             {"rounds", s.settling_rounds},
                             {"share_method", root_method},
                             {"share_bracketed", share.bracketed},
                             {"share_bracket", {share.low, share.high}},
                             {"drawn_less_carried_at_bracket", {share.value_low, share.value_high}}};
  }
  out["notices"] = result.notices;
  out["unit_costs"] = unit_costs(result.project.returns.unit_costs, project.first_year);
  const Root& root = result.break_even.root;
  out["break_even"] = {{"wanted_equity_irr", result.break_even.wanted},
                       {"method", root_method},
                       {"bracketed", root.bracketed},
                       {"price_factor", root.bracketed ? Json(root.at) : Json(nullptr)},
                       {"bracket", {root.low, root.high}},
                       {"npv_at_bracket", {root.value_low, root.value_high}},
                       {"evaluations", root.evaluations},
                       {"prices", unit_costs(result.break_even.prices, project.first_year)}};
  out["sensitivities"] = sensitivities(result);
  out["statements"] = statements;
  out["output"] = output.empty() ? Json(nullptr) : Json(output);
  return out.dump(indent);
}

std::string money_text(const MoneyCase& money, const MoneyResult& result) {
  const Project& project = money.project;
  const Returns& r = result.project.returns;
  const Statements& s = result.project.statements;
  const std::string million = "M " + project.currency;
  std::string out = fmt::format("{}, {} to {}, money of the year in {}\n\n", project.name, project.first_year,
                                project.first_year + project.years - 1, million);
  const auto table = [&](std::string_view title, const std::vector<Amount>& list) {
    double sum = 0;
    out += fmt::format("{}\n", title);
    for (const Amount& amount : list) {
      out += fmt::format("  {:<36}{:>14.1f}\n", amount.name, amount.value / 1e6);
      sum += amount.value;
    }
    out += fmt::format("  {:<36}{:>14.1f}\n", "total", sum / 1e6);
  };
  table("Uses until operation", result.project.uses);
  table("Sources", result.project.sources);
  out += fmt::format("Returns\n  {:<36}{:>14}\n  {:<36}{:>14}\n  {:<36}{:>14}\n  {:<36}{:>14}\n",
                     "project IRR before tax", percent_or_none(r.project_irr_before_tax), "project IRR",
                     percent_or_none(r.project_irr), "equity IRR before tax", percent_or_none(r.equity_irr_before_tax),
                     "equity IRR", percent_or_none(r.equity_irr));
  if (r.owners.size() > 1)
    for (const OwnerReturn& owner : r.owners)
      out += fmt::format("  {:<36}{:>14}\n", "  " + owner.name, percent_or_none(owner.irr));
  out += fmt::format("  {:<36}{:>14.1f}\n  {:<36}{:>14.1f}\n", "project NPV", r.project_npv / 1e6, "equity NPV",
                     r.equity_npv / 1e6);
  out += fmt::format("  {:<36}{:>14}\n", "equity payback",
                     r.equity_payback ? fmt::format("{:.1f} yr", *r.equity_payback) : "never");
  out += fmt::format("Debt\n  {:<36}{:>14.1f}\n  {:<36}{:>14.2f}\n  {:<36}{:>14.2f}\n  {:<36}{:>14.2f}\n", "term debt",
                     s.term_amount / 1e6, "least cover (DSCR)", s.least_cover, "average cover", s.average_cover,
                     "loan life cover (LLCR)", s.loan_life_cover);
  if (project.debt.by_cover) {
    const Root& share = s.share_root;
    out += fmt::format("  sized to a cover of {:g}, {}\n", project.debt.cover, sizing_method);
    out += share.bracketed
               ? fmt::format(
                     "  it is {:.2f} % of the need, by {}\n  between {:.4g} % and {:.4g} %, where what is drawn less "
                     "what is carried is {:.4g} and {:.4g} {}\n",
                     100 * s.term_share, root_method, 100 * share.low, 100 * share.high, share.value_low / 1e6,
                     share.value_high / 1e6, million)
               : fmt::format("  limited by its largest share of {:.4g} %; the cash flow would carry {:.1f} {}\n",
                             100 * project.debt.largest_share, s.term_capacity / 1e6, million);
  }
  out += "Levelised cost\n";
  for (const UnitCost& cost : r.unit_costs)
    out += fmt::format("  {:<36}{:>14.4g} {}/{} nominal, {:.4g} in prices of {}\n", cost.name, cost.nominal,
                       project.currency, cost.unit, cost.real, project.first_year);
  const Root& root = result.break_even.root;
  out += fmt::format("Price that earns the owners {:.2f} %\n", result.break_even.wanted * 100);
  for (const UnitCost& price : result.break_even.prices)
    out += fmt::format("  {:<36}{:>14.4g} {}/{} in {}\n", price.name, price.nominal, project.currency, price.unit,
                       project.first_year + project.operation);
  if (!root.bracketed) out += "  none up to 1000 times the given prices\n";
  if (root.bracketed)
    out += fmt::format(
        "  {:.6g} times the given prices, by {}\n  between {:.4g} and {:.4g}, where the owners' NPV is {:.4g} and "
        "{:.4g} {}\n",
        root.at, root_method, root.low, root.high, root.value_low / 1e6, root.value_high / 1e6, million);
  for (const std::string& notice : result.notices) out += "Note: " + notice + "\n";
  return out;
}

}  // namespace gigaplan::finance
