// Limits on what stands or is built.
//
//     cap_lower[a,p] ≤ cap[a,p] ≤ cap_upper[a,p]                                        [unit of a]
//     lower ≤ Σ coefficient · (cap[a,p] or build[a,v]) ≤ upper                          [unit of the limit]
#include "gigaplan/formulate/families.hpp"

namespace gigaplan::formulate {
namespace {

using program::infinity;

void limits_of_assets(Frame& frame) {
  for (std::size_t a = 0; a < frame.network.assets.size(); ++a) {
    const auto& asset = nth(frame.network.assets, a);
    for (int p = 0; p < frame.periods(); ++p) {
      const double lower = by_period(asset.cap_lower, p, 0), upper = by_period(asset.cap_upper, p, infinity);
      const auto& cap = frame.caps[a * frame.network.periods() + at(p)];
      const bool says_nothing = lower <= 0 && upper == infinity;
      if (says_nothing || (cap.fixed() && cap.constant >= lower && cap.constant <= upper)) continue;
      frame.builder.begin_rows(frame.family(Row::capacity_limit, asset.unit), asset.name, program::Axis::period, p, 1);
      cap.enter(frame.builder, 1);
      frame.builder.row(lower <= 0 ? -infinity : lower - cap.constant, upper - cap.constant);
    }
  }
}

}  // namespace

void rows::capacity_limits(Frame& frame) {
  limits_of_assets(frame);
  for (std::size_t i = 0; i < frame.network.limits.size(); ++i) {
    const auto& limit = frame.network.limits[i];
    frame.builder.begin_rows(frame.family(Row::limit, limit.unit), limit.name, program::Axis::single, 0, 1);
    double constant = 0;
    for (const auto& term : limit.terms) {
      if (term.vintage >= 0) {
        frame.builder.entry(frame.layout.build[at(term.asset.index)][at(term.vintage)], term.coefficient);
      } else {
        const auto& cap = frame.cap(term.asset, term.period);
        cap.enter(frame.builder, term.coefficient);
        constant += term.coefficient * cap.constant;
      }
    }
    frame.layout.limit[i] = frame.builder.row(limit.lower - constant, limit.upper - constant);
  }
}

}  // namespace gigaplan::formulate
