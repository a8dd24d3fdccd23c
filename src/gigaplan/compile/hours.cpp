#include "gigaplan/compile/hours.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "gigaplan/base/index.hpp"

namespace gigaplan::compile {
namespace {

constexpr int days_per_year = 365, hours_per_day = 24;

// Days as points: the standardised hourly values of every feature, one after the other.
std::vector<std::vector<double>> day_points(const std::vector<std::vector<double>>& features) {
  std::vector<std::vector<double>> points(days_per_year);
  for (const auto& f : features) {
    const double mean = std::accumulate(f.begin(), f.end(), 0.0) / static_cast<double>(f.size());
    double variance = 0;
    for (const double v : f) variance += (v - mean) * (v - mean);
    const double scale = variance > 0 ? 1 / std::sqrt(variance / static_cast<double>(f.size())) : 0;
    for (std::size_t h = 0; h < f.size(); ++h) points[h / hours_per_day].push_back((f[h] - mean) * scale);
  }
  return points;
}

// Day (0 … 364) with the highest or lowest mean of a feature.
int extreme_day(const std::vector<double>& f, bool highest) {
  int best = 0;
  double best_sum = 0;
  for (int d = 0; d < days_per_year; ++d) {
    const auto begin = f.begin() + d * hours_per_day;
    const double sum = std::accumulate(begin, begin + hours_per_day, 0.0) * (highest ? 1 : -1);
    if (d == 0 || sum > best_sum) best = d, best_sum = sum;
  }
  return best;
}

using Distances = std::vector<std::array<float, days_per_year>>;

Distances distances_of(const std::vector<std::vector<double>>& points) {
  Distances distance(days_per_year);
  for (std::size_t a = 0; a < days_per_year; ++a)
    for (std::size_t b = 0; b < a; ++b) {
      double sum = 0;
      for (std::size_t i = 0; i < points[a].size(); ++i)
        sum += (points[a][i] - points[b][i]) * (points[a][i] - points[b][i]);
      distance[a][b] = distance[b][a] = static_cast<float>(std::sqrt(sum));
    }
  return distance;
}

std::size_t nearest_medoid(const Distances& distance, const std::vector<int>& medoids, int day) {
  std::size_t best = 0;
  for (std::size_t m = 1; m < medoids.size(); ++m) {
    const auto at = [&](std::size_t k) {
      return distance[static_cast<std::size_t>(day)][static_cast<std::size_t>(medoids[k])];
    };
    if (at(m) < at(best)) best = m;
  }
  return best;
}

// Greedy start (each new medoid lowers the total distance most), then Voronoi iteration on the free medoids.
std::vector<int> medoids_of(const Distances& distance, const std::vector<int>& fixed, std::size_t count) {
  std::vector<int> medoids = fixed;
  while (medoids.size() < count) {
    int best = -1;
    double best_total = 0;
    for (int candidate = 0; candidate < days_per_year; ++candidate) {
      if (std::ranges::find(medoids, candidate) != medoids.end()) continue;
      double total = 0;
      for (std::size_t d = 0; d < days_per_year; ++d) {
        float least = distance[d][static_cast<std::size_t>(candidate)];
        for (const int m : medoids) least = std::min(least, distance[d][static_cast<std::size_t>(m)]);
        total += static_cast<double>(least);
      }
      if (best < 0 || total < best_total) best = candidate, best_total = total;
    }
    medoids.push_back(best);
  }
  for (int round = 0; round < 30; ++round) {
    std::vector<std::vector<int>> members(medoids.size());
    for (int d = 0; d < days_per_year; ++d) members[nearest_medoid(distance, medoids, d)].push_back(d);
    bool moved = false;
    for (std::size_t m = fixed.size(); m < medoids.size(); ++m) {
      const auto total = [&](int day) {
        double sum = 0;
        for (const int d : members[m])
          sum += static_cast<double>(distance[static_cast<std::size_t>(day)][static_cast<std::size_t>(d)]);
        return sum;
      };
      const int best = *std::ranges::min_element(members[m], {}, total);
      if (total(best) < total(medoids[m])) medoids[m] = best, moved = true;
    }
    if (!moved) break;
  }
  return medoids;
}

}  // namespace

Hours full_year() {
  Hours hours;
  hours.full = true;
  hours.days.resize(days_per_year);
  std::iota(hours.days.begin(), hours.days.end(), 0);
  hours.calendar = hours.days;
  hours.weight.assign(days_per_year, 1);
  return hours;
}

Hours typical_days(const std::vector<std::vector<double>>& features, int count,
                   const std::vector<std::size_t>& extremes) {
  if (count >= days_per_year) return full_year();
  const auto distance = distances_of(day_points(features));
  std::vector<int> fixed;
  for (const std::size_t f : extremes) {
    for (const bool highest : {true, false}) {
      const int day = extreme_day(features[f], highest);
      // Extremes never take more than half of the days: the rest must stand for the ordinary ones.
      if (std::ranges::find(fixed, day) == fixed.end() && static_cast<int>(fixed.size()) < count / 2)
        fixed.push_back(day);
    }
  }
  Hours hours;
  hours.days = medoids_of(distance, fixed, static_cast<std::size_t>(std::max(count, 1)));
  std::ranges::sort(hours.days);
  hours.weight.assign(hours.days.size(), 0);
  for (int d = 0; d < days_per_year; ++d) {
    const auto m = nearest_medoid(distance, hours.days, d);
    hours.calendar.push_back(static_cast<int>(m));
    ++hours.weight[m];
  }
  double error = 0;
  for (const auto& f : features) {
    const auto day_mean = [&](int day) {
      return std::accumulate(f.begin() + day * hours_per_day, f.begin() + (day + 1) * hours_per_day, 0.0) /
             hours_per_day;
    };
    double miss = 0, total = 0;
    for (int d = 0; d < days_per_year; ++d) {
      miss += std::abs(day_mean(d) -
                       day_mean(hours.days[static_cast<std::size_t>(hours.calendar[static_cast<std::size_t>(d)])]));
      total += std::abs(day_mean(d));
    }
    error += total > 0 ? miss / total / static_cast<double>(features.size()) : 0;
  }
  hours.feature_error = error;
  return hours;
}

network::Horizon horizon_of(const Hours& hours, const std::vector<int>& periods, int end, double discount) {
  constexpr std::array<int, 12> month_days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  network::Horizon horizon;
  horizon.periods.clear();
  for (std::size_t p = 0; p < periods.size(); ++p) {
    const int last = p + 1 < periods.size() ? periods[p + 1] : end;
    network::Period period{.first_year = periods[p],
                           .years = static_cast<double>(last - periods[p]),
                           .weight = 0,
                           .label = std::to_string(periods[p])};
    for (int y = periods[p]; y < last; ++y) period.weight += std::pow(1 + discount, -(y - periods.front()));
    horizon.periods.push_back(period);
    network::Slice slice{.period = static_cast<int>(p),
                         .scenario = 0,
                         .first = static_cast<int>(horizon.snapshots.size()),
                         .count = 0,
                         .calendar = {}};
    for (std::size_t d = 0; d < hours.days.size(); ++d) {
      int month = 0, day = hours.days[d];
      while (day >= month_days[static_cast<std::size_t>(month)]) day -= month_days[static_cast<std::size_t>(month++)];
      for (int h = 0; h < hours_per_day; ++h) {
        const double w = hours.weight[d];
        horizon.snapshots.push_back({.elapsed = 1,
                                     .cost = w,
                                     .energy = w,
                                     .label = fmt::format("{}-{:02}-{:02}T{:02}", periods[p], month + 1, day + 1, h)});
      }
    }
    slice.count = static_cast<int>(horizon.snapshots.size()) - slice.first;
    if (!hours.full) slice.calendar = {.snapshots_per_day = hours_per_day, .day = hours.calendar};
    horizon.slices.push_back(slice);
  }
  return horizon;
}

std::vector<double> pick(const Hours& hours, const std::vector<double>& year, std::size_t periods, bool keep_mean,
                         double most) {
  std::vector<double> values;
  double sum = 0;
  for (std::size_t d = 0; d < hours.days.size(); ++d) {
    for (int h = 0; h < hours_per_day; ++h) {
      values.push_back(year[static_cast<std::size_t>(hours.days[d] * hours_per_day + h)]);
      sum += values.back() * hours.weight[d];
    }
  }
  if (keep_mean && !hours.full && sum != 0) {
    // What `most` cuts off is spread over the other hours, until nothing is cut off any more.
    const double wanted = std::accumulate(year.begin(), year.end(), 0.0);
    for (int round = 0; round < 100 && std::abs(wanted - sum) > 1e-12 * std::abs(wanted); ++round) {
      double free = 0, fixed = 0;
      for (std::size_t i = 0; i < values.size(); ++i)
        (values[i] < most ? free : fixed) += values[i] * hours.weight[i / hours_per_day];
      if (free == 0) break;
      const double factor = (wanted - fixed) / free;
      sum = 0;
      for (std::size_t i = 0; i < values.size(); ++i) {
        if (values[i] < most) values[i] = std::min(most, values[i] * factor);
        sum += values[i] * hours.weight[i / hours_per_day];
      }
    }
  }
  const auto once = values.size();
  values.reserve(once * periods);
  for (std::size_t p = 1; p < periods; ++p)
    values.insert(values.end(), values.begin(), values.begin() + static_cast<std::ptrdiff_t>(once));
  return values;
}

}  // namespace gigaplan::compile
