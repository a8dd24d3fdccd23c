#include "gigaplan/solve/block_ipm/arrow.hpp"

#include <algorithm>
#include <memory>

#include "gigaplan/solve/block_ipm/kernels.hpp"
#include "gigaplan/solve/block_ipm/segment_factor.hpp"

namespace gigaplan::block_ipm {
namespace {

// Of every border number: does some chain touch it?
std::vector<char> met_by_hours(const ArrowPlan& plan, Index border_size) {
  std::vector<char> met(static_cast<std::size_t>(border_size), 0);
  for (const auto& chain : plan.chains) {
    for (const Index number : chain.border) met[number] = 1;
  }
  return met;
}

}  // namespace

Arrow::Arrow(const StandardForm& form, const Crew& crew)
    : form_(form),
      crew_(crew),
      plan_(plan_arrow(form)),
      border_(met_by_hours(plan_, form.border_size())),
      packed_(plan_.packed_at.back()),
      links_(plan_.link_at.back()),
      f_values_(plan_.entries.size()),
      inverse_weight_(static_cast<std::size_t>(form.hourly_columns())),
      column_work_(static_cast<std::size_t>(form.columns)),
      right_(static_cast<std::size_t>(form.hourly_rows())) {}

std::size_t Arrow::bytes() const {
  const auto numbers = packed_.size() + links_.size() + f_values_.size() + inverse_weight_.size() + column_work_.size();
  return numbers * sizeof(double) + plan_.entries.size() * sizeof(BorderEntry);
}

void Arrow::factor(const Vector& theta, double rho, double delta) {
  theta_ = &theta;
  rho_ = rho;
  delta_ = delta;
  dropped_ = 0;
  start_border();
  std::vector<std::unique_ptr<SegmentFactor>> halves(2 * plan_.chains.size());
  crew_.each(static_cast<int>(halves.size()), [&](int task) {
    const auto half = static_cast<std::size_t>(task);
    halves[half] = std::make_unique<SegmentFactor>(*this, plan_.chains[half / 2]);
    halves[half]->run(half % 2 == 0);
  });
  for (std::size_t c = 0; c < plan_.chains.size(); ++c) {
    halves[2 * c]->finish(*halves[2 * c + 1]);
    add_to_border(plan_.chains[c], *halves[2 * c]);
  }
  border_.factor();
}

// What the border knows of itself: ρ, Q, δ, the pairs of the border alone, the entries of A in border rows and columns.
void Arrow::start_border() {
  border_.clear();
  const Index columns = form_.border_columns();
  const Index first = form_.hourly_columns();
  for (Index d = 0; d < columns; ++d) border_.add(d, d, -(rho_ + form_.q[first + d]));
  for (Index i = 0; i < form_.border_rows(); ++i) {
    border_.add(columns + i, columns + i, delta_);
    const auto& a = form_.a_by_row;
    const Index row = form_.hourly_rows() + i;
    for (Index q = a.start[row]; q < a.start[row + 1]; ++q) {
      if (a.column[q] >= first) border_.add(columns + i, a.column[q] - first, a.value[q]);
    }
  }
  const auto& tail = form_.tail;
  for (Index k = form_.hourly_pairs(); k < form_.pairs; ++k) {
    for (Index p = tail.start[k]; p < tail.start[k + 1]; ++p) {
      for (Index q = tail.start[k]; q < tail.start[k + 1]; ++q) {
        if (tail.column[q] > tail.column[p]) continue;
        border_.add(tail.column[p] - first, tail.column[q] - first, -(*theta_)[k] * tail.value[p] * tail.value[q]);
      }
    }
  }
}

// S₀ − (Σ GᵀG less the direct share) of a whole chain.
void Arrow::add_to_border(const Chain& chain, const SegmentFactor& whole) {
  border_.subtract(chain.border, whole.border().data(), whole.ld());
  dropped_ += whole.dropped();
}

}  // namespace gigaplan::block_ipm
