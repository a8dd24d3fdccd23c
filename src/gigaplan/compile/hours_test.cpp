// Chosen hours, the horizon they make, and local clocks.
#include "gigaplan/compile/hours.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <numbers>
#include <numeric>

#include "gigaplan/compile/work.hpp"

namespace gigaplan::compile {
namespace {

using testing::Contains;
using testing::DoubleNear;
using testing::ElementsAre;

constexpr std::size_t year_hours = 8760;

std::vector<double> wave(double offset, double amplitude, double days) {
  std::vector<double> values(year_hours);
  for (std::size_t h = 0; h < year_hours; ++h)
    values[h] = offset + amplitude * std::sin(2 * std::numbers::pi * static_cast<double>(h) / (24 * days));
  return values;
}

double mean(const std::vector<double>& v) {
  return std::accumulate(v.begin(), v.end(), 0.0) / static_cast<double>(v.size());
}

// Σ weight · value over one period's hours / 8,760.
double weighted_mean(const Hours& hours, const std::vector<double>& picked) {
  double sum = 0;
  for (std::size_t d = 0; d < hours.days.size(); ++d)
    for (std::size_t h = 0; h < 24; ++h) sum += hours.weight[d] * picked[24 * d + h];
  return sum / year_hours;
}

TEST(TypicalDays, StandForAllDaysOfTheYear) {
  const std::vector<std::vector<double>> features{wave(10, 5, 365), wave(3, 1, 7)};
  for (const int count : {1, 2, 5, 12, 40}) {
    const auto hours = typical_days(features, count, {0});
    EXPECT_FALSE(hours.full);
    EXPECT_EQ(hours.days.size(), static_cast<std::size_t>(count));
    EXPECT_TRUE(std::ranges::is_sorted(hours.days));
    EXPECT_EQ(std::accumulate(hours.weight.begin(), hours.weight.end(), 0), 365);
    ASSERT_EQ(hours.calendar.size(), 365U);
    std::vector<int> counted(hours.days.size(), 0);
    for (const int d : hours.calendar) ++counted[static_cast<std::size_t>(d)];
    EXPECT_EQ(counted, hours.weight);
    for (std::size_t d = 0; d < hours.days.size(); ++d)
      EXPECT_EQ(hours.calendar[static_cast<std::size_t>(hours.days[d])], static_cast<int>(d)) << "stands for itself";
  }
}

TEST(TypicalDays, KeepTheExtremeDays) {
  auto price = wave(50, 10, 365);
  for (std::size_t h = 0; h < 24; ++h) price[24 * 200 + h] = 500, price[24 * 77 + h] = -90;
  EXPECT_THAT(typical_days({price, wave(1, 0.5, 7)}, 4, {0}).days, testing::AllOf(Contains(200), Contains(77)));
  // One day of two may be an extreme: the other stands for ordinary ones.
  EXPECT_THAT(typical_days({price, wave(1, 0.5, 7)}, 2, {0}).days, Contains(200));
}

TEST(TypicalDays, ErrorFallsWithTheirNumberAndIsNothingForTheFullYear) {
  const std::vector<std::vector<double>> features{wave(10, 5, 365), wave(3, 1, 11)};
  double before = 1;
  for (const int count : {2, 6, 24}) {
    const double error = typical_days(features, count, {}).feature_error;
    EXPECT_LT(error, before);
    before = error;
  }
  const auto all = typical_days(features, 365, {});
  EXPECT_TRUE(all.full);
  EXPECT_EQ(all.feature_error, 0);
  EXPECT_EQ(pick(all, features[0], 1), features[0]);
}

TEST(TypicalDays, MeansOfTheYearAreKept) {
  const auto price = wave(60, 30, 365);
  auto output = wave(0.4, 0.55, 365);
  for (auto& v : output) v = std::clamp(v, 0.0, 0.95);
  const auto hours = typical_days({price, output}, 5, {0});
  EXPECT_NEAR(weighted_mean(hours, pick(hours, price, 1, true)), mean(price), 1e-12 * mean(price));
  const auto factors = pick(hours, output, 1, true, 1.0);
  EXPECT_LE(*std::ranges::max_element(factors), 1.0);
  EXPECT_NEAR(weighted_mean(hours, factors), mean(output), 1e-9);
}

TEST(TypicalDays, MeansAreKeptWhereValuesMeetTheirLimit) {
  Hours hours;  // one day, half of its hours at the limit already, stands for a year with a higher mean
  hours.days = {0}, hours.weight = {365}, hours.calendar.assign(365, 0);
  std::vector<double> output(year_hours, 0.8);
  for (std::size_t h = 0; h < 24; ++h) output[h] = h < 12 ? 0.9 : 0.3;
  const auto factors = pick(hours, output, 1, true, 1.0);
  EXPECT_LE(*std::ranges::max_element(factors), 1.0);
  EXPECT_NEAR(weighted_mean(hours, factors), mean(output), 1e-9);
}

TEST(Horizon, PeriodsWeighTheirYearsAndHoursCarryTheirDate) {
  Hours hours;
  hours.days = {0, 59, 364}, hours.weight = {100, 200, 65}, hours.calendar.assign(365, 0);
  const auto horizon = horizon_of(hours, {2027, 2030}, 2032, 0.1);
  ASSERT_EQ(horizon.periods.size(), 2U);
  EXPECT_EQ(horizon.periods[0].years, 3);
  EXPECT_EQ(horizon.periods[1].years, 2);
  // 1 + 1/1.1 + 1/1.21 and 1/1.1³ + 1/1.1⁴
  EXPECT_NEAR(horizon.periods[0].weight, 2.735537190082645, 1e-14);
  EXPECT_NEAR(horizon.periods[1].weight, 1.434328256266648, 1e-14);
  ASSERT_EQ(horizon.snapshots.size(), 2U * 72U);
  EXPECT_EQ(horizon.snapshots[0].label, "2027-01-01T00");
  EXPECT_EQ(horizon.snapshots[24 + 7].label, "2027-03-01T07");
  EXPECT_EQ(horizon.snapshots[72 + 71].label, "2030-12-31T23");
  EXPECT_EQ(horizon.snapshots[24].energy, 200);
  EXPECT_EQ(horizon.snapshots[24].cost, 200);
  EXPECT_EQ(horizon.snapshots[24].elapsed, 1);
  for (const auto& slice : horizon.slices) {
    double sum = 0;
    for (int i = slice.first; i < slice.first + slice.count; ++i)
      sum += horizon.snapshots[static_cast<std::size_t>(i)].energy;
    EXPECT_EQ(sum, 8760);
    EXPECT_EQ(slice.calendar.day, hours.calendar);
  }
  const auto full = horizon_of(full_year(), {2030}, 2031, 0.0);
  EXPECT_EQ(full.snapshots.size(), year_hours);
  EXPECT_EQ(full.periods[0].weight, 1);
  EXPECT_TRUE(full.slices[0].calendar.day.empty());
}

// A service asked for only between 20:00 and 21:00 local time on Mondays: the UTC hours of the year in which it is.
std::vector<int> busy_hours(const std::string& country) {
  const auto catalogue = load_catalogue(std::filesystem::path(GIGAPLAN_SOURCE_DIR) / "catalogue");
  scenario::Scenario s;
  scenario::Service service{.id = "x", .name = "x", .country = country};
  service.profile.assign(168, 0.0);
  service.profile[20] = 168;
  s.services = {service};
  Figures figures(catalogue, {});
  const auto year = year_data(s, figures);
  std::vector<int> found;
  for (int h = 0; h < static_cast<int>(year_hours); ++h)
    if (year.profile[0][static_cast<std::size_t>(h)] > 0) found.push_back(h);
  EXPECT_NEAR(mean(year.profile[0]), 1, 1e-12);
  return found;
}

// The computed year starts on a Friday: its first Monday is day 3.
TEST(LocalClock, FollowsTheTimeZoneAndSummerTime) {
  const auto germany = busy_hours("DEU");
  EXPECT_EQ(germany.front(), 3 * 24 + 19);  // UTC + 1
  // Summer time from the last Sunday of March (day 86) to that of October (day 303).
  EXPECT_THAT(germany, Contains(87 * 24 + 18));
  EXPECT_THAT(germany, Contains(297 * 24 + 18));
  EXPECT_THAT(germany, Contains(304 * 24 + 19));
  const auto korea = busy_hours("KOR");  // UTC + 9, no summer time
  for (const int h : korea) EXPECT_EQ(h % 24, 11);
  const auto india = busy_hours("IND");  // UTC + 5:30: the weight of 20:00 is met at 14:30, in the UTC hour 15
  for (const int h : india) EXPECT_EQ(h % 24, 15);
}

}  // namespace
}  // namespace gigaplan::compile
