#include "gigaplan/solve/block_ipm/substitution.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace gigaplan::block_ipm {
namespace {

constexpr std::size_t most_rows = 3;      // of a column that is substituted
constexpr std::size_t most_entries = 60;  // of a row that is substituted

using Entry = std::pair<Index, double>;

// Rows that can change: untouched ones are read from the matrix, touched ones from a list of their own.
class Substituter {
 public:
  explicit Substituter(Presolved& out)
      : r_(out.reduced), post_(out.postsolve), columns_(transposed(r_.rows, r_.columns())) {
    row_gone_.assign(r_.row_lower.size(), 0);
    column_gone_.assign(r_.cost.size(), 0);
  }

  void run() {
    for (Index j = 0; j < r_.columns(); ++j) {
      const bool is_free = std::isinf(r_.lower[j]) && std::isinf(r_.upper[j]);
      if (is_free && r_.block[j] >= 0 && r_.quadratic[j] == 0) consider(j);
    }
    if (substituted_ > 0) compact();
  }

 private:
  [[nodiscard]] std::vector<Entry> row(Index i) const {
    if (const auto changed = changed_.find(i); changed != changed_.end()) return changed->second;
    std::vector<Entry> entries;
    for (Index q = r_.rows.start[i]; q < r_.rows.start[i + 1]; ++q) {
      entries.emplace_back(r_.rows.column[q], r_.rows.value[q]);
    }
    return entries;
  }

  [[nodiscard]] std::vector<Entry> rows_of(Index j) const {
    std::vector<Entry> found;
    for (Index q = columns_.start[j]; q < columns_.start[j + 1]; ++q) found.emplace_back(columns_.column[q], 0.0);
    if (const auto more = more_rows_.find(j); more != more_rows_.end()) {
      for (const Index i : more->second) found.emplace_back(i, 0.0);
    }
    std::ranges::sort(found);
    found.erase(std::ranges::unique(found).begin(), found.end());
    for (auto& [i, value] : found) {
      if (row_gone_[i]) continue;
      for (const auto& [column, a] : row(i)) value += column == j ? a : 0.0;
    }
    std::erase_if(found, [](const Entry& e) { return e.second == 0; });
    return found;
  }

  // Does a row reach over more than two neighbouring hours of one chain?
  [[nodiscard]] bool reaches_far(const std::vector<Entry>& entries, Index without) const {
    Index first = -1;
    Index last = -1;
    for (const auto& [j, a] : entries) {
      const Index block = j == without ? -1 : r_.block[j];
      if (block < 0) continue;
      first = first < 0 ? block : std::min(first, block);
      last = std::max(last, block);
    }
    return first >= 0 && (last - first > 1 || r_.chain_of_block[first] != r_.chain_of_block[last]);
  }

  [[nodiscard]] static std::vector<Entry> combined(const std::vector<Entry>& row, double factor,
                                                   const std::vector<Entry>& other, Index without) {
    std::vector<Entry> sum;
    for (const auto& e : row) {
      if (e.first != without) sum.push_back(e);
    }
    for (const auto& [j, a] : other) {
      if (j == without) continue;
      const auto same = std::ranges::find(sum, j, &Entry::first);
      if (same == sum.end()) {
        sum.emplace_back(j, factor * a);
      } else {
        same->second += factor * a;
      }
    }
    std::erase_if(sum, [](const Entry& e) { return e.second == 0; });
    return sum;
  }

