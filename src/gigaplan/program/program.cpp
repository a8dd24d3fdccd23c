#include "gigaplan/program/program.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace gigaplan::program {
namespace {

const Run& run_of(const std::vector<Run>& runs, std::int32_t index) {
  auto after = std::ranges::upper_bound(runs, index, {}, &Run::first);
  return *std::prev(after);
}

std::vector<std::int32_t> blocks_of(const std::vector<Run>& runs, std::int32_t count) {
  std::vector<std::int32_t> blocks(static_cast<std::size_t>(count), border);
  for (const auto& run : runs) {
    if (run.axis != Axis::snapshot) continue;
    for (std::int32_t i = 0; i < run.count; ++i) blocks[static_cast<std::size_t>(run.first + i)] = run.from + i;
  }
  return blocks;
}

std::string name_of(const Program& program, const std::vector<Family>& families, const Run& run, std::int32_t index) {
  const auto position = static_cast<std::size_t>(run.from + index - run.first);
  const auto& family = families[static_cast<std::size_t>(run.family)].name;
  const auto& labels = run.axis == Axis::snapshot ? program.snapshot_labels : program.period_labels;
  if (run.axis == Axis::single && run.count == 1) return fmt::format("{}[{}]", family, run.member);
  if (run.axis == Axis::single) return fmt::format("{}[{},{}]", family, run.member, position);
  if (position < labels.size()) return fmt::format("{}[{},{}]", family, run.member, labels[position]);
  return fmt::format("{}[{},{}]", family, run.member, position);
}

}  // namespace

bool Program::has_integers() const {
  return std::ranges::any_of(integer, [](auto flag) { return flag != 0; });
}

bool Program::has_quadratic() const {
  return std::ranges::any_of(quadratic, [](double q) { return q != 0; });
}

std::vector<std::int32_t> Program::column_blocks() const { return blocks_of(column_runs, columns()); }
std::vector<std::int32_t> Program::row_blocks() const { return blocks_of(row_runs, rows()); }
const Run& Program::column_run(std::int32_t j) const { return run_of(column_runs, j); }
const Run& Program::row_run(std::int32_t i) const { return run_of(row_runs, i); }
std::string Program::column_name(std::int32_t j) const { return name_of(*this, column_families, column_run(j), j); }
std::string Program::row_name(std::int32_t i) const { return name_of(*this, row_families, row_run(i), i); }

}  // namespace gigaplan::program
