#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gigaplan/finance/case_file.hpp"

namespace gigaplan::finance {
namespace {

double least_cover(const Project& project) {
  const Statements s = finance_project(project).statements;
  const bool served = std::ranges::any_of(s.debt_service, [](double value) { return value > 0; });
  return served ? s.least_cover : 1;  // nothing to pay is paid
}

// The largest part of what `scale` multiplies at which all service is covered once; by bisection, the cover falls with
// the part. Below zero: not even without it.
template <class Scale>
double covered_part(const Project& project, const Scale& scale) {
  constexpr int halvings = 40;
  if (least_cover(scale(project, 0)) < 1) return -1;
  double low = 0, high = 1;
  for (int round = 0; round < halvings; ++round) {
    const double middle = (low + high) / 2;
    (least_cover(scale(project, middle)) < 1 ? high : low) = middle;
  }
  return low;
}

Project with_term_debt(Project project, double part) {
  project.debt.share *= part;
  return project;
}

Project with_loans(Project project, double part) {
  for (CapitalItem& item : project.capital) item.chip_loan *= part, item.vendor *= part;
  return project;
}

std::string in_millions(double value, const Project& project) {
  return fmt::format("{:.4g} M {}", value / 1e6, project.currency);
}

int worst_year(const Project& project, const Statements& s) {
  return project.first_year + static_cast<int>(std::ranges::find(s.cover, s.least_cover) - s.cover.begin());
}

void refuse_too_much(const MoneyCase& money, const Statements& s) {
  const Project& project = money.project;
  const double part = covered_part(project, with_term_debt);
  const double carried = carried_debt(project, project.debt.cover);
  std::string remedy =
      part < 0
          ? "the other loans alone are not covered: lower chip_loan or vendor_credit"
          : fmt::format("with this repayment {} (share = \"{:.3g} %\") is covered once",
                        in_millions(finance_project(with_term_debt(project, part)).statements.term_amount, project),
                        std::floor(1e3 * part * project.debt.share) / 10);
  remedy += fmt::format("; sized to its cash flow at a cover of {:g} (size = \"cover\") {} fits", project.debt.cover,
                        in_millions(carried, project));
  throw InputInvalid({{"GP5021", money.debt_place,
                       fmt::format("the cash flow does not carry this debt: {} is covered {:.2f} times in {}",
                                   in_millions(s.term_amount, project), s.least_cover, worst_year(project, s)),
                       std::move(remedy)}});
}

std::vector<std::string> notices_of(const Project& project, const Statements& s) {
  std::vector<std::string> out;
  const double lent = total(s.chip_drawn) + total(s.vendor_drawn);
  const bool served = std::ranges::any_of(s.debt_service, [](double value) { return value > 0; });
  if (served && s.least_cover < 1) {
    std::string text = fmt::format(
        "The cash flow does not carry the debt: its service is covered {:.2f} times in {}, and the owners pay the "
        "rest.",
        s.least_cover, worst_year(project, s));
    if (lent > 0) {
      const double part = covered_part(project, with_loans);
      if (part < 0)
        text += " Not even without the loans on chips and the vendor credit.";
      else if (part < 1e-3)
        text += " No part of the loans on chips and of the vendor credit is covered once in every year.";
      else
        text += fmt::format(
            " Of the loans on chips and the vendor credit ({} in all) {} is covered once: {:.3g} % of chip_loan and "
            "vendor_credit.",
            in_millions(lent, project), in_millions(part * lent, project), 100 * part);
    }
    out.push_back(std::move(text));
  }
  double surplus = 0;
  for (int t = 0; t < project.operation; ++t) surplus += s.distributed[static_cast<std::size_t>(t)];
  if (surplus > 0)
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
