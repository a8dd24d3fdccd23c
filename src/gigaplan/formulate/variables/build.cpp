// build[a,v]: capacity that asset a gets by vintage v, [unit of a], ≥ 0.
//
//     lower ≤ build[a,v] ≤ upper          committed: build = committed
//     build[a,v] = 0                      where a draw would fall before the first period
//     build[a,v] = block · blocks[a,v]    blocks whole, where the vintage comes in whole blocks only
//     build[a,w] ≥ upper b[a,v],   build[a,v] ≤ upper b[a,v]      where v comes after w, of each its upper
//
// block [unit of a] size of one block; blocks ≥ 0, whole; b 0 or 1.
#include "gigaplan/formulate/vintages.hpp"

namespace gigaplan::formulate {

bool drawn_too_early(const network::Horizon& horizon, const network::Asset& asset, const network::Vintage& vintage) {
  for (const auto& draw : asset.draws)
    if (draw.counts(vintage) && draw_period(horizon, vintage, draw) < 0) return true;
  return false;
}

int draw_period(const network::Horizon& horizon, const network::Vintage& vintage, const network::Draw& draw) {
  return horizon.period_of(horizon.periods[at(vintage.period)].first_year - draw.lead_years);
}

Range build_range(const network::Horizon& horizon, const network::Asset& asset, const network::Vintage& vintage) {
  if (vintage.committed) return {*vintage.committed, *vintage.committed};
  if (drawn_too_early(horizon, asset, vintage)) return {0, 0};
  return {vintage.lower, vintage.upper};
}

bool comes_in_blocks(const network::Vintage& vintage) {
  return vintage.whole && vintage.block > 0 && !vintage.committed;
}

void variables::build(Frame& frame) {
  const auto& horizon = frame.network.horizon;
  for (std::size_t a = 0; a < frame.network.assets.size(); ++a) {
    const auto& asset = nth(frame.network.assets, a);
    for (const auto& vintage : asset.vintages) {
      const auto range = build_range(horizon, asset, vintage);
      const auto column = frame.builder.add_columns(frame.family(Column::build, asset.unit), asset.name,
                                                    program::Axis::period, vintage.period, 1, range.lower, range.upper);
      frame.layout.build[a].push_back(column);
      if (comes_in_blocks(vintage)) {
        const auto blocks = frame.builder.add_columns(frame.family(Column::blocks, "1"), asset.name,
                                                      program::Axis::period, vintage.period, 1);
        frame.builder.set_integer(blocks);
      }
      frame.layout.begun[a].push_back(nowhere);
      if (vintage.after < 0) continue;
      frame.layout.begun[a].back() = frame.builder.add_columns(frame.family(Column::begun, "1"), asset.name,
                                                               program::Axis::period, vintage.period, 1, 0, 1);
      frame.builder.set_integer(frame.layout.begun[a].back());
    }
  }
}

void rows::build(Frame& frame) {
  for (std::size_t a = 0; a < frame.network.assets.size(); ++a) {
    const auto& asset = nth(frame.network.assets, a);
    for (std::size_t v = 0; v < asset.vintages.size(); ++v) {
      const auto& vintage = asset.vintages[v];
      const auto column = frame.layout.build[a][v];
      if (vintage.after >= 0) {
        const auto tie = [&](Row kind, std::int32_t build, double upper, double low, double high) {
          frame.builder.begin_rows(frame.family(kind, asset.unit), asset.name, program::Axis::period, vintage.period,
                                   1);
          frame.builder.entry(build, 1);
          frame.builder.entry(frame.layout.begun[a][v], -upper);
          frame.builder.row(low, high);
        };
        tie(Row::begin_before, frame.layout.build[a][at(vintage.after)], asset.vintages[at(vintage.after)].upper, 0,
            program::infinity);
        tie(Row::begin_after, column, vintage.upper, -program::infinity, 0);
      }
      if (!comes_in_blocks(vintage)) continue;
      frame.builder.begin_rows(frame.family(Row::blocks, asset.unit), asset.name, program::Axis::period, vintage.period,
                               1);
      frame.builder.entry(column, 1);
      frame.builder.entry(column + 1, -vintage.block);
      frame.builder.row(0, 0);
    }
  }
}

}  // namespace gigaplan::formulate
