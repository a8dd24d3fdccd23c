#include "gigaplan/solve/block_ipm/standard_form.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace gigaplan::block_ipm {
namespace {

// Stable order of items by hour (border last) and a second key; also the first item of every hour.
std::vector<Index> sorted_by_hour(const std::vector<Index>& hour, Index hours, std::vector<Index>& start) {
  start.assign(static_cast<std::size_t>(hours) + 2, 0);
  const auto bin = [&](Index t) { return t < 0 ? hours : t; };
  for (const Index t : hour) ++start[bin(t) + 1];
  std::partial_sum(start.begin(), start.end(), start.begin());
  std::vector<Index> order(hour.size());
  auto at = start;
  for (std::size_t i = 0; i < hour.size(); ++i) order[at[bin(hour[i])]++] = static_cast<Index>(i);
  start.pop_back();
  return order;
}

// Rows and columns before they are sorted.
class Assembly {
 public:
  explicit Assembly(const Reduced& r) : r_(r), s_(analyse(r.rows, r.block, r.chain_of_block)) {}

  StandardForm build() {
    f_.hours = static_cast<Index>(r_.chain_of_block.size());
    f_.chain_of_hour = r_.chain_of_block;
    add_slacks();
    sort_columns();
    sort_rows();
    fill_matrix();
    fill_pairs();
    f_.column_scale.assign(f_.c.size(), 1.0);
    f_.row_scale.assign(f_.b.size(), 1.0);
    f_.pair_scale.assign(f_.h.size(), 1.0);
    return std::move(f_);
  }

 private:
  enum class Kind : std::uint8_t { equality, pairs, slack };

  [[nodiscard]] Kind kind(Index i) const {
    if (have_met(r_.row_lower[i], r_.row_upper[i])) return Kind::equality;
    const Index entries = r_.rows.start[i + 1] - r_.rows.start[i];
    if (s_.hourly_entries[i] == 1 || entries <= 1) return Kind::pairs;
    return Kind::slack;
  }

  void add_slacks() {
    column_hour_ = s_.column_block;
    slack_of_row_.assign(s_.row_block.size(), -1);
    kinds_.resize(s_.row_block.size());
    for (Index i = 0; i < r_.rows.count(); ++i) {
      kinds_[i] = kind(i);
      if (kinds_[i] != Kind::slack) continue;
      slack_of_row_[i] = static_cast<Index>(column_hour_.size());
      column_hour_.push_back(s_.row_block[i]);
    }
  }

  void sort_columns() {
    const auto order = sorted_by_hour(column_hour_, f_.hours, f_.column_start);
    f_.columns = static_cast<Index>(order.size());
    column_at_.resize(order.size());
    const Index real = r_.columns();
    for (Index at = 0; at < f_.columns; ++at) {
      const Index j = order[at];
      column_at_[j] = at;
      f_.column_source.push_back(j < real ? j : -1);
      f_.c.push_back(j < real ? r_.cost[j] : 0.0);
      f_.q.push_back(j < real ? r_.quadratic[j] : 0.0);
    }
  }

  // A row is coupled when one of its hourly columns also lies in a row of another hour.
  [[nodiscard]] std::vector<char> coupled_rows() const {
    std::vector<char> spans(column_hour_.size(), 0);
    std::vector<char> coupled(s_.row_block.size(), 0);
    const auto each_entry = [&](auto&& visit) {
      for (Index i = 0; i < r_.rows.count(); ++i) {
        if (kinds_[i] == Kind::pairs || s_.row_block[i] < 0) continue;
        for (Index q = r_.rows.start[i]; q < r_.rows.start[i + 1]; ++q) visit(i, r_.rows.column[q]);
      }
    };
    each_entry(
        [&](Index i, Index j) { spans[j] |= column_hour_[j] >= 0 && column_hour_[j] != s_.row_block[i] ? 1 : 0; });
    each_entry([&](Index i, Index j) { coupled[i] |= spans[j]; });
    return coupled;
  }

  void sort_rows() {
    const auto coupled = coupled_rows();
    std::vector<Index> local_rows, border_rows, hour_of;
    std::vector<Index> kept;
    for (const char wanted : {0, 1}) {
      for (Index i = 0; i < r_.rows.count(); ++i) {
        if (kinds_[i] != Kind::pairs && coupled[i] == wanted) kept.push_back(i);
      }
      if (wanted == 0) local_count_ = kept.size();
    }
    for (const Index i : kept) hour_of.push_back(s_.row_block[i]);
    const auto order = sorted_by_hour(hour_of, f_.hours, f_.row_start);
    f_.rows = static_cast<Index>(order.size());
    f_.coupled_start.assign(static_cast<std::size_t>(f_.hours), 0);
    for (Index t = 0; t < f_.hours; ++t) {
      const auto first = order.begin() + f_.row_start[t];
      const auto last = order.begin() + f_.row_start[t + 1];
      const auto is_local = [&](Index k) { return static_cast<std::size_t>(k) < local_count_; };
      f_.coupled_start[t] = static_cast<Index>(std::partition_point(first, last, is_local) - order.begin());
    }
    for (const Index k : order) {
      const Index i = kept[k];
      f_.row_source.push_back(i);
      f_.b.push_back(kinds_[i] == Kind::slack ? 0.0 : r_.row_lower[i]);
    }
  }

