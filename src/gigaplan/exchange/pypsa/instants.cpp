#include "gigaplan/exchange/pypsa/instants.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <chrono>
#include <limits>
#include <utility>

namespace gigaplan::exchange::pypsa {
namespace {

constexpr std::int64_t day_seconds = 86400;

/// Takes `count` digits off the front of `text`.
std::optional<int> digits(std::string_view& text, std::size_t count) {
  if (text.size() < count) return std::nullopt;
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + count, value);
  if (error != std::errc() || end != text.data() + count || text[0] == '-') return std::nullopt;
  text.remove_prefix(count);
  return value;
}

bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

}  // namespace

std::string text_of_instant(std::int64_t seconds) {
  std::int64_t days = seconds / day_seconds, rest = seconds % day_seconds;
  if (rest < 0) {
    rest += day_seconds;
    --days;
  }
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{days}}};
  return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), rest / 3600,
                     rest / 60 % 60, rest % 60);
}

std::optional<std::int64_t> instant_of_text(std::string_view text) {
  const auto year = digits(text, 4);
  if (!year || !take(text, '-')) return std::nullopt;
  const auto month = digits(text, 2);
  if (!month || !take(text, '-')) return std::nullopt;
  const auto day = digits(text, 2);
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  std::int64_t seconds = std::chrono::sys_days{date}.time_since_epoch().count() * day_seconds;
  if (text.empty()) return seconds;
  if (!take(text, ' ') && !take(text, 'T')) return std::nullopt;
  const auto hour = digits(text, 2);
  if (!hour || !take(text, ':')) return std::nullopt;
  const auto minute = digits(text, 2);
  std::optional<int> second = 0;
  if (take(text, ':')) second = digits(text, 2);
  if (!minute || !second || *hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
  if (take(text, '.'))
    while (take(text, '0')) {
    }
  if (!text.empty() && text != "Z" && text != "+00:00") return std::nullopt;
  return seconds + *hour * 3600 + *minute * 60 + *second;
}

std::optional<std::int64_t> TimeAxis::at(std::int64_t value) const {
  constexpr std::int64_t second = 1'000'000'000;
  constexpr std::int64_t far = 400'000'000'000;  // seconds, some 12,000 years
  if (nanoseconds >= second) {
    const std::int64_t step = nanoseconds / second;
    if (value > far / step || value < -far / step) return std::nullopt;
    return origin + value * step;
  }
  const std::int64_t steps = second / nanoseconds;
  if (value % steps != 0) return std::nullopt;
  return origin + value / steps;
}

std::optional<TimeAxis> time_axis_of(std::string_view units) {
  static constexpr std::array<std::pair<std::string_view, std::int64_t>, 7> steps{{{"days", 86'400'000'000'000},
                                                                                   {"hours", 3'600'000'000'000},
                                                                                   {"minutes", 60'000'000'000},
                                                                                   {"seconds", 1'000'000'000},
                                                                                   {"milliseconds", 1'000'000},
                                                                                   {"microseconds", 1'000},
                                                                                   {"nanoseconds", 1}}};
  const std::size_t since = units.find(" since ");
  if (since == std::string_view::npos) return std::nullopt;
  const auto origin = instant_of_text(units.substr(since + 7));
  if (!origin) return std::nullopt;
  for (const auto& [word, nanoseconds] : steps)
    if (units.substr(0, since) == word) return TimeAxis{nanoseconds, *origin};
  return std::nullopt;
}

}  // namespace gigaplan::exchange::pypsa
