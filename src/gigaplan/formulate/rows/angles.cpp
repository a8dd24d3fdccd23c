// shift[l,h]: phase shift of line l where it is decided, [rad], free within its range.
//
//     shift_lower[l] ≤ shift[l,h] ≤ shift_upper[l]
//
// The angle between the ends of a line that limits it, [rad]:
//
//     −angle[l] ≤ reactance[l] · f[l,h] − shift[l,h] ≤ angle[l]
//
// reactance effective and per unit, shift given or decided.
#include <cmath>

#include "gigaplan/formulate/families.hpp"

namespace gigaplan::formulate {

using program::infinity;

void variables::shift(Frame& frame) {
  for (std::size_t l = 0; l < frame.network.lines.size(); ++l) {
    const auto& line = nth(frame.network.lines, l);
    if (!(line.shift_lower < line.shift_upper)) continue;
    for (std::size_t s = 0; s < frame.slices().size(); ++s) {
      const auto& slice = frame.slices()[s];
      if (frame.layout.flow[l][s] == nowhere) continue;
      frame.layout.shift[l][s] =
          frame.builder.add_columns(frame.family(Column::shift, "rad"), line.name, program::Axis::snapshot, slice.first,
                                    slice.count, line.shift_lower, line.shift_upper);
    }
  }
}

void rows::angles(Frame& frame) {
  auto& builder = frame.builder;
  for (std::size_t l = 0; l < frame.network.lines.size(); ++l) {
    const auto& line = nth(frame.network.lines, l);
    if (!std::isfinite(line.angle) || line.reactance == 0) continue;
    for (std::size_t s = 0; s < frame.slices().size(); ++s) {
      const auto flow = frame.layout.flow[l][s], shift = frame.layout.shift[l][s];
      if (flow == nowhere) continue;
      const auto& slice = frame.slices()[s];
      for (const auto kind : {Row::angle_upper, Row::angle_lower}) {
        builder.begin_rows(frame.family(kind, "rad"), line.name, program::Axis::snapshot, slice.first, slice.count);
        for (int i = 0; i < slice.count; ++i) {
          const double given = shift == nowhere ? line.shift.at(at(slice.first + i)) : 0;
          builder.entry(flow + i, line.reactance);
          if (shift != nowhere) builder.entry(shift + i, -1);
          builder.row(kind == Row::angle_upper ? -infinity : given - line.angle,
                      kind == Row::angle_upper ? given + line.angle : infinity);
        }
      }
    }
  }
}

}  // namespace gigaplan::formulate
