#include "gigaplan/solve/block_ipm/presolve.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "gigaplan/solve/block_ipm/substitution.hpp"

namespace gigaplan::block_ipm {
namespace {

constexpr double infinite = 1e20;   // bounds of this size and more are absent
constexpr double huge = 1e10;       // bounds of this size and more may be
constexpr double same = 1e-11;      // relative distance below which two bounds are one
constexpr double violation = 1e-7;  // relative distance by which bounds may cross before it is a conflict
constexpr double absent = std::numeric_limits<double>::quiet_NaN();

double size_of(double a, double b) {
  return std::max({1.0, std::isfinite(a) ? std::abs(a) : 0.0, std::isfinite(b) ? std::abs(b) : 0.0});
}

// The largest number of the program that is surely meant: bounds and right-hand sides below `huge`.
double largest_meant(const program::Program& p) {
  double largest = 1;
  for (const auto* bounds : {&p.lower, &p.upper, &p.row_lower, &p.row_upper}) {
    for (const double b : *bounds) {
      if (std::abs(b) < huge) largest = std::max(largest, std::abs(b));
    }
  }
  return largest;
}

// Phase A. Works on marks and counts; the matrix itself is not copied.
class Shrinker {
 public:
  Shrinker(const program::Program& program, Presolved& out, bool keep_huge_bounds)
      : p_(program), out_(out), columns_(transposed({p_.start, p_.column, p_.value}, p_.columns())) {
    lower = p_.lower;
    upper = p_.upper;
    row_lower = p_.row_lower;
    row_upper = p_.row_upper;
    drop_absent_bounds(keep_huge_bounds);
    out_.postsolve.fixed.assign(p_.cost.size(), absent);
    lower_from_.assign(p_.cost.size(), -1);
    upper_from_ = lower_from_;
    row_dead.assign(p_.row_lower.size(), 0);
    entries_left_.resize(p_.row_lower.size());
    for (Index i = 0; i < p_.rows(); ++i) entries_left_[i] = p_.start[i + 1] - p_.start[i];
  }

  void run() {
    for (Index i = 0; i < p_.rows(); ++i) {
      if (entries_left_[i] <= 1) waiting_.push_back(i);
    }
    for (Index j = 0; j < p_.columns() && !out_.conflict; ++j) settle(j);
    for (std::size_t next = 0; next < waiting_.size() && !out_.conflict; ++next) {
      const Index i = waiting_[next];
      if (row_dead[i]) continue;
      row_dead[i] = 1;
      if (entries_left_[i] == 0) {
        const double tolerance = violation * size_of(p_.row_lower[i], p_.row_upper[i]);
        if (row_lower[i] > tolerance || row_upper[i] < -tolerance) {
          out_.conflict = true;
          out_.conflict_prices = {{i, row_lower[i] > tolerance ? 1.0 : -1.0}};
        }
      } else {
        turn_into_bound(i);
      }
    }
  }

  [[nodiscard]] bool gone(Index j) const { return !std::isnan(out_.postsolve.fixed[j]); }

  Vector lower, upper, row_lower, row_upper;
  std::vector<char> row_dead;

 private:
  void drop_absent_bounds(bool keep_huge_bounds) {
    const double limit = keep_huge_bounds ? infinite : std::max(huge, 1e3 * largest_meant(p_));
    const auto drop = [&](Vector& bounds, double sign) {
      for (double& b : bounds) {
        if (sign * b < limit || std::isinf(b)) continue;
        if (sign * b < infinite) out_.ignored_bounds = true;
        b = sign * program::infinity;
      }
    };
    drop(lower, -1);
    drop(upper, 1);
    drop(row_lower, -1);
    drop(row_upper, 1);
  }

