// Compliance, claims, certificate, figures with their sources, assumptions, how to recompute it.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gigaplan/present/present.hpp"

namespace gigaplan::present {
namespace {

report::Number finite(double value) { return std::isfinite(value) ? report::Number(value) : std::nullopt; }

void add_certificate(report::Document& d, const plan::Plan& plan, const About& about) {
  const auto& c = plan.certificate;
  auto& out = d.certificate;
  out.accepted = c.accepted;
  out.sentence = c.reason;
  out.objective = plan.has_answer() ? finite(c.objective) : std::nullopt;
  out.dual_bound = c.dual_bound;
  out.gap = finite(c.gap);
  out.objective_unit = d.head.currency;
  out.dual_bound_assumes = c.dual_bound_assumes;
  const auto check = [&](const char* name, double value, double limit, const char* meaning) {
    out.checks.push_back({.name = name,
                          .value = finite(value),
                          .limit = limit,
                          .unit = "relative",
                          .accepted = value <= limit,
                          .meaning = meaning});
  };
  if (plan.has_answer()) {
    check("largest violation of a row or bound", c.primal, 1e-6,
          "every balance and limit, recomputed from the program and the answer alone");
    if (!plan.solution.row_dual.empty()) check("largest dual residual", c.dual, 1e-6, "prices agree with costs");
    if (std::isfinite(c.gap))
      check("gap between cost and bound", c.gap, c.bound_is_solvers ? 1e-3 : 1e-6,
            "no plan can be cheaper by more than this");
  }
  for (const auto& w : c.worst)
    out.worst_rows.push_back(fmt::format("{} {}: {:.3g} {}", certify::word(w.kind), w.name, w.amount, w.unit));
  out.solver = plan.solution.solver;
  out.iterations = static_cast<double>(plan.solution.iterations);
  out.columns = static_cast<double>(plan.columns), out.rows = static_cast<double>(plan.rows),
  out.nonzeros = static_cast<double>(plan.nonzeros);
  out.peak_memory_bytes = about.peak_memory_bytes;
  for (const auto& stage : plan.stages) out.seconds.push_back({stage.name, stage.seconds});
  const auto& hours = plan.compiled.meaning.hours;
  if (!hours.full)
    out.hours_error = fmt::format(
        "Daily means of prices, use and weather miss those of the year by {:.1f} % on average over {} typical days. "
        "Measured on the German example in 2030 (bench/README.md), typical days missed the full year's cost by -2.3 % "
        "(2 days), +0.5 % (6), +1.0 % (12), +0.8 % (24), and its hall power by -1.8, +0.9, +1.3, +0.9 %.",
        100 * hours.feature_error, hours.days.size());
}

// The one list of figures (Meaning::figures), which summary.csv, results.xlsx and `check --explain` have too.
void add_figures(report::Document& d, const plan::Plan& plan) {
  int weak = 0;
  for (const auto& f : plan.compiled.meaning.figures) {
    const auto kind = f.key.substr(0, f.key.find('/'));
    const auto used = values_used(f);
    const bool by_year = used.front().year > 0;  // the spread is that of one value, so it is left out
    std::string years;
    for (const auto& one : by_year ? used : std::vector<YearValue>())
      years += fmt::format("{}{}: {:.6g}", years.empty() ? "" : ", ", one.year, one.value);
    if (by_year && f.unit != "1") years += " " + f.unit;
    d.figures.push_back({.name = f.key,
                         .used_in = kind,
                         .value = f.value,
                         .low = by_year ? std::nullopt : f.low,
                         .high = by_year ? std::nullopt : f.high,
                         .text = std::move(years),
                         .unit = f.unit,
                         .year = f.year,
                         .source = f.source,
                         .confidence = f.confidence,
                         .overlay = f.overlay});
    weak += f.confidence == "C" ? 1 : 0;
  }
  if (weak > 0)
    d.warnings.push_back(
        fmt::format("This plan leans on {} figures of confidence C: estimates that nobody has verified. They are "
                    "marked in the list of figures.",
                    weak));
}

}  // namespace

void add_checks(report::Document& d, const plan::Plan& plan, const About& about) {
  for (const auto& row : plan.compliance)
    d.compliance.push_back({.rule = row.rule,
                            .law = row.source.empty() ? row.law : fmt::format("{} ({})", row.law, row.source),
                            .subject = row.subject,
                            .period = row.period,
                            .fulfilled = row.left_to_operators ? report::Fulfilment::operators
                                         : row.fulfilled       ? report::Fulfilment::yes
                                                               : report::Fulfilment::no,
                            .fulfilled_by = row.fulfilled_by,
                            .evidence = row.evidence});
  for (const auto& result : plan.claims)
    d.claims.push_back({.what = result.claim.text,
                        .who = result.claim.by,
                        .date = result.claim.year > 0 ? std::to_string(result.claim.year) : std::string(),
                        .source = result.claim.source,
                        .claimed = result.claim.value,
                        .planned = result.planned,
                        .unit = result.claim.unit,
                        .explanation = result.explanation});
  add_certificate(d, plan, about);
  add_figures(d, plan);
  d.assumptions = plan.compiled.meaning.assumptions;
  d.warnings.insert(d.warnings.end(), plan.scenario.notes.begin(), plan.scenario.notes.end());
  d.recompute.commands = {fmt::format("gigaplan plan {} -o again/", d.head.scenario),
                          fmt::format("gigaplan verify {}", about.output)};
  d.recompute.files = {"results.nc: every number, with units", "summary.csv: the yearly figures, one a line",
                       "results.xlsx: the same as tables, with a sources sheet",
                       "run.json: status, certificate, size, seconds"};
}

}  // namespace gigaplan::present
