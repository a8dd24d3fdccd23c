// Time: periods, the snapshots that stand for their hours, and the slices (period × scenario) that these form.
#pragma once
#include <string>
#include <vector>

namespace gigaplan::network {

/// An investment period p.
struct Period {
  int first_year = 0;
  double years = 1;   ///< L_p, length in years
  double weight = 1;  ///< δ_p, Σ of the yearly discount factors of its years: multiplies yearly costs in the objective
  std::string label;
};

/// A future of a two-stage stochastic plan: capacities are common, operation is its own.
struct Scenario {
  std::string name;
  double probability = 1;
};

/// One snapshot. The three weights are hours; a chronological hour of a full year has 1, 1, 1.
struct Snapshot {
  double elapsed = 1;  ///< τ, hours between this and the next: moves store levels, scales ramps
  double cost = 1;     ///< ω, hours of the year that its running costs stand for
  double energy = 1;   ///< ω, hours of the year that its flows into yearly nodes stand for
  std::string label;
};

/// Representative days of a slice: calendar day c runs like representative day `day[c]`; representative day d holds the
/// slice's snapshots d·snapshots_per_day … (d+1)·snapshots_per_day − 1. Empty `day`: the slice is chronological.
struct Calendar {
  int snapshots_per_day = 24;
  std::vector<int> day;
};

/// Consecutive snapshots first … first + count − 1 of one period and one scenario: a chain in time.
struct Slice {
  int period = 0;
  int scenario = 0;
  int first = 0;
  int count = 0;
  Calendar calendar;

  [[nodiscard]] bool holds(std::size_t snapshot) const {
    return static_cast<int>(snapshot) >= first && static_cast<int>(snapshot) < first + count;
  }
};

struct Horizon {
  std::vector<Period> periods{{}};
  std::vector<Scenario> scenarios{{}};
  std::vector<Snapshot> snapshots;
  std::vector<Slice> slices;  ///< ordered by scenario, then period; together they cover all snapshots once

  /// Slice index of every snapshot.
  [[nodiscard]] std::vector<int> slice_of_snapshot() const;
  /// The period that a point in time [year] falls into: the last one that has begun by then; −1 before the first.
  [[nodiscard]] int period_of(double year) const;
  /// One period, one scenario, n hours.
  [[nodiscard]] static Horizon hours(int n);
};

/// Conditional value at risk of a stochastic plan: min (1 − weight) · E[cost] + weight · CVaR_level[cost].
struct Risk {
  double weight = 0;
  double level = 0.95;
};

}  // namespace gigaplan::network
