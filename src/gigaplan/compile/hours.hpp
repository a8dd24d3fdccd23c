// Which hours stand for the year: all of them, or typical days with kept extremes.
#pragma once
#include <string>
#include <vector>

#include "gigaplan/network/horizon.hpp"
#include "gigaplan/network/series.hpp"

namespace gigaplan::compile {

/// The chosen hours of one year, the same in every period.
struct Hours {
  bool full = false;
  std::vector<int> days;      ///< representative days (0 … 364), ascending; all of them when full
  std::vector<int> weight;    ///< calendar days each stands for; sums to 365
  std::vector<int> calendar;  ///< 365 entries: which representative day (index into `days`) a calendar day runs like
  /// Mean absolute error of the daily means of each feature, relative to the feature's mean: 0 when full.
  double feature_error = 0;
};

/// Groups the 365 days by k-medoids on the hourly shapes of the features (8,760 values each, standardised and
/// weighted alike); the days of the extremes (highest and lowest daily mean of every feature listed in `extremes`) are
/// representatives of their own. `count` ≥ 1 representative days in all. Deterministic.
[[nodiscard]] Hours typical_days(const std::vector<std::vector<double>>& features, int count,
                                 const std::vector<std::size_t>& extremes);
[[nodiscard]] Hours full_year();

/// The horizon: one slice a period, its snapshots labelled "2030-03-14T07" (UTC).
/// `discount` yearly rate; a period's weight is Σ (1 + discount)^−(y − first year of the plan) over its years.
[[nodiscard]] network::Horizon horizon_of(const Hours& hours, const std::vector<int>& periods, int end,
                                          double discount);

/// The values of the chosen hours, repeated for every period, from 8,760 values. When `keep_mean`, they are scaled so
/// that their weighted mean is that of the year (values stay ≤ `most`).
[[nodiscard]] std::vector<double> pick(const Hours& hours, const std::vector<double>& year, std::size_t periods,
                                       bool keep_mean = false, double most = 1e300);

}  // namespace gigaplan::compile
