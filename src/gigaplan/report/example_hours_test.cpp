#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>

#include "gigaplan/report/example_document.hpp"

namespace gigaplan::report::example {
namespace {

constexpr int month_days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

std::string date(int year, int day) {
  int month = 0;
  while (day >= month_days[month]) day -= month_days[month++];
  char text[40];
  std::snprintf(text, sizeof text, "%04d-%02d-%02dT00:00Z", year, month + 1, day + 1);
  return text;
}

double wave(double turns) { return std::cos(2 * std::numbers::pi * turns); }

struct Hour {
  double solar, wind, load, price, carbon;
};

// Smooth shapes of day and year: no weather, but what a stacked picture needs.
Hour at(int day, int hour) {
  const double season = -wave((day + 10) / 365.0);  // −1 in winter, 1 in summer
  const double sun = std::max(0.0, -wave(hour / 24.0) + 0.45 * season) * (0.55 + 0.3 * season);
  const double wind =
      std::clamp(0.38 - 0.12 * season + 0.3 * wave(day / 6.3) * wave((day * 24 + hour) / 61.0), 0.02, 0.95);
  const double load = 0.62 + 0.28 * wave((hour - 19.5) / 24.0) + 0.08 * wave((hour - 19) / 12.0);
  return {sun, wind, load, std::max(2.0, 78 + 30 * wave((hour - 19) / 12.0) - 70 * sun - 60 * (wind - 0.3)),
          std::max(40.0, 320 - 260 * sun - 260 * (wind - 0.3))};
}

}  // namespace

Hours hours(const Document& document, int hours_per_period, int periods) {
  Hours out;
  out.time_zone = "Europe/Berlin";
  const bool full = hours_per_period == 8760;
  const int days = hours_per_period / 24;
  for (int p = 0; p < periods; ++p) {
    const int year = document.periods[static_cast<std::size_t>(p)].first_year;
    Axis axis{p, {}};
    if (full) axis.stretches.push_back({"the whole year", date(year, 0), 8760, 1});
    for (int d = 0; !full && d < days; ++d) {
      const char* season = d < 2 || d >= days - 1 ? "winter" : d < 5 ? "spring" : d < 8 ? "summer" : "autumn";
      axis.stretches.push_back({std::string(season) + (d % 2 ? ", windy" : ", calm"),
                                date(year, (365 * d + 180) / days), 24, 365.0 / days + (d % 3 - 1) * 4});
    }
    out.axes.push_back(axis);

    for (std::size_t s = 0; s <= document.sites.size(); ++s) {
      const bool all = s == document.sites.size();
      double mw = 0;
      for (std::size_t i = 0; i < document.sites.size(); ++i)
        if (all || i == s) mw += document.sites[i].by_period[static_cast<std::size_t>(p)].facility_power.value_or(0);
      Frame frame{p, all ? "" : document.sites[s].id, {}};
      Series load{"Data centres", "load", "", "MW", {}}, sun{"Solar purchase", "supply", "solar", "MW", {}};
      Series wind{"Wind purchase", "supply", "wind", "MW", {}}, gas{"Own gas", "supply", "gas", "MW", {}};
      Series grid{"Grid", "supply", "grid", "MW", {}}, out_{"Battery", "supply", "battery", "MW", {}};
      Series in{"Battery charging", "charge", "battery", "MW", {}},
          level{"Battery level", "level", "battery", "MWh", {}};
      Series price{"Power price", "price", "", "EUR_2024/MWh", {}},
          carbon{"Grid carbon", "carbon", "", "kg CO2/MWh", {}};
      Series limit{"Grid connection", "limit", "grid", "MW", {}};
      double stored = 0;
      for (int h = 0; h < hours_per_period; ++h) {
        const int day = full ? h / 24 : (365 * (h / 24) + 180) / days;
        const Hour now = at(day, h % 24);
        const double need = mw * now.load, top = 0.72 * mw;
        double rest = need - 0.9 * mw * now.wind - 0.8 * mw * now.solar;
        const double charge = std::clamp(-rest, 0.0, std::min(0.2 * mw, 0.8 * mw - stored));
        const double release = std::clamp(rest, 0.0, std::min(0.2 * mw, stored));
        stored += 0.94 * charge - release;
        rest -= release;
        const double bought = std::clamp(rest, 0.0, top);
        load.values.push_back(need);
        sun.values.push_back(std::min(0.8 * mw * now.solar, need + charge));
        wind.values.push_back(std::min(0.9 * mw * now.wind, need + charge - sun.values.back()));
        grid.values.push_back(bought);
        gas.values.push_back(std::max(0.0, rest - top));
        out_.values.push_back(release);
        in.values.push_back(charge);
        level.values.push_back(stored);
        price.values.push_back(now.price);
        carbon.values.push_back(now.carbon);
        limit.values.push_back(top);
      }
      frame.series = {grid, wind, sun, gas, out_, in, load, limit, level, price, carbon};
      out.frames.push_back(std::move(frame));
    }
  }
  return out;
}

}  // namespace gigaplan::report::example
