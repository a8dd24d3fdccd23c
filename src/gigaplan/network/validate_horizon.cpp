#include <fmt/format.h>

#include <cmath>

#include "gigaplan/network/validate.hpp"

namespace gigaplan::network {
namespace {

void check_periods(Check& check) {
  const auto& periods = check.network.horizon.periods;
  if (periods.empty()) check.fault("GP3101", "there is no period");
  for (std::size_t p = 0; p < periods.size(); ++p) {
    check.number("years of a period", periods[p].years, {.least = 0});
    check.number("weight of a period", periods[p].weight, {.least = 0});
    if (p > 0 && periods[p].first_year < periods[p - 1].first_year)
      check.fault("GP3101", fmt::format("period {} begins before the one before it", periods[p].first_year),
                  "put the periods in order");
  }
}

void check_scenarios(Check& check) {
  const auto& scenarios = check.network.horizon.scenarios;
  if (scenarios.empty()) return check.fault("GP3101", "there is no scenario");
  double sum = 0;
  for (const auto& scenario : scenarios) {
    check.number("probability of a scenario", scenario.probability, {.least = 0});
    sum += scenario.probability;
  }
  if (std::abs(sum - 1) > 1e-6)
    check.fault("GP3101", fmt::format("the probabilities of the scenarios add up to {}", sum), "make them add up to 1");
}

void check_calendar(Check& check, const Slice& slice) {
  const int day = slice.calendar.snapshots_per_day;
  if (slice.calendar.day.empty()) return;
  if (day <= 0 || slice.count % day != 0)
    return check.fault("GP3101", fmt::format("{} snapshots are not whole days of {}", slice.count, day));
  for (const int d : slice.calendar.day)
    if (d < 0 || d >= slice.count / day)
      return check.fault("GP3101",
                         fmt::format("the calendar names representative day {}, there are {}", d, slice.count / day));
}

void check_slices(Check& check) {
  const auto& horizon = check.network.horizon;
  int next = 0;
  for (std::size_t s = 0; s < horizon.slices.size(); ++s) {
    const auto& slice = horizon.slices[s];
    if (slice.period < 0 || static_cast<std::size_t>(slice.period) >= horizon.periods.size() || slice.scenario < 0 ||
        static_cast<std::size_t>(slice.scenario) >= horizon.scenarios.size())
      check.fault("GP3101", fmt::format("slice {} names a period or scenario that does not exist", s));
    if (slice.first != next || slice.count <= 0)
      check.fault("GP3101",
                  fmt::format("slice {} begins at snapshot {} with {} of them; expected to begin at {}", s, slice.first,
                              slice.count, next),
                  "slices cover all snapshots once, in order");
    next = slice.first + slice.count;
    if (s > 0 && std::pair(slice.scenario, slice.period) <=
                     std::pair(horizon.slices[s - 1].scenario, horizon.slices[s - 1].period))
      check.fault("GP3101", fmt::format("slice {} is out of order", s), "order slices by scenario, then by period");
    check_calendar(check, slice);
  }
  if (next != static_cast<int>(horizon.snapshots.size()))
    check.fault("GP3101", fmt::format("the slices cover {} snapshots, there are {}", next, horizon.snapshots.size()));
}

}  // namespace

void check_horizon(Check& check) {
  check.about("network", check.network.name);
  check_periods(check);
  check_scenarios(check);
  check_slices(check);
  for (const auto& snapshot : check.network.horizon.snapshots) {
    const bool wrong = !std::isfinite(snapshot.elapsed) || snapshot.elapsed <= 0 || !std::isfinite(snapshot.cost) ||
                       snapshot.cost < 0 || !std::isfinite(snapshot.energy) || snapshot.energy < 0;
    if (!wrong) continue;
    check.fault("GP3101",
                fmt::format("snapshot \"{}\" lasts {} h and stands for {} h of costs, {} h of energy", snapshot.label,
                            snapshot.elapsed, snapshot.cost, snapshot.energy),
                "a snapshot lasts more than nothing; its weights are not negative");
    break;
  }
}

}  // namespace gigaplan::network
