// cap[a,p]: capacity of asset a that stands in period p, [unit of a].
//
//     cap[a,p] = stock[a,p] + Σ_{v alive in p} ( build[a,v] − Σ_{q ≤ p} retired[a,v,q] )
//
// One decided term, or none, is used as it is wherever cap is meant; from two terms on, cap gets its own column, so
// that the many hourly rows hold one entry instead of many. Builds that are fixed count as numbers.
#include "gigaplan/formulate/vintages.hpp"

namespace gigaplan::formulate {
namespace {

/// stock + Σ build − Σ retired, in the decided columns.
Expression standing(const Frame& frame, std::size_t a, int period) {
  const auto& asset = nth(frame.network.assets, a);
  Expression sum;
  sum.constant = by_period(asset.stock, period, 0);
  for (std::size_t v = 0; v < asset.vintages.size(); ++v) {
    if (!alive(asset.vintages[v], period)) continue;
    const auto range = build_range(frame.network.horizon, asset, asset.vintages[v]);
    if (range.fixed())
      sum.constant += range.lower;
    else
      sum.terms.push_back({frame.layout.build[a][v], 1});
    for (int q = 0; q <= period; ++q) {
      const auto retired = frame.layout.retired[a][v * frame.network.periods() + at(q)];
      if (retired != nowhere) sum.terms.push_back({retired, -1});
    }
  }
  return sum;
}

}  // namespace

void variables::capacity(Frame& frame) {
  for (std::size_t a = 0; a < frame.network.assets.size(); ++a) {
    const auto& asset = nth(frame.network.assets, a);
    for (int p = 0; p < frame.periods(); ++p) {
      auto& cap = frame.caps[a * frame.network.periods() + at(p)];
      cap = standing(frame, a, p);
      if (cap.terms.size() < 2) continue;
      const auto column = frame.builder.add_columns(frame.family(Column::capacity, asset.unit), asset.name,
                                                    program::Axis::period, p, 1, 0, program::infinity);
      frame.layout.capacity[a][at(p)] = column;
      cap = {{{column, 1}}, 0};
    }
  }
}

void rows::capacity(Frame& frame) {
  for (std::size_t a = 0; a < frame.network.assets.size(); ++a) {
    const auto& asset = nth(frame.network.assets, a);
    for (int p = 0; p < frame.periods(); ++p) {
      const auto column = frame.layout.capacity[a][at(p)];
      if (column == nowhere) continue;
      const auto sum = standing(frame, a, p);
      frame.builder.begin_rows(frame.family(Row::capacity, asset.unit), asset.name, program::Axis::period, p, 1);
      frame.builder.entry(column, 1);
      sum.enter(frame.builder, -1);
      frame.builder.row(sum.constant, sum.constant);
    }
  }
}

}  // namespace gigaplan::formulate
