#include "gigaplan/certify/certify.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "gigaplan/certify/checks.hpp"

namespace gigaplan::certify {
namespace {

using program::Program;
using program::Solution;
using program::Status;

bool all_numbers(const std::vector<double>& values) {
  return std::ranges::all_of(values, [](double value) { return std::isfinite(value); });
}

/// Sizes and numbers that make any check possible; empty when they do.
std::string unusable(const Program& program, const Solution& solution) {
  const auto columns = static_cast<std::size_t>(program.columns());
  const auto rows = static_cast<std::size_t>(program.rows());
  if (!solution.primal.empty() && solution.primal.size() != columns)
    return fmt::format("the answer has {} columns, the program {}", solution.primal.size(), columns);
  if (!solution.row_dual.empty() && solution.row_dual.size() != rows)
    return fmt::format("the answer has prices of {} rows, the program has {}", solution.row_dual.size(), rows);
  if (!solution.reduced_cost.empty() && solution.reduced_cost.size() != columns)
    return fmt::format("the answer has reduced costs of {} columns, the program has {}", solution.reduced_cost.size(),
                       columns);
  if (!all_numbers(solution.primal) || !all_numbers(solution.row_dual) || !all_numbers(solution.reduced_cost))
    return "the answer holds something that is not a number";
  return {};
}

Worst named(const Program& program, const WorstList::Entry& entry) {
  Worst worst{entry.kind, "objective", {}, entry.amount, entry.relative, entry.tolerance};
  if (entry.index < 0) return worst;
  const bool row = entry.kind == Kind::row || entry.kind == Kind::row_dual || entry.kind == Kind::row_slack;
  worst.name = row ? program.row_name(entry.index) : program.column_name(entry.index);
  if (entry.kind == Kind::row)
    worst.unit = program.row_families[static_cast<std::size_t>(program.row_run(entry.index).family)].unit;
  if (entry.kind == Kind::bound || entry.kind == Kind::integrality)
    worst.unit = program.column_families[static_cast<std::size_t>(program.column_run(entry.index).family)].unit;
  return worst;
}

std::string refusal(const Certificate& certificate) {
  const auto over = std::ranges::find_if(certificate.worst, [](const Worst& w) { return w.relative > w.tolerance; });
  if (over == certificate.worst.end()) return fmt::format("the relative gap of {:.2g} is not closed", certificate.gap);
  if (over->kind == Kind::objective)
    return fmt::format("the reported objective is off by {:.3g} of {:.9g}", over->amount, certificate.objective);
  return fmt::format("{} of {}: {:.3g}{}{}, relative {:.2g} where {:.2g} is allowed", word(over->kind), over->name,
                     over->amount, over->unit.empty() ? "" : " ", over->unit, over->relative, over->tolerance);
}

/// Everything that a point with or without prices allows to say.
void check_point(const Program& program, const Solution& solution, const CertifyOptions& options, WorstList& worst,
                 Certificate& certificate) {
  const auto ax = activity(program, solution.primal);
  check_primal(program, solution, options, ax, certificate, worst);
  const bool integers = program.has_integers();
  bool prices_hold = false;
  if (solution.row_dual.size() == static_cast<std::size_t>(program.rows()) && !solution.ray) {
    const auto dual_side = prices(program, solution);
    const double gap = check_dual(program, solution, options, ax, dual_side, certificate, worst);
    prices_hold =
        certificate.dual <= options.tolerance && certificate.complementarity <= options.tolerance && gap <= options.gap;
    if (!integers) {
      certificate.gap = gap;
      certificate.dual_bound = safe_dual_bound(program, solution.primal, dual_side, certificate.dual_bound_assumes);
    }
  }
  if (integers) {
    certificate.prices_from_fixed_integers = solution.duals_with_integers_fixed;
    prices_hold = prices_hold || solution.row_dual.empty();
    if (solution.has_solver_bound && std::isfinite(solution.solver_bound)) {
      certificate.dual_bound = solution.solver_bound;
      certificate.bound_is_solvers = true;
      certificate.dual_bound_assumes = {fmt::format("the search tree of {}", solution.solver)};
      const double worse_by = program.maximise ? solution.solver_bound - certificate.objective
                                               : certificate.objective - solution.solver_bound;
      // A tree bound on the wrong side of the point by more than rounding would be no bound at all.
      certificate.gap = std::abs(worse_by) / std::max(1.0, std::abs(certificate.objective));
      if (worse_by < 0 && certificate.gap > options.gap) certificate.gap = std::numeric_limits<double>::infinity();
    }
  }
  const double allowed = integers ? std::max(options.mip_gap, options.gap) : options.gap;
  certificate.accepted = certificate.feasible && prices_hold && certificate.gap <= allowed;
}

}  // namespace

const char* word(Kind kind) {
  switch (kind) {
    case Kind::row:
      return "row";
    case Kind::bound:
      return "bound";
    case Kind::integrality:
      return "whole number";
    case Kind::row_dual:
      return "price";
    case Kind::reduced_cost:
      return "reduced cost";
    case Kind::row_slack:
      return "price times room left";
    case Kind::bound_slack:
      return "reduced cost times room left";
    case Kind::objective:
      return "objective";
  }
  return "row";
}

Certificate certify(const Program& program, const Solution& solution, const CertifyOptions& options) {
  Certificate certificate;
  certificate.gap = std::nan("");
  certificate.objective = std::nan("");
  if (auto reason = unusable(program, solution); !reason.empty()) {
    certificate.reason = std::move(reason);
    return certificate;
  }
  if (solution.status == Status::infeasible) {
    check_infeasible(program, solution, certificate);
    return certificate;
  }
  if (solution.status == Status::unbounded) {
    check_unbounded(program, solution, certificate);
    return certificate;
  }
  if (solution.primal.size() != static_cast<std::size_t>(program.columns())) {
    certificate.reason = "there is no point to check";
    return certificate;
  }
  WorstList worst(options.worst);
  check_point(program, solution, options, worst, certificate);
  for (const auto& entry : worst.sorted()) certificate.worst.push_back(named(program, entry));
  if (solution.status == Status::optimal) {
    if (certificate.accepted) {
      certificate.reason = "rows, bounds, prices and gap hold";
    } else if (certificate.feasible && std::isnan(certificate.gap)) {
      certificate.reason = "no dual side is known, so nothing proves that the point is best";
    } else {
      certificate.reason = refusal(certificate);
    }
    return certificate;
  }
  certificate.accepted = false;
  certificate.reason = certificate.feasible
                           ? "the solver stopped early: rows and bounds hold, a best point is not proved"
                           : "the solver stopped early: " + refusal(certificate);
  return certificate;
}

}  // namespace gigaplan::certify