  void consider(Index j) {
    const auto found = rows_of(j);
    if (found.empty() || found.size() > most_rows) return;
    Index chosen = -1;
    std::vector<Entry> defining;
    double pivot = 0;
    double largest = 0;
    for (const auto& [i, a] : found) {
      if (r_.row_lower[i] != r_.row_upper[i]) return;
      largest = std::max(largest, std::abs(a));
      auto entries = row(i);
      if (chosen < 0 || entries.size() < defining.size()) {
        chosen = i;
        pivot = a;
        defining = std::move(entries);
      }
    }
    if (defining.size() > most_entries || std::abs(pivot) < 1e-3 * largest) return;
    int far_before = reaches_far(defining, -1) ? 1 : 0;
    int far_after = 0;
    std::vector<std::pair<Index, std::vector<Entry>>> results;
    for (const auto& [i, a] : found) {
      if (i == chosen) continue;
      const auto entries = row(i);
      far_before += reaches_far(entries, -1) ? 1 : 0;
      results.emplace_back(i, combined(entries, -a / pivot, defining, j));
      far_after += reaches_far(results.back().second, -1) ? 1 : 0;
    }
    if (far_after > far_before) return;
    apply(j, chosen, pivot, defining, found, results);
  }

  void apply(Index j, Index chosen, double pivot, const std::vector<Entry>& defining, const std::vector<Entry>& found,
             std::vector<std::pair<Index, std::vector<Entry>>>& results) {
    const double rhs = r_.row_lower[chosen];
    Postsolve::Substituted s{post_.columns[j], post_.rows[chosen], pivot, rhs, {}, {}, r_.cost[j]};
    r_.constant += r_.cost[j] / pivot * rhs;
    for (const auto& [column, a] : defining) {
      if (column == j) continue;
      s.entries.emplace_back(post_.columns[column], a);
      r_.cost[column] -= r_.cost[j] / pivot * a;
    }
    for (const auto& [i, a] : found) {
      if (i == chosen) continue;
      s.other_rows.emplace_back(post_.rows[i], a);
      r_.row_lower[i] -= a / pivot * rhs;
      r_.row_upper[i] = r_.row_lower[i];
    }
    for (auto& [i, entries] : results) {
      for (const auto& [column, a] : defining) {
        const bool is_free = std::isinf(r_.lower[column]) && std::isinf(r_.upper[column]);
        if (column != j && is_free) more_rows_[column].push_back(i);
      }
      changed_[i] = std::move(entries);
    }
    post_.substituted.push_back(std::move(s));
    row_gone_[chosen] = 1;
    column_gone_[j] = 1;
    ++substituted_;
  }

  // Renumbers what is left.
  void compact() {
    Reduced left;
    left.chain_of_block = std::move(r_.chain_of_block);
    left.constant = r_.constant;
    std::vector<Index> number(r_.cost.size(), -1);
    std::vector<Index> columns, rows;
    for (Index j = 0; j < r_.columns(); ++j) {
      if (column_gone_[j]) continue;
      number[j] = left.columns();
      columns.push_back(post_.columns[j]);
      left.cost.push_back(r_.cost[j]);
      left.quadratic.push_back(r_.quadratic[j]);
      left.lower.push_back(r_.lower[j]);
      left.upper.push_back(r_.upper[j]);
      left.block.push_back(r_.block[j]);
    }
    for (Index i = 0; i < r_.rows.count(); ++i) {
      if (row_gone_[i]) continue;
      rows.push_back(post_.rows[i]);
      left.row_lower.push_back(r_.row_lower[i]);
      left.row_upper.push_back(r_.row_upper[i]);
      for (const auto& [j, a] : row(i)) {
        left.rows.column.push_back(number[j]);
        left.rows.value.push_back(a);
      }
      left.rows.start.push_back(static_cast<Index>(left.rows.column.size()));
    }
    post_.columns = std::move(columns);
    post_.rows = std::move(rows);
    r_ = std::move(left);
  }

  Reduced& r_;
  Postsolve& post_;
  Rows columns_;
  std::vector<char> row_gone_, column_gone_;
  std::unordered_map<Index, std::vector<Entry>> changed_;
  std::unordered_map<Index, std::vector<Index>> more_rows_;
  int substituted_ = 0;
};

}  // namespace

void substitute_free_columns(Presolved& out) { Substituter(out).run(); }

}  // namespace gigaplan::block_ipm