  // Fixes column j when its bounds have met.
  void settle(Index j) {
    if (gone(j)) return;
    const double width = upper[j] - lower[j];
    const double largest = std::max(std::abs(lower[j]), std::abs(upper[j]));
    if (!have_met(lower[j], upper[j])) return;
    if (width < -violation * std::max(1.0, largest)) {
      out_.conflict = true;
      const auto& events = out_.postsolve.bound_rows;
      if (const Index e = lower_from_[j]; e >= 0)
        out_.conflict_prices.emplace_back(events[e].row, 1 / events[e].coefficient);
      if (const Index e = upper_from_[j]; e >= 0)
        out_.conflict_prices.emplace_back(events[e].row, -1 / events[e].coefficient);
      return;
    }
    const double value = lower_from_[j] < 0 || upper_from_[j] >= 0 ? lower[j] : upper[j];
    out_.postsolve.fixed[j] = value;
    for (Index q = columns_.start[j]; q < columns_.start[j + 1]; ++q) {
      const Index i = columns_.column[q];
      if (row_dead[i]) continue;
      row_lower[i] -= columns_.value[q] * value;
      row_upper[i] -= columns_.value[q] * value;
      if (--entries_left_[i] <= 1) waiting_.push_back(i);
    }
  }

  void turn_into_bound(Index i) {
    Index q = p_.start[i];
    while (gone(p_.column[q])) ++q;
    const Index j = p_.column[q];
    const double a = p_.value[q];
    double low = row_lower[i] / a;
    double high = row_upper[i] / a;
    if (a < 0) std::swap(low, high);
    auto& events = out_.postsolve.bound_rows;
    const auto event = static_cast<Index>(events.size());
    events.push_back({i, j, a, false, false});
    if (low > lower[j]) take(lower[j], low, lower_from_[j], event, &Postsolve::BoundRow::gives_lower);
    if (high < upper[j]) take(upper[j], high, upper_from_[j], event, &Postsolve::BoundRow::gives_upper);
    settle(j);
  }

  // The tightest bound so far comes from this row; the one it came from before gives it no longer.
  void take(double& bound, double value, Index& from, Index event, bool Postsolve::BoundRow::*gives) {
    auto& events = out_.postsolve.bound_rows;
    bound = value + 0.0;
    if (from >= 0) events[from].*gives = false;
    events[event].*gives = true;
    from = event;
  }

