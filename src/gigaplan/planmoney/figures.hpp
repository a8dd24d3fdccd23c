// What a plan buys, runs and delivers, year by year: the same figures that its annuities were made of.
//
// Flows are at the end of a calendar year. What serves from year y on is paid at the end of y − 1, so that its first
// annuity, at the end of y, is one year later:
//
//   overnight · (1 + r)^−(y − 1) = Σ_{i = 1 … life} annuity · (1 + r)^−(y − 1 + i)
#pragma once
#include <map>
#include <string>
#include <vector>

#include "gigaplan/finance/case_file.hpp"
#include "gigaplan/plan/plan.hpp"

namespace gigaplan::planmoney {

/// One vintage that is built and has a price. Money is real, of the plan's price year.
struct Vintage {
  std::string kind;  ///< "accelerators", "halls", "grid connection", "own plants"
  std::size_t period = 0;
  int first_year = 0;   ///< of service
  double cost = 0;      ///< overnight [money]
  double annuity = 0;   ///< [money/yr] that the plan counts while it serves
  double life = 0;      ///< [yr] over which the annuity pays the cost
  bool stood = false;   ///< built before the plan: taken over at what its annuities to come are worth
  int served = 0;       ///< [yr] in the plan
  bool to_end = false;  ///< still serves in the last year
  /// What the annuities after its last year in the plan are worth at the end of that year [money]:
  /// annuity · (1 − (1 + r)^−(life − served)) / r. Below zero: the plan counts more annuities than it has years of
  /// life.
  double left = 0;
};

/// What the plan borrows of the capital spending of the period that begins in `first_year`.
struct Borrowed {
  int first_year = 0;
  double share = 0;  ///< [1] of everything that is built for it
};

struct PlanMoney {
  double rate = 0;            ///< of the plan, real [1/yr]
  double objective = 0;       ///< the plan's present cost [money of the first year]
  std::string name, country;  ///< of the scenario; alpha-3
  finance::PlanFigures figures;
  /// What the plan counts for others and nobody of its own is paid or pays: the plan's "left to others on the grid",
  /// by year [money]; empty without.
  finance::Years of_others;
  std::vector<Vintage> vintages;
  scenario::Loan loan;                  ///< of the scenario; not wanted: none
  std::vector<Borrowed> borrowed;       ///< periods in which something is lent
  std::map<std::string, double> lives;  ///< [yr] by kind of capital: mean by cost of what the plan builds
};

/// Reads the money of a plan that has an answer; throws std::invalid_argument for one without.
/// Volumes: "GPU-hour" (accelerators · availability · 8,760 h), "H100-equivalent hour",
/// "million output tokens", "electricity" (of the sites,
/// MWh); one that stays zero is left out.
[[nodiscard]] PlanMoney money_of(const plan::Plan& plan, const Catalogue& catalogue);

}  // namespace gigaplan::planmoney
