#include "gigaplan/solve/block_ipm/segment_factor.hpp"

#include <algorithm>

#include "gigaplan/solve/block_ipm/kernels.hpp"

namespace gigaplan::block_ipm {
namespace {

constexpr Index stack_rows = 256;  // of G, before they go into the border together

std::size_t area(Index rows, int ld) { return static_cast<std::size_t>(rows) * ld; }

void reset(Vector& v, std::size_t size) { v.assign(size, 0.0); }

}  // namespace

SegmentFactor::SegmentFactor(Arrow& arrow, const Chain& chain)
    : a_(arrow),
      f_(arrow.form_),
      chain_(chain),
      chain_number_(arrow.plan_.chain_of_hour[chain.first]),
      ld_(padded(static_cast<int>(chain.border.size()))),
      stack_(area(stack_rows + arrow.plan_.widest_hour, ld_)),
      border_(area(ld_, ld_)) {}

void SegmentFactor::clear(Hour& hour, Index t) const {
  const Index rows = a_.rows_of(t);
  reset(hour.m, area(rows, padded(rows)));
  reset(hour.f, area(rows, ld_));
}

void SegmentFactor::run(bool upwards) {
  const Index step = upwards ? 1 : -1;
  const Index from = upwards ? chain_.first : chain_.last - 1;
  clear(current_, from);
  if (!upwards) add_columns(from, current_, nullptr, true);
  for (Index t = from; t != chain_.middle; t += step) {
    clear(next_, t + step);
    reset(coupling_, area(a_.coupled_of(t + step), padded(a_.coupled_of(t))));
    if (upwards) {
      add_columns(t, current_, &next_, true);
    } else {
      add_columns(t - 1, next_, &current_, false);
    }
    complete(t);
    subtract(pending_, a_.local_rows_of(t), padded(a_.rows_of(t)), ld_, current_);
    eliminate(t);
    std::swap(current_, next_);
  }
  flush();
}

void SegmentFactor::finish(const SegmentFactor& other) {
  const Index t = chain_.middle;
  for (std::size_t i = 0; i < current_.m.size(); ++i) current_.m[i] += other.current_.m[i];
  for (std::size_t i = 0; i < current_.f.size(); ++i) current_.f[i] += other.current_.f[i];
  complete(t);
  subtract(pending_, a_.local_rows_of(t), padded(a_.rows_of(t)), ld_, current_);
  subtract(other.pending_, a_.local_rows_of(t), padded(a_.rows_of(t)), ld_, current_);
  eliminate(t);
  flush();
  for (std::size_t i = 0; i < border_.size(); ++i) border_[i] += other.border_[i];
  dropped_ += other.dropped_;
}

void SegmentFactor::add_columns(Index t, Hour& here, Hour* next, bool upwards) {
  for (Index j = f_.column_start[t]; j < f_.column_start[t + 1]; ++j) add_column(t, j, here, next, upwards);
}

// One hourly column of hour t: A_j A_jᵀ / W into M, A_j u_jᵀ / W into F, u_j u_jᵀ / W into S.
void SegmentFactor::add_column(Index t, Index j, Hour& here, Hour* next, bool upwards) {
  const auto& theta = *a_.theta_;
  double w = a_.rho_ + f_.q[j];
  for (Index k = f_.pair_start[j]; k < f_.pair_start[j + 1]; ++k) w += theta[k] * f_.pivot[k] * f_.pivot[k];
  const double inverse = 1 / w;
  a_.inverse_weight_[j] = inverse;

  here_.clear();
  there_.clear();
  border_terms_.clear();
  const auto& a = f_.a_by_column;
  const Index first_border = f_.hourly_rows();
  const Index end_here = f_.row_start[t + 1];
  for (Index q = a.start[j]; q < a.start[j + 1]; ++q) {
    const Index row = a.column[q];
    if (row < end_here) {
      here_.push_back({row - f_.row_start[t], a.value[q]});
    } else if (row < first_border) {
      there_.push_back({row - end_here, a.value[q]});
    } else {
      const Index number = f_.border_columns() + row - first_border;
      border_terms_.push_back({a_.plan_.local(chain_number_, number, f_.border_size()), a.value[q]});
    }
  }
  border_rows_ = border_terms_.size();
  add_column_border(j, w);

  const auto add_block = [&](const std::vector<Term>& terms, Hour& hour, int ld) {
    for (std::size_t p = 0; p < terms.size(); ++p) {
      const double scaled = terms[p].value * inverse;
      for (std::size_t q = 0; q <= p; ++q) hour.m[area(terms[p].at, ld) + terms[q].at] += scaled * terms[q].value;
      double* line = hour.f.data() + area(terms[p].at, ld_);
      for (const auto& u : border_terms_) line[u.at] += scaled * u.value;
    }
  };
  add_block(here_, here, padded(a_.rows_of(t)));
  if (there_.empty() || next == nullptr) return;
  add_block(there_, *next, padded(a_.rows_of(t + 1)));
  const Index skip_here = a_.local_rows_of(t);
  const Index skip_there = a_.local_rows_of(t + 1);
  const int ld = padded(upwards ? a_.coupled_of(t) : a_.coupled_of(t + 1));
  for (const auto& p : there_) {
    for (const auto& q : here_) {
      const double value = p.value * q.value * inverse;
      const Index i = p.at - skip_there;
      const Index k = q.at - skip_here;
      coupling_[upwards ? area(i, ld) + k : area(k, ld) + i] += value;
    }
  }
}

// u_j of the column (its border rows are there already) and u_j u_jᵀ / W. The part over border columns is written
// without cancellation: Σ_k θ_k g_k g_kᵀ − (Σ θ_k a_k g_k)(…)ᵀ / W, pair by pair, is
//     Σ_k θ_k (W − θ_k a_k²) / W · g_k g_kᵀ − Σ_{k < l} θ_k θ_l a_k a_l / W · (g_k g_lᵀ + g_l g_kᵀ).
void SegmentFactor::add_column_border(Index j, double w) {
  const auto& theta = *a_.theta_;
  const Index first = f_.pair_start[j];
  const Index last = f_.pair_start[j + 1];
  const double inverse = 1 / w;
  const Index hourly_columns = f_.hourly_columns();
  const auto local = [&](Index q) {
    return a_.plan_.local(chain_number_, f_.tail.column[q] - hourly_columns, f_.border_size());
  };
  const auto take = [&](Index i, Index k, double value) {
    border_[area(std::max(i, k), ld_) + std::min(i, k)] += value;
  };
  for (Index k = first; k < last; ++k) {
    if (f_.tail.start[k] == f_.tail.start[k + 1]) continue;
    const double slope = theta[k] * f_.pivot[k];
    double others = a_.rho_ + f_.q[j];
    for (Index l = first; l < last; ++l) others += l == k ? 0.0 : theta[l] * f_.pivot[l] * f_.pivot[l];
    const double own = theta[k] * others * inverse;
    for (Index p = f_.tail.start[k]; p < f_.tail.start[k + 1]; ++p) {
      const Index at = local(p);
      const auto same = std::find_if(border_terms_.begin() + static_cast<std::ptrdiff_t>(border_rows_),
                                     border_terms_.end(), [&](const Term& u) { return u.at == at; });
      if (same == border_terms_.end()) {
        border_terms_.push_back({at, -slope * f_.tail.value[p]});
      } else {
        same->value -= slope * f_.tail.value[p];
      }
      for (Index q = f_.tail.start[k]; q <= p; ++q) take(at, local(q), own * f_.tail.value[p] * f_.tail.value[q]);
    }
    for (Index l = k + 1; l < last; ++l) {
      const double cross = slope * theta[l] * f_.pivot[l] * inverse;
      for (Index p = f_.tail.start[k]; p < f_.tail.start[k + 1]; ++p) {
        for (Index q = f_.tail.start[l]; q < f_.tail.start[l + 1]; ++q) {
          const Index i = local(p);
          const Index o = local(q);
          take(i, o, (i == o ? -2 : -1) * cross * f_.tail.value[p] * f_.tail.value[q]);
        }
      }
    }
  }
  for (std::size_t p = 0; p < border_rows_; ++p) {
    const auto& row = border_terms_[p];
    for (std::size_t q = 0; q < border_terms_.size(); ++q) {
      if (q < border_rows_ && q > p) continue;
      take(row.at, border_terms_[q].at, -row.value * border_terms_[q].value * inverse);
    }
  }
}

// δ, the entries of A in border columns, and F of the hour to its place for the solves.
void SegmentFactor::complete(Index t) {
  const Index rows = a_.rows_of(t);
  const int ld = padded(rows);
  for (Index i = 0; i < rows; ++i) current_.m[area(i, ld) + i] += a_.delta_;
  const auto& plan = a_.plan_;
  for (auto e = plan.fixed_at[t]; e < plan.fixed_at[t + 1]; ++e) {
    const auto& entry = plan.fixed_entries[e];
    current_.f[area(entry.row, ld_) + entry.border] += plan.fixed_values[e];
  }
  for (auto e = plan.border_at[t]; e < plan.border_at[t + 1]; ++e) {
    const auto& entry = plan.entries[e];
    a_.f_values_[e] = current_.f[area(entry.row, ld_) + entry.border];
  }
}

void SegmentFactor::subtract(const Pending& pending, Index local_rows, int ld, int ld_border, Hour& hour) {
  const int ld_pending = padded(pending.rows);
  for (Index i = 0; i < pending.rows; ++i) {
    double* m = hour.m.data() + area(local_rows + i, ld) + local_rows;
    const double* taken = pending.m.data() + area(i, ld_pending);
    for (Index k = 0; k <= i; ++k) m[k] -= taken[k];
    double* f = hour.f.data() + area(local_rows + i, ld_border);
    const double* taken_f = pending.f.data() + area(i, ld_border);
    for (int k = 0; k < ld_border; ++k) f[k] -= taken_f[k];
  }
}

void SegmentFactor::eliminate(Index t) {
  const auto& kernel = kernels();
  const Index rows = a_.rows_of(t);
  const int ld = padded(rows);
  dropped_ += kernel.cholesky(rows, current_.m.data(), ld);
  inverse_.resize(area(rows, ld));
  kernel.invert_lower(rows, current_.m.data(), inverse_.data(), ld);
  double* packed = a_.packed_.data() + a_.plan_.packed_at[t];
  for (Index i = 0; i < rows; ++i) {
    const double* from = inverse_.data() + area(i, ld);
    std::copy(from, from + padded(i + 1), packed + packed_start(i));
  }
  double* g = stack_.data() + area(stacked_, ld_);
  if (ld_ > 0) {
    std::fill(g, g + area(rows, ld_), 0.0);
    kernel.multiply(rows, ld_, rows, 1, inverse_.data(), ld, current_.f.data(), ld_, g, ld_, true);
  }
  const Index next = next_hour(chain_, t);
  if (next != t) {
    link(t, next, g);
  } else {
    pending_.rows = 0;
  }
  stacked_ += rows;
  if (stacked_ >= stack_rows) flush();
}

// X = E L⁻ᵀ over the coupled rows, and what it takes from the next hour: X Xᵀ from M and X G from F.
void SegmentFactor::link(Index t, Index next, const double* g) {
  const auto& kernel = kernels();
  const Index here = a_.coupled_of(t);
  const Index there = a_.coupled_of(next);
  const Index skip = a_.local_rows_of(t);
  const int ld = padded(a_.rows_of(t));
  const int ld_here = padded(here);
  const int ld_there = padded(there);
  double* x = a_.links_.data() + a_.plan_.link_at[t];
  std::fill(x, x + area(there, ld_here), 0.0);
  reset(transposed_, area(here, ld_here));
  for (Index i = 0; i < here; ++i) {
    for (Index k = 0; k <= i; ++k) transposed_[area(k, ld_here) + i] = inverse_[area(skip + i, ld) + skip + k];
  }
  kernel.multiply(there, ld_here, here, 1, coupling_.data(), ld_here, transposed_.data(), ld_here, x, ld_here, false);
  reset(transposed_, area(here, ld_there));
  for (Index i = 0; i < there; ++i) {
    for (Index k = 0; k < here; ++k) transposed_[area(k, ld_there) + i] = x[area(i, ld_here) + k];
  }
  pending_.rows = there;
  reset(pending_.m, area(there, ld_there));
  reset(pending_.f, area(there, ld_));
  kernel.multiply(there, ld_there, here, 1, x, ld_here, transposed_.data(), ld_there, pending_.m.data(), ld_there,
                  false);
  kernel.multiply(there, ld_, here, 1, x, ld_here, g + area(skip, ld_), ld_, pending_.f.data(), ld_, false);
}

void SegmentFactor::flush() {
  kernels().rank_update(ld_, stacked_, stack_.data(), ld_, border_.data(), ld_);
  stacked_ = 0;
}

}  // namespace gigaplan::block_ipm