  void fill_matrix() {
    auto& a = f_.a_by_row;
    for (const Index i : f_.row_source) {
      for (Index q = r_.rows.start[i]; q < r_.rows.start[i + 1]; ++q) {
        a.column.push_back(column_at_[r_.rows.column[q]]);
        a.value.push_back(r_.rows.value[q]);
      }
      if (slack_of_row_[i] >= 0) {
        a.column.push_back(column_at_[slack_of_row_[i]]);
        a.value.push_back(-1.0);
      }
      a.start.push_back(static_cast<Index>(a.column.size()));
    }
    f_.a_by_column = transposed(a, f_.columns);
  }

  // The hourly column that a row of pairs hangs on, or −1.
  [[nodiscard]] Index hourly_column(Index i) const {
    for (Index q = r_.rows.start[i]; q < r_.rows.start[i + 1]; ++q) {
      if (column_hour_[r_.rows.column[q]] >= 0) return r_.rows.column[q];
    }
    return -1;
  }

  void fill_pairs() {
    // Sources first, then ordered by column.
    std::vector<PairSource> sources;
    std::vector<Index> hangs_on;
    const Index hourly = f_.hourly_columns();
    const auto add = [&](Index row, Index column, double lower, double upper, Index on) {
      const Index place = on >= 0 && column_at_[on] < hourly ? column_at_[on] : -1;
      for (const double sign : {1.0, -1.0}) {
        if (!std::isfinite(sign > 0 ? lower : upper)) continue;
        sources.push_back({row, column, sign, row >= 0 && slack_of_row_[row] >= 0});
        hangs_on.push_back(place);
      }
    };
    for (Index j = 0; j < r_.columns(); ++j) add(-1, j, r_.lower[j], r_.upper[j], j);
    for (Index i = 0; i < r_.rows.count(); ++i) {
      if (kinds_[i] == Kind::equality) continue;
      const Index on = kinds_[i] == Kind::slack ? slack_of_row_[i] : hourly_column(i);
      add(i, -1, r_.row_lower[i], r_.row_upper[i], on);
    }
    const auto order = sorted_by_hour(hangs_on, hourly, f_.pair_start);
    f_.pairs = static_cast<Index>(order.size());
    for (const Index k : order) append_pair(sources[k]);
    f_.pair_start_of_hour.resize(static_cast<std::size_t>(f_.hours) + 1);
    for (Index t = 0; t <= f_.hours; ++t) f_.pair_start_of_hour[t] = f_.pair_start[f_.column_start[t]];
  }

  void append_pair(const PairSource& source) {
    const double sign = source.sign;
    double pivot = 0;
    const auto entry = [&](Index j, double a) {
      if (column_at_[j] < f_.hourly_columns()) {
        pivot = sign * a;
      } else {
        f_.tail.column.push_back(column_at_[j]);
        f_.tail.value.push_back(sign * a);
      }
    };
    double bound = 0;
    if (source.row < 0) {
      entry(source.column, 1.0);
      bound = sign > 0 ? r_.lower[source.column] : r_.upper[source.column];
    } else {
      bound = sign > 0 ? r_.row_lower[source.row] : r_.row_upper[source.row];
      if (source.through_slack) {
        entry(slack_of_row_[source.row], 1.0);
      } else {
        for (Index q = r_.rows.start[source.row]; q < r_.rows.start[source.row + 1]; ++q) {
          entry(r_.rows.column[q], r_.rows.value[q]);
        }
      }
    }
    f_.pivot.push_back(pivot);
    f_.h.push_back(sign * bound);
    f_.tail.start.push_back(static_cast<Index>(f_.tail.column.size()));
    f_.pair_source.push_back(source);
  }

  const Reduced& r_;
  Structure s_;
  StandardForm f_;
  std::vector<Kind> kinds_;
  std::vector<Index> column_hour_;   // of reduced columns, then slacks
  std::vector<Index> column_at_;     // their place in the form
  std::vector<Index> slack_of_row_;  // or −1
  std::size_t local_count_ = 0;
};

}  // namespace

StandardForm standard_form(const Reduced& reduced) { return Assembly(reduced).build(); }

void leave_standard_form(const StandardForm& f, const Reduced& reduced, const Vector& x, const Vector& y,
                         const Vector& z, Vector& reduced_x, Vector& reduced_y) {
  reduced_x.assign(reduced.cost.size(), 0.0);
  reduced_y.assign(reduced.row_lower.size(), 0.0);
  for (Index j = 0; j < f.columns; ++j) {
    if (f.column_source[j] < 0) continue;
    const Index to = f.column_source[j];
    reduced_x[to] = std::clamp(x[j] * f.column_scale[j] / f.right_scale, reduced.lower[to], reduced.upper[to]);
  }
  for (Index i = 0; i < f.rows; ++i) reduced_y[f.row_source[i]] = y[i] * f.row_scale[i] / f.cost_scale;
  for (Index k = 0; k < f.pairs; ++k) {
    const auto& source = f.pair_source[k];
    // The dual of a slack's row is the price of its sides already.
    if (source.row < 0 || source.through_slack) continue;
    reduced_y[source.row] += source.sign * z[k] * f.pair_scale[k] / f.cost_scale;
  }
}

}  // namespace gigaplan::block_ipm
