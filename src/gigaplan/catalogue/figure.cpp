#include <algorithm>
#include <stdexcept>

#include "gigaplan/catalogue/records.hpp"

namespace gigaplan {

Figure YearSeries::at(int year) const {
  if (by_year.empty()) throw std::logic_error("YearSeries::at: a series without years");
  const auto after = by_year.lower_bound(year);
  if (after == by_year.end()) return by_year.rbegin()->second;
  if (after->first == year || after == by_year.begin()) return after->second;
  const auto before = std::prev(after);
  const double share = double(year - before->first) / double(after->first - before->first);
  const auto between = [&](double a, double b) { return a + share * (b - a); };
  Figure figure = before->second;
  figure.value = between(before->second.value, after->second.value);
  figure.low.reset();
  figure.high.reset();
  if (before->second.low && after->second.low) figure.low = between(*before->second.low, *after->second.low);
  if (before->second.high && after->second.high) figure.high = between(*before->second.high, *after->second.high);
  figure.confidence = std::max(before->second.confidence, after->second.confidence);  // "C" is the weakest
  figure.note = "interpolated between " + std::to_string(before->first) + " and " + std::to_string(after->first) +
                (figure.note.empty() ? "" : "; " + figure.note);
  figure.overlay = before->second.overlay || after->second.overlay;
  return figure;
}

const Figure& Accelerator::flops(int bits) const {
  if (bits <= 4 && flops_fp4) return *flops_fp4;
  if (bits <= 8 && flops_fp8) return *flops_fp8;
  return flops_bf16;
}

void remember(std::vector<Figure>& list, const Figure& figure) {
  if (std::ranges::find(list, figure.key, &Figure::key) == list.end()) list.push_back(figure);
}

}  // namespace gigaplan
