// Kirchhoff's voltage law: around every cycle of the lines with a reactance (or stiff) that are active in the period
//
//     Σ_{l in cycle} sign_l · reactance_l · f[l,h]  =  Σ_{l in cycle} sign_l · shift_l      [per unit · unit of flow]
//
// sign +1 where the cycle walks the line from `from` to `to`, −1 against; reactance effective and per unit, shift
// [rad], a number or, where it is decided, a column. Each period has its own basis, as lines come and go. Cycles
// replace the angles of the nodes: fewer columns, and rows of a few entries.
#include "gigaplan/formulate/cycles.hpp"

#include "gigaplan/formulate/families.hpp"

namespace gigaplan::formulate {
namespace {

struct Meshed {
  std::vector<int> lines;  ///< with reactance, active
  std::vector<Edge> edges;
};

Meshed meshed_lines(const Frame& frame, std::size_t s) {
  Meshed mesh;
  for (std::size_t l = 0; l < frame.network.lines.size(); ++l) {
    const auto& line = nth(frame.network.lines, l);
    if ((line.reactance == 0 && !line.stiff) || frame.layout.flow[l][s] == nowhere) continue;
    mesh.lines.push_back(static_cast<int>(l));
    mesh.edges.push_back({line.from.index, line.to.index});
  }
  return mesh;
}

}  // namespace

void rows::cycles(Frame& frame) {
  auto& builder = frame.builder;
  const auto family = [&] { return frame.family(Row::cycle, "1"); };
  for (std::size_t s = 0; s < frame.slices().size(); ++s) {
    const auto mesh = meshed_lines(frame, s);
    const auto& slice = frame.slices()[s];
    for (const auto& cycle : cycle_basis(static_cast<int>(frame.network.nodes.size()), mesh.edges)) {
      builder.begin_rows(family(), nth(frame.network.lines, mesh.lines[at(cycle.front().edge)]).name,
                         program::Axis::snapshot, slice.first, slice.count);
      for (int i = 0; i < slice.count; ++i) {
        double shift = 0;
        for (const auto& step : cycle) {
          const int l = mesh.lines[at(step.edge)];
          const auto& line = nth(frame.network.lines, l);
          builder.entry(frame.layout.flow[at(l)][s] + i, step.sign * line.reactance);
          if (frame.layout.shift[at(l)][s] != nowhere)
            builder.entry(frame.layout.shift[at(l)][s] + i, -step.sign);
          else
            shift += step.sign * line.shift.at(at(slice.first + i));
        }
        builder.row(shift, shift);
      }
    }
  }
}

}  // namespace gigaplan::formulate
