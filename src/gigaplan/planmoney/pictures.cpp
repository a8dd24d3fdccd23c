#include "gigaplan/planmoney/pictures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace gigaplan::planmoney {
namespace {

using finance::Years;

constexpr double least_share_shown = 0.002;  // of the price; smaller parts are one bar

std::string begun(std::string words) {
  if (!words.empty() && words[0] >= 'a' && words[0] <= 'z') words[0] = static_cast<char>(words[0] - 'a' + 'A');
  return words;
}

std::string with_article(const std::string& output) { return (output.starts_with("H100") ? "an " : "a ") + output; }

std::string price_of(const std::string& output) {
  return output == "electricity" ? "Price per MWh used" : "Price of " + with_article(output);
}

std::string change_of(double factor) {
  if (factor == 1) return "as planned";
  return fmt::format("{}{:.0f} %", factor > 1 ? "+" : "−", 100 * std::abs(factor - 1));
}

class Painter {
 public:
  explicit Painter(const Answer& answer) : a_(answer), p_(answer.money.project), s_(answer.result.project.statements) {}

  report::Finance paint() {
    figures();
    out_.bridges.push_back(sources_and_uses());
    for (const auto* up : {&a_.build_up, &a_.build_up_of_tokens})
      if (!up->parts.empty()) out_.bridges.push_back(price(*up));
    out_.cash_flows.push_back(cash_flow());
    if (std::ranges::any_of(s_.debt_service, [](double v) { return v > 0; })) out_.debt.push_back(debt());
    out_.tornadoes.push_back(tornado());
    if (const auto& table = a_.result.two_way; table.row_factors.size() > 1) out_.tables.push_back(two_way(table));
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string real_money() const { return fmt::format("{}_{}", p_.currency, p_.price_year); }
  [[nodiscard]] std::vector<int> years() const {
    std::vector<int> out;
    for (int t = 0; t < p_.years; ++t) out.push_back(p_.first_year + t);
    return out;
  }
  static report::Number percent(const std::optional<double>& share) {
    return share ? report::Number(100 * *share) : report::Number();
  }

  void figures() {
    const auto& r = a_.result.project.returns;
    for (const auto& price : a_.prices) {
      std::string note = fmt::format("sold alone: {:.3g} % a year for the owners", 100 * p_.equity_return);
      out_.figures.push_back({.name = price_of(price.name),
                              .value = price.real ? report::Number(*price.real) : report::Number(),
                              .unit = real_money(),
                              .note = std::move(note)});
    }
    out_.figures.push_back({"Project IRR", percent(r.project_irr), "%", "nominal, after tax"});
    out_.figures.push_back({"Equity IRR", percent(r.equity_irr), "%",
                            a_.solved_price ? "as asked for: it sets the price" : "nominal, after tax"});
    out_.figures.push_back(
        {"NPV of the project", r.project_npv, p_.currency, fmt::format("at {:.3g} % nominal", 100 * p_.discount_rate)});
    if (r.equity_payback)
      out_.figures.push_back({"Payback for the owners", *r.equity_payback, "years", "from the first spending"});
    if (s_.least_cover > 0) out_.figures.push_back({"Least debt-service cover", s_.least_cover, "", "DSCR"});
  }

  report::MoneyBridge sources_and_uses() const {
    report::MoneyBridge out{
        fmt::format("Sources and uses until operation in {}", p_.first_year + p_.operation), p_.currency, {}};
    double sum = 0;
    for (const auto& source : a_.result.project.sources) {
      const bool of_plan = a_.plan.loan.wanted() && source.name == "chip-backed loans";
      out.steps.push_back(
          {.name = of_plan ? "Loans of the plan" : begun(source.name), .value = source.value, .note = {}});
      sum += source.value;
    }
    out.steps.push_back({.name = "Sources", .value = sum, .total = true, .note = "money of the year"});
    for (const auto& use : a_.result.project.uses)
      out.steps.push_back({.name = begun(use.name.substr(0, use.name.find(", "))), .value = -use.value, .note = {}});
    return out;
  }

  report::MoneyBridge price(const PriceParts& up) const {
    report::MoneyBridge out{"What the price of " + with_article(up.name) + " is made of",
                            fmt::format("{} per {}", real_money(), up.unit),
                            {}};
    double small = 0;
    for (const auto& part : up.parts) {
      if (std::abs(part.value) < least_share_shown * up.price) {
        small += part.value;
        continue;
      }
      const bool financing = part.name.starts_with("financing");
      out.steps.push_back(
          {.name = begun(part.name),
           .value = part.value,
           .note =
               financing ? fmt::format("what lenders and owners earn above {:.3g} % real", 100 * a_.plan.rate) : ""});
    }
    // first: the label of a small value needs more room than there is at the end
    if (small != 0) out.steps.insert(out.steps.begin(), {.name = "Smaller parts", .value = small, .note = {}});
    out.steps.push_back({.name = "Price", .value = up.price, .total = true, .note = "rises with inflation"});
    return out;
  }

  report::MoneyYears cash_flow() const {
    report::MoneyYears out{"Cash flow", p_.currency, years(), {}};
    const auto& flow = a_.result.project.returns.equity_flow;
    const auto add = [&](const char* name, double sign, const Years& row) {
      report::MoneySeries series{name, {}, false};
      for (int t = 0; t < p_.years; ++t) {
        const auto i = static_cast<std::size_t>(t);
        series.values.emplace_back(i < row.size() ? sign * row[i] : 0.0);
      }
      if (std::ranges::any_of(row, [](double v) { return v != 0; })) out.series.push_back(std::move(series));
    };
    add("Revenue", 1, s_.revenue);
    add("Worth left at the end", 1, s_.residual);
    add("Loans drawn", 1, finance::sum(finance::sum(s_.term_drawn, s_.chip_drawn), s_.vendor_drawn));
    add("Running cost", -1, finance::sum(s_.operating_cost, s_.rent));
    add("Spending", -1, s_.capital);
    add("Debt service", -1, s_.debt_service);
    add("Tax", -1, s_.tax);
    report::MoneySeries owners{"Owners' cash so far", {}, true};
    double sum = 0;
    for (const double value : flow) owners.values.emplace_back(sum += value);
    out.series.push_back(std::move(owners));
    return out;
  }

  report::DebtCover debt() const {
    report::DebtCover out{"Debt and its cover", p_.currency, years(), {}, {}, {}, {}, {}};
    if (p_.debt.by_cover) out.covenant = p_.debt.cover;
    if (a_.plan.loan.wanted() && !p_.debt.by_cover) out.covenant = a_.plan.loan.least_cover;
    const double total =
        finance::total(s_.term_drawn) + finance::total(s_.chip_drawn) + finance::total(s_.vendor_drawn);
    for (std::size_t t = 0; t < s_.cover.size(); ++t) {
      const double left = s_.term_debt[t] + s_.chip_debt[t] + s_.vendor_debt[t];
      out.drawn.emplace_back(s_.term_drawn[t] + s_.chip_drawn[t] + s_.vendor_drawn[t]);
      const double repaid = s_.term_repaid[t] + s_.chip_repaid[t] + s_.vendor_repaid[t];
      out.repaid.emplace_back(std::abs(repaid) < 1e-6 * total ? 0 : repaid);
      out.balance.emplace_back(std::abs(left) < 1e-6 * total ? 0 : left);  // no dust below the axis
      out.dscr.push_back(s_.debt_service[t] > 0 ? report::Number(s_.cover[t]) : report::Number());
    }
    return out;
  }

  // The drivers by the owners' return; one that moves nothing is left out.
  report::Tornado tornado() const {
    report::Tornado out{"the equity IRR", "%", percent(a_.result.project.returns.equity_irr), {}};
    for (const auto& swing : a_.result.tornado) {
      if (!swing.low_irr && !swing.high_irr) continue;
      if (swing.low_irr && swing.high_irr && std::abs(*swing.high_irr - *swing.low_irr) < 1e-9) continue;
      const bool delay = swing.driver == finance::Driver::delay;
      const auto input = [&](double factor) {
        return delay ? (factor == 0 ? std::string("in time") : fmt::format("{:g} year late", factor))
                     : change_of(factor);
      };
      out.bars.push_back({.name = begun(std::string(finance::driver_name(swing.driver))),
                          .low_input = input(swing.low_factor),
                          .high_input = input(swing.high_factor),
                          .low = percent(swing.low_irr),
                          .high = percent(swing.high_irr)});
    }
    return out;
  }

  static report::TwoWayTable two_way(const finance::TwoWay& table) {
    report::TwoWayTable out{"the equity IRR",
                            "%",
                            begun(std::string(finance::driver_name(table.rows))),
                            begun(std::string(finance::driver_name(table.columns))),
                            {},
                            {}};
    for (const double factor : table.row_factors) out.row_at.push_back(change_of(factor));
    for (const double factor : table.column_factors) out.column_at.push_back(change_of(factor));
    for (const auto& row : table.irr) {
      out.values.emplace_back();
      for (const auto& irr : row) out.values.back().push_back(percent(irr));
    }
    return out;
  }

  const Answer& a_;
  const finance::Project& p_;
  const finance::Statements& s_;
  report::Finance out_;
};

}  // namespace

report::DebtCover loans_of(const plan::Plan& plan) {
  const auto& s = plan.scenario;
  report::DebtCover out{
      "Loans of the plan by period", fmt::format("{}_{}", s.currency, s.price_year), {}, {}, {}, {}, {}, {}};
  out.covenant = s.loan.least_cover;
  for (const auto& row : plan.loans) {
    const int year = s.periods[static_cast<std::size_t>(row.period)];
    out.years.push_back(year);
    out.drawn.emplace_back(row.lent);
    out.balance.emplace_back(row.standing);
    out.dscr.push_back(row.service > 0 ? report::Number(row.cover()) : report::Number());
    if (!s.loan.limit.empty()) out.limit.emplace_back(s.loan.limit.step(year));
  }
  return out;
}

report::Finance pictures_of(const Answer& answer) { return Painter(answer).paint(); }

void add_finance(report::Document& document, const plan::Plan& plan, const Catalogue& catalogue) {
  if (!plan.has_answer()) return;
  try {
    document.finance = pictures_of(answer_of(money_of(plan, catalogue), catalogue, "", "default terms"));
    const auto lent = [](const plan::LoanRow& row) { return row.standing > 0; };
    if (std::ranges::any_of(plan.loans, lent))
      document.finance.debt.insert(document.finance.debt.begin(), loans_of(plan));
  } catch (const InputInvalid& invalid) {
    document.warnings.push_back("The money of the plan is not shown: " + invalid.faults().front().message + ".");
  }
}

}  // namespace gigaplan::planmoney
