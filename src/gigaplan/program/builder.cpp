#include "gigaplan/program/builder.hpp"

#include <algorithm>
#include <stdexcept>

namespace gigaplan::program {

std::int16_t Builder::column_family(Family family) {
  program_.column_families.push_back(std::move(family));
  return static_cast<std::int16_t>(program_.column_families.size() - 1);
}

std::int16_t Builder::row_family(Family family) {
  program_.row_families.push_back(std::move(family));
  return static_cast<std::int16_t>(program_.row_families.size() - 1);
}

std::int32_t Builder::add_columns(std::int16_t family, std::string member, Axis axis, std::int32_t from,
                                  std::int32_t count, double lower, double upper) {
  const auto first = program_.columns();
  const auto size = static_cast<std::size_t>(first + count);
  program_.cost.resize(size, 0.0);
  program_.lower.resize(size, lower);
  program_.upper.resize(size, upper);
  if (!program_.quadratic.empty()) program_.quadratic.resize(size, 0.0);
  if (!program_.integer.empty()) program_.integer.resize(size, 0);
  program_.column_runs.push_back({first, count, from, family, axis, std::move(member)});
  return first;
}

void Builder::begin_rows(std::int16_t family, std::string member, Axis axis, std::int32_t from, std::int32_t count) {
  if (rows_owed_ != 0) throw std::logic_error("a run of rows was opened before the last one was filled");
  program_.row_runs.push_back({program_.rows(), count, from, family, axis, std::move(member)});
  rows_owed_ = count;
}

std::int32_t Builder::row(double lower, double upper) {
  if (rows_owed_ == 0) throw std::logic_error("a row was closed outside a run of rows");
  --rows_owed_;
  const auto by_column = [](const auto& a, const auto& b) { return a.first < b.first; };
  if (!std::ranges::is_sorted(pending_, by_column)) std::ranges::sort(pending_, by_column);
  for (std::size_t i = 0; i < pending_.size();) {
    const auto column = pending_[i].first;
    double sum = 0;
    for (; i < pending_.size() && pending_[i].first == column; ++i) sum += pending_[i].second;
    if (sum == 0) continue;
    program_.column.push_back(column);
    program_.value.push_back(sum);
  }
  pending_.clear();
  program_.start.push_back(static_cast<std::int32_t>(program_.value.size()));
  program_.row_lower.push_back(lower);
  program_.row_upper.push_back(upper);
  return program_.rows() - 1;
}

void Builder::add_quadratic(std::int32_t column, double cost) {
  if (cost == 0) return;
  program_.quadratic.resize(program_.cost.size(), 0.0);
  program_.quadratic[static_cast<std::size_t>(column)] += cost;
}

void Builder::set_bounds(std::int32_t column, double lower, double upper) {
  program_.lower[static_cast<std::size_t>(column)] = lower;
  program_.upper[static_cast<std::size_t>(column)] = upper;
}

void Builder::set_integer(std::int32_t column) {
  program_.integer.resize(program_.cost.size(), 0);
  program_.integer[static_cast<std::size_t>(column)] = 1;
}

Program Builder::finish() {
  if (rows_owed_ != 0) throw std::logic_error("a run of rows was opened and not filled");
  return std::move(program_);
}

}  // namespace gigaplan::program
