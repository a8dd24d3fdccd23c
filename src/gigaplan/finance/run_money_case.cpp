#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <utility>

#include "gigaplan/finance/case_file.hpp"

namespace gigaplan::finance {
namespace {

// The least, over the years of operation with rent or debt service, of  (cash for debt + rent) / (debt service + rent).
// Nothing due: infinity.
double least_cover(const Project& project, const Statements& s) {
  double least = std::numeric_limits<double>::infinity();
  for (auto t = static_cast<std::size_t>(project.operation); t < s.cover.size(); ++t)
    if (const double due = s.debt_service[t] + s.rent[t]; due > 0)
      least = std::min(least, (s.cash_for_debt[t] + s.rent[t]) / due);
  return least;
}

// The largest part of what `scale` multiplies at which rent and all service are covered once. Searched from the whole
// downwards, since less of a loan on a later purchase is more to pay from the cash of that year: the cover need not rise
// as the part falls. Between the first part that is covered and the last that is not, by bisection. Below zero: none.
template <class Scale>
double covered_part(const Project& project, const Scale& scale) {
  constexpr int steps = 40, halvings = 40;
  const auto covered = [&](double part) {
    const Project tried = scale(project, part);
    return least_cover(tried, finance_project(tried).statements) >= 1;
  };
  for (int step = steps - 1; step >= 0; --step) {
    double low = static_cast<double>(step) / steps, high = static_cast<double>(step + 1) / steps;
    if (!covered(low)) continue;
    for (int round = 0; round < halvings; ++round) {
      const double middle = (low + high) / 2;
      (covered(middle) ? low : high) = middle;
    }
    return low;
  }
  return -1;
}

Project with_term_debt(Project project, double part) {
  project.debt.share *= part;
  return project;
}

// Loans on chips, vendor credit and leases.
Project with_loans(Project project, double part) {
  for (CapitalItem& item : project.capital) item.chip_loan *= part, item.vendor *= part, item.lease *= part;
  return project;
}

double lent_on_purchases(const Project& project) {
  double out = 0;
  for (const CapitalItem& item : project.capital)
    for (std::size_t t = 0; t + 1 < item.spending.size(); ++t)
      out += item.spending[t] * (item.chip_loan + item.vendor + item.lease);
  return out;
}

std::string in_millions(double value, const Project& project) {
  return fmt::format("{:.4g} M {}", value / 1e6, project.currency);
}

// to a tenth, downwards, so that it fits when written
double percent_down(double share) { return std::floor(1e3 * share + 1e-6) / 10; }

// How much of the loans on purchases is covered once, in money and as what to write in the case.
std::string loans_that_fit(const Project& project) {
  const double lent = lent_on_purchases(project), part = covered_part(project, with_loans);
  if (part < 0) return "not even without chip_loan, vendor_credit and lease is all covered";
  if (part < 1e-3) return "no part of chip_loan, vendor_credit and lease is covered once in every year";
  std::string out = fmt::format("of chip_loan, vendor_credit and lease ({} in all) {} is covered once: write ",
                                in_millions(lent, project), in_millions(part * lent, project));
  std::set<std::string> lines;
  for (const CapitalItem& item : project.capital)
    for (const auto& [key, share] :
         {std::pair{"chip_loan", item.chip_loan}, {"vendor_credit", item.vendor}, {"lease", item.lease}})
      if (share > 0)
        lines.insert(fmt::format("{} = \"{:g} %\" for {:g} %", key, percent_down(part * share), 100 * share));
  return fmt::format("{}{}", out, fmt::join(lines, ", "));
}

int worst_year(const Project& project, const Statements& s) {
  return project.first_year + static_cast<int>(std::ranges::find(s.cover, s.least_cover) - s.cover.begin());
}

void refuse_too_much(const MoneyCase& money, const Statements& s) {
  const Project& project = money.project;
  const double part = covered_part(project, with_term_debt);
  std::string remedy;
  if (part < 0)
    remedy = lent_on_purchases(project) > 0
                 ? "what is due without it is not covered; " + loans_that_fit(with_term_debt(project, 0))
                 : "no part of it is covered once in every year: `size = \"cover\"` fits it to the years";
  else
    remedy = fmt::format("with this repayment {} (share = \"{:g} %\") is covered once",
                         in_millions(finance_project(with_term_debt(project, part)).statements.term_amount, project),
                         percent_down(part * project.debt.share));
  remedy += fmt::format("; sized to its cash flow at a cover of {:g} (size = \"cover\") {} fits", project.debt.cover,
                        in_millions(carried_debt(project, project.debt.cover), project));
  throw InputInvalid({{"GP5021", money.debt_place,
                       fmt::format("the cash flow does not carry this debt: {} is covered {:.2f} times in {}",
                                   in_millions(s.term_amount, project), s.least_cover, worst_year(project, s)),
                       std::move(remedy)}});
}

std::vector<std::string> notices_of(const Project& project, const Statements& s) {
  std::vector<std::string> out;
  const double covered = least_cover(project, s);
  if (covered < 1) {
    const bool served = std::ranges::any_of(s.debt_service, [](double value) { return value > 0; });
    std::string text =
        served && s.least_cover < 1
            ? fmt::format(
                  "The cash flow does not carry the debt: its service is covered {:.2f} times in {}, and the "
                  "owners pay the rest",
                  s.least_cover, worst_year(project, s))
            : fmt::format(
                  "The cash flow does not carry the rent: it is covered {:.2f} times in a year, and the owners "
                  "pay the rest",
                  covered);
    if (lent_on_purchases(project) > 0) text += "; " + loans_that_fit(project);
    out.push_back(text + ".");
  }
  double surplus = 0;
  for (int t = 0; t < project.operation; ++t) surplus += s.distributed[static_cast<std::size_t>(t)];
  if (surplus > 1e-9 * total(s.capital))
    out.push_back(
        fmt::format("Construction has a surplus: prepayment, grants and loans bring {} more than is needed in a year, "
                    "which goes to the owners before operation begins.",
                    in_millions(surplus, project)));
  return out;
}

}  // namespace

MoneyResult run_money_case(const MoneyCase& money) {
  MoneyResult out;
  const Project& project = money.project;
  try {
    out.project = finance_project(project);
  } catch (const std::exception& error) {
    throw InputInvalid({{"GP5020", {money.debt_place.file, 0, 0}, error.what(), "see docs/finance.md"}});
  }
  const Statements& s = out.project.statements;
  if (!project.debt.by_cover && s.term_amount > 0 && s.least_cover < 1) refuse_too_much(money, s);
  out.notices = notices_of(project, s);
  out.break_even = break_even(project, project.equity_return);
  out.tornado = tornado(project, money.step);
  out.two_way = two_way(project, money.rows, money.columns, money.factors);
  return out;
}

}  // namespace gigaplan::finance
