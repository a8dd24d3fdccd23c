// f[l,h]: flow of line l from its node `from` to its node `to`, [unit of the node], free in sign.
//
//     −upper[l,h] · C ≤ f[l,h] ≤ upper[l,h] · C,   C = Σ share · cap[asset,p(h)] + rating
//     f[l,h] = fixed[l,h]                          where a flow is given
#include "gigaplan/formulate/band.hpp"
#include "gigaplan/formulate/families.hpp"

namespace gigaplan::formulate {
namespace {

Band flow_band(const Frame& frame, std::size_t l, std::size_t s) {
  const auto& line = nth(frame.network.lines, l);
  const auto& slice = frame.slices()[s];
  Band band;
  band.first = frame.layout.flow[l][s];
  band.from = slice.first;
  band.count = slice.count;
  band.capacity = frame.capacity(line.capacity, line.rating, slice.period);
  band.upper = &line.upper;
  band.mirrored = true;
  return band;
}

const std::string& unit_of(const Frame& frame, const network::Line& line) {
  return frame.network.nodes[line.from].unit;
}

}  // namespace

void variables::flow(Frame& frame) {
  for (std::size_t l = 0; l < frame.network.lines.size(); ++l) {
    const auto& line = nth(frame.network.lines, l);
    for (std::size_t s = 0; s < frame.slices().size(); ++s) {
      const auto& slice = frame.slices()[s];
      if (!active(line.active, slice.period)) continue;
      frame.layout.flow[l][s] = frame.builder.add_columns(frame.family(Column::flow, unit_of(frame, line)), line.name,
                                                          program::Axis::snapshot, slice.first, slice.count);
      bound_columns(frame, flow_band(frame, l, s));
    }
  }
}

void rows::flow_limits(Frame& frame) {
  for (std::size_t l = 0; l < frame.network.lines.size(); ++l) {
    const auto& line = nth(frame.network.lines, l);
    for (std::size_t s = 0; s < frame.slices().size(); ++s) {
      const auto first = frame.layout.flow[l][s];
      if (first == nowhere) continue;
      const auto& slice = frame.slices()[s];
      limit_rows(frame, flow_band(frame, l, s), Row::flow_upper, Row::flow_lower, line.name, unit_of(frame, line));
      if (line.fixed)
        fix_rows(frame, first, slice.first, slice.count, program::Axis::snapshot, *line.fixed, Row::fixed_flow,
                 line.name, unit_of(frame, line));
    }
  }
}

}  // namespace gigaplan::formulate
