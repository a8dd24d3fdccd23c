#include "gigaplan/solve/block_ipm/border_elimination.hpp"

#include <algorithm>
#include <cmath>

namespace gigaplan::block_ipm {
namespace {

constexpr double threshold = 0.1;  // u

}  // namespace

void BorderElimination::run(std::vector<BorderRow> rows, double* dense, Index ld, Index most_neighbours) {
  rows_ = std::move(rows);
  dense_ = dense;
  ld_ = ld;
  most_entries_ = static_cast<std::size_t>(most_neighbours) + 2;
  const auto size = static_cast<Index>(rows_.size());
  gone_.assign(rows_.size(), 0);
  waits_ = gone_;
  steps_.clear();
  entries_.clear();
  left_.clear();
  for (;;) {
    Index next = -1;
    auto fewest = most_entries_;
    for (Index i = 0; i < size; ++i) {
      if (gone_[i] || waits_[i] || rows_[i].size() >= fewest) continue;
      next = i;
      fewest = rows_[i].size();
    }
    if (next < 0) break;
    Step step;
    if (find_pivot(next, step)) {
      eliminate(step);
    } else {
      waits_[next] = 1;
    }
  }
  for (Index i = 0; i < size; ++i) {
    if (!gone_[i]) left_.push_back(i);
  }
}

double BorderElimination::largest_beside(Index i, Index without) const {
  double most = 0;
  for (const auto& term : rows_[i]) {
    if (term.at != i && term.at != without) most = std::max(most, std::abs(term.value));
  }
  return most;
}

double BorderElimination::entry(Index i, Index k) const {
  const auto at = std::ranges::lower_bound(rows_[i], k, {}, &BorderTerm::at);
  return at != rows_[i].end() && at->at == k ? at->value : 0.0;
}

// Number i alone, or with the neighbour that has the fewest entries among those that go with it.
bool BorderElimination::find_pivot(Index i, Step& step) const {
  const double own = entry(i, i);
  const double beside = largest_beside(i, i);
  if (own != 0 && std::abs(own) >= threshold * beside) {
    step.pivot = {i, -1};
    step.inverse = {1 / own, 0, 0};
    return std::isfinite(step.inverse[0]);
  }
  auto fewest = most_entries_;
  for (const auto& term : rows_[i]) {
    const Index k = term.at;
    if (k == i || k >= static_cast<Index>(rows_.size()) || rows_[k].size() >= fewest) continue;
    const double other = entry(k, k);
    const double determinant = own * other - term.value * term.value;
    const std::array<double, 3> inverse{other / determinant, -term.value / determinant, own / determinant};
    const double first = largest_beside(i, k);
    const double second = largest_beside(k, i);
    const double grown = std::max(std::abs(inverse[0]) * first + std::abs(inverse[1]) * second,
                                  std::abs(inverse[1]) * first + std::abs(inverse[2]) * second);
    if (!(grown <= 1 / threshold) || !std::isfinite(inverse[1])) continue;
    fewest = rows_[k].size();
    step.pivot = {i, k};
    step.inverse = inverse;
  }
  return step.pivot[0] >= 0;
}

void BorderElimination::eliminate(const Step& found) {
  Step step = found;
  step.first = entries_.size();
  const auto [i, k] = step.pivot;
  const auto is_pivot = [&](Index at) { return at == i || at == k; };
  for (const auto& term : rows_[i]) {
    if (!is_pivot(term.at)) entries_.push_back({term.at, {term.value, 0.0}});
  }
  if (k >= 0) {
    const auto middle = entries_.size();
    for (const auto& term : rows_[k]) {
      if (!is_pivot(term.at)) entries_.push_back({term.at, {0.0, term.value}});
    }
    const auto at = [&](std::size_t e) { return entries_.begin() + static_cast<std::ptrdiff_t>(e); };
    std::inplace_merge(at(step.first), at(middle), entries_.end(),
                       [](const Entry& a, const Entry& b) { return a.at < b.at; });
    auto to = step.first;
    for (auto from = step.first; from < entries_.size(); ++from) {
      if (to > step.first && entries_[to - 1].at == entries_[from].at) {
        entries_[to - 1].value[1] += entries_[from].value[1];
      } else {
        entries_[to++] = entries_[from];
      }
    }
    entries_.resize(to);
    gone_[k] = 1;
    rows_[k] = {};
  }
  gone_[i] = 1;
  rows_[i] = {};
  step.last = entries_.size();
  steps_.push_back(step);
  for (auto e = step.first; e < step.last; ++e) subtract(entries_[e], step);
}

// What the pivots take from the row of one of their neighbours: bᵀ P⁻¹ B, whole for a sparse number, up to the diagonal
// for a dense one.
void BorderElimination::subtract(const Entry& line, const Step& step) {
  const double first = step.inverse[0] * line.value[0] + step.inverse[1] * line.value[1];
  const double second = step.inverse[1] * line.value[0] + step.inverse[2] * line.value[1];
  const auto share = [&](const Entry& e) { return first * e.value[0] + second * e.value[1]; };
  const auto sparse = static_cast<Index>(rows_.size());
  const Entry* from = entries_.data() + step.first;
  const Entry* end = entries_.data() + step.last;
  if (line.at >= sparse) {
    double* to = dense_ + static_cast<std::size_t>(line.at - sparse) * static_cast<std::size_t>(ld_);
    for (from = std::lower_bound(from, end, sparse, [](const Entry& e, Index at) { return e.at < at; });
         from != end && from->at <= line.at; ++from) {
      to[from->at - sparse] -= share(*from);
    }
    return;
  }
  auto& row = rows_[line.at];
  work_.clear();
  auto own = row.begin();
  for (; from != end; ++from) {
    for (; own != row.end() && own->at < from->at; ++own) {
      if (own->at != step.pivot[0] && own->at != step.pivot[1]) work_.push_back(*own);
    }
    double value = -share(*from);
    if (own != row.end() && own->at == from->at) value += (own++)->value;
    work_.push_back({from->at, value});
  }
  for (; own != row.end(); ++own) {
    if (own->at != step.pivot[0] && own->at != step.pivot[1]) work_.push_back(*own);
  }
  row.assign(work_.begin(), work_.end());
  waits_[line.at] = 0;
}

void BorderElimination::forward(Vector& right) const {
  for (const auto& step : steps_) {
    const auto [i, k] = step.pivot;
    const double a = right[i];
    const double b = k >= 0 ? right[k] : 0.0;
    const double first = step.inverse[0] * a + step.inverse[1] * b;
    const double second = step.inverse[1] * a + step.inverse[2] * b;
    for (auto e = step.first; e < step.last; ++e) {
      right[entries_[e].at] -= first * entries_[e].value[0] + second * entries_[e].value[1];
    }
    right[i] = first;
    if (k >= 0) right[k] = second;
  }
}

// x_P = P⁻¹ r_P − P⁻¹ (B x_left)
void BorderElimination::backward(Vector& right) const {
  for (auto step = steps_.rbegin(); step != steps_.rend(); ++step) {
    double a = 0;
    double b = 0;
    for (auto e = step->first; e < step->last; ++e) {
      a += entries_[e].value[0] * right[entries_[e].at];
      b += entries_[e].value[1] * right[entries_[e].at];
    }
    right[step->pivot[0]] -= step->inverse[0] * a + step->inverse[1] * b;
    if (step->pivot[1] >= 0) right[step->pivot[1]] -= step->inverse[1] * a + step->inverse[2] * b;
  }
}

}  // namespace gigaplan::block_ipm
