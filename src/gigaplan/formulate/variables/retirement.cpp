// retired[a,v,p]: capacity of vintage v that asset a closes for good in period p, [unit of a], ≥ 0; only where the
// asset may retire, in the periods in which the vintage is alive. What closes in p is missing from p on.
//
//     Σ_{p alive} retired[a,v,p]  ≤  build[a,v]
#include "gigaplan/formulate/vintages.hpp"

namespace gigaplan::formulate {

void variables::retirement(Frame& frame) {
  const int periods = frame.periods();
  for (std::size_t a = 0; a < frame.network.assets.size(); ++a) {
    const auto& asset = nth(frame.network.assets, a);
    auto& retired = frame.layout.retired[a];
    retired.assign(asset.vintages.size() * at(periods), nowhere);
    if (!asset.may_retire) continue;
    for (std::size_t v = 0; v < asset.vintages.size(); ++v)
      for (int p = 0; p < periods; ++p)
        if (alive(asset.vintages[v], p))
          retired[v * at(periods) + at(p)] = frame.builder.add_columns(frame.family(Column::retired, asset.unit),
                                                                       asset.name, program::Axis::period, p, 1);
  }
}

void rows::retirement(Frame& frame) {
  const int periods = frame.periods();
  for (std::size_t a = 0; a < frame.network.assets.size(); ++a) {
    const auto& asset = nth(frame.network.assets, a);
    if (!asset.may_retire) continue;
    for (std::size_t v = 0; v < asset.vintages.size(); ++v) {
      frame.builder.begin_rows(frame.family(Row::retired, asset.unit), asset.name, program::Axis::period,
                               asset.vintages[v].period, 1);
      for (int p = 0; p < periods; ++p) {
        const auto column = frame.layout.retired[a][v * at(periods) + at(p)];
        if (column != nowhere) frame.builder.entry(column, 1);
      }
      frame.builder.entry(frame.layout.build[a][v], -1);
      frame.builder.row(-program::infinity, 0);
    }
  }
}

}  // namespace gigaplan::formulate
