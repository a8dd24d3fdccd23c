#include "gigaplan/program/summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace gigaplan::program {
namespace {

std::vector<FamilySummary> empty(const std::vector<Family>& families) {
  std::vector<FamilySummary> result;
  for (const auto& family : families) {
    result.emplace_back();
    result.back().name = family.name;
    result.back().unit = family.unit;
  }
  return result;
}

std::vector<std::int16_t> family_of_each(const std::vector<Run>& runs, std::int32_t count) {
  std::vector<std::int16_t> families(static_cast<std::size_t>(count), 0);
  for (const auto& run : runs) std::fill_n(families.begin() + run.first, run.count, run.family);
  return families;
}

std::string text(const Range& range) {
  if (range.most == 0) return "-";
  if (range.least == range.most) return fmt::format("{:.2g}", range.least);
  return fmt::format("{:.2g} .. {:.2g}", range.least, range.most);
}

}  // namespace

void Range::see(double value) {
  const double size = std::abs(value);
  if (size == 0 || !std::isfinite(size)) return;
  least = most == 0 ? size : std::min(least, size);
  most = std::max(most, size);
}

void Range::see(const Range& other) {
  see(other.least);
  see(other.most);
}

Summary summarise(const Program& program) {
  Summary summary;
  summary.columns = program.columns();
  summary.rows = program.rows();
  summary.entries = program.nonzeros();
  summary.blocks = program.blocks();
  auto columns = empty(program.column_families);
  auto rows = empty(program.row_families);
  const auto family = family_of_each(program.column_runs, program.columns());
  for (std::size_t j = 0; j < family.size(); ++j) {
    auto& mine = columns[static_cast<std::size_t>(family[j])];
    ++mine.count;
    if (!program.integer.empty() && program.integer[j] != 0) ++mine.integers;
    mine.costs.see(program.cost[j]);
    if (!program.quadratic.empty()) mine.costs.see(program.quadratic[j]);
    mine.limits.see(program.lower[j]);
    mine.limits.see(program.upper[j]);
  }
  for (const auto& run : program.row_runs) {
    auto& mine = rows[static_cast<std::size_t>(run.family)];
    mine.count += run.count;
    for (auto i = static_cast<std::size_t>(run.first); i < static_cast<std::size_t>(run.first + run.count); ++i) {
      mine.limits.see(program.row_lower[i]);
      mine.limits.see(program.row_upper[i]);
      for (auto k = static_cast<std::size_t>(program.start[i]); k < static_cast<std::size_t>(program.start[i + 1]);
           ++k) {
        auto& column = columns[static_cast<std::size_t>(family[static_cast<std::size_t>(program.column[k])])];
        ++mine.entries;
        ++column.entries;
        mine.coefficients.see(program.value[k]);
        column.coefficients.see(program.value[k]);
      }
    }
  }
  const auto keep = [&](std::vector<FamilySummary>& from, std::vector<FamilySummary>& to) {
    for (auto& one : from) {
      if (one.count == 0) continue;
      summary.integers += one.integers;
      summary.coefficients.see(one.coefficients);
      summary.limits.see(one.limits);
      summary.costs.see(one.costs);
      to.push_back(std::move(one));
    }
  };
  keep(columns, summary.column_families);
  keep(rows, summary.row_families);
  return summary;
}

std::string describe(const Summary& summary) {
  constexpr auto line = "{:<28} {:<12} {:>10} {:>12} {:>20} {:>20} {:>20}\n";
  std::string out = fmt::format("{} columns ({} whole), {} rows, {} entries, {} time blocks\n", summary.columns,
                                summary.integers, summary.rows, summary.entries, summary.blocks);
  const auto table = [&](const char* head, const std::vector<FamilySummary>& families) {
    out += fmt::format(line, head, "unit", "count", "entries", "|coefficients|", "|limits|", "|costs|");
    for (const auto& f : families)
      out += fmt::format(line, f.name, f.unit, f.count, f.entries, text(f.coefficients), text(f.limits), text(f.costs));
  };
  table("columns", summary.column_families);
  table("rows", summary.row_families);
  out += fmt::format(line, "all", "", "", summary.entries, text(summary.coefficients), text(summary.limits),
                     text(summary.costs));
  return out;
}

}  // namespace gigaplan::program
