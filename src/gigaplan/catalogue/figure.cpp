#include <algorithm>
#include <stdexcept>

#include "gigaplan/catalogue/records.hpp"

namespace gigaplan {

Figure YearSeries::at(int year) const {
  if (by_year.empty()) throw std::logic_error("YearSeries::at: a series without years");
  const auto after = by_year.lower_bound(year);
  const auto as_it_stands = [](int own_year, Figure figure) {
    figure.by_year = {{own_year, figure.value}};
    return figure;
  };
  if (after == by_year.end()) return as_it_stands(by_year.rbegin()->first, by_year.rbegin()->second);
  if (after->first == year || after == by_year.begin()) return as_it_stands(after->first, after->second);
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
  figure.by_year = {{year, figure.value}};
  return figure;
}

const Figure& Accelerator::flops(int bits) const {
  if (bits <= 4 && flops_fp4) return *flops_fp4;
  if (bits <= 8 && flops_fp8) return *flops_fp8;
  return flops_bf16;
}

std::vector<YearValue> values_used(const Figure& figure) {
  const auto& years = figure.by_year;
  const bool alone = years.empty() || (years.size() == 1 && figure.key.ends_with(std::to_string(years.begin()->first)));
  if (alone) return {{0, figure.value}};
  std::vector<YearValue> out;
  for (const auto& [year, value] : years) out.push_back({year, value});
  return out;
}

void remember(std::vector<Figure>& list, const Figure& figure) {
  const auto same = std::ranges::find(list, figure.key, &Figure::key);
  if (same == list.end())
    list.push_back(figure);
  else
    same->by_year.insert(figure.by_year.begin(), figure.by_year.end());
}

}  // namespace gigaplan
