// The largest activity that a unit of undecided size can have while on, in numbers. PyPSA's programs
// join on and off with the size by a large number M, and so limit the activity to it; the same number gives the same
// answer:
//
//     M_s = max_t p_max_pu[s,t] · p_nom_max                                                       where it is finite
//     M_s = max_t p_max_pu[s,t] · 10 · max { max_t |Σ_s Σ_loads p_set|,  largest finite p_nom > 0,  p_nom_max > 0 }
//
// over all members of the table, in all scenarios s together; 10⁶ · max p_max_pu where that is nothing.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gigaplan/exchange/pypsa/map/parts.hpp"

namespace gigaplan::exchange::pypsa::map {
namespace {

double peak_load(Work& work) {
  const View loads(work, "loads");
  const std::size_t count = work.tables.snapshot_count();
  std::vector<double> sum(count);
  for (std::size_t m = 0; m < loads.size(); ++m) {
    const network::Series demand = loads.series("p_set", m);
    for (std::size_t h = 0; h < work.horizon(); ++h)
      if (!std::isnan(demand.at(h))) sum[h % count] += demand.at(h);
  }
  double peak = 0;
  for (const double load : sum) peak = std::max(peak, std::abs(load));
  return peak;
}

/// The size that M stands for.
double reckoned_size(const View& view, Work& work, std::size_t m) {
  double most = network::unlimited;
  for (std::size_t s = 0; s < work.tables.scenario_count(); ++s) most = std::min(most, view.number("p_nom_max", m, s));
  if (std::isfinite(most) && most > 0) return most;
  double size = peak_load(work);
  for (std::size_t other = 0; other < view.size(); ++other)
    for (std::size_t s = 0; s < work.tables.scenario_count(); ++s)
      for (const char* attribute : {"p_nom", "p_nom_max"})
        if (const double value = view.number(attribute, other, s); std::isfinite(value)) size = std::max(size, value);
  size = size > 0 ? 10 * size : 1e6;
  work.result.notes.push_back(
      fmt::format("{} `{}` may be built without limit and switches: as in PyPSA, no more than {:.6g} MW of it run (10 "
                  "times the largest of peak load, p_nom and p_nom_max); give p_nom_max to set the limit yourself",
                  view.list(), view.name(m), size));
  return size;
}

}  // namespace

network::Series reach(const View& view, Work& work, std::size_t m) {
  const double size = reckoned_size(view, work, m);
  const network::Series upper = view.series("p_max_pu", m);
  const std::size_t count = work.tables.snapshot_count();
  std::vector<double> most(work.horizon());
  for (std::size_t first = 0; first < most.size(); first += count) {
    double highest = 0;
    for (std::size_t h = first; h < first + count; ++h) highest = std::max(highest, upper.at(h));
    std::fill_n(most.begin() + static_cast<std::ptrdiff_t>(first), count, size * highest);
  }
  return {std::move(most)};
}

}  // namespace gigaplan::exchange::pypsa::map
