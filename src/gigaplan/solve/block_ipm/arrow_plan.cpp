#include "gigaplan/solve/block_ipm/arrow_plan.hpp"

#include <algorithm>

#include "gigaplan/solve/block_ipm/kernels.hpp"

namespace gigaplan::block_ipm {
namespace {

std::vector<Chain> find_chains(const StandardForm& f) {
  std::vector<Chain> chains;
  for (Index t = 0; t < f.hours; ++t) {
    if (t == 0 || f.chain_of_hour[t] != f.chain_of_hour[t - 1]) chains.push_back({t, t, t, {}});
    chains.back().last = t + 1;
  }
  for (auto& chain : chains) chain.middle = chain.first + (chain.last - chain.first) / 2;
  return chains;
}

// Calls visit(border number) for every border row and column that hourly column j meets.
template <class Visit>
void each_border_of_column(const StandardForm& f, Index j, Visit&& visit) {
  const Index hourly_rows = f.hourly_rows();
  const Index hourly_columns = f.hourly_columns();
  for (Index q = f.a_by_column.start[j]; q < f.a_by_column.start[j + 1]; ++q) {
    const Index row = f.a_by_column.column[q];
    if (row >= hourly_rows) visit(f.border_columns() + row - hourly_rows);
  }
  for (Index k = f.pair_start[j]; k < f.pair_start[j + 1]; ++k) {
    for (Index q = f.tail.start[k]; q < f.tail.start[k + 1]; ++q) visit(f.tail.column[q] - hourly_columns);
  }
}

// Calls visit(local row, border number, value) for every entry of A in rows of hour t and border columns.
template <class Visit>
void each_fixed_entry(const StandardForm& f, Index t, Visit&& visit) {
  for (Index i = f.row_start[t]; i < f.row_start[t + 1]; ++i) {
    for (Index q = f.a_by_row.start[i]; q < f.a_by_row.start[i + 1]; ++q) {
      const Index j = f.a_by_row.column[q];
      if (j >= f.hourly_columns()) visit(i - f.row_start[t], j - f.hourly_columns(), f.a_by_row.value[q]);
    }
  }
}

void number_borders(const StandardForm& f, ArrowPlan& plan) {
  const auto size = static_cast<std::size_t>(f.border_size());
  plan.local_border.assign(size * plan.chains.size(), -1);
  for (std::size_t c = 0; c < plan.chains.size(); ++c) {
    auto& chain = plan.chains[c];
    Index* local = plan.local_border.data() + c * size;
    const auto meet = [&](Index border) { local[border] = 0; };
    for (Index t = chain.first; t < chain.last; ++t) {
      each_fixed_entry(f, t, [&](Index, Index border, double) { meet(border); });
    }
    for (Index j = f.column_start[chain.first]; j < f.column_start[chain.last]; ++j) each_border_of_column(f, j, meet);
    for (Index border = 0; border < f.border_size(); ++border) {
      if (local[border] < 0) continue;
      local[border] = static_cast<Index>(chain.border.size());
      chain.border.push_back(border);
    }
    plan.widest_border = std::max(plan.widest_border, static_cast<Index>(chain.border.size()));
  }
}

void find_border_entries(const StandardForm& f, ArrowPlan& plan) {
  std::vector<std::uint32_t> found;
  std::vector<Index> borders;
  plan.border_at.push_back(0);
  plan.fixed_at.push_back(0);
  for (Index t = 0; t < f.hours; ++t) {
    const Index chain = plan.chain_of_hour[t];
    const auto key = [&](Index row, Index border) {
      return (static_cast<std::uint32_t>(row) << 16U) |
             static_cast<std::uint32_t>(plan.local(chain, border, f.border_size()));
    };
    found.clear();
    each_fixed_entry(f, t, [&](Index row, Index border, double value) {
      const auto k = key(row, border);
      found.push_back(k);
      plan.fixed_entries.push_back({static_cast<std::uint16_t>(k >> 16U), static_cast<std::uint16_t>(k & 0xffffU)});
      plan.fixed_values.push_back(value);
    });
    const Index from = t > plan.chains[chain].first ? f.column_start[t - 1] : f.column_start[t];
    for (Index j = from; j < f.column_start[t + 1]; ++j) {
      borders.clear();
      each_border_of_column(f, j, [&](Index border) { borders.push_back(border); });
      if (borders.empty()) continue;
      for (Index q = f.a_by_column.start[j]; q < f.a_by_column.start[j + 1]; ++q) {
        const Index row = f.a_by_column.column[q];
        if (row < f.row_start[t] || row >= f.row_start[t + 1]) continue;
        for (const Index border : borders) found.push_back(key(row - f.row_start[t], border));
      }
    }
    std::ranges::sort(found);
    found.erase(std::ranges::unique(found).begin(), found.end());
    for (const auto k : found) {
      plan.entries.push_back({static_cast<std::uint16_t>(k >> 16U), static_cast<std::uint16_t>(k & 0xffffU)});
    }
    plan.border_at.push_back(plan.entries.size());
    plan.fixed_at.push_back(plan.fixed_entries.size());
  }
}

}  // namespace

ArrowPlan plan_arrow(const StandardForm& f) {
  ArrowPlan plan;
  plan.chains = find_chains(f);
  plan.chain_of_hour.resize(static_cast<std::size_t>(f.hours));
  for (std::size_t c = 0; c < plan.chains.size(); ++c) {
    for (Index t = plan.chains[c].first; t < plan.chains[c].last; ++t) plan.chain_of_hour[t] = static_cast<Index>(c);
  }
  number_borders(f, plan);
  find_border_entries(f, plan);
  plan.packed_at.push_back(0);
  plan.link_at.push_back(0);
  const auto coupled = [&](Index t) { return f.row_start[t + 1] - f.coupled_start[t]; };
  for (Index t = 0; t < f.hours; ++t) {
    const Index rows = f.row_start[t + 1] - f.row_start[t];
    const Index next = next_hour(plan.chains[plan.chain_of_hour[t]], t);
    plan.widest_hour = std::max(plan.widest_hour, rows);
    plan.packed_at.push_back(plan.packed_at.back() + packed_start(rows));
    const std::size_t link = next == t ? 0 : static_cast<std::size_t>(coupled(next)) * padded(coupled(t));
    plan.link_at.push_back(plan.link_at.back() + link);
  }
  return plan;
}

}  // namespace gigaplan::block_ipm
