// The computed year against real years: distribution, memory, season, day, and correlation between neighbours.
#include "gigaplan/weather/weather.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <memory>
#include <numeric>
#include <string>

#include "gigaplan/weather/load.hpp"
#include "gigaplan/weather/sun.hpp"

namespace gigaplan::weather {
namespace {

using Values = std::vector<double>;

double mean(const Values& v) { return std::accumulate(v.begin(), v.end(), 0.0) / static_cast<double>(v.size()); }

double correlation(const Values& a, const Values& b, std::size_t lag = 0) {
  const std::size_t n = std::min(a.size(), b.size()) - lag;
  double ma = 0, mb = 0, saa = 0, sbb = 0, sab = 0;
  for (std::size_t i = 0; i < n; ++i) ma += a[i], mb += b[i + lag];
  ma /= static_cast<double>(n), mb /= static_cast<double>(n);
  for (std::size_t i = 0; i < n; ++i) {
    saa += (a[i] - ma) * (a[i] - ma), sbb += (b[i + lag] - mb) * (b[i + lag] - mb),
        sab += (a[i] - ma) * (b[i + lag] - mb);
  }
  return sab / std::sqrt(saa * sbb);
}

double quantile(Values v, double q) {
  std::ranges::sort(v);
  return v[static_cast<std::size_t>(q * static_cast<double>(v.size() - 1))];
}

double winter_over_summer(const Values& v) {  // hours of January, February, December against June, July, August
  double winter = 0, summer = 0;
  for (std::size_t h = 0; h < 8760; ++h) {
    const auto day = h / 24;
    if (day < 59 || day >= 334) winter += v[h];
    if (day >= 151 && day < 243) summer += v[h];
  }
  return winter / summer;
}

// Columns of a gzipped CSV file under $GIGAPLAN_REFERENCE/series; empty when the file is not there.
std::map<std::string, Values> real(const std::string& name) {
  const char* given = std::getenv("GIGAPLAN_REFERENCE");
  const std::filesystem::path root = given != nullptr ? given : std::string(GIGAPLAN_SOURCE_DIR) + "/../shared";
  const auto path = root / "series" / name;
  if (!std::filesystem::exists(path)) return {};
  const std::string command = "gzip -dc '" + path.string() + "'";
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  std::map<std::string, Values> columns;
  std::vector<std::string> names;
  std::array<char, 4096> line{};
  while (std::fgets(line.data(), static_cast<int>(line.size()), pipe.get()) != nullptr) {
    std::string text(line.data());
    std::vector<std::string> cells;
    for (std::size_t at = 0; at <= text.size();) {
      const auto comma = std::min(text.find_first_of(",\r\n", at), text.size());
      cells.push_back(text.substr(at, comma - at));
      at = comma + 1;
    }
    if (names.empty()) {
      names = cells;
      continue;
    }
    for (std::size_t c = 1; c < names.size() && c < cells.size(); ++c)
      if (!cells[c].empty() && names[c] != "\n") columns[names[c]].push_back(std::strtod(cells[c].c_str(), nullptr));
  }
  return columns;
}

#define GIGAPLAN_NEEDS(columns, file)                                                 \
  if ((columns).empty()) {                                                            \
    if (std::getenv("CI") != nullptr) FAIL() << "reference file missing: " << (file); \
    GTEST_SKIP() << "reference file missing: " << (file);                             \
  }

struct Spot {
  const char* country;
  Climate climate;
};
const std::vector<Spot> spots{{"DEU", {9, 51, 9.5, 18.5}},  {"DNK", {10, 56, 8.5, 17}},
                              {"FRA", {2, 47, 11.5, 20}},   {"ESP", {-3.7, 40, 14.5, 25}},
                              {"NLD", {5.5, 52.2, 10, 18}}, {"GBR", {-2, 53, 9.5, 16.5}}};

class AgainstReality : public ::testing::TestWithParam<std::size_t> {};

TEST_P(AgainstReality, WindSolarAndLoadLookAlike) {
  const auto& spot = spots[GetParam()];
  const std::string file = std::string(spot.country) + "-2016.csv.gz";
  const auto truth = real(file);
  GIGAPLAN_NEEDS(truth, file);
  const World world(1);
  const auto& real_wind = truth.at("onshore_wind");
  const auto& real_solar = truth.at("solar");
  const auto wind = world.wind(spot.climate, mean(real_wind));
  const auto solar = world.solar(spot.climate, mean(real_solar));
  EXPECT_NEAR(mean(wind), mean(real_wind), 1e-6);
  EXPECT_NEAR(mean(solar), mean(real_solar), 1e-6);
  for (const std::size_t lag : {1u, 6u, 24u, 72u}) {
    EXPECT_NEAR(correlation(wind, wind, lag), correlation(real_wind, real_wind, lag), 0.26) << "wind, lag " << lag;
    EXPECT_NEAR(correlation(solar, solar, lag), correlation(real_solar, real_solar, lag), 0.13) << "solar, lag " << lag;
  }
  for (const double q : {0.05, 0.25, 0.5, 0.75, 0.95}) {
    EXPECT_NEAR(quantile(wind, q) / mean(wind), quantile(real_wind, q) / mean(real_wind), 0.55)
        << "wind quantile " << q;
    EXPECT_NEAR(quantile(solar, q) / mean(solar), quantile(real_solar, q) / mean(real_solar), 0.65)
        << "solar quantile " << q;
  }
  EXPECT_GT(winter_over_summer(wind), 1.0);
  EXPECT_NEAR(winter_over_summer(solar), winter_over_summer(real_solar), 0.20);
  const auto load = national_load(world.temperature(spot.climate), spot.climate.lon);
  const auto& real_load = truth.at("load_mw");
  EXPECT_NEAR(mean(load), 1.0, 1e-9);
  EXPECT_GT(correlation(load, real_load), 0.6) << "both start on a Friday";
  EXPECT_NEAR(quantile(load, 0.99), quantile(real_load, 0.99) / mean(real_load), 0.18);
}
INSTANTIATE_TEST_SUITE_P(Countries, AgainstReality, ::testing::Range<std::size_t>(0, 6));

TEST(Weather, NeighboursAreCorrelatedAndFarPlacesAreNot) {
  const World world(1);
  const auto germany = world.wind(spots[0].climate, 0.2);
  const auto netherlands = world.wind(spots[4].climate, 0.2);
  const auto spain = world.wind(spots[3].climate, 0.2);
  const auto korea = world.wind({127.5, 36.5, 12.5, 26}, 0.2);
  EXPECT_GT(correlation(germany, netherlands), 0.6);
  EXPECT_LT(correlation(germany, spain), 0.45);
  EXPECT_LT(std::abs(correlation(germany, korea)), 0.3);
}

TEST(Weather, TemperatureMatchesAStation) {
  const auto truth = real("weather-DEU-2023.csv.gz");
  GIGAPLAN_NEEDS(truth, "weather-DEU-2023.csv.gz");
  const auto& station = truth.at("temperature_c");
  const World world(1);
  const auto t = world.temperature({8.68, 50.11, mean(station), 20.5});
  EXPECT_NEAR(mean(t), mean(station), 1.0);
  for (const double q : {0.01, 0.1, 0.5, 0.9, 0.99}) EXPECT_NEAR(quantile(t, q), quantile(station, q), 3.5) << q;
  EXPECT_NEAR(correlation(t, t, 24), correlation(station, station, 24), 0.1);
}

TEST(Weather, SouthernSummerIsInJanuary) {
  const World world(1);
  EXPECT_GT(winter_over_summer(world.temperature({151, -34, 18, 23})), 1.2);
}

TEST(Weather, SameSeedSameYearWhateverElseIsAsked) {
  const World a(7), b(7), other(8);
  (void)b.wind(spots[1].climate, 0.3);
  EXPECT_EQ(a.wind(spots[0].climate, 0.25), b.wind(spots[0].climate, 0.25));
  EXPECT_NE(a.wind(spots[0].climate, 0.25), other.wind(spots[0].climate, 0.25));
}

TEST(Sun, NoonAtEquinoxAndMidsummer) {
  // Greenwich meridian, 21 March (day 80), hour 12: elevation ≈ 90° − latitude + declination.
  EXPECT_NEAR(std::asin(sun_at(79 * 24 + 12, -7.5, 50).sin_elevation) * 180 / M_PI, 40, 1.5);
  EXPECT_NEAR(std::asin(sun_at(171 * 24 + 12, -7.5, 50).sin_elevation) * 180 / M_PI, 63.4, 1.0);
  EXPECT_LT(sun_at(0, 0, 50).sin_elevation, 0);
}

}  // namespace
}  // namespace gigaplan::weather
