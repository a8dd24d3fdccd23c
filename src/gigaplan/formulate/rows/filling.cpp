// Pieces of a curve that need not fill up in order by themselves: b[k,h] whole, 1 where the piece before is full.
//
//     x[before,h] ≥ upper · C b[k,h]        x[k,h] ≤ upper · C b[k,h]
//
// C the capacity of the piece, a number [unit of k]. Vintages that follow each other have the same rows
// (variables/build.cpp).
#include "gigaplan/formulate/activities.hpp"

namespace gigaplan::formulate {
namespace {

using program::infinity;

/// Writes  x[first + i] − upper · C b[i]  (≤ or ≥)  0  over a band, with its limits.
void tie(Frame& frame, Row kind, const network::Process& piece, const Band& band, std::int32_t b, double low,
         double high) {
  frame.builder.begin_rows(frame.family(kind, piece.unit), piece.name, band.axis, band.from, band.count);
  for (int i = 0; i < band.count; ++i) {
    frame.builder.entry(band.first + i, 1);
    frame.builder.entry(b + i, -band.high(i) * band.constant(i));
    frame.builder.row(low, high);
  }
}

}  // namespace

void variables::filling(Frame& frame) {
  auto& builder = frame.builder;
  for (std::size_t k = 0; k < frame.network.processes.size(); ++k) {
    const auto& process = nth(frame.network.processes, k);
    if (!process.after.valid()) continue;
    for (std::size_t s = 0; s < frame.slices().size(); ++s) {
      const auto& slice = frame.slices()[s];
      if (frame.layout.activity[k][s] == nowhere) continue;
      frame.layout.filled[k][s] = builder.add_columns(frame.family(Column::filled, "1"), process.name,
                                                      program::Axis::snapshot, slice.first, slice.count, 0, 1);
      for (int i = 0; i < slice.count; ++i) builder.set_integer(frame.layout.filled[k][s] + i);
    }
  }
}

void rows::filling(Frame& frame) {
  for (std::size_t k = 0; k < frame.network.processes.size(); ++k) {
    const auto& process = nth(frame.network.processes, k);
    if (!process.after.valid()) continue;
    for (std::size_t s = 0; s < frame.slices().size(); ++s) {
      const auto b = frame.layout.filled[k][s];
      if (b == nowhere) continue;
      tie(frame, Row::fill_before, process, activity_band(frame, at(process.after.index), s), b, 0, infinity);
      tie(frame, Row::fill_after, process, activity_band(frame, k, s), b, -infinity, 0);
    }
  }
}

}  // namespace gigaplan::formulate