  const program::Program& p_;
  Presolved& out_;
  Rows columns_;
  std::vector<Index> lower_from_, upper_from_;  // which bound row gave a column's bound, or -1
  std::vector<Index> entries_left_;
  std::vector<Index> waiting_;
};

// Copies what is left, with new numbers.
Reduced gather(const program::Program& p, const Shrinker& left, Postsolve& post) {
  Reduced r;
  std::vector<Index> number(p.cost.size(), -1);
  const auto blocks = p.column_blocks();
  const double sign = p.maximise ? -1 : 1;
  for (Index j = 0; j < p.columns(); ++j) {
    if (left.gone(j)) {
      const double x = post.fixed[j];
      r.constant += sign * (p.cost[j] + (p.quadratic.empty() ? 0.0 : p.quadratic[j] * x / 2)) * x;
      continue;
    }
    number[j] = r.columns();
    post.columns.push_back(j);
    r.cost.push_back(sign * p.cost[j]);
    r.quadratic.push_back(p.quadratic.empty() ? 0.0 : sign * p.quadratic[j]);
    r.lower.push_back(left.lower[j]);
    r.upper.push_back(left.upper[j]);
    r.block.push_back(blocks[j]);
  }
  for (Index i = 0; i < p.rows(); ++i) {
    const bool open = std::isinf(left.row_lower[i]) && std::isinf(left.row_upper[i]);
    if (left.row_dead[i] || open) continue;
    post.rows.push_back(i);
    r.row_lower.push_back(left.row_lower[i]);
    r.row_upper.push_back(left.row_upper[i]);
    for (Index q = p.start[i]; q < p.start[i + 1]; ++q) {
      if (number[p.column[q]] < 0) continue;
      r.rows.column.push_back(number[p.column[q]]);
      r.rows.value.push_back(p.value[q]);
    }
    r.rows.start.push_back(static_cast<Index>(r.rows.column.size()));
  }
  r.chain_of_block = p.chain_of_block;
  return r;
}

}  // namespace

bool have_met(double lower, double upper) {
  return std::isfinite(lower) && std::isfinite(upper) &&
         upper - lower <= same * std::max(std::abs(lower), std::abs(upper));
}

Rows transposed(const Rows& rows, Index columns) {
  Rows t;
  t.start.assign(static_cast<std::size_t>(columns) + 1, 0);
  for (const Index j : rows.column) ++t.start[j + 1];
  for (Index j = 0; j < columns; ++j) t.start[j + 1] += t.start[j];
  t.column.resize(rows.column.size());
  t.value.resize(rows.column.size());
  auto at = t.start;
  for (Index i = 0; i < rows.count(); ++i) {
    for (Index q = rows.start[i]; q < rows.start[i + 1]; ++q) {
      const Index to = at[rows.column[q]]++;
      t.column[to] = i;
      t.value[to] = rows.value[q];
    }
  }
  return t;
}

Presolved presolve(const program::Program& program, bool keep_huge_bounds) {
  Presolved out;
  {
    Shrinker shrinker(program, out, keep_huge_bounds);
    shrinker.run();
    if (out.conflict) return out;
    out.reduced = gather(program, shrinker, out.postsolve);
  }
  substitute_free_columns(out);
  return out;
}

namespace {

// A bound that came from a row: what the column's reduced cost asks of that bound is the row's dual.
void price_bound_rows(const program::Program& program, const Postsolve& post, Vector reduced_cost, Vector& y) {
  const auto charge = [&](Index i) {
    for (Index q = program.start[i]; q < program.start[i + 1]; ++q) {
      reduced_cost[program.column[q]] -= program.value[q] * y[i];
    }
  };
  for (Index i = 0; i < program.rows(); ++i) {
    if (y[i] != 0) charge(i);
  }
  for (auto b = post.bound_rows.rbegin(); b != post.bound_rows.rend(); ++b) {
    const double price = reduced_cost[b->column];
    if (y[b->row] != 0 || !(price > 0 ? b->gives_lower : b->gives_upper)) continue;
    y[b->row] = price / b->coefficient;
    charge(b->row);
  }
}

}  // namespace

void recover(const program::Program& program, const Postsolve& post, const Vector& reduced_x, const Vector& reduced_y,
             Cost cost, Vector& x, Vector& y) {
  x = post.fixed;
  y.assign(program.row_lower.size(), 0.0);
  for (std::size_t j = 0; j < post.columns.size(); ++j) x[post.columns[j]] = reduced_x[j];
  for (std::size_t i = 0; i < post.rows.size(); ++i) y[post.rows[i]] = reduced_y[i];
  for (auto s = post.substituted.rbegin(); s != post.substituted.rend(); ++s) {
    double value = s->rhs;
    for (const auto& [j, a] : s->entries) value -= a * x[j];
    x[s->column] = value / s->pivot;
    double price = cost == Cost::own ? s->cost : 0;
    for (const auto& [i, a] : s->other_rows) price -= a * y[i];
    y[s->row] = price / s->pivot;
  }
  const double sign = program.maximise ? -1 : 1;
  Vector reduced_cost(program.cost.size(), 0.0);
  if (cost == Cost::own) {
    for (Index j = 0; j < program.columns(); ++j) {
      reduced_cost[j] = sign * (program.cost[j] + (program.quadratic.empty() ? 0.0 : program.quadratic[j] * x[j]));
    }
  }
  price_bound_rows(program, post, std::move(reduced_cost), y);
}

Vector conflict_proof(const program::Program& program, const Presolved& presolved) {
  Vector y(program.row_lower.size(), 0.0);
  for (const auto& [row, price] : presolved.conflict_prices) y[row] = price;
  price_bound_rows(program, presolved.postsolve, Vector(program.cost.size(), 0.0), y);
  return y;
}

}  // namespace gigaplan::block_ipm
