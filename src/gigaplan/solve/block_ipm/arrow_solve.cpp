// Arrow::solve: one system with the factors at hand.
#include <algorithm>

#include "gigaplan/solve/block_ipm/arrow.hpp"
#include "gigaplan/solve/block_ipm/kernels.hpp"
#include "gigaplan/solve/block_ipm/vectors.hpp"

namespace gigaplan::block_ipm {

void Arrow::solve(const Vector& phi, const Vector& columns, const Vector& rows, Vector& dx, Vector& dy, Vector& gdx,
                  const PairWork& work) {
  const Index border_columns = form_.border_columns();
  Vector d(static_cast<std::size_t>(form_.border_size()));
  condense(phi, columns, rows, d, work);
  const Vector hourly_right = right_;
  Vector products(d.size(), 0.0);
  solve_hours(nullptr, &products);
  for (std::size_t i = 0; i < d.size(); ++i) d[i] -= products[i];
  border_.solve(d);
  right_ = hourly_right;
  solve_hours(&d, nullptr);

  std::ranges::copy(right_, dy.begin());
  for (Index i = 0; i < form_.border_rows(); ++i) dy[form_.hourly_rows() + i] = d[border_columns + i];
  for (Index i = 0; i < border_columns; ++i) dx[form_.hourly_columns() + i] = d[i];
  recover_columns(dx, dy, gdx, work);
}

// With f_j = Σ_k a_k φ_k − columns_j and v_j = f_j / W_j of the hourly columns: right_ ← rows − Σ A_j v_j, and for the
// border the same in its rows, columns − Σ_k g_k (φ_k − θ_k a_k v_j) in its columns.
void Arrow::condense(const Vector& phi, const Vector& columns, const Vector& rows, Vector& border_right,
                     const PairWork& work) {
  const Index hourly = form_.hourly_columns();
  const Index border_columns = form_.border_columns();
  const Index hourly_rows = form_.hourly_rows();
  const auto& a = form_.a_by_column;
  const auto& tail = form_.tail;
  const int parts = stretches(form_.hours);
  BorderShares shares(parts, form_.border_size());
  const auto spread = [&](Index k, double left, double* share) {
    for (Index q = tail.start[k]; q < tail.start[k + 1]; ++q) share[tail.column[q] - hourly] -= tail.value[q] * left;
  };
  crew_.each(parts, [&](int part) {
    const auto hours = stretch(form_.hours, part);
    double* share = shares.of(part);
    if (work.before) work.before(form_.pair_start_of_hour[hours.first], form_.pair_start_of_hour[hours.last]);
    for (Index j = form_.column_start[hours.first]; j < form_.column_start[hours.last]; ++j) {
      double f = -columns[j];
      for (Index k = form_.pair_start[j]; k < form_.pair_start[j + 1]; ++k) f += form_.pivot[k] * phi[k];
      const double v = f * inverse_weight_[j];
      column_work_[j] = v;
      for (Index q = a.start[j + 1] - 1; q >= a.start[j] && a.column[q] >= hourly_rows; --q) {
        share[border_columns + a.column[q] - hourly_rows] -= a.value[q] * v;
      }
      for (Index k = form_.pair_start[j]; k < form_.pair_start[j + 1]; ++k) {
        spread(k, phi[k] - (*theta_)[k] * form_.pivot[k] * v, share);
      }
    }
  });
  if (work.before) work.before(form_.hourly_pairs(), form_.pairs);
  for (Index k = form_.hourly_pairs(); k < form_.pairs; ++k) spread(k, phi[k], shares.of(0));
  for (Index i = 0; i < border_columns; ++i) {
    border_right[i] = columns[hourly + i];
    column_work_[hourly + i] = 0;
  }
  for (Index i = 0; i < form_.border_rows(); ++i) border_right[border_columns + i] = rows[hourly_rows + i];
  for (Index i = 0; i < form_.border_size(); ++i) border_right[i] += shares.sum(i);
  const auto& by_row = form_.a_by_row;
  crew_.each(parts, [&](int part) {
    const auto hours = stretch(form_.hours, part);
    for (Index i = form_.row_start[hours.first]; i < form_.row_start[hours.last]; ++i) {
      double sum = rows[i];
      for (Index q = by_row.start[i]; q < by_row.start[i + 1]; ++q) {
        sum -= by_row.value[q] * column_work_[by_row.column[q]];
      }
      right_[i] = sum;
    }
  });
}

void Arrow::solve_hours(const Vector* border, Vector* products) {
  const auto halves = 2 * plan_.chains.size();
  std::vector<Vector> carried(halves);
  std::vector<Vector> shares(products == nullptr ? 0 : halves, Vector(products == nullptr ? 0 : products->size(), 0.0));
  const auto share = [&](std::size_t half) { return products == nullptr ? nullptr : &shares[half]; };
  crew_.each(static_cast<int>(halves), [&](int task) {
    const auto half = static_cast<std::size_t>(task);
    forward(plan_.chains[half / 2], half % 2 == 0, border, carried[half]);
  });
  for (std::size_t c = 0; c < plan_.chains.size(); ++c) {
    meet(plan_.chains[c], border, carried[2 * c], carried[2 * c + 1], share(2 * c));
  }
  crew_.each(static_cast<int>(halves), [&](int task) {
    const auto half = static_cast<std::size_t>(task);
    backward(plan_.chains[half / 2], half % 2 == 0, share(half));
  });
  for (const auto& s : shares) {
    for (std::size_t i = 0; i < s.size(); ++i) (*products)[i] += s[i];
  }
}

// u_t = L⁻¹ (r_t − X u of the hour before). `carried`: the coupled part of the last u.
void Arrow::forward(const Chain& chain, bool front, const Vector* border, Vector& carried) {
  const auto& kernel = kernels();
  const Index step = front ? 1 : -1;
  const auto room = static_cast<std::size_t>(padded(plan_.widest_hour));
  Vector in(room), out(room);
  carried.assign(room, 0.0);
  Index before = -1;
  for (Index t = front ? chain.first : chain.last - 1; t != chain.middle; t += step) {
    const Index rows = rows_of(t);
    double* right = right_.data() + form_.row_start[t];
    if (border != nullptr) subtract_border_columns(t, chain, *border, right);
    std::copy(right, right + rows, in.begin());
    std::fill(in.begin() + rows, in.begin() + padded(rows), 0.0);
    if (before >= 0) {
      kernel.subtract_times(coupled_of(t), coupled_of(before), links_.data() + plan_.link_at[before], carried.data(),
                            in.data() + local_rows_of(t));
    }
    kernel.packed_times(rows, packed_.data() + plan_.packed_at[t], in.data(), out.data());
    std::copy(out.begin(), out.begin() + rows, right);
    const Index coupled = coupled_of(t);
    std::copy(out.begin() + local_rows_of(t), out.begin() + rows, carried.begin());
    std::fill(carried.begin() + coupled, carried.begin() + padded(coupled), 0.0);
    before = t;
  }
}

void Arrow::meet(const Chain& chain, const Vector* border, const Vector& from_front, const Vector& from_back,
                 Vector* products) {
  const auto& kernel = kernels();
  const Index t = chain.middle;
  const Index rows = rows_of(t);
  const auto room = static_cast<std::size_t>(padded(rows));
  Vector in(room), out(room);
  double* right = right_.data() + form_.row_start[t];
  if (border != nullptr) subtract_border_columns(t, chain, *border, right);
  std::copy(right, right + rows, in.begin());
  const auto take = [&](Index before, const Vector& carried) {
    kernel.subtract_times(coupled_of(t), coupled_of(before), links_.data() + plan_.link_at[before], carried.data(),
                          in.data() + local_rows_of(t));
  };
  if (t > chain.first) take(t - 1, from_front);
  if (t + 1 < chain.last) take(t + 1, from_back);
  const double* packed = packed_.data() + plan_.packed_at[t];
  kernel.packed_times(rows, packed, in.data(), out.data());
  std::fill(out.begin() + rows, out.end(), 0.0);
  kernel.packed_transposed_times(rows, packed, out.data(), in.data());
  std::copy(in.begin(), in.begin() + rows, right);
  if (products != nullptr) add_border_products(t, chain, right, *products);
}

// x_t = L⁻ᵀ (u_t − Xᵀ x of the hour eliminated after it), from the middle outwards.
void Arrow::backward(const Chain& chain, bool front, Vector* products) {
  const auto& kernel = kernels();
  const Index step = front ? -1 : 1;
  const Index end = front ? chain.first - 1 : chain.last;
  const auto room = static_cast<std::size_t>(padded(plan_.widest_hour)) + lane;
  Vector u(room), out(room), taken(room);
  for (Index t = chain.middle + step; t != end; t += step) {
    const Index rows = rows_of(t);
    const Index coupled = coupled_of(t);
    const Index after = t - step;
    double* right = right_.data() + form_.row_start[t];
    std::copy(right, right + rows, u.begin());
    std::fill(taken.begin(), taken.begin() + padded(coupled), 0.0);
    kernel.subtract_transposed_times(coupled_of(after), coupled, links_.data() + plan_.link_at[t],
                                     right_.data() + form_.coupled_start[after], taken.data());
    for (Index i = 0; i < coupled; ++i) u[local_rows_of(t) + i] += taken[i];
    kernel.packed_transposed_times(rows, packed_.data() + plan_.packed_at[t], u.data(), out.data());
    std::copy(out.begin(), out.begin() + rows, right);
    if (products != nullptr) add_border_products(t, chain, right, *products);
  }
}

void Arrow::subtract_border_columns(Index t, const Chain& chain, const Vector& border, double* right) const {
  for (auto e = plan_.border_at[t]; e < plan_.border_at[t + 1]; ++e) {
    const auto& entry = plan_.entries[e];
    right[entry.row] -= f_values_[e] * border[chain.border[entry.border]];
  }
}

void Arrow::add_border_products(Index t, const Chain& chain, const double* x, Vector& products) const {
  for (auto e = plan_.border_at[t]; e < plan_.border_at[t + 1]; ++e) {
    const auto& entry = plan_.entries[e];
    products[chain.border[entry.border]] += f_values_[e] * x[entry.row];
  }
}

// dx_j = (f_j + A_jᵀ dy − Σ_k θ_k a_k g_k · dx_border) / W_j, and G dx of its pairs.
void Arrow::recover_columns(Vector& dx, const Vector& dy, Vector& gdx, const PairWork& work) {
  const auto& a = form_.a_by_column;
  const auto& tail = form_.tail;
  const auto border_reach = [&](Index k) {
    double reach = 0;
    for (Index q = tail.start[k]; q < tail.start[k + 1]; ++q) reach += tail.value[q] * dx[tail.column[q]];
    return reach;
  };
  crew_.each(stretches(form_.hours), [&](int part) {
    const auto hours = stretch(form_.hours, part);
    for (Index j = form_.column_start[hours.first]; j < form_.column_start[hours.last]; ++j) {
      double sum = 0;
      for (Index q = a.start[j]; q < a.start[j + 1]; ++q) sum += a.value[q] * dy[a.column[q]];
      for (Index k = form_.pair_start[j]; k < form_.pair_start[j + 1]; ++k) {
        gdx[k] = border_reach(k);
        sum -= (*theta_)[k] * form_.pivot[k] * gdx[k];
      }
      dx[j] = column_work_[j] + sum * inverse_weight_[j];
      for (Index k = form_.pair_start[j]; k < form_.pair_start[j + 1]; ++k) gdx[k] += form_.pivot[k] * dx[j];
    }
    if (work.after) work.after(form_.pair_start_of_hour[hours.first], form_.pair_start_of_hour[hours.last]);
  });
  for (Index k = form_.hourly_pairs(); k < form_.pairs; ++k) gdx[k] = border_reach(k);
  if (work.after) work.after(form_.hourly_pairs(), form_.pairs);
}

}  // namespace gigaplan::block_ipm
