#include "gigaplan/certify/passes.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace gigaplan::certify {
namespace {

/// Causes before consequences: a wrong row also spoils the objective, a wrong price the reduced costs.
int rank(Kind kind) {
  switch (kind) {
    case Kind::row:
    case Kind::bound:
    case Kind::integrality:
      return 0;
    case Kind::row_dual:
      return 1;
    case Kind::reduced_cost:
      return 2;
    case Kind::row_slack:
    case Kind::bound_slack:
      return 3;
    case Kind::objective:
      return 4;
  }
  return 4;
}

/// Violations first, causes first, then the size relative to the tolerance. As the heap's order it keeps the least bad
/// entry in front, so that a worse one can take its place.
bool worse(const WorstList::Entry& a, const WorstList::Entry& b) {
  const double left = a.relative / a.tolerance;
  const double right = b.relative / b.tolerance;
  if ((left > 1) != (right > 1)) return left > 1;
  if (left > 1 && rank(a.kind) != rank(b.kind)) return rank(a.kind) < rank(b.kind);
  if (left != right) return left > right;
  if (a.kind != b.kind) return a.kind < b.kind;
  return a.index < b.index;
}

}  // namespace

Activity activity(const program::Program& program, std::span<const double> x) {
  const auto rows = static_cast<std::size_t>(program.rows());
  Activity result{std::vector<double>(rows), std::vector<double>(rows)};
  for (std::size_t i = 0; i < rows; ++i) {
    Sum sum;
    double largest = 0;
    const auto end = static_cast<std::size_t>(program.start[i + 1]);
    for (auto k = static_cast<std::size_t>(program.start[i]); k < end; ++k) {
      const double xj = x[static_cast<std::size_t>(program.column[k])];
      if (xj == 0) continue;
      sum.add_product(program.value[k], xj);
      largest = std::max(largest, std::abs(program.value[k] * xj));
    }
    result.value[i] = sum.value();
    result.largest_term[i] = largest;
  }
  return result;
}

Reduced reduced(const program::Program& program, std::span<const double> objective, std::span<const double> y) {
  const auto columns = static_cast<std::size_t>(program.columns());
  std::vector<Sum> sums(columns);
  Reduced result{std::vector<double>(columns), std::vector<double>(columns)};
  for (std::size_t j = 0; j < columns; ++j) {
    sums[j].add(objective[j]);
    result.largest_term[j] = std::abs(objective[j]);
  }
  for (std::size_t i = 0; i < y.size(); ++i) {
    if (y[i] == 0) continue;
    const auto end = static_cast<std::size_t>(program.start[i + 1]);
    for (auto k = static_cast<std::size_t>(program.start[i]); k < end; ++k) {
      const auto j = static_cast<std::size_t>(program.column[k]);
      sums[j].add_product(-program.value[k], y[i]);
      result.largest_term[j] = std::max(result.largest_term[j], std::abs(program.value[k] * y[i]));
    }
  }
  for (std::size_t j = 0; j < columns; ++j) result.value[j] = sums[j].value();
  return result;
}

void WorstList::note(const Entry& entry) {
  if (!(entry.relative > 0) || keep_ == 0) return;
  if (heap_.size() == keep_) {
    if (!worse(entry, heap_.front())) return;
    std::ranges::pop_heap(heap_, worse);
    heap_.pop_back();
  }
  heap_.push_back(entry);
  std::ranges::push_heap(heap_, worse);
}

std::vector<WorstList::Entry> WorstList::sorted() const {
  auto entries = heap_;
  std::ranges::sort(entries, worse);
  return entries;
}

}  // namespace gigaplan::certify
